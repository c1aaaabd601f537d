//! What can be done where the palette was opened, and what was typed to find it.

use crate::i18n;
use crate::tui::action::{Action, Place};
use crate::tui::captions::action_help;
use crate::tui::screens::Desk;
use crate::tui::widgets::{Cursor, TextInput};

/// The longest thing to look for, in characters.
const LONGEST: usize = 40;

/// One line of the palette.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub action: Action,
    pub key: String,
    pub label: String,
    /// Name and explanation, as they are searched.
    folded: String,
}

#[derive(Debug)]
pub struct State {
    pub(super) input: TextInput,
    pub(super) entries: Vec<Entry>,
    /// Indices of the entries that fit what is typed.
    pub(super) fitting: Vec<usize>,
    pub(super) cursor: Cursor,
}

impl State {
    /// Everything that has a key in `from` or everywhere, without plain movement.
    #[must_use]
    pub fn new(from: Place, desk: &Desk<'_>) -> Self {
        let entry = |(action, key): (Action, String)| {
            let name = i18n::key("action", action.code());
            let label = desk.texts.get(&name);
            let sentence = action_help(desk.texts, from, action);
            let folded = i18n::fold(&format!("{label} {sentence}"));
            Entry {
                action,
                key,
                label,
                folded,
            }
        };
        let named = |(action, _): &(Action, String)| !is_movement(*action);
        let entries: Vec<Entry> = desk.keymap.hints(from).filter(named).map(entry).collect();
        Self {
            input: TextInput::new(LONGEST),
            fitting: (0..entries.len()).collect(),
            entries,
            cursor: Cursor::default(),
        }
    }

    /// Keeps the entries that hold every typed word.
    pub(super) fn filter(&mut self) {
        let typed = i18n::fold(self.input.value());
        let fits = |entry: &Entry| typed.split(' ').all(|word| entry.folded.contains(word));
        self.fitting = (0..self.entries.len())
            .filter(|&at| fits(&self.entries[at]))
            .collect();
        self.cursor.select(0);
    }

    pub(super) fn chosen(&self) -> Option<Action> {
        let at = self.fitting.get(self.cursor.selected())?;
        Some(self.entries[*at].action)
    }
}

/// What moves a cursor or belongs to an input; nobody looks for it by name.
fn is_movement(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Up
            | A::Down
            | A::Left
            | A::Right
            | A::PageUp
            | A::PageDown
            | A::First
            | A::Last
            | A::Submit
            | A::Cancel
            | A::NextField
            | A::PreviousField
            | A::ClearInput
            | A::Palette
    )
}

#[must_use]
pub fn typing(_: &State) -> bool {
    true
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Palette
}
