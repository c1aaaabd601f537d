//! Who is at the desk: login and password open the clerk's store, and the register behind it.

mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::update;
pub use view::view;
