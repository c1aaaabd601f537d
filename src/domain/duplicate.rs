//! Likely duplicates: the known fraud is the same child with one digit of the document changed (DESIGN section 4).
//!
//! Keys come in folded (case, ё, look-alike letters, dashes): nothing is folded here. Every rule has one part that is
//! equal (the document, the СНИЛС, the birth date or the name), so a register finds all candidates by four indexes and
//! asks [`alike`] about those alone.

mod differences;

use std::fmt;
use std::str::Chars;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use differences::differences;

use super::reason::ResolveReason;

/// How many slips of the pen two names or two document numbers may be apart and still be alike.
pub const SLIPS: usize = 2;

/// What the register says about records alike. A client that has not heard from it knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "detail")]
pub enum DuplicateState {
    #[default]
    Unknown,
    Clear,
    /// So many alike records exist.
    Suspected(u16),
    /// A second person decided that these are different children.
    Resolved(ResolveReason),
}

/// What of a child is compared with other children. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Folded surname, name and patronymic, one space between.
    pub name: String,
    pub birth_date: NaiveDate,
    /// Folded kind, series and number of the document, without spaces and dashes.
    pub document: String,
    /// The eleven digits.
    pub snils: Option<String>,
}

/// Personal: a debug print shows nothing of it.
impl fmt::Debug for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Likeness(…)")
    }
}

/// Why two records are alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alikeness {
    SameDocument,
    SameSnils,
    /// The same birth date, and names at most [`SLIPS`] apart.
    CloseName,
    /// The same name, and documents at most [`SLIPS`] apart.
    CloseDocument,
}

impl Alikeness {
    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SameDocument => "same_document",
            Self::SameSnils => "same_snils",
            Self::CloseName => "close_name",
            Self::CloseDocument => "close_document",
        }
    }
}

/// Whether two records may be one child, and by which sign. Empty keys are alike to nothing.
///
/// Twins share surname, patronymic and birth date; their first names are mostly more than two slips apart, so they
/// pass. Дарья and Марья don't: for them twins are a listed reason of the second person.
#[must_use]
pub fn alike(a: &Likeness, b: &Likeness) -> Option<Alikeness> {
    let documents = !a.document.is_empty() && !b.document.is_empty();
    let names = !a.name.is_empty() && !b.name.is_empty();
    if documents && a.document == b.document {
        Some(Alikeness::SameDocument)
    } else if a.snils.as_deref().is_some_and(|s| !s.is_empty()) && a.snils == b.snils {
        Some(Alikeness::SameSnils)
    } else if names && a.birth_date == b.birth_date && within(&a.name, &b.name, SLIPS) {
        Some(Alikeness::CloseName)
    } else if names && documents && a.name == b.name && within(&a.document, &b.document, SLIPS) {
        Some(Alikeness::CloseDocument)
    } else {
        None
    }
}

/// Whether at most `limit` slips lead from one text to the other: a character put in, left out, changed, or two
/// neighbours swapped (Damerau-Levenshtein, optimal string alignment). Allocates nothing; at most 4^`limit` passes.
#[must_use]
pub fn within(a: &str, b: &str, limit: usize) -> bool {
    close(a.chars(), b.chars(), limit)
}

fn close(mut a: Chars<'_>, mut b: Chars<'_>, limit: usize) -> bool {
    // Equal first characters are in no slip of a shortest way, so they go without a choice.
    let (mut rest_a, mut rest_b) = (a.clone(), b.clone());
    let (first_a, first_b) = loop {
        match (rest_a.next(), rest_b.next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (rest_a.clone(), rest_b.clone()),
            (Some(x), Some(y)) => break (x, y),
            (None, None) => return true,
            (None, Some(_)) => return b.take(limit + 1).count() <= limit,
            (Some(_), None) => return a.take(limit + 1).count() <= limit,
        }
    };
    let Some(limit) = limit.checked_sub(1) else {
        return false;
    };
    let (mut after_a, mut after_b) = (rest_a.clone(), rest_b.clone());
    let swapped = after_a.next() == Some(first_b) && after_b.next() == Some(first_a);
    swapped && close(after_a, after_b, limit)
        || close(rest_a.clone(), rest_b.clone(), limit)
        || close(rest_a, b, limit)
        || close(a, rest_b, limit)
}

#[cfg(test)]
mod tests;
