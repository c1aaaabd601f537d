//! For which place help is shown, and how far it is scrolled.

use crate::tui::action::Place;
use crate::tui::widgets::Scroll;

#[derive(Debug)]
pub struct State {
    pub(super) about: Place,
    pub(super) scroll: Scroll,
}

impl Default for State {
    fn default() -> Self {
        Self::about(Place::Search)
    }
}

impl State {
    /// Help on the keys of a place.
    #[must_use]
    pub fn about(place: Place) -> Self {
        Self {
            about: place,
            scroll: Scroll::default(),
        }
    }
}

#[must_use]
pub fn typing(_: &State) -> bool {
    false
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Help
}
