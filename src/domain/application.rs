//! The application for a certificate, and the case: the application together with the certificate it reserves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::certificate::Certificate;
use super::checks::Checks;
use super::consent::Consent;
use super::duplicate::DuplicateState;
use super::mail::Mail;
use super::number::ApplicationNumber;
use super::office::{ClerkId, MunicipalityCode, OrganisationId};
use super::reason::{RejectReason, ReturnReason};
use super::text::Clean;

/// Реквизиты заявления: what the parent reads from the paper, and the first search key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApplicationRef {
    pub number: ApplicationNumber,
    pub date: NaiveDate,
}

/// `Draft → Submitted → AwaitingPaper → Accepted → Confirmed`, and the side exits (DESIGN section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "reason")]
pub enum ApplicationState {
    Draft,
    Submitted,
    AwaitingPaper,
    Accepted,
    Confirmed,
    Expired,
    Withdrawn,
    Rejected(RejectReason),
    Returned(ReturnReason),
}

impl ApplicationState {
    /// The name on the wire, in the database and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::AwaitingPaper => "awaiting_paper",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Rejected(_) => "rejected",
            Self::Returned(_) => "returned",
        }
    }

    /// States in which the signed paper can be taken over the desk.
    #[must_use]
    pub fn awaits_acceptance(self) -> bool {
        matches!(self, Self::AwaitingPaper | Self::Returned(_))
    }

    /// What is left is the activation of the certificate.
    #[must_use]
    pub fn awaits_activation(self) -> bool {
        self == Self::Accepted
    }

    /// A clerk can bring it on: it can be leased, and taken over from its holder.
    #[must_use]
    pub fn open_to_work(self) -> bool {
        self.awaits_acceptance() || self.awaits_activation()
    }
}

/// Codes of the states of [`ApplicationState::awaits_acceptance`], for what is stored.
pub const AWAITING_ACCEPTANCE: &[&str] = &["awaiting_paper", "returned"];
/// Codes of the states of [`ApplicationState::awaits_activation`], for what is stored.
pub const AWAITING_ACTIVATION: &[&str] = &["accepted"];

/// Where an application came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Portal,
    Desk,
    Import,
}

/// The entry in the organisation's journal of received papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct IntakeRegistration {
    pub journal_number: Clean,
    pub date: NaiveDate,
    pub clerk: ClerkId,
    pub organisation: OrganisationId,
}

/// An application without anything personal: safe in lists, deltas and caches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Application {
    #[serde(rename = "ref")]
    pub reference: ApplicationRef,
    /// Grows by one with every applied command; what `base` names.
    pub version: u64,
    pub organisation: OrganisationId,
    pub source: Source,
    #[serde(flatten)]
    pub state: ApplicationState,
    pub consents: Vec<Consent>,
    #[serde(default, skip_serializing_if = "Checks::is_empty")]
    pub checks: Checks,
    #[serde(default)]
    pub documents_complete: bool,
    #[serde(default)]
    pub duplicate: DuplicateState,
    /// Who decided on the alike records; the same clerk can't accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<ClerkId>,
    /// The last day on which the signed paper is accepted.
    pub paper_due: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<IntakeRegistration>,
    /// The letter with its papers; `None` where none is mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<Mail>,
}

/// An application with the certificate that it asks for: what every command of algorithm A decides on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Case {
    pub application: Application,
    pub certificate: Certificate,
}

impl Case {
    #[must_use]
    pub fn number(&self) -> ApplicationNumber {
        self.application.reference.number
    }

    /// The municipality whose offices go on with it: that of the number, unless the child has moved.
    #[must_use]
    pub fn municipality(&self) -> MunicipalityCode {
        let own = self.number().municipality();
        self.certificate.served_by.unwrap_or(own)
    }
}
