//! The marks that a clerk makes, and their draft. The draft may hold personal remarks: the store seals it.

use serde::{Deserialize, Serialize};

use crate::domain::{
    ApplicationNumber, Case, Check, CheckKind, Checks, Clean, Command, Field, Remark, Section,
};

/// What the marking keys act upon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// Both comparisons at once.
    #[default]
    Both,
    Documents,
    Register,
}

impl Aim {
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Both => Self::Documents,
            Self::Documents => Self::Register,
            Self::Register => Self::Both,
        }
    }

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Both => "verify-aim-both",
            Self::Documents => "verify-aim-documents",
            Self::Register => "verify-aim-register",
        }
    }

    /// The comparisons that a mark on `field` goes to. `shown`: whether the register's value is before the clerk's eyes.
    pub fn kinds(self, shown: bool) -> impl Iterator<Item = CheckKind> {
        let documents = self != Self::Register;
        let register = self != Self::Documents && shown;
        documents
            .then_some(CheckKind::PaperDocuments)
            .into_iter()
            .chain(register.then_some(CheckKind::PaperRegister))
    }
}

/// All marks of one application with the remarks beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    pub checks: Checks,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

impl Marks {
    /// The marks that the record holds; remarks are with the card and are not given back.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            checks: case.application.checks,
            remarks: Vec::new(),
        }
    }

    /// Marks a field; anything but a mismatch in either comparison takes the remark away.
    pub fn set(&mut self, field: Field, kinds: impl Iterator<Item = CheckKind>, check: Check) {
        for kind in kinds {
            self.checks.set(kind, field, check);
        }
        if !self.checks.mismatches().any(|f| f == field) {
            self.remarks.retain(|remark| remark.field != field);
        }
    }

    pub fn remark(&mut self, remark: Remark) {
        self.remarks.retain(|old| old.field != remark.field);
        self.remarks.push(remark);
        self.remarks.sort_by_key(|remark| remark.field);
    }

    #[must_use]
    pub fn remark_on(&self, field: Field) -> Option<&Remark> {
        self.remarks.iter().find(|remark| remark.field == field)
    }

    /// The set of documents is complete when every one of its rows was confirmed.
    #[must_use]
    pub fn documents_complete(&self) -> bool {
        Section::DocumentSet
            .fields()
            .iter()
            .all(|field| self.checks.get(CheckKind::PaperDocuments, *field) == Check::Match)
    }

    #[must_use]
    pub fn command(&self) -> Command {
        Command::Verify {
            checks: self.checks,
            documents_complete: self.documents_complete(),
            remarks: self.remarks.clone(),
        }
    }
}

/// What is kept at every change and comes back after a restart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    #[serde(flatten)]
    pub marks: Marks,
    /// Where the clerk was.
    pub field: Field,
    #[serde(default)]
    pub aim: Aim,
    /// The decision that was refused or not saved: its dialog is filled with it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Command>,
}

const PREFIX: &str = "verify/";

/// The name of an application's draft; it holds nothing personal.
#[must_use]
pub fn draft_key(number: ApplicationNumber) -> String {
    format!("{PREFIX}{number}")
}

/// Reads a draft that the store gave back. `None`: not one of ours, or unreadable.
#[must_use]
pub fn read_draft(key: &str, text: &str) -> Option<(ApplicationNumber, Draft)> {
    let number = key.strip_prefix(PREFIX)?.parse().ok()?;
    Some((number, serde_json::from_str(text).ok()?))
}

impl Draft {
    /// The text that the store keeps.
    #[must_use]
    pub fn text(&self) -> String {
        // Codes, strings and lists always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A remark from what was typed into the two lines.
#[must_use]
pub fn remark(field: Field, right_value: Clean, note: Clean) -> Remark {
    Remark {
        field,
        note,
        right_value: (!right_value.is_empty()).then_some(right_value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MunicipalityCode;

    #[test]
    fn a_draft_reads_back() {
        let mut marks = Marks::default();
        marks.set(Field::ChildName, Aim::Both.kinds(true), Check::Mismatch);
        marks.remark(remark(Field::ChildName, "Наталья".into(), Clean::default()));
        let number = ApplicationNumber::new(MunicipalityCode(1), 2026, 7);
        let draft = Draft {
            marks,
            field: Field::ChildName,
            aim: Aim::Documents,
            again: Some(Command::Activate),
        };
        assert_eq!(
            read_draft(&draft_key(number), &draft.text()),
            Some((number, draft))
        );
        assert_eq!(read_draft("form/1", "{}"), None);
    }

    #[test]
    fn a_mark_that_is_no_mismatch_takes_the_remark_away() {
        let mut marks = Marks::default();
        marks.set(Field::ChildName, Aim::Both.kinds(false), Check::Mismatch);
        marks.remark(remark(
            Field::ChildName,
            Clean::default(),
            "опечатка".into(),
        ));
        assert!(marks.remark_on(Field::ChildName).is_some());
        marks.set(Field::ChildName, Aim::Both.kinds(false), Check::Match);
        assert!(marks.remarks.is_empty());
    }

    #[test]
    fn the_set_is_complete_when_every_row_is() {
        let mut marks = Marks::default();
        for (at, field) in Section::DocumentSet.fields().iter().enumerate() {
            assert!(!marks.documents_complete(), "after {at}");
            marks.set(*field, Aim::Both.kinds(false), Check::Match);
        }
        assert!(marks.documents_complete());
    }
}
