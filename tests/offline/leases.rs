//! Two clerks and one queue: who works on what, what was fetched ahead, and what an old lease is worth.

use reestr::api::sync::Outcome;
use reestr::domain::{Command, TakeOverReason};
use reestr::sync::desk::{Ask, LinkState, News};

use crate::clerk::{Clerk, Place};
use crate::line::Mode;
use crate::office::{SYKTYVKAR, accept, all_match, number};

/// Waits until another clerk is shown as the holder of these applications.
async fn sees_held(clerk: &mut Clerk, by: &str, serials: &[u32]) {
    clerk
        .until(|news| match news {
            News::Held(held) => serials
                .iter()
                .all(|serial| {
                    held.iter().any(|h| {
                        h.application == number(SYKTYVKAR, *serial) && h.name.as_str() == by
                    })
                })
                .then_some(()),
            _ => None,
        })
        .await;
}

fn lost(news: &News) -> Option<reestr::domain::ApplicationNumber> {
    match news {
        News::LeaseLost { application } => Some(*application),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_clerks_get_different_applications_and_see_each_other() {
    let place = Place::new().await.with_applications(1..8).await;
    let mut anna = place.connected().await;
    let mut boris = place.colleague("boris").await;
    assert_eq!(anna.next_one().await, Some(number(SYKTYVKAR, 1)));
    sees_held(&mut boris.clerk, "Анна Первая", &[1, 2, 3]).await;
    let found = boris.clerk.next_one().await;
    assert_eq!(found, Some(number(SYKTYVKAR, 4)));
    sees_held(&mut anna, "Борис Второй", &[4]).await;
    assert_eq!(anna.next_one().await, Some(number(SYKTYVKAR, 2)));
    anna.stop().await;
    boris.clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_applications_and_their_cards_are_here_when_the_line_is_not() {
    let place = Place::new().await.with_applications(1..8).await;
    let mut anna = place.connected().await;
    assert_eq!(anna.next_one().await, Some(number(SYKTYVKAR, 1)));
    place.set(Mode::Cut);
    anna.ask(Ask::SyncNow);
    anna.link(LinkState::Offline).await;
    for serial in [2, 3] {
        let next = anna.next_one().await;
        assert_eq!(next, Some(number(SYKTYVKAR, serial)));
        let application = number(SYKTYVKAR, serial);
        anna.ask(Ask::Card { application });
        let card = anna
            .until(|news| match news {
                News::Card { result, .. } => Some(result.clone()),
                _ => None,
            })
            .await;
        assert_eq!(card.unwrap().application, application);
    }
    assert_eq!(anna.next_one().await, None);
    anna.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_queue_is_worked_to_its_end() {
    let place = Place::new().await.with_applications(1..6).await;
    let mut anna = place.connected().await;
    anna.has(5).await;
    let mut last = 0;
    for serial in 1..6 {
        let target = number(SYKTYVKAR, serial);
        assert_eq!(anna.next_one().await, Some(target));
        anna.give(target, all_match()).await;
        let act = anna.give(target, accept(&serial.to_string(), place.office.today()));
        last = act.await.envelope.seq;
        anna.ask(Ask::SyncNow);
    }
    assert_eq!(anna.settled(last).await, Outcome::Applied { version: 3 });
    assert_eq!(anna.next_one().await, None);
    anna.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_that_is_taken_over_is_lost_to_its_holder() {
    let place = Place::new().await.with_applications(1..3).await;
    let mut anna = place.connected().await;
    let mut boris = place.colleague("boris").await;
    let target = number(SYKTYVKAR, 1);
    assert_eq!(anna.next_one().await, Some(target));
    sees_held(&mut boris.clerk, "Анна Первая", &[1]).await;
    boris.clerk.ask(Ask::OnDesk {
        application: Some(target),
    });
    let taken = Command::TakeOver {
        reason: TakeOverReason::ALL[0],
    };
    boris.clerk.give(target, taken).await;
    assert_eq!(anna.until(lost).await, target);
    boris.clerk.give(target, all_match()).await;
    let done = boris.clerk.settled(2).await;
    assert_eq!(done, Outcome::Applied { version: 2 });
    anna.stop().await;
    boris.clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acts_given_under_a_lease_that_another_has_taken_over_are_conflicts() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut anna = place.connected().await;
    anna.has(1).await;
    let mut boris = place.colleague("boris").await;
    boris.clerk.has(1).await;
    let target = number(SYKTYVKAR, 1);
    assert_eq!(anna.next_one().await, Some(target));
    place.set(Mode::Cut);
    let taken = Command::TakeOver {
        reason: TakeOverReason::ALL[0],
    };
    boris.clerk.give(target, taken).await;
    let done = boris.clerk.settled(1).await;
    assert_eq!(done, Outcome::Applied { version: 1 });
    anna.give(target, all_match()).await;
    place.set(Mode::Whole);
    anna.ask(Ask::SyncNow);
    match anna.settled(1).await {
        Outcome::Conflict { by, .. } => assert_eq!(by.unwrap().name.as_str(), "Борис Второй"),
        other => panic!("{other:?}"),
    }
    assert_eq!(anna.until(lost).await, target);
    anna.stop().await;
    boris.clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_that_stood_still_beyond_its_lease_has_no_effect_on_what_another_has_taken() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut anna = place.connected().await;
    anna.has(1).await;
    let target = number(SYKTYVKAR, 1);
    assert_eq!(anna.next_one().await, Some(target));
    let mut boris = place.colleague("boris").await;
    boris.clerk.has(1).await;
    place.set(Mode::Cut);
    place.office.pass(chrono::Duration::minutes(6));
    assert_eq!(boris.clerk.next_one().await, Some(target));
    anna.give(target, all_match()).await;
    anna.give(target, accept("1", place.office.today())).await;
    place.set(Mode::Whole);
    anna.ask(Ask::SyncNow);
    match anna.settled(1).await {
        Outcome::Conflict { version: 1, by } => {
            assert_eq!(by.unwrap().name.as_str(), "Борис Второй");
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(anna.settled(2).await, Outcome::Refused { .. }));
    boris.clerk.give(target, all_match()).await;
    let done = boris.clerk.settled(1).await;
    assert_eq!(done, Outcome::Applied { version: 2 });
    anna.stop().await;
    boris.clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lease_that_ran_out_and_that_nobody_took_costs_nothing() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut anna = place.connected().await;
    anna.has(1).await;
    let target = number(SYKTYVKAR, 1);
    assert_eq!(anna.next_one().await, Some(target));
    place.set(Mode::Cut);
    anna.give(target, all_match()).await;
    place.office.pass(chrono::Duration::minutes(6));
    place.set(Mode::Whole);
    anna.ask(Ask::SyncNow);
    assert_eq!(anna.settled(1).await, Outcome::Applied { version: 2 });
    anna.stop().await;
}
