//! Search: one input for requisites, certificate number, a child's name and birth date. The cache answers at once, the
//! register when it comes, each marked as such.

mod advice;
mod asked;
mod hits;
mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
