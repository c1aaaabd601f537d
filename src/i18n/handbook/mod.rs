//! The handbook: one article for each step of the work, in both languages, in the program itself.
//!
//! A leaf like the rest of this room: keys and captions stand in the articles by name (`{key:accept}`, `{say:place-outbox}`)
//! and are put in by whoever shows them, from the loaded keymap and the texts of the screens, so that a text can't tell of a
//! key that does something else. Tests prove that every name is one.
//!
//! An article has a revision. It is raised by whoever changes what the article says, and every clerk is asked to read it
//! again; a changed comma raises nothing. `revisions.txt` holds a digest of each text beside the revision: a text that was
//! changed without a word about its revision fails a test.

mod article;
mod digest;
mod files;
mod plain;
mod read;
mod search;

use std::sync::OnceLock;

pub use article::{Article, Block, Name, Told, Words, names, words};
pub use digest::{digest, record};
pub use plain::{plain, wrapped};
pub use read::Mistake;
pub use search::{Hit, find, fits, hits};

use super::Language;

/// The articles of a language, in the order in which they are read.
#[must_use]
pub fn articles(language: Language) -> &'static [Article] {
    static RUSSIAN: OnceLock<Vec<Article>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<Article>> = OnceLock::new();
    let (kept, files) = match language {
        Language::Russian => (&RUSSIAN, files::RUSSIAN),
        Language::English => (&ENGLISH, files::ENGLISH),
    };
    // A file that can't be read is left out; a test reads them all.
    let read = || {
        files
            .iter()
            .filter_map(|(code, text)| read::article(code, text).ok())
    };
    kept.get_or_init(|| read().collect())
}

/// The article with that code.
#[must_use]
pub fn article(language: Language, code: &str) -> Option<&'static Article> {
    articles(language)
        .iter()
        .find(|article| article.code == code)
}

/// The article that belongs to a place of the screens.
#[must_use]
pub fn of_place(language: Language, place: &str) -> Option<&'static Article> {
    let belongs = |article: &&Article| article.places.contains(&place);
    articles(language).iter().find(belongs)
}

#[cfg(test)]
mod tests;
