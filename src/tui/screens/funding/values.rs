//! How amounts, limits and periods are typed and shown.

use chrono::{Datelike, NaiveDate};

use crate::domain::funding::{Period, PeriodId};
use crate::domain::money::{AmountError, Kopecks};
use crate::i18n::{self, Arg};
use crate::tui::form::Fault;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;

/// The most characters of an amount: `100 000 000 000,00`.
pub const LONGEST_AMOUNT: usize = 18;

/// Judges an amount in rubles.
pub fn amount(typed: &str, _: &Desk<'_>) -> Result<(), Fault> {
    typed.parse::<Kopecks>().map(|_| ()).map_err(|why| {
        Fault(match why {
            AmountError::TooLarge => "funding-amount-too-large",
            AmountError::Space => "funding-amount-space",
            AmountError::Kopecks(_) | AmountError::SecondComma => "funding-amount-kopecks",
            AmountError::Negative | AmountError::NoRubles | AmountError::Character(_) => {
                "funding-amount-digits"
            }
        })
    })
}

/// Judges a whole number that the domain can keep.
pub fn count(typed: &str, _: &Desk<'_>) -> Result<(), Fault> {
    typed
        .parse::<u32>()
        .map(|_| ())
        .map_err(|_| Fault("funding-count-too-large"))
}

/// A field that may stay empty, once its form has found it right.
#[must_use]
pub fn typed<T: std::str::FromStr>(value: &str) -> Option<T> {
    value.parse().ok()
}

/// What would be typed for it.
#[must_use]
pub fn retyped<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// `2026/27`, or `2026` where a period ends in the year of its beginning.
#[must_use]
pub fn period_name(period: &Period) -> String {
    let last = period.days.last.year();
    if last == period.days.first.year() {
        return period.id.0.to_string();
    }
    format!("{}/{:02}", period.id.0, last.rem_euclid(100))
}

/// The name of a period that may have gone from the list.
#[must_use]
pub fn period_named(id: PeriodId, periods: &[Period]) -> String {
    let known = periods.iter().find(|period| period.id == id);
    known.map_or_else(|| id.0.to_string(), period_name)
}

/// Whether it is over, lasts or comes: the end of a text key.
#[must_use]
pub fn when(period: &Period, today: NaiveDate) -> &'static str {
    if today > period.days.last {
        "previous"
    } else if today < period.days.first {
        "future"
    } else {
        "current"
    }
}

/// `2026/27 (01.09.2026–31.08.2027, текущий)`.
#[must_use]
pub fn period_in_full(period: &Period, desk: &Desk<'_>) -> String {
    let name = period_name(period);
    let (first, last) = (period.days.first, period.days.last);
    let (first, last) = (moment::date(desk, first), moment::date(desk, last));
    let when = i18n::key("funding-when", when(period, desk.today));
    let when = desk.texts.get(&when);
    let args = [
        ("name", Arg::Text(&name)),
        ("first", Arg::Text(&first)),
        ("last", Arg::Text(&last)),
        ("when", Arg::Text(&when)),
    ];
    desk.texts.with("funding-period", &args)
}
