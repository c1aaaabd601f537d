//! Lists for people and integrations: programmes, requests with the contracts that they become, and the report of those that
//! one person has made and confirmed. Paged by identifier. Nothing personal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::enrolment::RequestState;
use crate::domain::programme::GroupId;
use crate::domain::{
    CertificateNumber, Clean, ClerkId, EnrolmentRequest, OrganisationId, Programme, ProgrammeId,
    RequestId,
};

/// Rows of a page, unless another number is asked for.
pub const PAGE: u32 = 100;
/// The most rows of a page.
pub const MOST_ROWS: u32 = 500;

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct PageQuery {
    /// Another organisation of the municipality, for clerks who review programmes; without it the clerk's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Uuid>,
    /// Rows of the page, 500 at most; without it 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Where a request stands, without what goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    New,
    Confirmed,
    Concluded,
    Terminated,
    Refused,
}

impl From<RequestState> for Standing {
    fn from(state: RequestState) -> Self {
        match state {
            RequestState::New => Self::New,
            RequestState::Confirmed => Self::Confirmed,
            RequestState::Concluded => Self::Concluded,
            RequestState::Terminated(_) => Self::Terminated,
            RequestState::Refused(_) => Self::Refused,
        }
    }
}

impl Standing {
    /// That of [`RequestState::code`].
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Confirmed => "confirmed",
            Self::Concluded => "concluded",
            Self::Terminated => "terminated",
            Self::Refused => "refused",
        }
    }
}

/// Which page of the requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct RequestsQuery {
    /// Another organisation of the municipality, for clerks who review programmes; without it the clerk's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Those that stand there; without it all. Contracts are `concluded` and `terminated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Standing>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Uuid>,
    /// Rows of the page, 500 at most; without it 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// A page of programmes, by identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProgrammesAnswer {
    pub programmes: Vec<Programme>,
    /// What the next page is asked by; left out with the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ProgrammeId>,
}

/// A page of requests and contracts, by identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RequestsAnswer {
    pub requests: Vec<EnrolmentRequest>,
    /// What the next page is asked by; left out with the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<RequestId>,
}

/// A request that one clerk has made and confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ByOnePerson {
    pub request: RequestId,
    #[serde(flatten)]
    pub state: RequestState,
    pub certificate: CertificateNumber,
    pub programme: ProgrammeId,
    pub programme_name: Clean,
    pub group: GroupId,
    pub clerk: ClerkId,
    pub created_at: DateTime<Utc>,
    pub confirmed_at: DateTime<Utc>,
    /// Of the contract that it has become.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Clean>,
}

/// A page of the report, by the request's identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OnePersonAnswer {
    pub rows: Vec<ByOnePerson>,
    /// What the next page is asked by; left out with the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<RequestId>,
}
