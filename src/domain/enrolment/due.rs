//! When the register has something to do with a request by itself, and what: the offer that nobody signs, the month that
//! begins, the contract that is over.
//!
//! Moments count by the world's day, which in this country is never behind the local one: an offer of the small hours is
//! taken for one of the day before.

use chrono::{Datelike, Months, NaiveDate};

use super::decide::months_until;
use super::{EnrolmentRequest, RequestState};
use crate::domain::calendar::Calendar;
use crate::domain::money::Span;

/// What a contract waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractWork {
    /// Months have begun that are not paid.
    Pay,
    /// Its last day has passed.
    End,
}

impl EnrolmentRequest {
    /// The first day on which the register has something to do with it, whatever is set about offers. `None`: nothing is
    /// left to be done.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        match self.state {
            RequestState::New | RequestState::Confirmed => self.concludable_until().succ_opt(),
            RequestState::Concluded => {
                let over = self.last_day().succ_opt()?;
                Some(self.next_month().map_or(over, |begins| begins.min(over)))
            }
            RequestState::Terminated(_) | RequestState::Refused(_) => None,
        }
    }

    /// Since when an offer waits for the family's signature.
    #[must_use]
    pub fn offered(&self) -> Option<NaiveDate> {
        let offer = self
            .confirmed
            .filter(|_| self.state == RequestState::Confirmed)?;
        Some(offer.at.date_naive())
    }

    /// The last day on which a contract can come of it: `working_days` behind the offer, and not later than one can be
    /// concluded at all. `None`: it is none of an offer any more.
    #[must_use]
    pub fn offer_due(&self, calendar: &Calendar<'_>, working_days: u16) -> Option<NaiveDate> {
        if !self.state.is_open() {
            return None;
        }
        let until = self.concludable_until();
        let signed = self.offered().map(|day| calendar.after(day, working_days));
        Some(signed.map_or(until, |day| day.min(until)))
    }

    /// What the contract waits for on `today`.
    #[must_use]
    pub fn contract_work(&self, today: NaiveDate) -> Option<ContractWork> {
        if self.state != RequestState::Concluded {
            return None;
        }
        if today > self.last_day() {
            return Some(ContractWork::End);
        }
        (self.months_due(today) > self.months_paid).then_some(ContractWork::Pay)
    }

    /// How many months the certificate has to have paid on `today`: those that have begun under the contract, whose first
    /// is paid with its conclusion. A month is paid in full where the contract lives on its first day.
    #[must_use]
    pub fn months_due(&self, today: NaiveDate) -> u32 {
        let Some(cost) = self.cost.filter(|cost| cost.period.is_some()) else {
            return self.months_paid;
        };
        let begun = months_until(self.days, today.min(self.last_day()));
        begun
            .min(cost.shares.certificate.months + 1)
            .max(self.months_paid)
    }

    /// The last day of the contract: of its notice, if one was given.
    fn last_day(&self) -> NaiveDate {
        let end = self.termination.as_ref();
        end.map_or(self.days.last, |end| end.effective)
    }

    /// The first day of the month that is paid next.
    fn next_month(&self) -> Option<NaiveDate> {
        if self.months_due(self.last_day()) <= self.months_paid {
            return None;
        }
        let first = self.days.first.with_day(1)?;
        first.checked_add_months(Months::new(self.months_paid))
    }

    /// No contract is concluded for days that lie behind the month before (rule of the systems that clerks know), and none
    /// behind the last day. Who asks or is offered after the first day counts from then.
    fn concludable_until(&self) -> NaiveDate {
        let asked = self.created_at.date_naive();
        let offered = self.offered().unwrap_or(asked);
        let since = self.days.first.max(asked).max(offered);
        let next = Span::last_of_month(since).succ_opt().unwrap_or(since);
        Span::last_of_month(next).min(self.days.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::samples::{Scene, autumn};
    use crate::domain::enrolment::{EnrolmentCommand, Party};
    use crate::domain::reason::TerminateReason;
    use crate::domain::samples::{day, today};
    use crate::domain::{Calendar, Clean};

    #[test]
    fn nobody_concludes_for_days_behind_the_month_before() {
        // From 15 September: the first of November is one month too late.
        let (_, request) = Scene::requested();
        assert_eq!(request.due(), Some(day(2026, 11, 1)));
        let usual = Calendar::default();
        assert_eq!(request.offer_due(&usual, 5), Some(day(2026, 10, 31)));
        assert_eq!(request.offered(), None);
        // Who asks in December has until the last day.
        let mut late = request.clone();
        late.created_at += chrono::Duration::days(90);
        assert_eq!(late.due(), autumn().last.succ_opt());
    }

    #[test]
    fn an_offer_waits_its_working_days() {
        let (_, request) = Scene::confirmed();
        assert_eq!(request.offered(), Some(today()));
        let usual = Calendar::default();
        // The tenth is a Thursday.
        assert_eq!(request.offer_due(&usual, 5), Some(day(2026, 9, 17)));
        assert_eq!(request.offer_due(&usual, 365), Some(day(2026, 10, 31)));
        let (_, concluded) = Scene::concluded();
        assert_eq!(concluded.offer_due(&usual, 5), None);
        assert_eq!(concluded.offered(), None);
    }

    #[test]
    fn a_month_is_due_on_its_first_day() {
        let (_, request) = Scene::concluded();
        assert_eq!(
            (request.months_paid, request.due()),
            (1, Some(day(2026, 10, 1)))
        );
        assert_eq!(request.contract_work(day(2026, 9, 30)), None);
        assert_eq!(
            request.contract_work(day(2026, 10, 1)),
            Some(ContractWork::Pay)
        );
        assert_eq!(request.months_due(day(2026, 11, 30)), 3);
        assert_eq!(request.months_due(day(2027, 5, 1)), 4);
        let mut paid = request.clone();
        paid.months_paid = 4;
        assert_eq!(paid.due(), Some(day(2027, 1, 1)));
        assert_eq!(paid.contract_work(day(2026, 12, 31)), None);
        assert_eq!(paid.contract_work(day(2027, 1, 1)), Some(ContractWork::End));
        let mut free = request;
        free.cost = None;
        free.months_paid = 0;
        assert_eq!(free.due(), Some(day(2027, 1, 1)));
    }

    #[test]
    fn a_contract_that_ends_is_due_with_its_last_day() {
        let (mut scene, request) = Scene::concluded();
        let notice = EnrolmentCommand::Terminate {
            by: Party::Family,
            reason: TerminateReason::Moved,
            text: Clean::default(),
            notice: today(),
        };
        let ends = scene.apply(Some(&request), &notice);
        assert_eq!(ends.due(), Some(day(2026, 10, 1)));
        assert_eq!(ends.contract_work(day(2026, 9, 30)), None);
        assert_eq!(
            ends.contract_work(day(2026, 10, 1)),
            Some(ContractWork::End)
        );
    }
}
