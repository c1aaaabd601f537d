//! A desk at which nobody does anything, and what it costs to be up to date again.

use std::time::Duration;

use reestr::sync::desk::{Ask, LinkState};

use crate::naive::Naive;
use crate::proxy::Mode;
use crate::register::Filled;
use crate::table::Figure;
use crate::work::{drain, give};
use crate::{Office, QUIET, SEED, run};

const IDLE: Duration = Duration::from_mins(1);
pub const CHANGED: usize = 200;
const MANY: usize = 500;

pub fn measure(filled: &Filled) -> Vec<Figure> {
    run(async {
        let mut office = Office::open(filled, SEED + 1).await;
        let mut figures = idle(&mut office).await;
        figures.extend(reconnect(&mut office).await);
        figures.extend(many(&mut office).await);
        office.clerk.stop().await;
        figures
    })
}

async fn idle(office: &mut Office) -> Vec<Figure> {
    office.clerk.pause(QUIET).await;
    let before = office.spent();
    office.clerk.pause(IDLE).await;
    let spent = office.spent().since(before);
    vec![Figure::goal(
        "idle: bytes a second",
        spent.bytes as f64 / IDLE.as_secs_f64(),
        "B/s",
        60.0,
    )]
}

/// Another clerk changes rows while the line is away.
async fn reconnect(office: &mut Office) -> Vec<Figure> {
    office.line.set(Mode::Cut);
    office.clerk.ask(Ask::SyncNow);
    office.clerk.linked(LinkState::Offline).await;
    let mut other = Naive::at(office.register.protected().port(), "demo-senior").await;
    let changed: Vec<_> = other.queue().await.into_iter().take(CHANGED).collect();
    assert_eq!(changed.len(), CHANGED, "too few applications wait");
    let mut versions = Vec::new();
    for number in changed {
        let seen = office.clerk.shown().version_seen(number);
        other.verify(number, seen).await;
        versions.push((number, seen + 1));
    }
    let before = office.spent();
    office.line.set(Mode::Whole);
    let begun = std::time::Instant::now();
    office.clerk.ask(Ask::SyncNow);
    for (number, version) in versions {
        office.clerk.sees(number, version).await;
    }
    let took = begun.elapsed();
    office.clerk.pause(QUIET).await;
    let spent = office.spent().since(before);
    let exchanges = spent.exchanges.sync + spent.exchanges.other;
    vec![
        Figure::must("200 rows changed: exchanges", exchanges as f64, "", 2.0),
        Figure::must(
            "200 rows changed: bytes, TLS handshake included",
            spent.bytes as f64,
            "B",
            15_000.0,
        )
        .beside("naive 200 bytes"),
        Figure::told(
            "200 rows changed: until all are here",
            took.as_secs_f64(),
            "s",
        )
        .beside("naive 200"),
    ]
}

/// A long day without a line.
async fn many(office: &mut Office) -> Vec<Figure> {
    office.line.set(Mode::Cut);
    office.clerk.ask(Ask::SyncNow);
    office.clerk.linked(LinkState::Offline).await;
    let queue = office.clerk.queue();
    give(&mut office.clerk, queue.into_iter().cycle().take(MANY)).await;
    let before = office.spent();
    office.line.set(Mode::Whole);
    let took = drain(&mut office.clerk).await;
    let spent = office.spent().since(before);
    vec![
        Figure::goal(
            "500 acts: until all are answered",
            took.as_secs_f64(),
            "s",
            60.0,
        ),
        Figure::told("500 acts: exchanges", spent.exchanges.sync as f64, ""),
        Figure::told("500 acts: bytes", spent.bytes as f64, "B"),
    ]
}
