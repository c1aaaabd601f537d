//! What the journal is told of a run before any of it is printed: the prints, and the hashes of the families' passwords.
//!
//! Never knows a password: it has the hash from the press, which keeps the rest.

use super::message::{Act, Failure};
use super::run::{Run, Sheet, Step};
use crate::domain::{Case, Command, PasswordHash, Refusal};
use crate::sync::desk::Ticket;
use crate::tui::screens::common::asking;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect};

/// Gives the prints of a run to the journal, and has the passwords made that are missing: an extract is journalled when
/// it has its own. The press hears of the papers when all is saved, at once where nothing is left to save.
///
/// # Errors
/// What stands against the print of one of them: then none is given.
pub fn note(run: &mut Run, desk: &Desk<'_>) -> Result<Vec<Act>, Refusal> {
    let mut tickets = Tickets::of(desk);
    let mut acts = Vec::new();
    for sheet in run.sheets.iter_mut().filter(|sheet| sheet.to_note()) {
        if sheet.step == Step::Noting {
            let ticket = tickets.take();
            acts.extend(give_all(sheet, [(ticket, printed(sheet))], desk)?);
            sheet.noting(Some(ticket), None);
        } else {
            foreseen(sheet, &[printed(sheet)], desk)?;
        }
    }
    acts.extend(run.passwords().map(Act::Press));
    acts.extend(run.order().map(Act::Press));
    Ok(acts)
}

/// Gives the print of an extract to the journal, and the hash of the password that will stand on it.
///
/// # Errors
/// The record allows it no longer.
pub fn issue(sheet: &mut Sheet, hash: PasswordHash, desk: &Desk<'_>) -> Result<Vec<Act>, Failure> {
    let mut tickets = Tickets::of(desk);
    let note = sheet.to_note().then(|| (tickets.take(), printed(sheet)));
    let issued = (tickets.take(), Command::IssuePassword { hash });
    let tickets = (note.as_ref().map(|(ticket, _)| *ticket), issued.0);
    let commands = note.into_iter().chain([issued]);
    let acts = give_all(sheet, commands, desk).map_err(Failure::Refused)?;
    sheet.noting(tickets.0, Some(tickets.1));
    Ok(acts)
}

fn printed(sheet: &Sheet) -> Command {
    Command::NotePrinted {
        form: sheet.form(),
        copy: sheet.copy,
    }
}

/// The record that the commands are about, if `domain` lets all of them through.
fn foreseen(sheet: &Sheet, commands: &[Command], desk: &Desk<'_>) -> Result<Case, Refusal> {
    let number = sheet.document.case().ok_or(Refusal::NotFound)?;
    let case = desk.register.case(number).ok_or(Refusal::NotFound)?;
    let context = asking::context(desk, false, None);
    asking::foresee(&case, commands, &context)?;
    Ok(case)
}

/// The commands as acts for the journal.
fn give_all(
    sheet: &Sheet,
    commands: impl IntoIterator<Item = (Ticket, Command)>,
    desk: &Desk<'_>,
) -> Result<Vec<Act>, Refusal> {
    let (tickets, commands): (Vec<Ticket>, Vec<Command>) = commands.into_iter().unzip();
    let case = foreseen(sheet, &commands, desk)?;
    let acts = tickets.into_iter().zip(commands);
    let asked =
        acts.filter_map(
            |(ticket, command)| match asking::give(ticket, &case, command, desk) {
                Effect::Ask(ask) => Some(Act::Ask(ask)),
                _ => None,
            },
        );
    Ok(asked.collect())
}
