//! Applications, certificates and programmes from files and into files, and lists of clerks, of the audit, of what one
//! person has made and confirmed and of an overview's figures into files.
//!
//! A file is taken whole or not at all, and what is wrong in it is told by line and column, never by value. A file with
//! personal data is written only with a row of the audit.

mod columns;
mod export;
mod import;
mod line;
mod one_person;
mod overview;
mod programmes;
mod rows;
mod text;
mod videos;
mod words;

pub use columns::{Kind, template};
pub use export::{What, export};
pub use import::{Import, Outcome, import};
pub use text::Encoding;
pub use videos::{videos, videos_template};

/// What is wrong in a file, for the person who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1; the header is the first.
    pub line: u64,
    /// The name in the header; empty where the line as a whole is wrong.
    pub column: String,
    /// What is wrong, and what to do. Holds no value.
    pub what: String,
}
