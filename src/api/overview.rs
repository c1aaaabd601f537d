//! `GET /v1/reports/overview`: figures for the head of an office, in one answer. Nothing personal: clerks are numbers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::sync::Scope;
use crate::domain::overview::{Overview, OverviewPeriod};

/// Groups that are listed one by one, unless another number is asked for.
pub const GROUPS: u32 = 100;
/// The most groups that are listed.
pub const MOST_GROUPS: u32 = 500;

/// What the figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct OverviewQuery {
    /// `o17`: an organisation; `m01`: all organisations of a municipality. Without it the clerk's own organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(value_type = Option<String>))]
    pub scope: Option<Scope>,
    /// Without it `month`.
    #[serde(default)]
    #[cfg_attr(feature = "server", param(required = false))]
    pub period: OverviewPeriod,
    /// A day of the period; without it today, by the clocks of the municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// How many groups are listed one by one, 500 at most; without it 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<u32>,
}

/// The figures, and the moment of which they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OverviewAnswer {
    #[cfg_attr(feature = "server", schema(value_type = String, example = "o17"))]
    pub scope: Scope,
    pub period: OverviewPeriod,
    pub at: DateTime<Utc>,
    pub figures: Overview,
}
