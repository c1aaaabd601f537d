//! Who is of the age for a certificate, judged on a given day.

use chrono::{Days, Months, NaiveDate};

use super::{Code, Finding};

/// The first and the last year of life in which a certificate is given (domain rule: 5 to 17 inclusive).
const FROM: u32 = 5;
const BELOW: u32 = 18;
/// From this age a child has a passport and may apply itself.
pub const PASSPORT: u32 = 14;
/// From this age one stands for a child.
const OF_AGE: u32 = 18;
/// Who is less older than the child is hardly its parent or guardian.
const LEAST_GAP: u32 = 12;
/// How long before the end of entitlement the clerk is told, in days.
const SOON: u64 = 30;

/// Full years of life; `None` before birth. Who is born on 29 February grows older on 1 March of other years.
#[must_use]
pub fn years(birth: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(birth)
}

/// From the fifth birthday to the day before the eighteenth.
#[must_use]
pub fn entitled(birth: NaiveDate, day: NaiveDate) -> bool {
    years(birth, day).is_some_and(|age| (FROM..BELOW).contains(&age))
}

/// From the eighteenth birthday on.
#[must_use]
pub fn ended(birth: NaiveDate, day: NaiveDate) -> bool {
    years(birth, day).is_some_and(|age| age >= BELOW)
}

/// The latest birth date of those who are of age on `day`.
#[must_use]
pub fn born_for_end(day: NaiveDate) -> NaiveDate {
    // Of a 29 February without its like eighteen years before, this is the 28th.
    day.checked_sub_months(Months::new(12 * BELOW))
        .unwrap_or(NaiveDate::MIN)
}

/// What is to be said about a child's birth date.
#[must_use]
pub fn check(birth: NaiveDate, today: NaiveDate) -> Option<Finding> {
    if birth > today {
        Some(Finding::error(Code::BornInFuture))
    } else if !entitled(birth, today) {
        Some(Finding::error(Code::Age))
    } else if !entitled(birth, today + Days::new(SOON)) {
        Some(Finding::warning(Code::EighteenSoon))
    } else {
        None
    }
}

/// What is to be said about the birth date of a representative.
#[must_use]
pub fn representative(
    birth: NaiveDate,
    child: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Finding> {
    let Some(age) = years(birth, today) else {
        return Some(Finding::error(Code::BornInFuture));
    };
    if age < OF_AGE {
        return Some(Finding::error(Code::RepresentativeMinor));
    }
    let gap = child.map(|child| years(birth, child).unwrap_or(0));
    gap.is_some_and(|gap| gap < LEAST_GAP)
        .then(|| Finding::warning(Code::AgeGap))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn t18_the_bounds_of_age_are_exact_to_the_day() {
        let birth = day(2010, 6, 15);
        assert!(!entitled(birth, day(2015, 6, 14)));
        assert!(entitled(birth, day(2015, 6, 15)));
        assert!(entitled(birth, day(2028, 6, 14)));
        assert!(!entitled(birth, day(2028, 6, 15)));
    }

    #[test]
    fn t18_born_on_29_february_counts_from_1_march() {
        let birth = day(2012, 2, 29);
        assert!(!entitled(birth, day(2017, 2, 28)));
        assert!(entitled(birth, day(2017, 3, 1)));
        assert!(entitled(birth, day(2030, 2, 28)));
        assert!(!entitled(birth, day(2030, 3, 1)));
        assert_eq!(years(birth, day(2016, 2, 29)), Some(4));
    }

    #[test]
    fn the_end_is_announced_and_the_future_is_no_birth_date() {
        let today = day(2026, 9, 5);
        assert_eq!(check(day(2012, 1, 1), today), None);
        let code = |birth| check(birth, today).map(|f| f.code);
        assert_eq!(code(day(2008, 9, 20)), Some(Code::EighteenSoon));
        assert_eq!(code(day(2008, 9, 5)), Some(Code::Age));
        assert_eq!(code(day(2026, 9, 6)), Some(Code::BornInFuture));
    }

    #[test]
    fn a_representative_is_of_age_and_older_than_the_child() {
        let (today, child) = (day(2026, 9, 5), Some(day(2015, 3, 12)));
        let code = |birth| representative(birth, child, today).map(|f| f.code);
        assert_eq!(code(day(1985, 1, 1)), None);
        assert_eq!(code(day(2003, 3, 12)), None);
        assert_eq!(code(day(2003, 3, 13)), Some(Code::AgeGap));
        assert_eq!(code(day(2008, 9, 5)), Some(Code::AgeGap));
        assert_eq!(code(day(2008, 9, 6)), Some(Code::RepresentativeMinor));
        assert_eq!(code(day(2011, 9, 5)), Some(Code::RepresentativeMinor));
        assert_eq!(code(day(2027, 1, 1)), Some(Code::BornInFuture));
        assert_eq!(representative(day(2003, 3, 13), None, today), None);
    }

    proptest! {
        #[test]
        fn who_is_of_age_was_born_until_then(born in 0i64..12_000, later in 0i64..9_000) {
            let birth = day(1990, 1, 1) + chrono::Duration::days(born);
            let then = birth + chrono::Duration::days(later);
            prop_assert_eq!(ended(birth, then), birth <= born_for_end(then));
        }

        #[test]
        fn the_bounds_are_the_birthdays(offset in 0i64..20_000, span in 0i64..8_000) {
            let birth = day(1990, 1, 1) + chrono::Duration::days(offset);
            prop_assume!((birth.month(), birth.day()) != (2, 29));
            let then = birth + chrono::Duration::days(span);
            let birthday = |years: u32| birth + Months::new(12 * years);
            prop_assert_eq!(entitled(birth, then), (birthday(5)..birthday(18)).contains(&then));
        }
    }
}
