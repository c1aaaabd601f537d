//! What the search line means.
//!
//! One input takes all: the requisites of an application, a certificate number, a child's name with the birth date, in
//! any order, typed, pasted from a letter or scanned. Reading never fails: what could not be understood is told as a
//! [`SearchProblem`], and the rest is searched for.

mod items;
mod tokens;

use std::fmt;

use chrono::NaiveDate;

use super::number::{ApplicationNumber, CertificateNumber};
use items::Item;
use tokens::{Separator, Token};

/// The longest line that is read, in characters; what is behind it is passed over.
const LONGEST: usize = 500;
/// The most digits of an application's serial.
const SERIAL: usize = 6;

/// What to search for. Everything given has to fit.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    pub application: Option<ApplicationNumber>,
    /// The serial of an application, without municipality and year.
    pub serial: Option<u32>,
    /// Date of the application.
    pub date: Option<NaiveDate>,
    pub certificate: Option<CertificateNumber>,
    /// Words of a child's name, as typed. Personal data.
    pub words: Vec<String>,
    pub birth_date: Option<NaiveDate>,
    /// What to tell the clerk beside the hits.
    pub problems: Vec<SearchProblem>,
}

/// A child's name and birth date are personal: a debug print tells only that they are there.
impl fmt::Debug for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchQuery")
            .field("application", &self.application)
            .field("serial", &self.serial)
            .field("date", &self.date)
            .field("certificate", &self.certificate)
            .field("words", &self.words.len())
            .field("birth_date", &self.birth_date.is_some())
            .field("problems", &self.problems)
            .finish()
    }
}

/// A key that a query searches by, so that a screen with no hits says what was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tried {
    Application,
    Serial,
    Date,
    Certificate,
    Name,
    BirthDate,
}

impl Tried {
    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Serial => "serial",
            Self::Date => "date",
            Self::Certificate => "certificate",
            Self::Name => "name",
            Self::BirthDate => "birth_date",
        }
    }
}

/// What could not be read, or was read with a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchProblem {
    /// Thirteen digits whose last doesn't fit: one of them is wrong.
    CheckDigit { digits: String },
    /// Ten digits that don't start with the region's two.
    Region { digits: String },
    /// So many digits are no number and no date.
    Length { digits: String },
    /// A letter among digits was read as the digit that it looks like.
    Letter { found: char, read_as: char },
    /// Shaped like a date, and there is no such day.
    NoSuchDate { typed: String },
    /// No application was made, and no child was born, on a day to come.
    FutureDate(NaiveDate),
    /// More of a kind than one: only the first is searched for.
    Several(Tried),
}

impl SearchProblem {
    /// The text key is `search-problem-<code>`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::CheckDigit { .. } => "check_digit",
            Self::Region { .. } => "region",
            Self::Length { .. } => "length",
            Self::Letter { .. } => "letter",
            Self::NoSuchDate { .. } => "no_such_date",
            Self::FutureDate(_) => "future_date",
            Self::Several(_) => "several",
        }
    }
}

impl SearchQuery {
    /// Nothing to search by.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tried().next().is_none()
    }

    /// The keys in use, in the order of importance.
    pub fn tried(&self) -> impl Iterator<Item = Tried> {
        [
            (self.application.is_some(), Tried::Application),
            (self.serial.is_some(), Tried::Serial),
            (self.date.is_some(), Tried::Date),
            (self.certificate.is_some(), Tried::Certificate),
            (!self.words.is_empty(), Tried::Name),
            (self.birth_date.is_some(), Tried::BirthDate),
        ]
        .into_iter()
        .filter_map(|(given, key)| given.then_some(key))
    }

    /// Searches by requisites or certificate number, which needs no personal data.
    #[must_use]
    pub fn by_numbers(&self) -> bool {
        self.application.is_some() || self.serial.is_some() || self.certificate.is_some()
    }
}

/// Reads the line. `today` tells the century of two-digit years and which dates are still to come.
#[must_use]
pub fn parse(line: &str, today: NaiveDate) -> SearchQuery {
    let mut query = SearchQuery::default();
    let tokens = tokens::split(line.chars().take(LONGEST), &mut query.problems);
    let mut found = Found::default();
    for run in runs(&tokens) {
        for item in items::read(&run, today) {
            found.take(item, today, &mut query);
        }
    }
    for token in &tokens {
        match token {
            Token::Name(word) => query.words.push(word.clone()),
            Token::Born => found.birth_meant = true,
            Token::Number => found.number_meant = true,
            _ => {}
        }
    }
    found.give_serial(&mut query);
    found.give_dates(&mut query);
    query
}

/// Digit groups with nothing hard between them.
fn runs(tokens: &[Token]) -> Vec<Vec<&Token>> {
    let mut runs: Vec<Vec<&Token>> = vec![Vec::new()];
    for token in tokens {
        let goes_on = match token {
            Token::Digits { before, .. } => *before != Separator::Hard,
            Token::Month { .. } => true,
            _ => false,
        };
        if !goes_on {
            runs.push(Vec::new());
        }
        if let (Token::Digits { .. } | Token::Month { .. }, Some(run)) = (token, runs.last_mut()) {
            run.push(token);
        }
    }
    runs
}

/// What can be given a meaning only when the whole line is known.
#[derive(Default)]
struct Found {
    dates: Vec<NaiveDate>,
    left: Vec<String>,
    /// A number was typed, though a wrong one.
    wrong_number: bool,
    birth_meant: bool,
    number_meant: bool,
}

impl Found {
    fn take(&mut self, item: Item, today: NaiveDate, query: &mut SearchQuery) {
        let problems = &mut query.problems;
        match item {
            Item::Application(number) => {
                if *query.application.get_or_insert(number) != number {
                    problems.push(SearchProblem::Several(Tried::Application));
                }
            }
            Item::Certificate(number) => {
                if *query.certificate.get_or_insert(number) != number {
                    problems.push(SearchProblem::Several(Tried::Certificate));
                }
            }
            Item::Date(day) if day > today => problems.push(SearchProblem::FutureDate(day)),
            Item::Date(day) if self.dates.contains(&day) => {}
            Item::Date(day) => self.dates.push(day),
            Item::WrongCheck(digits) => {
                self.wrong_number = true;
                problems.push(SearchProblem::CheckDigit { digits });
            }
            Item::WrongRegion(digits) => {
                self.wrong_number = true;
                problems.push(SearchProblem::Region { digits });
            }
            Item::NoDay(typed) => problems.push(SearchProblem::NoSuchDate { typed }),
            Item::Left(digits) => self.left.push(digits),
        }
    }

    /// Few digits are a serial, unless the whole number is there or they stand beside a name without saying so.
    fn give_serial(&mut self, query: &mut SearchQuery) {
        let may_be = query.application.is_none()
            && !self.wrong_number
            && (query.words.is_empty() || self.number_meant);
        for digits in std::mem::take(&mut self.left) {
            let serial = digits.parse().ok().filter(|serial| *serial > 0);
            match serial {
                Some(serial) if may_be && digits.len() <= SERIAL && query.serial.is_none() => {
                    query.serial = Some(serial);
                }
                _ if query.serial.is_some() && digits.len() <= SERIAL => {
                    query.problems.push(SearchProblem::Several(Tried::Serial));
                }
                _ => query.problems.push(SearchProblem::Length { digits }),
            }
        }
    }

    /// A date beside a name is the birth date, beside a number the application's. Of two beside a name, the child was
    /// born first and applied later.
    fn give_dates(&self, query: &mut SearchQuery) {
        let numbers = query.by_numbers() || self.wrong_number;
        let named = !query.words.is_empty() || self.birth_meant;
        match *self.dates.as_slice() {
            [] => {}
            [day] if self.birth_meant || !query.words.is_empty() && !numbers => {
                query.birth_date = Some(day);
            }
            [day] => query.date = Some(day),
            [one, other] if named => {
                query.birth_date = Some(one.min(other));
                query.date = Some(one.max(other));
            }
            [first, ..] => {
                query.date = Some(first);
                query.problems.push(SearchProblem::Several(Tried::Date));
            }
        }
    }
}

#[cfg(test)]
mod tests;
