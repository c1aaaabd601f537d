//! The outbox: what was done at this desk, and how far each act has come. Each can be read in full; what was refused is
//! worked on once more in the verification.

mod act_view;
mod enrolment;
mod entry;
mod state;
mod update;
mod view;
mod words;

pub use state::{State, Waiting, place, typing};
pub use update::{offers, update};
pub use view::view;

#[cfg(test)]
mod tests;
