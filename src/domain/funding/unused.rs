//! How long a financed certificate keeps its place in the group while nobody asks for money of it.

use chrono::{Days, NaiveDate};

use super::{Account, Claim, Funding};
use crate::domain::money::Purse;

impl Account {
    /// A request or contract of the certificate holds money back, or did until all of it was paid.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.claims.iter().any(pays)
    }

    /// Since when nothing is asked of it. `before`: whether something was, before its claims changed.
    pub(super) fn note_use(&mut self, before: bool, today: NaiveDate) {
        if self.is_used() {
            self.unused_since = None;
        } else if before {
            self.unused_since = Some(today);
        }
    }

    /// The last day on which it keeps its place, `days` behind its last use or the beginning of the present period, if
    /// that is later. `None` while it is used, when something was paid from it in the present period, and between
    /// periods.
    #[must_use]
    pub fn unused_due(&self, funding: &Funding, today: NaiveDate, days: u16) -> Option<NaiveDate> {
        let since = self.unused_since.filter(|_| !self.is_used())?;
        let mut periods = funding.periods.iter();
        let present = periods.find(|period| period.days.holds(today))?;
        let paid = |held: Purse| held.paid.0 > 0;
        if self.purse(present.id).is_some_and(paid) {
            return None;
        }
        since
            .max(present.days.first)
            .checked_add_days(Days::new(days.into()))
    }

    /// The day behind which it is worth looking again, where [`Account::unused_due`] names none: that on which the present
    /// period ends, or the next one is near.
    #[must_use]
    pub fn unused_again(&self, funding: &Funding, today: NaiveDate) -> NaiveDate {
        let mut periods = funding.periods.iter();
        let present = periods.find(|period| period.days.holds(today));
        let after = present.map(|period| period.days.last);
        after.and_then(|last| last.succ_opt()).unwrap_or(today)
    }

    /// Gives the money back of which nothing was spent; what was paid stays counted where it was.
    pub(super) fn give_back(&mut self) {
        self.purses
            .retain(|held| held.purse.balance != held.purse.nominal);
        self.unused_since = None;
        self.waits_since = None;
    }
}

fn pays(claim: &Claim) -> bool {
    claim.period.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::EnrolmentCommand;
    use crate::domain::enrolment::samples::{self, PERIOD, Scene};
    use crate::domain::funding::{Period, PeriodId};
    use crate::domain::money::Span;
    use crate::domain::samples::{day, today};

    fn withdrawn() -> Account {
        let (mut scene, request) = Scene::requested();
        scene.apply(Some(&request), &EnrolmentCommand::WithdrawRequest);
        scene.account.unwrap()
    }

    #[test]
    fn it_counts_from_its_last_use() {
        let (scene, _) = Scene::requested();
        let used = scene.account.unwrap();
        assert!(used.is_used() && used.unused_since.is_none());
        let funding = samples::funding();
        assert_eq!(used.unused_due(&funding, today(), 30), None);
        let left = withdrawn();
        assert_eq!(left.unused_since, Some(today()));
        let due = left.unused_due(&funding, day(2026, 12, 1), 30);
        assert_eq!(due, Some(day(2026, 10, 10)));
    }

    #[test]
    fn what_was_paid_keeps_the_place_for_the_period() {
        let (mut scene, request) = Scene::concluded();
        scene.context.today = day(2027, 1, 1);
        scene.apply(Some(&request), &EnrolmentCommand::Complete);
        let account = scene.account.unwrap();
        assert_eq!(account.unused_since, Some(day(2027, 1, 1)));
        let mut funding = samples::funding();
        assert_eq!(account.unused_due(&funding, day(2027, 8, 31), 30), None);
        let again = account.unused_again(&funding, day(2027, 8, 31));
        assert_eq!(again, day(2027, 9, 1));
        // Between periods nothing is looked at.
        assert_eq!(account.unused_due(&funding, again, 30), None);
        funding.periods.push(Period {
            id: PeriodId(2027),
            days: Span {
                first: again,
                last: day(2028, 8, 31),
            },
        });
        let due = account.unused_due(&funding, again, 30);
        assert_eq!(due, Some(day(2027, 10, 1)));
    }

    #[test]
    fn only_money_of_which_nothing_was_spent_goes_back() {
        let mut untouched = withdrawn();
        untouched.give_back();
        assert!(untouched.purses.is_empty() && untouched.group.is_some());
        let (mut scene, request) = Scene::concluded();
        scene.context.today = day(2027, 1, 1);
        scene.apply(Some(&request), &EnrolmentCommand::Complete);
        let mut spent = scene.account.unwrap();
        spent.give_back();
        assert!(spent.purse(PERIOD).is_some() && spent.holds());
    }
}
