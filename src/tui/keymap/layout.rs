//! Where a character of the Russian layout lies on the Latin one.
//!
//! A clerk types names in Russian and should not have to switch for a command: a letter that no binding knows is
//! looked up by its place on the keyboard.

use std::collections::HashMap;

use crate::config::document::Document;
use crate::config::repair::Repaired;
use crate::config::{Diagnostics, Mistake};

const RUSSIAN: &str = include_str!("../../../keymaps/layout-ru.toml");

/// Character of the layout → character that the same key has on the Latin layout.
#[derive(Clone, Debug, Default)]
pub struct Layout(HashMap<char, char>);

impl Layout {
    /// The layout that comes with the program.
    ///
    /// # Errors
    /// Every mistake of the file.
    pub fn russian() -> Result<Self, Diagnostics> {
        Self::parse("keymaps/layout-ru.toml", RUSSIAN)
    }

    fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let text = Repaired::new(text);
        let (mut document, table) = Document::parse(file, &text);
        let mut layout = Self::default();
        for (name, value) in document.entries(&table) {
            let Some(keys) = document.table(name.get_ref(), value) else {
                continue;
            };
            for (key, value) in document.entries(keys) {
                let Some(place) = document.text(key.get_ref(), value) else {
                    continue;
                };
                match (single(key.get_ref()), single(place)) {
                    (Some(c), Some(latin)) if !c.is_ascii() && latin.is_ascii() => {
                        layout.0.insert(c, latin);
                    }
                    _ => {
                        let what = format!("\"{}\" = \"{place}\" is no place", key.get_ref());
                        let hint = "write one character of the layout = one ASCII character";
                        document.wrong(&value.span(), Mistake::new(what, hint));
                    }
                }
            }
        }
        document.mistakes.or(layout)
    }

    /// What the key of `c` writes on the Latin layout. ASCII is left alone: nobody can tell by which layout it came.
    #[must_use]
    pub fn latin(&self, c: char) -> Option<char> {
        self.0.get(&c).copied()
    }

    #[cfg(test)]
    pub fn pairs(&self) -> impl Iterator<Item = (char, char)> {
        self.0.iter().map(|(c, latin)| (*c, *latin))
    }
}

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_latin_letter_has_its_russian_key() {
        let layout = Layout::russian().unwrap();
        for latin in ('a'..='z').chain('A'..='Z') {
            let count = layout.pairs().filter(|(_, l)| *l == latin).count();
            assert_eq!(count, 1, "{latin}");
        }
    }

    #[test]
    fn every_russian_letter_has_a_place() {
        let layout = Layout::russian().unwrap();
        for c in ('а'..='я').chain('А'..='Я').chain(['ё', 'Ё']) {
            assert!(layout.latin(c).is_some(), "{c}");
        }
        assert_eq!(layout.latin('з'), Some('p'));
        assert_eq!(layout.latin('Ж'), Some(':'));
    }

    #[test]
    fn a_wrong_place_is_told() {
        let wrong = Layout::parse("l.toml", "[keys]\n\"й\" = \"qq\"\n").unwrap_err();
        assert_eq!(wrong.0[0].at.map(|at| at.line), Some(2));
    }
}
