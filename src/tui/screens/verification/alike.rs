//! Likely duplicates beside the record: what differs, character by character, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::personal::Alike;
use crate::domain::{Card, Case, Clean, DuplicateState, Field};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::beside::{self, PAIR, Pair};
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::form::Form;
use super::obstacles::field_name;
use super::value::{Value, personal};

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
    let (here, there) = ("verify-alike-here", "verify-alike-there");
    beside::draw_captions(here, there, desk, rows.top(1), buf);
    for pair in &pairs[..fitting] {
        let label = field_name(desk, pair.field);
        beside::draw_pair(pair, label, desk, rows.top(PAIR), buf);
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
    let text = |card: &Card, field| match personal(field, card, desk) {
        Value::Text(text) => text,
        _ => Clean::default(),
    };
    beside::compare(|field| text(here, field), |field| text(there, field))
}
