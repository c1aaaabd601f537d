//! A TOML file in which every key and value knows its line.
//!
//! Reading never stops at the first mistake: syntax errors, values of a wrong type and keys that nobody asked for
//! are all collected, so that a file is corrected in one go.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::diagnostic::{Diagnostic, Diagnostics, Mistake, Position};
use super::repair::{Repaired, position};

/// A file that is being read, with what was found wrong in it so far.
pub struct Document<'t> {
    file: String,
    text: &'t str,
    pub mistakes: Diagnostics,
}

/// A key or value together with where it stands.
pub type Item<'a, 't> = (&'a Spanned<DeString<'t>>, &'a Spanned<DeValue<'t>>);

impl<'t> Document<'t> {
    /// Reads a text whose broken lines are taken out; each of them has its diagnostic.
    #[must_use]
    pub fn parse(file: impl Into<String>, text: &'t Repaired) -> (Self, DeTable<'t>) {
        let mut document = Self {
            file: file.into(),
            text: &text.text,
            mistakes: Diagnostics::default(),
        };
        for (at, mistake) in &text.errors {
            document.mistakes.push(Diagnostic {
                file: document.file.clone(),
                at: Some(*at),
                what: mistake.what.clone(),
                hint: mistake.hint.clone(),
            });
        }
        let (table, _) = DeTable::parse_recoverable(&text.text);
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
    fn a_wrong_type_says_what_is_wanted() {
        let text = Repaired::new("theme = 5");
        let (mut document, table) = Document::parse("f.toml", &text);
        let (_, value) = document.entries(&table)[0];
        assert_eq!(document.text("theme", value), None);
        assert_eq!(
            document.mistakes.to_string(),
            "f.toml:1:9: \"theme\" is an integer\n    write a text in quotes"
        );
    }
}
