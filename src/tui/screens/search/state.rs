//! What the search screen knows.

use crate::domain::ApplicationNumber;
use crate::domain::search::SearchQuery;
use crate::tui::action::Place;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::Revealed;
use crate::tui::widgets::TextInput;

use super::asked::Asked;
use super::hits::Hit;

/// The most characters of the line.
const LONGEST: usize = 200;

#[derive(Debug)]
pub struct State {
    pub(super) input: TextInput,
    /// A record was opened by the line: the next character begins another one.
    pub(super) finished: bool,
    pub(super) query: SearchQuery,
    pub(super) hits: Vec<Hit>,
    pub(super) picked: Picked<ApplicationNumber>,
    pub(super) asked: Asked,
    pub(super) revealed: Revealed,
}

impl Default for State {
    fn default() -> Self {
        Self {
            input: TextInput::new(LONGEST),
            finished: false,
            query: SearchQuery::default(),
            hits: Vec::new(),
            picked: Picked::default(),
            asked: Asked::default(),
            revealed: Revealed::default(),
        }
    }
}

impl State {
    /// Whether a record is among the hits.
    #[must_use]
    pub fn shows(&self, number: ApplicationNumber) -> bool {
        self.hits.iter().any(|hit| hit.number() == number)
    }

    pub(super) fn numbers(&self) -> Vec<ApplicationNumber> {
        self.hits.iter().map(Hit::number).collect()
    }

    pub(super) fn hit(&self) -> Option<&Hit> {
        let number = self.picked.key()?;
        self.hits.iter().find(|hit| hit.number() == number)
    }
}

/// The line always has the focus.
#[must_use]
pub fn typing(_: &State) -> bool {
    true
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Search
}
