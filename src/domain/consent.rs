//! Consents: ticked by the applicant, recorded with the version of the text that was shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::field::Field;
use super::prose::Prose;
use super::text::Clean;

/// What the applicant agrees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConsentCode {
    /// The conditions of granting, using, suspending and ending the certificate.
    Conditions,
    /// The duty to report changed data.
    Changes,
    /// Processing of the child's personal data (152-ФЗ).
    PersonalChild,
    /// Processing of the applicant's personal data (152-ФЗ).
    PersonalApplicant,
}

impl ConsentCode {
    pub const ALL: [Self; 4] = [
        Self::Conditions,
        Self::Changes,
        Self::PersonalChild,
        Self::PersonalApplicant,
    ];

    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Conditions => "conditions",
            Self::Changes => "changes",
            Self::PersonalChild => "personal_child",
            Self::PersonalApplicant => "personal_applicant",
        }
    }

    /// The row of the form on which the tick stands.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Conditions => Field::ConsentConditions,
            Self::Changes => Field::ConsentChanges,
            Self::PersonalChild => Field::ConsentPersonalChild,
            Self::PersonalApplicant => Field::ConsentPersonalApplicant,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Consent {
    pub code: ConsentCode,
    pub text_version: u16,
    pub given_at: DateTime<Utc>,
    /// How it was given; unknown of what came from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked: Option<Ticked>,
}

/// Where and in which manner a consent was ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Ticked {
    pub device: Uuid,
    pub mode: ConsentMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConsentMode {
    /// By the applicant at a desk, in the mode in which the clerk's keys do nothing.
    Applicant,
    /// By the family on its own device.
    Portal,
}

/// One version of the text of a consent, as the applicant reads it. Versions are never changed, only followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ConsentText {
    pub code: ConsentCode,
    /// 1, 2, … for each code.
    pub version: u16,
    /// The name of the consent, of a few words.
    pub title: Clean,
    /// The legal text, in full.
    pub text: Prose,
    /// What it means, in plain words.
    pub meaning: Clean,
    /// What follows when it is refused.
    pub refusal: Clean,
}

/// The newest text of a consent.
#[must_use]
pub fn in_force(texts: &[ConsentText], code: ConsentCode) -> Option<&ConsentText> {
    let own = texts.iter().filter(|text| text.code == code);
    own.max_by_key(|text| text.version)
}
