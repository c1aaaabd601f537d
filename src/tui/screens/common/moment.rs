//! Dates and times at the desk.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::tui::screens::Desk;

#[must_use]
pub fn date(desk: &Desk<'_>, day: NaiveDate) -> String {
    desk.texts.date(day)
}

/// Date and time at the desk: Moscow time (UTC+3), as [`crate::api::sync::desk_date`] counts days.
#[must_use]
pub fn moment(desk: &Desk<'_>, at: DateTime<Utc>) -> String {
    desk.texts.date_time((at + Duration::hours(3)).naive_utc())
}

/// The time alone, where the day is today's.
#[must_use]
pub fn time(desk: &Desk<'_>, at: DateTime<Utc>) -> String {
    let here = |at: DateTime<Utc>| at + Duration::hours(3);
    if here(at).date_naive() == here(desk.now).date_naive() {
        here(at).format("%H:%M").to_string()
    } else {
        moment(desk, at)
    }
}

/// A day as it is typed into a field, the same in every language.
#[must_use]
pub fn typed(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
