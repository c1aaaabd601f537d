//! Who is to be enrolled: a certificate, and what this desk may know of its holder without looking into a card.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::domain::validate::age::years;
use crate::domain::{Certificate, CertificateNumber};
use crate::tui::screens::Desk;
use crate::tui::screens::common::revealed::Revealed;

/// The age of a child, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Age {
    #[default]
    Unknown,
    /// By a birth date that was shown to this clerk before.
    Born(NaiveDate),
    /// Whole years on a day: by the parent's word, or by the register's in an earlier request.
    Told { years: u8, on: NaiveDate },
}

impl Age {
    /// Whole years on `day`: from the least to the most that they can be.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Option<RangeInclusive<u8>> {
        match self {
            Self::Unknown => None,
            Self::Born(birth) => {
                let age = u8::try_from(years(birth, day).unwrap_or(0)).unwrap_or(u8::MAX);
                Some(age..=age)
            }
            Self::Told { years, on } if day == on => Some(years..=years),
            Self::Told { years, on } if day > on => {
                let passed = whole(on, day);
                Some(years.saturating_add(passed)..=years.saturating_add(passed + 1))
            }
            Self::Told { years, on } => {
                let before = whole(day, on);
                Some(years.saturating_sub(before + 1)..=years.saturating_sub(before))
            }
        }
    }
}

/// Whole years between two days.
fn whole(from: NaiveDate, to: NaiveDate) -> u8 {
    let years = to.years_since(from).unwrap_or(0);
    u8::try_from(years).unwrap_or(u8::MAX - 1).min(u8::MAX - 1)
}

/// A certificate at the desk.
#[derive(Clone, Debug)]
pub struct Child {
    pub number: CertificateNumber,
    /// The register's word on a certificate of which this desk keeps no record.
    pub told: Option<Certificate>,
    pub age: Age,
    /// The parent has told the age, so nothing that is found later replaces it.
    pub said: bool,
}

impl Child {
    #[must_use]
    pub fn new(number: CertificateNumber) -> Self {
        Self {
            number,
            told: None,
            age: Age::Unknown,
            said: false,
        }
    }

    /// The certificate as this desk shows it.
    #[must_use]
    pub fn certificate(&self, desk: &Desk<'_>) -> Option<Certificate> {
        let kept = desk.register.case_of(self.number);
        kept.map(|case| case.certificate).or(self.told)
    }

    /// Looks for the age: in what was shown to this clerk, then in the child's other requests.
    pub fn learn_age(&mut self, revealed: &Revealed, desk: &Desk<'_>) {
        let case = desk.register.case_of(self.number);
        let shown = case.and_then(|case| revealed.of(case.number()));
        match shown {
            Some(line) => self.age = Age::Born(line.birth_date),
            None if self.said => {}
            None => self.age = by_requests(self.number, desk),
        }
    }
}

fn by_requests(number: CertificateNumber, desk: &Desk<'_>) -> Age {
    let enrolment = desk.register.enrolment();
    let claims = enrolment
        .account(number)
        .map_or(&[][..], |account| &account.claims);
    let requests = claims
        .iter()
        .filter_map(|claim| enrolment.request(claim.request));
    let told = requests.filter_map(|request| Some((request.days.first, request.age?)));
    match told.max_by_key(|(on, _)| *on) {
        Some((on, years)) => Age::Told { years, on },
        None => Age::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screens::common::rig::day;

    #[test]
    fn an_age_of_another_day_leaves_a_year_open() {
        let told = Age::Told {
            years: 9,
            on: day(2026, 9, 1),
        };
        assert_eq!(told.on(day(2026, 9, 1)), Some(9..=9));
        assert_eq!(told.on(day(2026, 11, 23)), Some(9..=10));
        assert_eq!(told.on(day(2027, 9, 1)), Some(10..=11));
        assert_eq!(told.on(day(2026, 8, 31)), Some(8..=9));
        let born = Age::Born(day(2015, 3, 12));
        assert_eq!(born.on(day(2026, 3, 11)), Some(10..=10));
        assert_eq!(born.on(day(2026, 3, 12)), Some(11..=11));
        assert_eq!(Age::Unknown.on(day(2026, 3, 12)), None);
    }
}
