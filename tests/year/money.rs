//! The money of a contract, counted once more: from the text of DESIGN section 4, month by month, with nothing of the
//! register's own arithmetic.

use chrono::{Datelike, NaiveDate};

/// Calendar months from the beginning of our era.
pub fn month(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0() as i32
}

fn days(first: NaiveDate, last: NaiveDate) -> i128 {
    i128::from((last - first).num_days() + 1).max(0)
}

fn above(numerator: i128, denominator: i128) -> i128 {
    (numerator + denominator - 1).div_euclid(denominator)
}

/// What a price of the whole group comes to for the chosen days, by month.
fn split(group: (NaiveDate, NaiveDate), chosen: (NaiveDate, NaiveDate), cost: i64) -> Vec<i128> {
    let all = days(group.0, group.1);
    let total = above(days(chosen.0, chosen.1) * i128::from(cost), all);
    let after = i128::from(month(chosen.1) - month(chosen.0));
    if after == 0 {
        return vec![total];
    }
    let next = first_of_next(chosen.0);
    let other = days(next, chosen.1) * i128::from(cost) / (all * after);
    let mut months = vec![total - other * after];
    months.extend((0..after).map(|_| other));
    months
}

fn first_of_next(date: NaiveDate) -> NaiveDate {
    let (year, month) = (date.year(), date.month());
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    NaiveDate::from_ymd_opt(next.0, next.1, 1).unwrap()
}

/// What the certificate pays of it, by month.
pub fn certificate(
    group: (NaiveDate, NaiveDate),
    chosen: (NaiveDate, NaiveDate),
    (price, normative): (i64, i64),
    balance: i64,
) -> Vec<i64> {
    let priced = split(group, chosen, price);
    let total: i128 = priced.iter().sum();
    let normative: i128 = split(group, chosen, normative).iter().sum();
    let pays = total.min(normative).min(i128::from(balance)).max(0);
    let after = priced.len() as i128 - 1;
    if after == 0 {
        return vec![i64::try_from(pays).unwrap()];
    }
    let (first, other) = (priced[0], priced[1]);
    let behind = days(first_of_next(chosen.0), chosen.1);
    let by_days = behind * pays / (days(chosen.0, chosen.1) * after);
    let least = above(pays - first, after);
    let part = by_days.max(least).min(other);
    let mut months = vec![pays - part * after];
    months.extend((0..after).map(|_| part));
    assert!(
        months
            .iter()
            .zip(&priced)
            .all(|(part, whole)| (0..=*whole).contains(part))
    );
    months
        .into_iter()
        .map(|part| i64::try_from(part).unwrap())
        .collect()
}

#[test]
fn the_check_of_the_design_comes_out() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let autumn = (date("2018-09-15"), date("2018-12-31"));
    assert_eq!(
        split(autumn, autumn, 400_000),
        [59_260, 113_580, 113_580, 113_580]
    );
    let late = (date("2018-10-10"), autumn.1);
    assert_eq!(split(autumn, late, 400_000), [81_484, 112_962, 112_962]);
    let whole = certificate(autumn, autumn, (400_000, 400_000), 1_000_000);
    assert_eq!(whole.iter().sum::<i64>(), 400_000);
}
