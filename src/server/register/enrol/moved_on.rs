//! The record of enrolment is not the one that the clerk saw: it is where the clerk wanted it, or somewhere else.

use crate::api::sync::{Outcome, Scope};
use crate::domain::enrolment::{RequestForm, RequestState};
use crate::domain::programme::{Module, ProgrammeState};
use crate::domain::{
    Account, AccountCommand, EnrolmentCommand, EnrolmentRequest, Funding, FundingCommand,
    Programme, ProgrammeCommand, Target,
};
use crate::server::storage::rows::Change;
use crate::server::storage::{Result, Write};

/// The record that a command is about, and where it counts.
#[derive(Clone, Copy, Debug)]
pub struct Present {
    pub scope: Scope,
    pub target: Target,
    pub version: u64,
}

/// What the command `code` comes to that was given for another version than the present one. `brought`: whether the record
/// is in the state that it would bring. `None`: the clerk saw what is there.
pub async fn before(
    tx: &mut dyn Write,
    present: Present,
    expected: Option<u64>,
    code: &str,
    brought: bool,
) -> Result<Option<Outcome>> {
    let Some(seen) = expected.filter(|seen| *seen != present.version) else {
        return Ok(None);
    };
    let Present {
        scope,
        target,
        version,
    } = present;
    let changes = tx.steps_after(scope, target, seen).await?;
    if only_paid(&changes, version.saturating_sub(seen)) {
        return Ok(None);
    }
    if brought {
        let same = changes.iter().find(|change| change.command == code);
        let by = same.or(changes.first()).map(Change::doer);
        return Ok(Some(Outcome::Already { version, by }));
    }
    let by = changes.first().map(Change::doer);
    Ok(Some(Outcome::Conflict { version, by }))
}

/// Months that the night has paid take nothing from what a clerk decides: an act given off-line on the last of a month is as
/// good on the first.
fn only_paid(changes: &[Change], versions: u64) -> bool {
    let paid = EnrolmentCommand::PayMonths;
    changes.len() as u64 == versions && changes.iter().all(|change| change.command == paid.code())
}

/// The version of a record of enrolment; 0 where there is none.
pub async fn version(tx: &mut dyn Write, target: Target) -> Result<u64> {
    let version = match target {
        Target::Programme(id) => tx.programme(id).await?.map(|found| found.version),
        Target::Request(id) => tx.request(id).await?.map(|found| found.version),
        Target::Funding(code) => tx.funding(code).await?.map(|found| found.version),
        Target::Account(number) => tx.account(number).await?.map(|found| found.version),
        Target::Case(_) => None,
    };
    Ok(version.unwrap_or(0))
}

pub fn programme(programme: &Programme, command: &ProgrammeCommand) -> bool {
    let state = &programme.state;
    match command {
        ProgrammeCommand::SendProgramme => *state == ProgrammeState::OnReview,
        ProgrammeCommand::PublishProgramme | ProgrammeCommand::ApproveProgramme => {
            programme.is_published()
        }
        ProgrammeCommand::RefuseProgramme { .. } => matches!(state, ProgrammeState::Refused { .. }),
        ProgrammeCommand::ReviseProgramme => *state == ProgrammeState::Draft,
        ProgrammeCommand::ArchiveProgramme => *state == ProgrammeState::Archived,
        ProgrammeCommand::SetEnrolment { modules, open } => modules.iter().all(|id| {
            let module = programme.module(*id);
            module.is_some_and(|module| module.enrolment_open == *open)
        }),
        ProgrammeCommand::SetPrice { module, price } => {
            let module = programme.module(*module);
            module.and_then(Module::price) == Some(*price)
        }
        ProgrammeCommand::ArchiveGroup { module, group } => {
            let found = programme.group(*module, *group);
            found.is_some_and(|(_, group)| !group.active)
        }
        ProgrammeCommand::SaveProgramme { .. } | ProgrammeCommand::SaveGroup { .. } => false,
    }
}

pub fn request(request: &EnrolmentRequest, command: &EnrolmentCommand) -> bool {
    let state = request.state;
    match command {
        EnrolmentCommand::Enrol { form } => asks(form, request),
        EnrolmentCommand::ConfirmRequest => {
            request.confirmed.is_some() && !matches!(state, RequestState::Refused(_))
        }
        EnrolmentCommand::RefuseRequest { .. }
        | EnrolmentCommand::WithdrawRequest
        | EnrolmentCommand::ExpireOffer { .. } => matches!(state, RequestState::Refused(_)),
        EnrolmentCommand::Conclude { .. } => request.contract.is_some(),
        EnrolmentCommand::Terminate { .. } => request.termination.is_some(),
        EnrolmentCommand::ChangeGroup { group } => request.place.group == *group,
        EnrolmentCommand::Complete => matches!(state, RequestState::Terminated(_)),
        EnrolmentCommand::PayMonths => false,
    }
}

fn asks(form: &RequestForm, request: &EnrolmentRequest) -> bool {
    (form.certificate, form.organisation, form.place)
        == (request.certificate, request.organisation, request.place)
}

pub fn funding(funding: &Funding, command: &FundingCommand) -> bool {
    match command {
        FundingCommand::SetPeriod { period } => funding.periods.contains(period),
        FundingCommand::SetCertificateGroup { group } => funding.groups.contains(group),
        FundingCommand::SetAgreement { agreement } => funding.agreements.contains(agreement),
        FundingCommand::SetPricePercent { percent } => funding.price_percent == *percent,
    }
}

pub fn account(account: &Account, command: AccountCommand) -> bool {
    match command {
        AccountCommand::AssignGroup { group } => account.group == Some(group),
        AccountCommand::JoinWaitingList => account.waits_since.is_some(),
        AccountCommand::LeaveWaitingList => account.waits_since.is_none(),
        AccountCommand::ReturnToAccounting { .. } => false,
    }
}
