//! A storm of sizes: every panel and every dialog is drawn on screens from 1×1 to 500×200.

use super::*;
use crate::tui::screens::common::rig::accepted;

/// Numbers that are the same every time.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state >> 11
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let keys = [
        (KeyCode::F(2), None),
        (KeyCode::F(3), None),
        (KeyCode::F(3), Some(KeyCode::Enter)),
        (KeyCode::F(4), Some(KeyCode::Char('t'))),
        (KeyCode::F(9), Some(KeyCode::Enter)),
        (KeyCode::F(11), Some(KeyCode::Char('a'))),
        (KeyCode::F(1), None),
    ];
    let mut chance = 20_261_123;
    for (n, (panel, then)) in keys.into_iter().enumerate() {
        let mut bench = Bench::locked();
        let cases = vec![case(1), case(2), accepted(3)];
        bench.news(unlocked(cases, vec![act(3, 9, None)], Vec::new()));
        bench.press(panel);
        if let Some(key) = then {
            bench.press(key);
        }
        for round in 0..500 {
            // Most are near the sizes at which a layout changes.
            let (width, height) = match round % 5 {
                0 => (1 + next(&mut chance) % 500, 1 + next(&mut chance) % 200),
                1 => (1 + next(&mut chance) % 3, 1 + next(&mut chance) % 3),
                2 => (76 + next(&mut chance) % 10, 20 + next(&mut chance) % 8),
                3 => (80 + next(&mut chance) % 45, 24),
                _ => (100, 24 + next(&mut chance) % 20),
            };
            if round % 50 == 0 && n == 2 {
                bench.press(KeyCode::Char('b'));
            }
            let _ = bench.screen(width as u16, height as u16);
        }
        assert!(bench.screen(80, 24).contains("1Справка"));
    }
}
