//! Dates and times as each language writes them. Local time comes in: no clock and no zone here.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Language, Texts};

impl Texts {
    /// `01.09.2026`, in English `2026-09-01`.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        let form = match self.language() {
            Language::Russian => "%d.%m.%Y",
            Language::English => "%Y-%m-%d",
        };
        date.format(form).to_string()
    }

    /// `01.09`, in English `09-01`: where the year is clear.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        let form = match self.language() {
            Language::Russian => "%d.%m",
            Language::English => "%m-%d",
        };
        date.format(form).to_string()
    }

    /// `01.09.2026 14:05`, in English `2026-09-01 14:05`.
    #[must_use]
    pub fn date_time(&self, at: NaiveDateTime) -> String {
        format!("{} {}", self.date(at.date()), at.format("%H:%M"))
    }

    /// `14:05`
    #[must_use]
    pub fn time(&self, at: NaiveDateTime) -> String {
        at.format("%H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_order() {
        let date = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let at = date.and_hms_opt(4, 5, 0).unwrap();
        let (russian, english) = (Texts::new(Language::Russian), Texts::new(Language::English));
        assert_eq!(russian.date(date), "01.09.2026");
        assert_eq!(english.date(date), "2026-09-01");
        assert_eq!(russian.day(date), "01.09");
        assert_eq!(russian.date_time(at), "01.09.2026 04:05");
        assert_eq!(english.date_time(at), "2026-09-01 04:05");
        assert_eq!(english.time(at), "04:05");
    }
}
