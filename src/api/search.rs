//! Search in the register. Requests are bodies, so that nothing typed stands in a URL or an access log.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{ApplicationNumber, Case, CertificateNumber, Clean};

/// The most hits that one answer holds.
pub const MOST_HITS: usize = 50;

/// By requisites and certificate number. Everything given has to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SearchRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationNumber>,
    /// The serial of an application, what a clerk types of the number when in haste.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<u32>,
    /// Date of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateNumber>,
}

/// By the child's name and birth date; protected channel only. Each hit is an audited look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonalSearchRequest {
    /// Words of the child's name in any order, at least three letters.
    pub name: Clean,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SearchAnswer {
    pub hits: Vec<Case>,
    /// More records fit than are shown: type more.
    pub more: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonalSearchAnswer {
    pub hits: Vec<PersonalHit>,
    pub more: bool,
}

/// A hit with just enough to tell namesakes apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonalHit {
    pub case: Case,
    pub child_name: Clean,
    pub birth_date: NaiveDate,
}
