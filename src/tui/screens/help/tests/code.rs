//! The code on the screen, read by a decoder that knows nothing of how it was drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::{Bench, video};
use crate::api::handbook::LONGEST_ADDRESS;
use crate::config::{DataFile, THEMES};
use crate::sync::desk::HandbookHere;
use crate::tui::action::{Action, Place};
use crate::tui::screens::help::{draw_whole, offers, whole_screen};
use crate::tui::theme::Theme;

/// Pixels of a half of a cell.
const SCALE: usize = 4;

/// A terminal with light letters on dark, or the other way round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminal {
    Dark,
    Light,
}

/// How bright the upper and the lower half of a cell are.
fn halves(cell: &Cell, terminal: Terminal) -> (u8, u8) {
    let (letters, ground) = match terminal {
        Terminal::Dark => (220, 20),
        Terminal::Light => (20, 235),
    };
    let bright = |colour: Color, own: u8| match colour {
        Color::Black => 0,
        Color::White => 255,
        _ => own,
    };
    let (letters, ground) = (bright(cell.fg, letters), bright(cell.bg, ground));
    match cell.symbol() {
        "▀" => (letters, ground),
        "▄" => (ground, letters),
        "█" => (letters, letters),
        _ => (ground, ground),
    }
}

/// What a telephone reads off the screen.
fn read(buf: &Buffer, terminal: Terminal) -> Option<String> {
    let (width, height) = (usize::from(buf.area.width), usize::from(buf.area.height));
    let bright = |x: usize, y: usize| {
        let (upper, lower) = halves(&buf.content()[(y / 2) * width + x], terminal);
        if y.is_multiple_of(2) { upper } else { lower }
    };
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width * SCALE, height * 2 * SCALE, |x, y| {
            bright(x / SCALE, y / SCALE)
        });
    let grids = image.detect_grids();
    grids
        .first()
        .and_then(|grid| grid.decode().ok())
        .map(|(_, text)| text)
}

fn drawn(bench: &Bench, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw_whole(&bench.state, &bench.world.desk(), area, &mut buf);
    buf
}

fn bench(theme: &str) -> Bench {
    let mut bench = Bench::at(Place::Verification);
    bench.world.theme = Theme::load(&DataFile::Bundled(theme.to_owned())).unwrap();
    bench.hear(HandbookHere {
        videos: vec![video("sverka", "a2-compare"), video("vtoroe", "a2-compare")],
        read: Vec::new(),
    });
    assert!(offers(&bench.state, Action::ShowVideo));
    bench.press(Action::ShowVideo);
    assert!(whole_screen(&bench.state));
    bench
}

#[test]
fn a_code_is_read_in_every_theme_on_every_ground() {
    for theme in THEMES {
        let bench = bench(theme);
        for (width, height) in [(80, 24), (120, 40)] {
            let buf = drawn(&bench, width, height);
            let wanted = "https://video.example/reestr/sverka";
            let dark = read(&buf, Terminal::Dark);
            assert_eq!(dark.as_deref(), Some(wanted), "{theme}, {width}");
            if !bench.world.theme.is_colourless() {
                let light = read(&buf, Terminal::Light);
                assert_eq!(light.as_deref(), Some(wanted), "{theme}, {width}");
            }
        }
    }
}

#[test]
fn without_colours_a_key_turns_light_and_dark_round() {
    let mut bench = bench("mono");
    assert!(bench.world.theme.is_colourless());
    bench.press(Action::Toggle);
    let read = read(&drawn(&bench, 80, 24), Terminal::Light);
    assert_eq!(read.as_deref(), Some("https://video.example/reestr/sverka"));
}

#[test]
fn the_longest_link_fits_on_the_smallest_screen() {
    let mut bench = bench("default");
    let mut long = "https://video.example/".to_owned();
    while long.len() < LONGEST_ADDRESS {
        long.push(if long.len().is_multiple_of(2) {
            'q'
        } else {
            '7'
        });
    }
    bench.state.here.videos[0].address = long.as_str().into();
    let buf = drawn(&bench, 80, 24);
    assert_eq!(read(&buf, Terminal::Dark).as_deref(), Some(long.as_str()));
    let screen = crate::tui::testing::text(&buf);
    let told: String = screen.split_whitespace().collect();
    assert!(
        told.contains("qqq") || told.contains("q7q7"),
        "the link is told as text: {screen}"
    );
    assert!(screen.contains("назад"), "{screen}");
}

#[test]
fn the_next_video_is_one_key_away() {
    let mut bench = bench("default");
    bench.press(Action::Right);
    let second = read(&drawn(&bench, 80, 24), Terminal::Dark);
    assert_eq!(
        second.as_deref(),
        Some("https://video.example/reestr/vtoroe")
    );
    bench.press(Action::Right);
    assert!(read(&drawn(&bench, 80, 24), Terminal::Dark).is_some());
    bench.press(Action::Cancel);
    assert!(!whole_screen(&bench.state));
    assert!(bench.screen(80, 20).contains("Сверка заявления"));
}

#[test]
fn the_screen_of_a_code_looks_so() {
    let bench = bench("default");
    let screen = crate::tui::testing::text(&drawn(&bench, 80, 24));
    // The modules are told by colours: what is left is the text beside them.
    let texts: Vec<String> = screen
        .lines()
        .map(|line| line.trim_start_matches('▀').to_owned())
        .collect();
    insta::assert_snapshot!("video_80", texts.join("\n"));
}
