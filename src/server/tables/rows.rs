//! The rows of a file, each with the line on which it begins, and what is wrong with its shape.

use super::Problem;
use super::text::{Header, Known, whole};
use crate::i18n::{Arg, Texts};

/// What stands in a file behind its header.
pub(super) struct Rows<'t> {
    reader: csv::Reader<&'t [u8]>,
    text: &'t str,
    counted: Counted,
    cells: csv::StringRecord,
}

impl<'t> Rows<'t> {
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self {
            reader,
            text,
            counted: Counted::default(),
            cells: csv::StringRecord::new(),
        }
    }

    /// Reads the header, the first row.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn header<C: Copy + PartialEq>(
        &mut self,
        known: &[Known<C>],
        texts: &Texts,
    ) -> Result<Header<C>, Vec<Problem>> {
        if !matches!(self.reader.read_record(&mut self.cells), Ok(true)) {
            return Err(vec![whole(1, texts.get("import-nothing"))]);
        }
        Header::read(known, &self.cells, texts)
    }

    /// The next row that holds anything, with its line from 1.
    pub fn next(&mut self) -> Option<(u64, &csv::StringRecord)> {
        loop {
            if !matches!(self.reader.read_record(&mut self.cells), Ok(true)) {
                return None;
            }
            if self.cells.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        let start = self.cells.position().map_or(0, csv::Position::byte);
        let line = self.counted.up_to(self.text, start);
        Some((line, &self.cells))
    }
}

/// How far the lines of the text are counted. The reader's own count lags where a line ends in two characters.
#[derive(Default)]
struct Counted {
    at: usize,
    before: u64,
}

impl Counted {
    /// The line on which the record that starts at `start` begins, from 1.
    fn up_to(&mut self, text: &str, start: u64) -> u64 {
        let bytes = text.as_bytes();
        let mut end = usize::try_from(start)
            .unwrap_or(bytes.len())
            .min(bytes.len());
        while matches!(bytes.get(end), Some(b'\r' | b'\n')) {
            end += 1;
        }
        let passed = text.get(self.at..end).unwrap_or_default();
        self.before += passed.matches('\n').count() as u64;
        self.at = self.at.max(end);
        self.before + 1
    }
}

/// A row that has not the cells of the header.
pub(super) fn misshapen<C: Copy + PartialEq>(
    header: &Header<C>,
    cells: &csv::StringRecord,
    line: u64,
    texts: &Texts,
) -> Option<Problem> {
    if let Some(column) = header.broken(cells) {
        return Some(Problem {
            line,
            column: column.to_owned(),
            what: texts.get("import-open-quote"),
        });
    }
    if cells.len() == header.len() {
        return None;
    }
    let args = [
        ("found", Arg::Count(cells.len() as i64)),
        ("wanted", Arg::Count(header.len() as i64)),
    ];
    Some(whole(line, texts.with("import-fields", &args)))
}
