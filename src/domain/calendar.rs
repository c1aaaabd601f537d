//! Working days: what a number of them leads to. Dates come in and go out; no clock is read here.
//!
//! A week has five of them (Labour Code, article 111). The holidays are those of article 112; a day off that one of them
//! takes away is made up for on the next working day, but for those of January, which the government moves elsewhere.
//! What it moves, it announces each year: such days are told as exceptions.

use chrono::{Datelike, NaiveDate, Weekday};

/// The holidays behind those of January: month and day.
const HOLIDAYS: [(u32, u32); 6] = [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

/// The last of the holidays of January, the first is the first.
const NEW_YEAR: u32 = 8;

/// The days of the country, with what is otherwise in single years.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar<'a> {
    /// Days that would be working ones.
    pub days_off: &'a [NaiveDate],
    /// Days that would be off. They go before `days_off`.
    pub working_days: &'a [NaiveDate],
}

impl Calendar<'_> {
    #[must_use]
    pub fn works(&self, day: NaiveDate) -> bool {
        if self.working_days.contains(&day) {
            return true;
        }
        !self.days_off.contains(&day) && usual(day) && !makes_up(day)
    }

    /// The last day of a term of `working_days` that begins with `date`; that day itself doesn't count (Civil Code,
    /// article 191). A term of none ends at once.
    #[must_use]
    pub fn after(&self, date: NaiveDate, working_days: u16) -> NaiveDate {
        date.iter_days()
            .skip(1)
            .filter(|day| self.works(*day))
            .take(usize::from(working_days))
            .last()
            .unwrap_or(date)
    }
}

/// Neither a weekend nor a holiday.
fn usual(day: NaiveDate) -> bool {
    !weekend(day) && !holiday(day)
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn holiday(day: NaiveDate) -> bool {
    day.month() == 1 && day.day() <= NEW_YEAR || HOLIDAYS.contains(&(day.month(), day.day()))
}

/// Whether it is the working day behind a holiday that fell on a weekend. Such a day is a Monday: no two of these holidays
/// are so near to each other that one would push the other on.
fn makes_up(day: NaiveDate) -> bool {
    let later = |holiday: &NaiveDate| HOLIDAYS.contains(&(holiday.month(), holiday.day()));
    let weekend_before = [day.pred_opt(), day.pred_opt().and_then(|d| d.pred_opt())];
    day.weekday() == Weekday::Mon && weekend_before.into_iter().flatten().any(|d| later(&d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::day;

    fn usually() -> Calendar<'static> {
        Calendar::default()
    }

    #[test]
    fn weekends_do_not_count() {
        // A Friday.
        assert_eq!(usually().after(day(2026, 9, 4), 1), day(2026, 9, 7));
        assert_eq!(usually().after(day(2026, 9, 5), 1), day(2026, 9, 7));
        assert_eq!(usually().after(day(2026, 9, 10), 20), day(2026, 10, 8));
        assert_eq!(usually().after(day(2026, 9, 5), 0), day(2026, 9, 5));
    }

    #[test]
    fn holidays_do_not_count() {
        // The eighth is a Thursday.
        assert_eq!(usually().after(day(2026, 12, 31), 1), day(2027, 1, 11));
        assert_eq!(usually().after(day(2026, 6, 10), 2), day(2026, 6, 15));
        assert!(!usually().works(day(2026, 11, 4)));
        assert!(usually().works(day(2026, 11, 3)));
    }

    #[test]
    fn a_holiday_of_a_weekend_is_made_up_for_on_the_monday() {
        // A Saturday and a Sunday.
        assert!(!usually().works(day(2026, 5, 11)));
        assert!(!usually().works(day(2026, 3, 9)));
        assert!(usually().works(day(2026, 5, 12)));
        // Those of January are moved by the government: the fourth is a Sunday, the fifth off anyway.
        assert!(usually().works(day(2023, 1, 9)));
    }

    #[test]
    fn the_year_has_as_many_working_days_as_the_calendar_of_production_says() {
        let of = |year, calendar: Calendar<'_>| {
            day(year, 1, 1)
                .iter_days()
                .take_while(|day| day.year() == year)
                .filter(|day| calendar.works(*day))
                .count()
        };
        // Order 1335 of 4 October 2024 moved days: 4 January → 2 May, 5 January → 31 December, 23 February → 8 May,
        // 8 March → 13 June, 1 November (a working Saturday) → 3 November.
        let days_off = [
            day(2025, 5, 2),
            day(2025, 12, 31),
            day(2025, 5, 8),
            day(2025, 6, 13),
            day(2025, 11, 3),
        ];
        let working_days = [day(2025, 2, 24), day(2025, 3, 10), day(2025, 11, 1)];
        let moved = Calendar {
            days_off: &days_off,
            working_days: &working_days,
        };
        assert_eq!(of(2025, moved), 247);
    }

    #[test]
    fn exceptions_go_both_ways() {
        let calendar = Calendar {
            days_off: &[day(2026, 9, 7), day(2026, 9, 12)],
            working_days: &[day(2026, 9, 6), day(2026, 11, 4)],
        };
        assert_eq!(calendar.after(day(2026, 9, 4), 1), day(2026, 9, 6));
        assert_eq!(calendar.after(day(2026, 9, 6), 1), day(2026, 9, 8));
        assert!(calendar.works(day(2026, 11, 4)));
    }

    #[test]
    fn a_term_ends_on_a_working_day_and_grows_with_its_length() {
        for start in day(2026, 1, 1).iter_days().take(730) {
            let mut last = start;
            for length in 1..30 {
                let end = usually().after(start, length);
                assert!(end > last && usually().works(end));
                last = end;
            }
        }
    }
}
