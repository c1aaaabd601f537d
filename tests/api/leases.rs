//! Two clerks, one queue: claims, renewals, fences, take-overs.

mod cards;
mod many;
mod model;

use std::collections::BTreeMap;

use chrono::Duration;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{
    Base, Claim, Delta, Envelope, Held, Lease, Outcome, Queue, Scope, SyncAnswer, SyncRequest,
};
use reestr::domain::{
    ApplicationNumber, Capability, Clean, Command, Refusal, RejectReason, TakeOverReason,
};
use reestr::server::clock::Clock;
use reestr::server::register::incoming::Incoming;
use uuid::Uuid;

use crate::office::{
    Desk, Office, SYKTYVKAR, UKHTA, accept, all_match, application, card, number, read,
};

/// Applications of children of whom no two are alike.
async fn waiting(office: &Office, count: u32) {
    for serial in 1..=count {
        office
            .arrives(office.application(serial, child(serial)))
            .await;
    }
}

fn child(serial: u32) -> reestr::domain::Card {
    let letter = |place: u32| char::from_u32('а' as u32 + serial / 32u32.pow(place) % 32).unwrap();
    let surname = format!("Ор{0}{1}{0}{1}лов", letter(0), letter(1));
    let born = office_day(serial);
    card(
        &surname,
        &born,
        &format!("{:06}", serial * 1_111 % 1_000_000),
    )
}

/// Birthdays lie apart, so that no two children are alike.
fn office_day(serial: u32) -> String {
    let day: chrono::NaiveDate = "2012-01-01".parse().unwrap();
    (day + Duration::days(i64::from(serial))).to_string()
}

fn here(serial: u32) -> ApplicationNumber {
    number(SYKTYVKAR, serial)
}

fn next(n: u8) -> Vec<Claim> {
    let queue = Queue::Acceptance;
    vec![Claim::Next { queue, n }]
}

fn this(serial: u32) -> Vec<Claim> {
    let application = here(serial);
    vec![Claim::This { application }]
}

fn holding(desk: &Desk<'_>, hold: &[u32], claim: Vec<Claim>) -> SyncRequest {
    SyncRequest {
        claim,
        hold: hold.iter().map(|serial| here(*serial)).collect(),
        ..desk.request(Vec::new())
    }
}

async fn ask(desk: &Desk<'_>, hold: &[u32], claim: Vec<Claim>) -> SyncAnswer {
    read(desk.post(path::SYNC, &holding(desk, hold, claim)).await).await
}

/// The request as the routes read it, for those who ask the register without them.
fn incoming(request: &SyncRequest) -> Incoming {
    match serde_json::to_value(request).unwrap() {
        serde_json::Value::Object(fields) => Incoming::read(fields).unwrap(),
        other => panic!("{other}"),
    }
}

/// Serial and fence of each lease.
fn held(answer: &SyncAnswer) -> Vec<(u32, u64)> {
    let pair = |lease: &Lease| (lease.application.serial(), lease.fence);
    answer.leases.iter().map(pair).collect()
}

async fn leases(desk: &Desk<'_>, hold: &[u32], claim: Vec<Claim>) -> Vec<(u32, u64)> {
    held(&ask(desk, hold, claim).await)
}

/// What the desk is told of others' leases behind `cursor`, while it holds nothing itself.
async fn told(desk: &Desk<'_>, cursor: u64) -> Option<Delta> {
    let mut answer = desk.since(cursor).await;
    answer.deltas.pop()
}

/// Serial, holder and time of what is told.
fn names(held: &[Held]) -> Vec<(u32, Option<(&str, u64)>)> {
    held.iter()
        .map(|held| {
            let by = held.by.as_ref();
            let by = by.map(|by| (by.name.as_str(), by.until_ms / 1000));
            (held.application.serial(), by)
        })
        .collect()
}

fn under(desk: &mut Desk<'_>, fence: u64, serial: u32, base: Base, command: Command) -> Envelope {
    desk.seq += 1;
    let (id, at) = (Uuid::now_v7(), desk.office.clock.now());
    Envelope::new(desk.seq, id, here(serial), base, Some(fence), at, command)
}

fn fenced(desk: &mut Desk<'_>, serial: u32, seen: u64, fence: u64, command: Command) -> Envelope {
    under(desk, fence, serial, Base::Version(seen), command)
}

async fn give(
    desk: &mut Desk<'_>,
    serial: u32,
    seen: u64,
    fence: u64,
    command: Command,
) -> Outcome {
    let envelope = fenced(desk, serial, seen, fence, command);
    let mut answer = desk.send(vec![envelope]).await;
    answer.results.remove(0).outcome
}

fn take_over() -> Command {
    Command::TakeOver {
        reason: TakeOverReason::ParentAtMyDesk,
    }
}

const ANNA: &str = "Анна Первая";
const BORIS: &str = "Борис Второй";

fn conflict(outcome: &Outcome) -> (u64, String, String) {
    let Outcome::Conflict {
        version,
        by: Some(by),
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    let text = |clean: &Clean| clean.as_str().to_owned();
    (*version, text(&by.name), text(&by.command))
}

#[tokio::test]
async fn each_clerk_gets_the_next_that_nobody_holds() {
    let office = Office::open().await;
    waiting(&office, 6).await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    assert_eq!(leases(&anna, &[], next(2)).await, [(1, 1), (2, 1)]);
    // A repeat whose answer was lost gives the same, and what is held doesn't count.
    assert_eq!(leases(&anna, &[], next(2)).await, [(1, 1), (2, 1)]);
    assert_eq!(leases(&boris, &[], next(2)).await, [(3, 1), (4, 1)]);
    let more = leases(&anna, &[2, 1], next(1)).await;
    assert_eq!(more, [(2, 1), (1, 1), (5, 1)]);
    // At most three, and a claim of what another one holds gives nothing.
    assert_eq!(leases(&boris, &[3, 4], this(1)).await, [(3, 1), (4, 1)]);
    assert_eq!(
        leases(&boris, &[3], next(9)).await,
        [(3, 1), (4, 1), (6, 1)]
    );
    // What isn't held on is free at once, and its next holder has a higher fence.
    assert_eq!(leases(&anna, &[5], Vec::new()).await, [(5, 1)]);
    assert_eq!(leases(&boris, &[3], this(2)).await, [(3, 1), (2, 2)]);
    assert_eq!(leases(&anna, &[5, 2], next(1)).await, [(5, 1), (1, 1)]);
}

#[tokio::test]
async fn a_lease_ends_by_itself_and_lives_on_if_nobody_claimed_it() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let first = ask(&anna, &[], next(2)).await;
    assert_eq!(first.leases[0].until_ms, 300_000);
    office.pass(Duration::minutes(5));
    assert_eq!(leases(&boris, &[], this(1)).await, [(1, 2)]);
    let later = ask(&anna, &[1, 2], Vec::new()).await;
    assert_eq!(held(&later), [(2, 1)]);
    assert_eq!(later.leases[0].until_ms, 300_000);
}

#[tokio::test]
async fn a_queue_is_worked_by_who_has_its_right_and_holds_what_is_open() {
    let office = Office::open().await;
    waiting(&office, 3).await;
    let foreign = application(UKHTA, 1, office.today(), child(9));
    let foreign = office.arrives(foreign).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let vera = office.login("vera", Channel::Open).await;
    let nina = office.login("nina", Channel::Open).await;
    anna.give(here(2), 1, all_match()).await;
    anna.give(here(2), 2, accept("1", office.today())).await;
    let reject = Command::Reject {
        reason: RejectReason::Age,
        text: Clean::default(),
    };
    anna.give(here(3), 1, reject).await;
    let activation = || {
        let queue = Queue::Activation;
        vec![Claim::Next { queue, n: 3 }]
    };
    assert_eq!(leases(&anna, &[], activation()).await, [(2, 1)]);
    assert_eq!(leases(&anna, &[], next(3)).await, [(1, 1)]);
    assert!(leases(&vera, &[], activation()).await.is_empty());
    let application = foreign;
    for claim in [this(3), this(77), vec![Claim::This { application }]] {
        assert!(leases(&vera, &[], claim).await.is_empty());
    }
    for claim in [next(3), activation(), this(2)] {
        assert!(leases(&nina, &[], claim).await.is_empty());
    }
}

#[tokio::test]
async fn an_application_that_ended_is_nobodys() {
    let office = Office::open().await;
    waiting(&office, 1).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    leases(&anna, &[], next(1)).await;
    let before = told(&boris, 0).await.unwrap();
    assert_eq!(names(&before.held), [(1, Some((ANNA, 300)))]);
    // Accepting leaves the lease, for the activation.
    let verify = fenced(&mut anna, 1, 1, 1, all_match());
    let accepted = fenced(&mut anna, 1, 2, 1, accept("1", office.today()));
    let mut request = holding(&anna, &[1], Vec::new());
    request.commands = vec![verify, accepted];
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(held(&answer), [(1, 1)]);
    request = holding(&anna, &[1], Vec::new());
    request.commands = vec![fenced(&mut anna, 1, 3, 1, Command::Activate)];
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(answer.results[0].outcome, Outcome::Applied { version: 4 });
    assert!(answer.leases.is_empty());
    let after = told(&boris, before.cursor).await.unwrap();
    assert_eq!((after.set.len(), names(&after.held)), (1, vec![(1, None)]));
}

#[tokio::test]
async fn others_hear_who_holds_what_and_of_a_renewal_before_it_looks_over() {
    let office = Office::open().await;
    waiting(&office, 3).await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let start = told(&boris, 0).await.unwrap().cursor;
    leases(&anna, &[], next(2)).await;
    let heard = told(&boris, start).await.unwrap();
    assert_eq!(heard.cursor, start + 1, "one step for both leases");
    let both = [(1, Some((ANNA, 300))), (2, Some((ANNA, 300)))];
    assert_eq!(names(&heard.held), both);
    // A device that looks for the first time sees the same; the holder itself has it in its leases.
    assert_eq!(names(&told(&boris, 0).await.unwrap().held), both);
    let own = SyncRequest {
        cursors: BTreeMap::from([(Scope::Municipality(SYKTYVKAR), start)]),
        ..holding(&anna, &[1, 2], Vec::new())
    };
    let own: SyncAnswer = read(anna.post(path::SYNC, &own).await).await;
    assert!(own.deltas[0].held.is_empty());

    // One that syncs all the time, and one that renews when half of the time is over. Each wakes the others eight times.
    let mut cursor = heard.cursor;
    let mut known = 300;
    for (seconds, times) in [(30, 40), (150, 8)] {
        let mut woken = 0;
        for _ in 0..times {
            office.pass(Duration::seconds(seconds));
            known -= u64::try_from(seconds).unwrap();
            assert!(known >= 30, "the name stands for the whole time");
            leases(&anna, &[1, 2], Vec::new()).await;
            if let Some(delta) = told(&boris, cursor).await {
                assert_eq!(names(&delta.held), both);
                (cursor, known) = (delta.cursor, 300);
                woken += 1;
            }
        }
        assert_eq!(woken, 8);
    }

    // What is let go is told; what has run out by itself needs no word.
    leases(&anna, &[2], Vec::new()).await;
    let freed = told(&boris, cursor).await.unwrap();
    assert_eq!(names(&freed.held), [(1, None)]);
    office.pass(Duration::minutes(5));
    assert_eq!(told(&boris, freed.cursor).await, None);
    assert!(told(&boris, 0).await.unwrap().held.is_empty());
    // A lease that another desk claims is told to its former holder.
    leases(&boris, &[], this(2)).await;
    let lost = told(&anna, freed.cursor).await.unwrap();
    assert_eq!(names(&lost.held), [(2, Some((BORIS, 300)))]);
}

#[tokio::test]
async fn who_holds_what_is_paged_with_the_records() {
    let office = Office::open().await;
    let storage = office.running.register().storage();
    let records = crate::reading::many(&office, 600);
    reestr::server::admin::import_cases(storage, records, office.clock.now())
        .await
        .unwrap();
    let mut anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let first = ask(&anna, &[], next(2)).await.leases;
    // One of the records moves behind the leases.
    let verify = anna.envelope(first[0].application, Base::Version(1), all_match());
    let request = SyncRequest {
        hold: first.iter().map(|lease| lease.application).collect(),
        ..anna.request(vec![verify])
    };
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(answer.leases, first);
    let expected: Vec<u32> = first.iter().map(|l| l.application.serial()).collect();
    // From the start, and by a register that stands behind what the desk has.
    for start in [0, 100_000] {
        let (mut cursor, mut pages, mut serials) = (start, 0, Vec::new());
        loop {
            let delta = told(&boris, cursor).await.unwrap();
            let held = delta.held.iter().filter(|held| held.by.is_some());
            serials.extend(held.map(|held| held.application.serial()));
            (cursor, pages) = (delta.cursor, pages + 1);
            if !delta.more {
                break;
            }
        }
        serials.sort_unstable();
        assert_eq!((pages, &serials), (2, &expected));
    }
}

#[tokio::test]
async fn who_logs_out_holds_nothing() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    leases(&anna, &[], next(2)).await;
    let before = told(&boris, 0).await.unwrap();
    assert_eq!(anna.post(path::LOGOUT, &()).await.status(), 204);
    let after = told(&boris, before.cursor).await.unwrap();
    assert_eq!(names(&after.held), [(1, None), (2, None)]);
    assert_eq!(leases(&boris, &[], next(2)).await, [(1, 2), (2, 2)]);
}

/// The machine of the register had the wrong year for a while.
#[tokio::test]
async fn a_lease_of_a_clock_that_ran_ahead_keeps_nobody_out() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let years = Duration::days(3_650);
    office.pass(years);
    let anna = office.login("anna", Channel::Open).await;
    assert_eq!(leases(&anna, &[], next(2)).await, [(1, 1), (2, 1)]);
    office.pass(-years);
    let boris = office.login("boris", Channel::Open).await;
    assert!(
        told(&boris, 0)
            .await
            .unwrap()
            .held
            .iter()
            .all(|held| held.by.is_none())
    );
    assert_eq!(leases(&boris, &[], this(1)).await, [(1, 2)]);
    let back = ask(&anna, &[1, 2], Vec::new()).await;
    assert_eq!(
        (held(&back), back.leases[0].until_ms),
        (vec![(2, 1)], 300_000)
    );
}

#[tokio::test]
async fn a_program_that_syncs_often_writes_nothing() {
    let office = Office::open().await;
    waiting(&office, 1).await;
    let anna = office.login("anna", Channel::Open).await;
    leases(&anna, &[], next(1)).await;
    let until = async || ask(&anna, &[1], Vec::new()).await.leases[0].until_ms;
    office.pass(Duration::seconds(59));
    assert_eq!(until().await, 241_000);
    office.pass(Duration::seconds(1));
    assert_eq!(until().await, 300_000);
}

#[tokio::test]
async fn a_clerk_takes_over_and_the_former_holder_comes_too_late() {
    let office = Office::open().await;
    waiting(&office, 5).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    leases(&anna, &[], next(1)).await;
    leases(&boris, &[], next(3)).await;
    // The request can't name the lease that its own command brings; it is kept, and the last of the others goes.
    let envelope = boris.envelope(here(1), Base::Version(1), take_over());
    let mut request = holding(&boris, &[2, 3, 4], Vec::new());
    request.commands = vec![envelope];
    for _ in 0..2 {
        let answer: SyncAnswer = read(boris.post(path::SYNC, &request).await).await;
        assert_eq!(answer.results[0].outcome, Outcome::Applied { version: 1 });
        assert_eq!(held(&answer), [(1, 2), (2, 1), (3, 1)]);
    }
    let rows = crate::audit::rows(&office).await;
    let row = rows.last().unwrap();
    let told = (row["action"].as_str(), row["outcome"].as_str());
    assert_eq!(told, (Some("take_over"), Some("applied:parent_at_my_desk")));

    let late = give(&mut anna, 1, 1, 1, all_match()).await;
    let by = (1, BORIS.to_owned(), "take_over".to_owned());
    assert_eq!(conflict(&late), by);
    assert!(leases(&anna, &[1], Vec::new()).await.is_empty());
    // A card that was shown is told whatever the fence.
    let shown = give(&mut anna, 1, 1, 1, Command::NoteShown).await;
    assert_eq!(shown, Outcome::Applied { version: 1 });
    // Without a fence the version alone decides; under the present one all is as ever.
    assert_eq!(
        anna.give(here(1), 1, all_match()).await,
        Outcome::Applied { version: 2 }
    );
    let accepted = give(&mut boris, 1, 2, 2, accept("1", office.today())).await;
    assert_eq!(accepted, Outcome::Applied { version: 3 });
}

#[tokio::test]
async fn taking_over_needs_its_right_and_work_that_is_left() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let storage = office.running.register().storage();
    let rights = [Capability::ApplicationSearch, Capability::ApplicationAccept];
    reestr::server::admin::set_capabilities(storage, "vera", rights.into_iter().collect())
        .await
        .unwrap();
    let mut vera = office.login("vera", Channel::Open).await;
    let why = Refusal::NotAllowed(Capability::ApplicationTakeover);
    let outcome = vera.give(here(1), 1, take_over()).await;
    assert_eq!(outcome, Outcome::Refused { why });
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(here(1), 1, Command::Withdraw { paper: None })
        .await;
    let why = Refusal::WrongState("withdrawn".to_owned());
    assert_eq!(
        anna.give(here(1), 2, take_over()).await,
        Outcome::Refused { why }
    );
    // Where nobody holds it, it is a claim; who holds it already keeps the fence.
    for _ in 0..2 {
        assert_eq!(
            anna.give(here(2), 1, take_over()).await,
            Outcome::Applied { version: 1 }
        );
        assert_eq!(leases(&anna, &[2], Vec::new()).await, [(2, 1)]);
    }
}

#[tokio::test]
async fn a_lease_that_ran_out_unclaimed_still_lets_its_commands_in() {
    let office = Office::open().await;
    waiting(&office, 1).await;
    let mut anna = office.login("anna", Channel::Open).await;
    leases(&anna, &[], next(1)).await;
    office.pass(Duration::minutes(20));
    let outcome = give(&mut anna, 1, 1, 1, all_match()).await;
    assert_eq!(outcome, Outcome::Applied { version: 2 });
}

/// A terminal that was stopped beyond its lease, and goes on as if nothing had happened.
#[tokio::test]
async fn a_client_that_was_stopped_beyond_its_lease_does_nothing_twice() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    for (serial, works) in [(1, false), (2, true)] {
        leases(&anna, &[], this(serial)).await;
        let verified = give(&mut anna, serial, 1, 1, all_match()).await;
        assert_eq!(verified, Outcome::Applied { version: 2 });
        // Stopped: these two lie in the journal, unsent.
        let entry = fenced(&mut anna, serial, 2, 1, accept("17", office.today()));
        let behind = Base::After(entry.seq);
        let activation = under(&mut anna, 1, serial, behind, Command::Activate);
        let stopped = vec![entry, activation];
        office.pass(Duration::minutes(20));
        assert_eq!(leases(&boris, &[], this(serial)).await, [(serial, 2)]);
        if works {
            let entry = accept("18", office.today());
            let accepted = give(&mut boris, serial, 2, 2, entry).await;
            assert_eq!(accepted, Outcome::Applied { version: 3 });
        }
        let answer = anna.send(stopped.clone()).await;
        match (&answer.results[0].outcome, works) {
            (outcome @ Outcome::Conflict { .. }, false) => {
                let by = (2, BORIS.to_owned(), "claim".to_owned());
                assert_eq!(conflict(outcome), by);
            }
            (
                Outcome::Already {
                    version: 3,
                    by: Some(by),
                },
                true,
            ) => {
                assert_eq!(by.name.as_str(), BORIS);
            }
            other => panic!("{other:?}"),
        }
        let last = &answer.results[1].outcome;
        if works {
            let by = (3, BORIS.to_owned(), "claim".to_owned());
            assert_eq!(conflict(last), by);
        } else {
            let why = Refusal::DependsOnRefused(stopped[0].seq);
            assert_eq!(*last, Outcome::Refused { why });
        }
        // The repeat gets the same, and the record is where Boris left it.
        assert_eq!(anna.send(stopped).await.results, answer.results);
        let case: reestr::domain::Case = read(
            anna.get(&format!("/v1/applications/{}", here(serial)))
                .await,
        )
        .await;
        assert_eq!(case.application.version, if works { 3 } else { 2 });
        let intake = case.application.intake;
        assert_eq!(intake.map(|i| i.journal_number), works.then(|| "18".into()));
    }
}
