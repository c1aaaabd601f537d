//! The rows from which numbers of new applications and certificates are given: counters that never go down, so that no
//! number is given twice, whether the first one to get it used it or not.

use std::ops::RangeInclusive;

use async_trait::async_trait;

use super::Result;
use crate::domain::MunicipalityCode;

/// How far a municipality has drawn the serials of its certificates, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The place of the next serial in the order.
    pub next: u32,
    /// Chooses the order; stays.
    pub key: u64,
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
}
