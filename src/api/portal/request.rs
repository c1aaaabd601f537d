//! A request to learn that a family sends, and what it is told of it and of the contract that it becomes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::api::lists::Standing;
use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::{
    CertificateNumber, Clean, Kopecks, OrganisationId, ProgrammeId, RequestId, Span,
};

/// Body of `POST /v1/portal/requests`. It learns to the last day of the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(example = json!({
    "certificate": "1101000042",
    "programme": "019d7642-26a0-71bb-89e6-9cc9eb88fef4",
    "module": 1,
    "group": 2,
    "first_day": "2026-09-15"
})))]
pub struct PortalRequestForm {
    pub certificate: CertificateNumber,
    pub programme: ProgrammeId,
    pub module: ModuleId,
    pub group: GroupId,
    /// The first day of learning; without it the first one that the group has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<NaiveDate>,
}

/// What the days cost in all, in kopecks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalCost {
    pub total: Kopecks,
    /// What the certificate pays of it.
    pub certificate: Kopecks,
    /// What the family pays.
    pub family: Kopecks,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalContract {
    pub number: Clean,
    pub date: NaiveDate,
    /// Its last day, where notice of its end was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<NaiveDate>,
}

/// What a family is told of its request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalRequest {
    pub id: RequestId,
    pub certificate: CertificateNumber,
    pub organisation: OrganisationId,
    pub organisation_name: Clean,
    pub programme: ProgrammeId,
    pub programme_name: Clean,
    pub module: ModuleId,
    pub module_name: Clean,
    pub group: GroupId,
    pub group_name: Clean,
    pub days: Span,
    /// Left out where nobody pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<PortalCost>,
    pub state: Standing,
    /// The state in words.
    pub caption: String,
    /// Why it was refused, or how the contract ended, for programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_caption: Option<String>,
    /// What the family has to do now.
    pub next: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<PortalContract>,
    /// Whether it can be withdrawn.
    pub may_withdraw: bool,
}
