//! The applicant's keys, and the password that gives the keyboard back.

use super::Given;
use super::state::{Note, State, Step};
use crate::sync::desk::{Ask, News};
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Event};

/// What came of an event.
#[derive(Debug)]
pub enum Told {
    Nothing,
    /// A tick, a refusal, or the end of the mode: to be kept at once.
    Given(Given),
    Ask(Ask),
}

/// Takes one event. Pastes and scans mean nothing here but in the field of the password.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Told {
    if let Event::News(news) = event {
        return hear(state, news, desk);
    }
    if state.password.waiting.is_some() {
        return Told::Nothing;
    }
    if state.password.asked {
        return unlock(state, event, desk);
    }
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::Text(_) => {
            state.note = Some(Note::OtherKey);
            Told::Nothing
        }
        Event::Paste(_) | Event::News(_) => Told::Nothing,
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Told {
    state.note = None;
    match (action, state.step) {
        (Action::TakeBack, _) | (Action::Submit, Step::Summary) => state.password.ask_for_it(),
        (Action::Tick, Step::Consent(at)) => return tick(state, at, desk),
        (Action::Submit, Step::Consent(at)) => confirm(state, at),
        (Action::RefuseConsent, Step::Consent(at)) => state.go(Step::Refusing(at)),
        (Action::Tick, Step::Refusing(at)) => state.go(Step::Consent(at)),
        (Action::Submit, Step::Refusing(at)) => return refuse(state, at),
        (Action::RefuseConsent, Step::Summary) if !state.texts.is_empty() => {
            state.go(Step::Consent(0));
        }
        (
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First,
            Step::Consent(at),
        ) => {
            if let Some(reading) = state.read.get_mut(at) {
                reading.act(action);
            }
        }
        (Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First, _) => {
            state.aside.act(action);
        }
        _ => state.note = Some(Note::OtherKey),
    }
    Told::Nothing
}

/// Only a text that was shown to its end is agreed to; taking a tick back needs nothing.
fn tick(state: &mut State, at: usize, desk: &Desk<'_>) -> Told {
    let Some(code) = state.shown().map(|(_, text)| text.code) else {
        return Told::Nothing;
    };
    if state.is_given(code) {
        state.forget(code);
    } else if state.is_read(at) {
        state.give(desk);
    } else {
        state.note = Some(Note::ReadFirst);
        return Told::Nothing;
    }
    Told::Given(state.told(false))
}

/// Goes on from a consent that is given.
fn confirm(state: &mut State, at: usize) {
    let given = state
        .shown()
        .is_some_and(|(_, text)| state.is_given(text.code));
    if given {
        state.go_behind(at);
    } else if state.is_read(at) {
        state.note = Some(Note::TickFirst);
    } else {
        state.note = Some(Note::ReadFirst);
    }
}

/// What follows has to be read before the refusal counts.
fn refuse(state: &mut State, at: usize) -> Told {
    let Some(code) = state.shown().map(|(_, text)| text.code) else {
        return Told::Nothing;
    };
    if !state.aside.whole() {
        state.note = Some(Note::ReadFirst);
        return Told::Nothing;
    }
    state.forget(code);
    state.refused.push(code);
    state.go_behind(at);
    Told::Given(state.told(false))
}

fn unlock(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Told {
    let password = &mut state.password;
    match event {
        Event::Action(Action::Submit) => {
            return password.submit(desk).map_or(Told::Nothing, Told::Ask);
        }
        Event::Action(Action::Cancel) => password.put_away(),
        Event::Text(key) => {
            password.input.key(key);
        }
        Event::Paste(text) => {
            password.input.paste(text);
        }
        _ => {}
    }
    Told::Nothing
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Told {
    match news {
        News::PasswordChecked { ticket, right } if state.password.waiting == Some(*ticket) => {
            if *right {
                return Told::Given(state.told(true));
            }
            state.password.was_wrong(desk.now);
            Told::Nothing
        }
        _ => Told::Nothing,
    }
}
