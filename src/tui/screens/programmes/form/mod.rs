//! The form in which a programme is filled in: the programme, in it its modules, in these their groups, each a sheet of its
//! own. What is typed is kept as it is typed, and judged by the rules of `domain`.

mod begin;
mod draft;
mod entry;
mod fill;
mod levels;
mod read;
mod sheets;
mod slot;
mod state;
mod update;
mod view;

pub use begin::{create, leave, open};
pub use draft::{forget, keep, restore};
pub use entry::{About, Entry};
pub use fill::{of_group, of_outline};
pub use state::Form;
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
