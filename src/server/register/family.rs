//! The families' passwords: taken from the extracts that were printed, and tried by who wants into the account.
//!
//! Only hashes come here. A certificate that has ended lets nobody in.

use chrono::{DateTime, SubsecRound, Utc};

use super::apply::{Actor, Order};
use crate::domain::{Case, CertificateState, Command, PasswordHash, Refusal};
use crate::server::session::password::{self, Cost};
use crate::server::storage::family::Issued;
use crate::server::storage::{Result, Write};

/// What a family's hash may cost at most: whoever gives one makes the register pay for it with each login.
const MOST: Cost = Cost {
    memory: 64 * 1024,
    passes: 8,
};

/// Puts the password in force that `order` tells, if it is such an order. `case` is the record that `decide` let through.
/// The refusal, where the register does not take it.
pub async fn issue(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Option<Refusal>> {
    let Command::IssuePassword { hash } = order.command else {
        return Ok(None);
    };
    if !strong(hash) {
        return Ok(Some(Refusal::WeakHash));
    }
    // A desk whose clock is ahead must not keep out what others print after it.
    let at = order.given.unwrap_or(now).min(now).trunc_subsecs(3);
    let certificate = case.certificate.number;
    let before = tx.family_password(certificate).await?;
    if before.is_some_and(|before| at < before.at) {
        return Ok(Some(Refusal::LaterPassword));
    }
    let issued = Issued {
        certificate,
        hash: hash.clone(),
        at,
        clerk: actor.clerk,
        application: case.number(),
    };
    tx.put_family_password(&issued).await?;
    Ok(None)
}

/// Whether it takes a guesser as much as a clerk's own, and the register not much more.
fn strong(hash: &PasswordHash) -> bool {
    password::cost(hash.as_str()).is_some_and(|cost| {
        (Cost::FULL.memory..=MOST.memory).contains(&cost.memory)
            && (Cost::FULL.passes..=MOST.passes).contains(&cost.passes)
    })
}

/// Whether the certificate lets its family in: in reserve, in use, or suspended.
#[must_use]
pub fn lets_in(case: &Case) -> bool {
    matches!(
        case.certificate.state,
        CertificateState::Reserved | CertificateState::Active | CertificateState::Suspended(_)
    )
}
