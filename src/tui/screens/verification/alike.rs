//! Likely duplicates beside the record: what differs, character by character, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

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
const COMPARED: [Field; 11] = [
    Field::ChildSurname,
    Field::ChildName,
    Field::ChildPatronymic,
    Field::ChildBirthDate,
    Field::ChildSnils,
    Field::ChildDocumentKind,
    Field::ChildDocumentSeries,
    Field::ChildDocumentNumber,
    Field::ChildDocumentIssuedAt,
    Field::ApplicantSurname,
    Field::ChildAddress,
];

/// Columns of the label and of the word that tells whose value it is.
const LABEL: u16 = 18;
const WHOSE: u16 = 7;
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
    let alike = form
        .card
        .shown()
        .and_then(|card| Some((card, card.alike.get(form.alike)?)));
    let Some((card, other)) = alike else {
        if super::keys::suspected(case).is_some() {
            let text = Ink::own(desk.texts.get("verify-duplicate-suspected")).role(Role::Warning);
            paragraph(&text, desk.theme, area, buf);
        }
        return;
    };
    let mut rows = Rows::new(area);
    let number = other.application.to_string();
    let args = [
        ("number", Arg::Text(&number)),
        ("at", Arg::Count(form.alike as i64 + 1)),
        ("count", Arg::Count(card.alike.len() as i64)),
    ];
    let title = Ink::own(desk.texts.with("verify-alike-title", &args)).role(Role::Warning);
    let turn = if card.alike.len() > 1 {
        says::with_key(
            desk,
            "verify-alike-turn",
            Place::Verification,
            Action::PageDown,
        )
    } else {
        String::new()
    };
    both_ends(
        &[title],
        &Ink::own(turn).role(Role::Dim),
        desk.theme,
        rows.top(1),
        buf,
    );
    let (pairs, same) = compare(&card.card, &other.card, desk);
    let names: Vec<String> = same.iter().map(|f| field_name(desk, *f)).collect();
    let names = names.join(", ");
    let equal = desk
        .texts
        .with("verify-alike-same", &[("fields", Arg::Text(&names))]);
    let line = rows.top(1);
    Ink::own(equal).role(Role::Dim).draw(
        desk.theme,
        line.x + 2,
        line.y,
        line.width.saturating_sub(2),
        buf,
    );
    let mut left = rows.rest();
    for (at, pair) in pairs.iter().enumerate() {
        if left.height < 3 {
            let count = (pairs.len() - at) as i64;
            let text = desk
                .texts
                .with("verify-alike-more", &[("count", Arg::Count(count))]);
            let room = Rect {
                x: left.x + 2,
                width: left.width.saturating_sub(2),
                ..left
            };
            paragraph(&Ink::own(text).role(Role::Warning), desk.theme, room, buf);
            break;
        }
        draw_pair(pair, desk, left, buf);
        left.y += 3;
        left.height -= 3;
    }
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

/// The two values under each other, and a row of carets.
fn draw_pair(pair: &Pair, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let x = area.x + 2;
    Ink::own(field_name(desk, pair.field))
        .role(Role::Label)
        .draw(desk.theme, x, area.y, LABEL, buf);
    let here = differences(pair.here.as_str(), pair.there.as_str());
    let there = differences(pair.there.as_str(), pair.here.as_str());
    for (row, key, text, marks) in [
        (0, "verify-alike-here", &pair.here, &here),
        (1, "verify-alike-there", &pair.there, &there),
    ] {
        let y = area.y + row;
        Ink::own(desk.texts.get(key)).role(Role::Dim).draw(
            desk.theme,
            x + LABEL + 1,
            y,
            WHOSE,
            buf,
        );
        let room = Rect::new(x + LABEL + WHOSE + 2, y, 0, 1);
        let room = Rect {
            width: area.right().saturating_sub(room.x),
            ..room
        };
        draw_marked(text, marks, row == 1, desk, room, buf);
    }
}

/// A value with its differing characters lit and underlined; under the second one, carets.
fn draw_marked(
    text: &Clean,
    marks: &[bool],
    carets: bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let plain = desk.theme.style(Role::Value);
    let lit = desk
        .theme
        .style(Role::Difference)
        .add_modifier(Modifier::UNDERLINED);
    let mut x = area.x;
    for (c, differs) in text.as_str().chars().zip(marks) {
        let width = c.width().unwrap_or(0) as u16;
        if x + width > area.right() {
            break;
        }
        let mut bytes = [0; 4];
        let style = if *differs { lit } else { plain };
        buf.set_string(x, area.y, c.encode_utf8(&mut bytes), style);
        if *differs && carets && width > 0 {
            buf.set_string(x, area.y + 1, CARET, desk.theme.style(Role::Difference));
        }
        x += width;
    }
}
