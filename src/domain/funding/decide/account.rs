//! The group of a certificate, and its place in the queue for money.

use crate::domain::decide::guard::capability;
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::funding::{Account, AccountCommand, Funding};
use crate::domain::{Context, Refusal, Side};

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
    match command.capability() {
        Some(right) => capability(right, context)?,
        None if context.side == Side::Register => {}
        None => return Err(Refusal::NotUnderstood),
    }
    let mut account = current.clone();
    match command {
        AccountCommand::AssignGroup { group } => {
            if funding.municipality != account.payer || funding.group(group).is_none() {
                return Err(EnrolmentRefusal::Unknown.into());
            }
            if account.group == Some(group) {
                return Err(Refusal::NothingChanged);
            }
            // It waited for room in another group.
            account.waits_since = None;
            account.group = Some(group);
        }
        AccountCommand::JoinWaitingList => {
            if account.waits_since.is_some() {
                return Err(Refusal::NothingChanged);
            }
            if account.group.is_none() && funding.groups.is_empty() {
                return Err(EnrolmentRefusal::NoCertificateGroup.into());
            }
            account.waits_since = Some(context.today);
        }
        AccountCommand::LeaveWaitingList => {
            if account.waits_since.take().is_none() {
                return Err(Refusal::NothingChanged);
            }
        }
        AccountCommand::ReturnToAccounting { due } => {
            let unused = account.unused_since.is_some() && !account.is_used();
            if !unused || context.today <= due {
                return Err(Refusal::NothingChanged);
            }
            account.give_back();
        }
    }
    account.version += 1;
    Ok(account)
}
