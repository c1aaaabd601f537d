//! Events of the panel, given to what the clerk is at.

use crate::tui::screens::{Desk, Effect, Event};

use super::state::State;
use super::{asking, batch, form, list, news, opened};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Event::News(news) = event {
        return news::hear(state, news, desk);
    }
    if state.asking.is_some() {
        return asking::update(state, &event, desk);
    }
    if state.batch.is_some() {
        return match event {
            Event::Action(action) => batch::act(state, action, desk),
            _ => Vec::new(),
        };
    }
    if state.form.is_some() {
        return form::update(state, event, desk);
    }
    match event {
        Event::Action(action) if state.opened.is_some() => opened::act(state, action, desk),
        Event::Action(action) => list::act(state, action, desk),
        Event::Text(key) => {
            if state.opened.is_none() && state.list.filter.key(key) {
                list::rebuild(state, desk);
            }
            Vec::new()
        }
        Event::Paste(text) => {
            if state.opened.is_none() && state.list.filter.paste(text) {
                list::rebuild(state, desk);
            }
            Vec::new()
        }
        Event::News(_) => Vec::new(),
    }
}
