//! Where money comes from: what a municipality has set, and the money of a certificate (DESIGN section 4).

mod account;
mod command;
pub mod decide;
mod unused;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::enrolment::GroupUse;
use super::money::{Kopecks, Span};
use super::office::{MunicipalityCode, OrganisationId};
use super::text::Clean;
pub use account::{Account, Claim, PeriodPurse};
pub use command::{AccountCommand, FundingCommand};

/// A period of the programme, by the year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct PeriodId(pub u16);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Period {
    pub id: PeriodId,
    pub days: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct CertificateGroupId(pub u16);

/// Certificates that get the same money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CertificateGroup {
    pub id: CertificateGroupId,
    pub name: Clean,
    pub nominals: Vec<Nominal>,
    /// How many certificates it finances; `None`: as many as come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificates_limit: Option<u32>,
    /// The sum of all nominals of one period; `None`: without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_limit: Option<Kopecks>,
}

impl CertificateGroup {
    #[must_use]
    pub fn nominal(&self, period: PeriodId) -> Option<Kopecks> {
        let found = self
            .nominals
            .iter()
            .find(|nominal| nominal.period == period);
        found.map(|nominal| nominal.amount)
    }

    /// Whether one more certificate with `nominal` finds no room beside what is in use.
    #[must_use]
    pub fn is_full(&self, nominal: Kopecks, used: GroupUse) -> bool {
        let many = self
            .certificates_limit
            .is_some_and(|limit| used.certificates >= limit);
        let sum = used.sum.checked_add(nominal);
        let much = self
            .sum_limit
            .is_some_and(|limit| sum.is_none_or(|sum| sum > limit));
        many || much
    }

    /// Whether the limits are not below what is in use.
    #[must_use]
    pub fn allows(&self, used: GroupUse) -> bool {
        let many = self
            .certificates_limit
            .is_some_and(|limit| used.certificates > limit);
        let much = self.sum_limit.is_some_and(|limit| used.sum > limit);
        !many && !much
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Nominal {
    pub period: PeriodId,
    pub amount: Kopecks,
}

/// The payer pays an organisation in a period; without one no offer is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Agreement {
    pub organisation: OrganisationId,
    pub period: PeriodId,
    pub number: Clean,
    pub date: NaiveDate,
    /// How many children the organisation may teach under it; `None`: as many as its programmes take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// One that is not in force any more stays for the contracts under it.
    pub active: bool,
}

/// What a municipality has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Funding {
    pub municipality: MunicipalityCode,
    /// Grows by one with every applied command; what `base` names.
    pub version: u64,
    /// In the order of time.
    #[serde(default)]
    pub periods: Vec<Period>,
    #[serde(default)]
    pub groups: Vec<CertificateGroup>,
    #[serde(default)]
    pub agreements: Vec<Agreement>,
    /// The highest price of a module, in percent of the normative price.
    pub price_percent: u16,
}

/// The highest price of a module unless a municipality sets another one, in percent of the normative price.
pub const PRICE_PERCENT: u16 = 150;

impl Funding {
    /// Of a municipality that has set nothing.
    #[must_use]
    pub fn unset(municipality: MunicipalityCode) -> Self {
        Self {
            municipality,
            version: 0,
            periods: Vec::new(),
            groups: Vec::new(),
            agreements: Vec::new(),
            price_percent: PRICE_PERCENT,
        }
    }

    /// The period that has all of `days`.
    #[must_use]
    pub fn period_of(&self, days: Span) -> Option<&Period> {
        self.periods.iter().find(|period| days.within(period.days))
    }

    #[must_use]
    pub fn group(&self, id: CertificateGroupId) -> Option<&CertificateGroup> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The agreement in force.
    #[must_use]
    pub fn agreement(&self, organisation: OrganisationId, period: PeriodId) -> Option<&Agreement> {
        let of = |a: &&Agreement| (a.organisation, a.period) == (organisation, period) && a.active;
        self.agreements.iter().find(of)
    }
}
