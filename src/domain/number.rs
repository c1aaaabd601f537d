//! Numbers of certificates and applications (DESIGN section 4): packed, checked, printed in one form.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::office::{MunicipalityCode, REGION};

/// Why typed digits are no number of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    #[error("a certificate number has 10 digits, this has {0}: check that none is missing")]
    CertificateLength(usize),
    #[error(
        "a certificate number of this register starts with {REGION}: check the first two digits"
    )]
    Region,
    #[error(
        "an application number has 13 digits (MM-YYYY-NNNNNN-C), this has {0}: check that none is missing"
    )]
    ApplicationLength(usize),
    #[error(
        "the last digit of the application number doesn't fit the others: one of them is wrong"
    )]
    CheckDigit,
    #[error("a number has digits, spaces and dashes only: take out {0:?}")]
    Character(char),
}

/// Number of a certificate: region(2) municipality(2) serial(6); also the family's login. Never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String, pattern = "^[0-9]{10}$"))]
pub struct CertificateNumber(u64);

impl CertificateNumber {
    /// The number of `serial` (below 1 000 000) in a municipality.
    #[must_use]
    pub fn new(municipality: MunicipalityCode, serial: u32) -> Self {
        Self(
            u64::from(REGION) * 100_000_000
                + u64::from(municipality.0) * 1_000_000
                + u64::from(serial % 1_000_000),
        )
    }

    #[must_use]
    pub fn municipality(self) -> MunicipalityCode {
        MunicipalityCode((self.0 / 1_000_000 % 100) as u8)
    }
}

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

impl FromStr for CertificateNumber {
    type Err = NumberError;

    fn from_str(typed: &str) -> Result<Self, NumberError> {
        let digits = digits(typed)?;
        if digits.len() != 10 {
            return Err(NumberError::CertificateLength(digits.len()));
        }
        let value = value(&digits);
        if value / 100_000_000 != u64::from(REGION) {
            return Err(NumberError::Region);
        }
        Ok(Self(value))
    }
}

/// Number of an application: `MM-YYYY-NNNNNN-C`, municipality, year, serial, Luhn digit over the twelve before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String, pattern = "^[0-9]{2}-[0-9]{4}-[0-9]{6}-[0-9]$"))]
pub struct ApplicationNumber(u64);

impl ApplicationNumber {
    #[must_use]
    pub fn new(municipality: MunicipalityCode, year: u16, serial: u32) -> Self {
        let place = u64::from(municipality.0 % 100) * 10_000 + u64::from(year % 10_000);
        Self(place * 1_000_000 + u64::from(serial % 1_000_000))
    }

    #[must_use]
    pub fn municipality(self) -> MunicipalityCode {
        MunicipalityCode((self.0 / 10_000_000_000) as u8)
    }

    #[must_use]
    pub fn year(self) -> u16 {
        (self.0 / 1_000_000 % 10_000) as u16
    }

    /// The serial inside municipality and year, what a clerk says aloud.
    #[must_use]
    pub fn serial(self) -> u32 {
        (self.0 % 1_000_000) as u32
    }

    fn check_digit(self) -> u8 {
        luhn(format!("{:012}", self.0).as_bytes())
    }
}

impl fmt::Display for ApplicationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (municipality, year, serial) = (self.municipality(), self.year(), self.serial());
        write!(
            f,
            "{municipality}-{year:04}-{serial:06}-{}",
            self.check_digit()
        )
    }
}

impl FromStr for ApplicationNumber {
    type Err = NumberError;

    fn from_str(typed: &str) -> Result<Self, NumberError> {
        let digits = digits(typed)?;
        if digits.len() != 13 {
            return Err(NumberError::ApplicationLength(digits.len()));
        }
        let number = Self(value(&digits[..12]));
        if digits[12] - b'0' != number.check_digit() {
            return Err(NumberError::CheckDigit);
        }
        Ok(number)
    }
}

/// The digits of a typed or scanned number; spaces and every kind of dash are passed over.
fn digits(typed: &str) -> Result<Vec<u8>, NumberError> {
    let mut digits = Vec::with_capacity(13);
    for c in typed.chars() {
        match c {
            '0'..='9' => digits.push(c as u8),
            c if c.is_whitespace() || is_dash(c) => {}
            c => return Err(NumberError::Character(c)),
        }
    }
    Ok(digits)
}

/// Hyphen, minus and the dashes that word processors put in their place.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '_'
    )
}

fn value(digits: &[u8]) -> u64 {
    digits
        .iter()
        .fold(0, |sum, d| sum * 10 + u64::from(d - b'0'))
}

/// The Luhn check digit (ISO/IEC 7812-1, annex B) of ASCII digits.
pub(super) fn luhn(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, d)| {
            let d = u32::from(d - b'0');
            if place % 2 == 0 {
                d * 2 / 10 + d * 2 % 10
            } else {
                d
            }
        })
        .sum();
    ((10 - sum % 10) % 10) as u8
}

macro_rules! as_text {
    ($($number:ty),*) => {$(
        impl Serialize for $number {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $number {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
as_text!(CertificateNumber, ApplicationNumber);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_reads_back_with_spaces_and_any_dash() {
        let number = ApplicationNumber::new(MunicipalityCode(1), 2026, 123);
        let shown = number.to_string();
        assert_eq!(shown, "01-2026-000123-1");
        assert_eq!("01—2026 – 000123 1".parse(), Ok(number));
        assert_eq!(
            "1101 000-042"
                .parse::<CertificateNumber>()
                .unwrap()
                .to_string(),
            "1101000042"
        );
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        assert_eq!(
            "01-2026-000124-5".parse::<ApplicationNumber>(),
            Err(NumberError::CheckDigit)
        );
        assert_eq!(
            "110100004".parse::<CertificateNumber>(),
            Err(NumberError::CertificateLength(9))
        );
        assert_eq!(
            "1201000042".parse::<CertificateNumber>(),
            Err(NumberError::Region)
        );
        assert_eq!(
            "11О1000042".parse::<CertificateNumber>(),
            Err(NumberError::Character('О'))
        );
    }

    proptest! {
        #[test]
        fn every_application_number_round_trips(m in 0u8..100, y in 1000u16..10_000, s in 0u32..1_000_000) {
            let number = ApplicationNumber::new(MunicipalityCode(m), y, s);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(s in 0u32..1_000_000, place in 0usize..13, add in 1u8..10) {
            let text = ApplicationNumber::new(MunicipalityCode(7), 2026, s).to_string();
            let mut digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
            digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
            let damaged = String::from_utf8(digits).unwrap();
            prop_assert!(damaged.parse::<ApplicationNumber>().is_err());
        }
    }
}
