//! A megabyte of junk pasted into every screen: no act is given, nothing is left, nothing takes long.

use super::*;
use crate::tui::screens::common::rig::accepted;

/// Bytes that are the same every time; any may come, and those that are keys come often.
struct Junk(u64);

impl Junk {
    fn byte(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 24) as u8
    }

    /// What the terminal's driver makes of the next bytes.
    fn key(&mut self) -> KeyEvent {
        let (code, modifiers) = match self.byte() {
            b'\r' | 0x80..0x88 => (KeyCode::Enter, KeyModifiers::NONE),
            b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
            0x1b | 0x88..0x8c => (KeyCode::Esc, KeyModifiers::NONE),
            0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
            c @ 1..0x1b => (KeyCode::Char((c + 0x60) as char), KeyModifiers::CONTROL),
            c @ 0x20..0x7f => (KeyCode::Char(c as char), KeyModifiers::NONE),
            c @ 0x8c..0x98 => (KeyCode::F(c - 0x8b), KeyModifiers::NONE),
            c @ 0x98..0x9c => (KeyCode::Char((c - 0x38) as char), KeyModifiers::ALT),
            0x9c => (KeyCode::Down, KeyModifiers::NONE),
            0x9d => (KeyCode::Delete, KeyModifiers::NONE),
            c => {
                let letter = char::from_u32(0x0400 + u32::from(c) % 0x60).unwrap_or('я');
                (KeyCode::Char(letter), KeyModifiers::NONE)
            }
        };
        KeyEvent::new(code, modifiers)
    }
}

/// Bytes of junk on each screen.
const MEGABYTE: usize = 1 << 20;

/// A way to a screen, by its keys.
pub(super) type Way = fn(&mut Bench);

pub(super) const WAYS: [(&str, Way); 11] = [
    ("search", |bench| bench.press(KeyCode::F(2))),
    ("queue", |bench| bench.press(KeyCode::F(3))),
    ("filter", |bench| {
        bench.press(KeyCode::F(3));
        bench.press(KeyCode::Char('f'));
    }),
    ("activation", |bench| bench.press(KeyCode::F(4))),
    ("activating", |bench| {
        bench.press(KeyCode::F(4));
        bench.press(KeyCode::Char('t'));
    }),
    ("marks", |bench| {
        bench.press(KeyCode::F(3));
        bench.press(KeyCode::Enter);
        bench.press(KeyCode::Char(' '));
    }),
    ("to activate", |bench| {
        bench.press(KeyCode::F(4));
        bench.press(KeyCode::Enter);
    }),
    ("a dialog", |bench| {
        bench.press(KeyCode::F(3));
        bench.press(KeyCode::Enter);
        bench.press(KeyCode::Char('b'));
    }),
    ("outbox", |bench| bench.press(KeyCode::F(9))),
    ("help", |bench| bench.press(KeyCode::F(1))),
    ("palette", |bench| bench.control('p')),
];

pub(super) fn desk(way: Way) -> Bench {
    let refused = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    let mut bench = Bench::locked();
    let cases = vec![case(1), case(2), case(3), accepted(4), accepted(5)];
    bench.news(unlocked(cases, vec![act(4, 9, Some(refused))], Vec::new()));
    way(&mut bench);
    bench.asks.clear();
    bench.others.clear();
    bench
}

fn assert_harmless(bench: &Bench, name: &str) {
    let acts = |ask: &&Ask| {
        matches!(
            ask,
            Ask::Give { .. } | Ask::Dismiss { .. } | Ask::DismissRenewal
        )
    };
    let done: Vec<&Ask> = bench.asks.iter().filter(acts).collect();
    assert!(done.is_empty(), "{name}: {done:?}");
    // A list that is saved without names changes nothing.
    let ends = |request: &Request| !matches!(request, Request::Redraw | Request::Export(_));
    assert!(!bench.others.iter().any(ends), "{name}: {:?}", bench.others);
}

/// Gives the keys in pieces as a line brings them, with a millisecond between two.
fn stream(bench: &mut Bench, junk: &mut Junk, count: usize, piece: impl Fn(u8) -> usize) {
    let mut left = count;
    bench.at += 1_000;
    while left > 0 {
        let size = piece(junk.byte()).clamp(1, left);
        let keys: Vec<KeyEvent> = (0..size).map(|_| junk.key()).collect();
        left -= size;
        bench.at += 1;
        if bench.shell.deadline().is_some_and(|at| at <= bench.at) {
            bench.shell.tick(bench.at);
        }
        bench.shell.keys(&keys, bench.at);
    }
    bench.at += 1_000;
    bench.shell.tick(bench.at);
    bench.collect();
}

#[test]
fn a_megabyte_of_keys_in_large_pieces_gives_no_act() {
    for (n, (name, way)) in WAYS.into_iter().enumerate() {
        let mut bench = desk(way);
        let mut junk = Junk(1 + n as u64);
        stream(&mut bench, &mut junk, MEGABYTE / 2, |_| 4_096);
        stream(&mut bench, &mut junk, MEGABYTE / 2, |byte| {
            1 + usize::from(byte) * 4
        });
        assert_harmless(&bench, name);
        let _ = bench.screen(80, 24);
    }
}

#[test]
fn junk_that_trickles_key_by_key_gives_no_act() {
    for (n, (name, way)) in WAYS.into_iter().enumerate() {
        for round in 0..40 {
            let mut bench = desk(way);
            let mut junk = Junk(1_000 * (1 + n as u64) + round);
            stream(&mut bench, &mut junk, 300, |_| 1);
            assert_harmless(&bench, name);
        }
    }
}

#[test]
fn a_marked_paste_of_a_megabyte_gives_no_act() {
    for (n, (name, way)) in WAYS.into_iter().enumerate() {
        let mut bench = desk(way);
        let mut junk = Junk(77 + n as u64);
        let bytes: Vec<u8> = (0..MEGABYTE).map(|_| junk.byte()).collect();
        bench.shell.paste(&String::from_utf8_lossy(&bytes));
        bench.collect();
        let leaves_marks = |ask: &Ask| {
            matches!(
                ask,
                Ask::Give {
                    command: Command::Verify { .. },
                    ..
                }
            )
        };
        // A paste into the application leads to the search, and whoever leaves gives the marks made before.
        bench.asks.retain(|ask| !leaves_marks(ask));
        assert_harmless(&bench, name);
        let _ = bench.screen(80, 24);
    }
}

#[test]
fn a_scanner_still_opens_its_application_after_all_that() {
    for (name, way) in WAYS {
        let mut bench = desk(way);
        let mut junk = Junk(5);
        stream(&mut bench, &mut junk, 10_000, |_| 700);
        bench.burst(&format!("{}\n", number(2)));
        let dialog = matches!(name, "a dialog" | "palette" | "activating");
        let opened = bench.screen(80, 24).contains(&format!("{} от", number(2)));
        assert_eq!(opened, !dialog, "{name}");
    }
}
