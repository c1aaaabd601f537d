//! The end of a contract: notice by either side, and the day after the last one.

use chrono::NaiveDate;

use super::contract::months_until;
use super::guard;
use super::ledger::Ledger;
use crate::domain::decide::guard::text;
use crate::domain::enrolment::{
    Ending, EnrolmentRefusal, EnrolmentRequest, Mark, Party, RequestState, Termination,
};
use crate::domain::money::{Kopecks, Span};
use crate::domain::reason::TerminateReason;
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal};

/// What is written in the notice.
pub struct Notice<'a> {
    pub by: Party,
    pub reason: TerminateReason,
    pub text: &'a Clean,
    pub date: NaiveDate,
}

/// Whether notice can be given of its end.
pub fn terminable(request: &EnrolmentRequest) -> Result<(), Refusal> {
    guard::state(request, RequestState::Concluded)?;
    Ok(guard::goes_on(request)?)
}

/// The contract ends with the month of the notice, or of the first day where that comes later. What was held back for
/// the months behind it returns at once; what was paid stays paid.
pub fn terminate(
    request: &mut EnrolmentRequest,
    notice: &Notice<'_>,
    ledger: &mut Ledger<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    terminable(request)?;
    text(notice.reason == TerminateReason::Other, notice.text)?;
    let concluded = request.contract.as_ref().map(|contract| contract.date);
    let early = concluded.is_some_and(|date| notice.date < date);
    if early || notice.date > context.today || notice.date > request.days.last {
        return Err(EnrolmentRefusal::ContractDate.into());
    }
    let effective = effective(request.days, notice.date);
    if let Some(cost) = request.cost.filter(|cost| cost.period.is_some()) {
        let part = cost.shares.certificate;
        let months = months_until(request.days, effective).max(request.months_paid);
        let kept = part.upto(months).0 - part.upto(request.months_paid).0;
        ledger.release(Kopecks(ledger.reserved().0 - kept))?;
    }
    request.termination = Some(Termination {
        by: notice.by,
        reason: notice.reason,
        text: notice.text.clone(),
        notice: notice.date,
        effective,
        given: Mark {
            clerk: context.clerk,
            at: context.at,
        },
    });
    Ok(())
}

/// The last day of a contract of `days` of which notice is given on `notice`.
#[must_use]
pub fn effective(days: Span, notice: NaiveDate) -> NaiveDate {
    Span::last_of_month(notice.max(days.first)).min(days.last)
}

/// How it ends now that its last day has passed.
pub fn ending(request: &EnrolmentRequest, context: &Context) -> Result<Ending, Refusal> {
    guard::state(request, RequestState::Concluded)?;
    let (last, ending) = match &request.termination {
        Some(end) if end.by == Party::Family => (end.effective, Ending::ByFamily),
        Some(end) => (end.effective, Ending::ByOrganisation),
        None => (request.days.last, Ending::Completed),
    };
    if context.today > last {
        Ok(ending)
    } else {
        Err(EnrolmentRefusal::NotOver.into())
    }
}

/// Every month up to the last day has begun under the contract, so what is still held back for them is paid.
pub fn complete(
    request: &mut EnrolmentRequest,
    ledger: &mut Ledger<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    let ending = ending(request, context)?;
    if let Some(cost) = request.cost.filter(|cost| cost.period.is_some()) {
        ledger.pay(ledger.reserved())?;
        let last = request
            .termination
            .as_ref()
            .map_or(request.days.last, |end| end.effective);
        let months = months_until(request.days, last).min(cost.shares.certificate.months + 1);
        request.months_paid = request.months_paid.max(months);
    }
    request.state = RequestState::Terminated(ending);
    Ok(())
}
