//! The clerk's terminal program.
//!
//! # Plain mode
//!
//! For screen readers, Braille lines and terminals that garble frames: no frames, no colour, one column, each change told
//! in words on the last line. Views draw as always, onto a sketch of 80 columns that no terminal sees; [`plain`] reads the
//! sketch, row by row, and makes lines of text of it:
//!
//! - pieces with more than one blank between them become parts of a sentence: `Label   value` is "Label: value";
//! - frames and blank rows go, a sign that stands alone becomes the word for its role (`√`, `≠`, `[x]`);
//! - the cursor stands where the view says, else at the row with [`widgets::signs::SELECTED`] in `Role::Selected` or the one
//!   that [`plain::here`] names;
//! - what [`plain::place`] says ("3 of 17"), a new text in `Role::Error`, `Warning`, `Attention`, `Applied` or `Accent`, a
//!   notice, and what changed in the status row are announced.
//!
//! So a screen of tables, lists, forms, sheets and dialogs has nothing to do. One that draws by itself asks
//! [`screens::Desk::plain`] where pieces of different rows would stand beside each other, where columns have no labels of
//! their own, or where a picture says what words have to say: then it draws the same as lines.

pub mod action;
pub mod captions;
pub mod check;
pub mod export;
pub mod form;
pub mod keymap;
pub mod output;
pub mod plain;
pub mod press;
pub mod run;
pub mod screens;
pub mod shell;
pub mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod tutor;
pub mod widgets;
