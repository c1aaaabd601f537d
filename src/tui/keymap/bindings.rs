//! The bindings in the order of the files, with a quick way from a press to its action.

use std::collections::HashMap;

use super::chord::Chord;
use crate::tui::action::{Action, Place};

/// The keys of one action in one place; the first is the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub place: Place,
    pub action: Action,
    pub chords: Vec<Chord>,
}

#[derive(Clone, Debug, Default)]
pub struct Bindings {
    list: Vec<Binding>,
    index: HashMap<(Place, Chord), Action>,
}

impl Bindings {
    /// Puts `bound` over what `place` had: same actions are replaced where they stood, their keys taken from others.
    pub fn replace(&mut self, place: Place, bound: Vec<Binding>) {
        for new in &bound {
            for old in self.list.iter_mut().filter(|old| old.place == place) {
                old.chords.retain(|chord| !new.chords.contains(chord));
            }
        }
        for new in bound {
            match self.position(place, new.action) {
                Some(at) => self.list[at] = new,
                None => self.list.push(new),
            }
        }
        self.list.retain(|binding| !binding.chords.is_empty());
        self.index = self
            .list
            .iter()
            .flat_map(|b| b.chords.iter().map(|chord| ((b.place, *chord), b.action)))
            .collect();
    }

    fn position(&self, place: Place, action: Action) -> Option<usize> {
        self.list
            .iter()
            .position(|b| b.place == place && b.action == action)
    }

    /// What exactly this press does in exactly this place.
    #[must_use]
    pub fn exact(&self, place: Place, chord: Chord) -> Option<Action> {
        self.index.get(&(place, chord)).copied()
    }

    /// What exactly this press does in the place, or else everywhere.
    #[must_use]
    pub fn layered(&self, place: Place, chord: Chord) -> Option<Action> {
        self.exact(place, chord)
            .or_else(|| self.exact(Place::Global, chord))
    }

    /// The bindings of exactly this place, in the order of the file.
    pub fn of(&self, place: Place) -> impl Iterator<Item = &Binding> {
        self.list.iter().filter(move |b| b.place == place)
    }

    /// The keys that do `action` in `place`: its own first, then those of everywhere that it doesn't use otherwise.
    #[must_use]
    pub fn chords(&self, place: Place, action: Action) -> Vec<Chord> {
        let mut chords: Vec<Chord> = Vec::new();
        for binding in self.of(place).chain(self.of(Place::Global)) {
            for chord in &binding.chords {
                if binding.action == action
                    && !chords.contains(chord)
                    && self.layered(place, *chord) == Some(action)
                {
                    chords.push(*chord);
                }
            }
        }
        chords
    }
}
