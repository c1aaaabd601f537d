//! `epoch`: a journal that differs from what the register has taken goes on under a new name, and a name is never given
//! twice.
//!
//! The name that a journal had is closed: no command is taken under it any more, so what was taken under it is a closed
//! list, and the answer to a repeat is the same.

use super::Register;
use super::apply::Actor;
use super::batch::check_version;
use crate::api::epoch::{EpochAnswer, EpochRequest, Taken};
use crate::domain::Clean;
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;
use crate::server::storage::Write;
use crate::server::storage::rows::{Device, Name, Renewal};

/// The most acts that one answer lists; of more, the last ones.
const MOST_TAKEN: usize = 500;

impl Register {
    /// Gives the journal of `request` its next name.
    pub async fn renew(&self, session: &Session, request: EpochRequest) -> Result<EpochAnswer> {
        check_version(request.v)?;
        let from = Name {
            device: request.device,
            epoch: request.epoch,
        };
        let mut tx = self.storage.write().await?;
        let to = match tx.renewal(request.ask).await? {
            Some(known) if known.from == from && known.clerk == session.clerk.id => known.to,
            Some(_) => {
                let why = "this question was asked for another journal: ask with a new identifier";
                return Err(ApiError::bad_request("ask", why));
            }
            None => self.rename(&mut *tx, session, from, &request).await?,
        };
        let taken = taken(&mut *tx, session, from, request.next).await?;
        tx.commit().await?;
        Ok(EpochAnswer {
            device: to.device,
            epoch: to.epoch,
            taken,
        })
    }

    async fn rename(
        &self,
        tx: &mut dyn Write,
        session: &Session,
        from: Name,
        request: &EpochRequest,
    ) -> Result<Name> {
        let own = tx.device(session.device).await?;
        let own = own.ok_or_else(ApiError::login_needed)?;
        let next = if from.device == own.id {
            // A register that was set back may know an older epoch than the journal had.
            (from.epoch >= own.epoch).then_some(from.epoch)
        } else {
            let known = tx.device(from.device).await?;
            if known.is_some_and(|device| device.clerk == session.clerk.id) {
                let why = "the session belongs to another device: log in with this one";
                return Err(ApiError::bad_request("device", why));
            }
            // Nobody's journal here: it goes on under the name of the device that logged in.
            Some(own.epoch)
        };
        let to = match next.and_then(|epoch| epoch.checked_add(1)) {
            Some(epoch) => {
                tx.set_epoch(own.id, epoch).await?;
                Name {
                    device: own.id,
                    epoch,
                }
            }
            // The device goes on elsewhere: this one is a copy, and gets a device of its own.
            None => self.another_device(tx, session).await?,
        };
        let renewal = Renewal {
            ask: request.ask,
            clerk: session.clerk.id,
            from,
            to,
            at: self.now(),
        };
        tx.put_renewal(&renewal).await?;
        tracing::warn!(
            from = %from.device, from_epoch = from.epoch, to = %to.device, to_epoch = to.epoch,
            "a journal goes on under a new name"
        );
        self.tell_renewal(tx, &session.actor(), &renewal).await?;
        Ok(to)
    }

    async fn another_device(&self, tx: &mut dyn Write, session: &Session) -> Result<Name> {
        let device = Device {
            id: self.id(),
            clerk: session.clerk.id,
            epoch: 1,
            high_water: 0,
        };
        tx.put_device(&device).await?;
        Ok(Name {
            device: device.id,
            epoch: device.epoch,
        })
    }

    async fn tell_renewal(
        &self,
        tx: &mut dyn Write,
        actor: &Actor,
        renewal: &Renewal,
    ) -> Result<()> {
        let outcome = if renewal.to.device == renewal.from.device {
            "next_epoch"
        } else {
            "other_device"
        };
        let entry = audit::Entry {
            at: renewal.at,
            actor: actor.in_audit(),
            action: "renew",
            target: None,
            outcome,
            command: Some(renewal.ask),
        };
        Ok(audit::append(tx, actor.scope(), &entry).await?)
    }
}

/// What was taken under the old name, of which the journal knows nothing. A name of another clerk tells nothing.
async fn taken(tx: &mut dyn Write, session: &Session, from: Name, next: u64) -> Result<Vec<Taken>> {
    let device = tx.device(from.device).await?;
    if device.is_none_or(|device| device.clerk != session.clerk.id) {
        return Ok(Vec::new());
    }
    let results = tx.results_from(from, next, MOST_TAKEN).await?;
    Ok(results
        .into_iter()
        .map(|(seq, stored)| Taken {
            seq,
            id: stored.id,
            target: stored.target,
            command: Clean::new(&stored.command),
            at: stored.at,
            outcome: stored.outcome,
        })
        .collect())
}
