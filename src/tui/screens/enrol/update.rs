//! Keys and news of the enrolment in person: given to the step at which the clerk is.

use crate::domain::CertificateNumber;
use crate::sync::desk::News;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Effect, Event};

use super::state::{Stage, State};
use super::{age, choosing, days, done, finding};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::News(news) => return hear(state, news, desk),
        event if state.asks_age.is_some() => return age::answer(state, &event, desk),
        Event::Action(Action::Enrol) => {
            state.restart();
            return Vec::new();
        }
        _ => {}
    }
    match state.stage {
        Stage::Find => finding::update(state, event, desk),
        Stage::Choose => choosing::update(state, event, desk),
        Stage::Days(_) => days::update(state, event, desk),
        Stage::Done(_) => done::update(state, event, desk),
    }
}

/// Begins with a certificate, or goes on with the one that lies on the desk. What is done is not gone on with, unless
/// the register has refused it: then something has to be offered.
pub fn open(
    state: &mut State,
    certificate: Option<CertificateNumber>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    state.asks_age = None;
    let done = matches!(&state.stage, Stage::Done(made) if made.refused.is_none());
    match certificate {
        None if done => state.restart(),
        None => {}
        Some(number) if state.certificate() == Some(number) && !done => {}
        Some(number) => {
            state.restart();
            state.number.set(&number.to_string());
            let effects = finding::changed(state, desk);
            done::reopen(state, number, desk);
            return effects;
        }
    }
    refresh(state, desk);
    Vec::new()
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    state.revealed.hear(news);
    match news {
        News::Found { ticket, result } => finding::found(state, *ticket, result, desk),
        News::Saved { ticket, .. } => {
            done::saved(state, *ticket);
            refresh(state, desk);
        }
        News::NotSaved { ticket, .. } => done::not_saved(state, *ticket, desk),
        News::Unlocked(_)
        | News::Changed { .. }
        | News::Enrolment(_)
        | News::Settled { .. }
        | News::Profile(_) => refresh(state, desk),
        _ => {}
    }
    Vec::new()
}

/// Records moved: what is shown of them is looked up anew.
fn refresh(state: &mut State, desk: &Desk<'_>) {
    let revealed = &state.revealed;
    if let Some(child) = &mut state.child {
        child.learn_age(revealed, desk);
    }
    match state.stage {
        Stage::Choose => choosing::fill(state, desk),
        Stage::Done(_) => done::look(state, desk),
        Stage::Find | Stage::Days(_) => {}
    }
}
