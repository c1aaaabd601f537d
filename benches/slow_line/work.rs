//! A morning at the desk: applications one after the other, then acts that wait in the outbox.

use std::time::{Duration, Instant};

use reestr::domain::ApplicationNumber;
use reestr::sync::desk::{Ask, LinkState};

use crate::clerk::{Clerk, all_match};
use crate::proxy::Mode;
use crate::register::Filled;
use crate::table::{Figure, Samples};
use crate::{Office, QUIET, SEED, run};

const APPLICATIONS: usize = 50;
/// Between two acts of one application.
const BETWEEN: Duration = Duration::from_millis(100);
/// Between two applications, beyond the time that the register needs to have answered.
const REST: Duration = Duration::from_millis(1_500);
pub const QUEUED: usize = 20;
const ESTABLISHED: usize = 11;
const COLD: usize = 7;

pub fn measure(filled: &Filled) -> Vec<Figure> {
    run(async {
        let mut office = Office::open(filled, SEED).await;
        let mut figures = applications(&mut office).await;
        figures.extend(queued(&mut office).await);
        office.clerk.stop().await;
        figures
    })
}

async fn applications(office: &mut Office) -> Vec<Figure> {
    // The first of a day is not fetched ahead.
    process(&mut office.clerk).await;
    office.clerk.pause(QUIET).await;
    let (mut bytes, mut exchanges) = (Samples::default(), Samples::default());
    let (mut waits, mut waited_for) = (Samples::default(), 0);
    let mut acts = 0;
    let begun = office.spent();
    for _ in 0..APPLICATIONS {
        let before = office.spent();
        let (done, waited) = process(&mut office.clerk).await;
        // An exchange takes no less than 600 ms here: a card that was there sooner has waited for none.
        waits.add_time(waited);
        waited_for += usize::from(waited >= Duration::from_millis(600));
        acts += done;
        office.clerk.drained().await;
        office.clerk.pause(REST).await;
        let spent = office.spent().since(before);
        bytes.add(spent.bytes as f64);
        exchanges.add((spent.exchanges.sync + spent.exchanges.other) as f64);
    }
    let spent = office.spent().since(begun);
    vec![
        Figure::must(
            "next card: exchanges waited for",
            waited_for as f64,
            "",
            0.0,
        )
        .beside("naive exchanges"),
        Figure::told("next card: asked to shown, p50", waits.at(50), "s").beside("naive waited"),
        Figure::told("next card: asked to shown, largest", waits.largest(), "s"),
        Figure::must("application: exchanges, mean", exchanges.mean(), "", 1.0)
            .beside("naive exchanges"),
        Figure::told("application: exchanges, largest", exchanges.largest(), ""),
        Figure::told(
            "application: wake-ups beside, mean",
            spent.exchanges.wake as f64 / APPLICATIONS as f64,
            "",
        ),
        Figure::must("application: bytes, mean", bytes.mean(), "B", 1_500.0).beside("naive bytes"),
        Figure::must("application: bytes, largest", bytes.largest(), "B", 1_500.0),
        Figure::told(
            "application: acts, mean",
            acts as f64 / APPLICATIONS as f64,
            "",
        ),
        Figure::told(
            "acts that the register refused (twins, papers)",
            office.clerk.refused.len() as f64,
            "",
        ),
    ]
}

/// Takes the next application and works it. Gives the acts, and how long its card was waited for.
async fn process(clerk: &mut Clerk) -> (usize, Duration) {
    let (number, waited) = clerk.next().await.expect("an application of the queue");
    (clerk.process(number, BETWEEN).await, waited)
}

/// Acts that wait: how long until the register has answered them all.
async fn queued(office: &mut Office) -> Vec<Figure> {
    let queue = office.clerk.queue();
    let mut turn = queue.iter().rev().copied().cycle();
    let (mut established, mut cold) = (Samples::default(), Samples::default());
    let mut exchanges = Samples::default();
    for _ in 0..ESTABLISHED {
        office.clerk.pause(QUIET).await;
        let before = office.spent();
        give(&mut office.clerk, turn.by_ref().take(QUEUED)).await;
        established.add_time(drain(&mut office.clerk).await);
        exchanges.add(office.spent().since(before).exchanges.sync as f64);
    }
    for _ in 0..COLD {
        office.line.set(Mode::Cut);
        office.clerk.ask(Ask::SyncNow);
        office.clerk.linked(LinkState::Offline).await;
        let before = office.spent();
        give(&mut office.clerk, turn.by_ref().take(QUEUED)).await;
        office.line.set(Mode::Whole);
        cold.add_time(drain(&mut office.clerk).await);
        exchanges.add(office.spent().since(before).exchanges.sync as f64);
        office.clerk.pause(QUIET).await;
    }
    vec![
        Figure::must("20 acts: exchanges, largest", exchanges.largest(), "", 1.0)
            .beside("naive 20 exchanges"),
        Figure::goal("20 acts: line open, p50", established.at(50), "s", 1.2).beside("naive 20"),
        Figure::told("20 acts: line open, largest", established.largest(), "s"),
        Figure::goal("20 acts: TCP and TLS first, p50", cold.at(50), "s", 3.5),
        Figure::told("20 acts: TCP and TLS first, largest", cold.largest(), "s"),
    ]
}

pub async fn give(clerk: &mut Clerk, targets: impl Iterator<Item = ApplicationNumber>) {
    for number in targets {
        clerk.give(number, all_match()).await;
    }
}

pub async fn drain(clerk: &mut Clerk) -> Duration {
    let begun = Instant::now();
    clerk.ask(Ask::SyncNow);
    clerk.drained().await;
    begun.elapsed()
}
