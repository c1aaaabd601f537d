//! Enrolment in person: a parent stands at the desk. The certificate is found, a group is chosen with the parent, the days
//! and the money are shown, and the request is created and confirmed in one breath.
//!
//! What the desk says of places and money is its own knowledge; the register has the last word, and a request that it
//! refuses comes back with groups that have places. Nothing personal is asked of the register here.

mod age;
mod basis;
mod child;
mod choosing;
mod choosing_view;
mod days;
mod days_view;
mod done;
mod done_view;
mod finding;
mod finding_view;
mod giving;
mod listing;
mod row;
mod state;
mod update;
mod view;
mod words;

pub use state::{State, offers, place, takes, typing};
pub use update::{open, update};
pub use view::view;

#[cfg(test)]
pub(crate) mod tests;
