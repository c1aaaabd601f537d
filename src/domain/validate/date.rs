//! Dates as forms hold them: `12.03.2015`.

use chrono::{Datelike, NaiveDate};

use super::{Code, Finding};

/// Who was born or which paper was issued before this year is not at the desk.
const EARLIEST: i32 = 1900;

/// The day that `typed` names.
///
/// # Errors
/// Nothing stands there, or no day of the calendar, or one of another century.
pub fn check(typed: &str) -> Result<NaiveDate, Finding> {
    if typed.trim().is_empty() {
        return Err(Finding::error(Code::Empty));
    }
    let date = read(typed.trim()).ok_or_else(|| Finding::error(Code::DateShape))?;
    if date.year() < EARLIEST {
        return Err(Finding::error(Code::DateShape));
    }
    Ok(date)
}

fn read(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.split('.').collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str, most: usize| {
        let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (digits && part.len() <= most).then(|| part.parse::<u32>().ok())?
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

/// Whether the digits of a date that is still being typed can't become one, whatever follows.
#[must_use]
pub fn hopeless(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|p| p.parse::<u32>().ok());
    let starts = |at: usize, most: char| digits.chars().nth(at).is_some_and(|c| c > most);
    let (day, month) = (part(0, 2), part(2, 4));
    let no_day = starts(0, '3') || day.is_some_and(|day| !(1..=31).contains(&day));
    let no_month = starts(2, '1') || month.is_some_and(|month| !(1..=12).contains(&month));
    let longest = |month: u32, day: u32| NaiveDate::from_ymd_opt(2024, month, day).is_none();
    let never = matches!((day, month), (Some(day), Some(month)) if longest(month, day));
    let century = digits.len() >= 6 && !matches!(&digits[4..6], "19" | "20");
    let whole = || {
        let (year, month, day) = (part(4, 8)?, part(2, 4)?, part(0, 2)?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    no_day || no_month || never || century || (digits.len() >= 8 && whole().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_days_of_the_calendar_pass() {
        assert_eq!(
            check("29.02.2012").ok(),
            NaiveDate::from_ymd_opt(2012, 2, 29)
        );
        assert_eq!(
            check(" 1.2.2012 ").ok(),
            NaiveDate::from_ymd_opt(2012, 2, 1)
        );
        for (typed, code) in [
            ("", Code::Empty),
            ("29.02.2011", Code::DateShape),
            ("31.04.2015", Code::DateShape),
            ("12.03.15", Code::DateShape),
            ("12.03", Code::DateShape),
            ("12.03.1815", Code::DateShape),
            ("+1.03.2015", Code::DateShape),
            ("2015.03.12", Code::DateShape),
        ] {
            assert_eq!(check(typed).err().map(|f| f.code), Some(code), "{typed}");
        }
    }

    #[test]
    fn what_can_not_become_a_date_is_known_early() {
        for digits in [
            "4", "32", "00", "122", "1213", "3104", "3002", "12031", "120318", "29022011",
        ] {
            // A year is judged by its century.
            let early = hopeless(digits);
            assert_eq!(early, digits != "12031", "{digits}");
        }
        for digits in [
            "", "3", "31", "311", "2902", "29022", "2902201", "29022012", "12031985",
        ] {
            assert!(!hopeless(digits), "{digits}");
        }
    }

    proptest! {
        #[test]
        fn a_date_is_never_hopeless_on_its_way(days in 0i64..50_000) {
            let date = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(days);
            prop_assume!(date.year() < 2100);
            let text = date.format("%d.%m.%Y").to_string();
            prop_assert_eq!(check(&text).ok(), Some(date));
            let digits = text.replace('.', "");
            for end in 0..=digits.len() {
                prop_assert!(!hopeless(&digits[..end]), "{}", &digits[..end]);
            }
        }

        #[test]
        fn any_text_gets_a_verdict(typed in ".{0,14}") {
            let _ = check(&typed);
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            let _ = hopeless(&digits);
        }
    }
}
