//! The clerk's terminal program.

pub mod action;
pub mod captions;
pub mod check;
pub mod form;
pub mod keymap;
pub mod screens;
pub mod shell;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
