//! From the bytes of a file to its rows: the encoding, the quotes, the header.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1251;

use super::Problem;
use crate::i18n::{Arg, Texts, fold};

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// What spreadsheets in Russian write unless they are told otherwise.
    Cp1251,
}

const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
/// The one byte that CP1251 leaves open.
const OPEN: u8 = 0x98;

/// The text of a file. Without a word about the encoding it is UTF-8 where it can be read so, else CP1251.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    encoding: Option<Encoding>,
    texts: &Texts,
) -> Result<Cow<'a, str>, Problem> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0) {
        let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
        return Err(whole(line_of(bytes, at), texts.get("import-not-text")));
    }
    let marked = bytes.strip_prefix(MARK);
    let bytes = marked.unwrap_or(bytes);
    let read = std::str::from_utf8(bytes);
    match (read, encoding) {
        (Ok(text), None | Some(Encoding::Utf8)) => Ok(Cow::Borrowed(text)),
        (Err(error), asked)
            if asked == Some(Encoding::Utf8)
                || asked.is_none() && (marked.is_some() || begins(bytes, error.valid_up_to())) =>
        {
            let line = line_of(bytes, error.valid_up_to());
            Err(whole(line, texts.get("import-broken-utf8")))
        }
        _ => {
            if let Some(at) = bytes.iter().position(|byte| *byte == OPEN) {
                return Err(whole(line_of(bytes, at), texts.get("import-broken-cp1251")));
            }
            let (text, ..) = WINDOWS_1251.decode(bytes);
            Ok(text)
        }
    }
}

/// Whether the first line was written in UTF-8: letters that are not ASCII stand in it, and the mistake comes behind it.
fn begins(bytes: &[u8], valid: usize) -> bool {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    first.len() <= valid && !first.is_ascii()
}

/// The line on which the byte stands, from 1.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    bytes[..at].split(|byte| *byte == b'\n').count() as u64
}

pub(super) fn whole(line: u64, what: String) -> Problem {
    Problem {
        line,
        column: String::new(),
        what,
    }
}

/// A column, its name in the header, and whether the header may lack it.
pub(super) type Known<C> = (C, &'static str, bool);

/// Where each column stands in the rows.
pub(super) struct Header<C> {
    /// The column of each cell, and its name.
    columns: Vec<(C, &'static str)>,
}

impl<C: Copy + PartialEq> Header<C> {
    /// # Errors
    /// Every column that is missing, unknown or there twice.
    pub fn read(
        known: &[Known<C>],
        cells: &csv::StringRecord,
        texts: &Texts,
    ) -> Result<Self, Vec<Problem>> {
        let (mut columns, mut problems) = (Vec::<(C, &str)>::new(), Vec::new());
        for (at, cell) in cells.iter().enumerate() {
            let wanted = fold(cell);
            let found = known.iter().find(|(_, title, _)| fold(title) == wanted);
            match found {
                Some((column, title, _)) if columns.iter().any(|(had, _)| had == column) => {
                    problems.push(at_title(title, texts.get("import-column-twice")));
                }
                Some((column, title, _)) => columns.push((*column, title)),
                // Its text is from outside: it is told by its place.
                None => {
                    let args = [("at", Arg::Count(at as i64 + 1))];
                    problems.push(whole(1, texts.with("import-column-unknown", &args)));
                }
            }
        }
        for (column, title, may_lack) in known {
            if !may_lack && !columns.iter().any(|(had, _)| had == column) {
                problems.push(at_title(title, texts.get("import-column-missing")));
            }
        }
        if problems.is_empty() {
            Ok(Self { columns })
        } else {
            Err(problems)
        }
    }

    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// The cell of a column; empty where the file has no such column.
    pub fn cell<'a>(&self, column: C, cells: &'a csv::StringRecord) -> &'a str {
        let at = self.columns.iter().position(|(one, _)| *one == column);
        let cell = at.and_then(|at| cells.get(at)).unwrap_or_default();
        crate::documents::table::plain(cell.trim()).trim()
    }

    /// The first column in whose cell a line ends: a quote was left open before it.
    pub fn broken(&self, cells: &csv::StringRecord) -> Option<&'static str> {
        let at = cells.iter().position(|cell| cell.contains(['\n', '\r']))?;
        Some(self.columns.get(at).map_or("", |(_, title)| title))
    }
}

fn at_title(title: &str, what: String) -> Problem {
    Problem {
        line: 1,
        column: title.to_owned(),
        what,
    }
}
