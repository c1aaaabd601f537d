//! Consents: ticked by the applicant, recorded with the version of the text that was shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::field::Field;

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
}
