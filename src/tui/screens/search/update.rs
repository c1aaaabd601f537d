//! Keys and news of the search.

use crossterm::event::KeyCode;

use crate::api::session::Channel;
use crate::domain::search::parse;
use crate::domain::{ApplicationNumber, Capability, Command};
use crate::sync::desk::{Ask, Found, News, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::screens::common::revealed::ChildLine;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, people, says};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};

use super::asked::Answer;
use super::hits::{self, Hit, MOST_NAMES, Source};
use super::state::State;
use super::view;

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::Text(key) => {
            if std::mem::take(&mut state.finished) && matches!(key.code, KeyCode::Char(_)) {
                state.input.clear();
            }
            if state.input.key(key) {
                return line_changed(state, desk);
            }
            Vec::new()
        }
        Event::Paste(text) => paste(state, text, desk),
        Event::News(news) => hear(state, news, desk),
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Submit => return submit(state, desk),
        Action::ClearInput | Action::Cancel if state.input.is_empty() => {
            return vec![Effect::Go(Goto::Back)];
        }
        Action::ClearInput | Action::Cancel => {
            state.input.clear();
            return line_changed(state, desk);
        }
        Action::Left | Action::Right | Action::First | Action::Last => {
            state.finished = false;
            state.input.act(action);
        }
        Action::ExportList => return vec![Effect::Export(Box::new(view::list(state, desk)))],
        Action::NextCase => return vec![Effect::Go(Goto::NextCase)],
        Action::Retry => return ask_register(state, desk),
        Action::Enrol => {
            let chosen = state.hit().map(|hit| hit.case.certificate.number);
            let certificate = chosen.or(state.query.certificate);
            return vec![Effect::Go(Goto::Enrol(certificate))];
        }
        movement => {
            let numbers = state.numbers();
            state.picked.act(movement, &numbers);
        }
    }
    Vec::new()
}

/// Pasted or scanned text replaces a line that was finished; with a line break at its end it is also submitted.
fn paste(state: &mut State, text: &str, desk: &Desk<'_>) -> Vec<Effect> {
    let begins = std::mem::take(&mut state.finished);
    if begins || text.trim().parse::<ApplicationNumber>().is_ok() {
        state.input.clear();
    }
    state.input.paste(text);
    let mut effects = line_changed(state, desk);
    if text.ends_with(['\n', '\r']) {
        effects.extend(submit(state, desk));
    }
    effects
}

/// The cache answers at once; the register is asked when the line holds something whole.
fn line_changed(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let query = parse(state.input.value(), desk.today);
    if query == state.query {
        return Vec::new();
    }
    state.query = query;
    state.asked.forget();
    state.hits = hits::remembered(&state.query, desk.register, &state.revealed);
    let numbers = state.numbers();
    state.picked.restart(&numbers);
    if hits::complete(&state.query) && !hits::by_name(&state.query) {
        return ask_register(state, desk);
    }
    Vec::new()
}

/// Opens the chosen hit. Without one it asks the register, and opens the only hit of the answer.
fn submit(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(number) = state.hit().map(Hit::number) {
        state.finished = true;
        return vec![Effect::Go(Goto::Case(number))];
    }
    if state.query.is_empty() {
        return Vec::new();
    }
    match state.asked.answer {
        Answer::Coming => state.asked.open_when_found = true,
        Answer::None | Answer::Failed(_) => {
            let effects = ask_register(state, desk);
            state.asked.open_when_found = state.asked.answer == Answer::Coming;
            return effects;
        }
        Answer::Here { .. } => {}
    }
    Vec::new()
}

/// Why the register can't be asked by name now, if it can't.
#[must_use]
pub fn name_barred(desk: &Desk<'_>) -> Option<Unreachable> {
    if !people::may(desk, Capability::PersonalView) {
        Some(Unreachable::NotAllowed)
    } else if desk.link.channel != Channel::Protected {
        Some(Unreachable::OpenChannel)
    } else {
        None
    }
}

fn ask_register(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let query = &state.query;
    if query.is_empty() {
        return Vec::new();
    }
    let ticket = desk.ticket;
    let ask = if hits::by_name(query) {
        if let Some(why) = name_barred(desk) {
            state.asked.answer = Answer::Failed(why);
            return Vec::new();
        }
        if hits::name_too_short(query) {
            let text = desk.texts.get("search-name-too-short");
            return vec![says::notice(Tone::Info, text)];
        }
        Ask::PersonalSearch {
            ticket,
            request: hits::personal_request(query),
        }
    } else {
        Ask::Search {
            ticket,
            request: hits::request(query),
        }
    };
    state.asked.ask(ticket);
    vec![Effect::Ask(ask)]
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    state.revealed.hear(news);
    match news {
        News::Unlocked(_) => {
            *state = State::default();
            Vec::new()
        }
        News::Found { ticket, result } if state.asked.awaits(*ticket) => match result {
            Ok(found) => land(state, found, desk),
            Err(why) => {
                state.asked.answer = Answer::Failed(*why);
                state.asked.open_when_found = false;
                Vec::new()
            }
        },
        News::Saved { ticket, .. } => {
            shown(state, *ticket);
            Vec::new()
        }
        News::NotSaved { ticket, .. } if state.asked.showing.remove(ticket).is_some() => {
            state.asked.not_journalled = true;
            Vec::new()
        }
        News::Changed { .. } | News::Settled { .. } => {
            refresh(state, desk);
            Vec::new()
        }
        News::Profile(profile) if !profile.capabilities.has(Capability::PersonalView) => {
            for hit in &mut state.hits {
                hit.child = None;
                hit.shown = false;
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The register's answer: its hits take the place of the remembered ones, the selection stays on its application.
fn land(state: &mut State, found: &Found, desk: &Desk<'_>) -> Vec<Effect> {
    let (found, more) = match found {
        Found::Cases { hits, more } => (hits.iter().map(from_register).collect(), *more),
        Found::Personal { hits, more } => {
            let known = |hit: &crate::api::search::PersonalHit| Hit {
                child: Some(ChildLine {
                    name: hit.child_name.clone(),
                    birth_date: hit.birth_date,
                }),
                ..from_register(&hit.case)
            };
            let cut: Vec<Hit> = hits.iter().take(MOST_NAMES).map(known).collect();
            (cut, *more || hits.len() > MOST_NAMES)
        }
    };
    let remembered = std::mem::replace(&mut state.hits, found);
    for hit in &mut state.hits {
        let old = remembered.iter().find(|old| old.number() == hit.number());
        if let Some(old) = old.filter(|old| old.shown && old.child == hit.child) {
            hit.shown = old.shown;
        } else if hit.child.is_none() {
            hit.child = old.and_then(|old| old.child.clone());
            hit.shown = old.is_some_and(|old| old.shown);
        }
    }
    state.asked.answer = Answer::Here { more };
    let numbers = state.numbers();
    state.picked.settle(&numbers);
    let opens = std::mem::take(&mut state.asked.open_when_found);
    let mut effects = journal_names(state, desk);
    if let (true, [only]) = (opens, numbers.as_slice()) {
        state.finished = true;
        effects.push(Effect::Go(Goto::Case(*only)));
    }
    effects
}

fn from_register(case: &crate::domain::Case) -> Hit {
    Hit {
        case: case.clone(),
        source: Source::Register,
        child: None,
        shown: false,
    }
}

/// Each name is journalled as shown before it is drawn.
fn journal_names(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let mut tickets = Tickets::of(desk);
    let mut effects = Vec::new();
    for hit in state.hits.iter().filter(|h| h.child.is_some() && !h.shown) {
        let ticket = tickets.take();
        state.asked.showing.insert(ticket, hit.number());
        effects.push(asking::give(ticket, &hit.case, Command::NoteShown, desk));
    }
    effects
}

fn shown(state: &mut State, ticket: Ticket) {
    if let Some(number) = state.asked.showing.remove(&ticket) {
        for hit in state.hits.iter_mut().filter(|h| h.number() == number) {
            hit.shown = true;
        }
    }
}

/// Records moved: a list from memory is looked up anew, one from the register keeps its hits and their order.
fn refresh(state: &mut State, desk: &Desk<'_>) {
    if !state.hits.iter().any(|hit| hit.source == Source::Register) {
        state.hits = hits::remembered(&state.query, desk.register, &state.revealed);
    }
    let numbers = state.numbers();
    state.picked.settle(&numbers);
}
