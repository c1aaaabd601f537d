//! Kinds of fields: what may be typed, and what it has to be.

use chrono::{Datelike, NaiveDate};

use super::field::Fault;
use crate::tui::widgets::input::Filter;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything, of at most `most` characters.
    Text { most: usize },
    /// Digits only.
    Digits { most: usize },
    /// A day, see [`date`].
    Date,
}

impl Kind {
    pub(super) fn most(self) -> usize {
        match self {
            Self::Text { most } | Self::Digits { most } => most,
            Self::Date => 10,
        }
    }

    pub(super) fn filter(self) -> Filter {
        match self {
            Self::Text { .. } => Some,
            Self::Digits { .. } => |c| c.is_ascii_digit().then_some(c),
            Self::Date => |c| match c {
                '0'..='9' => Some(c),
                '.' | ',' | '/' | '-' | ' ' | 'ю' | 'Ю' => Some('.'),
                _ => None,
            },
        }
    }

    pub(super) fn check(self, value: &str, today: NaiveDate) -> Result<(), Fault> {
        match self {
            Self::Text { .. } | Self::Digits { .. } => Ok(()),
            Self::Date => date(value, today)
                .map(|_| ())
                .ok_or(Fault("form-not-a-date")),
        }
    }
}

/// A day as clerks type it: `22.11.2026`, `22.11.26`, `22.11` (this year), `22` (this month), or the same digits
/// without dots: `22112026`, `221126`, `2211`.
#[must_use]
pub fn date(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = typed.trim().trim_end_matches('.');
    let parts: Vec<&str> = if typed.contains('.') {
        typed.split('.').collect()
    } else {
        match typed.len() {
            1 | 2 => vec![typed],
            4 => vec![typed.get(..2)?, typed.get(2..)?],
            6 | 8 => vec![typed.get(..2)?, typed.get(2..4)?, typed.get(4..)?],
            _ => return None,
        }
    };
    let part = |at: usize| parts.get(at).map(|p| p.parse::<u32>().ok());
    let day = part(0)??;
    let month = part(1).unwrap_or(Some(today.month()))?;
    let year = match parts.get(2) {
        None => today.year(),
        Some(year) if year.len() == 2 => 2000 + year.parse::<i32>().ok()?,
        Some(year) if year.len() == 4 => year.parse().ok()?,
        Some(_) => return None,
    };
    if parts.len() > 3 {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_clerks_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let fifth = NaiveDate::from_ymd_opt(2026, 11, 5);
        for typed in [
            "05.11.2026",
            "5.11.26",
            "5.11",
            "05112026",
            "051126",
            "0511",
            "5",
            "05.11.",
        ] {
            assert_eq!(date(typed, today), fifth, "{typed}");
        }
        for typed in ["31.02.2026", "5.13", "1.1.202", "123", "", "1.2.3.4", "a"] {
            assert_eq!(date(typed, today), None, "{typed}");
        }
    }
}
