//! Finds every syntax error of a TOML text, not only those before the parser loses its way.
//!
//! A line that can't be understood is blanked and the rest is parsed again. Offsets stay as they were.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::diagnostic::{Mistake, Position};

/// A text without the lines that are no TOML.
pub struct Repaired {
    pub text: String,
    /// What was wrong with those lines.
    pub errors: Vec<(Position, Mistake)>,
}

/// More broken lines than this are no TOML file at all.
const MOST_ROUNDS: usize = 50;

impl Repaired {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut repaired = Self {
            text: text.to_owned(),
            errors: Vec::new(),
        };
        let mut broken = BTreeSet::new();
        for _ in 0..MOST_ROUNDS {
            let (_, errors) = DeTable::parse_recoverable(&repaired.text);
            let before = broken.len();
            for error in errors {
                let at = position(text, error.span().map_or(0, |span| span.start));
                if broken.insert(at.line) {
                    let message = error.message();
                    repaired
                        .errors
                        .push((at, Mistake::new(message, hint(message))));
                }
            }
            if broken.len() == before {
                break;
            }
            repaired.text = without(text, &broken);
        }
        if let Some(line) = broken.into_iter().find(|line| is_header(text, *line)) {
            // Nobody knows which table the lines after a broken header belong to: their values are not judged.
            repaired.text = up_to(&repaired.text, line);
        }
        repaired
    }
}

/// What to do about an error of the parser.
fn hint(message: &str) -> &'static str {
    if message.contains("duplicate") {
        "take one of the two out"
    } else if message.contains("must be quoted") {
        "put the text in quotes"
    } else {
        "a line looks like `key = \"value\"`, a table like `[name]`"
    }
}

/// `text` with the lines replaced by as many spaces as they have bytes.
fn without(text: &str, lines: &BTreeSet<usize>) -> String {
    let mut kept = String::with_capacity(text.len());
    for (n, line) in (1..).zip(text.split_inclusive('\n')) {
        if lines.contains(&n) {
            let end = line.trim_end_matches(['\r', '\n']).len();
            kept.extend(std::iter::repeat_n(' ', end));
            kept.push_str(&line[end..]);
        } else {
            kept.push_str(line);
        }
    }
    kept
}

fn up_to(text: &str, line: usize) -> String {
    text.split_inclusive('\n').take(line - 1).collect()
}

fn is_header(text: &str, line: usize) -> bool {
    text.lines()
        .nth(line - 1)
        .is_some_and(|line| line.trim_start().starts_with('['))
}

/// Line and column of a byte offset.
pub fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let mut lines: Vec<_> = Repaired::new(text)
            .errors
            .iter()
            .map(|(at, _)| at.line)
            .collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn every_broken_line_is_found() {
        assert_eq!(lines("a = 1\n[b]\nc = \"d\"\n"), [0; 0]);
        assert_eq!(
            lines("keymap \"vim\"\nok = 1\nlogin = \"popova\n[server\nx = 1\nx = 1\n"),
            [1, 3, 4, 6]
        );
    }

    #[test]
    fn right_lines_keep_their_offsets() {
        let text = "ключ \"x\"\nb = 2\n";
        let repaired = Repaired::new(text);
        assert_eq!(repaired.text.find("b = 2"), text.find("b = 2"));
        assert_eq!(repaired.text.len(), text.len());
    }

    #[test]
    fn nothing_is_judged_below_a_broken_header() {
        assert_eq!(Repaired::new("a = 1\n[b\nc = 1\n").text, "a = 1\n");
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("ключ = 5", 11).column, 8);
        assert_eq!(position("a\nключ = 5", 2), Position { line: 2, column: 1 });
    }

    #[test]
    fn noise_ends() {
        let noise = "= = =\n[[[\n\"\"\"\n".repeat(60);
        assert!(!Repaired::new(&noise).errors.is_empty());
    }
}
