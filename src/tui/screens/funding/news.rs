//! What the store and the register say to the screen of funding.

use crate::sync::desk::{News, Ticket};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Tone};

use super::ask;
use super::state::{Giving, State};

pub fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    match news {
        News::Saved { ticket, act } => {
            let command = &act.envelope.command;
            if take(state, *ticket).is_some() {
                let text = ask::done(command.code(), desk);
                effects.push(says::notice(Tone::Done, text));
            }
            if state.visible && act.envelope.target.case().is_none() {
                state.rebuild(desk);
            }
        }
        News::NotSaved { ticket, .. } => {
            let given = take(state, *ticket);
            if state.asked.is_none() {
                state.asked = given.and_then(|given| given.asked);
            }
            if state.visible {
                state.rebuild(desk);
            }
        }
        News::Unlocked(_) => {
            state.giving.clear();
            if state.visible {
                state.rebuild(desk);
            }
        }
        News::Enrolment(delta) => {
            let concerns = delta.reset || delta.funding.is_some() || !delta.accounts.is_empty();
            if state.visible && concerns {
                state.rebuild(desk);
            }
        }
        News::Settled { .. } | News::Profile(_) if state.visible => state.rebuild(desk),
        _ => {}
    }
    effects
}

fn take(state: &mut State, ticket: Ticket) -> Option<Giving> {
    let at = state.giving.iter().position(|one| one.ticket == ticket)?;
    Some(state.giving.remove(at))
}
