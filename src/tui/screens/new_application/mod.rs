//! New applications (algorithm B): the drafts that wait, the check of documents, the form, the consents, the papers. What comes
//! behind them, acceptance and activation, is the verification's.
//!
//! Everything that is typed or ticked is kept as a draft at once. Nothing is given to the register before the applicant has
//! given every consent, and nothing here prints or shows a consent by itself.

mod alike;
mod alike_view;
mod consents;
mod consents_view;
mod corrected;
mod documents;
mod documents_view;
mod draft;
mod hand_in;
mod letter;
mod list;
mod list_view;
mod news;
mod papers;
mod papers_view;
mod state;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod words;

pub use consents::consents;
pub use draft::{Draft, Step};
pub use list::{reopen, shown};
pub use papers::printed;
pub use state::{State, article, place, takes, typing};
pub use update::{offers, update};
pub use view::view;
