//! Dates and times as clerks write them.

use chrono::{DateTime, Duration, NaiveDate, Utc};

#[must_use]
pub fn date(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// Date and time at the desk: Moscow time (UTC+3), as [`crate::api::sync::desk_date`] counts days.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    (at + Duration::hours(3))
        .format("%d.%m.%Y %H:%M")
        .to_string()
}

/// Reads a date as it is typed: `01.09.2026`, `1.9.26`, `010926`, `01092026`, with any separator.
#[must_use]
pub fn parse_date(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts[..] {
        [day, month, year] => (day, month, year),
        [all] if all.len() == 6 || all.len() == 8 => (&all[..2], &all[2..4], &all[4..]),
        _ => return None,
    };
    let year: i32 = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_shapes_that_clerks_type() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1);
        for typed in ["01.09.2026", "1.9.26", "010926", "01092026", " 1/9/2026 "] {
            assert_eq!(parse_date(typed), day, "{typed}");
        }
        for typed in ["", "31.02.2026", "1.9", "1.9.226", "завтра"] {
            assert_eq!(parse_date(typed), None, "{typed}");
        }
    }
}
