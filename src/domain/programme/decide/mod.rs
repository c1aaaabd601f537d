//! What comes of a step with a programme.

mod group;
mod offer;
mod outline;
mod path;

use super::{GroupId, Programme, ProgrammeCommand, ProgrammeId};
use crate::domain::decide::guard::capability;
use crate::domain::{Context, MunicipalityCode, Refusal};
pub use offer::highest_price;
pub use outline::{gaps, group_gaps};

/// What a decision on a programme depends on beside it.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// That of the clerk's organisation.
    pub municipality: MunicipalityCode,
    /// The highest price of a module, in percent of the normative price.
    pub price_percent: u16,
    /// Live requests and contracts by group, as far as they are known here.
    pub live: &'a [(GroupId, u32)],
}

impl Terms<'_> {
    /// Live requests and contracts of a group.
    fn live_in(&self, group: GroupId) -> u32 {
        let of = self.live.iter().filter(|(id, _)| *id == group);
        of.map(|(_, count)| count).sum()
    }
}

/// Decides on `command`. `current` is `None` only before the first `SaveProgramme`; the record after it has the next version.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn decide(
    current: Option<&Programme>,
    id: ProgrammeId,
    command: &ProgrammeCommand,
    terms: &Terms<'_>,
    context: &Context,
) -> Result<Programme, Refusal> {
    capability(command.capability(), context)?;
    let Some(current) = current else {
        return match command {
            ProgrammeCommand::SaveProgramme { outline } => {
                outline::create(id, outline, terms, context)
            }
            _ => Err(Refusal::NotFound),
        };
    };
    within_reach(current, command, terms, context)?;
    let mut programme = current.clone();
    match command {
        ProgrammeCommand::SaveProgramme { outline } => outline::save(&mut programme, outline)?,
        ProgrammeCommand::SendProgramme => path::send(&mut programme, context)?,
        ProgrammeCommand::PublishProgramme => path::publish(&mut programme, context)?,
        ProgrammeCommand::ApproveProgramme => path::approve(&mut programme, context)?,
        ProgrammeCommand::RefuseProgramme { reason, text } => {
            path::refuse(&mut programme, *reason, text, context)?;
        }
        ProgrammeCommand::ReviseProgramme => path::revise(&mut programme)?,
        ProgrammeCommand::ArchiveProgramme => path::archive(&mut programme)?,
        ProgrammeCommand::SetEnrolment { modules, open } => {
            offer::set_enrolment(&mut programme, modules, *open, terms)?;
        }
        ProgrammeCommand::SetPrice { module, price } => {
            offer::set_price(&mut programme, *module, *price, terms, context)?;
        }
        ProgrammeCommand::SaveGroup { module, group } => {
            group::save(&mut programme, *module, group, terms)?;
        }
        ProgrammeCommand::ArchiveGroup { module, group } => {
            group::archive(&mut programme, *module, *group, terms)?;
        }
    }
    programme.version += 1;
    Ok(programme)
}

/// A right is granted in one organisation. Only the review looks at programmes of others, those of its municipality.
fn within_reach(
    programme: &Programme,
    command: &ProgrammeCommand,
    terms: &Terms<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    let reached = match command {
        ProgrammeCommand::ApproveProgramme | ProgrammeCommand::RefuseProgramme { .. } => {
            programme.municipality == terms.municipality
        }
        _ => programme.organisation == context.organisation,
    };
    if reached {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(command.capability()))
    }
}

#[cfg(test)]
mod tests;
