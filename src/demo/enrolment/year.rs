//! School years around the demonstration's day. Days of the calendar that every year has; nothing here can fail.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};

use crate::domain::Span;
use crate::domain::funding::{Period, PeriodId};

/// A school year, by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year(i32);

impl Year {
    /// The one that families enrol for on `today`: from June on the coming one.
    pub fn enrolled_for(today: NaiveDate) -> Self {
        Self(today.year() - i32::from(today.month() < 6))
    }

    pub fn before(self) -> Self {
        Self(self.0 - 1)
    }

    pub fn after(self) -> Self {
        Self(self.0 + 1)
    }

    pub fn number(self) -> u16 {
        u16::try_from(self.0).unwrap_or_default()
    }

    /// The period in which certificates have money for it.
    pub fn period(self) -> Period {
        Period {
            id: PeriodId(self.number()),
            days: Span {
                first: day(self.0, 9, 1),
                last: day(self.0 + 1, 8, 31),
            },
        }
    }

    /// The days on which groups meet.
    pub fn learning(self) -> Span {
        Span {
            first: day(self.0, 9, 15),
            last: day(self.0 + 1, 5, 31),
        }
    }

    pub fn autumn(self) -> Span {
        Span {
            last: day(self.0, 12, 31),
            ..self.learning()
        }
    }

    pub fn spring(self) -> Span {
        Span {
            first: day(self.0 + 1, 1, 11),
            ..self.learning()
        }
    }

    /// When its programmes are published and its money is set, not after `today`.
    pub fn prepared(self, today: NaiveDate) -> NaiveDate {
        day(self.0, 4, 10).min(today - Duration::days(160))
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// An hour of a day in the office.
pub fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    day.and_time(time).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_day_it_is_the_year_enrolled_for_is_not_over_and_the_one_before_is() {
        let mut today = day(2026, 1, 1);
        while today < day(2028, 3, 1) {
            let year = Year::enrolled_for(today);
            assert!(today <= year.learning().last, "{today}");
            assert!(today > year.before().learning().last, "{today}");
            assert!(year.prepared(today) < today);
            today += Duration::days(1);
        }
    }

    #[test]
    fn periods_follow_each_other_and_hold_the_days_of_learning() {
        let year = Year(2026);
        let (one, next) = (year.period(), year.after().period());
        assert_eq!(one.days.last + Duration::days(1), next.days.first);
        for days in [year.learning(), year.autumn(), year.spring()] {
            assert!(days.days() > 0 && days.within(one.days));
        }
    }
}
