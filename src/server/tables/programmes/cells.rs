//! The cells of one line: numbers, days, words and amounts, each mistake told by its column.

use std::str::FromStr;

use chrono::NaiveDate;

use super::columns::Column;
use crate::domain::Clean;
use crate::domain::validate::date;
use crate::i18n::{Arg, Texts};
use crate::server::tables::Problem;
use crate::server::tables::text::Header;
use crate::server::tables::words::Words;

/// What the lines of one file are read by.
pub struct Reading<'a> {
    pub header: &'a Header<Column>,
    pub words: &'a Words,
    pub texts: &'a Texts,
}

/// One line while it is read.
pub struct Cells<'a> {
    pub reading: &'a Reading<'a>,
    pub line: u64,
    pub row: &'a csv::StringRecord,
    pub problems: &'a mut Vec<Problem>,
}

impl Cells<'_> {
    pub fn cell(&self, column: Column) -> &str {
        self.reading.header.cell(column, self.row)
    }

    pub fn text(&self, column: Column) -> Clean {
        Clean::new(self.cell(column))
    }

    pub fn tell(&mut self, column: Column, what: String) {
        self.problems.push(Problem {
            line: self.line,
            column: column.title().to_owned(),
            what,
        });
    }

    pub fn wrong(&mut self, column: Column, key: &str) {
        let what = self.reading.texts.get(key);
        self.tell(column, what);
    }

    /// A number; nothing where the cell is empty or wrong.
    pub fn number<T: FromStr>(&mut self, column: Column) -> Option<T> {
        if self.cell(column).is_empty() {
            return None;
        }
        let number = self.cell(column).parse().ok();
        if number.is_none() {
            self.wrong(column, "import-number");
        }
        number
    }

    /// As [`Cells::number`]; an empty cell is told.
    pub fn needed<T: FromStr + Default>(&mut self, column: Column) -> T {
        if self.cell(column).is_empty() {
            self.wrong(column, "import-empty");
            return T::default();
        }
        self.number(column).unwrap_or_default()
    }

    /// The day in a cell; nothing where it is empty or wrong.
    pub fn day(&mut self, column: Column) -> Option<NaiveDate> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let iso = NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok();
        let day = iso.or_else(|| date::check(cell).ok());
        if day.is_none() {
            self.wrong(column, "import-date");
        }
        day
    }

    /// The code of a word among `codes`; nothing where the cell is empty or the word none of them.
    pub fn word<'c>(&mut self, column: Column, area: &str, codes: &[&'c str]) -> Option<&'c str> {
        let words = self.reading.words;
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let code = words.code(area, codes, cell);
        if code.is_none() {
            self.unknown(column, area, codes);
        }
        code
    }

    /// A word that is none of a choice.
    pub fn unknown(&mut self, column: Column, area: &str, codes: &[&str]) {
        let listed = self.reading.words.listed(area, codes);
        let args = [("words", Arg::Text(&listed))];
        let what = self.reading.texts.with("import-unknown-word", &args);
        self.tell(column, what);
    }
}
