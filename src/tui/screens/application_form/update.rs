//! Keys of the form.

use super::state::State;
use crate::domain::Card;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Effect, Event};

/// What came of an event.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing that was typed has changed.
    Stays(Vec<Effect>),
    /// [`State::entries`] are others now: the draft is to be saved.
    Changed(Vec<Effect>),
    /// Everything is right, and the clerk has said that it is finished.
    Filled(Box<Card>),
    /// The clerk leaves the form; the entries are kept.
    Back,
}

pub fn update(_: &mut State, event: Event<'_>, _: &Desk<'_>) -> Outcome {
    match event {
        Event::Action(Action::Cancel) => Outcome::Back,
        _ => Outcome::Stays(Vec::new()),
    }
}
