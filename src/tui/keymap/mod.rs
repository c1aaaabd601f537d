//! Keys are data: place → action → keys (DESIGN section 8).

use crossterm::event::KeyEvent;

use super::action::{Action, Place};

/// The loaded keymap.
pub struct Keymap {}

impl Keymap {
    /// What `key` does in `place`, then in `Global`. In a text field (`typing`) a key that writes a letter is text.
    #[must_use]
    pub fn resolve(&self, place: Place, key: KeyEvent, typing: bool) -> Option<Action> {
        let _ = (place, key, typing);
        None
    }

    /// The key to show for `action` in `place`, as a hint shows it ("F3", "Ctrl+P", "Пробел").
    #[must_use]
    pub fn hint(&self, place: Place, action: Action) -> Option<String> {
        let _ = (place, action);
        None
    }
}
