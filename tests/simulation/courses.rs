//! What there is to enrol on: a few programmes with few places, little money, and children who may begin at once.

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime};
use reestr::api::sync::Scope;
use reestr::domain::enrolment::Place;
use reestr::domain::funding::{
    Agreement, CertificateGroup, CertificateGroupId, Nominal, Period, PeriodId,
};
use reestr::domain::programme::{
    Ages, Direction, Group, GroupId, Lesson, Module, ModuleId, PriceEntry, ProgrammeRegister,
    ProgrammeState, StudyForm, Weekday,
};
use reestr::domain::{
    Account, ApplicationState, Case, CertificateState, ClerkId, EnrolmentRequest, Funding, Kopecks,
    OrganisationId, Programme, ProgrammeId, RequestId, Span,
};
use reestr::server::storage::{Result, Storage};
use uuid::Uuid;

use super::people::{self, HERE};

/// The offices in which programmes are taught.
pub const OFFICES: [OrganisationId; 2] = [OrganisationId(1), OrganisationId(2)];
pub const PERIOD: PeriodId = PeriodId(2026);
/// The first child of those whose certificates are active from the start, and how many they are.
pub const FIRST_CHILD: u32 = 180;
pub const CHILDREN: u32 = 6;

/// The days on which groups meet: from some days after the run on.
pub fn days() -> Span {
    let today = people::beginning().date_naive();
    Span {
        first: today + Days::new(10),
        last: today + Days::new(200),
    }
}

fn period() -> Period {
    let today = people::beginning().date_naive();
    Period {
        id: PERIOD,
        days: Span {
            first: today - Days::new(20),
            last: today + Days::new(300),
        },
    }
}

/// Money for so few children that they run into every limit.
fn funding() -> Funding {
    let group = |id, rubles: i64, certificates_limit| CertificateGroup {
        id: CertificateGroupId(id),
        name: format!("Группа {id}").into(),
        nominals: vec![Nominal {
            period: PERIOD,
            amount: Kopecks(rubles * 100),
        }],
        certificates_limit,
        sum_limit: None,
    };
    let agreement = |organisation, limit| Agreement {
        organisation,
        period: PERIOD,
        number: "7-ПФ".into(),
        date: people::beginning().date_naive() - Days::new(20),
        limit,
        active: true,
    };
    Funding {
        version: 1,
        periods: vec![period()],
        groups: vec![group(1, 9_000, Some(5)), group(2, 15_000, None)],
        agreements: vec![agreement(OFFICES[0], Some(4)), agreement(OFFICES[1], None)],
        ..Funding::unset(HERE)
    }
}

/// The programmes of an office: a certified one and one that costs nothing.
pub fn programme(office: usize, number: usize) -> Programme {
    let certified = number == 0;
    let group = |id: u16, places| Group {
        id: GroupId(id),
        name: format!("Группа {id}").into(),
        period: days(),
        schedule: vec![Lesson {
            day: Weekday(id as u8),
            from: NaiveTime::from_hms_opt(15, 0, 0).unwrap_or_default(),
            to: NaiveTime::from_hms_opt(16, 30, 0).unwrap_or_default(),
            room: "каб. 5".into(),
        }],
        places,
        active: true,
    };
    let price = PriceEntry {
        price: Kopecks(610_007),
        since: people::beginning().date_naive(),
        clerk: ClerkId(1),
    };
    let module = |id: u16, groups| Module {
        id: ModuleId(id),
        name: format!("Модуль {id}").into(),
        months: 6,
        hours: 72,
        normative_price: Kopecks(if certified { 590_003 } else { 0 }),
        prices: certified.then_some(price).into_iter().collect(),
        children_min: 1,
        children_max: 4,
        results: "умеет".into(),
        enrolment_open: true,
        groups,
    };
    Programme {
        id: ProgrammeId(Uuid::from_u128((office * 10 + number + 1) as u128)),
        version: 1,
        organisation: OFFICES[office],
        municipality: HERE,
        register: if certified {
            ProgrammeRegister::Certified
        } else {
            ProgrammeRegister::GeneralDevelopment
        },
        state: ProgrammeState::Published,
        year: PERIOD.0,
        name: format!("Программа {office}.{number}").into(),
        direction: Direction::Arts,
        form: StudyForm::FullTime,
        ages: Ages { from: 5, to: 16 },
        health: Vec::new(),
        description: "Для всех".into(),
        limit: certified.then_some(4),
        modules: vec![
            module(1, vec![group(1, 1), group(2, 2)]),
            module(2, vec![group(3, 2)]),
        ],
        sent_by: None,
        published: Some(people::beginning().date_naive()),
    }
}

/// Puts money and programmes into the register.
pub async fn open(storage: &dyn Storage) -> Result<()> {
    let mut tx = storage.write().await?;
    let seq = tx.bump(Scope::Municipality(HERE), 1).await?;
    tx.put_funding(&funding(), seq).await?;
    for (office, id) in OFFICES.into_iter().enumerate() {
        for number in 0..2 {
            let seq = tx.bump(Scope::Organisation(id), 1).await?;
            tx.put_programme(&programme(office, number), seq).await?;
        }
    }
    tx.commit().await
}

/// The certificate of an application that was handed in is active at once.
pub async fn activate(storage: &dyn Storage, serial: u32) -> Result<()> {
    let number = people::application(serial).reference.number;
    let mut tx = storage.write().await?;
    if let Some(mut case) = tx.case(number).await? {
        case.application.state = ApplicationState::Confirmed;
        case.certificate.state = CertificateState::Active;
        let seq = tx.bump(Scope::Municipality(HERE), 1).await?;
        tx.put_case(&case, seq).await?;
    }
    tx.commit().await
}

/// What a desk shows, or the register holds for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    pub cases: Vec<Case>,
    pub programmes: Vec<Programme>,
    pub requests: Vec<EnrolmentRequest>,
    pub funding: Vec<Funding>,
    pub accounts: Vec<Account>,
}

impl Records {
    /// A store has them in the order of their scopes.
    pub fn sort(&mut self) {
        self.programmes.sort_by_key(|programme| programme.id);
        self.requests.sort_by_key(|request| request.id);
        self.accounts.sort_by_key(|account| account.certificate);
    }
}

/// Live requests of the register that take a place, by group.
pub fn taken<'a>(requests: impl Iterator<Item = &'a EnrolmentRequest>) -> BTreeMap<Place, u32> {
    let mut taken = BTreeMap::new();
    for request in requests.filter(|request| request.state.takes_place()) {
        *taken.entry(request.place).or_default() += 1;
    }
    taken
}

/// The request that a desk makes as its `n`-th.
pub fn request_id(chance: u64, n: u64) -> RequestId {
    RequestId(Uuid::from_u64_pair(chance, n))
}
