//! Comparing without seeing: the clerk types what a document shows, and learns only whether the register holds the same
//! (DESIGN section 3).

use serde::{Deserialize, Serialize};

use crate::domain::{ApplicationNumber, Changes, Field};

/// The tries that an application has in a day, whoever makes them.
pub const TRIES_A_DAY: u32 = 5;
/// The comparisons and looks for alike records that a clerk has in an hour.
pub const TRIES_AN_HOUR: u32 = super::alike::LOOKS_AN_HOUR;

/// A document whose values are compared all at once: one verdict for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ComparedDocument {
    /// The child's birth certificate or passport.
    Child,
    /// The applicant's document.
    Applicant,
    /// СНИЛС of the child.
    Snils,
}

impl ComparedDocument {
    pub const ALL: [Self; 3] = [Self::Child, Self::Applicant, Self::Snils];

    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Applicant => "applicant",
            Self::Snils => "snils",
        }
    }

    /// What is typed from the document: all of it, or there is no verdict.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Child => &[
                Field::ChildSurname,
                Field::ChildName,
                Field::ChildPatronymic,
                Field::ChildBirthDate,
                Field::ChildDocumentKind,
                Field::ChildDocumentSeries,
                Field::ChildDocumentNumber,
                Field::ChildDocumentIssuedAt,
            ],
            Self::Applicant => &[
                Field::ApplicantSurname,
                Field::ApplicantName,
                Field::ApplicantPatronymic,
                Field::ApplicantDocumentKind,
                Field::ApplicantDocumentSeries,
                Field::ApplicantDocumentNumber,
                Field::ApplicantDocumentIssuedAt,
            ],
            Self::Snils => &[Field::ChildSnils],
        }
    }
}

/// Body of `POST /v1/compare`. Personal data; kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CompareRequest {
    pub application: ApplicationNumber,
    pub document: ComparedDocument,
    /// The values of [`ComparedDocument::fields`], as they were typed.
    pub values: Changes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Match,
    /// At least one value; which one is not told.
    Differs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CompareAnswer {
    pub verdict: Verdict,
    /// Tries that are left for the application today.
    pub left: u32,
}
