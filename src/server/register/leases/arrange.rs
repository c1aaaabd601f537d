//! What becomes of a device's leases in one sync: read first, written only if something changes.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Change, Leased, News, ended, granted, left, renewed};
use crate::api::sync::{Claim, Lease as Given, MOST_LEASES, Queue, SyncRequest};
use crate::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};
use crate::domain::{ApplicationNumber, Capabilities, Capability, Command};
use crate::server::register::apply::Actor;
use crate::server::register::incoming::Sent;
use crate::server::session::Session;
use crate::server::storage::leases::{Lease, Origin, Wanted};
use crate::server::storage::{Read, Result};

/// The most names in `claim` and in `hold` that are looked at: a device has at most [`MOST_LEASES`].
const MOST_NAMES: usize = 16;

/// What one request asks for.
pub(super) struct Asks<'a> {
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
    pub(super) fn of(
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
            .filter_map(|envelope| envelope.target.case())
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
    pub(super) async fn arrange(&self, tx: &mut dyn Read) -> Result<Arranged> {
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

#[derive(Default)]
pub(super) struct Arranged {
    held: Vec<Lease>,
    anew: Vec<ApplicationNumber>,
    pub(super) changes: Vec<Change>,
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

    pub(super) fn told(self, now: DateTime<Utc>) -> Leased {
        let leases = self.held.iter().map(|lease| Given {
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
