//! The enrolment request and the contract that it becomes: one record, as in the systems that clerks know.

mod command;
pub mod decide;
mod due;
mod refusal;
#[cfg(test)]
pub(crate) mod samples;

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::application::Source;
use super::funding::PeriodId;
use super::money::{Kopecks, Shares, Span, Split};
use super::number::CertificateNumber;
use super::office::{ClerkId, MunicipalityCode, OrganisationId};
use super::programme::{GroupId, ModuleId, ProgrammeId, ProgrammeRegister};
use super::reason::{RequestRefuseReason, TerminateReason};
use super::text::Clean;
pub use command::{EnrolmentCommand, RequestForm};
pub use decide::{Decision, GroupUse, Taken, World};
pub use due::ContractWork;
pub use refusal::EnrolmentRefusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct RequestId(pub Uuid);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a child learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Place {
    pub programme: ProgrammeId,
    pub module: ModuleId,
    pub group: GroupId,
}

/// `New → Confirmed → Concluded → Terminated`; `New | Confirmed → Refused` (DESIGN section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "detail")]
pub enum RequestState {
    /// «Создан, ожидает подтверждения».
    New,
    /// «Подтвержден, ожидает заключения»: the offer has gone to the family.
    Confirmed,
    /// «Действует».
    Concluded,
    /// «Прекратил действие».
    Terminated(Ending),
    /// «Отклонен без заключения».
    Refused(RequestRefuseReason),
}

impl RequestState {
    /// The name on the wire, in the database and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Confirmed => "confirmed",
            Self::Concluded => "concluded",
            Self::Terminated(_) => "terminated",
            Self::Refused(_) => "refused",
        }
    }

    /// A clerk can bring it on to a contract.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Confirmed)
    }

    /// It takes a place in its group: an offer or a contract. A request that nobody has confirmed takes none.
    #[must_use]
    pub fn takes_place(self) -> bool {
        matches!(self, Self::Confirmed | Self::Concluded)
    }

    /// It reserves money and stands against a second request for the module.
    #[must_use]
    pub fn is_live(self) -> bool {
        self.is_open() || self == Self::Concluded
    }
}

/// How a contract ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Completed,
    ByFamily,
    ByOrganisation,
}

impl Ending {
    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::ByFamily => "by_family",
            Self::ByOrganisation => "by_organisation",
        }
    }
}

/// Which side ends a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Family,
    Organisation,
}

/// What it costs, as it was when the request was made; in kopecks. A later price of the module changes nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Cost {
    /// Of the whole module.
    pub price: Kopecks,
    pub normative_price: Kopecks,
    /// Of the days chosen, by month.
    pub total: Split,
    pub shares: Shares,
    /// The period whose purse pays the certificate's share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodId>,
}

/// Who did a step, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Mark {
    pub clerk: ClerkId,
    pub at: DateTime<Utc>,
}

/// Concluded by the family's signature under the training application (заявление о зачислении).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Contract {
    /// Unique in the organisation and the year of `date`.
    pub number: Clean,
    pub date: NaiveDate,
    /// When the signed training application came.
    pub statement_received: NaiveDate,
    pub concluded: Mark,
}

/// Notice of the end of a contract. It takes effect on the last day of the month of the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Termination {
    pub by: Party,
    pub reason: TerminateReason,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub text: Clean,
    pub notice: NaiveDate,
    pub effective: NaiveDate,
    pub given: Mark,
}

/// A request and its contract. Nothing in it is personal but what clerks have typed beside a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EnrolmentRequest {
    pub id: RequestId,
    /// Grows by one with every applied command; what `base` names.
    pub version: u64,
    #[serde(flatten)]
    pub state: RequestState,
    pub certificate: CertificateNumber,
    /// The municipality whose money it is.
    pub payer: MunicipalityCode,
    pub organisation: OrganisationId,
    pub register: ProgrammeRegister,
    pub place: Place,
    /// The days of learning inside the group's period.
    pub days: Span,
    /// The child's age in whole years on the first of them; `None` until the register has told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    pub source: Source,
    pub created_at: DateTime<Utc>,
    /// `None`: the family by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<ClerkId>,
    /// `None`: nobody pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// How many months the purse has paid.
    #[serde(default)]
    pub months_paid: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Mark>,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub refusal_text: Clean,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination: Option<Termination>,
}

impl EnrolmentRequest {
    /// What the certificate pays for it in all, in kopecks.
    #[must_use]
    pub fn certificate_share(&self) -> Kopecks {
        self.cost
            .map_or(Kopecks(0), |cost| cost.shares.certificate.total())
    }

    /// Without what clerks have typed, which may name people.
    #[must_use]
    pub fn without_texts(mut self) -> Self {
        self.refusal_text = Clean::default();
        if let Some(end) = &mut self.termination {
            end.text = Clean::default();
        }
        self
    }

    /// Created and confirmed by one person: the report lists it.
    #[must_use]
    pub fn by_one_person(&self) -> bool {
        let confirmed = self.confirmed.map(|mark| mark.clerk);
        self.created_by.is_some() && self.created_by == confirmed
    }
}
