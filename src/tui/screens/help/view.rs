//! The help as lines of text.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::State;
use crate::i18n;
use crate::tui::action::Place;
use crate::tui::captions::action_help;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Ink, ink};

/// Room for the key before what it does.
const KEY: usize = 18;
/// Lines of algorithm B, in their order.
const NEW: [&str; 5] = [
    "help-new-documents",
    "help-new-form",
    "help-new-consents",
    "help-new-papers",
    "help-new-intake",
];
/// Lines of enrolment in person, in their order.
const IN_PERSON: [&str; 5] = [
    "help-enrol-find",
    "help-enrol-choose",
    "help-enrol-days",
    "help-enrol-give",
    "help-enrol-paper",
];
/// Lines of the money of a new year, in their order.
const MONEY: [&str; 4] = [
    "help-funding-period",
    "help-funding-group",
    "help-funding-agreement",
    "help-funding-waiting",
];
/// Lines of the overview, in their order.
const OVERVIEW: [&str; 2] = ["help-overview-scope", "help-overview-table"];
/// Lines of algorithm A, in their order.
const STEPS: [&str; 5] = [
    "help-step-search",
    "help-step-verify",
    "help-step-accept",
    "help-step-activate",
    "help-step-next",
];

/// Lines of the part of algorithm C that comes before the requests, in their order.
const PROGRAMMES: [&str; 4] = [
    "help-programme-fill-in",
    "help-programme-publish",
    "help-programme-price",
    "help-programme-open",
];
/// Lines of algorithm C, in their order.
const ENROL: [&str; 4] = [
    "help-enrol-confirm",
    "help-enrol-print",
    "help-enrol-conclude",
    "help-enrol-end",
];

/// Draws what fits, from where the clerk scrolled to.
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    state
        .scroll
        .draw(&lines(state.about, area.width, desk), desk.theme, area, buf);
    None
}

fn lines(about: Place, width: u16, desk: &Desk<'_>) -> Vec<Vec<Ink<'static>>> {
    let mut lines = Vec::new();
    let say = |key: &str, lines: &mut Vec<Vec<Ink<'static>>>| {
        for text in ink::wrap(&desk.texts.get(key), width.saturating_sub(2)) {
            lines.push(vec![Ink::own("  "), Ink::own(text)]);
        }
    };
    head("help-next", desk, &mut lines);
    let here = i18n::key("help-here", about.code());
    say(&here, &mut lines);
    for step in steps(about) {
        say(step, &mut lines);
    }
    let (global, local): (Vec<_>, Vec<_>) = desk
        .keymap
        .hints(about)
        .partition(|(action, key)| desk.keymap.hint(Place::Global, *action).as_ref() == Some(key));
    for (title, keys) in [("help-keys-here", local), ("help-keys-everywhere", global)] {
        if keys.is_empty() {
            continue;
        }
        lines.push(Vec::new());
        head(title, desk, &mut lines);
        for (action, key) in keys {
            let text = action_help(desk.texts, about, action);
            let mut key = key;
            for row in ink::wrap(&text, width.saturating_sub(KEY as u16 + 2)) {
                let margin = format!("  {:<KEY$}", std::mem::take(&mut key));
                lines.push(vec![Ink::own(margin).role(Role::Key), Ink::own(row)]);
            }
        }
    }
    if desk.plain() {
        return lines;
    }
    lines.push(Vec::new());
    head("help-signs", desk, &mut lines);
    for progress in Progress::ALL {
        lines.push(vec![
            Ink::own(format!("  {} ", progress.sign())).role(progress.role()),
            Ink::own(desk.texts.get(progress.text_key())),
        ]);
    }
    lines
}

/// The work of which this place is a part. Papers belong to both algorithms, and their help tells of neither.
fn steps(about: Place) -> &'static [&'static str] {
    match about {
        Place::NewApplication | Place::ApplicationForm | Place::Applicant => &NEW,
        Place::Programmes | Place::Programme | Place::ProgrammeForm => &PROGRAMMES,
        Place::Requests | Place::Request => &ENROL,
        Place::Enrol => &IN_PERSON,
        Place::Funding => &MONEY,
        Place::Overview => &OVERVIEW,
        Place::Print => &[],
        _ => &STEPS,
    }
}

fn head(key: &str, desk: &Desk<'_>, lines: &mut Vec<Vec<Ink<'static>>>) {
    lines.push(vec![Ink::own(desk.texts.get(key)).role(Role::Title)]);
}
