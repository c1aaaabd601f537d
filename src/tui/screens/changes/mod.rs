//! What can be asked for after an application was handed in: corrections, withdrawal, and everything that a certificate
//! goes through. From the list of it over a reason and a signed paper to the command.
//!
//! A component of the verification: it knows the case that is open there, keeps what was typed as drafts, and hands back
//! the command to be given. It gives nothing itself, and never decides what `domain` decides.

mod beside_view;
mod command;
mod draft;
mod entry;
mod form;
mod menu;
mod merge;
mod municipality;
mod news;
mod reason;
mod sheet;
mod sheet_view;
mod state;
mod update;
mod values;
mod view;

pub use command::{back, step};
pub use news::{again, awaits, begin, begin_with, hear, not_saved, saved, settle, unlocked};
pub use state::{At, State, Told, place, takes, typing};
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
