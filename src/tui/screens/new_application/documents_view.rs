//! The check of documents on the screen: what is chosen, what is ticked, and what the selected document has to show.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::documents::{self, Row};
use super::draft::Draft;
use super::words;
use crate::domain::Category;
use crate::domain::checklist::{ChildAge, Citizenship, Paper, Standing};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Cursor, Ink, List};

/// Rows of what is told about the selected row, the heading of it not counted.
const DETAILS: u16 = 5;

pub fn draw(draft: &Draft, cursor: &Cursor, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let all = documents::rows(draft.circumstances);
    let at = cursor.selected().min(all.len() - 1);
    let next = rows.bottom(1);
    draw_next(draft, desk, next, buf);
    draw_details(all[at], desk, rows.bottom(DETAILS), buf);
    let list = List {
        len: all.len(),
        focused: true,
    };
    let place = rows.rest();
    list.draw(cursor, desk.theme, place, buf, |at| match all[at] {
        Row::Paper(paper) => paper_row(draft, paper, desk),
        choice => choice_row(draft, choice, desk),
    });
}

fn choice_row(draft: &Draft, row: Row, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let of = draft.circumstances;
    let (label, values) = match row {
        Row::Age => (
            "new-choice-age",
            values(&ChildAge::ALL, of.age, |v| ("new-age", v.code())),
        ),
        Row::Citizenship => (
            "new-choice-citizenship",
            values(&Citizenship::ALL, of.citizenship, |v| {
                ("new-citizenship", v.code())
            }),
        ),
        Row::Standing => (
            "new-choice-standing",
            values(&Standing::ALL, of.standing, |v| ("new-standing", v.code())),
        ),
        Row::Category | Row::Paper(_) => (
            "new-choice-category",
            values(&Category::ALL, of.category, |v| ("new-category", v.code())),
        ),
    };
    let mut pieces = vec![Ink::own(format!("{:<14}", desk.texts.get(label))).role(Role::Label)];
    for (key, chosen) in values {
        let name = desk.texts.get(&key);
        pieces.push(if chosen {
            Ink::own(format!("[{name}] ")).role(Role::Accent)
        } else {
            Ink::own(format!(" {name}  ")).role(Role::Dim)
        });
    }
    pieces
}

/// Text keys of the values, and which of them is chosen.
fn values<T: Copy + PartialEq>(
    all: &[T],
    now: T,
    key: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<(String, bool)> {
    let values = all.iter().map(|value| {
        let (area, code) = key(*value);
        (i18n::key(area, code), *value == now)
    });
    values.collect()
}

fn paper_row(draft: &Draft, paper: Paper, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let there = draft.there.contains(&paper);
    let (tick, role) = match (there, paper.mandatory()) {
        (true, _) => ("[x] ", Role::Match),
        (false, true) => ("[ ] ", Role::NotChecked),
        (false, false) => ("[ ] ", Role::Dim),
    };
    let mut pieces = vec![
        Ink::own(tick).role(role),
        Ink::own(words::paper(desk, paper)),
    ];
    if !paper.mandatory() {
        let text = format!("  {}", desk.texts.get("new-paper-optional"));
        pieces.push(Ink::own(text).role(Role::Dim));
    }
    pieces
}

/// What the selected document has to show, and what is done when it is missing.
fn draw_details(row: Row, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    rows.top(1);
    let Row::Paper(paper) = row else {
        let text = says::with_key(
            desk,
            "new-choice-help",
            Place::NewApplication,
            Action::Toggle,
        );
        paragraph(
            &Ink::own(text).role(Role::Dim),
            desk.theme,
            rows.rest(),
            buf,
        );
        return;
    };
    let shows = words::shows(desk, paper);
    let missing = words::missing(desk, paper);
    let told = [
        ("new-paper-shows", shows, Role::Text),
        ("new-paper-missing", missing, Role::Dim),
    ];
    for (key, text, role) in told {
        let text = desk.texts.with(key, &[("text", Arg::Text(&text))]);
        paragraph(&Ink::own(text).role(role), desk.theme, rows.top(2), buf);
    }
}

/// What comes next: the gate, or what it waits for.
fn draw_next(draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let missing = draft.missing().len();
    let key = says::key(desk, Place::NewApplication, Action::Submit);
    let (text, role) = if missing == 0 {
        let args = [("key", Arg::Text(key.as_str()))];
        (desk.texts.with("new-documents-full", &args), Role::Accent)
    } else {
        let args = [("count", Arg::Count(missing as i64))];
        (desk.texts.with("new-documents-left", &args), Role::Text)
    };
    Ink::own(text)
        .role(role)
        .draw(desk.theme, area.x, area.y, area.width, buf);
}
