//! What the store and the register say: rows are brought up, what was typed for a saved step is dropped, and what was typed
//! for a refused one comes back.

use crate::api::sync::Outcome;
use crate::domain::{Command, ProgrammeCommand, Target};
use crate::i18n::Arg;
use crate::sync::desk::{Act, News, Ticket};
use crate::tui::captions;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Tone};

use super::form::{self, About, Entry};
use super::state::State;
use super::{batch, list};

pub fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(batch) = &mut state.batch {
        batch::hear(batch, news);
    }
    let effects = match news {
        News::Unlocked(unlocked) => {
            let clerk = Some(unlocked.profile.clerk);
            if state.clerk != clerk {
                // What one clerk typed is not for the next.
                *state = State {
                    clerk,
                    ..State::default()
                };
            }
            let kept = unlocked.drafts.iter();
            let kept = kept.filter_map(|(key, text)| form::restore(key, text));
            state.drafts = kept.collect();
            state.giving.clear();
            state.list.marked.clear();
            Vec::new()
        }
        News::Saved { ticket, act } => saved(state, *ticket, act, desk),
        News::NotSaved { ticket, .. } => {
            not_saved(state, *ticket, desk);
            Vec::new()
        }
        News::Settled { seq, outcome } => settled(state, *seq, outcome, desk),
        News::Enrolment(_) | News::Profile(_) => Vec::new(),
        _ => return Vec::new(),
    };
    if let Some(opened) = &mut state.opened {
        opened.settle(desk);
    }
    let drafted = !effects.is_empty();
    let whole = matches!(news, News::Unlocked(_) | News::Profile(_));
    if whole || drafted || moved(state, desk) {
        list::rebuild(state, desk);
    }
    effects
}

/// Whether programmes are others than when the list was made. Acts on requests, of which there are many, leave it alone.
fn moved(state: &State, desk: &Desk<'_>) -> bool {
    let mut moved = desk.register.enrolment().moved_since(state.list.revision);
    moved
        .as_mut()
        .is_none_or(|moved| moved.any(|target| matches!(target, Target::Programme(_))))
}

fn saved(state: &mut State, ticket: Ticket, act: &Act, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(giving) = take(state, ticket) else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if let Some(about) = giving.typed {
        state.drafts.remove(&about);
        effects.push(form::forget(about));
    }
    if state.batch.is_none() {
        let what = captions::command(desk.texts, &act.envelope.command);
        let programme = desk.register.enrolment().programme(giving.programme);
        let name = programme.map(|programme| programme.name.to_string());
        let name = name.unwrap_or_default();
        let args = [("what", Arg::Text(&what)), ("name", Arg::Text(&name))];
        let text = desk.texts.with("programmes-saved", &args);
        effects.push(says::notice(Tone::Done, text));
    }
    effects
}

/// What was typed for the step stands there again, unless the clerk is at something else by now.
fn not_saved(state: &mut State, ticket: Ticket, desk: &Desk<'_>) {
    let Some(giving) = take(state, ticket) else {
        return;
    };
    let here = state.opened() == Some(giving.programme);
    let free = state.form.is_none() && state.asking.is_none() && state.batch.is_none();
    if !here || !free {
        return;
    }
    state.asking = giving.asked;
    if let Some(about) = giving.typed {
        // The shell has told what the disk said: nothing more is to be told.
        let _ = form::open(state, about, desk);
    }
}

fn take(state: &mut State, ticket: Ticket) -> Option<super::state::Giving> {
    let at = state.giving.iter().position(|one| one.ticket == ticket)?;
    Some(state.giving.remove(at))
}

/// What was typed for a step that the register didn't take is a draft again, unless something newer was typed.
fn settled(state: &mut State, seq: u64, outcome: &Outcome, desk: &Desk<'_>) -> Vec<Effect> {
    let refused = matches!(outcome, Outcome::Refused { .. } | Outcome::Conflict { .. });
    let act = desk.register.acts().find(|act| act.envelope.seq == seq);
    let typed = act.filter(|_| refused).and_then(typed);
    let Some((about, entry)) = typed.filter(|(about, _)| !state.drafts.contains_key(about)) else {
        return Vec::new();
    };
    let effect = form::keep(about, &entry);
    state.drafts.insert(about, entry);
    vec![effect]
}

/// What would be typed to give the act.
fn typed(act: &Act) -> Option<(About, Entry)> {
    let Target::Programme(id) = act.envelope.target else {
        return None;
    };
    match &act.envelope.command {
        Command::Programme(ProgrammeCommand::SaveProgramme { outline }) => {
            Some((About::Outline(id), form::of_outline(outline)))
        }
        Command::Programme(ProgrammeCommand::SaveGroup { module, group }) => {
            Some((About::Group(id, *module, group.id), form::of_group(group)))
        }
        _ => None,
    }
}
