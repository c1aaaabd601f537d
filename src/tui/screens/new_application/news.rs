//! What the store and the register say of drafts, applications and alike records.

use super::draft::{self, Draft, Key};
use super::state::State;
use super::{alike, corrected, hand_in, letter};
use crate::domain::{ApplicationNumber, ApplicationState};
use crate::i18n::Arg;
use crate::sync::desk::{Ask, News, Unlocked};
use crate::tui::screens::common::{mail, says};
use crate::tui::screens::{Desk, Effect, Tone};

pub fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    match news {
        News::Unlocked(unlocked) => unlock(state, unlocked, desk),
        News::Alike { ticket, result } => {
            let told = result.as_ref().map(|told| &**told).map_err(|why| *why);
            alike::answered(state, *ticket, told).into_iter().collect()
        }
        News::Saved { ticket, act } => {
            let follows = corrected::follow(state, act);
            let effects = saved(state, *ticket, desk);
            effects.into_iter().chain(follows).collect()
        }
        News::NotSaved { ticket, .. } => {
            alike::not_journalled(state, *ticket);
            letter::not_saved(state, *ticket);
            hand_in::not_saved(state, *ticket).into_iter().collect()
        }
        News::Settled { .. } | News::Changed { .. } => {
            let mut effects = hand_in::taken_back(state, desk);
            if let News::Settled { seq, outcome } = news {
                effects.extend(corrected::refused(state, *seq, outcome, desk));
            }
            effects.extend(finish(state, desk));
            effects
        }
        News::Submitted {
            application,
            submitted: None,
        } => never_handed_in(state, *application, desk),
        News::Submitted {
            application,
            submitted: Some(new),
        } => corrected::told(state, *application, new)
            .into_iter()
            .collect(),
        News::Link(_) => alike::line(state, desk).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn saved(state: &mut State, ticket: crate::sync::desk::Ticket, desk: &Desk<'_>) -> Vec<Effect> {
    if alike::journalled(state, ticket) {
        return Vec::new();
    }
    if let Some(number) = letter::saved(state, ticket) {
        return vec![mail::given(number, desk)];
    }
    let Some(key) = hand_in::saved(state, ticket) else {
        return Vec::new();
    };
    let Some(number) = state.drafts.get(&key).and_then(Draft::number) else {
        return Vec::new();
    };
    let number = number.to_string();
    let text = desk
        .texts
        .with("new-handed-in", &[("number", Arg::Text(&number))]);
    vec![says::notice(Tone::Done, text)]
}

/// Takes the drafts that the store gives back. What another clerk had typed here goes.
fn unlock(state: &mut State, unlocked: &Unlocked, desk: &Desk<'_>) -> Vec<Effect> {
    let clerk = unlocked.profile.clerk;
    if state.clerk.replace(clerk) != Some(clerk) {
        *state = State {
            clerk: Some(clerk),
            ..State::default()
        };
    }
    let open = state.work.as_ref().map(|work| work.key);
    let worked_on = open.and_then(|key| Some((key, state.drafts.remove(&key)?)));
    state.drafts.clear();
    state.unreadable.clear();
    state.giving.clear();
    state.mailing.clear();
    for (name, text) in &unlocked.drafts {
        let Some(key) = draft::key(name) else {
            continue;
        };
        match serde_json::from_str::<Draft>(text) {
            Ok(draft) => drop(state.drafts.insert(key, draft)),
            Err(_) => drop(state.unreadable.insert(name.clone())),
        }
    }
    // What is on the screen is at least as new as what the store has of it.
    state.drafts.extend(worked_on);
    let mut effects = hand_in::taken_back(state, desk);
    effects.extend(finish(state, desk));
    effects.extend(ask_untraced(state, desk));
    effects.extend(old(state, desk));
    effects
}

/// Drafts that were handed in, by number.
fn handed(state: &State) -> Vec<(Key, ApplicationNumber)> {
    let drafts = state.drafts.iter();
    drafts
        .filter_map(|(key, draft)| Some((*key, draft.number()?)))
        .collect()
}

/// The program may have ended between a draft and its act: where neither record nor act is there, the journal tells.
fn ask_untraced(state: &State, desk: &Desk<'_>) -> Vec<Effect> {
    let untraced = handed(state)
        .into_iter()
        .filter(|(_, number)| desk.register.shown(*number).is_none());
    untraced
        .map(|(_, application)| Effect::Ask(Ask::Submitted { application }))
        .collect()
}

fn never_handed_in(
    state: &mut State,
    application: ApplicationNumber,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let traced = desk.register.shown(application).is_some();
    let found = handed(state).into_iter().find(|(_, n)| *n == application);
    match found.filter(|_| !traced) {
        Some((key, _)) if !state.is_giving(key) => hand_in::undo(state, key).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Drafts whose application the register has taken to its end, or accepted, are done with.
fn finish(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let done = |number| {
        let case = desk.register.confirmed(number);
        case.is_some_and(|case| {
            !matches!(
                case.application.state,
                ApplicationState::Draft
                    | ApplicationState::Submitted
                    | ApplicationState::AwaitingPaper
                    | ApplicationState::Returned(_)
            )
        })
    };
    let mut effects = Vec::new();
    for (key, _) in handed(state).into_iter().filter(|(_, n)| done(*n)) {
        state.last = state.drafts.remove(&key);
        if state.work.as_ref().is_some_and(|work| work.key == key) {
            state.work = None;
        }
        effects.push(Effect::Ask(draft::forget(&draft::name(key))));
    }
    let count = state.rows().len();
    state.cursor.clamp(count);
    effects
}

/// Drafts that wait too long are told of, and stay.
fn old(state: &State, desk: &Desk<'_>) -> Option<Effect> {
    let old = state.drafts.values().filter(|draft| draft.is_old(desk.now));
    let count = i64::try_from(old.count()).unwrap_or(i64::MAX);
    (count > 0).then(|| {
        let text = desk.texts.with("new-old", &[("count", Arg::Count(count))]);
        says::notice(Tone::Warning, text)
    })
}
