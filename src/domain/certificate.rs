//! The certificate: a record in the register, issued once, valid to the day of 18.

use serde::{Deserialize, Serialize};

use super::number::CertificateNumber;
use super::office::MunicipalityCode;
use super::reason::{ExcludeReason, SuspendReason};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    /// Сертификат учёта: every certificate starts as one.
    Accounting,
    /// Сертификат персонифицированного финансирования.
    Financed,
}

/// `Reserved → Active ⇄ Suspended`, and the ends (DESIGN section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "detail")]
pub enum CertificateState {
    /// Number known and printed, not usable; ends with its application.
    Reserved,
    Active,
    Suspended(SuspendReason),
    Excluded(ExcludeReason),
    Superseded(CertificateNumber),
    Expired,
    /// The application that reserved the number ended without it.
    Released,
}

impl CertificateState {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Active => "active",
            Self::Suspended(_) => "suspended",
            Self::Excluded(_) => "excluded",
            Self::Superseded(_) => "superseded",
            Self::Expired => "expired",
            Self::Released => "released",
        }
    }
}

/// A certificate without anything personal (its last day is the child's birthday, so it is kept with the card).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Certificate {
    pub number: CertificateNumber,
    pub kind: CertificateKind,
    #[serde(flatten)]
    pub state: CertificateState,
    /// Concluded contracts that await no termination; while there are any, suspension is refused.
    #[serde(default)]
    pub working_contracts: u16,
    /// The municipality that has taken it over; its own is in the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_by: Option<MunicipalityCode>,
}
