//! Which certificate: typed, pasted, scanned, or brought along from a record.

use crate::domain::requisites::{self, Scanned};
use crate::domain::{Capability, CertificateNumber, CertificateState, NumberError};
use crate::sync::desk::{Ask, Found, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};

use super::child::Child;
use super::state::{Answer, State};
use super::{choosing, words};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::Text(key) if state.number.key(key) => changed(state, desk),
        Event::Paste(text) => paste(state, text, desk),
        Event::Text(_) | Event::News(_) => Vec::new(),
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Submit => return submit(state, desk),
        Action::Cancel if state.number.is_empty() => return vec![Effect::Go(Goto::Back)],
        Action::Cancel | Action::ClearInput => {
            state.number.clear();
            return changed(state, desk);
        }
        Action::Retry => {
            state.answer = Answer::NotAsked;
            return ask(state, desk);
        }
        movement => {
            state.number.act(movement);
        }
    }
    Vec::new()
}

/// Pasted or scanned: it takes the place of what stood there, and with a line break at its end goes on.
fn paste(state: &mut State, text: &str, desk: &Desk<'_>) -> Vec<Effect> {
    if read(text, desk).is_ok() {
        state.number.clear();
    }
    state.number.paste(text);
    let mut effects = changed(state, desk);
    if text.ends_with(['\n', '\r']) {
        effects.extend(submit(state, desk));
    }
    effects
}

/// The certificate that a line names: by its number, or by a code of one of our papers.
pub fn read(line: &str, desk: &Desk<'_>) -> Result<CertificateNumber, NumberError> {
    match requisites::read(line) {
        Some(Scanned::Certificate(number)) => Ok(number),
        Some(Scanned::All(all)) => Ok(all.certificate),
        Some(Scanned::Application(number)) if desk.register.shown(number).is_some() => {
            let case = desk.register.shown(number);
            case.map_or_else(|| line.parse(), |case| Ok(case.certificate.number))
        }
        _ => line.parse(),
    }
}

/// The line is another one: what this desk knows of the certificate is shown at once, the register is asked where it
/// knows nothing.
pub fn changed(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let number = read(state.number.value(), desk).ok();
    if number == state.certificate() {
        return Vec::new();
    }
    state.answer = Answer::NotAsked;
    state.words.clear();
    state.child = number.map(Child::new);
    state.listing.restart();
    if let Some(child) = &mut state.child {
        child.learn_age(&state.revealed, desk);
    }
    ask(state, desk)
}

fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(child) = &state.child else {
        return Vec::new();
    };
    if desk.register.case_of(child.number).is_some() || state.answer != Answer::NotAsked {
        return Vec::new();
    }
    state.answer = Answer::Coming(desk.ticket);
    vec![Effect::Ask(Ask::Search {
        ticket: desk.ticket,
        request: crate::api::search::SearchRequest {
            certificate: Some(child.number),
            ..crate::api::search::SearchRequest::default()
        },
    })]
}

/// The register's word on a certificate that this desk doesn't keep.
pub fn found(
    state: &mut State,
    ticket: Ticket,
    result: &Result<Found, Unreachable>,
    desk: &Desk<'_>,
) {
    if state.answer != Answer::Coming(ticket) {
        return;
    }
    let Some(child) = &mut state.child else {
        return;
    };
    state.answer = match result {
        Err(why) => Answer::Failed(*why),
        Ok(Found::Cases { hits, .. }) => {
            let mut own = hits.iter().map(|case| case.certificate);
            child.told = own.find(|held| held.number == child.number);
            match child.told {
                Some(_) => Answer::Here,
                None => Answer::None,
            }
        }
        Ok(Found::Personal { .. }) => Answer::NotAsked,
    };
    child.learn_age(&state.revealed, desk);
}

/// Goes on to the groups, or says why this certificate can't.
fn submit(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let tell = |tone, text| vec![says::notice(tone, text)];
    let Some(child) = &state.child else {
        return tell(Tone::Warning, words::unread(state.number.value(), desk));
    };
    if !people::may(desk, Capability::EnrolmentCreate) {
        let who = people::who_can(desk, Capability::EnrolmentCreate);
        return tell(Tone::Warning, who);
    }
    match child.certificate(desk) {
        Some(held) if held.state != CertificateState::Active => {
            return tell(Tone::Warning, words::barred(held.state, desk));
        }
        Some(_) => {}
        None => match state.answer {
            Answer::Coming(_) => return tell(Tone::Info, desk.texts.get("enrol-asking")),
            Answer::None => return tell(Tone::Warning, desk.texts.get("enrol-no-such")),
            // Nobody can be asked: the register judges when the request comes there.
            Answer::NotAsked | Answer::Here | Answer::Failed(_) => {}
        },
    }
    choosing::begin(state, desk);
    Vec::new()
}
