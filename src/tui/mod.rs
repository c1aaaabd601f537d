//! The clerk's terminal program.

pub mod action;
pub mod captions;
pub mod check;
pub mod export;
pub mod form;
pub mod keymap;
pub mod output;
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
