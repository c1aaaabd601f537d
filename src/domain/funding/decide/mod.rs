//! What comes of a change of what a municipality has set, and of the money of a certificate.

mod account;

use chrono::Datelike;

use super::{Agreement, CertificateGroup, Funding, FundingCommand, Period};
use crate::domain::decide::guard::{capability, paper_number};
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::money::Kopecks;
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal};
pub use account::account;

/// The highest percentage of the normative price that a municipality may set.
const HIGHEST_PERCENT: u16 = 1000;

/// The longest period, in days: a school year with the summers around it.
const LONGEST_PERIOD: u32 = 549;

/// Decides on a change of what a municipality has set. Whether the clerk's organisation is in that municipality is for the
/// register to see; so is whether anything was paid in a period that is changed.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn decide(
    current: &Funding,
    command: &FundingCommand,
    context: &Context,
) -> Result<Funding, Refusal> {
    capability(command.capability(), context)?;
    let mut funding = current.clone();
    match command {
        FundingCommand::SetPeriod { period } => set_period(&mut funding, *period)?,
        FundingCommand::SetCertificateGroup { group } => set_group(&mut funding, group)?,
        FundingCommand::SetAgreement { agreement } => set_agreement(&mut funding, agreement)?,
        FundingCommand::SetPricePercent { percent } => {
            if !(1..=HIGHEST_PERCENT).contains(percent) {
                return Err(EnrolmentRefusal::Percent.into());
            }
            funding.price_percent = *percent;
        }
    }
    if funding == *current {
        return Err(Refusal::NothingChanged);
    }
    funding.version += 1;
    Ok(funding)
}

/// Periods have no day in common. One with agreements loses none of its days: contracts stand on them.
fn set_period(funding: &mut Funding, period: Period) -> Result<(), EnrolmentRefusal> {
    let days = period.days;
    let named = i32::from(period.id.0) == days.first.year();
    if !named || !(1..=LONGEST_PERIOD).contains(&days.days()) {
        return Err(incomplete("period"));
    }
    let others = funding.periods.iter().filter(|held| held.id != period.id);
    let overlaps = |held: &&Period| held.days.first <= days.last && days.first <= held.days.last;
    if others.into_iter().any(|held| overlaps(&held)) {
        return Err(EnrolmentRefusal::PeriodsOverlap);
    }
    let held = funding.periods.iter_mut().find(|held| held.id == period.id);
    match held {
        None => funding.periods.push(period),
        Some(held) => {
            let mut agreements = 0;
            for agreement in &funding.agreements {
                agreements += u32::from(agreement.period == period.id);
            }
            if agreements > 0 && !held.days.within(days) {
                return Err(EnrolmentRefusal::InUse(agreements));
            }
            *held = period;
        }
    }
    funding.periods.sort_by_key(|period| period.days.first);
    Ok(())
}

fn set_group(funding: &mut Funding, group: &CertificateGroup) -> Result<(), EnrolmentRefusal> {
    if group.name.as_str().trim().is_empty() {
        return Err(incomplete("group_name"));
    }
    for (place, nominal) in group.nominals.iter().enumerate() {
        let known = funding
            .periods
            .iter()
            .any(|period| period.id == nominal.period);
        if !known {
            return Err(EnrolmentRefusal::Unknown);
        }
        let twice = group.nominals[..place]
            .iter()
            .any(|other| other.period == nominal.period);
        if twice || nominal.amount < Kopecks(0) {
            return Err(incomplete("nominal"));
        }
        // A limit below one nominal finances nobody.
        if group.sum_limit.is_some_and(|limit| limit < nominal.amount) {
            return Err(incomplete("sum_limit"));
        }
    }
    match funding.groups.iter_mut().find(|held| held.id == group.id) {
        Some(held) => *held = group.clone(),
        None => funding.groups.push(group.clone()),
    }
    Ok(())
}

/// One agreement for an organisation and period: another one takes its place.
fn set_agreement(funding: &mut Funding, agreement: &Agreement) -> Result<(), EnrolmentRefusal> {
    let period = agreement.period;
    if !funding.periods.iter().any(|held| held.id == period) {
        return Err(EnrolmentRefusal::Unknown);
    }
    let number = paper_number(&agreement.number).ok_or_else(|| incomplete("agreement_number"))?;
    let agreement = Agreement {
        number,
        ..agreement.clone()
    };
    let same = |held: &&mut Agreement| {
        (held.organisation, held.period) == (agreement.organisation, agreement.period)
    };
    match funding.agreements.iter_mut().find(same) {
        Some(held) => *held = agreement,
        None => funding.agreements.push(agreement),
    }
    Ok(())
}

/// A field that is empty or can't be so; its name is a text key `gap-<code>`.
fn incomplete(code: &str) -> EnrolmentRefusal {
    EnrolmentRefusal::Incomplete(vec![Clean::new(code)])
}
