//! What the form knows: what was typed, and where the clerk is.

use super::supposed::Supposed;
use crate::domain::Entries;
use crate::tui::action::Place;

#[derive(Debug)]
pub struct State {
    entries: Entries,
    supposed: Supposed,
}

impl State {
    /// The form with what a draft holds; nothing else is filled in.
    #[must_use]
    pub fn of(entries: Entries, supposed: Supposed) -> Self {
        Self { entries, supposed }
    }

    /// Everything that was typed so far, right or wrong.
    #[must_use]
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// What is likely, as it was told.
    #[must_use]
    pub fn supposed(&self) -> &Supposed {
        &self.supposed
    }

    /// Whether the field in which a scanner began to type can take `text` as its whole value.
    #[must_use]
    pub fn takes(&self, _text: &str) -> bool {
        false
    }

    /// Puts the fields back to what they were before the last `keys` keys that wrote something.
    pub fn put_back(&mut self, _keys: usize) {}
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::ApplicationForm
}

/// Whether letters and digits are text now.
#[must_use]
pub fn typing(_: &State) -> bool {
    true
}
