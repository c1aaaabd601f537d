//! The overview: figures for the head of the office, as charts or as tables. For who has the right to reports.
//!
//! Works nothing out but pictures: what is counted and summed comes from the register. It is asked when the panel is opened,
//! when other figures are chosen and by a key; no timer asks. A chart tells by signs and numbers, never by colour alone.

mod charts;
mod state;
mod table;
mod update;
mod view;
mod words;

pub use state::{State, place, typing};
pub use update::{hidden, offers, shown, update};
pub use view::view;

#[cfg(test)]
mod tests;
