//! Journals and registers that were set back, copied or moved: they go on under another name, nothing is lost or doubled.

use std::path::Path;

use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::server::Server;
use reestr::sync::desk::{Ask, LinkState, Mismatch, News, Renewal};

use crate::clerk::{Clerk, Place, copy_dir};
use crate::line::Mode;
use crate::office::{PASSWORD, SYKTYVKAR, accept, all_match, number};

async fn renewed(clerk: &mut Clerk) -> Renewal {
    clerk
        .until(|news| match news {
            News::Renewed(renewal) => Some((**renewal).clone()),
            News::Halted(why) => panic!("halted: {why:?}"),
            _ => None,
        })
        .await
}

/// Versions of the applications from 1 on, as the register has them.
async fn versions(place: &Place) -> Vec<u64> {
    let boris = place.office.login("boris", Channel::Open).await;
    let mut cases = boris.since(0).await.deltas.remove(0).set;
    cases.sort_by_key(reestr::domain::Case::number);
    let versions = cases.iter().map(|case| case.application.version);
    versions.collect()
}

fn applied(version: u64) -> Outcome {
    Outcome::Applied { version }
}

/// Copies the register's database as it is now, as a backup does.
async fn back_up(place: &Place, to: &Path) {
    let url = format!("sqlite://{}", place.office.settings.database.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("VACUUM INTO ?")
        .bind(to.to_str().unwrap())
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}

/// Serves the backup in the place of the register.
async fn restore(place: &mut Place, from: &Path) {
    place.set(Mode::Cut);
    from.clone_into(&mut place.office.settings.database);
    let started = Server::start(place.office.settings.clone()).await.unwrap();
    let before = std::mem::replace(&mut place.office.running, started);
    before.shutdown().await;
    place.open.lead_to(place.office.running.open_addr);
    let protected = place.office.running.protected_addr.unwrap();
    place.protected.lead_to(protected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_that_was_set_back_is_told_what_was_taken_and_goes_on() {
    let place = Place::new().await.with_applications(1..4).await;
    let mut clerk = place.connected().await;
    clerk.has(3).await;
    let today = place.office.today();
    let target = |serial| number(SYKTYVKAR, serial);
    clerk.give(target(1), all_match()).await;
    assert_eq!(clerk.settled(1).await, applied(2));
    clerk.stop().await;
    let back = copy_dir(place.data.path());
    let mut clerk = place.connected().await;
    clerk.give(target(1), accept("1", today)).await;
    assert_eq!(clerk.settled(2).await, applied(3));
    clerk.give(target(2), all_match()).await;
    assert_eq!(clerk.settled(3).await, applied(2));
    clerk.stop().await;

    place.set(Mode::Cut);
    let mut clerk = place.clerk_in(back.path(), &place.open.url());
    clerk.unlock(PASSWORD).await;
    clerk.give(target(3), all_match()).await;
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    let renewal = renewed(&mut clerk).await;
    assert_eq!(renewal.why, Mismatch::JournalBehind);
    assert_eq!(renewal.device.epoch, 2);
    let taken: Vec<_> = renewal.taken.iter().map(|t| (t.seq, t.target)).collect();
    assert_eq!(taken, [(2, target(1).into()), (3, target(2).into())]);
    assert_eq!(renewal.resent, 1);
    clerk.sees(target(3), 2).await;
    clerk.sees(target(1), 3).await;
    clerk.give(target(2), accept("2", today)).await;
    clerk.sees(target(2), 3).await;
    assert_eq!(versions(&place).await, [3, 3, 2]);
    assert_eq!(clerk.shown().waiting().acts, 0);
    clerk.stop().await;

    let mut clerk = place.clerk_in(back.path(), &place.open.url());
    let again = clerk.unlock(PASSWORD).await.renewal;
    assert_eq!(again.map(|r| r.taken.len()), Some(2), "until it is read");
    clerk.ask(Ask::DismissRenewal);
    clerk.stop().await;
    let mut clerk = place.clerk_in(back.path(), &place.open.url());
    assert_eq!(clerk.unlock(PASSWORD).await.renewal, None);
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_that_was_set_back_gets_again_what_it_had_applied() {
    let mut place = Place::new().await.with_applications(1..4).await;
    let mut clerk = place.connected().await;
    clerk.has(3).await;
    let today = place.office.today();
    let target = |serial| number(SYKTYVKAR, serial);
    clerk.give(target(1), all_match()).await;
    assert_eq!(clerk.settled(1).await, applied(2));
    let backups = tempfile::tempdir().unwrap();
    let backup = backups.path().join("register.sqlite");
    back_up(&place, &backup).await;
    clerk.give(target(1), accept("1", today)).await;
    clerk.give(target(2), all_match()).await;
    assert_eq!(clerk.settled(3).await, applied(2));
    restore(&mut place, &backup).await;
    assert_eq!(versions(&place).await, [2, 1, 1]);
    clerk.give(target(3), all_match()).await;
    clerk.ask(Ask::SyncNow);
    let renewal = renewed(&mut clerk).await;
    assert_eq!(renewal.why, Mismatch::RegisterBehind);
    clerk.link(LinkState::Connected).await;
    clerk.sees(target(3), 2).await;
    while versions(&place).await != [3, 2, 2] {
        clerk.ask(Ask::SyncNow);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_copies_of_one_store_go_on_each_under_a_name_of_its_own() {
    let place = Place::new().await.with_applications(1..4).await;
    let mut first = place.connected().await;
    first.has(3).await;
    let today = place.office.today();
    let target = |serial| number(SYKTYVKAR, serial);
    first.give(target(1), all_match()).await;
    assert_eq!(first.settled(1).await, applied(2));
    first.stop().await;
    let copy = copy_dir(place.data.path());
    let mut first = place.connected().await;
    first.give(target(1), accept("1", today)).await;
    assert_eq!(first.settled(2).await, applied(3));

    place.set(Mode::Cut);
    let mut second = place.clerk_in(copy.path(), &place.open.url());
    second.unlock(PASSWORD).await;
    second.give(target(2), all_match()).await;
    place.set(Mode::Whole);
    second.ask(Ask::SyncNow);
    let of_second = renewed(&mut second).await;
    second.sees(target(2), 2).await;

    // Its name is gone since the second one has another: it hears of that with its next request, whatever it sends.
    first.ask(Ask::SyncNow);
    let of_first = renewed(&mut first).await;
    assert_eq!((of_first.why, of_first.resent), (Mismatch::OldEpoch, 0));
    assert!(of_first.taken.is_empty(), "{:?}", of_first.taken);
    first.give(target(3), all_match()).await;
    first.sees(target(3), 2).await;
    assert_ne!(of_first.device, of_second.device);
    assert_ne!(of_first.device.id, of_second.device.id);
    assert_eq!(versions(&place).await, [3, 2, 2]);
    second.give(target(2), accept("2", today)).await;
    second.sees(target(2), 3).await;
    first.give(target(3), accept("3", today)).await;
    first.sees(target(3), 3).await;
    first.stop().await;
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_that_does_not_know_the_device_gives_the_journal_a_name() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    clerk.give(number(SYKTYVKAR, 1), all_match()).await;
    clerk.stop().await;

    let other = Place::new().await.with_applications(1..2).await;
    let mut clerk = other.clerk_in(place.data.path(), &other.open.url());
    clerk.unlock(PASSWORD).await;
    let renewal = renewed(&mut clerk).await;
    assert_eq!(renewal.why, Mismatch::OtherDevice);
    clerk.sees(number(SYKTYVKAR, 1), 2).await;
    assert_eq!(versions(&other).await, [2]);
    assert_eq!(clerk.shown().acts().count(), 0);
    clerk.stop().await;
}
