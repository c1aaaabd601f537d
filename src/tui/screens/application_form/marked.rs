//! A form that is opened once more to put some of its fields right: which, what the documents show there, and what stood
//! there before.

use std::collections::BTreeMap;

use super::slots::{Nature, Slot};
use super::state::{Focus, State};
use super::update::{Flow, say};
use crate::domain::validate::Finding;
use crate::domain::{Entries, Field};
use crate::i18n::{Texts, fold};
use crate::tui::screens::{Desk, Tone};

/// The fields that are to be put right.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// With what the documents show, where a clerk has written it down.
    pub right: BTreeMap<Field, Option<String>>,
    /// The values before are not known here: only what is typed counts, and nothing has to be.
    pub blind: bool,
    /// What stood in the form when it was opened.
    pub before: Entries,
}

impl Marked {
    /// Whether the row is marked; a department belongs to the body that it names.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.right.contains_key(&field(slot))
    }

    /// Whether an error is older than this form and nobody touches it: it stands in nobody's way.
    pub(super) fn stood(
        &self,
        (field, finding): &(Field, Finding),
        now: &Entries,
        known: &[(Field, Finding)],
    ) -> bool {
        let same = now.get(*field) == self.before.get(*field);
        let before = || known.iter().any(|(of, old)| of == field && old == finding);
        same && finding.is_error() && before()
    }

    /// Whether the form was opened once more for some of its fields.
    pub(super) fn again(&self) -> bool {
        self.blind || !self.before.is_empty()
    }

    /// Whether a row is shown though its own conditions can't be judged, because the values before aren't known.
    pub(super) fn shows(&self, slot: Slot) -> bool {
        self.right.is_empty() || self.has(slot)
    }
}

fn field(slot: Slot) -> Field {
    match slot {
        Slot::Of(field) => field,
        Slot::ChildDepartment => Field::ChildDocumentIssuer,
    }
}

impl State {
    /// Whether the row is marked and stands as it did.
    pub(super) fn to_put_right(&self, at: usize) -> bool {
        let slot = self.rows[at].slot;
        let same = |field| self.entries().get(field) == self.marked.before.get(field);
        slot != Slot::ChildDepartment && self.marked.has(slot) && same(field(slot))
    }

    /// How many marked rows stand as they did, and how many are marked at all.
    pub(super) fn left_to_put_right(&self) -> (usize, usize) {
        let shown = self.shown();
        let left = shown.iter().filter(|at| self.to_put_right(**at)).count();
        (left, self.marked.right.len())
    }

    /// What the documents show in this row, as it would stand there.
    pub(super) fn right(&self, at: usize, texts: &Texts) -> Option<String> {
        let Slot::Of(field) = self.rows[at].slot else {
            return None;
        };
        let right = self.marked.right.get(&field)?.as_ref()?;
        let slot = self.rows[at].slot;
        if slot.nature() != Nature::Choice {
            return Some(right.clone());
        }
        let named = fold(right);
        let codes = slot.codes().into_iter();
        let mut fitting = codes.filter(|code| fold(&slot.caption(code, texts)) == named);
        fitting.next().map(str::to_owned)
    }
}

/// To the next row that is marked, round the form: first to those that stand as they did.
pub(super) fn next(state: &mut State, desk: &Desk<'_>) -> Flow {
    let here = match state.focus {
        Focus::Row(at) => {
            super::update::leave(state, at, desk);
            Some(at)
        }
        Focus::Check(_) => None,
    };
    let shown = state.shown();
    let left = |at: &usize| state.to_put_right(*at);
    let behind = |at: &usize| here.is_none_or(|here| *at > here);
    let found = shown
        .iter()
        .copied()
        .find(|at| left(at) && behind(at))
        .or_else(|| shown.iter().copied().find(left));
    match found {
        Some(at) => {
            state.focus = Focus::Row(at);
            Flow::Quiet
        }
        None if state.marked.right.is_empty() => say(Tone::Info, "form-none-marked", desk),
        None => say(Tone::Done, "form-marked-done", desk),
    }
}
