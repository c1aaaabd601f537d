//! Keys of the palette.

use super::state::State;
use crate::tui::action::Action;
use crate::tui::screens::Event;

/// What came of an event; the shell runs the action where the palette was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Still looking.
    Nothing,
    Closed,
    Run(Action),
}

/// Takes one event. Everything typed narrows the list.
pub fn update(state: &mut State, event: &Event<'_>) -> Chosen {
    let changed = match event {
        Event::Action(Action::Cancel | Action::Palette) => return Chosen::Closed,
        Event::Action(Action::Submit) => {
            return state.chosen().map_or(Chosen::Nothing, Chosen::Run);
        }
        Event::Action(Action::ClearInput) => state.input.act(Action::ClearInput),
        Event::Action(action @ (Action::Left | Action::Right)) => {
            state.input.act(*action);
            false
        }
        Event::Action(Action::NextField) => {
            state.cursor.act(Action::Down, state.fitting.len());
            false
        }
        Event::Action(Action::PreviousField) => {
            state.cursor.act(Action::Up, state.fitting.len());
            false
        }
        Event::Action(action) => {
            state.cursor.act(*action, state.fitting.len());
            false
        }
        Event::Text(key) => state.input.key(*key),
        Event::Paste(text) => state.input.paste(text),
        Event::News(_) => false,
    };
    if changed {
        state.filter();
    }
    Chosen::Nothing
}
