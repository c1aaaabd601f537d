//! What the register does, whoever asks: sessions, commands, deltas, searches, reveals. No HTTP here.
//!
//! Every change goes through [`apply`], every look at personal data through [`personal`]; both write their audit row in
//! the same transaction.

pub mod alike;
pub mod apply;
pub mod batch;
mod budget;
pub mod compare;
pub mod delta;
pub mod duplicates;
mod enrol;
pub mod epoch;
pub mod family;
pub mod forms;
pub mod generations;
pub mod handbook;
pub mod incoming;
pub mod keys;
pub mod leases;
pub mod lists;
pub mod numbers;
pub mod overview;
pub mod own;
pub mod pairs;
pub mod personal;
pub mod recovery;
pub mod reports;
pub mod search;
pub mod take;
pub mod wakes;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::chance::{self, Chance, SystemChance};
use super::clock::Clock;
use super::mail::Post;
use super::portal::Portals;
use super::session::family::Door;
use super::session::password::Passwords;
use super::session::throttle::Throttle;
use super::settings::Terms;
use super::storage::Storage;
use crate::api::recovery::RecoverySecret;
use wakes::Wakes;

/// The register on one node. Everything that has to outlive the node is in the storage.
pub struct Register {
    pub(super) storage: Arc<dyn Storage>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) chance: Arc<dyn Chance>,
    pub(super) passwords: Passwords,
    pub(super) throttle: Throttle,
    pub(super) door: Door,
    pub(super) wakes: Wakes,
    pub(super) post: Post,
    pub(super) portals: Portals,
    pub(super) limits: Limits,
    pub(super) terms: Terms,
    pub(super) recovery: Option<RecoverySecret>,
}

/// What a register is made of.
pub struct Parts {
    pub storage: Arc<dyn Storage>,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub passwords: Passwords,
    pub limits: Limits,
}

/// Times after which things end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub idle: Duration,
    pub absolute: Duration,
    pub wake: std::time::Duration,
}

impl Register {
    /// A register of `parts`, without listeners and without its own tasks ([`Register::poll_counters`],
    /// [`Register::work_nights`], [`Register::send_letters`]). Whoever serves it calls [`Register::begin_generation`] first.
    #[must_use]
    pub fn of(parts: Parts) -> Self {
        let Parts {
            storage,
            clock,
            chance,
            passwords,
            limits,
        } = parts;
        Self {
            storage,
            clock,
            chance,
            door: Door::beside(&passwords),
            passwords,
            throttle: Throttle::default(),
            wakes: Wakes::default(),
            post: Post::default(),
            portals: Portals::default(),
            limits,
            terms: Terms::default(),
            recovery: None,
        }
    }

    /// One at which nobody logs in: for administration, and for what is done before it is served.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn unattended(storage: Arc<dyn Storage>, clock: Arc<dyn Clock>) -> Result<Self, String> {
        Ok(Self::of(Parts {
            storage,
            clock,
            chance: Arc::new(SystemChance),
            passwords: Passwords::new()?,
            limits: Limits {
                idle: Duration::zero(),
                absolute: Duration::zero(),
                wake: std::time::Duration::ZERO,
            },
        }))
    }

    /// The same, taking applications on other terms than the usual ones.
    #[must_use]
    pub fn with_terms(mut self, terms: Terms) -> Self {
        self.terms = terms;
        self
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new identifier of version 7.
    #[must_use]
    pub fn id(&self) -> Uuid {
        chance::id(&*self.chance, self.now())
    }

    /// Ends the register's own tasks and answers everyone who waits.
    pub fn stop(&self) {
        self.wakes.stop();
    }

    /// The storage below, for administration.
    #[must_use]
    pub fn storage(&self) -> &dyn Storage {
        &*self.storage
    }
}
