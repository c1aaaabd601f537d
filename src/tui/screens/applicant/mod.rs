//! The applicant's own screen: the whole terminal, large letters, one consent at a time. Only the applicant's keys mean
//! anything here, nothing is ticked beforehand, and the clerk comes back by the password alone.
//!
//! It knows neither the application nor the register: it is handed texts, and tells what was ticked.

mod body;
mod password;
mod reading;
mod state;
mod update;
mod view;

use uuid::Uuid;

use crate::domain::{Consent, ConsentCode, ConsentText};

pub use state::State;
pub use update::{Told, update};
pub use view::view;

/// What the applicant is handed.
#[derive(Clone, Debug)]
pub struct Hand {
    /// The texts in force, in the order of the form.
    pub texts: Vec<ConsentText>,
    /// What was ticked before the terminal went away: the applicant's own ticks.
    pub given: Vec<Consent>,
    pub device: Uuid,
}

/// What the applicant has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub consents: Vec<Consent>,
    pub refused: Vec<ConsentCode>,
    /// The clerk has the keyboard back.
    pub over: bool,
}

#[cfg(test)]
mod tests;
