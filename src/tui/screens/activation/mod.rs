//! The activation queue: accepted applications whose certificate waits for the authorised.

mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
