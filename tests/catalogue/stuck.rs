//! A terminal that takes no more output: keys are taken still, a thousand acts reach the register, the memory stays, and
//! what has come meanwhile is painted once.

use std::time::{Duration, Instant};

use reestr::api::session::Secret;
use reestr::demo::clerks::PASSWORD;
use reestr::domain::{Case, CertificateState, Command, MunicipalityCode};
use reestr::server::storage::Storage;
use reestr::sync::desk::{Ask, Desk, DeskSettings, LinkState, News, Ticket};
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::pty::key;
use crate::register::{Register, runtime};
use crate::session::unlocked;

/// Acts that wait in the journal when the line comes back, and those that are typed blindly behind them.
const QUEUED: usize = 1_000;
const TYPED: usize = 20;
const OFFERED: u32 = 1_100;
/// Nothing takes so long that is not stuck.
const STUCK: Duration = Duration::from_mins(2);
/// What the memory may grow by, in KiB.
const GROWTH: u64 = 2 * 1024;
/// A screen of 100×30, every cell another: more than any frame has.
const SCREEN: usize = 100 * 30 * 4;
/// What the kernel holds for a terminal that doesn't read, with what is being written.
const HELD: usize = 64 * 1024;
const FRAME: &[u8] = b"\x1b[?2026h";

/// Leaves a thousand activations in the journal of the clerk `demo`, behind a line that is dead.
fn queue(register: &mut Register, home: &TempDir) {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let (tell, mut news) = unbounded_channel();
    let desk = Desk::start(
        DeskSettings {
            open_url: register.open_url(),
            protected_url: Some(register.protected_url()),
            ca: None,
            data: home.path().join("reestr"),
        },
        tell,
    );
    desk.ask(Ask::Unlock {
        login: "demo".into(),
        password: Secret(PASSWORD.into()),
    });
    let mut cases: Vec<Case> = Vec::new();
    let mut connected = false;
    while cases.len() < OFFERED as usize || !connected {
        match hear(&mut news) {
            News::Changed { set, .. } => cases.extend(set),
            News::Link(link) => connected = link.state == LinkState::Connected,
            News::UnlockRefused(why) => panic!("{why:?}"),
            _ => {}
        }
    }
    register.kill();
    let waiting = cases
        .iter()
        .filter(|c| c.certificate.state == CertificateState::Reserved)
        .rev()
        .take(QUEUED);
    let mut given = 0;
    for case in waiting {
        given += 1;
        desk.ask(Ask::Give {
            ticket: Ticket(given),
            target: case.number().into(),
            seen: case.application.version,
            at: chrono::Utc::now(),
            command: Command::Activate,
        });
    }
    assert_eq!(given, QUEUED as u64);
    let mut saved = 0;
    while saved < QUEUED {
        match hear(&mut news) {
            News::Saved { .. } => saved += 1,
            News::NotSaved { why, .. } => panic!("{why:?}"),
            _ => {}
        }
    }
    desk.ask(Ask::Stop);
    while !matches!(hear(&mut news), News::Stopped) {}
}

fn hear(news: &mut UnboundedReceiver<News>) -> News {
    news.blocking_recv().expect("the desk goes on")
}

/// How many certificates are active.
fn activated(register: &Register) -> usize {
    runtime().block_on(async {
        let storage = register.storage().await;
        let mut tx = storage.read().await.expect("the register");
        let request = reestr::api::search::SearchRequest::default();
        let home = MunicipalityCode(1);
        let all = tx.search(home, &request, 10_000).await.expect("a search");
        let active = |c: &&Case| c.certificate.state == CertificateState::Active;
        let count = all.iter().filter(active).count();
        drop(tx);
        storage.close().await;
        count
    })
}

fn until_activated(register: &Register, wanted: usize, mut meanwhile: impl FnMut()) {
    let started = Instant::now();
    loop {
        let count = activated(register);
        if count >= wanted {
            return;
        }
        assert!(
            started.elapsed() < STUCK,
            "{count} of {wanted} acts reached the register"
        );
        meanwhile();
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Memory of the process alone, in KiB: what is shared is shared with nobody who matters.
fn memory(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"));
    let rollup = rollup.expect("the memory of the process");
    let line = rollup.lines().find(|l| l.starts_with("Pss:"));
    let digits = line.and_then(|l| l.split_whitespace().nth(1));
    digits.and_then(|d| d.parse().ok()).expect("a number")
}

#[test]
fn a_stuck_terminal_stops_neither_keys_nor_acts_and_is_painted_once() {
    let mut register = Register::fill_accepted(OFFERED);
    register.serve();
    let before = activated(&register);
    let home = tempfile::tempdir().expect("a folder");
    queue(&mut register, &home);

    let mut desk = unlocked(&register, &home);
    desk.keys(key::F4);
    desk.wait_for("Ожидают активации");
    desk.wait_until_still();
    let memory_before = memory(desk.process());
    desk.stop_reading();
    // The cursor runs up and down until the kernel takes no more.
    for _ in 0..400 {
        desk.keys(key::DOWN);
        desk.keys(key::UP);
        std::thread::sleep(Duration::from_millis(2));
    }
    let stopped_at = desk.raw().len();
    register.serve();
    until_activated(&register, before + QUEUED, || {});
    // Typed blindly; the panel is opened anew each time, in case a key came too early and led elsewhere.
    until_activated(&register, before + QUEUED + TYPED, || {
        for typed in [key::F4, "t", key::ENTER] {
            desk.keys(typed);
            std::thread::sleep(Duration::from_millis(60));
        }
    });
    let grown = memory(desk.process()).saturating_sub(memory_before);
    println!("{grown} KiB more after {} acts", QUEUED + TYPED);
    assert!(grown < GROWTH, "the memory has grown by {grown} KiB");

    desk.read_on();
    let screen = desk.wait_until_still();
    assert!(!screen.contains('↑'), "{screen}");
    let came = desk.raw()[stopped_at..].to_vec();
    let frames = came.windows(FRAME.len()).filter(|w| *w == FRAME).count();
    println!("{} bytes in {frames} marked frames on resuming", came.len());
    assert!(
        came.len() <= HELD + SCREEN,
        "{} bytes came on resuming",
        came.len()
    );
}
