//! The palette: every action that can be done here, with its key, found by typing a part of its name.

mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::{Chosen, update};
pub use view::view;
