//! Portals on which families apply and enrol: each has an account of its own, acts where it may, and reads and takes back
//! what it has sent itself. No HTTP here.
//!
//! What a portal sends lands in the clerks' queues, as the register's own act for that portal, and is judged by
//! `domain::decide` like everything else. Nothing personal is ever given back. What changes something bears a key: effect,
//! answer and audit row commit in one transaction, so a repeat makes nothing twice.

mod applications;
mod call;
mod failure;
mod fields;
mod forms;
mod keyed;
mod pace;
mod programmes;
mod requests;
mod words;

pub use call::Call;
pub use failure::Failure;
pub use keyed::{Answer, Key};
pub use words::language;

use keyed::Turns;
use pace::Pace;

/// What a node remembers of the portals: how fast each asks, and what is under way. Everything else is in the storage.
#[derive(Default)]
pub struct Portals {
    pace: Pace,
    turns: Turns,
}
