//! A TOML file in which every key and value knows its line.
//!
//! Reading never stops at the first mistake: syntax errors, values of a wrong type and keys that nobody asked for
//! are all collected, so that a file is corrected in one go.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::diagnostic::{Diagnostic, Diagnostics, Mistake, Position};

/// A file that is being read, with what was found wrong in it so far.
pub struct Document<'t> {
    file: String,
    text: &'t str,
    pub mistakes: Diagnostics,
}

/// A key or value together with where it stands.
pub type Item<'a, 't> = (&'a Spanned<DeString<'t>>, &'a Spanned<DeValue<'t>>);

impl<'t> Document<'t> {
    /// Parses `text`. What can be understood of a broken file comes back, with a diagnostic for each break.
    #[must_use]
    pub fn parse(file: impl Into<String>, text: &'t str) -> (Self, DeTable<'t>) {
        let mut document = Self {
            file: file.into(),
            text,
            mistakes: Diagnostics::default(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let hint = "a line looks like `key = \"value\"`, a table like `[name]`";
            document.wrong(&span, Mistake::new(error.message(), hint));
        }
        (document, table.into_inner())
    }

    /// Notes a mistake at `span`.
    pub fn wrong(&mut self, span: &Range<usize>, mistake: Mistake) {
        let diagnostic = Diagnostic {
            file: self.file.clone(),
            at: Some(position(self.text, span.start)),
            what: mistake.what,
            hint: mistake.hint,
        };
        self.mistakes.push(diagnostic);
    }

    /// Notes a mistake that is about the file as a whole.
    pub fn wrong_file(&mut self, mistake: Mistake) {
        self.mistakes.push(Diagnostic {
            file: self.file.clone(),
            at: None,
            what: mistake.what,
            hint: mistake.hint,
        });
    }

    /// The file as diagnostics name it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    #[must_use]
    pub fn position(&self, span: &Range<usize>) -> Position {
        position(self.text, span.start)
    }

    /// The entries of a table in the order of the file.
    #[must_use]
    pub fn entries<'a>(&self, table: &'a DeTable<'t>) -> Vec<Item<'a, 't>> {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    /// The text of a value that has to be one.
    pub fn text<'a>(&mut self, name: &str, value: &'a Spanned<DeValue<'t>>) -> Option<&'a str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(name, value, "a text in quotes");
        }
        text
    }

    pub fn flag(&mut self, name: &str, value: &Spanned<DeValue<'t>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(name, value, "true or false");
        }
        flag
    }

    pub fn table<'a>(
        &mut self,
        name: &str,
        value: &'a Spanned<DeValue<'t>>,
    ) -> Option<&'a DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(name, value, &format!("a table, as in `[{name}]`"));
        }
        table
    }

    pub fn array<'a>(
        &mut self,
        name: &str,
        value: &'a Spanned<DeValue<'t>>,
    ) -> Option<&'a DeArray<'t>> {
        let array = value.get_ref().as_array();
        if array.is_none() {
            self.wrong_type(name, value, "a list in square brackets");
        }
        array
    }

    fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'t>>, wanted: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) {
            "an"
        } else {
            "a"
        };
        let mistake = Mistake::new(
            format!("\"{name}\" is {article} {found}"),
            format!("write {wanted}"),
        );
        self.wrong(&value.span(), mistake);
    }
}

/// Line and column of a byte offset.
fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
    }
}

/// The text of a data file.
///
/// # Errors
/// A diagnostic that names the file and says what the system said.
pub fn read(path: &Path) -> Result<String, Diagnostic> {
    std::fs::read_to_string(path).map_err(|error| Diagnostic {
        file: path.display().to_string(),
        at: None,
        what: format!("can't be read: {error}"),
        hint: "check the name of the file and who may read it".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_line_is_told_with_its_place() {
        let text = "a = 1\nb = = 2\nc = \"x\nd = 4\n";
        let (document, table) = Document::parse("f.toml", text);
        let lines: Vec<_> = document.mistakes.0.iter().filter_map(|m| m.at).collect();
        assert!(lines.iter().any(|at| at.line == 2), "{lines:?}");
        assert!(lines.iter().any(|at| at.line == 3), "{lines:?}");
        assert!(table.contains_key("a") && table.contains_key("d"));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("ключ = 5", 11).column, 8);
        assert_eq!(position("a\nключ = 5", 2), Position { line: 2, column: 1 });
    }

    #[test]
    fn a_wrong_type_says_what_is_wanted() {
        let (mut document, table) = Document::parse("f.toml", "theme = 5");
        let (_, value) = document.entries(&table)[0];
        assert_eq!(document.text("theme", value), None);
        assert_eq!(
            document.mistakes.to_string(),
            "f.toml:1:9: \"theme\" is an integer\n    write a text in quotes"
        );
    }
}
