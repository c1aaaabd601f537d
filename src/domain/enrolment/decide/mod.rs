//! What comes of a step with a request: the record after it, and the money of its certificate.
//!
//! The same function answers at once at the desk and has the last word in the register. What only the register knows
//! (places that others took, money of another municipality) is missing at the desk: the desk lets such a step pass, shows
//! it as waiting, and the register decides.

mod choose;
mod contract;
mod end;
mod enrol;
mod guard;
mod ledger;
mod night;
mod offer;
mod source;
mod step;

use chrono::NaiveDate;

use super::{EnrolmentCommand, EnrolmentRequest, RequestId};
use crate::domain::certificate::{Certificate, CertificateKind};
use crate::domain::decide::guard::capability;
use crate::domain::funding::{Account, Funding};
use crate::domain::money::Kopecks;
use crate::domain::programme::Programme;
use crate::domain::{Context, Refusal};
pub use choose::{Collision, collisions, joinable};
pub(in crate::domain::enrolment) use contract::months_until;
pub use end::effective;
use ledger::Ledger;
pub use source::{Source, source};
pub use step::{Step, available, may};

/// Places that are taken, without the request that is decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// In the group that the command leads to: for `ChangeGroup` the other one.
    pub group: u32,
    pub programme: u32,
    /// In the organisation, under the payer's agreement for the period.
    pub organisation: u32,
}

/// How much of a certificate group is in use in a period, without the certificate that is decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupUse {
    pub certificates: u32,
    pub sum: Kopecks,
}

/// What a decision on a request depends on beside the request. What is `None` isn't known here.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    pub programme: &'a Programme,
    /// Of the payer.
    pub funding: Option<&'a Funding>,
    pub certificate: Option<&'a Certificate>,
    /// In the register `None` before the first request only.
    pub account: Option<&'a Account>,
    pub taken: Taken,
    /// Of the group and the period that [`source`] names.
    pub group_use: Option<GroupUse>,
    pub birth_date: Option<NaiveDate>,
}

/// What a decision leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub request: EnrolmentRequest,
    /// The account after it, where it is known.
    pub account: Option<Account>,
    /// What the certificate becomes with its first certified programme.
    pub kind: Option<CertificateKind>,
}

/// Decides on `command`. `current` is `None` only before `Enrol`; the record after it has the next version.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn decide(
    current: Option<&EnrolmentRequest>,
    id: RequestId,
    command: &EnrolmentCommand,
    world: &World<'_>,
    context: &Context,
) -> Result<Decision, Refusal> {
    if let Some(right) = command.capability() {
        capability(right, context)?;
    }
    if let EnrolmentCommand::Enrol { form } = command {
        guard::entitled(form.organisation, command, context)?;
        return match current {
            Some(_) => Err(Refusal::NumberTaken),
            None => enrol::enrol(id, form, world, context),
        };
    }
    let mut request = current.ok_or(Refusal::NotFound)?.clone();
    guard::entitled(request.organisation, command, context)?;
    let mut ledger = Ledger::open(&request, world, context)?;
    match command {
        EnrolmentCommand::Enrol { .. } => return Err(Refusal::NumberTaken),
        EnrolmentCommand::ConfirmRequest => offer::confirm(&mut request, world, context)?,
        EnrolmentCommand::RefuseRequest { reason, text } => {
            offer::refuse(&mut request, *reason, text, &mut ledger)?;
        }
        EnrolmentCommand::WithdrawRequest => offer::withdraw(&mut request, &mut ledger)?,
        EnrolmentCommand::Conclude {
            contract_number,
            date,
            statement_received,
        } => {
            let signed = contract::Signed {
                number: contract_number,
                date: *date,
                received: *statement_received,
            };
            contract::conclude(&mut request, &signed, &mut ledger, world, context)?;
        }
        EnrolmentCommand::Terminate {
            by,
            reason,
            text,
            notice,
        } => {
            let notice = end::Notice {
                by: *by,
                reason: *reason,
                text,
                date: *notice,
            };
            end::terminate(&mut request, &notice, &mut ledger, context)?;
        }
        EnrolmentCommand::ChangeGroup { group } => {
            offer::change_group(&mut request, *group, world)?;
        }
        EnrolmentCommand::Complete => end::complete(&mut request, &mut ledger, context)?,
        EnrolmentCommand::ExpireOffer { due } => {
            night::expire(&mut request, *due, &mut ledger, context)?;
        }
        EnrolmentCommand::PayMonths => night::pay(&mut request, &mut ledger, context)?,
    }
    request.version += 1;
    let account = ledger.close(&request, context.today)?;
    Ok(Decision {
        request,
        account,
        kind: None,
    })
}

#[cfg(test)]
mod sequences;
#[cfg(test)]
mod tests;
