//! An application that is being filled in, as it is kept on this desk after every key. Personal data: it is sealed with the
//! clerk's store, and its name there says only when it was begun.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::alike::Identity;
use crate::domain::checklist::{self, Circumstances, Paper};
use crate::domain::{
    ApplicationNumber, Card, CertificateNumber, Consent, ConsentCode, Entries, Field,
    NewApplication, PrintedForm, Refusal, Section,
};
use crate::sync::desk::Ask;

/// Every draft's name begins so; behind it stand the milliseconds of the moment in which it was begun.
const PREFIX: &str = "form-";
/// A draft that waits longer is told of: documents and prices of patience change (days).
const OLD: i64 = 30;

/// Which of the drafts: the millisecond in which it was begun.
pub type Key = i64;

/// The name under which the store keeps the draft.
#[must_use]
pub fn name(key: Key) -> String {
    format!("{PREFIX}{key}")
}

/// The draft that has that name in the store; `None`: it is a draft of something else.
#[must_use]
pub fn key(name: &str) -> Option<Key> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

/// How far an application came. The order is that of the work.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    #[default]
    Documents,
    Form,
    Consents,
    Papers,
    Intake,
}

impl Step {
    pub const ALL: [Self; 5] = [
        Self::Documents,
        Self::Form,
        Self::Consents,
        Self::Papers,
        Self::Intake,
    ];

    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Form => "form",
            Self::Consents => "consents",
            Self::Papers => "papers",
            Self::Intake => "intake",
        }
    }
}

/// What was handed in under its numbers, so that the papers can be made again.
#[derive(Clone, Serialize, Deserialize)]
pub struct Handed {
    pub new: Box<NewApplication>,
    /// Papers of which all pages came out once.
    #[serde(default)]
    pub printed: BTreeSet<PrintedForm>,
}

impl Handed {
    #[must_use]
    pub fn number(&self) -> ApplicationNumber {
        self.new.reference.number
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    pub begun: DateTime<Utc>,
    #[serde(default)]
    pub step: Step,
    #[serde(default)]
    pub circumstances: Circumstances,
    /// The documents that the applicant has shown.
    #[serde(default)]
    pub there: BTreeSet<Paper>,
    #[serde(default)]
    pub entries: Entries,
    /// The form as it was when the clerk called it finished; nothing was changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    #[serde(default)]
    pub consents: Vec<Consent>,
    #[serde(default)]
    pub refused: Vec<ConsentCode>,
    /// Of whom the register was asked last, and how many alike records it told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<(Identity, u16)>,
    /// Numbers that are taken for it; an act that could not be saved leaves them here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<(ApplicationNumber, CertificateNumber)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<Handed>,
    /// Why the register did not take it, and the act that it refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<(u64, Refusal)>,
}

impl Draft {
    #[must_use]
    pub fn begun(at: DateTime<Utc>) -> Self {
        Self {
            begun: at,
            step: Step::Documents,
            circumstances: Circumstances::default(),
            there: BTreeSet::new(),
            entries: Entries::default(),
            card: None,
            consents: Vec::new(),
            refused: Vec::new(),
            looked: None,
            numbers: None,
            handed: None,
            back: None,
        }
    }

    /// For another child of the same applicant: who applies, the document, address and contacts. What is the child's own, and
    /// the consents, which are given for each child anew, are not taken over.
    #[must_use]
    pub fn another_child(&self, at: DateTime<Utc>) -> Self {
        let mut other = Self::begun(at);
        other.circumstances.standing = self.circumstances.standing;
        other.circumstances = other.circumstances.applied_by(self.circumstances.standing);
        let applicants = [Section::Applicant, Section::ApplicantDocument];
        let fields = applicants.iter().flat_map(|section| section.fields());
        for field in fields.chain(&[Field::ChildAddress]) {
            other.entries.set(*field, self.entries.get(*field));
        }
        other
    }

    /// Nothing was told, ticked or typed: nothing is lost with it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.circumstances == Circumstances::default()
            && self.there.is_empty()
            && self.entries.is_empty()
    }

    /// Mandatory documents that the applicant has not shown.
    #[must_use]
    pub fn missing(&self) -> Vec<Paper> {
        checklist::missing(self.circumstances, &self.there)
    }

    /// All four consents are there.
    #[must_use]
    pub fn consented(&self) -> bool {
        ConsentCode::ALL
            .iter()
            .all(|code| self.consents.iter().any(|consent| consent.code == *code))
    }

    #[must_use]
    pub fn number(&self) -> Option<ApplicationNumber> {
        self.handed.as_ref().map(Handed::number)
    }

    /// Whether it has waited so long that the clerk is told.
    #[must_use]
    pub fn is_old(&self, now: DateTime<Utc>) -> bool {
        now.signed_duration_since(self.begun).num_days() > OLD
    }

    /// Keeps it as it is now. A draft of plain values always becomes JSON; should it not, what was kept before stays.
    #[must_use]
    pub fn keep(&self, key: Key) -> Option<Ask> {
        let text = serde_json::to_string(self).ok()?;
        let key = name(key);
        Some(Ask::Draft { key, text })
    }
}

/// Takes a draft out of the store.
#[must_use]
pub fn forget(key: &str) -> Ask {
    Ask::Draft {
        key: key.to_owned(),
        text: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::Standing;
    use crate::tui::screens::common::rig::moment;

    #[test]
    fn a_drafts_name_tells_only_when_it_was_begun() {
        let at = moment().timestamp_millis();
        assert_eq!(name(at), "form-1795340000000");
        assert_eq!(key(&name(at)), Some(at));
        for other in ["place", "form-", "form-X", "01-2026-000001-5"] {
            assert_eq!(key(other), None, "{other}");
        }
    }

    #[test]
    fn another_child_takes_the_applicant_and_nothing_of_the_first_child() {
        let mut first = Draft::begun(moment());
        first.circumstances = first.circumstances.applied_by(Standing::Guardian);
        first.there.insert(Paper::BirthCertificate);
        for field in Field::ALL {
            first.entries.set(*field, field.code());
        }
        first.refused.push(ConsentCode::Changes);
        let other = first.another_child(moment());
        assert_eq!(other.circumstances.standing, Standing::Guardian);
        assert!(other.there.is_empty() && other.consents.is_empty() && other.refused.is_empty());
        for field in Field::ALL {
            let copied = matches!(
                field.section(),
                Section::Applicant | Section::ApplicantDocument
            ) || *field == Field::ChildAddress;
            let wanted = if copied { field.code() } else { "" };
            assert_eq!(other.entries.get(*field), wanted, "{}", field.code());
        }
    }

    #[test]
    fn a_draft_of_fewer_fields_is_still_read() {
        let kept = r#"{"begun":"2026-11-22T09:00:00Z"}"#;
        let draft: Draft = serde_json::from_str(kept).unwrap();
        assert!(draft.is_blank());
        assert_eq!(draft.step, Step::Documents);
    }
}
