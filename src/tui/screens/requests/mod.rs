//! Requests for enrolment (F7): the list that is worked off row by row, and everything about one of them.
//!
//! New requests never move what the clerk looks at, and a key costs the same among a hundred thousand of them. What the
//! rules don't let pass is told before anything is given; what only the register knows is given, shown as waiting, and
//! told when the register says no.

mod block;
mod details;
mod details_view;
mod dialog;
mod export;
mod foresee;
mod give;
mod history;
mod index;
mod order;
mod query;
mod results;
mod results_view;
mod row;
mod state;
mod steps;
mod update;
mod view;
mod words;

pub use state::{State, place, typing};
pub use update::{offers, open, update};
pub use view::view;

#[cfg(test)]
pub(crate) mod tests;
