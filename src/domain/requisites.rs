//! What the codes on a paper say, and how it is read back from a scanner.
//!
//! A scanner types what it reads, maybe through a Russian keyboard layout: the codes hold digits and dashes alone, which are
//! the same in both. Code 128 holds the application number; the QR code holds all [`Requisites`]. On papers of a request both
//! hold its [`request_code`]. Nothing personal.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use uuid::Uuid;

use super::application::ApplicationRef;
use super::enrolment::RequestId;
use super::number::{self, ApplicationNumber, CertificateNumber};

/// Реквизиты: the application's number and date, and the certificate that it asks for.
///
/// Printed as `MM-YYYY-NNNNNN-C-DDMMYYYY-RRMMNNNNNN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requisites {
    pub number: ApplicationNumber,
    pub date: NaiveDate,
    pub certificate: CertificateNumber,
}

impl Requisites {
    #[must_use]
    pub fn of(reference: ApplicationRef, certificate: CertificateNumber) -> Self {
        Self {
            number: reference.number,
            date: reference.date,
            certificate,
        }
    }
}

impl fmt::Display for Requisites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date.format("%d%m%Y");
        write!(f, "{}-{date}-{}", self.number, self.certificate)
    }
}

/// What a scanner has read from one of our papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    Application(ApplicationNumber),
    Certificate(CertificateNumber),
    All(Requisites),
    Request(RequestId),
}

/// The code of a request: the 128 bits of its id as a decimal number of 39 digits, and the Luhn digit over them.
#[must_use]
pub fn request_code(id: RequestId) -> String {
    let mut digits = format!("{:039}", id.0.as_u128());
    let check = number::luhn(digits.as_bytes());
    digits.push(char::from(b'0' + check));
    digits
}

fn request(digits: &str) -> Option<RequestId> {
    let (id, _) = digits.split_at(REQUEST - 1);
    let id = RequestId(Uuid::from_u128(id.parse().ok()?));
    (request_code(id) == digits).then_some(id)
}

/// Digits of a date as the codes hold it, day first.
const DATE: usize = 8;
const APPLICATION: usize = 13;
const CERTIFICATE: usize = 10;
const ALL: usize = APPLICATION + DATE + CERTIFICATE;
/// The longest.
const REQUEST: usize = 40;

/// Reads a code, or the same typed by hand; spaces and every kind of dash are passed over, check digits are verified.
/// `None` is a code that is none of ours.
#[must_use]
pub fn read(text: &str) -> Option<Scanned> {
    let mut digits = String::with_capacity(REQUEST);
    for c in text.chars() {
        match c {
            '0'..='9' if digits.len() < REQUEST => digits.push(c),
            c if c.is_whitespace() || number::is_dash(c) => {}
            _ => return None,
        }
    }
    match digits.len() {
        CERTIFICATE => Some(Scanned::Certificate(digits.parse().ok()?)),
        APPLICATION => Some(Scanned::Application(digits.parse().ok()?)),
        ALL => {
            let (number, rest) = digits.split_at(APPLICATION);
            let (date, certificate) = rest.split_at(DATE);
            Some(Scanned::All(Requisites {
                number: number.parse().ok()?,
                date: NaiveDate::parse_from_str(date, "%d%m%Y").ok()?,
                certificate: CertificateNumber::from_str(certificate).ok()?,
            }))
        }
        REQUEST => request(&digits).map(Scanned::Request),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::MunicipalityCode;

    fn requisites(place: u8, serial: u32, day: i32) -> Requisites {
        let date = NaiveDate::from_num_days_from_ce_opt(730_120 + day).unwrap();
        Requisites {
            number: ApplicationNumber::new(MunicipalityCode(place), 2026, serial),
            date,
            certificate: CertificateNumber::new(MunicipalityCode(place), serial / 3),
        }
    }

    #[test]
    fn each_code_is_told_from_the_others() {
        let all = requisites(1, 123, 9_744);
        let shown = all.to_string();
        assert_eq!(shown, "01-2026-000123-1-05092026-1101000041");
        assert_eq!(read(&shown), Some(Scanned::All(all)));
        assert_eq!(
            read("01-2026-000123-1"),
            Some(Scanned::Application(all.number))
        );
        assert_eq!(
            read("1101 000-041"),
            Some(Scanned::Certificate(all.certificate))
        );
    }

    #[test]
    fn what_is_none_of_ours_is_not_read() {
        let wrong = [
            "",
            "-",
            "4607035890482",
            "01-2026-000123-2",
            "1201000041",
            "11О1000041",
            "01-2026-000123-1-31022026-1101000041",
            "01-2026-000123-1-05092026-1201000041",
            "01-2026-000123-1-05092026-11010000410",
            "3402823669209384634633746074317682114560",
        ];
        for text in wrong {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"1".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn a_request_is_read_and_one_wrong_digit_of_it_is_noticed(id: u128, place in 0usize..40, add in 1u8..10) {
            let id = RequestId(Uuid::from_u128(id));
            let code = request_code(id);
            prop_assert_eq!(read(&code), Some(Scanned::Request(id)));
            let mut digits = code.into_bytes();
            digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
            prop_assert_eq!(read(&String::from_utf8(digits).unwrap()), None);
        }

        #[test]
        fn requisites_round_trip_through_any_dash(
            place in 0u8..100,
            serial in 0u32..1_000_000,
            day in 0i32..20_000,
            dash in prop::sample::select(vec!["-", "", " ", " – ", "—", "\u{2212}"]),
        ) {
            let all = requisites(place, serial, day);
            prop_assert_eq!(read(&all.to_string().replace('-', dash)), Some(Scanned::All(all)));
        }

        #[test]
        fn one_wrong_digit_of_the_number_is_noticed(serial in 0u32..1_000_000, place in 0usize..13, add in 1u8..10) {
            let mut digits = requisites(7, serial, 0).to_string().replace('-', "").into_bytes();
            digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
            prop_assert_eq!(read(&String::from_utf8(digits).unwrap()), None);
        }
    }
}
