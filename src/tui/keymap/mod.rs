//! Keys are data: place → action → keys (DESIGN section 8).
//!
//! A press means, in this order: text, in a text field; what is bound to exactly it; for a letter that is not ASCII,
//! what is bound to its place on the keyboard; for a capital letter (Caps Lock), what is bound to the small one.

mod bindings;
mod chord;
mod layout;
mod load;
mod table;

use crossterm::event::{KeyEvent, KeyEventKind};

use bindings::{Binding, Bindings};
use layout::Layout;

use super::action::{Action, Place};
use crate::config::{DataFile, Diagnostics};
use crate::i18n::Texts;

pub use chord::Chord;
pub use load::check;

/// The loaded keymap.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Bindings,
    layout: Layout,
    /// The word for the space bar.
    space: String,
}

impl Keymap {
    /// Loads a keymap that comes with the program, or a file. `texts` name the keys in hints.
    ///
    /// # Errors
    /// Every mistake of the file and of those that it inherits.
    pub fn load(source: &DataFile, texts: &Texts) -> Result<Self, Diagnostics> {
        Ok(Self {
            bindings: load::bindings(source)?,
            layout: Layout::russian()?,
            space: texts.get("key-space"),
        })
    }

    /// What `key` does in `place`, then in `Global`. In a text field (`typing`) a key that writes a letter is text.
    #[must_use]
    pub fn resolve(&self, place: Place, key: KeyEvent, typing: bool) -> Option<Action> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let chord = Chord::from(key);
        if typing && chord.edits_text() {
            return None;
        }
        let lookup = |chord| self.bindings.layered(place, chord);
        if let Some(action) = lookup(chord) {
            return Some(action);
        }
        let mut character = chord.character()?;
        if !character.is_ascii() {
            character = self.layout.latin(character)?;
            if let Some(action) = lookup(chord.with_character(character)) {
                return Some(action);
            }
        }
        lookup(chord.with_character(character.to_ascii_lowercase()))
    }

    /// What exactly `key` does in exactly `place`: nothing of everywhere, no letter by its place on the keyboard.
    #[must_use]
    pub fn own(&self, place: Place, key: KeyEvent) -> Option<Action> {
        let pressed = key.kind != KeyEventKind::Release;
        let action = self.bindings.exact(place, Chord::from(key));
        action.filter(|_| pressed)
    }

    /// The key to show for `action` in `place`, as a hint shows it ("F3", "Ctrl+P", "Пробел").
    #[must_use]
    pub fn hint(&self, place: Place, action: Action) -> Option<String> {
        self.keys(place, action).into_iter().next()
    }

    /// All keys of `action` in `place`, as hints show them.
    #[must_use]
    pub fn keys(&self, place: Place, action: Action) -> Vec<String> {
        let chords = self.bindings.chords(place, action);
        chords.iter().map(|chord| chord.show(&self.space)).collect()
    }

    /// Every action that has a key in `place`, its own first, then those of everywhere, each with its first key.
    pub fn hints(&self, place: Place) -> impl Iterator<Item = (Action, String)> {
        let mut actions: Vec<Action> = self.bindings.of(place).map(|b| b.action).collect();
        for binding in self.bindings.of(Place::Global) {
            if !actions.contains(&binding.action) {
                actions.push(binding.action);
            }
        }
        actions
            .into_iter()
            .filter_map(move |action| Some((action, self.hint(place, action)?)))
    }
}

#[cfg(test)]
mod tests;
