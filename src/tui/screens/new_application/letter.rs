//! The letter of an application that was handed in here: the question for an address, and its way to the disk.

use super::state::{About, Asked, State};
use crate::domain::{ApplicationNumber, Clean};
use crate::sync::desk::Ticket;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, mail, says};
use crate::tui::screens::{Desk, Effect, Tone};

use super::papers;

/// Opens the question, with the address that was typed in the form.
pub fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(handed) = state.draft().and_then(|draft| draft.handed.as_ref()) else {
        return Vec::new();
    };
    let Some(case) = papers::case(handed, desk) else {
        let text = desk.texts.get("panel-not-found");
        return vec![says::notice(Tone::Warning, text)];
    };
    let typed = handed.new.card.applicant.email.as_ref();
    match mail::ask(&case, typed.map(Clean::as_str), desk) {
        Ok(dialog) => {
            let about = About::Mail(handed.number());
            state.asked = Some(Asked { about, dialog });
            Vec::new()
        }
        Err(told) => vec![Effect::Notice(told)],
    }
}

/// Gives the letter, or leaves the question with what is wrong in it.
pub fn answered(state: &mut State, number: ApplicationNumber, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(mut asked) = state.asked.take() else {
        return Vec::new();
    };
    let Some(case) = desk.register.case(number) else {
        state.asked = Some(asked);
        let text = desk.texts.get("panel-not-found");
        return vec![says::notice(Tone::Warning, text)];
    };
    let Some(command) = mail::answered(&mut asked.dialog, &case) else {
        state.asked = Some(asked);
        return Vec::new();
    };
    let ticket = Tickets::of(desk).take();
    state.mailing.push((ticket, number, asked.dialog));
    vec![asking::give(ticket, &case, command, desk)]
}

/// The disk has it: whose letter it is.
pub fn saved(state: &mut State, ticket: Ticket) -> Option<ApplicationNumber> {
    let at = state.mailing.iter().position(|(of, ..)| *of == ticket)?;
    Some(state.mailing.remove(at).1)
}

/// The disk hasn't: the question comes back as it was answered, unless another one is open.
pub fn not_saved(state: &mut State, ticket: Ticket) {
    let Some(at) = state.mailing.iter().position(|(of, ..)| *of == ticket) else {
        return;
    };
    let (_, number, dialog) = state.mailing.remove(at);
    let about = About::Mail(number);
    state.asked.get_or_insert(Asked { about, dialog });
}
