//! Where the certificate's part of a price comes from: the period, the payer's agreement, the group of certificates.

use super::{World, guard};
use crate::domain::certificate::CertificateKind;
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::funding::{
    Account, Agreement, CertificateGroup, CertificateGroupId, Funding, PeriodId,
};
use crate::domain::money::{Kopecks, Span};
use crate::domain::{Context, OrganisationId, Refusal, Side};

/// The money of a period that a certificate gets with its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub period: PeriodId,
    pub group: CertificateGroupId,
    /// What the group gives each certificate for the period.
    pub nominal: Kopecks,
}

/// Where the money for `days` comes from. A certificate without a group gets the municipality's first one.
///
/// # Errors
/// The municipality has no such period, or no money for the certificate in it.
pub fn source(
    account: Option<&Account>,
    funding: &Funding,
    days: Span,
) -> Result<Source, EnrolmentRefusal> {
    let period = period(funding, days)?;
    let group = group(account, funding).ok_or(EnrolmentRefusal::NoCertificateGroup)?;
    let nominal = group
        .nominal(period)
        .ok_or(EnrolmentRefusal::NoCertificateGroup)?;
    Ok(Source {
        period,
        group: group.id,
        nominal,
    })
}

pub fn period(funding: &Funding, days: Span) -> Result<PeriodId, EnrolmentRefusal> {
    let period = funding.period_of(days).ok_or(EnrolmentRefusal::NoPeriod)?;
    Ok(period.id)
}

/// The agreement in force for the period.
pub fn agreement(
    funding: &Funding,
    organisation: OrganisationId,
    period: PeriodId,
) -> Result<&Agreement, EnrolmentRefusal> {
    funding
        .agreement(organisation, period)
        .ok_or(EnrolmentRefusal::NoAgreement)
}

/// One more child under an agreement in force, where the certificate pays and the payer is known.
pub fn agreed(
    funding: &Funding,
    organisation: OrganisationId,
    period: PeriodId,
    world: &World<'_>,
) -> Result<(), EnrolmentRefusal> {
    guard::room_under(agreement(funding, organisation, period)?, world.taken)
}

fn group<'a>(account: Option<&Account>, funding: &'a Funding) -> Option<&'a CertificateGroup> {
    match account.and_then(|account| account.group) {
        Some(id) => funding.group(id),
        None => funding.groups.first(),
    }
}

/// Whether the group finances one more certificate, where this one is not financed by it for the period yet. A desk that
/// doesn't know the others lets the register say so.
pub fn has_room(
    source: Source,
    funding: &Funding,
    account: &Account,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    let financed = world
        .certificate
        .is_some_and(|held| held.kind == CertificateKind::Financed);
    if financed && account.purse(source.period).is_some() {
        return Ok(());
    }
    let group = funding
        .group(source.group)
        .ok_or(EnrolmentRefusal::NoCertificateGroup)?;
    match world.group_use {
        Some(used) if group.is_full(source.nominal, used) => {
            Err(EnrolmentRefusal::CertificateGroupFull.into())
        }
        None if limited(group) && context.side == Side::Register => Err(Refusal::RegisterFailed),
        Some(_) | None => Ok(()),
    }
}

fn limited(group: &CertificateGroup) -> bool {
    group.certificates_limit.is_some() || group.sum_limit.is_some()
}
