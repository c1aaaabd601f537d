//! What comes of a step with a programme.

use super::{Programme, ProgrammeCommand, ProgrammeId};
use crate::domain::{Context, MunicipalityCode, Refusal};

/// What a decision on a programme depends on beside it.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub municipality: MunicipalityCode,
    /// The highest price of a module, in percent of the normative price.
    pub price_percent: u16,
    /// Live requests and contracts by group, as far as they are known here.
    pub live: &'a [(super::GroupId, u32)],
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
    let _ = (current, id, command, terms, context);
    Err(Refusal::NotUnderstood)
}
