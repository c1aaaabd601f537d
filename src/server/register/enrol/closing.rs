//! A certificate goes out of use: the register refuses its open requests by itself, in the same transaction.

use chrono::{DateTime, Utc};

use super::requests;
use crate::domain::reason::RequestRefuseReason;
use crate::domain::{
    Capabilities, Capability, Case, CertificateState, Clean, Command, EnrolmentCommand, Target,
};
use crate::server::register::apply::{self, Actor, Order};
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Result, StorageError, Write};

/// Refuses what is open once the certificate of `case` is neither active nor in reserve any more; contracts stand. `order`
/// is the command that took it out of use.
pub async fn refuse_open<T: Copy>(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, T>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<()> {
    use CertificateState::{Active, Excluded, Expired, Released, Reserved, Superseded, Suspended};
    match case.certificate.state {
        Active | Reserved => return Ok(()),
        Suspended(_) | Excluded(_) | Superseded(_) | Expired | Released => {}
    }
    let reason = match case.certificate.state {
        Expired => RequestRefuseReason::Age,
        _ => RequestRefuseReason::CertificateSuspended,
    };
    let refuse = EnrolmentCommand::RefuseRequest {
        reason,
        text: Clean::default(),
    };
    let command = Command::Enrolment(refuse.clone());
    for request in tx.live_requests(case.certificate.number).await? {
        if !request.state.is_open() {
            continue;
        }
        let refused = Order {
            target: request.id,
            expected: None,
            fence: None,
            command: &command,
            id: order.id,
            given: None,
            terms: order.terms,
        };
        let capabilities: Capabilities = [Capability::EnrolmentRefuse].into_iter().collect();
        let by_itself = Actor {
            clerk: REGISTER,
            organisation: request.organisation,
            capabilities,
            device: None,
            channel: None,
            register: true,
            portal: None,
            ..*actor
        };
        let outcome = requests::step(tx, &by_itself, &refused, &refuse, now).await?;
        let outcome = outcome.map_err(|why| {
            let why = format!(
                "a request of a certificate out of use stays: {}",
                why.code()
            );
            StorageError::Failed(why)
        })?;
        let target = Target::Request(request.id);
        apply::record(tx, &by_itself, &refused.about(target), &outcome, now).await?;
    }
    Ok(())
}
