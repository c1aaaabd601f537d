//! What is being filled in.

use crate::tui::action::Place;

#[derive(Debug, Default)]
pub struct State {}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::NewApplication
}

#[must_use]
pub fn typing(_: &State) -> bool {
    false
}
