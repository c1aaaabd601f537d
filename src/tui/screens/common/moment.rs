//! Dates and times at the desk.

use chrono::{DateTime, NaiveDate, Utc};

use crate::tui::screens::Desk;

#[must_use]
pub fn date(desk: &Desk<'_>, day: NaiveDate) -> String {
    desk.texts.date(day)
}

/// Date and time where the desk stands.
#[must_use]
pub fn moment(desk: &Desk<'_>, at: DateTime<Utc>) -> String {
    desk.texts.date_time(desk.register.profile().zone.local(at))
}

/// A day as it is typed into a field, the same in every language.
#[must_use]
pub fn typed(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
