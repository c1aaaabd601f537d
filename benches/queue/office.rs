//! An invented office on 1 September: programmes, certificates with money, and so many requests that nobody has answered.
//! Also the register that answers its desk, by the same rules.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use reestr::api::session::{OrganisationName, Profile};
use reestr::api::sync::{Delta, Scope};
use reestr::domain::application::Source;
use reestr::domain::enrolment::decide::decide;
use reestr::domain::enrolment::{GroupUse, Place, RequestForm, Taken, World};
use reestr::domain::funding::{
    Agreement, CertificateGroup, CertificateGroupId, Nominal, PRICE_PERCENT, Period, PeriodId,
};
use reestr::domain::programme::{
    Ages, Direction, Group, GroupId, Lesson, Module, ModuleId, PriceEntry, ProgrammeRegister,
    ProgrammeState, StudyForm, Weekday,
};
use reestr::domain::{
    Account, Application, ApplicationNumber, ApplicationRef, ApplicationState, Capability, Case,
    Certificate, CertificateKind, CertificateNumber, CertificateState, Checks, Clean, ClerkId,
    Context, DuplicateState, EnrolmentCommand, EnrolmentRequest, Funding, Kopecks,
    MunicipalityCode, OrganisationId, Programme, ProgrammeId, RequestId, Side, Span, Zone,
};
use uuid::Uuid;

const OWN: OrganisationId = OrganisationId(1);
const MUNICIPALITY: MunicipalityCode = MunicipalityCode(1);
const PERIOD: PeriodId = PeriodId(2026);
const PROGRAMMES: u16 = 60;
const MODULES: u16 = 2;
const GROUPS: u16 = 4;
const NAMES: [&str; 12] = [
    "Робототехника",
    "Юный эколог",
    "Театральная студия «Маска»",
    "Лыжные гонки",
    "Хор «Северное сияние»",
    "Шахматы",
    "Авиамоделирование",
    "Коми народная вышивка",
    "Программирование на Python",
    "Краеведение: мой край",
    "Спортивная гимнастика",
    "Живопись и графика",
];
const MODULE_NAMES: [&str; 2] = ["Первый год обучения", "Второй год обучения"];
const GROUP_NAMES: [&str; 4] = ["Младшая, утро", "Младшая, вечер", "Средняя", "Старшая"];

pub struct Office {
    programmes: Vec<Programme>,
    funding: Funding,
    certificates: BTreeMap<CertificateNumber, Certificate>,
    requests: BTreeMap<RequestId, EnrolmentRequest>,
    accounts: BTreeMap<CertificateNumber, Account>,
    cursor: u64,
}

/// Small numbers that look like chance and are the same everywhere (a linear congruence, Knuth's constants).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, n: u16) -> u16 {
        (self.next() % u64::from(n)) as u16
    }
}

impl Office {
    /// With that many requests, each of another certificate.
    pub fn with(requests: u32) -> Self {
        let chance = &mut Chance(20_260_901);
        let mut office = Self {
            programmes: (0..PROGRAMMES).map(programme).collect(),
            funding: funding(),
            certificates: BTreeMap::new(),
            requests: BTreeMap::new(),
            accounts: BTreeMap::new(),
            cursor: 1,
        };
        for serial in 1..=requests {
            office.enrol(serial, requests, chance);
        }
        office
    }

    fn enrol(&mut self, serial: u32, of: u32, chance: &mut Chance) {
        let number = CertificateNumber::new(MUNICIPALITY, serial);
        let certificate = Certificate {
            number,
            kind: CertificateKind::Accounting,
            state: CertificateState::Active,
            working_contracts: 0,
            served_by: None,
        };
        self.certificates.insert(number, certificate);
        let programme = chance.below(PROGRAMMES);
        let module = chance.below(MODULES);
        let group = module * GROUPS + chance.below(GROUPS);
        let form = RequestForm {
            certificate: number,
            organisation: OWN,
            place: Place {
                programme: programme_id(programme),
                module: ModuleId(module + 1),
                group: GroupId(group + 1),
            },
            days: year(),
            source: Source::Portal,
        };
        let minutes = i64::from(of - serial) * 4 * 24 * 60 / i64::from(of);
        let at = now() - Duration::minutes(minutes);
        // As UUIDv7: made later, sorted later.
        let id = Uuid::from_u64_pair((at.timestamp_millis() as u64) << 16, chance.next());
        let form = Box::new(form);
        self.decide(RequestId(id), &EnrolmentCommand::Enrol { form }, number, at);
    }

    /// What the register makes of a step: the deltas that tell the desks of it.
    pub fn apply(&mut self, id: RequestId, command: &EnrolmentCommand) -> [Delta; 2] {
        let certificate = self.requests[&id].certificate;
        self.decide(id, command, certificate, now());
        self.cursor += 1;
        [
            Delta {
                requests: vec![self.requests[&id].clone()],
                ..self.delta(Scope::Organisation(OWN))
            },
            Delta {
                accounts: vec![self.accounts[&certificate].clone()],
                ..self.delta(Scope::Municipality(MUNICIPALITY))
            },
        ]
    }

    pub fn version(&self, id: RequestId) -> u64 {
        self.requests[&id].version
    }

    pub fn cursors(&self) -> BTreeMap<Scope, u64> {
        let cursor = self.cursor + 1_000_000;
        let scopes = [Scope::Organisation(OWN), Scope::Municipality(MUNICIPALITY)];
        scopes.map(|scope| (scope, cursor)).into()
    }

    fn delta(&self, scope: Scope) -> Delta {
        Delta {
            scope,
            cursor: self.cursor,
            more: false,
            reset: false,
            set: Vec::new(),
            gone: Vec::new(),
            held: Vec::new(),
            programmes: Vec::new(),
            requests: Vec::new(),
            funding: None,
            accounts: Vec::new(),
        }
    }

    fn decide(
        &mut self,
        id: RequestId,
        command: &EnrolmentCommand,
        number: CertificateNumber,
        at: DateTime<Utc>,
    ) {
        let current = self.requests.get(&id);
        let place = match (command, current) {
            (EnrolmentCommand::Enrol { form }, _) => form.place,
            (_, current) => current.expect("a request").place,
        };
        let at_hand = |programme: &&Programme| programme.id == place.programme;
        let world = World {
            programme: self.programmes.iter().find(at_hand).expect("a programme"),
            funding: Some(&self.funding),
            certificate: self.certificates.get(&number),
            account: self.accounts.get(&number),
            taken: Taken::default(),
            group_use: Some(GroupUse::default()),
            birth_date: Some(day(2017, 5, 20)),
        };
        let made = decide(current, id, command, &world, &context(at)).expect("a step that passes");
        if let (Some(kind), Some(held)) = (made.kind, self.certificates.get_mut(&number)) {
            held.kind = kind;
        }
        self.accounts.insert(number, made.account.expect("money"));
        self.requests.insert(id, made.request);
    }

    /// All that a desk has of it.
    pub fn records(&self) -> reestr::store::EnrolmentRecords {
        reestr::store::EnrolmentRecords {
            programmes: self.programmes.clone(),
            requests: self.requests.values().cloned().collect(),
            funding: vec![self.funding.clone()],
            accounts: self.accounts.values().cloned().collect(),
        }
    }

    pub fn cases(&self) -> Vec<Case> {
        let certificates = self.certificates.values().copied();
        (1..).zip(certificates).map(case).collect()
    }
}

pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 9, 1, 6, 0, 0)
        .single()
        .expect("a moment")
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn year() -> Span {
    Span {
        first: day(2026, 9, 1),
        last: day(2027, 5, 31),
    }
}

pub fn profile() -> Profile {
    Profile {
        clerk: ClerkId(1),
        clerk_name: "Попова Анна Ивановна".into(),
        organisation: OWN,
        municipality: MUNICIPALITY,
        municipality_name: "Сыктывкар".into(),
        zone: Zone::MOSCOW,
        capabilities: Capability::ALL.iter().copied().collect(),
        organisations: vec![OrganisationName {
            id: OWN,
            name: "ДТДиУМ, г. Сыктывкар".into(),
        }],
        colleagues: Vec::new(),
    }
}

fn context(at: DateTime<Utc>) -> Context {
    Context {
        side: Side::Register,
        at,
        today: Zone::MOSCOW.date(at),
        clerk: ClerkId(1),
        organisation: OWN,
        capabilities: Capability::ALL.iter().copied().collect(),
        personal_shown: false,
        child_birth_date: None,
    }
}

fn programme_id(at: u16) -> ProgrammeId {
    ProgrammeId(Uuid::from_u128(1 + u128::from(at)))
}

fn programme(at: u16) -> Programme {
    let name = NAMES[usize::from(at) % NAMES.len()];
    Programme {
        id: programme_id(at),
        version: 3,
        organisation: OWN,
        municipality: MUNICIPALITY,
        register: ProgrammeRegister::Certified,
        state: ProgrammeState::Published,
        year: 2026,
        name: Clean::new(&format!("{name} {}", at / NAMES.len() as u16 + 1)),
        direction: Direction::Robotics,
        form: StudyForm::FullTime,
        ages: Ages { from: 5, to: 17 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: (0..MODULES).map(module).collect(),
        sent_by: None,
        published: Some(day(2026, 8, 1)),
    }
}

fn module(at: u16) -> Module {
    Module {
        id: ModuleId(at + 1),
        name: MODULE_NAMES[usize::from(at)].into(),
        months: 9,
        hours: 72,
        normative_price: Kopecks(1_800_000),
        prices: vec![PriceEntry {
            price: Kopecks(2_000_000),
            since: day(2026, 8, 1),
            clerk: ClerkId(1),
        }],
        children_min: 1,
        children_max: 500,
        results: Clean::default(),
        enrolment_open: true,
        groups: (0..GROUPS).map(|group| self::group(at, group)).collect(),
    }
}

fn group(module: u16, at: u16) -> Group {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
    Group {
        id: GroupId(module * GROUPS + at + 1),
        name: GROUP_NAMES[usize::from(at)].into(),
        period: year(),
        schedule: vec![Lesson {
            day: Weekday(1 + at as u8),
            from: hour(15),
            to: hour(16),
            room: "12".into(),
        }],
        places: 500,
        active: true,
    }
}

fn funding() -> Funding {
    let days = Span {
        first: day(2026, 9, 1),
        last: day(2027, 8, 31),
    };
    Funding {
        municipality: MUNICIPALITY,
        version: 1,
        periods: vec![Period { id: PERIOD, days }],
        groups: vec![CertificateGroup {
            id: CertificateGroupId(1),
            name: "От 5 до 17 лет".into(),
            nominals: vec![Nominal {
                period: PERIOD,
                amount: Kopecks(1_612_800),
            }],
            certificates_limit: None,
            sum_limit: None,
        }],
        agreements: vec![Agreement {
            organisation: OWN,
            period: PERIOD,
            number: "7".into(),
            date: day(2026, 8, 20),
            limit: None,
            active: true,
        }],
        price_percent: PRICE_PERCENT,
    }
}

/// The application behind a certificate, as light as one can be.
fn case((serial, certificate): (u32, Certificate)) -> Case {
    let application = Application {
        reference: ApplicationRef {
            number: ApplicationNumber::new(MUNICIPALITY, 2026, serial),
            date: day(2026, 6, 1),
        },
        version: 5,
        organisation: OWN,
        source: Source::Portal,
        state: ApplicationState::Confirmed,
        consents: Vec::new(),
        checks: Checks::default(),
        documents_complete: true,
        duplicate: DuplicateState::Clear,
        resolved_by: None,
        paper_due: day(2026, 7, 1),
        intake: None,
        mail: None,
    };
    Case {
        application,
        certificate,
    }
}
