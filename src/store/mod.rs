//! What the desk keeps: the outbox journal (the truth about acts), and a sealed cache that can be thrown away.
//!
//! Never talks to the register and never draws. Everything on disk is sealed under a key that the clerk's password
//! wraps; nothing is called saved before `fdatasync` has returned.

pub mod act;
pub mod cache;
pub mod cause;
mod compact;
pub mod family;
mod files;
#[cfg(test)]
pub(crate) mod fixture;
pub mod followed;
pub mod ground;
pub mod handbook;
mod header;
pub mod inspect;
pub mod journal;
pub mod memory;
mod passing;
pub mod projection;
pub mod seal;
pub mod shelf;
pub mod sources;
pub mod survey;
pub mod wipe;
pub mod worker;

pub use act::{
    Act, Burnt, Device, Differs, EnrolmentRecords, Mismatch, Renewal, Stock, Ticket, Unlocked,
};
pub use files::StoreError;
pub use journal::SHOWN;
