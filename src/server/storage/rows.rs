//! What the storage keeps, as plain values.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::api::session::Channel;
use crate::api::sync::{Doer, Outcome, Scope};
use crate::domain::duplicate::Likeness;
use crate::domain::{
    Capabilities, Card, Case, CertificateState, Clean, ClerkId, MunicipalityCode, OrganisationId,
    Target, Zone,
};

/// The clerk who stands for the register's own work: nightly expiry, import, the families' portal.
pub const REGISTER: ClerkId = ClerkId(0);

#[derive(Clone)]
pub struct Clerk {
    pub id: ClerkId,
    pub name: Clean,
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
    /// Of the municipality.
    pub zone: Zone,
    pub capabilities: Capabilities,
    /// PHC string of the password (argon2id).
    pub password: String,
}

pub struct NewClerk<'a> {
    pub login: &'a str,
    pub name: &'a Clean,
    pub organisation: OrganisationId,
    pub capabilities: Capabilities,
    pub password: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: Uuid,
    pub clerk: ClerkId,
    pub epoch: u32,
    pub high_water: u64,
}

/// SHA-256 of a token; the token itself is nowhere kept.
pub type TokenHash = [u8; 32];

#[derive(Clone, Debug)]
pub struct Token {
    pub clerk: ClerkId,
    pub device: Uuid,
    pub channel: Channel,
    pub issued: DateTime<Utc>,
    pub seen: DateTime<Utc>,
}

/// A record that is written as it is, with all that is kept beside it.
pub struct Import {
    pub case: Case,
    pub card: Card,
    pub keys: Likeness,
    pub change_seq: u64,
}

/// The stored answer to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResult {
    pub hash: String,
    /// The identifier of the act: it stays when the act is sent again under another name.
    pub id: Uuid,
    pub target: Target,
    /// Code of the command.
    pub command: String,
    /// When it was taken.
    pub at: DateTime<Utc>,
    pub outcome: Outcome,
}

/// The name of a journal: a device and its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub device: Uuid,
    pub epoch: u32,
}

/// A journal that goes on under a new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Tells a repeat of the question from another one.
    pub ask: Uuid,
    pub clerk: ClerkId,
    pub from: Name,
    pub to: Name,
    pub at: DateTime<Utc>,
}

/// Who brought a record to a version.
#[derive(Clone, Debug)]
pub struct Change {
    pub version: u64,
    pub clerk: ClerkId,
    /// Empty for [`REGISTER`].
    pub name: Clean,
    pub command: String,
    pub at: DateTime<Utc>,
}

impl Change {
    #[must_use]
    pub fn doer(&self) -> Doer {
        Doer {
            clerk: self.clerk,
            name: self.name.clone(),
            command: Clean::new(&self.command),
            at: self.at,
        }
    }
}

/// One link of an audit chain: the canonical row as text, and its hash.
#[derive(Clone, Debug)]
pub struct AuditLink {
    pub n: u64,
    pub row: String,
    pub hash: Vec<u8>,
}

/// Where a scope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    pub scope: Scope,
    pub value: u64,
}

/// Whether a card counts when duplicates are looked for: a certificate that has ended is no duplicate of a new one.
#[must_use]
pub fn live(case: &Case) -> bool {
    matches!(
        case.certificate.state,
        CertificateState::Reserved | CertificateState::Active | CertificateState::Suspended(_)
    )
}

/// The words by which a folded name is found; each part of a double name is one.
pub fn name_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split([' ', '-']).filter(|word| !word.is_empty())
}
