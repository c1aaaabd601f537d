//! The rows of generations: one for each opening of the database by a register, with the counters that it found.
//!
//! A backup holds the rows up to its own moment. What was opened behind it is unknown to the register that is restored
//! from it, and what was still open then goes on from the counters of the backup.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::api::sync::Scope;

/// How many rows are kept. A desk that was away for more openings starts its records anew.
pub const KEPT: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// By chance: another future of the same database has others.
    pub id: u64,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Where the counters stood then; 0 for a scope that is not among them.
    pub counters: BTreeMap<Scope, u64>,
}

#[async_trait]
pub trait ReadGenerations: Send {
    /// The present one; `None` before the first opening.
    async fn generation(&mut self) -> Result<Option<u64>>;
    /// The one that came behind `id`; `None` where `id` is unknown or the present one.
    async fn generation_after(&mut self, id: u64) -> Result<Option<Generation>>;
}

#[async_trait]
pub trait WriteGenerations: ReadGenerations {
    /// Makes it the present one, and keeps the last `keep` alone.
    async fn put_generation(&mut self, generation: &Generation, keep: usize) -> Result<()>;
}
