//! The money of a request or contract, laid over its months.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::enrolment::{EnrolmentRequest, RequestState};
use crate::domain::money::{Kopecks, Span};

/// Money of one month, in kopecks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MoneyOfMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// What certificates hold back for it.
    pub reserved: Kopecks,
    /// What certificates have paid for it.
    pub paid: Kopecks,
    /// What parents owe for it under contracts.
    pub parents: Kopecks,
}

impl MoneyOfMonth {
    #[must_use]
    pub fn nothing(month: NaiveDate) -> Self {
        Self {
            month,
            reserved: Kopecks(0),
            paid: Kopecks(0),
            parents: Kopecks(0),
        }
    }

    /// Paid, reserved and owed by parents, in this order.
    #[must_use]
    pub fn parts(&self) -> [Kopecks; 3] {
        [self.paid, self.reserved, self.parents]
    }

    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.parts() == [Kopecks(0); 3]
    }
}

/// The months of a request to which money belongs, in their order. What is reserved and paid comes to what the purse of
/// its period holds back and has paid for it; what parents owe is told of contracts, up to their end.
#[must_use]
pub fn by_month(request: &EnrolmentRequest) -> Vec<MoneyOfMonth> {
    let Some(cost) = request.cost else {
        return Vec::new();
    };
    let begins = request.days.first;
    let Some(first) = begins.with_day(1) else {
        return Vec::new();
    };
    let all = cost.total.months + 1;
    let until = request.termination.as_ref().map_or(all, |end| {
        let kept = Span {
            first: begins,
            last: end.effective,
        };
        (kept.months_after_first() + 1).min(all)
    });
    let contract = matches!(
        request.state,
        RequestState::Concluded | RequestState::Terminated(_)
    );
    let by_purse = cost.period.is_some();
    let of = |place: u32| {
        let part = cost.shares.certificate.month(place);
        let paid = by_purse && place < request.months_paid;
        let reserved = by_purse && !paid && request.state.is_live() && place < until;
        let owed = contract && place < until;
        let told = |told: bool, part: Kopecks| if told { part } else { Kopecks(0) };
        Some(MoneyOfMonth {
            month: first.checked_add_months(Months::new(place))?,
            reserved: told(reserved, part),
            paid: told(paid, part),
            parents: told(owed, cost.shares.parents.month(place)),
        })
    };
    let months = (0..all).map_while(of);
    months.filter(|month| !month.is_nothing()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::samples::Scene;
    use crate::domain::enrolment::{Ending, Mark, Party, Termination};
    use crate::domain::reason::TerminateReason;
    use crate::domain::samples::day;
    use crate::domain::{ClerkId, Split};

    fn split(first: i64, other: i64) -> Split {
        Split {
            first: Kopecks(first),
            other: Kopecks(other),
            months: 3,
        }
    }

    /// From the middle of September to December: the certificate pays 40, 100, 100, 100, the parents 5 and 10 a month.
    fn request(state: RequestState, months_paid: u32) -> EnrolmentRequest {
        let (_, mut request) = Scene::requested();
        request.state = state;
        request.months_paid = months_paid;
        let cost = request.cost.as_mut().unwrap();
        cost.total = split(45, 110);
        cost.shares.certificate = split(40, 100);
        cost.shares.parents = split(5, 10);
        request
    }

    fn told(request: &EnrolmentRequest) -> Vec<(u32, [i64; 3])> {
        let row = |row: MoneyOfMonth| (row.month.month(), row.parts().map(|part| part.0));
        by_month(request).into_iter().map(row).collect()
    }

    #[test]
    fn a_request_reserves_all_its_months_and_parents_owe_nothing_yet() {
        let expected = [
            (9, [0, 40, 0]),
            (10, [0, 100, 0]),
            (11, [0, 100, 0]),
            (12, [0, 100, 0]),
        ];
        assert_eq!(told(&request(RequestState::New, 0)), expected);
    }

    #[test]
    fn a_contract_has_paid_its_first_months_and_reserves_the_others() {
        let expected = [
            (9, [40, 0, 5]),
            (10, [100, 0, 10]),
            (11, [0, 100, 10]),
            (12, [0, 100, 10]),
        ];
        assert_eq!(told(&request(RequestState::Concluded, 2)), expected);
    }

    #[test]
    fn behind_the_end_of_a_contract_there_is_nothing() {
        let mut ended = request(RequestState::Concluded, 1);
        let notice = day(2026, 10, 5);
        ended.termination = Some(Termination {
            by: Party::Family,
            reason: TerminateReason::ALL[0],
            text: "".into(),
            notice,
            effective: day(2026, 10, 31),
            given: Mark {
                clerk: ClerkId(1),
                at: notice.and_hms_opt(9, 0, 0).unwrap().and_utc(),
            },
        });
        assert_eq!(told(&ended), [(9, [40, 0, 5]), (10, [0, 100, 10])]);
        ended.months_paid = 2;
        ended.state = RequestState::Terminated(Ending::ByFamily);
        assert_eq!(told(&ended), [(9, [40, 0, 5]), (10, [100, 0, 10])]);
    }

    #[test]
    fn one_that_nobody_pays_for_has_no_months() {
        let mut free = request(RequestState::New, 0);
        free.cost = None;
        assert_eq!(told(&free), []);
    }

    #[test]
    fn a_refused_one_holds_nothing_back() {
        let reason = crate::domain::reason::RequestRefuseReason::ALL[0];
        assert_eq!(told(&request(RequestState::Refused(reason), 0)), []);
    }
}
