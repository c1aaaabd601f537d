//! The form of an application, filled in together with the applicant: every value is judged as it is typed.
//!
//! A component of the panel of new applications: it knows neither drafts nor numbers, gives nothing to the register and
//! prints nothing. What was typed is its [`State::entries`]; what comes of it is a [`Card`](crate::domain::Card).

mod check;
mod marked;
mod offers;
mod paste;
mod places;
mod rows_view;
mod scan;
pub(super) mod slots;
mod state;
mod supposed;
mod update;
mod view;

pub use marked::Marked;
pub use state::{State, place, typing};
pub use supposed::{Supposed, issuers};
pub use update::{Outcome, update};
pub use view::view;

#[cfg(test)]
mod tests;
