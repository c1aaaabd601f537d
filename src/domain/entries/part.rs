//! Some fields of the form that were typed without the rest: what stands in one document.

use chrono::NaiveDate;

use super::Entries;
use crate::domain::validate::{Code, Finding};
use crate::domain::{Field, FieldSet};

impl Entries {
    /// What is to be said about `fields` when only they were typed: each has to be there, СНИЛС too.
    #[must_use]
    pub fn findings_of(&self, fields: FieldSet, today: NaiveDate) -> Vec<(Field, Finding)> {
        let mut found = self.findings(today);
        found.retain(|(field, _)| fields.has(*field));
        if fields.has(Field::ChildSnils) && self.get(Field::ChildSnils).trim().is_empty() {
            found.push((Field::ChildSnils, Finding::error(Code::Empty)));
        }
        found
    }
}
