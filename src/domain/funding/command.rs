//! Changes of what a municipality has set, and of the money of a certificate that clerks make by hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Agreement, CertificateGroup, CertificateGroupId, Period};
use crate::domain::capability::Capability;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum FundingCommand {
    /// Add a period or change one that nothing has been paid in.
    SetPeriod {
        period: Period,
    },
    /// Add a group of certificates or change one. A nominal that grows is a top-up of every certificate in it.
    SetCertificateGroup {
        group: CertificateGroup,
    },
    SetAgreement {
        agreement: Agreement,
    },
    /// The highest price of a module, in percent of the normative price.
    SetPricePercent {
        percent: u16,
    },
}

impl FundingCommand {
    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SetPeriod { .. } => "set_period",
            Self::SetCertificateGroup { .. } => "set_certificate_group",
            Self::SetAgreement { .. } => "set_agreement",
            Self::SetPricePercent { .. } => "set_price_percent",
        }
    }

    #[must_use]
    pub fn capability(&self) -> Capability {
        Capability::SettingsEdit
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum AccountCommand {
    /// Put the certificate into a group; what it has reserved and paid stays.
    AssignGroup {
        group: CertificateGroupId,
    },
    /// Let it wait for room in its group.
    JoinWaitingList,
    LeaveWaitingList,
    /// Nothing was paid from the certificate and nothing asked of it until `due`: it is one of accounting again, and its
    /// place in the group is free; given by the register's nightly work.
    ReturnToAccounting {
        due: NaiveDate,
    },
}

impl AccountCommand {
    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::AssignGroup { .. } => "assign_group",
            Self::JoinWaitingList => "join_waiting_list",
            Self::LeaveWaitingList => "leave_waiting_list",
            Self::ReturnToAccounting { .. } => "return_to_accounting",
        }
    }

    /// The right that the command needs; `None` for what only the register itself gives.
    #[must_use]
    pub fn capability(&self) -> Option<Capability> {
        match self {
            Self::AssignGroup { .. } => Some(Capability::SettingsEdit),
            Self::JoinWaitingList | Self::LeaveWaitingList => Some(Capability::EnrolmentCreate),
            Self::ReturnToAccounting { .. } => None,
        }
    }
}
