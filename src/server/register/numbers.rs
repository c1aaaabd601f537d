//! Numbers for new applications and certificates, in pairs that are given once and to nobody else.
//!
//! Serials of applications go up in runs. Serials of certificates are drawn in an order that only the register knows, so
//! that none tells how many were issued. What the register holds already, imported or handed in from elsewhere, is passed.

use chrono::Datelike;
use sha2::{Digest, Sha256};

use super::Register;
use crate::api::sync::{NUMBERS_LOW, NumberBlock, SyncRequest};
use crate::domain::{Capability, CertificateNumber, MunicipalityCode};
use crate::server::chance::Chance;
use crate::server::session::Session;
use crate::server::storage::numbers::Draw;
use crate::server::storage::{Result, Write};

/// Pairs that a device gets at once.
const BLOCK: u32 = 10;
/// Serials have six digits.
const SERIALS: u32 = 1_000_000;
/// How far behind a taken serial the next run is looked for: registers were filled in runs.
const STRIDE: u32 = 1_000;
/// Half of the digits of a certificate's serial.
const HALF: u32 = 1_000;
/// Rounds after which one half tells nothing of the other (Luby and Rackoff need four).
const ROUNDS: u8 = 6;

impl Register {
    /// A further block for a desk that has nearly used its own up. Without one it asks again with its next request: what
    /// became of its commands is told, whatever becomes of this.
    pub(super) async fn more_numbers(
        &self,
        session: &Session,
        request: &SyncRequest,
    ) -> Option<NumberBlock> {
        let low = request.numbers_left.is_some_and(|left| left < NUMBERS_LOW);
        if !low || !session.has(Capability::ApplicationCreate) {
            return None;
        }
        let leased = self.numbers(session.clerk.municipality, BLOCK).await;
        leased.unwrap_or_else(|error| {
            tracing::error!(%error, "no numbers of applications can be leased now");
            None
        })
    }

    /// Leases `count` pairs of today's year for good; `None` where the municipality has used its numbers up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn numbers(
        &self,
        municipality: MunicipalityCode,
        count: u32,
    ) -> Result<Option<NumberBlock>> {
        let mut tx = self.storage.write().await?;
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        let year = u16::try_from(zone.date(self.now()).year()).unwrap_or_default();
        let Some(block) = lease(&mut *tx, &*self.chance, municipality, year, count).await? else {
            tracing::error!(%municipality, year, "the numbers of this municipality are used up");
            return Ok(None);
        };
        tx.commit().await?;
        Ok(Some(block))
    }
}

/// `count` pairs, never given before; `None` where the municipality has used its numbers up.
pub(in crate::server) async fn lease(
    tx: &mut dyn Write,
    chance: &dyn Chance,
    municipality: MunicipalityCode,
    year: u16,
    count: u32,
) -> Result<Option<NumberBlock>> {
    let Some(first) = run(tx, municipality, year, count).await? else {
        return Ok(None);
    };
    let mut draw = match tx.draw(municipality).await? {
        Some(draw) => draw,
        None => Draw {
            next: 0,
            key: chance.number(),
        },
    };
    let mut certificates = Vec::with_capacity(count as usize);
    while (certificates.len() as u32) < count {
        if draw.next >= SERIALS {
            return Ok(None);
        }
        let certificate = CertificateNumber::new(municipality, drawn(draw));
        draw.next += 1;
        if !tx.certificate_taken(certificate).await? {
            certificates.push(certificate);
        }
    }
    tx.put_draw(municipality, draw).await?;
    Ok(Some(NumberBlock {
        municipality,
        year,
        first,
        certificates,
    }))
}

/// The first serial of the next run in which none is taken; the counter stands behind it then.
async fn run(
    tx: &mut dyn Write,
    municipality: MunicipalityCode,
    year: u16,
    count: u32,
) -> Result<Option<u32>> {
    let mut first = tx.next_serial(municipality, year).await?;
    loop {
        let last = first.saturating_add(count - 1);
        if last >= SERIALS {
            return Ok(None);
        }
        if tx
            .highest_serial(municipality, year, first..=last)
            .await?
            .is_none()
        {
            tx.set_next_serial(municipality, year, last + 1).await?;
            return Ok(Some(first));
        }
        let ahead = first..=(first + STRIDE).min(SERIALS - 1);
        let taken = tx.highest_serial(municipality, year, ahead).await?;
        first = taken.unwrap_or(last) + 1;
    }
}

/// The serial at `draw.next` in the order of its key: a Feistel network over the two halves, so that each is met once.
fn drawn(draw: Draw) -> u32 {
    let (mut high, mut low) = (draw.next / HALF % HALF, draw.next % HALF);
    for round in 0..ROUNDS {
        let mut hash = Sha256::new();
        hash.update(draw.key.to_le_bytes());
        hash.update([round]);
        hash.update(low.to_le_bytes());
        let mixed = hash.finalize();
        let bytes = [mixed[0], mixed[1], mixed[2], mixed[3]];
        (high, low) = (low, (high + u32::from_le_bytes(bytes) % HALF) % HALF);
    }
    high * HALF + low
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_serial_is_drawn_once_in_an_order_of_its_own() {
        let order = |key| (0..SERIALS).map(move |next| drawn(Draw { next, key }));
        let all: BTreeSet<u32> = order(7).collect();
        assert_eq!(all.len() as u32, SERIALS);
        assert_eq!(all.last(), Some(&(SERIALS - 1)));
        let begin = |key| order(key).take(100).collect::<Vec<_>>();
        assert_ne!(begin(7), begin(8));
        // Neither rising nor at one distance from each other.
        let steps: BTreeSet<i64> = begin(7)
            .windows(2)
            .map(|pair| i64::from(pair[1]) - i64::from(pair[0]))
            .collect();
        assert!(steps.len() > 90, "{steps:?}");
    }
}
