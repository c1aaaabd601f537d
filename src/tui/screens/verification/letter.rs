//! The letter of the application that is open: its line in the head, and the question for an address.

use ratatui::buffer::Buffer;

use crate::domain::{Case, Clean, Command};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::rows::Rows;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{mail, says};
use crate::tui::screens::{Desk, Effect, Notice, Tone};

use super::acts;
use super::dialog::{About, Dialog};
use super::form::Form;
use super::state::{Given, State};

/// Where the letter is and what to do about it; no row where the record tells of none.
pub fn draw(case: &Case, desk: &Desk<'_>, rows: &mut Rows, buf: &mut Buffer) {
    let key = says::key(desk, Place::Verification, Action::SendMail);
    mail::draw(case, &key, desk, rows, buf);
}

/// Opens the question.
pub fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if state.being_saved() {
        let text = desk.texts.get("verify-being-saved");
        return vec![says::notice(Tone::Info, text)];
    }
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Vec::new();
    };
    match dialog(form, &case, desk) {
        Ok(dialog) => {
            form.dialog = Some(dialog);
            Vec::new()
        }
        Err(told) => vec![Effect::Notice(told)],
    }
}

/// The question, filled with the address of a letter that comes back, or with that of a card on the screen.
///
/// # Errors
/// What the clerk is told instead.
pub fn dialog(form: &Form, case: &Case, desk: &Desk<'_>) -> Result<Dialog, Notice> {
    let before = match &form.again {
        Some(Command::SendMail { address }) => address.as_ref(),
        _ => None,
    };
    let shown = form.card.shown();
    let shown = shown.and_then(|revealed| revealed.card.applicant.email.as_ref());
    let asked = mail::ask(case, before.or(shown).map(Clean::as_str), desk)?;
    Ok(Dialog {
        about: About::Mail,
        asked,
    })
}

/// Gives the letter, or leaves the question with what is wrong in it.
pub fn answered(state: &mut State, mut dialog: Dialog, desk: &Desk<'_>) -> Vec<Effect> {
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Vec::new();
    };
    let Some(command) = mail::answered(&mut dialog.asked, &case) else {
        form.dialog = Some(dialog);
        return Vec::new();
    };
    let mut tickets = Tickets::of(desk);
    let act = (Given::Mail, command);
    vec![acts::give(
        &mut state.waiting,
        &mut tickets,
        &case,
        act,
        desk,
    )]
}
