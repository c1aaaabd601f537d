//! The order in which numbers for new applications and certificates are given. To whom, [`super::pairs`] knows.
//!
//! Serials of applications go up in runs. Serials of certificates are drawn in an order that only the register knows, so
//! that none tells how many were issued. What the register holds already, imported or handed in from elsewhere, is passed.

use sha2::{Digest, Sha256};

use crate::api::sync::Pair;
use crate::domain::{ApplicationNumber, CertificateNumber, MunicipalityCode};
use crate::server::chance::Chance;
use crate::server::storage::numbers::Draw;
use crate::server::storage::{Result, Write};

/// Serials have six digits.
pub(super) const SERIALS: u32 = 1_000_000;
/// How far behind a taken serial the next run is looked for: registers were filled in runs.
const STRIDE: u32 = 1_000;
/// Half of the digits of a certificate's serial.
const HALF: u32 = 1_000;
/// Rounds after which one half tells nothing of the other (Luby and Rackoff need four).
const ROUNDS: u8 = 6;

/// Gives the next `count` pairs of a municipality and year, with consecutive serials of applications; `certificates` go
/// out before any further ones are drawn. Fewer, or none, where the numbers come to their end.
pub(in crate::server) async fn next_pairs(
    tx: &mut dyn Write,
    chance: &dyn Chance,
    municipality: MunicipalityCode,
    year: u16,
    count: u32,
    mut certificates: Vec<CertificateNumber>,
) -> Result<Vec<Pair>> {
    let Some((first, count)) = longest_run(tx, municipality, year, count).await? else {
        return Ok(Vec::new());
    };
    let mut draw = match tx.draw(municipality).await? {
        Some(draw) => draw,
        None => Draw {
            next: 0,
            key: chance.number(),
        },
    };
    while certificates.len() < count as usize && draw.next < SERIALS {
        let certificate = CertificateNumber::new(municipality, drawn(draw));
        draw.next += 1;
        if !tx.certificate_taken(certificate).await? {
            certificates.push(certificate);
        }
    }
    tx.put_draw(municipality, draw).await?;
    let number = |serial| ApplicationNumber::new(municipality, year, serial);
    Ok((first..first + count)
        .map(number)
        .zip(certificates)
        .collect())
}

/// The next run of `count` serials, or of as many as there are left.
async fn longest_run(
    tx: &mut dyn Write,
    municipality: MunicipalityCode,
    year: u16,
    mut count: u32,
) -> Result<Option<(u32, u32)>> {
    while count > 0 {
        if let Some(first) = run(tx, municipality, year, count).await? {
            return Ok(Some((first, count)));
        }
        count /= 2;
    }
    Ok(None)
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
