//! Leased pairs of numbers: which desk may use which, what comes back, and whose an application's numbers are.
//!
//! A pair is leased to one journal, by its name. What comes back from there unused is given again, to other devices: a
//! request of the same one that comes late must not give back what it holds. What a desk has burnt, because nobody can
//! tell any more whether it was used, never comes back, and stays with its name for ever.
//!
//! An application is refused whose numbers are leased to somebody else. Numbers that are leased to nobody pass, if no
//! record bears them: a register that was put back from a backup knows nothing of what it leased behind it, and the
//! families hold papers with those numbers.

use chrono::Datelike;

use super::Register;
use super::apply::Actor;
use super::numbers::{SERIALS, next_pairs};
use crate::api::sync::{NumberBlock, NumbersBack, Pair, SerialRun, SyncRequest};
use crate::domain::{Capability, MunicipalityCode};
use crate::server::session::Session;
use crate::server::storage::numbers::LeasedPair;
use crate::server::storage::rows::Name;
use crate::server::storage::{Result, Write};

/// The most pairs that are given again at once.
const MOST: usize = 1_000;

/// What a request brings a desk of numbers.
#[derive(Debug, Default)]
pub(super) struct Supplied {
    pub block: Option<NumberBlock>,
    pub again: Vec<NumberBlock>,
    pub back: Vec<SerialRun>,
}

impl Register {
    /// Takes back what comes back, and fills up a desk that has nearly used its own up. Where that can't be done now the
    /// desk asks again with its next request: what became of its commands is told, whatever becomes of this.
    pub(super) async fn supply(&self, session: &Session, request: &SyncRequest) -> Supplied {
        let mut supplied = Supplied::default();
        if !request.numbers_back.is_empty() {
            match self.take_back(session, &request.numbers_back).await {
                Ok(back) => supplied.back = back,
                Err(error) => tracing::error!(%error, "unused numbers can't be taken back now"),
            }
        }
        let target = u32::from(self.terms.numbers_ahead);
        let left = request.numbers_left.unwrap_or(target);
        if left >= target.div_ceil(2) || !session.has(Capability::ApplicationCreate) {
            return supplied;
        }
        match self.lease_pairs(session, request, target - left).await {
            Ok((block, again)) => (supplied.block, supplied.again) = (block, again),
            Err(error) => tracing::error!(%error, "no numbers of applications can be leased now"),
        }
        supplied
    }

    /// Gives `count` pairs of today's year for good, to nobody in particular: an application that the register takes
    /// itself bears them. `None` where the municipality has used its numbers up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn numbers(
        &self,
        municipality: MunicipalityCode,
        count: u32,
    ) -> Result<Option<NumberBlock>> {
        let mut tx = self.storage.write().await?;
        let year = self.year(&mut *tx, municipality).await?;
        let pairs = next_pairs(
            &mut *tx,
            &*self.chance,
            municipality,
            year,
            count,
            Vec::new(),
        )
        .await?;
        tx.commit().await?;
        Ok(NumberBlock::of(&pairs, 0).pop())
    }

    async fn year(&self, tx: &mut dyn Write, municipality: MunicipalityCode) -> Result<u16> {
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        Ok(u16::try_from(zone.date(self.now()).year()).unwrap_or_default())
    }

    /// `count` further pairs; or those whose answer has not come, which are enough until the next request.
    async fn lease_pairs(
        &self,
        session: &Session,
        request: &SyncRequest,
        count: u32,
    ) -> Result<(Option<NumberBlock>, Vec<NumberBlock>)> {
        let name = Name {
            device: request.device,
            epoch: request.epoch,
        };
        let municipality = session.clerk.municipality;
        let mut tx = self.storage.write().await?;
        if let Some(after) = request.numbers_after {
            let lost = unheard(&mut *tx, name, after).await?;
            if !lost.is_empty() {
                return Ok((None, lost));
            }
        }
        let year = self.year(&mut *tx, municipality).await?;
        // A register that was put back counts on from where the desk is.
        let last = tx.last_lease(name.device).await?;
        let lease = last.max(request.numbers_after.unwrap_or(0)) + 1;
        let mut again = Vec::new();
        for pair in tx
            .pairs_back(municipality, year, name.device, count as usize)
            .await?
        {
            tx.drop_back(pair.1).await?;
            if unused(&mut *tx, pair).await? {
                again.push(pair);
            }
        }
        let count = count - again.len() as u32;
        let mut certificates = Vec::new();
        for pair in tx
            .pairs_of_the_past(municipality, year, name.device, count as usize)
            .await?
        {
            tx.drop_back(pair.1).await?;
            if !tx.certificate_taken(pair.1).await? {
                certificates.push(pair.1);
            }
        }
        let fresh = next_pairs(
            &mut *tx,
            &*self.chance,
            municipality,
            year,
            count,
            certificates,
        )
        .await?;
        if fresh.len() < count as usize {
            tracing::error!(%municipality, year, "the numbers of this municipality are used up");
        }
        for pair in again.iter().chain(&fresh).copied() {
            tx.put_leased(&LeasedPair { pair, name, lease }).await?;
        }
        tx.set_last_lease(name.device, lease).await?;
        tx.commit().await?;
        let block = NumberBlock::of(&fresh, lease).pop();
        Ok((block, NumberBlock::of(&again, lease)))
    }

    async fn take_back(&self, session: &Session, all: &[NumbersBack]) -> Result<Vec<SerialRun>> {
        let mut tx = self.storage.write().await?;
        let mut count = 0;
        for back in all {
            let name = Name {
                device: back.device,
                epoch: back.epoch,
            };
            let device = tx.device(name.device).await?;
            // A name that the journal has given up has burnt its numbers.
            let theirs =
                device.is_some_and(|d| d.clerk == session.clerk.id && d.epoch == name.epoch);
            if !theirs || !fits(&back.block) {
                continue;
            }
            for pair in back.block.pairs() {
                let held = tx.leased(pair).await?;
                if held
                    .iter()
                    .any(|held| held.pair == pair && held.name == name)
                {
                    tx.end_lease(pair.0).await?;
                    if unused(&mut *tx, pair).await? {
                        tx.put_back(pair, name.device).await?;
                        count += 1;
                    }
                }
            }
        }
        tx.commit().await?;
        tracing::info!(count, device = %session.device, "unused numbers have come back");
        Ok(all.iter().map(|back| back.block.run()).collect())
    }
}

/// What was leased to `name` behind that lease: the answers that told it went lost.
async fn unheard(tx: &mut dyn Write, name: Name, after: u64) -> Result<Vec<NumberBlock>> {
    let mut lost = tx.leased_after(name, after, MOST).await?;
    lost.sort_by_key(|leased| (leased.lease, leased.pair.0));
    let mut blocks = Vec::new();
    for one in lost.chunk_by(|a, b| a.lease == b.lease) {
        let mut pairs = Vec::with_capacity(one.len());
        for leased in one {
            if unused(tx, leased.pair).await? {
                pairs.push(leased.pair);
            }
        }
        let lease = one.first().map_or(0, |leased| leased.lease);
        blocks.extend(NumberBlock::of(&pairs, lease));
    }
    Ok(blocks)
}

/// Whether no record bears either number: one that was imported may.
async fn unused(tx: &mut dyn Write, (number, certificate): Pair) -> Result<bool> {
    Ok(tx.case(number).await?.is_none() && !tx.certificate_taken(certificate).await?)
}

/// Whether the block can have come from here.
fn fits(block: &NumberBlock) -> bool {
    let run = block.run();
    run.first
        .checked_add(run.count)
        .is_some_and(|end| end <= SERIALS)
}

/// Whether `actor` may hand an application in under these numbers: they are leased to the same clerk, whose journal may go
/// on under another name by now, or to nobody.
pub(super) async fn may_use(tx: &mut dyn Write, actor: &Actor, pair: Pair) -> Result<bool> {
    for held in tx.leased(pair).await? {
        if held.pair != pair || !is_of(tx, actor, &held).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The number was used for an application, or refused: whatever the desk does, it uses it no more.
pub(super) async fn end(tx: &mut dyn Write, actor: &Actor, pair: Pair) -> Result<()> {
    for held in tx.leased(pair).await? {
        if held.pair.0 == pair.0 && is_of(tx, actor, &held).await? {
            tx.end_lease(pair.0).await?;
        }
    }
    Ok(())
}

async fn is_of(tx: &mut dyn Write, actor: &Actor, held: &LeasedPair) -> Result<bool> {
    if actor.register {
        return Ok(false);
    }
    if actor.device == Some(held.name.device) {
        return Ok(true);
    }
    let device = tx.device(held.name.device).await?;
    Ok(device.is_some_and(|device| device.clerk == actor.clerk))
}
