//! Asking for duplicates before anything is printed. The question carries personal values up; over the open line nothing
//! personal comes back, and every look counts against the clerk's budget (DESIGN sections 3 and 4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::personal::Alike;
use crate::domain::{Clean, IdentityDocument, PersonName};

/// The looks that a clerk has in an hour.
pub const LOOKS_AN_HOUR: u32 = 30;

/// Body of `POST /v1/alike`. Personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AlikeRequest {
    pub name: PersonName,
    pub birth_date: NaiveDate,
    pub document: IdentityDocument,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snils: Option<Clean>,
}

/// Over the open line, and for those without `personal.view`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AlikeAnswer {
    /// How many alike records exist.
    pub similar: u16,
}

/// Over the protected line: the cards too, for those who may see them, each audited as delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonalAlikeAnswer {
    pub similar: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<Alike>,
}
