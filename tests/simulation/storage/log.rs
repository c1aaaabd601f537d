//! What a transaction has written, in the words that the rules are about.

use reestr::api::sync::{Outcome, Scope};
use reestr::domain::{Account, ApplicationNumber, EnrolmentRequest, Programme, Target};
use serde::Deserialize;
use uuid::Uuid;

/// A device and its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    pub device: Uuid,
    pub epoch: u32,
}

/// One row that a transaction of the register has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrote {
    Counter {
        scope: Scope,
        value: u64,
    },
    HighWater {
        name: Name,
        value: u64,
    },
    /// The journal of a device goes on under this name; the names before it are closed.
    Renamed {
        name: Name,
    },
    Result {
        name: Name,
        seq: u64,
        id: Uuid,
        target: Target,
        outcome: Outcome,
    },
    /// A record reached a version by the hand of a clerk, or of the register itself.
    Change {
        target: Target,
        version: u64,
        by_clerk: bool,
    },
    Lease {
        application: ApplicationNumber,
        fence: u64,
        device: Uuid,
    },
    /// A row of the audit about what a command did to a record.
    Audit {
        id: Uuid,
        target: Option<Target>,
        applied: bool,
    },
    /// What a record of enrolment has become.
    Programme(Box<Programme>),
    Request(Box<EnrolmentRequest>),
    Account(Box<Account>),
}

impl Wrote {
    /// The row of the audit, if it is about a command.
    pub fn of_audit(row: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Row {
            outcome: String,
            target: Option<Target>,
            command: Option<Uuid>,
        }
        let row: Row = serde_json::from_str(row).ok()?;
        Some(Self::Audit {
            id: row.command?,
            target: row.target,
            applied: row.outcome.split(':').next() == Some("applied"),
        })
    }
}
