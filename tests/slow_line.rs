//! What goes over the line is counted: bytes and exchanges don't depend on how slow it is. The same on a slow line, with
//! times: `cargo bench --bench slow_line`.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "../benches/slow_line/clerk.rs"]
mod clerk;
#[path = "../benches/slow_line/naive.rs"]
mod naive;
#[path = "../benches/slow_line/proxy.rs"]
mod proxy;
#[path = "../benches/slow_line/register.rs"]
mod register;

use std::time::Duration;

use clerk::{Clerk, all_match};
use naive::Naive;
use proxy::{Line, Mode, Quality};
use reestr::sync::desk::{Ask, LinkState};
use register::{Exchanges, Filled, Register};
use tempfile::TempDir;

/// Applications in the register: some three hundred of them wait at the desk.
const SIZE: u32 = 3_500;
/// How many applications are processed.
const PROCESSED: usize = 6;
/// What one may cost, both ways, in bytes and exchanges.
const MOST_PER_APPLICATION: u64 = 1_500;
/// What it may cost to be up to date after this many rows have changed.
const CHANGED: usize = 200;
const MOST_TO_RECONNECT: (usize, u64) = (2, 15_000);
const QUEUED: usize = 20;
/// A far register, and nothing else wrong with the line: acts that come in a burst wait for each other there.
const FAR: Quality = Quality {
    delay: Duration::from_millis(250),
    ..Quality::GOOD
};
/// Longer than what follows an answer takes on this machine.
const QUIET: Duration = Duration::from_millis(700);

/// A desk behind a line that is counted, with all that it fetches first.
struct Office {
    register: Register,
    line: Line,
    clerk: Clerk,
    _data: TempDir,
}

impl Office {
    async fn open(filled: &Filled) -> Self {
        let register = filled.serve();
        let line = Line::to(register.protected(), FAR, 1).unwrap();
        let data = tempfile::tempdir().unwrap();
        let mut clerk = Clerk::at(&register, &line, data.path(), "demo").await;
        clerk.settle(QUIET * 3).await;
        Self {
            register,
            line,
            clerk,
            _data: data,
        }
    }

    /// What went over the line until now.
    fn spent(&self) -> (Exchanges, u64) {
        (self.register.exchanges(), self.line.bytes().both())
    }
}

/// All quantities in one office, so that it is filled once.
#[test]
fn an_application_a_full_outbox_and_a_return_to_the_line_cost_what_they_may() {
    let filled = Filled::with(SIZE);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut office = Office::open(&filled).await;
        applications(&mut office).await;
        queued_acts(&mut office).await;
        reconnecting(&mut office).await;
        office.clerk.stop().await;
    });
}

/// An application costs one exchange, and the clerk waits for none: the next one is there before it is asked for.
async fn applications(office: &mut Office) {
    // The first of a day is not fetched ahead.
    let (first, _) = office.clerk.next().await.expect("an application");
    office.clerk.process(first, Duration::ZERO).await;
    office.clerk.drained().await;
    office.clerk.pause(QUIET).await;
    for processed in 0..PROCESSED {
        let before = office.spent();
        let (number, _) = office.clerk.next().await.expect("an application");
        office.clerk.process(number, Duration::ZERO).await;
        office.clerk.drained().await;
        office.clerk.pause(QUIET).await;
        let after = office.spent();
        let exchanges = after.0.since(before.0);
        let bytes = after.1 - before.1;
        assert!(
            exchanges.sync + exchanges.other <= 1 && bytes <= MOST_PER_APPLICATION,
            "application {processed} cost {exchanges:?} and {bytes} B"
        );
    }
    // Nothing comes back from here on, and still the next one is there.
    office.line.set(Mode::Hole);
    office.clerk.next().await.expect("one fetched ahead");
    office.line.set(Mode::Whole);
}

/// Acts that wait go in one exchange, whatever they are.
async fn queued_acts(office: &mut Office) {
    office.line.set(Mode::Cut);
    office.clerk.ask(Ask::SyncNow);
    office.clerk.linked(LinkState::Offline).await;
    let queue = office.clerk.queue();
    for number in queue.iter().rev().take(QUEUED) {
        office.clerk.give(*number, all_match()).await;
    }
    let before = office.spent();
    office.line.set(Mode::Whole);
    office.clerk.ask(Ask::SyncNow);
    office.clerk.drained().await;
    let exchanges = office.spent().0.since(before.0);
    assert_eq!(exchanges.sync, 1, "{exchanges:?}");
    office.clerk.pause(QUIET).await;
}

async fn reconnecting(office: &mut Office) {
    office.line.set(Mode::Cut);
    office.clerk.ask(Ask::SyncNow);
    office.clerk.linked(LinkState::Offline).await;
    let mut other = Naive::at(office.register.protected().port(), "demo-senior").await;
    let queue = other.queue().await;
    let changed = &queue[..CHANGED];
    for number in changed {
        let seen = office.clerk.shown().version_seen(*number);
        other.verify(*number, seen).await;
    }
    let before = office.spent();
    office.line.set(Mode::Whole);
    office.clerk.ask(Ask::SyncNow);
    for number in changed {
        office.clerk.sees(*number, 2).await;
    }
    office.clerk.pause(QUIET).await;
    let after = office.spent();
    let exchanges = after.0.since(before.0);
    let bytes = after.1 - before.1;
    assert!(
        exchanges.sync + exchanges.other <= MOST_TO_RECONNECT.0 && bytes <= MOST_TO_RECONNECT.1,
        "{CHANGED} rows cost {exchanges:?} and {bytes} B"
    );
}
