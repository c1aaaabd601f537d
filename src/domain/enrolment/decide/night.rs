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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::EnrolmentCommand;
    use crate::domain::enrolment::samples::{PERIOD, Scene};
    use crate::domain::samples::day;
    use crate::domain::{Capabilities, Side};

    fn overdue() -> EnrolmentCommand {
        EnrolmentCommand::ExpireOffer {
            due: day(2026, 10, 1),
        }
    }

    #[test]
    fn an_offer_that_nobody_signs_gives_all_back() {
        for (mut scene, request) in [Scene::requested(), Scene::confirmed()] {
            scene.context.capabilities = Capabilities::default();
            scene.context.today = day(2026, 10, 1);
            let early = scene.decide(Some(&request), &overdue());
            assert_eq!(early, Err(Refusal::NothingChanged));
            scene.context.today = day(2026, 10, 2);
            let after = scene.apply(Some(&request), &overdue());
            let why = RequestRefuseReason::OfferOverdue;
            assert_eq!(after.state, RequestState::Refused(why));
            let account = scene.account.clone().unwrap();
            let purse = account.purse(PERIOD).unwrap();
            assert_eq!(purse.balance, purse.nominal);
            assert_eq!(account.unused_since, Some(day(2026, 10, 2)));
            let again = scene.decide(Some(&after), &overdue());
            assert_eq!(again, Err(Refusal::WrongState("refused".to_owned())));
        }
    }

    #[test]
    fn months_that_have_begun_are_paid_once() {
        let (mut scene, request) = Scene::concluded();
        scene.context.capabilities = Capabilities::default();
        scene.context.today = day(2026, 9, 30);
        let none = scene.decide(Some(&request), &EnrolmentCommand::PayMonths);
        assert_eq!(none, Err(Refusal::NothingChanged));
        // Two months at once, where a night was missed.
        scene.context.today = day(2026, 11, 1);
        let paid = scene.apply(Some(&request), &EnrolmentCommand::PayMonths);
        assert_eq!((paid.months_paid, paid.version), (3, request.version + 1));
        let purse = scene.account.as_ref().unwrap().purse(PERIOD).unwrap();
        assert_eq!(purse.paid, Kopecks(59_260 + 2 * 113_580));
        assert_eq!(purse.reserved, Kopecks(113_580));
        let again = scene.decide(Some(&paid), &EnrolmentCommand::PayMonths);
        assert_eq!(again, Err(Refusal::NothingChanged));
    }

    #[test]
    fn no_desk_decides_it() {
        let (mut scene, request) = Scene::concluded();
        scene.context.today = day(2026, 11, 1);
        scene.context.side = Side::Client;
        for command in [EnrolmentCommand::PayMonths, overdue()] {
            let given = scene.decide(Some(&request), &command);
            assert_eq!(given, Err(Refusal::NotUnderstood));
        }
    }
}
