//! The queue: applications that await acceptance, oldest first. New ones never move what the clerk looks at.

mod order;
mod state;
mod update;
mod view;

pub use order::{Shown, SortBy};
pub use state::{State, place, typing};
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
