//! Money of enrolment (DESIGN section 4): amounts, the days they are for, their split over months, who pays which
//! part, and what a certificate still holds.
//!
//! Everything is whole kopecks: `i64` to keep, `i128` while it is worked out. A float never comes near it. Nothing here
//! knows of requests or accounts, and nothing here panics, whatever it is given.

mod kopecks;
mod purse;
mod shares;
mod span;
mod split;

pub use kopecks::{AmountError, Kopecks};
pub use purse::{Purse, PurseError};
pub use shares::{Shares, share};
pub use span::Span;
pub use split::{Split, SplitError, split};
