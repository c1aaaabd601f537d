//! Entries in the journal of an organisation: a number stands there once a year.

use chrono::Datelike;

use super::Demanded;
use crate::domain::{Case, Clean, Command, OrganisationId, Refusal};
use crate::server::storage::{Result, Write};

use super::Actor;

/// Claims the number under which the command's paper is entered. The paper of an acceptance may keep the number that an
/// acceptance of the same application had; every other paper is one of its own.
pub async fn claim(
    tx: &mut dyn Write,
    actor: &Actor,
    command: &Command,
    case: &Case,
) -> Result<Demanded> {
    let accepted = matches!(command, Command::Accept { .. });
    let entry = match (&case.application.intake, command.paper()) {
        (Some(intake), _) if accepted => Entry {
            organisation: intake.organisation,
            year: intake.date.year(),
            number: &intake.journal_number,
        },
        (_, Some(paper)) => Entry {
            organisation: actor.organisation,
            year: paper.date.year(),
            number: &paper.journal_number,
        },
        _ => return Ok(Ok(())),
    };
    let year = u16::try_from(entry.year).unwrap_or_default();
    let number = entry.number.as_str().trim();
    let organisation = entry.organisation;
    let free = accepted || !tx.journal_number_taken(organisation, year, number).await?;
    let claimed = free
        && tx
            .claim_journal_number(organisation, year, number, case.number())
            .await?;
    Ok(claimed.then_some(()).ok_or(Refusal::JournalNumberTaken))
}

struct Entry<'a> {
    organisation: OrganisationId,
    year: i32,
    number: &'a Clean,
}
