//! The printing as a box over the panel; the look at the papers takes all of the panel's place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::outlet::{Choice, Printers};
use super::preview::Preview;
use super::run::{Run, Step};
use super::state::{Dialog, Stage, State};
use super::update::{about, answers};
use super::words;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::screens::common::papers;
use crate::tui::screens::common::rows::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::hints::{self, Hint};
use crate::tui::widgets::{Ink, List, ink, popup};

/// Columns of the box, where the screen has them.
const WIDTH: u16 = 76;
/// Outlets that are seen at once where there is room.
const MOST_OUTLETS: u16 = 8;

/// A key and the text that says what it does here.
type Keys = [(Action, &'static str)];

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(dialog) = &state.dialog else {
        return;
    };
    match &dialog.stage {
        Stage::Choosing => choosing(state, dialog, desk, area, buf),
        Stage::Looking(preview) => looking(dialog, preview, desk, area, buf),
        Stage::Running(_) => {
            if let Some(run) = state.running() {
                running(run, dialog, desk, area, buf);
            }
        }
        Stage::Elsewhere(_) => elsewhere(state, dialog, desk, area, buf),
    }
}

/// Papers above, outlets below them, one cursor over both.
fn choosing(state: &State, dialog: &Dialog, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let choices = state.choices();
    let room = WIDTH.min(area.width).saturating_sub(4);
    let mut told = told(state, dialog, desk, room);
    if !dialog.lacking.is_empty() {
        let lacking = papers::lacking(&dialog.lacking, desk);
        told.splice(0..0, wrapped(&lacking, Role::Dim, room));
    }
    let papers = dialog.papers.len() as u16;
    let outlets = (choices.len() as u16).min(MOST_OUTLETS);
    // Captions, a blank row, what is to be told, a blank row, the keys.
    let height = papers + outlets + 5 + told.len() as u16;
    let mut rows = frame(dialog, desk, area, height, buf);
    keys(
        &[
            (Action::Submit, "print-key-print"),
            (Action::Toggle, "print-key-toggle"),
            (Action::Preview, "print-key-preview"),
            (Action::Retry, "print-key-retry"),
            (Action::Cancel, "print-key-close"),
        ],
        desk,
        rows.bottom(1),
        buf,
    );
    let below = rows.bottom(told.len() as u16 + 1);
    caption("print-papers", desk, rows.top(1), buf);
    let at = dialog.cursor.selected();
    let all = dialog.papers.len() + choices.len();
    let place = rows.top(papers);
    for (row, paper) in dialog.papers.iter().enumerate() {
        let mark = if paper.chosen { "[x] " } else { "[ ] " };
        let mut name = papers::name(paper.document.form(), desk);
        if paper.copy {
            name = desk
                .texts
                .with("print-copy", &[("paper", Arg::Text(&name))]);
        }
        line(
            row == at,
            &format!("{mark}{name}"),
            desk,
            nth(place, row),
            buf,
        );
        if row == at {
            plain::place(desk.theme, (at, all), nth(place, row).y, buf);
        }
    }
    rows.top(1);
    caption("print-outlets", desk, rows.top(1), buf);
    let place = rows.rest();
    let focus = at.checked_sub(dialog.papers.len());
    let chosen = state.chosen();
    let of_interest = focus.or_else(|| choices.iter().position(|c| Some(c) == chosen.as_ref()));
    let first = window(of_interest.unwrap_or(0), choices.len(), place.height);
    for (row, choice) in choices.iter().enumerate().skip(first) {
        let place = nth(place, row - first);
        let mark = if Some(choice) == chosen.as_ref() {
            "(•) "
        } else {
            "( ) "
        };
        let name = words::choice(choice, &state.offered, &state.printers, desk);
        line(
            focus == Some(row),
            &format!("{mark}{name}"),
            desk,
            place,
            buf,
        );
        if focus == Some(row) {
            plain::place(desk.theme, (at, all), place.y, buf);
        }
    }
    draw_lines(&told, desk, below, buf);
}

/// The first line to show, so that the one of interest is seen.
fn window(at: usize, len: usize, height: u16) -> usize {
    let height = usize::from(height).max(1);
    (at + 1)
        .saturating_sub(height)
        .min(len.saturating_sub(height))
}

/// Row `row` of a place; nothing below its end.
fn nth(place: Rect, row: usize) -> Rect {
    let row = u16::try_from(row).unwrap_or(u16::MAX);
    let height = u16::from(row < place.height);
    Rect {
        y: place.y.saturating_add(row).min(place.bottom()),
        height,
        ..place
    }
}

fn line(here: bool, text: &str, desk: &Desk<'_>, place: Rect, buf: &mut Buffer) {
    if place.height == 0 {
        return;
    }
    let list = List {
        len: 1,
        focused: true,
    };
    let ink = Ink::own(text.to_owned());
    if here {
        let cursor = crate::tui::widgets::Cursor::default();
        list.draw(&cursor, desk.theme, place, buf, |_| vec![ink.clone()]);
    } else {
        ink.draw(
            desk.theme,
            place.x + 2,
            place.y,
            place.width.saturating_sub(2),
            buf,
        );
    }
}

fn caption(key: &str, desk: &Desk<'_>, place: Rect, buf: &mut Buffer) {
    let text = Ink::own(desk.texts.get(key)).role(Role::Label);
    text.draw(desk.theme, place.x, place.y, place.width, buf);
}

/// What stands against printing, or what is still awaited.
fn told(state: &State, dialog: &Dialog, desk: &Desk<'_>, width: u16) -> Vec<Ink<'static>> {
    let mut lines = outlets_told(state, dialog, desk, width);
    if words::rotates(dialog) {
        let text = desk.texts.get("print-password-rotates");
        lines.splice(0..0, wrapped(&text, Role::Warning, width));
    }
    lines
}

fn outlets_told(state: &State, dialog: &Dialog, desk: &Desk<'_>, width: u16) -> Vec<Ink<'static>> {
    let (text, role) = match (&dialog.told, &state.printers) {
        (Some(told), _) => (told.clone(), Role::Warning),
        (None, Printers::Asked) => (desk.texts.get("print-printers-asked"), Role::Dim),
        (None, Printers::Unknown(why)) => (words::print_error(why, desk), Role::Warning),
        (None, Printers::Known(known)) if known.is_empty() => {
            (desk.texts.get("print-printers-none"), Role::Dim)
        }
        (None, Printers::Known(_)) => return Vec::new(),
    };
    wrapped(&text, role, width)
}

fn wrapped(text: &str, role: Role, width: u16) -> Vec<Ink<'static>> {
    let lines = ink::wrap(text, width).into_iter();
    lines.map(|line| Ink::own(line).role(role)).collect()
}

fn draw_lines(lines: &[Ink<'_>], desk: &Desk<'_>, place: Rect, buf: &mut Buffer) {
    for (row, text) in lines.iter().enumerate() {
        let place = nth(place, row);
        if place.height > 0 {
            text.draw(desk.theme, place.x, place.y, place.width, buf);
        }
    }
}

/// How far each paper is, and below it what the clerk can say.
fn running(run: &Run, dialog: &Dialog, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let room = WIDTH.min(area.width).saturating_sub(4);
    let mut lines: Vec<Ink<'static>> = Vec::new();
    for sheet in &run.sheets {
        let mut name = papers::name(sheet.form(), desk);
        if sheet.copy {
            name = desk
                .texts
                .with("print-copy", &[("paper", Arg::Text(&name))]);
        }
        let (sign, role) = sign(&sheet.step);
        let step = words::step(sheet, run.failed(), desk);
        lines.extend(wrapped(&format!("{sign} {name}: {step}"), role, room));
    }
    lines.push(Ink::own(""));
    lines.extend(wrapped(&words::question(run, desk), Role::Value, room));
    let answers = answers(run);
    let gap = u16::from(!answers.is_empty());
    let height = lines.len() as u16 + gap + answers.len() as u16 + 2;
    let mut rows = frame(dialog, desk, area, height, buf);
    let shown: &Keys = if answers.is_empty() {
        &[(Action::Cancel, "print-key-behind")]
    } else {
        &[
            (Action::Submit, "print-key-answer"),
            (Action::Retry, "print-key-again"),
            (Action::Cancel, "print-key-later"),
        ]
    };
    keys(shown, desk, rows.bottom(1), buf);
    rows.bottom(1);
    let below = rows.bottom(answers.len() as u16);
    draw_lines(&lines, desk, rows.rest(), buf);
    let list = List {
        len: answers.len(),
        focused: true,
    };
    list.draw(&dialog.cursor, desk.theme, below, buf, |at| {
        vec![Ink::own(words::answer(answers[at], desk))]
    });
}

/// What went well, what goes on, what needs a person.
fn sign(step: &Step) -> (&'static str, Role) {
    match step {
        Step::Password | Step::Noting | Step::Noted | Step::Making => ("…", Role::Saving),
        Step::Sent | Step::Waiting | Step::Printing => ("↑", Role::Saved),
        Step::Done => ("√", Role::Applied),
        Step::Stopped(_) | Step::Gone | Step::Unsure => ("!", Role::Attention),
        Step::NotNoted(_) | Step::Failed(_) => ("×", Role::Error),
    }
}

fn elsewhere(state: &State, dialog: &Dialog, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let choices: Vec<Choice> = state.choices();
    let room = WIDTH.min(area.width).saturating_sub(4);
    let told = told(state, dialog, desk, room);
    let height = choices.len() as u16 + told.len() as u16 + 4;
    let mut rows = frame(dialog, desk, area, height, buf);
    keys(
        &[
            (Action::Submit, "print-key-print"),
            (Action::Retry, "print-key-retry"),
            (Action::Cancel, "print-key-back"),
        ],
        desk,
        rows.bottom(1),
        buf,
    );
    let below = rows.bottom(told.len() as u16 + 1);
    caption("print-outlets", desk, rows.top(1), buf);
    let list = List {
        len: choices.len(),
        focused: true,
    };
    list.draw(&dialog.cursor, desk.theme, rows.rest(), buf, |at| {
        let name = words::choice(&choices[at], &state.offered, &state.printers, desk);
        vec![Ink::own(name)]
    });
    draw_lines(&told, desk, below, buf);
}

/// The papers from edge to edge, the number above them and the keys below.
fn looking(dialog: &Dialog, preview: &Preview, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let ground = if desk.plain() { buf.area } else { area };
    Clear.render(ground, buf);
    let mut rows = Rows::new(area);
    let title = Ink::own(title(dialog, desk)).role(Role::PopupTitle);
    let top = rows.top(1);
    title.draw(desk.theme, top.x, top.y, top.width, buf);
    let foot = rows.bottom(1);
    preview.draw(desk.theme, rows.rest(), buf);
    let submit = if preview.at_end() {
        "print-key-to-print"
    } else {
        "print-key-page"
    };
    let back = if dialog.look {
        "print-key-close"
    } else {
        "print-key-back"
    };
    let shown: &Keys = &[
        (Action::Submit, submit),
        (Action::Down, "print-key-line"),
        (Action::Cancel, back),
    ];
    keys(shown, desk, foot, buf);
}

fn title(dialog: &Dialog, desk: &Desk<'_>) -> String {
    about("print-title", dialog.about(), desk)
}

/// The box with its title; the rows inside.
fn frame(dialog: &Dialog, desk: &Desk<'_>, area: Rect, height: u16, buf: &mut Buffer) -> Rows {
    let title = Ink::own(title(dialog, desk));
    let place = popup::centred(area, WIDTH, height + 2);
    Rows::new(popup::draw(&title, desk.theme, place, buf))
}

fn keys(keys: &Keys, desk: &Desk<'_>, place: Rect, buf: &mut Buffer) {
    if place.height == 0 {
        return;
    }
    let hint = |(action, label): &(Action, &str)| {
        let key = desk.keymap.hint(Place::Print, *action)?;
        let label = desk.texts.get(label);
        Some(Hint { key, label })
    };
    let shown: Vec<Hint> = keys.iter().filter_map(hint).collect();
    hints::draw(&shown, desk, place, buf);
}
