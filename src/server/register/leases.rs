//! Leases: who works on which application now, so that two clerks don't do the same work unawares.
//!
//! A lease is a hint to people; its fence is the safety. The fence grows by one with each new holder and never goes
//! down, and a command that was given under a lower one is a conflict. What a device may have is arranged once in each
//! sync, behind its commands: it keeps what it holds on, gets what it claims, and lets the rest go.

mod arrange;

use chrono::{DateTime, Duration, Utc};

use super::Register;
use super::apply::Actor;
use super::incoming::Sent;
use crate::api::sync::{Doer, Lease as Given, SyncRequest};
use crate::domain::{ApplicationNumber, Case, Clean};
use crate::fault::{self, Fault};
use crate::server::session::Session;
use crate::server::storage::leases::{LEASE, Lease, Origin};
use crate::server::storage::{Read, Result, Write};
use arrange::Asks;

/// A lease that lasts longer than this was renewed a moment ago: a program that syncs often costs no write each time.
const FRESH: Duration = Duration::minutes(4);
/// The other desks hear of a renewal when the end that they know is nearer than this. Desks renew when half of the time
/// is over; the half minute more lets the word arrive, so that a holder who is there never looks gone. One who syncs all
/// the time wakes the others once in two and a half minutes.
const KNOWN: Duration = Duration::minutes(3);

/// What came of the leases of one sync.
#[derive(Debug, Default)]
pub struct Leased {
    /// Every lease that the device holds now.
    pub leases: Vec<Given>,
    /// Those of them that this request did not hold on: the device may lack their cards.
    pub anew: Vec<ApplicationNumber>,
    /// Whether the other desks have something to hear.
    pub moved: bool,
}

impl Register {
    /// Arranges the leases of the device. A repeat of the request arranges the same again.
    pub(super) async fn lease(
        &self,
        session: &Session,
        request: &SyncRequest,
        commands: &[Sent],
    ) -> Result<Leased> {
        let now = self.now();
        let asks = Asks::of(session, request, commands, now);
        if request.claim.is_empty() {
            let mut tx = self.storage.read().await?;
            let arranged = asks.arrange(&mut *tx).await?;
            if arranged.changes.is_empty() {
                return Ok(arranged.told(now));
            }
        }
        let mut tx = self.storage.write().await?;
        let mut arranged = asks.arrange(&mut *tx).await?;
        if !arranged.changes.is_empty() {
            put(&mut *tx, &session.actor(), &mut arranged.changes).await?;
            tx.commit().await?;
        }
        Ok(arranged.told(now))
    }
}

/// What has to be written of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    Nothing,
    /// A renewal of which the other desks need not hear yet.
    Quiet,
    Told,
}

type Change = (Lease, News);

/// Milliseconds until the lease ends.
pub(super) fn left(lease: &Lease, now: DateTime<Utc>) -> u64 {
    u64::try_from((lease.until - now).num_milliseconds()).unwrap_or(0)
}

/// The same holder goes on. One that has run out is told of again, since the others saw it end.
fn renewed(mut lease: Lease, now: DateTime<Utc>) -> Change {
    let known = lease.live(now) && lease.told - now >= KNOWN;
    if known && lease.until - now > FRESH {
        return (lease, News::Nothing);
    }
    lease.until = now + LEASE;
    if known {
        return (lease, News::Quiet);
    }
    lease.told = lease.until;
    (lease, News::Told)
}

/// The lease of the actor's device on an application that was held as `before`. `None`: it has no device.
fn granted(
    before: Option<Lease>,
    application: ApplicationNumber,
    actor: &Actor,
    origin: Origin,
    now: DateTime<Utc>,
) -> Option<Change> {
    let device = actor.device?;
    let until = now + LEASE;
    let fence = match before {
        Some(own) if own.device == device => return Some(renewed(own, now)),
        Some(other) => other.fence,
        None => 0,
    };
    let lease = Lease {
        application,
        fence: fence + u64::from(!fault::on(Fault::LeaseWithoutFence)),
        device,
        clerk: actor.clerk,
        origin,
        since: now,
        until,
        told: until,
        change_seq: 0,
    };
    Some((lease, News::Told))
}

fn ended(mut lease: Lease, now: DateTime<Utc>) -> Change {
    lease.until = now;
    lease.told = now;
    (lease, News::Told)
}

/// Writes the changes; those that are told move the scope's counter on, by one for all.
async fn put(tx: &mut dyn Write, actor: &Actor, changes: &mut [Change]) -> Result<()> {
    if changes.iter().any(|(_, news)| *news == News::Told) {
        let seq = tx.bump(actor.scope(), 1).await?;
        for (lease, news) in &mut *changes {
            if *news == News::Told {
                lease.change_seq = seq;
            }
        }
    }
    for (lease, _) in changes {
        tx.put_lease(lease).await?;
    }
    Ok(())
}

/// `TakeOver`: the lease goes to the actor's device, whoever holds it. `false`: the actor has no device.
///
/// The device may have more than [`MOST_LEASES`] for the moment; its next arrangement lets the least important go.
pub async fn take_over(
    tx: &mut dyn Write,
    actor: &Actor,
    number: ApplicationNumber,
    now: DateTime<Utc>,
) -> Result<bool> {
    let before = tx.lease(number).await?;
    let Some(change) = granted(before, number, actor, Origin::TakeOver, now) else {
        return Ok(false);
    };
    if change.1 != News::Nothing {
        put(tx, actor, &mut [change]).await?;
    }
    Ok(true)
}

/// The device's leases end at once.
pub async fn let_go(tx: &mut dyn Write, session: &Session, now: DateTime<Utc>) -> Result<()> {
    let actor = session.actor();
    let mine = tx
        .leases_of(actor.municipality, session.device, now)
        .await?;
    let mut changes: Vec<Change> = mine.into_iter().map(|lease| ended(lease, now)).collect();
    put(tx, &actor, &mut changes).await
}

/// The lease of an application on which no work is left ends with the change that ended it, `change_seq`. One that is
/// still open keeps its lease: whoever accepted it often activates it next.
pub async fn release(
    tx: &mut dyn Write,
    case: &Case,
    change_seq: u64,
    now: DateTime<Utc>,
) -> Result<()> {
    if case.application.state.open_to_work() {
        return Ok(());
    }
    match tx.lease(case.number()).await? {
        Some(lease) if lease.live(now) => {
            let (lease, _) = ended(lease, now);
            tx.put_lease(&Lease {
                change_seq,
                ..lease
            })
            .await
        }
        _ => Ok(()),
    }
}

/// Whether somebody held the application after the holder of `fence`.
pub async fn overtaken(
    tx: &mut dyn Read,
    number: ApplicationNumber,
    fence: u64,
) -> Result<Option<Lease>> {
    let lease = tx.lease(number).await?;
    Ok(lease.filter(|lease| fence < lease.fence))
}

/// The holder as the doer of a conflict. Nobody, where it is the device itself that came back after another one.
pub async fn doer(tx: &mut dyn Read, actor: &Actor, lease: &Lease) -> Result<Option<Doer>> {
    if actor.device == Some(lease.device) {
        return Ok(None);
    }
    let clerk = tx.clerk(lease.clerk).await?;
    Ok(Some(Doer {
        clerk: lease.clerk,
        name: clerk.map(|clerk| clerk.name).unwrap_or_default(),
        command: Clean::new(lease.origin.code()),
        at: lease.since,
    }))
}
