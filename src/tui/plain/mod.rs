//! Plain mode: a sketch that views draw is read out as lines of text, the cursor stands where the work is, and each change
//! is told in words on the last line. What a view has to know of it stands in [`crate::tui`].
//!
//! It must never know a screen, let a style or a character of a frame through, or say anything twice.

mod line;
mod page;
mod reader;
mod sketch;
mod words;

pub use line::Line;
pub use reader::{Reader, Shown};
pub use sketch::{HEIGHT, Sketch, WIDTH, here, place, row};

use crate::i18n::Texts;
use crate::tui::widgets::Ink;

/// What a piece says by itself.
#[must_use]
pub fn said(ink: &Ink<'_>, texts: &Texts) -> String {
    words::told(ink.as_str().trim(), Some(ink.role), texts).0
}
