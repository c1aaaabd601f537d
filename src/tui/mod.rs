//! The clerk's terminal program.

pub mod action;
pub mod captions;
pub mod check;
pub mod keymap;
pub mod output;
pub mod screens;
pub mod terminal;
pub mod theme;
