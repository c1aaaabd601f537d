//! A school year of a municipality, from the first of September to the last of August: families ask, clerks decide, and
//! each night the register works off what is due. The books are kept a second time beside it, and balance to the kopeck
//! on every day.
//!
//! `REESTR_CHILDREN=5000 cargo test --release --test year -- --nocapture` plays the whole town and says how long it took;
//! without the variable the town is a small one.
#![cfg(feature = "server")]

#[path = "year/books.rs"]
mod books;
#[path = "year/chance.rs"]
mod chance;
#[path = "year/money.rs"]
mod money;
#[path = "year/town.rs"]
mod town;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Days, NaiveDate, Utc};
use reestr::api::nights::{NightRow, Work};
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::{Party, Place, RequestForm, RequestState};
use reestr::domain::programme::GroupId;
use reestr::domain::reason::{RequestRefuseReason, TerminateReason};
use reestr::domain::{
    Account, Case, CertificateKind, CertificateNumber, CertificateState, Clean, EnrolmentCommand,
    EnrolmentRequest, OrganisationId, RequestId, Source, Span,
};
use reestr::server::admin;
use reestr::server::night::Ran;
use reestr::server::register::Register;
use reestr::server::storage::{Storage, sqlite};
use uuid::Uuid;

use books::{Books, Purse, Stands, Tonight};
use chance::Chance;
use town::{HERE, OFFICES, Offer, PERIOD, TownClock, at, day, give, offers};

/// Children, unless `REESTR_CHILDREN` says otherwise: a debug build plays so many in well under a minute.
const CHILDREN: u32 = 400;
/// Steps of clerks that are taken in one transaction.
const STEPS: usize = 50;

/// A step of a clerk, or of a family through one.
struct Act {
    id: RequestId,
    office: OrganisationId,
    command: EnrolmentCommand,
    /// The child and what was chosen, for a new request.
    chosen: Option<(u32, Offer)>,
}

/// What desks know of the register: the last state of each record that was told.
#[derive(Default)]
struct Mirror {
    home: u64,
    offices: BTreeMap<OrganisationId, u64>,
    requests: BTreeMap<RequestId, EnrolmentRequest>,
    accounts: BTreeMap<CertificateNumber, Account>,
    cases: BTreeMap<CertificateNumber, Case>,
}

impl Mirror {
    /// Takes in what changed; all of it holds by itself.
    async fn follow(&mut self, storage: &dyn Storage) {
        let mut tx = storage.read().await.unwrap();
        for office in OFFICES {
            let cursor = self.offices.entry(office).or_default();
            let changed = tx.requests_changed(office, *cursor, usize::MAX >> 1).await;
            for (seq, request) in changed.unwrap() {
                *cursor = seq.max(*cursor);
                self.requests.insert(request.id, request);
            }
        }
        let from = self.home;
        for (_, account) in tx
            .accounts_changed(HERE, from, usize::MAX >> 1)
            .await
            .unwrap()
        {
            assert!(account.holds(), "{account:?}");
            self.accounts.insert(account.certificate, account);
        }
        for (_, case) in tx.changed(HERE, from, usize::MAX >> 1).await.unwrap() {
            self.cases.insert(case.certificate.number, case);
        }
        self.home = tx.counter(Scope::Municipality(HERE)).await.unwrap();
    }
}

struct Year {
    register: Register,
    storage: Arc<dyn Storage>,
    clock: Arc<TownClock>,
    chance: Chance,
    books: Books,
    mirror: Mirror,
    children: u32,
    asked: u128,
    contracts: u32,
    unsigned: u32,
    /// Last days on which a paper is taken that never comes.
    papers: Vec<NaiveDate>,
    done: BTreeMap<Work, u32>,
}

impl Year {
    async fn night(&mut self, today: NaiveDate) {
        self.clock.set(at(today, 4));
        let row = match self.register.night(HERE).await.unwrap() {
            Ran::Worked(row) => row,
            other => panic!("{today}: {other:?}"),
        };
        assert_eq!(row.failed, [], "{today}");
        let tonight = self.books.night(today);
        let papers = self.papers.iter().filter(|due| **due < today).count();
        self.papers.retain(|due| *due >= today);
        assert_eq!(told(&row), tonight, "{today}");
        assert_eq!(row.count(Work::Papers) as usize, papers, "{today}");
        for done in &row.done {
            *self.done.entry(done.work).or_default() += done.count;
        }
        let again = self.register.night(HERE).await.unwrap();
        assert_eq!(again, Ran::Already(row), "{today}");
    }

    /// What families and clerks do on a day.
    fn acts(&mut self, today: NaiveDate) -> Vec<Act> {
        let mut acts = Vec::new();
        let ids: Vec<RequestId> = self.books.requests.keys().copied().collect();
        for id in ids {
            let entry = &self.books.requests[&id];
            let chance = &mut self.chance;
            // Some requests nobody looks at, and some offers nobody signs.
            let left = id.0.as_u128().is_multiple_of(23);
            let command = match entry.stands {
                Stands::New if left => None,
                Stands::New => match chance.below(20) {
                    0 => Some(EnrolmentCommand::RefuseRequest {
                        reason: RequestRefuseReason::NoPlaces,
                        text: Clean::default(),
                    }),
                    1 => Some(EnrolmentCommand::WithdrawRequest),
                    2..=11 => Some(EnrolmentCommand::ConfirmRequest),
                    _ => None,
                },
                Stands::Offered(_) if id.0.as_u128().is_multiple_of(17) => None,
                Stands::Offered(_) => match chance.below(20) {
                    0 => Some(EnrolmentCommand::WithdrawRequest),
                    1..=6 => {
                        self.contracts += 1;
                        Some(EnrolmentCommand::Conclude {
                            contract_number: Clean::new(&format!("{}-ПФ", self.contracts)),
                            date: today,
                            statement_received: today,
                        })
                    }
                    7 => Some(EnrolmentCommand::ChangeGroup { group: GroupId(2) }),
                    _ => None,
                },
                Stands::Contract { notice: false, .. } if chance.happens(12) => {
                    Some(EnrolmentCommand::Terminate {
                        by: Party::Family,
                        reason: TerminateReason::FamilyAsked,
                        text: Clean::default(),
                        notice: today,
                    })
                }
                Stands::Contract { .. } if chance.happens(6) => {
                    Some(EnrolmentCommand::ChangeGroup { group: GroupId(2) })
                }
                _ => None,
            };
            acts.extend(command.map(|command| Act {
                id,
                office: entry.office,
                command,
                chosen: None,
            }));
        }
        self.wishes(today, &mut acts);
        acts
    }

    /// Families ask most in September and in January.
    fn wishes(&mut self, today: NaiveDate, acts: &mut Vec<Act>) {
        let early = today < day("2026-09-25");
        let winter = (day("2026-12-20")..day("2027-01-25")).contains(&today);
        let times = if early {
            500
        } else if winter {
            120
        } else {
            8
        };
        for child in 1..=self.children {
            if !self.chance.happens(times) {
                continue;
            }
            let offers = offers();
            let offer = offers[self.chance.below(offers.len() as u64) as usize];
            let first = offer
                .days
                .first
                .max(today + Days::new(self.chance.below(10)));
            if first > offer.days.last {
                continue;
            }
            self.asked += 1;
            let form = RequestForm {
                certificate: town::certificate(child),
                organisation: offer.office,
                place: Place {
                    group: GroupId(1 + (self.chance.below(2) as u16)),
                    ..offer.place
                },
                days: Span {
                    first,
                    last: offer.days.last,
                },
                source: Source::Desk,
            };
            acts.push(Act {
                id: RequestId(Uuid::from_u128(self.asked)),
                office: offer.office,
                command: EnrolmentCommand::Enrol {
                    form: Box::new(form),
                },
                chosen: Some((child, offer)),
            });
        }
    }

    async fn work(&mut self, today: NaiveDate) {
        let now = at(today, 12);
        self.clock.set(now);
        let acts = self.acts(today);
        for some in acts.chunks(STEPS) {
            let mut tx = self.storage.write().await.unwrap();
            for act in some {
                let command = act.command.clone();
                let outcome = give(&mut *tx, act.office, act.id, command, now).await;
                if let Outcome::Applied { .. } = outcome {
                    self.enter(act, today);
                }
            }
            tx.commit().await.unwrap();
        }
        if self.chance.happens(u64::from(self.children) * 2) {
            self.unsigned += 1;
            let new = town::unsigned(self.unsigned, today);
            self.papers.push(new.paper_due);
            let outcome = self.register.submit(new).await.unwrap();
            assert_eq!(outcome, Outcome::Applied { version: 1 });
        }
    }

    /// A step that was applied, in the second books.
    fn enter(&mut self, act: &Act, today: NaiveDate) {
        match &act.command {
            EnrolmentCommand::Enrol { form } => {
                let (child, offer) = act.chosen.unwrap();
                self.books
                    .enrolled(act.id, child, &offer, form.days.first, today);
            }
            EnrolmentCommand::ConfirmRequest => self.books.offered(act.id, today),
            EnrolmentCommand::RefuseRequest { .. } | EnrolmentCommand::WithdrawRequest => {
                self.books.refused(act.id, today);
            }
            EnrolmentCommand::Conclude { date, .. } => self.books.concluded(act.id, *date),
            EnrolmentCommand::Terminate { notice, .. } => self.books.ends(act.id, *notice),
            _ => {}
        }
    }

    /// Both books say the same of every certificate and every request, and so do their sums.
    fn balance(&self, today: NaiveDate) {
        let mut sums = [[0; 4]; 2];
        for child in 1..=self.children {
            let number = town::certificate(child);
            let ours = self.books.holder(child);
            let account = self.mirror.accounts.get(&number);
            let held = account.and_then(|account| account.purse(PERIOD));
            let held = held.map(|held| Purse {
                nominal: held.nominal.0,
                balance: held.balance.0,
                reserved: held.reserved.0,
                paid: held.paid.0,
            });
            assert_eq!(held, ours.purse, "{today}: {number}");
            for (sum, purse) in sums.iter_mut().zip([held, ours.purse]) {
                let purse = purse.unwrap_or_default();
                assert_eq!(purse.nominal, purse.balance + purse.reserved + purse.paid);
                for (sum, part) in
                    sum.iter_mut()
                        .zip([purse.nominal, purse.balance, purse.reserved, purse.paid])
                {
                    *sum += part;
                }
            }
            self.certificate(child, today);
        }
        assert_eq!(sums[0], sums[1], "{today}");
        let (mut reserved, mut paid) = (0, 0);
        for (id, request) in &self.mirror.requests {
            let (held, spent) = self.request(*id, request, today);
            reserved += held;
            paid += spent;
        }
        // What ended with an account that was given back had paid nothing.
        assert_eq!([reserved, paid], [sums[0][2], sums[0][3]], "{today}");
        assert_eq!(self.mirror.requests.len(), self.books.requests.len());
    }

    fn certificate(&self, child: u32, today: NaiveDate) {
        let number = town::certificate(child);
        let ours = self.books.holder(child);
        let certificate = self.mirror.cases[&number].certificate;
        let kind = if ours.financed {
            CertificateKind::Financed
        } else {
            CertificateKind::Accounting
        };
        assert_eq!(certificate.kind, kind, "{today}: {number}");
        let ended = certificate.state == CertificateState::Expired;
        assert_eq!(ended, ours.of_age, "{today}: {number}");
    }

    /// What the request holds back and what was paid for it, in kopecks.
    fn request(&self, id: RequestId, request: &EnrolmentRequest, today: NaiveDate) -> (i64, i64) {
        let ours = &self.books.requests[&id];
        let code = match ours.stands {
            Stands::New => "new",
            Stands::Offered(_) => "confirmed",
            Stands::Contract { .. } => "concluded",
            Stands::Refused => "refused",
            Stands::Terminated => "terminated",
        };
        assert_eq!(request.state.code(), code, "{today}: {id}");
        if let (Stands::Contract { paid, .. }, false) = (ours.stands, ours.months.is_empty()) {
            assert_eq!(request.months_paid as usize, paid, "{today}: {id}");
        }
        let account = &self.mirror.accounts[&request.certificate];
        let claim = account.claims.iter().find(|claim| claim.request == id);
        assert_eq!(claim.is_some(), ours.lives(), "{today}: {id}");
        let reserved = claim.map_or(0, |claim| claim.reserved.0);
        assert_eq!(reserved, ours.reserved(), "{today}: {id}");
        let part = request.cost.filter(|cost| cost.period.is_some());
        let part = part.map_or(0, |cost| {
            cost.shares.certificate.upto(request.months_paid).0
        });
        let spent = match request.state {
            RequestState::Concluded | RequestState::Terminated(_) => part,
            _ => 0,
        };
        (reserved, spent)
    }
}

fn told(row: &NightRow) -> Tonight {
    Tonight {
        certificates: row.count(Work::Certificates),
        offers: row.count(Work::Offers),
        months: row.count(Work::Months),
        terminated: row.count(Work::Terminated),
        completed: row.count(Work::Completed),
        unused: row.count(Work::Unused),
    }
}

fn children() -> u32 {
    let asked = std::env::var("REESTR_CHILDREN").ok();
    asked.map_or(CHILDREN, |text| text.parse().expect("a number of children"))
}

/// The register and its storage answer each other a million times: on one core neither waits for another core to wake.
fn stay_on_one_core() {
    #[cfg(target_os = "linux")]
    {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

        let ours = sched_getaffinity(None).unwrap();
        let mut one = CpuSet::new();
        one.set(
            (0..CpuSet::MAX_CPU)
                .find(|core| ours.is_set(*core))
                .unwrap(),
        );
        sched_setaffinity(None, &one).unwrap();
    }
}

#[tokio::test]
async fn the_books_balance_on_every_day_of_a_school_year() {
    stay_on_one_core();
    let dir = tempfile::tempdir().unwrap();
    let opened = sqlite::open(&dir.path().join("register.sqlite")).await;
    let storage: Arc<dyn Storage> = Arc::new(opened.unwrap());
    let children = children();
    town::found(&*storage, children, children * 3 / 4).await;
    let began = Instant::now();
    let clock = TownClock::at(DateTime::<Utc>::MIN_UTC);
    let mut year = Year {
        register: town::register(storage.clone(), clock.clone()),
        storage: storage.clone(),
        clock,
        chance: Chance::new(2026),
        books: Books::default(),
        mirror: Mirror::default(),
        children,
        asked: 0,
        contracts: 0,
        unsigned: 0,
        papers: Vec::new(),
        done: BTreeMap::new(),
    };
    for child in 1..=children {
        year.books.holders.insert(child, books::Holder::default());
    }
    let days = day("2026-09-01").iter_days();
    for today in days.take_while(|today| *today <= day("2027-08-31")) {
        year.night(today).await;
        year.mirror.follow(&*storage).await;
        year.balance(today);
        year.work(today).await;
        year.mirror.follow(&*storage).await;
        year.balance(today);
    }
    let took = began.elapsed();
    println!(
        "{children} children, {} requests, {} contracts: {:.1} s",
        year.books.requests.len(),
        year.contracts,
        took.as_secs_f64()
    );
    println!("{:?}", year.done);
    // Everything that a night can do came up.
    for work in Work::ALL {
        let done = year.done.contains_key(&work);
        assert_eq!(done, work != Work::Drafts, "{work:?}");
    }
    assert!(admin::verify_audit(&*storage).await.unwrap().holds());
    storage.close().await;
}
