//! Leases: who works on which application now, so that two clerks don't do the same work unawares.
//!
//! A lease is a hint to people; its fence is the safety. The fence grows by one with each new holder and never goes
//! down, and a command that was given under a lower one is a conflict. What a device may have is arranged once in each
//! sync, behind its commands: it keeps what it holds on, gets what it claims, and lets the rest go.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::Register;
use super::apply::Actor;
use super::incoming::Sent;
use crate::api::sync::{Claim, Doer, Lease as Told, MOST_LEASES, Queue, SyncRequest};
use crate::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};
use crate::domain::{ApplicationNumber, Capabilities, Capability, Case, Clean, Command};
use crate::server::session::Session;
use crate::server::storage::leases::{Lease, Origin, Wanted};
use crate::server::storage::{Read, Result, Write};

/// How long a lease lasts unless it is held on.
pub const LEASE: Duration = Duration::minutes(5);
/// A lease that lasts longer than this was renewed a moment ago: a program that syncs often costs no write each time.
const FRESH: Duration = Duration::minutes(4);
/// The other desks hear of a renewal when the end that they know is nearer than this. A holder that renews within this
/// time never looks absent to them, and they are woken once in two renewals.
const KNOWN: Duration = Duration::seconds(150);
/// The most names in `claim` and in `hold` that are looked at: a device has at most [`MOST_LEASES`].
const MOST_NAMES: usize = 16;

/// What came of the leases of one sync.
#[derive(Debug, Default)]
pub struct Leased {
    /// Every lease that the device holds now.
    pub leases: Vec<Told>,
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

/// What one request asks for.
struct Asks<'a> {
    actor: Actor,
    device: Uuid,
    now: DateTime<Utc>,
    /// Leases that go on, the most important first.
    keep: Vec<ApplicationNumber>,
    hold: &'a [ApplicationNumber],
    claims: &'a [Claim],
}

impl<'a> Asks<'a> {
    /// An application that was taken over by a command of the request goes on as if it were held: the device could not
    /// know yet that it would get it.
    fn of(
        session: &Session,
        request: &'a SyncRequest,
        commands: &[Sent],
        now: DateTime<Utc>,
    ) -> Self {
        let hold = &request.hold[..request.hold.len().min(MOST_NAMES)];
        let taken = commands
            .iter()
            .filter_map(|sent| sent.envelope.as_ref().ok())
            .filter(|envelope| matches!(envelope.command, Command::TakeOver { .. }))
            .map(|envelope| envelope.target)
            .take(MOST_NAMES);
        Self {
            actor: session.actor(),
            device: session.device,
            now,
            keep: taken.chain(hold.iter().copied()).collect(),
            hold,
            claims: &request.claim[..request.claim.len().min(MOST_NAMES)],
        }
    }

    /// Reads only: what the leases have to become.
    async fn arrange(&self, tx: &mut dyn Read) -> Result<Arranged> {
        let municipality = self.actor.municipality;
        let mine = tx.leases_of(municipality, self.device, self.now).await?;
        let mut arranged = Arranged::default();
        for number in &self.keep {
            let living = mine.iter().find(|lease| lease.application == *number);
            let own = match living {
                Some(lease) => Some(lease.clone()),
                None => self.run_out(tx, *number).await?,
            };
            if let Some(lease) = own {
                arranged.have(renewed(lease, self.now), !self.hold.contains(number));
            }
        }
        for claim in self.claims {
            for number in self.claimed(tx, *claim, &arranged).await? {
                let before = tx.lease(number).await?;
                let change = granted(before, number, &self.actor, Origin::Claim, self.now);
                if let Some(change) = change {
                    arranged.have(change, true);
                }
            }
        }
        for lease in mine {
            if !arranged.has(lease.application) {
                arranged.changes.push(ended(lease, self.now));
            }
        }
        Ok(arranged)
    }

    /// A lease of this device that is over, and that nobody has claimed since.
    async fn run_out(&self, tx: &mut dyn Read, number: ApplicationNumber) -> Result<Option<Lease>> {
        if number.municipality() != self.actor.municipality {
            return Ok(None);
        }
        match tx.lease(number).await? {
            Some(lease) if lease.device == self.device && open(tx, number).await? => {
                Ok(Some(lease))
            }
            _ => Ok(None),
        }
    }

    /// The applications that the device gets by a claim, as many as still fit.
    async fn claimed(
        &self,
        tx: &mut dyn Read,
        claim: Claim,
        arranged: &Arranged,
    ) -> Result<Vec<ApplicationNumber>> {
        let room = MOST_LEASES.saturating_sub(arranged.held.len());
        match claim {
            Claim::Next { queue, n } if may_claim(self.actor.capabilities, queue) => {
                let count = room.min(usize::from(n));
                let wanted = Wanted {
                    municipality: self.actor.municipality,
                    states: states(queue),
                    device: self.device,
                    now: self.now,
                    limit: count + arranged.held.len(),
                };
                let mut numbers = tx.claimable(&wanted).await?;
                numbers.retain(|number| !arranged.has(*number));
                numbers.truncate(count);
                Ok(numbers)
            }
            Claim::This { application }
                if room > 0
                    && !arranged.has(application)
                    && self.actor.capabilities.has(Capability::ApplicationSearch)
                    && application.municipality() == self.actor.municipality =>
            {
                let other = tx
                    .lease(application)
                    .await?
                    .is_some_and(|lease| lease.device != self.device && lease.live(self.now));
                let free = !other && open(tx, application).await?;
                Ok(free.then_some(application).into_iter().collect())
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Who works a queue has the right to do its work.
fn may_claim(capabilities: Capabilities, queue: Queue) -> bool {
    capabilities.has(match queue {
        Queue::Acceptance => Capability::ApplicationAccept,
        Queue::Activation => Capability::CertificateActivate,
    })
}

fn states(queue: Queue) -> &'static [&'static str] {
    match queue {
        Queue::Acceptance => AWAITING_ACCEPTANCE,
        Queue::Activation => AWAITING_ACTIVATION,
    }
}

async fn open(tx: &mut dyn Read, number: ApplicationNumber) -> Result<bool> {
    let case = tx.case(number).await?;
    Ok(case.is_some_and(|case| case.application.state.open_to_work()))
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

#[derive(Default)]
struct Arranged {
    held: Vec<Lease>,
    anew: Vec<ApplicationNumber>,
    changes: Vec<Change>,
}

impl Arranged {
    fn has(&self, number: ApplicationNumber) -> bool {
        self.held.iter().any(|lease| lease.application == number)
    }

    fn have(&mut self, change: Change, anew: bool) {
        let number = change.0.application;
        if self.has(number) || self.held.len() >= MOST_LEASES {
            return;
        }
        self.held.push(change.0.clone());
        if anew {
            self.anew.push(number);
        }
        if change.1 != News::Nothing {
            self.changes.push(change);
        }
    }

    fn told(self, now: DateTime<Utc>) -> Leased {
        let leases = self.held.iter().map(|lease| Told {
            application: lease.application,
            fence: lease.fence,
            until_ms: left(lease, now),
        });
        Leased {
            leases: leases.collect(),
            anew: self.anew,
            moved: self.changes.iter().any(|(_, news)| *news == News::Told),
        }
    }
}

/// Milliseconds until the lease ends.
pub(super) fn left(lease: &Lease, now: DateTime<Utc>) -> u64 {
    u64::try_from((lease.until - now).num_milliseconds()).unwrap_or(0)
}

/// The same holder goes on. One that has run out is told of again, since the others saw it end.
fn renewed(mut lease: Lease, now: DateTime<Utc>) -> Change {
    let known = lease.told - now >= KNOWN;
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
        fence: fence + 1,
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
