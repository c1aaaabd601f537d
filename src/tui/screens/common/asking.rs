//! What `domain` says of a command before it is given, and the ask that gives it.

use chrono::NaiveDate;

use crate::domain::{Case, Command, Context, Refusal, Side, decide};
use crate::sync::desk::{Ask, Ticket};
use crate::tui::screens::{Desk, Effect};

/// The context of this desk, for deciding before the register does.
#[must_use]
pub fn context(
    desk: &Desk<'_>,
    personal_shown: bool,
    child_birth_date: Option<NaiveDate>,
) -> Context {
    let profile = desk.register.profile();
    Context {
        side: Side::Client,
        at: desk.now,
        today: desk.today,
        clerk: profile.clerk,
        organisation: profile.organisation,
        capabilities: profile.capabilities,
        personal_shown,
        child_birth_date,
    }
}

/// What the record becomes by the commands, one after the other; the first refusal stops.
///
/// # Errors
/// The refusal of the command that can't be carried out.
pub fn foresee(case: &Case, commands: &[Command], context: &Context) -> Result<Case, Refusal> {
    commands.iter().try_fold(case.clone(), |case, command| {
        decide(Some(&case), command, context)
    })
}

/// Gives a command on the case that the clerk sees.
#[must_use]
pub fn give(ticket: Ticket, case: &Case, command: Command, desk: &Desk<'_>) -> Effect {
    Effect::Ask(Ask::Give {
        ticket,
        target: case.number().into(),
        seen: case.application.version,
        at: desk.now,
        command,
    })
}
