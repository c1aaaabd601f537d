//! Verification: compare the paper with the documents and with the register, field by field; then accept, activate,
//! reject or return.
//!
//! Personal values are drawn only from a revealed card whose showing was journalled. Marks are a draft until they are
//! given as one `Verify` just before the act that needs them, or on leaving.

mod acts;
mod again;
mod alike;
mod card;
mod changing;
mod dialog;
mod differences;
mod feet_view;
mod fields_view;
mod form;
mod head_view;
mod hold;
mod journal;
mod keys;
mod letter;
pub(super) mod marks;
mod news;
mod obstacles;
mod offers;
mod print;
mod state;
mod update;
pub(super) mod value;
mod view;

pub use again::revisit;
pub use changing::begin;
pub use offers::offers;
pub use state::{State, place, takes, typing};
pub use update::{leave, open, update};
pub use view::view;

#[cfg(test)]
mod tests;
