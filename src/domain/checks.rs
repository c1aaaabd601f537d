//! Verification (сверка): per field, two comparisons with three outcomes (DESIGN section 3).

use serde::{Deserialize, Serialize};

use super::field::{Field, FieldSet};
use super::text::Clean;

/// What the paper is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// With the documents on the desk, always, by the clerk's eyes.
    PaperDocuments,
    /// With what the register holds: personal fields only where their value was shown.
    PaperRegister,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    Match,
    Mismatch,
    #[default]
    NotChecked,
}

/// The outcomes of one kind of comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Marks {
    #[serde(rename = "match", skip_serializing_if = "FieldSet::is_empty")]
    matched: FieldSet,
    #[serde(rename = "mismatch", skip_serializing_if = "FieldSet::is_empty")]
    mismatched: FieldSet,
}

impl Marks {
    fn get(&self, field: Field) -> Check {
        if self.mismatched.has(field) {
            Check::Mismatch
        } else if self.matched.has(field) {
            Check::Match
        } else {
            Check::NotChecked
        }
    }

    fn set(&mut self, field: Field, check: Check) {
        self.matched.remove(field);
        self.mismatched.remove(field);
        match check {
            Check::Match => self.matched.insert(field),
            Check::Mismatch => self.mismatched.insert(field),
            Check::NotChecked => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.matched.is_empty() && self.mismatched.is_empty()
    }
}

/// All checks of one application. A field that is in no set was not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Checks {
    #[serde(skip_serializing_if = "Marks::is_empty")]
    paper_documents: Marks,
    #[serde(skip_serializing_if = "Marks::is_empty")]
    paper_register: Marks,
}

impl Checks {
    #[must_use]
    pub fn get(&self, kind: CheckKind, field: Field) -> Check {
        match kind {
            CheckKind::PaperDocuments => self.paper_documents.get(field),
            CheckKind::PaperRegister => self.paper_register.get(field),
        }
    }

    pub fn set(&mut self, kind: CheckKind, field: Field, check: Check) {
        match kind {
            CheckKind::PaperDocuments => self.paper_documents.set(field, check),
            CheckKind::PaperRegister => self.paper_register.set(field, check),
        }
    }

    /// Fields that differ in either comparison, in the order of the form.
    pub fn mismatches(&self) -> impl Iterator<Item = Field> {
        let (documents, register) = (self.paper_documents, self.paper_register);
        Field::ALL
            .iter()
            .copied()
            .filter(move |f| documents.mismatched.has(*f) || register.mismatched.has(*f))
    }

    /// Fields that acceptance still waits for. `personal_shown`: whether the clerk sees the register's personal values;
    /// who sees them has to compare them.
    pub fn unchecked(&self, personal_shown: bool) -> impl Iterator<Item = Field> {
        let checks = *self;
        Field::ALL.iter().copied().filter(move |field| {
            let register = field.in_register() && (personal_shown || !field.personal());
            field.mandatory()
                && (checks.get(CheckKind::PaperDocuments, *field) == Check::NotChecked
                    || register
                        && checks.get(CheckKind::PaperRegister, *field) == Check::NotChecked)
        })
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paper_documents.is_empty() && self.paper_register.is_empty()
    }
}

/// What a clerk wrote beside a field that differs: a note, or the value that the document shows. Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Remark {
    pub field: Field,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub note: Clean,
    /// What the document shows in this field, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_value: Option<Clean>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_a_mark_replaces_the_other() {
        let mut checks = Checks::default();
        checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Match);
        checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Mismatch);
        assert_eq!(
            checks.get(CheckKind::PaperDocuments, Field::ChildName),
            Check::Mismatch
        );
        assert_eq!(checks.mismatches().collect::<Vec<_>>(), [Field::ChildName]);
        checks.set(
            CheckKind::PaperDocuments,
            Field::ChildName,
            Check::NotChecked,
        );
        assert!(checks.is_empty());
    }

    #[test]
    fn who_sees_personal_values_has_to_compare_them() {
        let mut checks = Checks::default();
        for field in Field::ALL {
            checks.set(CheckKind::PaperDocuments, *field, Check::Match);
            if !field.personal() {
                checks.set(CheckKind::PaperRegister, *field, Check::Match);
            }
        }
        assert_eq!(checks.unchecked(false).count(), 0);
        assert!(checks.unchecked(true).any(|f| f == Field::ChildSurname));
        assert!(!checks.unchecked(true).any(|f| f == Field::ApplicantPhone));
    }
}
