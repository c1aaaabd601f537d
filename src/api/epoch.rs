//! `POST /v1/epoch`: a journal that differs from what the register has taken goes on under a new name.
//!
//! A journal that was lost, set back or copied never uses a seq twice: its device gets the next epoch, or, when the
//! device has gone on elsewhere, the store gets a device of its own. Acts that still wait are sent again under new seqs
//! with their old ids, and an id that was taken before gets its stored result.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::sync::Outcome;
use crate::domain::{Clean, Target};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EpochRequest {
    pub device: Uuid,
    /// The epoch of the journal.
    pub epoch: u32,
    /// The first seq of which the journal has no answer; an earlier one, to learn what the register still has.
    pub next: u64,
    /// Tells a repeat of this request from a second copy of the journal.
    pub ask: Uuid,
    pub v: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EpochAnswer {
    pub device: Uuid,
    pub epoch: u32,
    /// What the register has taken under the old name from `next` on, in the order of seq; of more than 500 acts the
    /// last ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<Taken>,
}

/// An act that the register has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Taken {
    pub seq: u64,
    pub id: Uuid,
    pub target: Target,
    /// Code of the command.
    pub command: Clean,
    /// When the register took it.
    pub at: DateTime<Utc>,
    pub outcome: Outcome,
}
