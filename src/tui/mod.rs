//! The clerk's terminal program.

pub mod action;
pub mod keymap;
pub mod output;
pub mod screens;
pub mod terminal;
pub mod theme;
