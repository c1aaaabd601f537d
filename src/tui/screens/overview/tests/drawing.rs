//! How the figures look: at both sizes, in both languages, and without any colour.

use ratatui::style::Color;

use super::*;
use crate::config::DataFile;
use crate::tui::output::{Frame, Screen, Traits};
use crate::tui::theme::Theme;

/// The figure that is `steps` to the right.
fn figure(bench: &mut Bench, steps: usize) {
    for _ in 0..steps {
        bench.press(Action::Right);
    }
}

fn shot(name: &str, steps: usize, change: impl FnOnce(&mut Bench)) {
    let mut bench = Bench::filled();
    figure(&mut bench, steps);
    change(&mut bench);
    insta::assert_snapshot!(format!("{name}_80"), bench.screen(80, 24));
    insta::assert_snapshot!(format!("{name}_120"), bench.screen(120, 40));
}

#[test]
fn days() {
    shot("days", 0, |_| {});
    shot("days_table", 0, |bench| bench.press(Action::OverviewTable));
}

#[test]
fn days_of_a_week_and_of_a_year() {
    for (name, period) in [
        ("week", OverviewPeriod::Week),
        ("year", OverviewPeriod::Year),
    ] {
        shot(name, 0, |bench| {
            bench.state.period = period;
            bench.press(Action::Retry);
            bench.answer(Ok(answer(period)));
            bench.press(Action::Down);
        });
    }
}

#[test]
fn waiting() {
    shot("waiting", 1, |_| {});
    shot("waiting_table", 1, |bench| {
        bench.press(Action::OverviewTable);
    });
}

#[test]
fn places() {
    shot("places", 2, |bench| bench.press(Action::Down));
    shot("places_table", 2, |bench| {
        bench.press(Action::OverviewTable);
    });
}

#[test]
fn money() {
    shot("money", 3, |_| {});
    shot("money_table", 3, |bench| bench.press(Action::OverviewTable));
}

#[test]
fn clerks() {
    shot("clerks", 4, |_| {});
    shot("clerks_table", 4, |bench| {
        bench.press(Action::OverviewTable);
    });
}

#[test]
fn in_english() {
    for (name, steps) in [
        ("days", 0),
        ("waiting", 1),
        ("places", 2),
        ("money", 3),
        ("clerks", 4),
    ] {
        shot(&format!("{name}_english"), steps, |bench| {
            bench.world.texts = Texts::new(Language::English);
        });
    }
}

#[test]
fn states_without_figures() {
    let mut bench = Bench::head();
    insta::assert_snapshot!("asking_80", bench.screen(80, 24));
    let mut empty = answer(OverviewPeriod::Month);
    empty.figures = Overview {
        days: empty.figures.days,
        work: Vec::new(),
        waiting: Vec::new(),
        groups: Vec::new(),
        other_groups: OtherGroups::default(),
        money: Vec::new(),
        clerks: Vec::new(),
    };
    bench.answer(Ok(empty));
    insta::assert_snapshot!("empty_80", bench.screen(80, 24));
    insta::assert_snapshot!("barred_80", Bench::new(&[]).screen(80, 24));
}

#[test]
fn mono_shows_the_same_signs_and_no_colour() {
    let mono = DataFile::Bundled("mono".to_owned());
    for steps in 0..5 {
        let mut bench = Bench::filled();
        figure(&mut bench, steps);
        let coloured = bench.screen(80, 24);
        bench.world.theme = Theme::load(&mono).unwrap();
        assert_eq!(bench.screen(80, 24), coloured);
        let buf = bench.draw(80, 24);
        for cell in buf.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
    }
}

#[test]
fn no_size_breaks_it() {
    for width in [80, 81, 99, 100, 133, 200] {
        for height in [24, 25, 31, 32, 33, 50, 70] {
            for period in OverviewPeriod::ALL {
                for steps in 0..5 {
                    let mut bench = Bench::head();
                    bench.state.period = period;
                    bench.press(Action::Retry);
                    bench.answer(Ok(answer(period)));
                    figure(&mut bench, steps);
                    assert!(!bench.screen(width, height).is_empty());
                    bench.press(Action::OverviewTable);
                    bench.press(Action::Last);
                    assert!(!bench.screen(width, height).is_empty());
                }
            }
        }
    }
}

/// Bytes that the terminal gets for each screen behind the first.
fn bytes(screens: impl IntoIterator<Item = Buffer>) -> Vec<usize> {
    let mut screen = Screen::new(Traits::of_term("xterm-256color"));
    let sent = screens.into_iter().map(|buffer| {
        let frame = Frame {
            buffer,
            cursor: None,
        };
        let mut out = Vec::new();
        screen.encode(&frame, &mut out);
        out.len()
    });
    sent.skip(1).collect()
}

#[test]
fn another_figure_costs_few_bytes_and_the_same_one_none() {
    let mut bench = Bench::filled();
    let mut screens = vec![bench.draw(80, 24)];
    screens.push(bench.draw(80, 24));
    for _ in 0..5 {
        bench.press(Action::Right);
        screens.push(bench.draw(80, 24));
    }
    bench.press(Action::Down);
    screens.push(bench.draw(80, 24));
    let sent = bytes(screens);
    println!("{sent:?}");
    assert_eq!(sent[0], 0);
    assert!(sent[1..6].iter().all(|bytes| *bytes < 2_500), "{sent:?}");
}
