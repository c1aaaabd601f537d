//! Keys and news of the activation queue.

use crate::domain::{ApplicationNumber, Command};
use crate::i18n::Arg;
use crate::sync::desk::{News, Ticket};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::filter::Taken;
use crate::tui::screens::common::{asking, cases, says, whose};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};

use super::state::State;
use super::view;

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) if state.confirming.is_some() => confirm(state, action, desk),
        Event::Action(action) => act(state, action, desk),
        Event::Text(key) => {
            if state.filter.key(key) {
                state.rebuild(desk);
            }
            Vec::new()
        }
        Event::Paste(text) => {
            if let Ok(number) = text.trim().parse::<ApplicationNumber>() {
                return vec![Effect::Go(Goto::Case(number))];
            }
            if state.filter.paste(text) {
                state.rebuild(desk);
            }
            Vec::new()
        }
        Event::News(news) => hear(state, news, desk),
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
        Action::Activate => return ask(state, desk),
        Action::Sort => {
            state.sort = state.sort.next_accepted();
            state.rebuild(desk);
        }
        Action::Submit => {
            if let Some(number) = state.picked.key() {
                return vec![Effect::Go(Goto::Case(number))];
            }
        }
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::ExportList => return vec![Effect::Export(Box::new(view::list(state, desk)))],
        Action::NextCase => return vec![Effect::Go(Goto::NextCase)],
        movement => {
            state.picked.act(movement, &state.rows);
        }
    }
    Vec::new()
}

/// Shows what would be activated; the second key does it.
fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(case) = state.picked.key().and_then(|n| desk.register.case(n)) else {
        return Vec::new();
    };
    if let Some(holder) = desk.holder(case.number()) {
        let who = whose::at_whom(&holder.name, desk);
        let open = says::key(desk, Place::Activation, Action::Submit);
        let args = [("who", Arg::Text(&who)), ("key", Arg::Text(&open))];
        let text = desk.texts.with("activation-held", &args);
        return vec![says::notice(Tone::Warning, text)];
    }
    let context = asking::context(desk, false, None);
    match asking::foresee(&case, &[Command::Activate], &context) {
        Ok(_) => {
            state.confirming = Some(case.number());
            Vec::new()
        }
        Err(why) => vec![says::notice(Tone::Warning, says::refusal(desk, &why))],
    }
}

fn confirm(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    if !matches!(action, Action::Activate | Action::Submit) {
        if action == Action::Cancel {
            state.confirming = None;
        }
        return Vec::new();
    }
    let Some(case) = state.confirming.take().and_then(|n| desk.register.case(n)) else {
        return Vec::new();
    };
    if state
        .waiting
        .iter()
        .any(|(_, number)| *number == case.number())
    {
        return Vec::new();
    }
    state.waiting.push((desk.ticket, case.number()));
    // On without waiting for the disk: the same two keys activate the next one.
    if let Some(next) = state.next_free(Some(case.number()), desk) {
        state.picked.select(&state.rows, next);
    }
    vec![asking::give(desk.ticket, &case, Command::Activate, desk)]
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    state.revealed.hear(news);
    let mut effects = Vec::new();
    match news {
        News::Saved { ticket, .. } => {
            if let Some(number) = take(state, *ticket) {
                let number = number.to_string();
                let args = [("number", Arg::Text(&number))];
                let text = desk.texts.with("activation-done", &args);
                effects.push(says::saved(desk, text));
            }
        }
        News::NotSaved { ticket, .. } => {
            take(state, *ticket);
        }
        _ => {}
    }
    if cases::moved(news, desk) {
        state.rebuild(desk);
    }
    effects
}

fn take(state: &mut State, ticket: Ticket) -> Option<ApplicationNumber> {
    let at = state.waiting.iter().position(|(t, _)| *t == ticket)?;
    Some(state.waiting.remove(at).1)
}
