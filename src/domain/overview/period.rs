//! The periods that an overview is asked for: a week, a month, a school year.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::money::Span;

/// The month in which a school year begins.
const SEPTEMBER: u32 = 9;

/// Which days an overview is about: those around one day.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OverviewPeriod {
    /// From Monday to Sunday.
    Week,
    #[default]
    Month,
    /// From September to August.
    Year,
}

impl OverviewPeriod {
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Year];

    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The next longer one, behind the longest the shortest.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Week => Self::Month,
            Self::Month => Self::Year,
            Self::Year => Self::Week,
        }
    }

    /// The days of the period that holds `day`.
    #[must_use]
    pub fn around(self, day: NaiveDate) -> Span {
        match self {
            Self::Week => {
                let back = Days::new(day.weekday().num_days_from_monday().into());
                let first = day.checked_sub_days(back).unwrap_or(day);
                let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
                Span { first, last }
            }
            Self::Month => Span {
                first: first_of_month(day),
                last: Span::last_of_month(day),
            },
            Self::Year => school_year(day),
        }
    }
}

/// The first of the month of `day`.
fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// From the first of September to the last of August.
#[must_use]
pub fn school_year(day: NaiveDate) -> Span {
    let year = day.year() - i32::from(day.month() < SEPTEMBER);
    let september = |year| NaiveDate::from_ymd_opt(year, SEPTEMBER, 1).unwrap_or(day);
    let next = september(year + 1);
    Span {
        first: september(year),
        last: next.pred_opt().unwrap_or(next),
    }
}

/// The firsts of all months of the school years that `days` touch.
#[must_use]
pub fn months_around(days: Span) -> Vec<NaiveDate> {
    let (first, last) = (school_year(days.first).first, school_year(days.last).last);
    let month = |place: u32| first.checked_add_months(Months::new(place));
    let months = (0..).map_while(month);
    months.take_while(|month| *month <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::day;

    #[test]
    fn each_period_holds_its_day() {
        let span = |first, last| Span { first, last };
        // A Wednesday.
        let today = day(2026, 11, 25);
        assert_eq!(
            OverviewPeriod::Week.around(today),
            span(day(2026, 11, 23), day(2026, 11, 29))
        );
        assert_eq!(
            OverviewPeriod::Month.around(today),
            span(day(2026, 11, 1), day(2026, 11, 30))
        );
        let year = span(day(2026, 9, 1), day(2027, 8, 31));
        for date in [today, year.first, year.last] {
            assert_eq!(OverviewPeriod::Year.around(date), year);
        }
    }

    #[test]
    fn money_is_told_for_whole_school_years() {
        let week = OverviewPeriod::Week.around(day(2026, 11, 25));
        let months = months_around(week);
        assert_eq!(months.len(), 12);
        assert_eq!(months[0], day(2026, 9, 1));
        assert_eq!(months[11], day(2027, 8, 1));
        // A week that begins in August and ends in September touches two.
        let turn = OverviewPeriod::Week.around(day(2026, 9, 1));
        assert_eq!(turn.first, day(2026, 8, 31));
        assert_eq!(months_around(turn).len(), 24);
    }

    #[test]
    fn the_periods_go_round() {
        for period in OverviewPeriod::ALL {
            assert_eq!(period.next().next().next(), period);
        }
    }
}
