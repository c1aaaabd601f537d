//! Identity documents as the form holds them. Which shapes are right is in `validate`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::Clean;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    BirthCertificate,
    Passport,
    /// Temporary card while a passport is being made (form 2П).
    TemporaryCard,
    ForeignPassport,
    ForeignBirthCertificate,
    ResidencePermit,
    RefugeeCertificate,
    /// Another format of a domestic document, with the reason in the remarks.
    Other,
}

impl DocumentKind {
    pub const ALL: [Self; 8] = [
        Self::BirthCertificate,
        Self::Passport,
        Self::TemporaryCard,
        Self::ForeignPassport,
        Self::ForeignBirthCertificate,
        Self::ResidencePermit,
        Self::RefugeeCertificate,
        Self::Other,
    ];

    /// The name on the wire and in what was typed into a form.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BirthCertificate => "birth_certificate",
            Self::Passport => "passport",
            Self::TemporaryCard => "temporary_card",
            Self::ForeignPassport => "foreign_passport",
            Self::ForeignBirthCertificate => "foreign_birth_certificate",
            Self::ResidencePermit => "residence_permit",
            Self::RefugeeCertificate => "refugee_certificate",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct IdentityDocument {
    pub kind: DocumentKind,
    pub series: Clean,
    pub number: Clean,
    pub issued_at: NaiveDate,
    pub issuer: Clean,
    /// `999-999`, on passports only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_code: Option<Clean>,
}
