//! The outbox: what this desk has given, how far each act has come, and what needs a person.

mod state;
mod update;
mod view;

pub use state::{State, Waiting, place, typing};
pub use update::update;
pub use view::view;
