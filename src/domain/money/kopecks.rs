//! An amount of money: kept in kopecks, shown and typed in rubles.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::number::is_dash;

/// Stands between thousands, so that a line never breaks inside an amount.
const BETWEEN_THOUSANDS: char = '\u{a0}';

/// An amount in kopecks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Kopecks(pub i64);

impl Kopecks {
    /// The sum, unless it is too large to be kept.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is too large to be kept. It may be below zero.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, unless that is too large to be kept.
    #[must_use]
    pub fn checked_mul(self, times: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(times)).map(Self)
    }

    /// What was worked out in wide numbers. A value that can't be kept, which no real price leads to, becomes the
    /// nearest one that can.
    pub(super) fn nearest(wide: i128) -> Self {
        Self(wide.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }
}

/// Rubles with two decimals: «1 135,80».
impl fmt::Display for Kopecks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.0.unsigned_abs();
        let rubles = (amount / 100).to_string();
        let mut shown = String::with_capacity(rubles.len() + rubles.len() / 3 * 2 + 4);
        if self.0 < 0 {
            shown.push('-');
        }
        for (place, digit) in rubles.chars().enumerate() {
            if place > 0 && (rubles.len() - place).is_multiple_of(3) {
                shown.push(BETWEEN_THOUSANDS);
            }
            shown.push(digit);
        }
        shown.push_str(&format!(",{:02}", amount % 100));
        f.pad(&shown)
    }
}

/// Why a typed text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    #[error("no rubles are written: type them in digits, as in 1135,80")]
    NoRubles,
    #[error("{0:?} belongs to no amount: type digits, and a comma before the kopecks")]
    Character(char),
    #[error("an amount is never below zero: take out the minus")]
    Negative,
    #[error("an amount has one comma or point, before the kopecks: take out the others")]
    SecondComma,
    #[error("one or two digits of kopecks stand behind the comma, here are {0}: correct them")]
    Kopecks(usize),
    #[error(
        "a space stands before three digits only, as in 1 135,80: take it out, or type a comma before the kopecks"
    )]
    Space,
    #[error("so large an amount can't be kept: check that no digit is typed twice")]
    TooLarge,
}

/// What a clerk types: «1135», «1135.8», «1 135,80». A text that could mean two amounts is refused: the space of
/// «1135 80» and the comma of «1,135» are no mistakes to guess at.
impl FromStr for Kopecks {
    type Err = AmountError;

    fn from_str(typed: &str) -> Result<Self, AmountError> {
        let typed = typed.trim();
        if typed.starts_with(is_dash) {
            return Err(AmountError::Negative);
        }
        let (rubles, kopecks) = match typed.split_once([',', '.']) {
            Some((_, kopecks)) if kopecks.contains([',', '.']) => {
                return Err(AmountError::SecondComma);
            }
            Some((rubles, kopecks)) => (rubles, hundredths(kopecks)?),
            None => (typed, 0),
        };
        let mut amount: i64 = 0;
        for digit in ungrouped(rubles)? {
            amount = amount
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(digit))
                .ok_or(AmountError::TooLarge)?;
        }
        amount
            .checked_mul(100)
            .and_then(|whole| whole.checked_add(kopecks))
            .map(Self)
            .ok_or(AmountError::TooLarge)
    }
}

/// The digits of the rubles, whose spaces, of any kind, cut off threes.
fn ungrouped(rubles: &str) -> Result<Vec<i64>, AmountError> {
    let mut digits = Vec::new();
    for (place, group) in rubles.split(char::is_whitespace).enumerate() {
        let before = digits.len();
        for c in group.chars() {
            digits.push(digit(c)?);
        }
        if place > 0 && digits.len() - before != 3 {
            return Err(AmountError::Space);
        }
    }
    if digits.is_empty() {
        return Err(AmountError::NoRubles);
    }
    Ok(digits)
}

/// What stands behind the comma, in kopecks: «8» are eighty.
fn hundredths(typed: &str) -> Result<i64, AmountError> {
    let digits = typed.chars().map(digit).collect::<Result<Vec<_>, _>>()?;
    match digits[..] {
        [tens] => Ok(tens * 10),
        [tens, ones] => Ok(tens * 10 + ones),
        _ => Err(AmountError::Kopecks(digits.len())),
    }
}

fn digit(c: char) -> Result<i64, AmountError> {
    match c.to_digit(10) {
        Some(digit) => Ok(i64::from(digit)),
        None if c.is_whitespace() => Err(AmountError::Space),
        None => Err(AmountError::Character(c)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(typed: &str) -> Result<Kopecks, AmountError> {
        typed.parse()
    }

    #[test]
    fn an_amount_is_shown_in_rubles() {
        for (kopecks, shown) in [
            (0, "0,00"),
            (7, "0,07"),
            (100, "1,00"),
            (99_999, "999,99"),
            (113_580, "1\u{a0}135,80"),
            (123_456_789, "1\u{a0}234\u{a0}567,89"),
            (-113_580, "-1\u{a0}135,80"),
            (
                i64::MIN,
                "-92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08",
            ),
        ] {
            assert_eq!(Kopecks(kopecks).to_string(), shown);
        }
        assert_eq!(format!("{:>9}|", Kopecks(113_580)), " 1\u{a0}135,80|");
    }

    #[test]
    fn what_a_clerk_types_is_read() {
        for typed in [
            "1135.8",
            "1 135,80",
            "1\u{a0}135,80",
            "1\u{202f}135,8",
            " 1135,80 ",
            "01135.80",
        ] {
            assert_eq!(read(typed), Ok(Kopecks(113_580)), "{typed}");
        }
        assert_eq!(read("1135"), Ok(Kopecks(113_500)));
        assert_eq!(read("0"), Ok(Kopecks(0)));
        assert_eq!(read("92233720368547758.07"), Ok(Kopecks(i64::MAX)));
    }

    #[test]
    fn what_could_mean_two_amounts_is_refused_with_its_reason() {
        for (typed, why) in [
            ("", AmountError::NoRubles),
            (",80", AmountError::NoRubles),
            ("1135,", AmountError::Kopecks(0)),
            ("1,135", AmountError::Kopecks(3)),
            ("1.135,80", AmountError::SecondComma),
            ("1135 80", AmountError::Space),
            ("1  135", AmountError::Space),
            ("1135,8 0", AmountError::Space),
            ("-5", AmountError::Negative),
            ("−5", AmountError::Negative),
            ("1135 ₽", AmountError::Character('₽')),
            ("1135р", AmountError::Character('р')),
            ("92233720368547758.08", AmountError::TooLarge),
            ("99999999999999999999999", AmountError::TooLarge),
        ] {
            assert_eq!(read(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn a_sum_too_large_is_noticed() {
        let most = Kopecks(i64::MAX);
        assert_eq!(most.checked_add(Kopecks(1)), None);
        assert_eq!(Kopecks(-2).checked_sub(most), None);
        assert_eq!(most.checked_mul(2), None);
        assert_eq!(Kopecks(5).checked_sub(Kopecks(7)), Some(Kopecks(-2)));
        assert_eq!(Kopecks(5).checked_mul(3), Some(Kopecks(15)));
        assert_eq!(Kopecks::nearest(i128::MAX), most);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(kopecks in 0i64..=i64::MAX, comma in "[,.]") {
            let shown = Kopecks(kopecks).to_string();
            prop_assert_eq!(read(&shown), Ok(Kopecks(kopecks)));
            prop_assert_eq!(read(&shown.replace(',', &comma).replace('\u{a0}', "")), Ok(Kopecks(kopecks)));
        }

        #[test]
        fn nothing_typed_panics(typed in "[0-9 ,.\u{a0}−a-]{0,24}") {
            if let Ok(amount) = read(&typed) {
                prop_assert!(amount >= Kopecks(0));
            }
        }
    }
}
