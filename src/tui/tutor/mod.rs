//! Training: a new clerk does the three algorithms step by step on a register of its own, and each step is checked by what
//! was really done.
//!
//! A check reads records, what was printed, and which record is on the screen; it never learns which key was pressed. The
//! lessons hold no key back: whatever the clerk does is done, and told of where it would be a mistake. Cases come from
//! whoever started the training, over [`Seat`]; nothing here knows a register.

mod board;
mod board_view;
mod case;
mod checks;
mod coach;
mod lessons;
mod papers;
mod progress;
mod sight;
mod strip;
#[cfg(test)]
mod tests;
mod words;

pub use board::{Board, Chosen};
pub use board_view::view as board_view;
pub use case::{Arrival, Material, Seat};
pub use coach::{Coach, Looked};
pub use lessons::{LessonId, steps_in_all};
pub use progress::DRAFT;
pub use sight::Sight;
pub use strip::{ROWS, draw as draw_strip};
