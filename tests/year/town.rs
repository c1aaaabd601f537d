//! A municipality with its money, its programmes and its children, and those who act in it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::Place;
use reestr::domain::funding::{
    Agreement, CertificateGroup, CertificateGroupId, Nominal, Period, PeriodId,
};
use reestr::domain::programme::{
    Ages, Direction, Group, GroupId, Module, ModuleId, PriceEntry, ProgrammeRegister,
    ProgrammeState, StudyForm,
};
use reestr::domain::{
    Applicant, Application, ApplicationNumber, ApplicationRef, ApplicationState, Capability, Card,
    Case, Category, Certificate, CertificateKind, CertificateNumber, CertificateState, Checks,
    Child, Clean, ClerkId, Command, Consent, ConsentCode, DocumentKind, DuplicateState,
    EnrolmentCommand, Funding, IdentityDocument, Kopecks, MunicipalityCode, NewApplication,
    OrganisationId, PersonName, Programme, ProgrammeId, Relation, RequestId, Source, Span, Target,
    Zone,
};
use reestr::server::Terms;
use reestr::server::admin;
use reestr::server::clock::Clock;
use reestr::server::register::Register;
use reestr::server::register::apply::{Actor, Order, carry_out};
use reestr::server::storage::{Storage, Write};
use uuid::Uuid;

pub const HERE: MunicipalityCode = MunicipalityCode(1);
pub const OFFICES: [OrganisationId; 3] = [OrganisationId(1), OrganisationId(2), OrganisationId(3)];
pub const PERIOD: PeriodId = PeriodId(2026);
pub const NOMINAL: i64 = 1_500_000;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An hour of the local day.
pub fn at(date: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    date.and_time(time).and_utc() - chrono::Duration::hours(3)
}

/// A clock that is set.
pub struct TownClock(Mutex<DateTime<Utc>>);

impl TownClock {
    pub fn at(moment: DateTime<Utc>) -> Arc<Self> {
        Arc::new(Self(Mutex::new(moment)))
    }

    pub fn set(&self, moment: DateTime<Utc>) {
        *self.0.lock().unwrap() = moment;
    }
}

impl Clock for TownClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub fn certificate(child: u32) -> CertificateNumber {
    CertificateNumber::new(HERE, child)
}

pub fn application(child: u32) -> ApplicationNumber {
    ApplicationNumber::new(HERE, 2026, child)
}

/// Six to seventeen years old on the first of September; every twelfth comes of age in the school year.
pub fn born(child: u32) -> NaiveDate {
    let years = 6 + i64::from(child % 12);
    let days = i64::from(child * 7 % 361);
    day("2026-09-01") - Days::new((years * 365 + years / 4 + days) as u64)
}

pub fn card(child: u32) -> Card {
    let letters: String = child
        .to_string()
        .chars()
        .map(|digit| char::from_u32('а' as u32 + digit as u32 - '0' as u32).unwrap())
        .collect();
    let name = |surname: String| PersonName {
        surname: Clean::new(&surname),
        name: "Анна".into(),
        patronymic: None,
    };
    let document = |kind, series: &str, department_code| IdentityDocument {
        kind,
        series: series.into(),
        number: Clean::new(&format!("{:06}", u64::from(child) * 7_919 % 1_000_000)),
        issued_at: day("2024-09-02"),
        issuer: "ЗАГС".into(),
        department_code,
    };
    Card {
        child: Child {
            name: name(format!("Дет{letters}ва")),
            birth_date: born(child),
            snils: None,
            address: "г. Сыктывкар".into(),
            category: Category::General,
            document: document(DocumentKind::BirthCertificate, "II-ЕА", None),
        },
        applicant: Applicant {
            name: name(format!("Мам{letters}ва")),
            relation: Relation::Mother,
            birth_date: None,
            address: Clean::default(),
            phone: Some("+79121234567".into()),
            email: None,
            document: document(DocumentKind::Passport, "8710", Some("110-001".into())),
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

/// A child with an active certificate.
fn case(child: u32) -> Case {
    Case {
        application: Application {
            reference: ApplicationRef {
                number: application(child),
                date: day("2026-03-01"),
            },
            version: 1,
            organisation: OFFICES[0],
            source: Source::Import,
            state: ApplicationState::Confirmed,
            consents: Vec::new(),
            checks: Checks::default(),
            documents_complete: true,
            duplicate: DuplicateState::Clear,
            resolved_by: None,
            paper_due: day("2026-03-31"),
            intake: None,
            mail: None,
        },
        certificate: Certificate {
            number: certificate(child),
            kind: CertificateKind::Accounting,
            state: CertificateState::Active,
            working_contracts: 0,
            served_by: None,
        },
    }
}

/// A form that came from a family at home, whose paper never comes. Its child is eight.
pub fn unsigned(serial: u32, today: NaiveDate) -> NewApplication {
    let mut card = card(serial * 12 + 2);
    card.child.birth_date = today - Days::new(u64::from(3_000 + serial % 300));
    NewApplication {
        reference: ApplicationRef {
            number: application(800_000 + serial),
            date: today,
        },
        certificate: certificate(800_000 + serial),
        organisation: OFFICES[0],
        source: Source::Portal,
        consents: ConsentCode::ALL
            .map(|code| Consent {
                code,
                text_version: 1,
                given_at: at(today, 8),
                ticked: None,
            })
            .to_vec(),
        paper_due: today + Days::new(28),
        card,
    }
}

/// What can be chosen: a certified module of the whole year, one of autumn, one of spring, and one that costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub office: OrganisationId,
    pub place: Place,
    pub days: Span,
    /// In kopecks, with the normative price; `None`: nobody pays.
    pub price: Option<(i64, i64)>,
}

pub fn offers() -> Vec<Offer> {
    let span = |first, last| Span {
        first: day(first),
        last: day(last),
    };
    let kinds = [
        (
            span("2026-09-15", "2027-05-31"),
            Some((1_210_007, 1_190_003)),
        ),
        (span("2026-10-01", "2026-12-31"), Some((400_000, 400_000))),
        (span("2027-01-11", "2027-05-31"), Some((633_333, 700_001))),
        (span("2026-09-15", "2027-05-31"), None),
    ];
    let mut offers = Vec::new();
    for (office, id) in OFFICES.into_iter().enumerate() {
        for (kind, (days, price)) in kinds.into_iter().enumerate() {
            offers.push(Offer {
                office: id,
                place: Place {
                    programme: ProgrammeId(Uuid::from_u128((office * 10 + kind + 1) as u128)),
                    module: ModuleId(1),
                    group: GroupId(1),
                },
                days,
                // No two offices ask the same.
                price: price.map(|(price, normative)| (price + office as i64 * 11, normative)),
            });
        }
    }
    offers
}

/// Two groups of `places` each.
fn programme(offer: &Offer, places: u16) -> Programme {
    let group = |id| Group {
        id: GroupId(id),
        name: "Группа".into(),
        period: offer.days,
        schedule: Vec::new(),
        places,
        active: true,
    };
    let entry = |(price, _)| PriceEntry {
        price: Kopecks(price),
        since: day("2026-08-01"),
        clerk: ClerkId(1),
    };
    let normative = offer.price.map_or(0, |(_, normative)| normative);
    Programme {
        id: offer.place.programme,
        version: 1,
        organisation: offer.office,
        municipality: HERE,
        register: if offer.price.is_some() {
            ProgrammeRegister::Certified
        } else {
            ProgrammeRegister::GeneralDevelopment
        },
        state: ProgrammeState::Published,
        year: 2026,
        name: "Программа".into(),
        direction: Direction::Arts,
        form: StudyForm::FullTime,
        ages: Ages { from: 5, to: 17 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: vec![Module {
            id: ModuleId(1),
            name: "Модуль".into(),
            months: 9,
            hours: 72,
            normative_price: Kopecks(normative),
            prices: offer.price.map(entry).into_iter().collect(),
            children_min: 1,
            children_max: 15,
            results: Clean::default(),
            enrolment_open: true,
            groups: vec![group(1), group(2)],
        }],
        sent_by: None,
        published: Some(day("2026-08-01")),
    }
}

fn funding(certificates_limit: Option<u32>) -> Funding {
    let agreement = |organisation| Agreement {
        organisation,
        period: PERIOD,
        number: "7".into(),
        date: day("2026-08-20"),
        limit: None,
        active: true,
    };
    Funding {
        version: 1,
        periods: vec![Period {
            id: PERIOD,
            days: Span {
                first: day("2026-09-01"),
                last: day("2027-08-31"),
            },
        }],
        groups: vec![CertificateGroup {
            id: CertificateGroupId(1),
            name: "От 5 до 17 лет".into(),
            nominals: vec![Nominal {
                period: PERIOD,
                amount: Kopecks(NOMINAL),
            }],
            certificates_limit,
            sum_limit: None,
        }],
        agreements: OFFICES.map(agreement).to_vec(),
        ..Funding::unset(HERE)
    }
}

/// Puts all of it into an empty register: `children` with active certificates, of which money is for `financed`.
pub async fn found(storage: &dyn Storage, children: u32, financed: u32) {
    let mut tx = storage.write().await.unwrap();
    tx.put_municipality(HERE, &"Сыктывкар".into())
        .await
        .unwrap();
    for office in OFFICES {
        let id = tx.put_organisation(HERE, &"Дворец".into()).await.unwrap();
        assert_eq!(id, office);
    }
    let seq = tx.bump(Scope::Municipality(HERE), 1).await.unwrap();
    tx.put_funding(&funding(Some(financed)), seq).await.unwrap();
    // So few that the last of them are taken.
    let places = u16::try_from(children / 8 + 2).unwrap();
    for offer in offers() {
        let seq = tx.bump(Scope::Organisation(offer.office), 1).await.unwrap();
        let programme = programme(&offer, places);
        tx.put_programme(&programme, seq).await.unwrap();
    }
    tx.commit().await.unwrap();
    let cases = (1..=children).map(|child| (case(child), card(child)));
    let count = admin::import_cases(storage, cases.collect(), at(day("2026-08-20"), 9))
        .await
        .unwrap();
    assert_eq!(count, children as usize);
}

/// The register of the town.
pub fn register(storage: Arc<dyn Storage>, clock: Arc<TownClock>) -> Register {
    let register = Register::unattended(storage, clock).unwrap();
    register.with_terms(Terms::default())
}

/// A clerk who may do everything in an office.
pub fn clerk(office: OrganisationId) -> Actor {
    Actor {
        clerk: ClerkId(7),
        organisation: office,
        municipality: HERE,
        zone: Zone::MOSCOW,
        capabilities: Capability::ALL.iter().copied().collect(),
        device: None,
        channel: None,
        hands_in: true,
        register: false,
        portal: None,
    }
}

/// A clerk's step with a request, inside a transaction.
pub async fn give(
    tx: &mut dyn Write,
    office: OrganisationId,
    id: RequestId,
    command: EnrolmentCommand,
    now: DateTime<Utc>,
) -> Outcome {
    let (command, terms) = (Command::Enrolment(command), Terms::default());
    let order = Order {
        target: Target::Request(id),
        expected: None,
        fence: None,
        command: &command,
        id: Some(Uuid::from_u128(1)),
        given: None,
        terms: &terms,
    };
    carry_out(tx, &clerk(office), &order, now).await.unwrap()
}
