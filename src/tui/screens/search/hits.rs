//! Hits: from the memory of this desk, and from the register.

use chrono::NaiveDate;

use crate::api::search::{PersonalSearchRequest, SearchRequest};
use crate::domain::search::SearchQuery;
use crate::domain::{ApplicationNumber, Case, Clean};
use crate::i18n::fold;
use crate::store::projection::Projection;
use crate::tui::screens::common::revealed::{ChildLine, Revealed};

/// The most hits of a name that are drawn: each is journalled as shown before it is.
pub const MOST_NAMES: usize = 20;
/// The most hits that the memory gives.
const MOST: usize = 200;

/// Whose word a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Memory,
    Register,
}

#[derive(Clone, Debug)]
pub struct Hit {
    pub case: Case,
    pub source: Source,
    /// Name and birth date; drawn only when `shown`.
    pub child: Option<ChildLine>,
    /// The showing of the child's data is on the disk.
    pub shown: bool,
}

impl Hit {
    #[must_use]
    pub fn number(&self) -> ApplicationNumber {
        self.case.number()
    }
}

/// What this desk remembers that fits everything given.
#[must_use]
pub fn remembered(query: &SearchQuery, register: &Projection, revealed: &Revealed) -> Vec<Hit> {
    if query.is_empty() {
        return Vec::new();
    }
    let fits = |case: &Case| fits(query, case, revealed);
    let hit = |case: Case| {
        let child = revealed.of(case.number()).cloned();
        Hit {
            case,
            source: Source::Memory,
            shown: child.is_some(),
            child,
        }
    };
    if let Some(number) = query.application {
        return register
            .case(number)
            .filter(fits)
            .map(hit)
            .into_iter()
            .collect();
    }
    if by_name(query) {
        let numbers = revealed.iter().map(|(number, _)| number);
        return numbers
            .filter_map(|number| register.case(number))
            .filter(fits)
            .map(hit)
            .take(MOST)
            .collect();
    }
    register
        .cases()
        .filter(|case| fits(case))
        .take(MOST)
        .cloned()
        .map(hit)
        .collect()
}

fn fits(query: &SearchQuery, case: &Case, revealed: &Revealed) -> bool {
    let number = case.number();
    query.application.is_none_or(|wanted| wanted == number)
        && query.serial.is_none_or(|serial| serial == number.serial())
        && query
            .date
            .is_none_or(|date| date == case.application.reference.date)
        && query
            .certificate
            .is_none_or(|wanted| wanted == case.certificate.number)
        && (!by_name(query)
            || revealed
                .of(number)
                .is_some_and(|child| child_fits(query, &child.name, child.birth_date)))
}

fn child_fits(query: &SearchQuery, name: &Clean, born: NaiveDate) -> bool {
    let name = fold(name.as_str());
    query
        .words
        .iter()
        .all(|word| name.split(' ').any(|part| part.starts_with(&fold(word))))
        && query.birth_date.is_none_or(|date| date == born)
}

/// Whether the line asks for a child, which is personal data.
#[must_use]
pub fn by_name(query: &SearchQuery) -> bool {
    !query.words.is_empty() || query.birth_date.is_some()
}

/// Letters that the register wants at least, see [`PersonalSearchRequest`].
const LEAST_LETTERS: usize = 3;

#[must_use]
pub fn name_too_short(query: &SearchQuery) -> bool {
    query
        .words
        .iter()
        .map(|word| word.chars().count())
        .sum::<usize>()
        < LEAST_LETTERS
}

#[must_use]
pub fn request(query: &SearchQuery) -> SearchRequest {
    SearchRequest {
        application: query.application,
        serial: query.serial,
        date: query.date,
        certificate: query.certificate,
    }
}

#[must_use]
pub fn personal_request(query: &SearchQuery) -> PersonalSearchRequest {
    PersonalSearchRequest {
        name: Clean::new(&query.words.join(" ")),
        birth_date: query.birth_date,
    }
}

/// Whether the line is worth asking the register while it is typed: a whole number or a whole date.
#[must_use]
pub fn complete(query: &SearchQuery) -> bool {
    query.application.is_some() || query.certificate.is_some() || query.date.is_some()
}
