//! A desk whose clock is wrong by ten years, or jumps while it works: order and leases are the register's, and nothing is
//! lost. Without a line a wrong clock opens no store, and the right one does.

use chrono::{DateTime, Duration, Utc};
use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::Command;
use reestr::sync::desk::{Ask, News, UnlockRefusal};

use crate::clerk::{Clerk, Place};
use crate::line::Mode;
use crate::office::{PASSWORD, SYKTYVKAR, accept, all_match, number};

fn years(count: i64) -> Duration {
    Duration::days(count * 3_653 / 10)
}

fn jump(clerk: &Clerk, by: Duration) {
    *clerk.now.lock().unwrap() += by;
}

fn now(clerk: &Clerk) -> DateTime<Utc> {
    *clerk.now.lock().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_ten_years_off_changes_neither_order_nor_effect() {
    for off in [-10, 10] {
        let place = Place::new().await.with_applications(1..3).await;
        let mut clerk = place.clerk();
        jump(&clerk, years(off));
        clerk.unlock(PASSWORD).await;
        clerk.has(2).await;
        let target = number(SYKTYVKAR, 1);
        let today = place.office.today();
        clerk.give(target, all_match()).await;
        clerk.give(target, accept("1", today)).await;
        clerk.give(target, Command::Activate).await;
        assert_eq!(clerk.settled(3).await, Outcome::Applied { version: 4 });
        // What the register tells of it is of the register's time, so that all desks see one order.
        let mut boris = place.office.login("boris", Channel::Open).await;
        let Outcome::Already { by: Some(doer), .. } =
            boris.give(target, 1, Command::Activate).await
        else {
            panic!("it is active");
        };
        assert_eq!(
            doer.at,
            reestr::server::clock::Clock::now(&*place.office.clock)
        );
        let intake = boris.since(0).await.deltas.remove(0).set;
        let intake = intake.into_iter().find(|c| c.number() == target).unwrap();
        assert_eq!(intake.application.intake.unwrap().date, today);
        clerk.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leases_last_as_long_by_clocks_that_differ_by_twenty_years() {
    let place = Place::new().await.with_applications(1..3).await;
    let target = number(SYKTYVKAR, 1);
    let mut boris = place.colleague("boris").await.clerk;
    jump(&boris, years(10));
    let mut anna = place.connected().await;
    jump(&anna, years(-10));
    anna.has(2).await;
    anna.ask(Ask::OnDesk {
        application: Some(target),
    });
    let until = boris
        .until(|news| match news {
            News::Held(held) => held.iter().find(|h| h.application == target).cloned(),
            _ => None,
        })
        .await
        .until;
    let left = until - now(&boris);
    assert!(
        left > Duration::zero() && left <= Duration::minutes(5),
        "{left} are left"
    );
    let act = anna.give(target, all_match()).await;
    assert_eq!(
        anna.settled(act.envelope.seq).await,
        Outcome::Applied { version: 2 }
    );
    anna.stop().await;
    boris.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_while_acts_wait_loses_and_reorders_nothing() {
    let place = Place::new().await.with_applications(1..5).await;
    let mut clerk = place.connected().await;
    clerk.has(4).await;
    place.set(Mode::Cut);
    for (serial, by) in [(1, 10), (2, -20), (3, 20), (4, -10)] {
        jump(&clerk, years(by));
        let act = clerk.give(number(SYKTYVKAR, serial), all_match()).await;
        assert_eq!(act.envelope.seq, u64::from(serial));
    }
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    for seq in 1..=4 {
        assert_eq!(clerk.settled(seq).await, Outcome::Applied { version: 2 });
    }
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_clock_opens_no_store_without_the_register_and_every_clock_does_with_it() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    let act = clerk.give(number(SYKTYVKAR, 1), all_match()).await;
    clerk.stop().await;
    for off in [-10, 10] {
        let mut clerk = place.clerk();
        jump(&clerk, years(off));
        clerk.try_password(PASSWORD);
        let refused = clerk
            .until(|news| match news {
                News::UnlockRefused(why) => Some(why.clone()),
                News::Unlocked(_) => panic!("unlocked"),
                _ => None,
            })
            .await;
        assert!(matches!(refused, UnlockRefusal::LeaseOver { .. }));
        clerk.stop().await;
    }
    let mut clerk = place.clerk();
    assert_eq!(clerk.unlock(PASSWORD).await.acts, [act]);
    clerk.stop().await;
    place.set(Mode::Whole);
    let mut clerk = place.clerk();
    jump(&clerk, years(10));
    clerk.unlock(PASSWORD).await;
    assert_eq!(clerk.settled(1).await, Outcome::Applied { version: 2 });
    clerk.stop().await;
}
