//! The engine between a scripted register and a scripted store, in time that only passes when nobody has anything to do.

mod figures;
mod filling_in;
mod following;
mod reading;
mod rig;

use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::*;
use crate::api::epoch::EpochAnswer;
use crate::api::error::ErrorCode;
use crate::api::sync::{Claim, SyncAnswer};
use crate::sync::desk::LinkState;
use rig::{FAR, Rig, act, answer, note, number, refused};

const ACCEPTANCE: Queue = Queue::Acceptance;

fn next(ticket: u64) -> Message {
    Message::Next(Ticket(ticket), ACCEPTANCE)
}

#[tokio::test(start_paused = true)]
async fn an_idle_desk_sends_nothing() {
    let mut rig = Rig::connected(Channel::Protected).await;
    rig.quiet(Duration::from_hours(24)).await;
}

#[tokio::test(start_paused = true)]
async fn one_exchange_serves_one_application_and_the_next_is_there_without_any() {
    let mut rig = Rig::connected(Channel::Protected).await;
    rig.tell(next(1));
    let request = rig.sync(|_| answer(&[], &[1, 2, 3])).await;
    let claim = |n| Claim::Next {
        queue: ACCEPTANCE,
        n,
    };
    assert_eq!(request.claim, [claim(3)]);
    assert!(request.cards);
    assert_eq!(rig.next_one().await, (1, Some(number(1))));
    rig.tell(Message::OnDesk(Some(number(1))));

    rig.tell(Message::Saved(act(1, 1)));
    rig.tell(Message::Saved(act(2, 1)));
    rig.tell(next(2));
    assert_eq!(rig.next_one().await, (2, Some(number(2))));
    rig.tell(Message::OnDesk(Some(number(2))));
    rig.tell(Message::Saved(note(3, 2)));
    let request = rig.sync(|_| answer(&[1, 2, 3], &[2, 3, 4])).await;
    assert_eq!(request.commands.len(), 3);
    assert_eq!(request.hold, [number(2), number(3)], "the done one goes");
    assert_eq!(request.claim, [claim(1)]);
    rig.quiet(Duration::from_mins(2)).await;
}

#[tokio::test(start_paused = true)]
async fn acts_wait_for_companions_as_long_as_the_line_is_far_and_the_clerk_need_not() {
    let mut rig = Rig::connected(Channel::Open).await;
    let given = Instant::now();
    rig.tell(Message::Saved(act(1, 1)));
    let request = rig.sync(|_| answer(&[1], &[])).await;
    assert_eq!(request.commands.len(), 1);
    assert_eq!(given.elapsed(), FAR + FAR, "a round trip, and the answer's");
    let given = Instant::now();
    rig.tell(Message::Saved(act(2, 1)));
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[2], &[])).await;
    assert_eq!(given.elapsed(), FAR);
}

#[tokio::test(start_paused = true)]
async fn what_was_queued_without_a_line_goes_in_one_exchange_with_claims_and_cursors() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    rig.fails(Trouble::NoLine).await;
    rig.tell(Message::OnDesk(Some(number(21))));
    for seq in 1..=20 {
        rig.tell(Message::Saved(act(seq, 1)));
    }
    let all: Vec<_> = (1..=20).collect();
    let request = rig.sync(|_| answer(&all, &[21])).await;
    assert_eq!(request.commands.len(), 20);
    assert_eq!((request.claim.len(), request.cursors.len()), (1, 2));
    rig.quiet(Duration::from_mins(2)).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_opened_is_claimed_soon_and_renewed_at_half_its_time() {
    let mut rig = Rig::connected(Channel::Open).await;
    let opened = Instant::now();
    rig.tell(Message::OnDesk(Some(number(7))));
    let request = rig.sync(|_| answer(&[], &[7])).await;
    assert_eq!(opened.elapsed(), Duration::from_secs(2) + FAR);
    let this = Claim::This {
        application: number(7),
    };
    assert_eq!(request.claim, [this]);
    assert!(!request.cards, "nothing personal is asked for here");
    let sent = Instant::now() - FAR;
    let request = rig.sync(|_| answer(&[], &[7])).await;
    assert_eq!((request.hold, request.claim), (vec![number(7)], vec![]));
    let renewed = Duration::from_secs(150 + 2) + FAR;
    assert_eq!(sent.elapsed(), renewed);
    rig.tell(Message::OnDesk(None));
    rig.sync(|_| answer(&[], &[])).await;
    rig.quiet(Duration::from_hours(1)).await;
}

#[tokio::test(start_paused = true)]
async fn a_lease_ends_while_the_line_is_away_and_is_told() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    rig.sync(|_| answer(&[], &[7])).await;
    let got = Instant::now() - FAR;
    let lost = tokio::select! {
        biased;
        lost = Rig::lease_lost(&mut rig.news) => lost,
        () = Rig::no_line(&mut rig.calls, &mut rig.wakes) => unreachable!(),
    };
    assert_eq!(lost, number(7));
    assert_eq!(got.elapsed(), Duration::from_mins(5));
}

#[tokio::test(start_paused = true)]
async fn without_a_line_the_next_one_is_what_was_fetched_ahead_or_none() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(next(1));
    rig.sync(|_| answer(&[], &[1, 2])).await;
    assert_eq!(rig.next_one().await, (1, Some(number(1))));
    rig.tell(Message::SyncNow);
    rig.fails(Trouble::NoLine).await;
    rig.tell(next(2));
    assert_eq!(rig.next_one().await, (2, Some(number(2))));
    rig.tell(next(3));
    assert_eq!(rig.next_one().await, (3, None));
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_a_next_one_hears_when_the_line_breaks() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(next(1));
    rig.fails(Trouble::NoLine).await;
    assert_eq!(rig.next_one().await, (1, None));
}

#[tokio::test(start_paused = true)]
async fn a_clerk_without_rights_claims_nothing_and_a_refused_claim_is_not_repeated() {
    let mut rig = Rig::connected(Channel::Protected).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    rig.fails(refused(ErrorCode::NotAllowed, None)).await;
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert!(request.claim.is_empty() && request.hold.is_empty() && !request.cards);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_refused_is_halved_until_one_is_left_and_then_waits() {
    let mut rig = Rig::connected(Channel::Open).await;
    for seq in 1..=8 {
        rig.tell(Message::Saved(act(seq, 1)));
    }
    let mut sizes = Vec::new();
    for _ in 0..4 {
        let request = rig.fails(refused(ErrorCode::BadRequest, None)).await;
        sizes.push(request.commands.len());
    }
    assert_eq!(sizes, [8, 4, 2, 1]);
    let waited = Instant::now();
    let request = rig.sync(|_| answer(&[1], &[])).await;
    assert_eq!(request.commands.len(), 1);
    assert!(waited.elapsed() > FAR, "not at once");
    let request = rig.sync(|_| answer(&[2, 3], &[])).await;
    assert_eq!(request.commands.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_busy_register_is_left_alone_as_long_as_it_asks() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    rig.fails(refused(ErrorCode::Unavailable, Some(30))).await;
    let asked = Instant::now();
    rig.tell(Message::Saved(act(1, 1)));
    rig.sync(|_| answer(&[1], &[])).await;
    assert!(asked.elapsed() >= Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn an_act_brings_the_next_try_closer() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    for _ in 0..7 {
        rig.fails(Trouble::NoLine).await;
    }
    let failed = Instant::now();
    tokio::time::sleep(Duration::from_secs(1)).await;
    rig.tell(Message::Saved(act(1, 1)));
    rig.sync(|_| answer(&[1], &[])).await;
    assert_eq!(failed.elapsed(), Duration::from_secs(5) + FAR);
}

#[tokio::test(start_paused = true)]
async fn a_program_that_is_too_old_says_so_and_asks_again_in_an_hour() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::Saved(act(1, 1)));
    rig.fails(refused(ErrorCode::ClientTooOld, None)).await;
    assert_eq!(rig.too_old().await, VERSION + 1);
    let told = Instant::now();
    rig.tell(Message::Saved(act(2, 1)));
    let later = SyncAnswer {
        min_version: VERSION + 2,
        ..answer(&[1, 2], &[])
    };
    let request = rig.sync(move |_| later.clone()).await;
    assert_eq!(request.commands.len(), 2, "nothing is lost");
    assert!(told.elapsed() > Duration::from_mins(50));
    assert_eq!(rig.too_old().await, VERSION + 2);
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[], &[])).await;
    rig.link(LinkState::Connected).await;
}

#[tokio::test(start_paused = true)]
async fn a_journal_that_differs_asks_for_a_name_until_it_has_one_and_goes_on() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    rig.sync(|_| answer(&[], &[7])).await;
    rig.tell(Message::Saved(act(1, 1)));
    rig.fails(refused(ErrorCode::SeqReused, None)).await;
    assert_eq!(rig.compared().await, (Mismatch::SeqReused, None));
    let differs = rig.differs(Mismatch::SeqReused);
    rig.tell(Message::Admitted(Err(differs)));
    let first = rig.epoch(Err(Trouble::Late)).await;
    assert_eq!((first.device, first.next), (rig.device.id, differs.next));
    // It is tried again behind a login, and it is the same question.
    rig.log_in().await;
    rig.tell(Message::Admitted(Err(Differs {
        next: differs.next + 1,
        ..differs
    })));
    let named = EpochAnswer {
        device: rig.device.id,
        epoch: 2,
        taken: Vec::new(),
    };
    let second = rig.epoch(Ok(named)).await;
    assert_eq!((second.ask, second.next), (first.ask, first.next));
    let Request::Renew { why, answer: given } = rig.store().await else {
        panic!("the store is given the name");
    };
    assert_eq!((why, given.epoch), (Mismatch::SeqReused, 2));
    rig.device.epoch = 2;
    rig.tell(Message::Renewed(rig.device));
    rig.log_in().await;
    rig.admit(vec![act(1, 1)]);
    let request = rig.sync(|_| answer(&[1], &[7])).await;
    assert_eq!((request.epoch, request.commands.len()), (2, 1));
    assert_eq!(request.hold, [number(7)], "the lease is the device's");
}

#[tokio::test(start_paused = true)]
async fn a_name_under_which_a_copy_went_on_meanwhile_says_nothing_of_this_journal() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    rig.fails(refused(ErrorCode::SeqReused, None)).await;
    rig.store().await;
    let behind = rig.differs(Mismatch::RegisterBehind);
    rig.tell(Message::Admitted(Err(behind)));
    rig.epoch(Err(Trouble::Late)).await;
    rig.log_in().await;
    let ahead = rig.differs(Mismatch::JournalBehind);
    rig.tell(Message::Admitted(Err(ahead)));
    rig.epoch(Ok(EpochAnswer {
        device: rig.device.id,
        epoch: 2,
        taken: Vec::new(),
    }))
    .await;
    let Request::Renew { why, .. } = rig.store().await else {
        panic!("the store is given the name");
    };
    assert_eq!(
        why,
        Mismatch::JournalBehind,
        "all that was applied is asked again"
    );
}

#[tokio::test(start_paused = true)]
async fn a_copy_that_becomes_another_device_has_lost_the_lease() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    rig.sync(|_| answer(&[], &[7])).await;
    rig.device.id = Uuid::from_u128(8);
    rig.tell(Message::Renewed(rig.device));
    assert_eq!(Rig::lease_lost(&mut rig.news).await, number(7));
    rig.log_in().await;
    rig.admit(Vec::new());
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert!(request.hold.is_empty());
    let this = Claim::This {
        application: number(7),
    };
    assert_eq!(request.claim, [this], "it is claimed anew");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_knows_less_or_more_than_the_journal_is_compared() {
    for (mark, why) in [(4, Mismatch::RegisterBehind), (9, Mismatch::JournalBehind)] {
        let mut rig = Rig::connected(Channel::Open).await;
        for seq in 1..=5 {
            rig.tell(Message::Saved(act(seq, 1)));
        }
        rig.sync(|_| answer(&[1, 2, 3, 4, 5], &[])).await;
        rig.tell(Message::SyncNow);
        rig.answers(move |_| SyncAnswer {
            high_water: mark,
            ..SyncAnswer::default()
        })
        .await;
        assert_eq!(rig.compared().await, (why, Some(mark)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_register_that_gives_no_name_halts_and_is_asked_again() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    rig.fails(refused(ErrorCode::OldEpoch, None)).await;
    rig.store().await;
    let differs = rig.differs(Mismatch::OldEpoch);
    rig.tell(Message::Admitted(Err(differs)));
    rig.epoch(Err(Trouble::NotFound)).await;
    assert_eq!(rig.halted().await, Mismatch::OldEpoch);
    rig.log_in().await;
}

#[tokio::test(start_paused = true)]
async fn fewer_results_than_acts_are_an_ordinary_answer() {
    let mut rig = Rig::connected(Channel::Open).await;
    for seq in 1..=3 {
        rig.tell(Message::Saved(act(seq, 1)));
    }
    let first = Instant::now();
    rig.sync(|_| answer(&[1], &[])).await;
    let request = rig.sync(|_| answer(&[2, 3], &[])).await;
    assert_eq!(request.commands.len(), 2);
    assert_eq!(first.elapsed(), FAR * 3, "the rest goes at once");
}

#[tokio::test(start_paused = true)]
async fn a_lease_that_was_taken_over_is_told_and_the_clerks_own_end_is_not() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    rig.sync(|_| answer(&[], &[7])).await;
    rig.tell(Message::Saved(act(1, 7)));
    rig.sync(|_| answer(&[1], &[])).await;
    rig.tell(Message::OnDesk(Some(number(8))));
    rig.sync(|_| answer(&[], &[8])).await;
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[], &[])).await;
    assert_eq!(Rig::lease_lost(&mut rig.news).await, number(8));
}
