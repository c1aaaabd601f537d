//! Keys and news of the queue.

use crate::domain::ApplicationNumber;
use crate::sync::desk::News;
use crate::tui::action::Action;
use crate::tui::screens::common::cases;
use crate::tui::screens::common::filter::Taken;
use crate::tui::screens::{Desk, Effect, Event, Goto};

use super::order::Shown;
use super::state::State;
use super::view;

/// Takes one event. Only news and changes of sort or filter read the records anew.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::Text(key) => {
            if state.filter.key(key) {
                state.rebuild(desk);
            }
            Vec::new()
        }
        Event::Paste(text) => paste(state, text, desk),
        Event::News(news) => {
            hear(state, news, desk);
            Vec::new()
        }
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match state.filter.act(action) {
        Taken::No => {}
        Taken::Yes => return Vec::new(),
        Taken::Changed => {
            state.rebuild(desk);
            return Vec::new();
        }
    }
    match action {
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::Submit => {
            if let Some(number) = state.picked.key() {
                return vec![Effect::Go(Goto::Case(number))];
            }
        }
        Action::NextField | Action::ToggleCheckKind | Action::Right => show_beside(state, 1, desk),
        Action::PreviousField | Action::Left => show_beside(state, Shown::ALL.len() - 1, desk),
        Action::Sort => {
            state.sort = state.sort.next();
            state.rebuild(desk);
        }
        Action::ExportList => return vec![Effect::Export(Box::new(view::list(state, desk)))],
        Action::NextCase => return vec![Effect::Go(Goto::NextCase)],
        movement => {
            state.picked.act(movement, &state.rows);
        }
    }
    Vec::new()
}

fn show_beside(state: &mut State, by: usize, desk: &Desk<'_>) {
    state.shown = state.shown.beside(by);
    state.rebuild(desk);
}

/// A scanned number opens its application; other text goes into the filter while it has the focus.
fn paste(state: &mut State, text: &str, desk: &Desk<'_>) -> Vec<Effect> {
    if let Ok(number) = text.trim().parse::<ApplicationNumber>() {
        return vec![Effect::Go(Goto::Case(number))];
    }
    if state.filter.paste(text) {
        state.rebuild(desk);
    }
    Vec::new()
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) {
    let names = state.revealed.hear(news);
    if cases::moved(news, desk) || (names && !state.filter.is_empty()) {
        state.rebuild(desk);
    }
}
