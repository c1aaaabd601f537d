//! The record is not the one that the clerk saw: it is where the clerk wanted it, or somewhere else.

use super::{Actor, Order, leases};
use crate::api::sync::Outcome;
use crate::domain::{ApplicationState, Case, CertificateState, Command, DuplicateState};
use crate::fault::{self, Fault};
use crate::server::storage::rows::Change;
use crate::server::storage::{Result, Write};

/// What a command comes to that was given for an older record, or under a lease that another one has overtaken. `None`:
/// the clerk saw what is there.
pub async fn before(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    current: &Case,
) -> Result<Option<Outcome>> {
    let command = order.command;
    if !command.changes_record() {
        return Ok(None);
    }
    if let Some(expected) = order.expected
        && current.application.version != expected
    {
        return moved_on(tx, current, command, expected).await.map(Some);
    }
    if let Some(fence) = order.fence
        && !fault::on(Fault::FenceIgnored)
        && let Some(lease) = leases::overtaken(tx, order.target, fence).await?
    {
        let by = leases::doer(tx, actor, &lease).await?;
        let version = current.application.version;
        return Ok(Some(Outcome::Conflict { version, by }));
    }
    Ok(None)
}

/// The same for a record that another municipality serves now, if the clerk's own one did until then.
pub async fn away(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    current: &Case,
) -> Result<Option<Outcome>> {
    let seen = order
        .expected
        .filter(|seen| *seen < current.application.version);
    match seen {
        Some(seen) if tx.has_left(actor.municipality, order.target).await? => {
            moved_on(tx, current, order.command, seen).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// Who did it?
async fn moved_on(
    tx: &mut dyn Write,
    current: &Case,
    command: &Command,
    seen: u64,
) -> Result<Outcome> {
    let changes = tx.changes_after(current.number(), seen).await?;
    let version = current.application.version;
    if brought(current, command) {
        let same = changes
            .iter()
            .find(|change| change.command == command.code());
        let by = same.or(changes.first()).map(Change::doer);
        return Ok(Outcome::Already { version, by });
    }
    let by = changes.first().map(Change::doer);
    Ok(Outcome::Conflict { version, by })
}

/// Whether the record is in the state that the command would bring.
fn brought(case: &Case, command: &Command) -> bool {
    let (application, certificate) = (&case.application, case.certificate.state);
    match command {
        Command::Verify {
            checks,
            documents_complete,
            ..
        } => application.checks == *checks && application.documents_complete == *documents_complete,
        Command::Accept { .. } => matches!(
            application.state,
            ApplicationState::Accepted | ApplicationState::Confirmed
        ),
        Command::Reject { .. } => matches!(application.state, ApplicationState::Rejected(_)),
        Command::Return { .. } => matches!(application.state, ApplicationState::Returned(_)),
        Command::Withdraw { .. } => application.state == ApplicationState::Withdrawn,
        Command::Expire => application.state == ApplicationState::Expired,
        Command::ExpireCertificate => certificate == CertificateState::Expired,
        Command::ResolveDuplicate { .. } => {
            matches!(application.duplicate, DuplicateState::Resolved(_))
        }
        Command::Suspend { .. } => matches!(certificate, CertificateState::Suspended(_)),
        Command::Merge { certificate, .. } => {
            case.certificate.state == CertificateState::Superseded(*certificate)
        }
        Command::TransferCertificate { to, .. } => case.municipality() == *to,
        Command::Activate | Command::Restore { .. } => certificate == CertificateState::Active,
        Command::Exclude { .. } => matches!(certificate, CertificateState::Excluded(_)),
        Command::Programme(_)
        | Command::Enrolment(_)
        | Command::Funding(_)
        | Command::Account(_)
        | Command::Submit(_)
        | Command::Correct(_)
        | Command::ChangeData(_)
        | Command::Reissue { .. }
        | Command::SendMail { .. }
        | Command::IssuePassword { .. }
        | Command::NoteShown
        | Command::NotePrinted { .. }
        | Command::TakeOver { .. } => false,
    }
}
