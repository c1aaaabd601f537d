//! The contract: concluded by the family's signature under the training application.

use chrono::NaiveDate;

use super::ledger::Ledger;
use super::{World, guard};
use crate::domain::decide::guard::paper_number;
use crate::domain::enrolment::{Contract, EnrolmentRefusal, EnrolmentRequest, Mark, RequestState};
use crate::domain::money::Span;
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal};

/// What the clerk enters from the paper.
pub struct Signed<'a> {
    pub number: &'a Clean,
    pub date: NaiveDate,
    pub received: NaiveDate,
}

/// Whether the family's signature makes a contract of it.
pub fn concludable(
    request: &EnrolmentRequest,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    guard::state(request, RequestState::Confirmed)?;
    guard::certificate(world, context)
}

/// The months up to that of the contract's date are paid at once, the first of them at least.
pub fn conclude(
    request: &mut EnrolmentRequest,
    signed: &Signed<'_>,
    ledger: &mut Ledger<'_>,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    concludable(request, world, context)?;
    let number = paper_number(signed.number).ok_or(EnrolmentRefusal::ContractNumber)?;
    // The local date is never before that of the world's clock in this country.
    let made = request.created_at.date_naive();
    let days = made..=context.today;
    // A contract that begins behind its last day would be one about nothing.
    let over = signed.date > request.days.last;
    if over || !days.contains(&signed.date) || !days.contains(&signed.received) {
        return Err(EnrolmentRefusal::ContractDate.into());
    }
    if let Some(cost) = request.cost.filter(|cost| cost.period.is_some()) {
        let part = cost.shares.certificate;
        let months = months_until(request.days, signed.date).min(part.months + 1);
        ledger.pay(part.upto(months))?;
        request.months_paid = months;
    }
    request.state = RequestState::Concluded;
    request.contract = Some(Contract {
        number,
        date: signed.date,
        statement_received: signed.received,
        concluded: Mark {
            clerk: context.clerk,
            at: context.at,
        },
    });
    Ok(())
}

/// How many calendar months of `days` there are up to that of `date`; the first counts whatever the date is.
pub fn months_until(days: Span, date: NaiveDate) -> u32 {
    let until = Span {
        first: days.first,
        last: date,
    };
    until.months_after_first() + 1
}
