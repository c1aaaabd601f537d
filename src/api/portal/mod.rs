//! What portals on which families apply and enrol say to the register, each under an account of its own.
//!
//! Personal values go in with an application, and nothing personal comes out. Texts in answers are such that the portal shows
//! them to the family, in the language that it asked for.

mod application;
mod programme;
mod request;

use serde::{Deserialize, Serialize};

pub use application::{
    ApplicationQuery, PortalApplication, PortalApplicationForm, PortalConsent, PortalWithdrawal,
    Stage,
};
pub use programme::{
    MOST_PROGRAMMES, PROGRAMMES, PortalGroup, PortalModule, PortalProgramme, PortalProgrammes,
    PortalProgrammesQuery,
};
pub use request::{PortalContract, PortalCost, PortalRequest, PortalRequestForm};

use super::session::OrganisationName;
use crate::domain::{Clean, ConsentText, MunicipalityCode};

/// Why nothing came of a request. The same shape as [`super::error::ErrorBody`], with the codes of refusals beside those of
/// errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalError {
    /// For programs: `bad_request`, `login_needed`, `not_found`, `invalid`, `idempotency_key_missing`,
    /// `idempotency_key_reused`, `in_progress`, `too_many_requests`, `group_full`, `no_funds`, …
    #[cfg_attr(feature = "server", schema(example = "group_full"))]
    pub code: String,
    /// For the family: what is wrong and what to do.
    #[cfg_attr(
        feature = "server",
        schema(example = "В группе не осталось свободных мест. Выберите другую группу.")
    )]
    pub message: String,
    /// Paths of the values at fault, as in `child.document.series`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

/// What a portal fills its forms by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalForms {
    /// Whether applications are taken from families at home.
    pub applications_open: bool,
    /// Working days from the day of an application to the last one on which its signed paper is accepted.
    pub paper_days: u16,
    /// Where the portal may act.
    pub municipalities: Vec<PortalMunicipality>,
    /// The texts in force that the applicant has to read and tick, all of them.
    pub consents: Vec<ConsentText>,
}

/// A municipality with the organisations to which a family can bring its signed application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalMunicipality {
    pub code: MunicipalityCode,
    pub name: Clean,
    pub organisations: Vec<OrganisationName>,
}
