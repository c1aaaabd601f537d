//! What a desk needs to fill in applications, beside the records: the texts of consents, how long a paper may take, and what
//! the office has typed before. Nothing personal.
//!
//! A desk asks for it behind each login with the revision that it has, and works with what it has while there is no line.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Calendar, Clean, ConsentText, MunicipalityCode};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Forms {
    /// A digest of the rest, of 16 hex digits.
    pub revision: String,
    /// Working days from the date of an application to the last one on which its signed paper is accepted.
    pub paper_days: u16,
    /// Days off and working days that are not so every year, as the government moves them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days_off: Vec<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub working_days: Vec<NaiveDate>,
    /// All municipalities of the register: where a certificate may be transferred to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub municipalities: Vec<MunicipalityName>,
    /// Whether the register takes applications over the open line.
    pub submit_open: bool,
    /// Every version of every consent, by code and version: an old one has to stay readable.
    pub consents: Vec<ConsentText>,
    /// Bodies that issued documents, as clerks of this organisation typed them, the last used first.
    pub issuers: Vec<Issuer>,
}

impl Forms {
    /// The last day on which the signed paper of an application of `date` is accepted.
    #[must_use]
    pub fn paper_due(&self, date: NaiveDate) -> NaiveDate {
        let calendar = Calendar {
            days_off: &self.days_off,
            working_days: &self.working_days,
        };
        calendar.after(date, self.paper_days)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MunicipalityName {
    pub code: MunicipalityCode,
    pub name: Clean,
}

/// A body that issues documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Issuer {
    pub name: Clean,
    /// `999-999`, of those that issue passports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_code: Option<Clean>,
}

/// The most issuers that are told.
pub const MOST_ISSUERS: usize = 100;

/// Query of `GET /v1/forms`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct FormsQuery {
    /// The revision that the desk has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FormsAnswer {
    /// Left out when the desk has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forms: Option<Forms>,
}
