//! New applications (algorithm B): drafts, the check of documents, the form, consents, papers.

mod state;
mod update;
mod view;

pub use state::{State, place, typing};
pub use update::{consents, printed, update};
pub use view::view;
