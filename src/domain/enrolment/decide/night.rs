//! What the register does with a request by itself. No desk may decide it, whatever its clock says.

use chrono::NaiveDate;

use super::guard;
use super::ledger::Ledger;
use crate::domain::enrolment::{EnrolmentRequest, RequestState};
use crate::domain::money::Kopecks;
use crate::domain::reason::RequestRefuseReason;
use crate::domain::{Context, Refusal};

/// Nobody has signed the offer until `due`: all that it held back returns.
pub fn expire(
    request: &mut EnrolmentRequest,
    due: NaiveDate,
    ledger: &mut Ledger<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    guard::open(request)?;
    if context.today <= due {
        return Err(Refusal::NothingChanged);
    }
    ledger.release(ledger.reserved())?;
    request.state = RequestState::Refused(RequestRefuseReason::OfferOverdue);
    Ok(())
}

/// Every month that has begun is paid out of what was held back for it.
pub fn pay(
    request: &mut EnrolmentRequest,
    ledger: &mut Ledger<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    guard::state(request, RequestState::Concluded)?;
    let months = request.months_due(context.today);
    let Some(cost) = request.cost.filter(|_| months > request.months_paid) else {
        return Err(Refusal::NothingChanged);
    };
    let part = cost.shares.certificate;
    let paid = part.upto(request.months_paid);
    ledger.pay(Kopecks(part.upto(months).0 - paid.0))?;
    request.months_paid = months;
    Ok(())
}
