//! Help: what to do next, the keys of the place one came from, the signs. Made from the loaded keymap.

mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::update;
pub use view::view;
