//! One mistake in a data file: where it is, what is wrong, what to do. Configuration, keymaps and themes share it.

use std::fmt;

/// A place in a file, counted from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A mistake that somebody has to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as it was named, or "environment" or "command line".
    pub file: String,
    /// `None` when the whole file is meant, as when it can't be read.
    pub at: Option<Position>,
    pub what: String,
    /// What to do about it; may be empty where `what` says it all.
    pub hint: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(Position { line, column }) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.what)?;
        if !self.hint.is_empty() {
            write!(f, "\n    {}", self.hint)?;
        }
        Ok(())
    }
}

/// All mistakes that were found, in the order of the files and lines. Never empty when it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Puts the mistakes of each file in the order of its lines; files stay in the order in which they were read.
    pub fn sort(&mut self) {
        let mut files: Vec<String> = Vec::new();
        for diagnostic in &self.0 {
            if !files.contains(&diagnostic.file) {
                files.push(diagnostic.file.clone());
            }
        }
        self.0.sort_by_key(|diagnostic| {
            let file = files.iter().position(|f| *f == diagnostic.file);
            (file, diagnostic.at)
        });
    }

    /// `value` if nothing was found.
    ///
    /// # Errors
    /// All mistakes, sorted.
    pub fn or<T>(mut self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.sort();
        Err(self)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, diagnostic) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// What is wrong with a value, before it is known where the value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub what: String,
    pub hint: String,
}

impl Mistake {
    #[must_use]
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// `word` is none of `known`: names the nearest, and all of them where they are few.
    #[must_use]
    pub fn unknown<'a>(
        what: impl Into<String>,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let hint = match nearest(word, &known) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if known.len() <= MOST_LISTED => format!("known here: {}", known.join(", ")),
            None => "the bundled keymaps and themes show all names".to_owned(),
        };
        Self::new(what, hint)
    }
}

/// Longer lists help nobody.
const MOST_LISTED: usize = 24;

/// The known word that `word` was probably meant to be: at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let most = (word.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|candidate| (distance(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edit distance with swaps of neighbours (optimal string alignment), letters of any case alike.
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_far_ones_are_not() {
        let known = ["default", "mono", "contrast", "light"];
        assert_eq!(nearest("defualt", &known), Some("default"));
        assert_eq!(nearest("Contrst", &known), Some("contrast"));
        assert_eq!(nearest("purple", &known), None);
        assert_eq!(nearest("", &known), None);
    }

    #[test]
    fn distance_counts_changes() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("theme", "themes"), 1);
        assert_eq!(distance("thmee", "theme"), 1);
        assert_eq!(distance("ключ", "клюв"), 1);
    }

    #[test]
    fn a_diagnostic_reads_as_file_line_what_and_hint() {
        let diagnostic = Diagnostic {
            file: "a.toml".into(),
            at: Some(Position { line: 3, column: 5 }),
            what: "wrong".into(),
            hint: "do right".into(),
        };
        assert_eq!(diagnostic.to_string(), "a.toml:3:5: wrong\n    do right");
    }

    #[test]
    fn sorting_keeps_files_together_and_orders_lines() {
        let make = |file: &str, line| Diagnostic {
            file: file.into(),
            at: Some(Position { line, column: 1 }),
            what: String::new(),
            hint: String::new(),
        };
        let mut all = Diagnostics(vec![make("b", 9), make("a", 4), make("b", 2)]);
        all.sort();
        assert_eq!(all.0, [make("b", 2), make("b", 9), make("a", 4)]);
    }
}
