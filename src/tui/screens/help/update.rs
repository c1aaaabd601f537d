//! Keys of the help.

use super::state::State;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Effect, Event, Goto};

/// Takes one event: scrolls, or goes back.
pub fn update(state: &mut State, event: Event<'_>, _: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(Action::Cancel | Action::Submit) => return vec![Effect::Go(Goto::Back)],
        Event::Action(action) => {
            state.scroll.act(action);
        }
        Event::Text(_) | Event::Paste(_) | Event::News(_) => {}
    }
    Vec::new()
}
