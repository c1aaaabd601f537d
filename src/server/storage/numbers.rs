//! The rows from which numbers of new applications and certificates are given: counters that never go down, the pairs that
//! desks hold unused, and those that came back. Only what came back is given a second time.

use std::ops::RangeInclusive;

use async_trait::async_trait;

use uuid::Uuid;

use super::Result;
use super::rows::Name;
use crate::api::sync::Pair;
use crate::domain::{ApplicationNumber, CertificateNumber, MunicipalityCode};

/// How far a municipality has drawn the serials of its certificates, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The place of the next serial in the order.
    pub next: u32,
    /// Chooses the order; stays.
    pub key: u64,
}

/// A pair that a desk may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeasedPair {
    pub pair: Pair,
    /// The journal to which it was leased.
    pub name: Name,
    /// Which lease of the device it was part of.
    pub lease: u64,
}

#[async_trait]
pub trait WriteNumbers: Send {
    /// The serial of the next application of a municipality and year; 1 before the first.
    async fn next_serial(&mut self, municipality: MunicipalityCode, year: u16) -> Result<u32>;
    /// # Errors
    /// When the counter stands higher.
    async fn set_next_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        next: u32,
    ) -> Result<()>;
    /// The highest serial in `range` that an application of the register has, wherever it came from.
    async fn highest_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        range: RangeInclusive<u32>,
    ) -> Result<Option<u32>>;
    /// `None` before the first certificate is drawn.
    async fn draw(&mut self, municipality: MunicipalityCode) -> Result<Option<Draw>>;
    /// # Errors
    /// When the row stands higher, or has another key.
    async fn put_draw(&mut self, municipality: MunicipalityCode, draw: Draw) -> Result<()>;

    /// The last lease of a device; 0 before the first. Leases are counted, so that one that went lost can be told.
    async fn last_lease(&mut self, device: Uuid) -> Result<u64>;
    async fn set_last_lease(&mut self, device: Uuid, lease: u64) -> Result<()>;
    /// # Errors
    /// When one of its numbers is leased already.
    async fn put_leased(&mut self, leased: &LeasedPair) -> Result<()>;
    /// Whoever holds either of the numbers: nobody, one, or one for each.
    async fn leased(&mut self, pair: Pair) -> Result<Vec<LeasedPair>>;
    /// What was leased to a journal behind that lease and is unused, by number, at most `most`.
    async fn leased_after(
        &mut self,
        name: Name,
        lease: u64,
        most: usize,
    ) -> Result<Vec<LeasedPair>>;
    /// Nobody holds the pair any more.
    async fn end_lease(&mut self, number: ApplicationNumber) -> Result<()>;

    /// Keeps a pair that came back, and from which device.
    async fn put_back(&mut self, pair: Pair, device: Uuid) -> Result<()>;
    /// Pairs of a year that came back from other devices than `device`, by number, at most `most`.
    async fn pairs_back(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        most: usize,
    ) -> Result<Vec<Pair>>;
    /// Pairs of years before `year`, whose certificates are good: as [`WriteNumbers::pairs_back`].
    async fn pairs_of_the_past(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        most: usize,
    ) -> Result<Vec<Pair>>;
    /// The certificate's number is not there to be given any more.
    async fn drop_back(&mut self, certificate: CertificateNumber) -> Result<()>;
}
