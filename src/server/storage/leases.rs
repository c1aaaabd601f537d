//! The rows of leases: one for each application that was ever leased, whose fence never goes down.
//!
//! A lease is over when its time has come; no row is written for that, readers compare with the clock. A living one ends
//! within [`LONGEST`].

use async_trait::async_trait;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::Result;
use crate::domain::{ApplicationNumber, Clean, ClerkId, MunicipalityCode};

/// How long a lease lasts unless it is held on.
pub const LEASE: Duration = Duration::minutes(5);
/// A lease that would end later than this was written under a clock that ran ahead: it is over, or it would keep
/// everybody out for as long as the clock was wrong.
pub const LONGEST: Duration = Duration::minutes(10);

/// The last holder of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub application: ApplicationNumber,
    pub fence: u64,
    pub device: Uuid,
    pub clerk: ClerkId,
    pub origin: Origin,
    /// When this holder came.
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// The end that the other desks were told of; never behind `until`.
    pub told: DateTime<Utc>,
    /// Where the scope's counter stood when the others were told.
    pub change_seq: u64,
}

impl Lease {
    #[must_use]
    pub fn live(&self, now: DateTime<Utc>) -> bool {
        self.until > now && self.until <= now + LONGEST
    }
}

/// How the holder came by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Claim,
    TakeOver,
}

impl Origin {
    /// In the database, and in what is told of a conflict.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::TakeOver => "take_over",
        }
    }
}

/// The first applications of a queue that a device may have.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub municipality: MunicipalityCode,
    /// Codes of the states that the queue holds.
    pub states: &'a [&'a str],
    pub device: Uuid,
    pub now: DateTime<Utc>,
    pub limit: usize,
}

/// Leases that were told of at counters `after < seq ≤ upto` and end behind `until`.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub municipality: MunicipalityCode,
    pub after: u64,
    pub upto: u64,
    pub until: DateTime<Utc>,
}

#[async_trait]
pub trait ReadLeases: Send {
    /// Whoever held it last, however long ago.
    async fn lease(&mut self, number: ApplicationNumber) -> Result<Option<Lease>>;
    /// The living leases of a device in a municipality, by number.
    async fn leases_of(
        &mut self,
        municipality: MunicipalityCode,
        device: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<Lease>>;
    /// By number, those that no other device holds; the device's own are among them.
    async fn claimable(&mut self, wanted: &Wanted<'_>) -> Result<Vec<ApplicationNumber>>;
    /// In the order of change, each with the name of its clerk.
    async fn leases_told(&mut self, told: &Told) -> Result<Vec<(Lease, Clean)>>;
}

#[async_trait]
pub trait WriteLeases: ReadLeases {
    /// Replaces the application's row.
    ///
    /// # Errors
    /// When the row has a higher fence.
    async fn put_lease(&mut self, lease: &Lease) -> Result<()>;
}
