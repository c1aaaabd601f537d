//! Changes of a request and of the contract that it becomes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Party, Place};
use crate::domain::application::Source;
use crate::domain::capability::Capability;
use crate::domain::money::Span;
use crate::domain::number::CertificateNumber;
use crate::domain::office::OrganisationId;
use crate::domain::programme::GroupId;
use crate::domain::reason::{RequestRefuseReason, TerminateReason};
use crate::domain::text::Clean;

/// What a family or a clerk asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RequestForm {
    pub certificate: CertificateNumber,
    pub organisation: OrganisationId,
    pub place: Place,
    pub days: Span,
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum EnrolmentCommand {
    /// Create the request; its money is reserved.
    Enrol { form: Box<RequestForm> },
    /// Send the offer to the family; a place is taken.
    ConfirmRequest,
    RefuseRequest {
        reason: RequestRefuseReason,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
    },
    /// The family takes the request back.
    WithdrawRequest,
    /// The signed training application has come: the contract is concluded.
    Conclude {
        contract_number: Clean,
        date: NaiveDate,
        statement_received: NaiveDate,
    },
    Terminate {
        by: Party,
        reason: TerminateReason,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
        notice: NaiveDate,
    },
    /// Another group of the same module; the days stay, as far as the other group has them.
    ChangeGroup { group: GroupId },
    /// The last day has passed.
    Complete,
    /// Nobody has signed the offer, or even made one, until `due`; given by the register's nightly work.
    ExpireOffer { due: NaiveDate },
    /// A month has begun: what was held back for it is paid; given by the register's nightly work.
    PayMonths,
}

impl EnrolmentCommand {
    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Enrol { .. } => "enrol",
            Self::ConfirmRequest => "confirm_request",
            Self::RefuseRequest { .. } => "refuse_request",
            Self::WithdrawRequest => "withdraw_request",
            Self::Conclude { .. } => "conclude",
            Self::Terminate { .. } => "terminate",
            Self::ChangeGroup { .. } => "change_group",
            Self::Complete => "complete",
            Self::ExpireOffer { .. } => "expire_offer",
            Self::PayMonths => "pay_months",
        }
    }

    /// The right that the command needs; `None` for what only the register itself gives.
    #[must_use]
    pub fn capability(&self) -> Option<Capability> {
        Some(match self {
            Self::Enrol { .. } => Capability::EnrolmentCreate,
            Self::ConfirmRequest | Self::ChangeGroup { .. } => Capability::EnrolmentConfirm,
            Self::RefuseRequest { .. } | Self::WithdrawRequest => Capability::EnrolmentRefuse,
            Self::Conclude { .. } => Capability::ContractConclude,
            Self::Terminate { .. } | Self::Complete => Capability::ContractTerminate,
            Self::ExpireOffer { .. } | Self::PayMonths => return None,
        })
    }
}
