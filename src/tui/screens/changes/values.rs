//! What was typed, as one reads it: codes by their names, dates and numbers as they stand.

use crate::domain::entries::no_patronymic;
use crate::domain::{Category, Changes, Clean, DocumentKind, Entries, Field, Relation};
use crate::tui::captions;
use crate::tui::screens::Desk;

/// A field that changes: as it was, where that is known here, and as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub field: Field,
    pub before: Option<Clean>,
    pub after: Clean,
}

/// The text of a field as one reads it.
#[must_use]
pub fn shown(field: Field, typed: &str, desk: &Desk<'_>) -> Clean {
    let texts = desk.texts;
    let named = match field {
        Field::ChildCategory => {
            Category::from_code(typed).map(|value| captions::category(texts, value))
        }
        Field::ApplicantRelation => {
            Relation::from_code(typed).map(|value| captions::relation(texts, value))
        }
        Field::ChildDocumentKind | Field::ApplicantDocumentKind => {
            DocumentKind::from_code(typed).map(|value| captions::document_kind(texts, value))
        }
        Field::ChildPatronymic | Field::ApplicantPatronymic if no_patronymic(typed) => {
            Some(texts.get("form-no-patronymic"))
        }
        // The department of the child's passport is the second line.
        Field::ChildDocumentIssuer => Some(typed.replace('\n', ", ")),
        _ => None,
    };
    Clean::new(&named.unwrap_or_else(|| typed.to_owned()))
}

/// The changes in the order of the form. `before`: the form as it was, where this desk knows it.
#[must_use]
pub fn changed(changes: &Changes, before: Option<&Entries>, desk: &Desk<'_>) -> Vec<Changed> {
    let one = |field: Field| Changed {
        field,
        before: before.map(|entries| shown(field, entries.get(field), desk)),
        after: shown(field, changes.get(field).unwrap_or_default(), desk),
    };
    changes.fields().iter().map(one).collect()
}
