//! Where money comes from: periods, groups of certificates, agreements with organisations, who waits for money, and the
//! account of one certificate. For the municipality's clerks; everybody else reads.
//!
//! Decides nothing: `domain::funding` judges each change before it is given, the register behind it.

mod account;
mod account_view;
mod answers;
mod ask;
mod dialogs;
mod figures;
mod news;
mod state;
mod tables;
mod update;
mod values;
mod view;

pub use account_view::summary;
pub use state::{State, place, typing};
pub use update::{hidden, offers, open_account, shown, update};
pub use view::view;

#[cfg(test)]
mod tests;
