//! The decision: current record, command, context → new record or refusal.
//!
//! The same function answers at once at the desk and has the last word in the register. It changes nothing: a refused
//! command leaves the record as it was, an applied one gives a copy with the next version.

mod application;
mod certificate;
mod guard;
mod step;

pub use step::{Step, available, may};

use super::{Case, Command, Context, Refusal};

/// Decides on `command`. `current` is `None` only before `Submit`. The new record has the version after the old one;
/// `NoteShown`, `NotePrinted` and `TakeOver` leave the record as it is.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; the record stays as it was.
pub fn decide(
    current: Option<&Case>,
    command: &Command,
    context: &Context,
) -> Result<Case, Refusal> {
    if let Some(capability) = command.capability() {
        guard::capability(capability, context)?;
    }
    if let Command::Submit(new) = command {
        return match current {
            Some(_) => Err(Refusal::NumberTaken),
            None => application::submit(new, context),
        };
    }
    let mut case = current.ok_or(Refusal::NotFound)?.clone();
    match command {
        Command::Submit(_) | Command::NoteShown | Command::NotePrinted { .. } => {
            return Ok(case);
        }
        Command::TakeOver { .. } => {
            guard::open_to_work(&case.application)?;
            return Ok(case);
        }
        Command::Verify {
            checks,
            documents_complete,
            remarks: _,
        } => application::verify(&mut case, *checks, *documents_complete)?,
        Command::Accept {
            journal_number,
            date,
        } => application::accept(&mut case, journal_number, *date, context)?,
        Command::Activate => application::activate(&mut case)?,
        Command::Reject { reason, text } => application::reject(&mut case, *reason, text)?,
        Command::Return { reason, text } => {
            application::send_back(&mut case, *reason, text, context)?;
        }
        Command::Withdraw => application::withdraw(&mut case)?,
        Command::Expire => application::expire(&mut case, context)?,
        Command::ResolveDuplicate { reason } => {
            application::resolve_duplicate(&mut case, *reason, context)?;
        }
        Command::Suspend { reason } => certificate::suspend(&mut case.certificate, *reason)?,
        Command::Restore => certificate::restore(&mut case.certificate)?,
        Command::Exclude { reason } => certificate::exclude(&mut case.certificate, *reason)?,
    }
    case.application.version += 1;
    Ok(case)
}

#[cfg(test)]
mod sequences;
#[cfg(test)]
mod tests;
