//! A refused act worked on once more: where the record now says something else than the clerk had.

use std::collections::BTreeMap;

use crate::domain::{Case, Check, CheckKind, Clean, Command, Field, FieldSet};
use crate::tui::screens::Desk;

use super::form::{Form, lacks_consent};
use super::marks::Marks;
use super::value::{Value, value};

/// Both comparisons of a field.
const KINDS: [CheckKind; 2] = [CheckKind::PaperDocuments, CheckKind::PaperRegister];

/// Values of the register that were before the clerk's eyes when the marks were given. In memory only.
pub type Seen = BTreeMap<Field, Clean>;

/// What the clerk had when the act was given.
#[derive(Clone, Debug)]
pub struct Had {
    /// The seq of the act, to put it away once it was given anew.
    pub seq: u64,
    /// Only the marks were refused, and no act that needed them.
    pub marks_only: bool,
    pub marks: Marks,
    pub seen: Seen,
    /// Fields that the clerk has marked again since.
    pub settled: FieldSet,
}

/// The values that are drawn now, for [`Had::seen`].
#[must_use]
pub fn seen(form: &Form, case: &Case, desk: &Desk<'_>) -> Seen {
    let card = form.card.shown().map(|revealed| &revealed.card);
    let text = |field: &Field| match value(*field, case, card, desk) {
        Value::Text(text) => Some((*field, text)),
        _ => None,
    };
    Field::ALL.iter().filter_map(text).collect()
}

/// The marks of the last `Verify` among the commands.
#[must_use]
pub fn marks(commands: &[Command]) -> Option<Marks> {
    commands.iter().rev().find_map(|command| match command {
        Command::Verify {
            checks, remarks, ..
        } => Some(Marks {
            checks: *checks,
            remarks: remarks.clone(),
        }),
        _ => None,
    })
}

/// The command that the marks led to: what its dialog is filled with again.
#[must_use]
pub fn decision(commands: &[Command]) -> Option<&Command> {
    commands
        .iter()
        .find(|command| !matches!(command, Command::Verify { .. }))
}

/// The fields to look at again, in the order of the form. A field that nobody else has marked is none: the clerk's mark
/// is all that there is.
pub fn differing<'a>(form: &'a Form, desk: &'a Desk<'_>) -> impl Iterator<Item = Field> + 'a {
    let now = desk.register.confirmed(form.number);
    let both = form.had.as_ref().zip(now);
    let card = form.card.shown().map(|revealed| &revealed.card);
    Field::ALL.iter().copied().filter(move |field| {
        both.is_some_and(|(had, now)| {
            !had.settled.has(*field) && {
                let text = match value(*field, now, card, desk) {
                    Value::Text(text) => Some(text),
                    _ => None,
                };
                differs(*field, had, now, text.as_ref())
            }
        })
    })
}

fn differs(field: Field, had: &Had, now: &Case, text: Option<&Clean>) -> bool {
    let marked = |kind| {
        let other = now.application.checks.get(kind, field);
        other != Check::NotChecked && other != had.marks.checks.get(kind, field)
    };
    let consent_gone = || {
        lacks_consent(now, field)
            && had.marks.checks.get(CheckKind::PaperDocuments, field) == Check::Match
    };
    let other_value = || text.is_some_and(|now| had.seen.get(&field).is_some_and(|old| old != now));
    let corrected = || {
        let remark = had.marks.remark_on(field);
        let right = remark.and_then(|remark| remark.right_value.as_ref());
        right.is_some() && right == text
    };
    KINDS.into_iter().any(marked) || consent_gone() || other_value() || corrected()
}

impl Form {
    /// Goes to the next field that differs, behind the cursor, then from the start. False: none does.
    pub fn go_to_difference(&mut self, desk: &Desk<'_>) -> bool {
        let fields: Vec<Field> = differing(self, desk).collect();
        let next = fields.iter().find(|field| **field > self.field);
        if let Some(field) = next.or(fields.first()) {
            self.field = *field;
        }
        !fields.is_empty()
    }

    /// The clerk has marked the field anew: it is no longer one to look at.
    pub fn settle(&mut self, field: Field) {
        if let Some(had) = &mut self.had {
            had.settled.insert(field);
        }
    }
}
