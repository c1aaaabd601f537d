//! What the register does, whoever asks: sessions, commands, deltas, searches, reveals. No HTTP here.
//!
//! Every change goes through [`apply`], every look at personal data through [`personal`]; both write their audit row in
//! the same transaction.

pub mod apply;
pub mod batch;
pub mod delta;
pub mod duplicates;
pub mod keys;
pub mod leases;
pub mod own;
pub mod personal;
pub mod search;
pub mod wakes;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::clock::Clock;
use super::session::password::Passwords;
use super::session::throttle::Throttle;
use super::storage::Storage;
use wakes::Wakes;

/// The register on one node. Everything that has to outlive the node is in the storage.
pub struct Register {
    pub(super) storage: Arc<dyn Storage>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) passwords: Passwords,
    pub(super) throttle: Throttle,
    pub(super) wakes: Wakes,
    pub(super) limits: Limits,
}

/// Times after which things end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub idle: Duration,
    pub absolute: Duration,
    pub wake: std::time::Duration,
}

impl Register {
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The storage below, for administration.
    #[must_use]
    pub fn storage(&self) -> &dyn Storage {
        &*self.storage
    }
}
