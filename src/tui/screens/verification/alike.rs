//! Likely duplicates beside the record: what differs, character by character, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

use crate::api::personal::Alike;
use crate::domain::{Card, Case, Clean, DuplicateState, Field, differences};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::form::Form;
use super::obstacles::field_name;
use super::value::{Value, personal};

/// What tells children apart; the rest of the card says nothing about it.
const COMPARED: [Field; 10] = [
    Field::ChildSurname,
    Field::ChildName,
    Field::ChildPatronymic,
    Field::ChildBirthDate,
    Field::ChildSnils,
    Field::ChildDocumentKind,
    Field::ChildDocumentSeries,
    Field::ChildDocumentNumber,
    Field::ChildDocumentIssuedAt,
    Field::ChildAddress,
];

/// Columns of the label.
const LABEL: u16 = 18;
/// Rows of a field that differs: the values and the carets.
const PAIR: u16 = 2;
/// Under each differing character.
const CARET: &str = "^";

/// A field that differs, with its two values.
struct Pair {
    field: Field,
    here: Clean,
    there: Clean,
}

#[must_use]
pub fn state_key(case: &Case) -> &'static str {
    match case.application.duplicate {
        DuplicateState::Unknown => "verify-duplicate-unknown",
        DuplicateState::Clear => "verify-duplicate-clear",
        DuplicateState::Suspected(_) => "verify-duplicate-suspected",
        DuplicateState::Resolved(_) => "verify-duplicate-resolved",
    }
}

#[must_use]
pub fn state_role(case: &Case) -> Role {
    match case.application.duplicate {
        DuplicateState::Suspected(_) => Role::Warning,
        _ => Role::Dim,
    }
}

pub fn draw(form: &Form, case: &Case, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let (Some(card), Some(other)) = (form.card.shown(), form.shown_beside().nth(form.alike)) else {
        if super::keys::suspected(case).is_some() {
            let text = Ink::own(desk.texts.get("verify-duplicate-suspected")).role(Role::Warning);
            paragraph(&text, desk.theme, area, buf);
        }
        return;
    };
    let mut rows = Rows::new(area);
    let (pairs, same) = compare(&card.card, &other.card, desk);
    let room = usize::from(area.height.saturating_sub(2));
    let fitting = pairs.len().min(room / usize::from(PAIR));
    draw_title(form, other, pairs.len() - fitting, desk, rows.top(1), buf);
    draw_captions(desk, rows.top(1), buf);
    for pair in &pairs[..fitting] {
        draw_pair(pair, desk, rows.top(PAIR), buf);
    }
    let names: Vec<String> = same.iter().map(|f| field_name(desk, *f)).collect();
    let names = names.join(", ");
    let equal = desk
        .texts
        .with("verify-alike-same", &[("fields", Arg::Text(&names))]);
    let rest = rows.rest();
    let rest = Rect {
        x: rest.x + 2,
        width: rest.width.saturating_sub(2),
        ..rest
    };
    paragraph(&Ink::own(equal).role(Role::Dim), desk.theme, rest, buf);
}

/// Which record it is; at the end what found no room, or the key that turns to the next.
fn draw_title(
    form: &Form,
    other: &Alike,
    left_out: usize,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let count = form.shown_beside().count();
    let number = other.application.to_string();
    let args = [
        ("number", Arg::Text(&number)),
        ("at", Arg::Count(form.alike as i64 + 1)),
        ("count", Arg::Count(count as i64)),
    ];
    let title = Ink::own(desk.texts.with("verify-alike-title", &args)).role(Role::Warning);
    let mut end = Vec::new();
    if left_out > 0 {
        let args = [("count", Arg::Count(left_out as i64))];
        end.push(desk.texts.with("verify-alike-more", &args));
    }
    if count > 1 {
        let key = "verify-alike-turn";
        end.push(says::with_key(
            desk,
            key,
            Place::Verification,
            Action::PageDown,
        ));
    }
    let end = Ink::own(end.join(" · ")).role(Role::Dim);
    both_ends(&[title], &end, desk.theme, area, buf);
}

fn compare(here: &Card, there: &Card, desk: &Desk<'_>) -> (Vec<Pair>, Vec<Field>) {
    let mut pairs = Vec::new();
    let mut same = Vec::new();
    for field in COMPARED {
        let text = |card: &Card| match personal(field, card, desk) {
            Value::Text(text) => text,
            _ => Clean::default(),
        };
        let (here, there) = (text(here), text(there));
        if here == there {
            same.push(field);
        } else {
            pairs.push(Pair { field, here, there });
        }
    }
    (pairs, same)
}

/// Where the label and the two values stand.
struct Columns {
    label: u16,
    here: u16,
    there: u16,
    width: u16,
}

fn columns(area: Rect) -> Columns {
    let label = area.x + 2;
    let here = label + LABEL + 1;
    let width = area.right().saturating_sub(here + 1) / 2;
    Columns {
        label,
        here,
        there: here + width + 1,
        width,
    }
}

/// Whose values stand below.
fn draw_captions(desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let at = columns(area);
    for (key, x) in [
        ("verify-alike-here", at.here),
        ("verify-alike-there", at.there),
    ] {
        Ink::own(desk.texts.get(key))
            .role(Role::Label)
            .draw(desk.theme, x, area.y, at.width, buf);
    }
}

/// The two values beside each other, and a row of carets under what differs.
fn draw_pair(pair: &Pair, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let at = columns(area);
    Ink::own(field_name(desk, pair.field))
        .role(Role::Label)
        .draw(desk.theme, at.label, area.y, LABEL, buf);
    for (x, text, other) in [
        (at.here, &pair.here, &pair.there),
        (at.there, &pair.there, &pair.here),
    ] {
        let marks = differences(text.as_str(), other.as_str());
        let place = Rect {
            x,
            width: at.width,
            ..area
        };
        draw_marked(text, &marks, desk, place, buf);
    }
}

/// Columns of a long value that are seen before its first differing character.
const BEFORE: usize = 8;

/// A value with its differing characters lit and underlined, and carets below. A value that is too long begins where
/// it differs.
fn draw_marked(text: &Clean, marks: &[bool], desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let plain = desk.theme.style(Role::Value);
    let lit = desk
        .theme
        .style(Role::Difference)
        .add_modifier(Modifier::UNDERLINED);
    let first = marks.iter().position(|differs| *differs).unwrap_or(0);
    let long = Ink::clean(text).width() > area.width;
    let skipped = if long {
        first.saturating_sub(BEFORE)
    } else {
        0
    };
    let mut x = area.x;
    for (c, differs) in text.as_str().chars().zip(marks).skip(skipped) {
        let width = c.width().unwrap_or(0) as u16;
        if x + width > area.right() {
            break;
        }
        let mut bytes = [0; 4];
        let style = if *differs { lit } else { plain };
        buf.set_string(x, area.y, c.encode_utf8(&mut bytes), style);
        if *differs && width > 0 && area.height > 1 {
            buf.set_string(x, area.y + 1, CARET, desk.theme.style(Role::Difference));
        }
        x += width;
    }
}
