//! An office on the first of September: money, a certified programme that is published and open, children with active
//! certificates, and the commands that are given there.

use chrono::{Duration, NaiveDate, NaiveTime};
use reestr::api::session::{Channel, Secret};
use reestr::api::sync::{Base, Outcome, Scope};
use reestr::domain::enrolment::{Place, RequestForm};
use reestr::domain::funding::{
    Agreement, CertificateGroup, CertificateGroupId, Nominal, Period, PeriodId,
};
use reestr::domain::programme::{
    Ages, Direction, GroupId, GroupOutline, Lesson, ModuleId, ModuleOutline, Outline,
    ProgrammeRegister, StudyForm, Weekday,
};
use reestr::domain::{
    Account, Capabilities, Card, CertificateNumber, Clean, Command, EnrolmentCommand,
    EnrolmentRefusal, EnrolmentRequest, FundingCommand, Kopecks, MunicipalityCode, OrganisationId,
    Programme, ProgrammeCommand, ProgrammeId, Purse, Refusal, RequestId, Source, Span, Target,
};
use reestr::server::admin::{self, ClerkAccount};
use uuid::Uuid;

use crate::office::{
    Desk, Office, PASSWORD, SYKTYVKAR, accept, all_match, card, organisation, read,
};

pub const ROBOTS: ProgrammeId = ProgrammeId(Uuid::from_u128(0x70));
pub const PERIOD: PeriodId = PeriodId(2026);
pub const FIRST: ModuleId = ModuleId(1);
pub const SECOND: ModuleId = ModuleId(2);
pub const MORNING: GroupId = GroupId(1);
pub const EVENING: GroupId = GroupId(2);
pub const NEXT_YEAR: GroupId = GroupId(3);
/// What every certificate has for the period.
pub const NOMINAL: i64 = 1_000_000;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The 108 days of the check in the design, in the year of the office.
pub fn autumn() -> Span {
    Span {
        first: day("2026-09-15"),
        last: day("2026-12-31"),
    }
}

pub fn group(id: GroupId, weekday: u8, places: u16) -> GroupOutline {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    GroupOutline {
        id,
        name: "Группа".into(),
        period: autumn(),
        schedule: vec![Lesson {
            day: Weekday(weekday),
            from: at(15),
            to: at(16),
            room: "12".into(),
        }],
        places,
    }
}

fn module(id: ModuleId, groups: Vec<GroupOutline>) -> ModuleOutline {
    ModuleOutline {
        id,
        name: "Модуль".into(),
        months: 4,
        hours: 72,
        normative_price: Kopecks(400_000),
        children_min: 1,
        children_max: 15,
        results: Clean::default(),
        groups,
    }
}

/// Two modules: two groups of two places, and one of one.
pub fn outline(register: ProgrammeRegister) -> Outline {
    Outline {
        register,
        year: 2026,
        name: "Робототехника".into(),
        direction: Direction::Robotics,
        form: StudyForm::FullTime,
        ages: Ages { from: 7, to: 12 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: vec![
            module(FIRST, vec![group(MORNING, 1, 2), group(EVENING, 2, 2)]),
            module(SECOND, vec![group(NEXT_YEAR, 3, 1)]),
        ],
    }
}

pub fn save(outline: Outline) -> Command {
    Command::Programme(ProgrammeCommand::SaveProgramme {
        outline: Box::new(outline),
    })
}

pub fn price(module: ModuleId, kopecks: i64) -> Command {
    Command::Programme(ProgrammeCommand::SetPrice {
        module,
        price: Kopecks(kopecks),
    })
}

pub fn open(modules: &[ModuleId], open: bool) -> Command {
    Command::Programme(ProgrammeCommand::SetEnrolment {
        modules: modules.to_vec(),
        open,
    })
}

pub fn period() -> Period {
    Period {
        id: PERIOD,
        days: Span {
            first: day("2026-09-01"),
            last: day("2027-08-31"),
        },
    }
}

pub fn certificates(id: u16, nominal: i64) -> CertificateGroup {
    CertificateGroup {
        id: CertificateGroupId(id),
        name: "От 5 до 17 лет".into(),
        nominals: vec![Nominal {
            period: PERIOD,
            amount: Kopecks(nominal),
        }],
        certificates_limit: None,
        sum_limit: None,
    }
}

pub fn agreement(organisation: OrganisationId) -> Agreement {
    Agreement {
        organisation,
        period: PERIOD,
        number: "7".into(),
        date: day("2026-08-20"),
        limit: None,
        active: true,
    }
}

pub fn set(command: FundingCommand) -> Command {
    Command::Funding(command)
}

pub fn home() -> Target {
    Target::Funding(SYKTYVKAR)
}

pub fn robots() -> Target {
    Target::Programme(ROBOTS)
}

pub fn scope(desk: &Desk<'_>) -> Scope {
    Scope::Organisation(desk.login.profile.organisation)
}

pub fn applied(version: u64) -> Outcome {
    Outcome::Applied { version }
}

pub fn refused(why: impl Into<Refusal>) -> Outcome {
    Outcome::Refused { why: why.into() }
}

pub fn full() -> Outcome {
    refused(EnrolmentRefusal::GroupFull)
}

/// Gives commands one after another, all of which are applied.
pub async fn done(desk: &mut Desk<'_>, target: Target, seen: u64, commands: Vec<Command>) {
    for (seen, command) in (seen..).zip(commands) {
        assert_eq!(desk.give(target, seen, command).await, applied(seen + 1));
    }
}

/// An office on the first of September.
pub async fn september() -> Office {
    let office = Office::open().await;
    to(&office, "2026-09-01");
    office
}

/// Lets time pass until that day.
pub fn to(office: &Office, date: &str) {
    office.pass(day(date) - office.today());
}

/// Money for the period, and an agreement with the clerk's organisation.
pub async fn funded(desk: &mut Desk<'_>) {
    let own = desk.login.profile.organisation;
    let commands = [
        FundingCommand::SetPeriod { period: period() },
        FundingCommand::SetCertificateGroup {
            group: certificates(1, NOMINAL),
        },
        FundingCommand::SetAgreement {
            agreement: agreement(own),
        },
    ];
    done(desk, home(), 0, commands.map(set).into()).await;
}

/// A certified programme that Anna has sent and Boris has approved, at 5 000.00 for each module and open: version 6.
pub async fn published(anna: &mut Desk<'_>, boris: &mut Desk<'_>) {
    let send = Command::Programme(ProgrammeCommand::SendProgramme);
    let outline = outline(ProgrammeRegister::Certified);
    done(anna, robots(), 0, vec![save(outline), send]).await;
    let approve = Command::Programme(ProgrammeCommand::ApproveProgramme);
    done(boris, robots(), 2, vec![approve]).await;
    let prices = vec![price(FIRST, 500_000), price(SECOND, 500_000)];
    done(anna, robots(), 3, prices).await;
    done(anna, robots(), 5, vec![open(&[FIRST, SECOND], true)]).await;
}

/// Money, a programme and the active certificate of a child of nine, at Anna's and Boris's desks.
pub async fn ready(office: &Office) -> (Desk<'_>, Desk<'_>) {
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    funded(&mut anna).await;
    published(&mut anna, &mut boris).await;
    child(&mut anna, 1).await;
    (anna, boris)
}

/// The active certificate of a child of nine; no two are alike.
pub async fn child(desk: &mut Desk<'_>, serial: u32) -> CertificateNumber {
    let letters: String = serial
        .to_string()
        .chars()
        .map(|digit| char::from_u32('а' as u32 + digit as u32 - '0' as u32).unwrap())
        .collect();
    let born = day("2017-01-01") + Duration::days(i64::from(serial) * 3);
    let document = format!("{:06}", u64::from(serial) * 7_919 % 1_000_000);
    let card = card(&format!("Ор{letters}лов"), &born.to_string(), &document);
    activated(desk, serial, card).await;
    certificate(serial)
}

/// Takes and confirms the application of a child, entered under its serial.
pub async fn activated(desk: &mut Desk<'_>, serial: u32, card: Card) {
    let office = desk.office;
    let target = office.arrives(office.application(serial, card)).await;
    let taken = accept(&serial.to_string(), office.today());
    let commands = [all_match(), taken, Command::Activate];
    let chain: Vec<_> = commands
        .into_iter()
        .enumerate()
        .map(|(step, command)| {
            let base = match step {
                0 => Base::Version(1),
                _ => Base::After(desk.seq),
            };
            desk.envelope(target, base, command)
        })
        .collect();
    let answer = desk.send(chain).await;
    assert_eq!(answer.results[2].outcome, applied(4));
}

pub fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(SYKTYVKAR, serial)
}

pub fn request_id(number: u128) -> RequestId {
    RequestId(Uuid::from_u128(number))
}

pub fn request(number: u128) -> Target {
    Target::Request(request_id(number))
}

pub fn place(module: ModuleId, group: GroupId) -> Place {
    Place {
        programme: ROBOTS,
        module,
        group,
    }
}

pub fn form(serial: u32, place: Place) -> RequestForm {
    RequestForm {
        certificate: certificate(serial),
        organisation: organisation(SYKTYVKAR),
        place,
        days: autumn(),
        source: Source::Desk,
    }
}

pub fn enrol(form: RequestForm) -> Command {
    Command::Enrolment(EnrolmentCommand::Enrol {
        form: Box::new(form),
    })
}

/// A child's request for the morning group.
pub fn morning(serial: u32) -> Command {
    enrol(form(serial, place(FIRST, MORNING)))
}

pub fn confirm() -> Command {
    Command::Enrolment(EnrolmentCommand::ConfirmRequest)
}

pub fn conclude(number: &str, date: NaiveDate) -> Command {
    Command::Enrolment(EnrolmentCommand::Conclude {
        contract_number: number.into(),
        date,
        statement_received: date,
    })
}

pub async fn programme(desk: &Desk<'_>) -> Programme {
    read(desk.get(&format!("/v1/programmes/{ROBOTS}")).await).await
}

pub async fn recorded(desk: &Desk<'_>, number: u128) -> EnrolmentRequest {
    let path = format!("/v1/requests/{}", request_id(number));
    read(desk.get(&path).await).await
}

/// The money of a certificate, as the municipality's desks are told it.
pub async fn account(desk: &Desk<'_>, serial: u32) -> Option<Account> {
    let answer = desk.since(0).await;
    let mut accounts = answer.deltas.into_iter().flat_map(|delta| delta.accounts);
    accounts.find(|account| account.certificate == certificate(serial))
}

/// Balance, reserve and what was paid of the period, in kopecks. They make the nominal.
pub async fn purse(desk: &Desk<'_>, serial: u32) -> [i64; 3] {
    let account = account(desk, serial).await.unwrap();
    assert!(account.holds());
    let Purse {
        nominal,
        balance,
        reserved,
        paid,
    } = account.purse(PERIOD).unwrap();
    assert_eq!(nominal, Kopecks(NOMINAL));
    [balance.0, reserved.0, paid.0]
}

/// What the audit says of an action in the chain of a scope, in order.
pub async fn told(office: &Office, scope: Scope, action: &str) -> Vec<String> {
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    let links = tx.audit_page(scope, 0, 10_000).await.unwrap();
    let rows = links
        .iter()
        .map(|link| serde_json::from_str::<serde_json::Value>(&link.row).unwrap());
    rows.filter(|row| row["action"] == action)
        .map(|row| row["outcome"].as_str().unwrap().to_owned())
        .collect()
}

/// A clerk of another organisation.
pub async fn stranger(
    office: &Office,
    login: &str,
    municipality: MunicipalityCode,
    capabilities: Capabilities,
) -> OrganisationId {
    let storage = office.running.register().storage();
    let id = admin::create_organisation(storage, municipality, &"Станция техников".into())
        .await
        .unwrap();
    let account = ClerkAccount {
        login: login.to_owned(),
        name: "Зоя Чужая".into(),
        organisation: id,
        capabilities,
        password: Secret(PASSWORD.to_owned()),
    };
    admin::create_clerk(storage, &account).await.unwrap();
    id
}
