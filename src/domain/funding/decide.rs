//! What comes of a change of what a municipality has set, and of the money of a certificate.

use super::{Account, AccountCommand, Funding, FundingCommand};
use crate::domain::{Context, Refusal};

/// Decides on a change of what a municipality has set.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn decide(
    current: &Funding,
    command: &FundingCommand,
    context: &Context,
) -> Result<Funding, Refusal> {
    let _ = (current, command, context);
    Err(Refusal::NotUnderstood)
}

/// Decides on a change of the money of a certificate. `funding` is that of its payer.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn account(
    current: &Account,
    command: AccountCommand,
    funding: &Funding,
    context: &Context,
) -> Result<Account, Refusal> {
    let _ = (current, command, funding, context);
    Err(Refusal::NotUnderstood)
}
