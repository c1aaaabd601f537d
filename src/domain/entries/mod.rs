//! What was typed into the application form, field by field, before it is a [`Card`](super::Card): any of it may be
//! missing or wrong, and all of it is kept. Personal data.

mod card;
mod changes;
mod from_card;
mod judge;
mod part;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use changes::Changes;

use super::document::DocumentKind;
use super::field::Field;
use super::number::is_dash;
use super::person::{Category, Relation};
use super::validate::date;

/// The text of each field as it was typed; choices (kind of document, relation, category) by their codes. A patronymic that is
/// [`NO_PATRONYMIC`] is the explicit «нет отчества». The form has no row for the department of the child's passport: its
/// code is the second line of `Field::ChildDocumentIssuer`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries(BTreeMap<Field, String>);

/// What stands in the field of a patronymic when the person has none.
pub const NO_PATRONYMIC: &str = "-";

impl Entries {
    /// Empty where nothing was typed.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text.to_owned());
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The body that issued the child's document.
    #[must_use]
    pub fn child_issuer(&self) -> &str {
        let both = self.get(Field::ChildDocumentIssuer);
        both.split_once('\n').map_or(both, |(issuer, _)| issuer)
    }

    /// The department that issued the child's passport.
    #[must_use]
    pub fn child_department(&self) -> &str {
        let both = self.get(Field::ChildDocumentIssuer);
        both.split_once('\n')
            .map_or("", |(_, department)| department)
    }

    pub fn set_child_issuer(&mut self, issuer: &str, department: &str) {
        let issuer = issuer.replace('\n', " ");
        if department.is_empty() {
            self.set(Field::ChildDocumentIssuer, &issuer);
        } else {
            self.set(
                Field::ChildDocumentIssuer,
                &format!("{issuer}\n{department}"),
            );
        }
    }

    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        Relation::from_code(self.get(Field::ApplicantRelation))
    }

    /// Whether the child applies itself: then the applicant's name, birth date, address and document are the child's.
    #[must_use]
    pub fn self_applied(&self) -> bool {
        self.relation() == Some(Relation::SelfApplied)
    }

    #[must_use]
    pub fn category(&self) -> Option<Category> {
        Category::from_code(self.get(Field::ChildCategory))
    }

    #[must_use]
    pub fn child_document(&self) -> Option<DocumentKind> {
        DocumentKind::from_code(self.get(Field::ChildDocumentKind))
    }

    #[must_use]
    pub fn applicant_document(&self) -> Option<DocumentKind> {
        DocumentKind::from_code(self.get(Field::ApplicantDocumentKind))
    }

    /// The day that stands in a field of a date, if it is one.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        date::check(self.get(field)).ok()
    }
}

/// Whether the text of a patronymic is the explicit «нет отчества».
#[must_use]
pub fn no_patronymic(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty() && typed.chars().all(is_dash)
}

/// Personal: a debug print shows nothing of it.
impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entries({} fields)", self.0.len())
    }
}
