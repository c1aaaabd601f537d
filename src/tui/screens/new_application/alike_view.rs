//! Alike records: one line over the step, and a view of them beside what was typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::alike::{Alike, Answer};
use super::draft::{Draft, Step};
use super::state::State;
use crate::domain::entries::NO_PATRONYMIC;
use crate::domain::{Clean, DocumentKind, Field};
use crate::i18n::Arg;
use crate::sync::desk::Unreachable;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::form::kind;
use crate::tui::screens::Desk;
use crate::tui::screens::common::beside::{self, PAIR};
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{moment, says};
use crate::tui::screens::verification::value::{Value, personal};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

/// What is known of alike records, in one sentence; `None` while nothing was asked.
#[must_use]
pub fn banner(alike: &Alike, step: Step, desk: &Desk<'_>) -> Option<Ink<'static>> {
    if alike.is_asking() {
        return Some(Ink::own(desk.texts.get("new-alike-asking")).role(Role::Dim));
    }
    let (text, role) = match &alike.answer {
        Answer::Unknown => return None,
        Answer::Told { similar: 0, .. } => (desk.texts.get("new-alike-none"), Role::Dim),
        Answer::Told { similar, .. } => {
            let place = match step {
                Step::Form => Place::ApplicationForm,
                _ => Place::NewApplication,
            };
            let key = says::key(desk, place, Action::ShowAlike);
            let args = [
                ("count", Arg::Count(i64::from(*similar))),
                ("key", Arg::Text(&key)),
            ];
            (desk.texts.with("new-alike-some", &args), Role::Warning)
        }
        Answer::Failed { why, .. } => {
            let key = match why {
                Unreachable::Exhausted => "new-alike-exhausted",
                _ => "new-alike-unknown",
            };
            (desk.texts.get(key), Role::Dim)
        }
    };
    Some(Ink::own(text).role(role))
}

/// The alike records beside what was typed: one at a time.
pub fn draw(state: &State, alike: &Alike, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let shown: Vec<_> = alike.shown().collect();
    let at = alike.looking().unwrap_or(0);
    let (Some(draft), Some(other)) = (state.draft(), shown.get(at)) else {
        let text = Ink::own(desk.texts.get("new-alike-asking")).role(Role::Dim);
        paragraph(&text, desk.theme, rows.top(2), buf);
        return;
    };
    let number = other.application.to_string();
    let args = [
        ("number", Arg::Text(&number)),
        ("at", Arg::Count(at as i64 + 1)),
        ("count", Arg::Count(shown.len() as i64)),
    ];
    let title = Ink::own(desk.texts.with("verify-alike-title", &args)).role(Role::Warning);
    let turn = if shown.len() > 1 {
        says::with_key(
            desk,
            "verify-alike-turn",
            Place::NewApplication,
            Action::PageDown,
        )
    } else {
        String::new()
    };
    let turn = Ink::own(turn).role(Role::Dim);
    both_ends(&[title], &turn, desk.theme, rows.top(1), buf);
    let advice = Ink::own(desk.texts.get("new-alike-advice"));
    paragraph(&advice, desk.theme, rows.bottom(3), buf);
    let there = |field| match personal(field, &other.card, desk) {
        Value::Text(text) => text,
        _ => Clean::default(),
    };
    let (pairs, same) = beside::compare(|field| typed(draft, field, desk), there);
    let captions = ("new-alike-here", "verify-alike-there");
    beside::draw_captions(captions.0, captions.1, desk, rows.top(1), buf);
    for pair in &pairs {
        let label = captions::field(desk.texts, pair.field);
        beside::draw_pair(pair, label, desk, rows.top(PAIR), buf);
    }
    let same = captions::fields(desk.texts, &same);
    let args = [("fields", Arg::Text(&same))];
    let equal = Ink::own(desk.texts.with("verify-alike-same", &args)).role(Role::Dim);
    paragraph(&equal, desk.theme, rows.rest(), buf);
}

/// What was typed, in the form in which the register's value is shown.
fn typed(draft: &Draft, field: Field, desk: &Desk<'_>) -> Clean {
    if let Some(card) = &draft.card {
        return match personal(field, card, desk) {
            Value::Text(text) => text,
            _ => Clean::default(),
        };
    }
    let text = draft.entries.get(field);
    let date = |text| kind::date(text, desk.today).map(|day| moment::date(desk, day));
    let shown = match field {
        Field::ChildBirthDate | Field::ChildDocumentIssuedAt => date(text),
        Field::ChildDocumentKind => {
            DocumentKind::from_code(text).map(|of| captions::document_kind(desk.texts, of))
        }
        Field::ChildPatronymic if text == NO_PATRONYMIC => {
            Some(desk.texts.get("verify-no-patronymic"))
        }
        _ => None,
    };
    Clean::new(shown.as_deref().unwrap_or(text))
}
