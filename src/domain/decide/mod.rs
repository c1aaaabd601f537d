//! The decision: current record, command, context → new record or refusal.
//!
//! The same function answers at once at the desk and has the last word in the register. It changes nothing: a refused
//! command leaves the record as it was, an applied one gives a copy with the next version.

mod application;
mod card;
mod certificate;
mod correct;
pub(in crate::domain) mod guard;
mod mail;
mod step;

pub use application::DRAFT_DAYS;
pub use card::{card_after, with_texts};
pub use correct::identity;
pub use step::{Step, available, may};

use super::{Case, Command, Context, Refusal};

/// Decides on `command`. `current` is `None` only before `Submit`. The new record has the version after the old one;
/// `NoteShown`, `NotePrinted`, `IssuePassword` and `TakeOver` leave the record as it is.
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
        Command::IssuePassword { .. } => {
            certificate::issued(&case.certificate)?;
            return Ok(case);
        }
        Command::Withdraw { paper } => {
            application::withdraw(&mut case, paper.as_ref(), context)?;
        }
        Command::Correct(correction) => correct::correct(&mut case, correction, context)?,
        Command::Expire => application::expire(&mut case, context)?,
        Command::ExpireCertificate => certificate::expire(&mut case, context)?,
        Command::ResolveDuplicate { reason } => {
            application::resolve_duplicate(&mut case, *reason, context)?;
        }
        Command::Suspend {
            reason,
            text,
            paper,
        } => certificate::suspend(&mut case, *reason, text, paper.as_ref(), context)?,
        Command::Restore { paper } => {
            certificate::restore(&mut case, paper.as_ref(), context)?;
        }
        Command::Exclude { reason, paper } => {
            certificate::exclude(&mut case, *reason, paper.as_ref(), context)?;
        }
        Command::ChangeData(change) => correct::change_data(&mut case, change, context)?,
        Command::Reissue { reason: _, paper } => certificate::reissue(&case, paper, context)?,
        Command::Merge { into, certificate } => certificate::merge(&mut case, *into, *certificate)?,
        Command::TransferCertificate { to, paper } => {
            certificate::transfer(&mut case, *to, paper, context)?;
        }
        // Of other records than cases.
        Command::Programme(_)
        | Command::Enrolment(_)
        | Command::Funding(_)
        | Command::Account(_) => return Err(Refusal::NotFound),
        Command::SendMail { address } => mail::send(&mut case, address.as_ref(), context)?,
    }
    case.application.version += 1;
    Ok(case)
}

#[cfg(test)]
mod sequences;
#[cfg(test)]
mod tests;
