//! Invented papers of requests and contracts: ordinary ones, and those at the edges of names, months and amounts.

use chrono::{NaiveTime, TimeZone, Utc};
use reestr::documents::{
    Document, EnrolmentStatement, Family, GroupChange, Learning, TerminationNotice,
};
use reestr::domain::enrolment::{
    Contract, Cost, EnrolmentRequest, Mark, Party, Place, RequestState, Termination,
};
use reestr::domain::programme::{
    Ages, Direction, Group, GroupId, Lesson, Module, ModuleId, ProgrammeRegister, ProgrammeState,
    StudyForm, Weekday,
};
use reestr::domain::reason::TerminateReason;
use reestr::domain::{
    Clean, ClerkId, Kopecks, OrganisationId, Programme, ProgrammeId, RequestId, Source, Span,
    share, split,
};
use uuid::Uuid;

use crate::papers::{MUNICIPALITY, card, certificate, day, made, name, office, reference};

pub fn id() -> RequestId {
    RequestId(Uuid::from_u128(0x0199_2b6e_4c10_7d3a_9f52_c81e_0a64_b7d3))
}

/// A school year: nine months.
pub fn year() -> Span {
    Span {
        first: day(2026, 9, 1),
        last: day(2027, 5, 31),
    }
}

fn lesson(weekday: u8, hour: u32, room: &str) -> Lesson {
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    Lesson {
        day: Weekday(weekday),
        from: at(hour, 0),
        to: at(hour + 1, 30),
        room: room.into(),
    }
}

fn group(id: u16, called: &str, schedule: Vec<Lesson>) -> Group {
    Group {
        id: GroupId(id),
        name: called.into(),
        period: year(),
        schedule,
        places: 12,
        active: true,
    }
}

fn programme(register: ProgrammeRegister) -> Programme {
    let groups = vec![
        group(
            1,
            "Первый год, утро",
            vec![lesson(1, 9, "каб. 12"), lesson(4, 9, "каб. 12")],
        ),
        group(2, "Первый год, вечер", vec![lesson(6, 17, "")]),
    ];
    Programme {
        id: ProgrammeId(Uuid::nil()),
        version: 1,
        organisation: OrganisationId(60),
        municipality: MUNICIPALITY,
        register,
        state: ProgrammeState::Published,
        year: 2026,
        name: "Юный робототехник".into(),
        direction: Direction::Robotics,
        form: StudyForm::FullTime,
        ages: Ages { from: 8, to: 12 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: vec![Module {
            id: ModuleId(1),
            name: "Первые механизмы".into(),
            months: 9,
            hours: 72,
            normative_price: Kopecks(1_800_000),
            prices: Vec::new(),
            children_min: 8,
            children_max: 12,
            results: Clean::default(),
            enrolment_open: true,
            groups,
        }],
        sent_by: None,
        published: None,
    }
}

/// What the rules of money make of a price for the days, with a balance on the certificate.
pub fn cost(group: Span, days: Span, price: i64, normative: i64, balance: i64) -> Cost {
    let total = split(group, days, Kopecks(price)).unwrap();
    let normative_total = split(group, days, Kopecks(normative)).unwrap().total();
    Cost {
        price: Kopecks(price),
        normative_price: Kopecks(normative),
        total,
        shares: share(&total, normative_total, Kopecks(balance), days),
        period: None,
    }
}

fn request(register: ProgrammeRegister) -> EnrolmentRequest {
    EnrolmentRequest {
        id: id(),
        version: 1,
        state: RequestState::Confirmed,
        certificate: certificate(),
        payer: MUNICIPALITY,
        organisation: OrganisationId(60),
        register,
        place: Place {
            programme: ProgrammeId(Uuid::nil()),
            module: ModuleId(1),
            group: GroupId(1),
        },
        days: year(),
        age: Some(11),
        source: Source::Desk,
        created_at: Utc.with_ymd_and_hms(2026, 8, 24, 22, 30, 0).unwrap(),
        created_by: None,
        cost: register
            .financed()
            .then(|| cost(year(), year(), 2_000_000, 1_800_000, 1_500_000)),
        months_paid: 0,
        confirmed: None,
        refusal_text: Clean::default(),
        contract: None,
        termination: None,
    }
}

pub fn learning(register: ProgrammeRegister, change: impl FnOnce(&mut Learning)) -> Learning {
    let (request, programme) = (request(register), programme(register));
    let mut learning = Learning::of(&request, &programme, office(), true, made()).unwrap();
    change(&mut learning);
    learning
}

pub fn certified(change: impl FnOnce(&mut Learning)) -> Learning {
    learning(ProgrammeRegister::Certified, change)
}

fn mark() -> Mark {
    Mark {
        clerk: ClerkId(7),
        at: Utc.with_ymd_and_hms(2026, 8, 31, 9, 0, 0).unwrap(),
    }
}

pub fn concluded(learning: &mut Learning) {
    learning.contract = Some(Contract {
        number: "214 - ПФ".into(),
        date: day(2026, 8, 31),
        statement_received: day(2026, 8, 31),
        concluded: mark(),
    });
}

pub fn family() -> Family {
    Family {
        case: reference().number,
        card: card(),
    }
}

pub fn offer(learning: Learning) -> Document {
    Document::Offer(Box::new(learning))
}

pub fn statement(learning: Learning, family: Option<Family>) -> Document {
    Document::EnrolmentStatement(Box::new(EnrolmentStatement { learning, family }))
}

pub fn notice(by: Party, learning: Learning, family: Option<Family>) -> Document {
    let (reason, text) = match by {
        Party::Family => (TerminateReason::Moved, Clean::default()),
        Party::Organisation => (
            TerminateReason::Arrears,
            "Доля семьи за октябрь не внесена.".into(),
        ),
    };
    Document::TerminationNotice(Box::new(TerminationNotice {
        learning,
        family,
        termination: Termination {
            by,
            reason,
            text,
            notice: day(2026, 11, 3),
            effective: day(2026, 11, 30),
            given: mark(),
        },
    }))
}

pub fn group_change(learning: Learning, family: Option<Family>) -> Document {
    let to = programme(ProgrammeRegister::Certified).modules[0].groups[1].clone();
    Document::GroupChange(Box::new(GroupChange {
        learning,
        family,
        to,
    }))
}

/// Twelve months, everything as long as it can be, made without the line and a copy.
pub fn longest() -> Learning {
    certified(|learning| {
        let long = |words: &str, length| {
            let text: String = words.repeat(40).chars().take(length).collect();
            Clean::new(text.trim())
        };
        let days = Span {
            first: day(2026, 9, 1),
            last: day(2027, 8, 31),
        };
        learning.office.organisation = long("Муниципальное автономное учреждение ", 240);
        learning.programme = long("Дополнительная общеразвивающая программа ", 250);
        learning.module = long("Модуль углублённого изучения механизмов ", 250);
        learning.group = long("Группа второго года ", 120);
        learning.form = StudyForm::PartTimeRemote;
        learning.schedule = (1..=7)
            .map(|day| {
                lesson(
                    day,
                    10,
                    "актовый зал главного корпуса на улице Первомайской",
                )
            })
            .collect();
        learning.days = days;
        learning.cost = Some(cost(days, days, 987_654_321, 900_000_001, 800_000_003));
        learning.confirmed = false;
        learning.made.copy = true;
        concluded(learning);
    })
}

/// Names of 60 letters, an address of 300.
fn long_family() -> Family {
    let part = |letter: &str| format!("{letter}{}", "е".repeat(59));
    let mut family = family();
    family.card.child.name = name(&part("Р"), &part("А"), Some(&part("П")));
    family.card.applicant.name = name(&part("Р"), &part("М"), Some(&part("И")));
    let address: String = "Республика Коми, пгт. Верхняя Максаковка, ".repeat(8);
    family.card.child.address = address.as_str().into();
    family.card.applicant.address = address.as_str().into();
    family
}

/// Every kind, by name.
pub fn all() -> Vec<(&'static str, Document)> {
    let whole = |learning: &mut Learning| {
        learning.cost = Some(cost(year(), year(), 1_800_000, 1_800_000, 5_000_000));
    };
    let budget = |change: fn(&mut Learning)| learning(ProgrammeRegister::Significant, change);
    let paid = learning(ProgrammeRegister::Paid, |learning| {
        learning.cost = Some(cost(year(), year(), 2_000_000, 0, 0));
    });
    vec![
        ("offer", offer(certified(|_| ()))),
        ("offer_concluded", offer(certified(concluded))),
        ("offer_no_family_share", offer(certified(whole))),
        ("offer_budget", offer(budget(|_| ()))),
        ("offer_paid", offer(paid)),
        ("offer_longest", offer(longest())),
        ("enrolment", statement(certified(|_| ()), Some(family()))),
        ("enrolment_by_hand", statement(certified(|_| ()), None)),
        (
            "enrolment_no_family_share",
            statement(certified(whole), Some(family())),
        ),
        (
            "enrolment_budget",
            statement(budget(|_| ()), Some(family())),
        ),
        (
            "enrolment_longest",
            statement(longest(), Some(long_family())),
        ),
        (
            "termination_family",
            notice(Party::Family, certified(concluded), Some(family())),
        ),
        (
            "termination_organisation",
            notice(Party::Organisation, certified(concluded), Some(family())),
        ),
        (
            "termination_budget",
            notice(Party::Family, budget(concluded), None),
        ),
        (
            "termination_longest",
            notice(Party::Organisation, longest(), Some(long_family())),
        ),
        (
            "group_change",
            group_change(certified(concluded), Some(family())),
        ),
        (
            "group_change_by_hand",
            group_change(certified(concluded), None),
        ),
    ]
}
