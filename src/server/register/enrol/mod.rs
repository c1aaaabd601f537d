//! Commands on programmes, requests and money, carried out inside the transaction of the command.
//!
//! The decision itself is in `domain`; here stands only what the register alone can know: places that others took, what a
//! group of certificates has in use, which contract numbers are taken, who changed the record before. What a decision
//! depends on is read in one order, certificate, group, counters, so that two commands never wait for each other.

mod closing;
mod money;
mod moved_on;
mod programmes;
mod requests;

use chrono::{DateTime, Utc};

use super::apply::{Actor, Decided, Order};
use crate::api::sync::{Outcome, Scope};
use crate::domain::{Command, EnrolmentCommand, Refusal, Target};
use crate::server::storage::enrolment::Step;
use crate::server::storage::{Result, Write};

pub use closing::refuse_open;
pub use moved_on::version;

/// Carries out a command on a record of enrolment.
pub async fn outcome(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, Target>,
    now: DateTime<Utc>,
) -> Result<Decided> {
    match (order.target, order.command) {
        (Target::Programme(id), Command::Programme(command)) => {
            programmes::step(tx, actor, &order.about(id), command, now).await
        }
        (Target::Request(id), Command::Enrolment(command)) => {
            requests::step(tx, actor, &order.about(id), command, now).await
        }
        (Target::Funding(code), Command::Funding(command)) => {
            money::funding(tx, actor, &order.about(code), command, now).await
        }
        (Target::Account(number), Command::Account(command)) => {
            money::account(tx, actor, &order.about(number), *command, now).await
        }
        _ => Ok(Err(Refusal::NotFound)),
    }
}

/// In whose chain of the audit a command on `target` stands: a programme's or request's in its organisation's.
pub async fn scope(tx: &mut dyn Write, actor: &Actor, target: Target) -> Result<Scope> {
    Ok(match target {
        Target::Programme(_) | Target::Request(_) => {
            let organisation = tx.organisation_of(target).await?;
            Scope::Organisation(organisation.unwrap_or(actor.organisation))
        }
        Target::Case(_) | Target::Funding(_) | Target::Account(_) => actor.scope(),
    })
}

/// What the audit marks of an applied command beside its reasons: that one person has made and confirmed a request.
pub async fn mark(
    tx: &mut dyn Write,
    order: &Order<'_, Target>,
    outcome: &Outcome,
) -> Result<Option<&'static str>> {
    let (
        Target::Request(id),
        Command::Enrolment(EnrolmentCommand::ConfirmRequest),
        Outcome::Applied { .. },
    ) = (order.target, order.command, outcome)
    else {
        return Ok(None);
    };
    let request = tx.request(id).await?;
    let one = request.is_some_and(|request| request.by_one_person());
    Ok(one.then_some("by_one_person"))
}

/// Keeps who brought a record to its version.
async fn remember<T: Copy>(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, T>,
    (scope, target, version): (Scope, Target, u64),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.put_step(&Step {
        scope,
        target,
        version,
        clerk: actor.clerk,
        command: order.command.code(),
        at: now,
    })
    .await
}
