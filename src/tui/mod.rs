//! The clerk's terminal program.

pub mod action;
pub mod form;
pub mod keymap;
pub mod screens;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
