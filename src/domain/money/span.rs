//! A run of days, both ends included: the period of a group, the days that a family chose.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days from the first to the last, both included. One whose last day comes before its first has no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Span {
    /// How many days there are.
    #[must_use]
    pub fn days(self) -> u32 {
        let days = (self.last - self.first).num_days() + 1;
        u32::try_from(days).unwrap_or(0)
    }

    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether neither end lies outside `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        other.first <= self.first && self.last <= other.last
    }

    /// How many calendar months are touched after the one of the first day.
    #[must_use]
    pub fn months_after_first(self) -> u32 {
        let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        u32::try_from(month(self.last) - month(self.first)).unwrap_or(0)
    }

    /// How many days there are in the months after the one of the first day.
    pub(super) fn days_after_first_month(self) -> u32 {
        let first_month = Self {
            first: self.first,
            last: Self::last_of_month(self.first),
        };
        self.days().saturating_sub(first_month.days())
    }

    /// The last day of the calendar month of `date`.
    #[must_use]
    pub fn last_of_month(date: NaiveDate) -> NaiveDate {
        let last = u32::from(date.num_days_in_month());
        date.with_day(last).unwrap_or(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::day;

    fn autumn() -> Span {
        Span {
            first: day(2018, 9, 15),
            last: day(2018, 12, 31),
        }
    }

    #[test]
    fn both_ends_count() {
        assert_eq!(autumn().days(), 108);
        assert!(autumn().holds(day(2018, 9, 15)) && autumn().holds(day(2018, 12, 31)));
        assert!(!autumn().holds(day(2018, 9, 14)) && !autumn().holds(day(2019, 1, 1)));
        assert!(autumn().within(autumn()));
        let earlier = Span {
            first: day(2018, 9, 14),
            ..autumn()
        };
        assert!(autumn().within(earlier) && !earlier.within(autumn()));
    }

    #[test]
    fn months_are_counted_over_the_turn_of_a_year() {
        let span = |first, last| Span { first, last };
        assert_eq!(autumn().months_after_first(), 3);
        assert_eq!(autumn().days_after_first_month(), 92);
        let month = span(day(2026, 9, 1), day(2026, 9, 30));
        assert_eq!(month.months_after_first(), 0);
        assert_eq!(month.days_after_first_month(), 0);
        let turn = span(day(2026, 12, 31), day(2027, 1, 1));
        assert_eq!(turn.months_after_first(), 1);
        assert_eq!(turn.days_after_first_month(), 1);
        assert_eq!(
            span(day(2025, 9, 1), day(2026, 9, 1)).months_after_first(),
            12
        );
    }

    #[test]
    fn turned_round_it_has_no_days() {
        let turned = Span {
            first: day(2026, 12, 31),
            last: day(2026, 9, 1),
        };
        assert_eq!(turned.days(), 0);
        assert_eq!(turned.months_after_first(), 0);
        assert_eq!(turned.days_after_first_month(), 0);
        assert!(!turned.holds(day(2026, 10, 1)));
    }

    #[test]
    fn a_month_ends_on_its_own_last_day() {
        for (date, last) in [
            (day(2026, 2, 3), day(2026, 2, 28)),
            (day(2028, 2, 29), day(2028, 2, 29)),
            (day(2026, 12, 31), day(2026, 12, 31)),
            (day(2026, 4, 1), day(2026, 4, 30)),
            (NaiveDate::MAX, NaiveDate::MAX),
        ] {
            assert_eq!(Span::last_of_month(date), last);
        }
    }
}
