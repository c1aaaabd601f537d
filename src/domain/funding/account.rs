//! The money of one certificate, and what claims it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CertificateGroupId, Funding, PeriodId};
use crate::domain::enrolment::{EnrolmentRequest, Place, RequestId, RequestState};
use crate::domain::money::{Kopecks, Purse, PurseError, Span};
use crate::domain::number::CertificateNumber;
use crate::domain::office::{MunicipalityCode, OrganisationId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PeriodPurse {
    pub period: PeriodId,
    #[serde(flatten)]
    pub purse: Purse,
}

/// A request or contract of the certificate, at whatever organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema), schema(as = AccountClaim))]
pub struct Claim {
    pub request: RequestId,
    pub organisation: OrganisationId,
    pub place: Place,
    pub days: Span,
    #[serde(flatten)]
    pub state: RequestState,
    /// What it holds back of `period` now, in kopecks.
    pub reserved: Kopecks,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodId>,
    /// A contract whose end is given notice of.
    #[serde(default)]
    pub ends: bool,
}

/// The money of a certificate by period, and its live requests and contracts. In each period the sum of what claims hold
/// back is the purse's `reserved`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Account {
    pub certificate: CertificateNumber,
    /// Grows by one with every applied command that is given on it; what `base` names.
    pub version: u64,
    pub payer: MunicipalityCode,
    /// Where its money comes from; `None` until a clerk or its first certified programme puts it into one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<CertificateGroupId>,
    /// Since when it waits for room in the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_since: Option<NaiveDate>,
    /// Since when no request and no contract asks for its money; `None` while one does, and before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unused_since: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purses: Vec<PeriodPurse>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
}

impl Account {
    /// Of a certificate that has claimed nothing.
    #[must_use]
    pub fn unused(certificate: CertificateNumber, payer: MunicipalityCode) -> Self {
        Self {
            certificate,
            version: 0,
            payer,
            group: None,
            waits_since: None,
            unused_since: None,
            purses: Vec::new(),
            claims: Vec::new(),
        }
    }

    #[must_use]
    pub fn purse(&self, period: PeriodId) -> Option<Purse> {
        let found = self.purses.iter().find(|held| held.period == period);
        found.map(|held| held.purse)
    }

    pub fn set_purse(&mut self, period: PeriodId, purse: Purse) {
        match self.purses.iter_mut().find(|held| held.period == period) {
            Some(held) => held.purse = purse,
            None => self.purses.push(PeriodPurse { period, purse }),
        }
    }

    /// The purse of `period` with the nominal that its group has now: one that grew has topped it up, one that shrank
    /// takes nothing back. `None`: no group, or the group has no money for the period.
    ///
    /// # Errors
    /// The purse doesn't hold, which the register's own data can't be.
    pub fn topped_up(
        &self,
        funding: &Funding,
        period: PeriodId,
    ) -> Result<Option<Purse>, PurseError> {
        let group = self.group.and_then(|id| funding.group(id));
        let Some(nominal) = group.and_then(|group| group.nominal(period)) else {
            return Ok(self.purse(period));
        };
        match self.purse(period) {
            None => Ok(Some(Purse::opened(nominal))),
            Some(purse) if purse.nominal < nominal => purse.raise_to(nominal).map(Some),
            Some(purse) => Ok(Some(purse)),
        }
    }

    /// The claim of `request` becomes what the record says on `today`, or goes with it.
    pub fn follow(&mut self, request: &EnrolmentRequest, reserved: Kopecks, today: NaiveDate) {
        let before = self.is_used();
        self.claims.retain(|claim| claim.request != request.id);
        if request.state.is_live() {
            self.claims.push(Claim {
                request: request.id,
                organisation: request.organisation,
                place: request.place,
                days: request.days,
                state: request.state,
                reserved,
                period: request.cost.and_then(|cost| cost.period),
                ends: request.termination.is_some(),
            });
        }
        self.note_use(before, today);
    }

    /// Whether every purse holds, and holds back what its claims say.
    #[must_use]
    pub fn holds(&self) -> bool {
        let reserved = |period| -> i64 {
            let of = self
                .claims
                .iter()
                .filter(|claim| claim.period == Some(period));
            of.map(|claim| claim.reserved.0).sum()
        };
        let good = |held: &PeriodPurse| {
            held.purse.holds() && held.purse.reserved.0 == reserved(held.period)
        };
        self.purses.iter().all(good)
    }
}
