//! What an article names, from the loaded keymap and the texts of the screens.

use crate::i18n::handbook::Words;
use crate::i18n::{self, Texts};
use crate::tui::action::{Action, Place};
use crate::tui::keymap::Keymap;

/// The loaded keymap and texts.
#[derive(Clone, Copy)]
pub struct Loaded<'a> {
    pub keymap: &'a Keymap,
    pub texts: &'a Texts,
}

impl Words for Loaded<'_> {
    /// An action without a key is in the palette under its name.
    fn key(&self, places: &[&str], action: &str) -> String {
        let Some(action) = named(action) else {
            return action.to_owned();
        };
        let places = places.iter().filter_map(|code| place(code));
        let found = places
            .chain([Place::Global])
            .find_map(|place| self.keymap.hint(place, action));
        found.unwrap_or_else(|| {
            let palette = self.keymap.hint(Place::Global, Action::Palette);
            let name = self.texts.get(&i18n::key("action", action.code()));
            format!("{} {name}", palette.unwrap_or_default())
        })
    }

    fn say(&self, key: &str) -> String {
        self.texts.get(key)
    }
}

/// The action that keymap files call so.
fn named(code: &str) -> Option<Action> {
    let mut all = Action::ALL.iter();
    all.find(|action| action.code() == code).copied()
}

/// The place that keymap files call so.
fn place(code: &str) -> Option<Place> {
    Place::ALL
        .iter()
        .find(|place| place.code() == code)
        .copied()
}
