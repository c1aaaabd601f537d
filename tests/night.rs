//! Nightly work under trouble: cut off anywhere, done twice, by two nodes, beside clerks, on records that can't be changed.
#![cfg(feature = "server")]

#[path = "simulation/storage/mod.rs"]
#[allow(dead_code, reason = "the simulation uses the rest")]
mod memory;
#[path = "year/town.rs"]
#[allow(dead_code, reason = "the year uses the rest")]
mod town;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use chrono::NaiveDate;
use reestr::api::nights::{NightRow, Work};
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::{Party, RequestForm, RequestState};
use reestr::domain::reason::{RequestRefuseReason, TerminateReason};
use reestr::domain::{
    Account, ApplicationState, Case, CertificateKind, CertificateState, Clean, EnrolmentCommand,
    EnrolmentRequest, RequestId, Source, Target,
};
use reestr::server::night::{NightError, Ran};
use reestr::server::register::Register;
use reestr::server::storage::Storage;
use reestr::server::storage::night::NightLock;
use tokio::sync::Notify;
use uuid::Uuid;

use memory::log::Wrote;
use memory::{MemoryStorage, Overseer, Step, Tables};
use town::{HERE, OFFICES, Offer, TownClock, application, at, certificate, day, give, offers};

const CHILDREN: u32 = 60;
/// The second week of January: contracts of the autumn are over, months of the others have begun.
const TONIGHT: &str = "2027-01-12";

fn id(child: u32) -> RequestId {
    RequestId(Uuid::from_u128(child.into()))
}

fn tonight() -> NaiveDate {
    day(TONIGHT)
}

async fn step(
    storage: &MemoryStorage,
    child: u32,
    offer: &Offer,
    date: &str,
    command: EnrolmentCommand,
) {
    let mut tx = storage.write().await.unwrap();
    let given = give(
        &mut *tx,
        offer.office,
        id(child),
        command,
        at(day(date), 12),
    )
    .await;
    assert!(
        matches!(given, Outcome::Applied { .. }),
        "{child}: {given:?}"
    );
    tx.commit().await.unwrap();
}

/// What became of the child's request before the night.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Story {
    Asked,
    Withdrawn,
    Offered,
    Concluded,
    Ends,
}

async fn tell(storage: &MemoryStorage, child: u32, offer: &Offer, story: Story) {
    let form = RequestForm {
        certificate: certificate(child),
        organisation: offer.office,
        place: offer.place,
        days: offer.days,
        source: Source::Desk,
    };
    let enrol = EnrolmentCommand::Enrol {
        form: Box::new(form),
    };
    step(storage, child, offer, "2026-09-10", enrol).await;
    match story {
        Story::Asked => return,
        Story::Withdrawn => {
            let withdraw = EnrolmentCommand::WithdrawRequest;
            return step(storage, child, offer, "2026-09-11", withdraw).await;
        }
        _ => {}
    }
    step(
        storage,
        child,
        offer,
        "2026-09-12",
        EnrolmentCommand::ConfirmRequest,
    )
    .await;
    if story == Story::Offered {
        return;
    }
    let conclude = EnrolmentCommand::Conclude {
        contract_number: Clean::new(&format!("{child}-ПФ")),
        date: day("2026-09-14"),
        statement_received: day("2026-09-14"),
    };
    step(storage, child, offer, "2026-09-14", conclude).await;
    if story == Story::Ends {
        let notice = EnrolmentCommand::Terminate {
            by: Party::Family,
            reason: TerminateReason::Moved,
            text: Clean::default(),
            notice: day("2026-11-03"),
        };
        step(storage, child, offer, "2026-11-03", notice).await;
    }
}

/// A town in which one of everything is due tonight, and of contracts many.
async fn town() -> Tables {
    let storage = MemoryStorage::default();
    town::found(&storage, CHILDREN, CHILDREN).await;
    let all = offers();
    let (year, autumn, free) = (all[0], all[1], all[3]);
    let mut tx = storage.write().await.unwrap();
    let mut draft = tx.case(application(CHILDREN)).await.unwrap().unwrap();
    draft.application.state = ApplicationState::Draft;
    draft.certificate.state = CertificateState::Reserved;
    let seq = tx.bump(Scope::Municipality(HERE), 1).await.unwrap();
    tx.put_case(&draft, seq).await.unwrap();
    tx.commit().await.unwrap();
    let clock = TownClock::at(at(day("2026-09-01"), 12));
    let register = town::register(Arc::new(storage.clone()), clock);
    let new = town::unsigned(1, day("2026-09-01"));
    let outcome = register.submit(new).await.unwrap();
    assert_eq!(outcome, Outcome::Applied { version: 1 });
    for (child, offer, story) in [
        (1, year, Story::Asked),
        (2, year, Story::Offered),
        (3, year, Story::Withdrawn),
        (4, year, Story::Ends),
        (5, autumn, Story::Concluded),
        (6, free, Story::Concluded),
        (7, free, Story::Ends),
    ] {
        tell(&storage, child, &offer, story).await;
    }
    // Places are for so many children in each office.
    for (turn, child) in (12..12 + 18).enumerate() {
        let offer = all[turn % 3 * 4];
        tell(&storage, child, &offer, Story::Concluded).await;
    }
    storage.tables()
}

fn clock() -> Arc<TownClock> {
    TownClock::at(at(tonight(), 4))
}

async fn worked(register: &Register) -> NightRow {
    match register.night(HERE).await.unwrap() {
        Ran::Worked(row) => row,
        other => panic!("{other:?}"),
    }
}

/// Everything that a night may change, without what tells when it did.
#[derive(Debug, PartialEq)]
struct Records {
    requests: Vec<(u64, EnrolmentRequest)>,
    accounts: Vec<(u64, Account)>,
    cases: Vec<(u64, Case)>,
    audit: usize,
}

fn records(storage: &MemoryStorage) -> Records {
    let tables = storage.tables();
    Records {
        requests: tables
            .requests
            .values()
            .map(|row| (**row).clone())
            .collect(),
        accounts: tables
            .accounts
            .values()
            .map(|row| (**row).clone())
            .collect(),
        cases: tables
            .cases
            .values()
            .map(|row| (row.change_seq, row.case.clone()))
            .collect(),
        audit: tables.audit.len(),
    }
}

fn counts(row: &NightRow) -> BTreeMap<Work, u32> {
    row.done
        .iter()
        .map(|done| (done.work, done.count))
        .collect()
}

#[tokio::test]
async fn a_night_does_all_that_is_due() {
    let storage = MemoryStorage::default();
    storage.restore(town().await);
    let register = town::register(Arc::new(storage.clone()), clock());
    let row = worked(&register).await;
    let expected = [
        (Work::Papers, 1),
        (Work::Drafts, 1),
        // Births from 27 August 2008 on: every twelfth child is seventeen, and some of them have had their birthdays.
        (Work::Certificates, counts(&row)[&Work::Certificates]),
        (Work::Offers, 2),
        (Work::Months, 18),
        (Work::Terminated, 2),
        (Work::Completed, 1),
        (Work::Unused, 1),
    ];
    assert_eq!(counts(&row), BTreeMap::from(expected));
    assert_eq!(row.failed, []);
    let mut tx = storage.read().await.unwrap();
    let mut stands = async |child| tx.request(id(child)).await.unwrap().unwrap().state;
    let overdue = RequestState::Refused(RequestRefuseReason::OfferOverdue);
    assert_eq!([stands(1).await, stands(2).await], [overdue; 2]);
    for child in [4, 5, 7] {
        assert!(matches!(stands(child).await, RequestState::Terminated(_)));
    }
    assert_eq!(stands(6).await, RequestState::Concluded);
    // Nobody has asked for its money for long, and its place in the group is free.
    let account = tx.account(certificate(3)).await.unwrap().unwrap();
    assert!(account.purses.is_empty() && account.unused_since.is_none());
    let case = tx.case_of(certificate(3)).await.unwrap().unwrap();
    assert_eq!(case.certificate.kind, CertificateKind::Accounting);
    // From tonight on nobody asks for that of the others.
    let account = tx.account(certificate(1)).await.unwrap().unwrap();
    assert_eq!(account.unused_since, Some(tonight()));
    let paid = tx.request(id(12)).await.unwrap().unwrap();
    assert_eq!(paid.months_paid, 5);
}

#[tokio::test]
async fn a_second_run_of_the_same_night_changes_nothing() {
    let storage = MemoryStorage::default();
    storage.restore(town().await);
    let register = town::register(Arc::new(storage.clone()), clock());
    let row = worked(&register).await;
    let after = records(&storage);
    assert_eq!(register.night(HERE).await.unwrap(), Ran::Already(row));
    assert_eq!(records(&storage), after);
    // Nor does one that has forgotten the first.
    let mut forgotten = storage.tables();
    forgotten.nights = Arc::default();
    forgotten.night_counts = Arc::default();
    storage.restore(forgotten);
    assert_eq!(counts(&worked(&register).await), BTreeMap::new());
    assert_eq!(records(&storage), after);
}

/// Holds everything up at one step, as if the power went.
struct Cut {
    left: Arc<AtomicUsize>,
    reached: Arc<Notify>,
}

impl Overseer for Cut {
    fn pace(&self, _: Step) -> Duration {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.reached.notify_one();
            return Duration::from_hours(24);
        }
        Duration::ZERO
    }

    fn committed(&self, _: Vec<Wrote>) {}
}

#[tokio::test]
async fn cut_off_at_any_step_it_goes_on_and_ends_alike() {
    let before = town().await;
    let whole = MemoryStorage::default();
    whole.restore(before.clone());
    let row = worked(&town::register(Arc::new(whole.clone()), clock())).await;
    let expected = (records(&whole), counts(&row));
    let mut cuts = 0;
    loop {
        let (left, reached) = (
            Arc::new(AtomicUsize::new(cuts + 1)),
            Arc::new(Notify::new()),
        );
        let storage = MemoryStorage::new(Cut {
            left: left.clone(),
            reached: reached.clone(),
        });
        storage.restore(before.clone());
        let clock = clock();
        let first = town::register(Arc::new(storage.clone()), clock.clone());
        let uncut = tokio::select! {
            biased;
            () = reached.notified() => false,
            ran = first.night(HERE) => ran.is_ok(),
        };
        drop(first);
        if uncut {
            break;
        }
        left.store(usize::MAX, Ordering::SeqCst);
        // The lock of the run that was cut off ends.
        clock.set(at(tonight(), 4) + chrono::Duration::minutes(3));
        let second = town::register(Arc::new(storage.clone()), clock);
        let row = match second.night(HERE).await.unwrap() {
            Ran::Worked(row) | Ran::Already(row) => row,
            held @ Ran::Held(_) => panic!("{held:?}"),
        };
        assert_eq!((records(&storage), counts(&row)), expected, "cut at {cuts}");
        cuts += 1;
    }
    // Beginning, end, and more than one transaction of work between them.
    assert!(cuts > 20, "{cuts}");
}

async fn put_lock(storage: &MemoryStorage, lock: NightLock) {
    let mut tx = storage.write().await.unwrap();
    tx.put_night_lock(&lock).await.unwrap();
    tx.commit().await.unwrap();
}

fn other(fence: u64, minutes: i64) -> NightLock {
    NightLock {
        municipality: HERE,
        holder: Uuid::from_u128(99),
        until: at(tonight(), 4) + chrono::Duration::minutes(minutes),
        fence,
    }
}

#[tokio::test]
async fn one_run_at_a_time_has_the_lock() {
    let storage = MemoryStorage::default();
    storage.restore(town().await);
    let before = records(&storage);
    put_lock(&storage, other(7, 1)).await;
    let clock = clock();
    let register = town::register(Arc::new(storage.clone()), clock.clone());
    let held = register.night(HERE).await.unwrap();
    assert_eq!(held, Ran::Held(other(7, 1).until));
    assert_eq!(records(&storage), before);
    clock.set(other(7, 1).until);
    assert!(!worked(&register).await.done.is_empty());
    let lock = storage
        .read()
        .await
        .unwrap()
        .night_lock(HERE)
        .await
        .unwrap();
    let lock = lock.unwrap();
    assert_eq!((lock.fence, lock.until), (8, other(7, 1).until));
}

/// After some commits another run has the lock.
struct Thief {
    after: AtomicUsize,
    storage: Arc<OnceLock<MemoryStorage>>,
}

impl Overseer for Thief {
    fn pace(&self, _: Step) -> Duration {
        Duration::ZERO
    }

    fn committed(&self, _: Vec<Wrote>) {
        if self.after.fetch_sub(1, Ordering::SeqCst) == 1 {
            let storage = self.storage.get().unwrap();
            let mut tables = storage.tables();
            Arc::make_mut(&mut tables.night_locks).insert(HERE, Arc::new(other(9, 60)));
            storage.restore(tables);
        }
    }
}

#[tokio::test]
async fn who_has_lost_the_lock_writes_nothing_more() {
    let place = Arc::new(OnceLock::new());
    let storage = MemoryStorage::new(Thief {
        after: AtomicUsize::new(3),
        storage: place.clone(),
    });
    storage.restore(town().await);
    place.set(storage.clone()).ok().unwrap();
    let register = town::register(Arc::new(storage.clone()), clock());
    let lost = register.night(HERE).await;
    assert!(matches!(lost, Err(NightError::Lost)), "{lost:?}");
    let tables = storage.tables();
    assert_eq!(**tables.night_locks.get(&HERE).unwrap(), other(9, 60));
    let night = tables.nights.values().find(|night| night.date == tonight());
    assert_eq!(night.unwrap().ended, None);
}

/// Counts commits and what each has changed.
#[derive(Clone, Default)]
struct Counts {
    commits: Arc<AtomicUsize>,
    most: Arc<Mutex<usize>>,
    changed: Arc<Notify>,
}

impl Overseer for Counts {
    fn pace(&self, _: Step) -> Duration {
        Duration::from_micros(200)
    }

    fn committed(&self, rows: Vec<Wrote>) {
        let requests = rows.iter().filter(|row| matches!(row, Wrote::Request(_)));
        let mut most = self.most.lock().unwrap();
        *most = (*most).max(requests.count());
        self.commits.fetch_add(1, Ordering::SeqCst);
        self.changed.notify_waiters();
    }
}

#[tokio::test]
async fn a_clerk_waits_behind_one_small_transaction_at_most() {
    let counts = Counts::default();
    let storage = MemoryStorage::new(counts.clone());
    storage.restore(town().await);
    let register = town::register(Arc::new(storage.clone()), clock());
    let clerk = async {
        let mut waits = Vec::new();
        for _ in 0..3 {
            counts.changed.notified().await;
            let before = counts.commits.load(Ordering::SeqCst);
            let tx = storage.write().await.unwrap();
            waits.push(counts.commits.load(Ordering::SeqCst) - before);
            drop(tx);
        }
        waits
    };
    let (ran, waits) = tokio::join!(register.night(HERE), clerk);
    assert!(matches!(ran.unwrap(), Ran::Worked(_)));
    assert!(waits.iter().all(|waited| *waited <= 1), "{waits:?}");
    assert!((1..=20).contains(&*counts.most.lock().unwrap()));
}

/// The same child with the same module twice: the storage refuses to write either.
fn twice(tables: &mut Tables, child: u32) {
    let (seq, mut request) = (**tables.requests.get(&id(child)).unwrap()).clone();
    request.id = RequestId(Uuid::from_u128(9_000));
    request.organisation = OFFICES[2];
    request.state = RequestState::New;
    Arc::make_mut(&mut tables.requests).insert(request.id, Arc::new((seq, request)));
}

#[tokio::test]
async fn a_record_that_cannot_be_changed_stops_no_other() {
    let storage = MemoryStorage::default();
    let mut tables = town().await;
    twice(&mut tables, 12);
    // The money of this one doesn't add up.
    let (seq, mut account) = (**tables.accounts.get(&certificate(15)).unwrap()).clone();
    account.purses[0].purse.paid.0 += 1;
    Arc::make_mut(&mut tables.accounts).insert(certificate(15), Arc::new((seq, account)));
    storage.restore(tables);
    let register = town::register(Arc::new(storage.clone()), clock());
    let row = worked(&register).await;
    assert_eq!(row.count(Work::Months), 16);
    let failed: Vec<_> = row
        .failed
        .iter()
        .map(|failed| (failed.work, failed.target, failed.why.as_str()))
        .collect();
    let request = |number: u32| Target::Request(id(number));
    let expected = [
        (Work::Months, request(12), "failed"),
        (Work::Months, request(15), "register_failed"),
    ];
    for one in expected {
        assert!(failed.contains(&one), "{failed:?}");
    }
    // Nothing but the record, the work and a code is told.
    let told = serde_json::to_string(&row).unwrap();
    assert!(!told.contains("Дет"), "{told}");
}

#[tokio::test]
async fn a_clock_that_runs_far_ahead_ends_nothing_by_itself() {
    let storage = MemoryStorage::default();
    storage.restore(town().await);
    let clock = TownClock::at(at(day("2026-09-15"), 4));
    let register = town::register(Arc::new(storage.clone()), clock.clone());
    register.look_for_nights().await.unwrap();
    let before = records(&storage);
    clock.set(at(day("2036-09-15"), 4));
    register.look_for_nights().await.unwrap();
    assert_eq!(records(&storage), before);
    // A person who knows that the date is right runs it.
    assert!(!worked(&register).await.done.is_empty());
    assert_ne!(records(&storage), before);
}

#[tokio::test]
async fn a_night_comes_at_its_hour_and_a_missed_one_at_once() {
    let storage = MemoryStorage::default();
    storage.restore(town().await);
    let clock = TownClock::at(at(day("2026-10-01"), 1));
    let register = town::register(Arc::new(storage.clone()), clock.clone());
    let mut dates = Vec::new();
    for (date, hour) in [
        // None was before.
        ("2026-10-01", 1),
        ("2026-10-01", 4),
        // The night of the second begins at two o'clock.
        ("2026-10-02", 1),
        ("2026-10-02", 2),
        // That of the third was missed.
        ("2026-10-04", 0),
    ] {
        clock.set(at(day(date), hour));
        register.look_for_nights().await.unwrap();
        let mut tx = storage.read().await.unwrap();
        let nights = tx.nights(HERE, None, 10).await.unwrap();
        assert!(nights.iter().all(|night| night.ended.is_some()));
        dates.push((nights.len(), nights[0].date));
    }
    let expected = [
        (1, "2026-10-01"),
        (1, "2026-10-01"),
        (1, "2026-10-01"),
        (2, "2026-10-02"),
        (3, "2026-10-04"),
    ];
    assert_eq!(dates, expected.map(|(count, date)| (count, day(date))));
}
