//! Report on the register's nightly work: what it has changed by itself, and which records it could not. Nothing personal.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Clean, Target};

/// What the register does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Applications whose paper didn't come in time have expired.
    Papers,
    /// Drafts that nobody has handed in have expired.
    Drafts,
    /// Certificates of children who are of age have ended.
    Certificates,
    /// Requests and offers that nobody brought to a contract in time were refused.
    Offers,
    /// Months that have begun were paid; counted by contracts.
    Months,
    /// Terminations have taken effect.
    Terminated,
    /// Contracts have ended with their last day.
    Completed,
    /// Certificates that nobody used are of accounting again.
    Unused,
}

impl Work {
    /// In the order in which it is done.
    pub const ALL: [Self; 8] = [
        Self::Papers,
        Self::Drafts,
        Self::Certificates,
        Self::Offers,
        Self::Months,
        Self::Terminated,
        Self::Completed,
        Self::Unused,
    ];

    /// The name on the wire, in the database and in the audit.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Drafts => "drafts",
            Self::Certificates => "certificates",
            Self::Offers => "offers",
            Self::Months => "months",
            Self::Terminated => "terminated",
            Self::Completed => "completed",
            Self::Unused => "unused",
        }
    }

    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.code() == code)
    }
}

/// Which page of the nights of the clerk's municipality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct NightsQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<NaiveDate>,
    /// Rows of the page, 500 at most; without it 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// How many records one kind of work has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkDone {
    pub work: Work,
    pub count: u32,
}

/// A record that stays as it is although something was due of it. The next night tries again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkFailed {
    pub work: Work,
    pub target: Target,
    /// Code of a refusal; `failed`: the register's log says more.
    pub why: Clean,
}

/// One night, by the local date of the municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NightRow {
    pub date: NaiveDate,
    pub began: DateTime<Utc>,
    /// Left out while there may be work left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<DateTime<Utc>>,
    /// In the order of the work; what changed nothing is left out.
    pub done: Vec<WorkDone>,
    /// The first hundred.
    pub failed: Vec<WorkFailed>,
}

impl NightRow {
    /// How many records `work` has changed.
    #[must_use]
    pub fn count(&self, work: Work) -> u32 {
        let found = self.done.iter().find(|done| done.work == work);
        found.map_or(0, |done| done.count)
    }
}

/// A page of nights, the last one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NightsAnswer {
    pub nights: Vec<NightRow>,
    /// What the next page is asked by; left out with the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NaiveDate>,
}
