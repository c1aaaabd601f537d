//! `POST /v1/sync`: one request, one round trip, does all; `GET /v1/wake` waits and carries no data.
//!
//! The request also claims leases on applications, keeps those that are in use, and asks for the cards of leased ones; the
//! answer says which leases the device holds. A lease is a hint to people, its fence is the safety.
//!
//! Commands of a device and epoch carry a gap-free `seq` from 1. The register takes each once: a repeat gets the
//! stored result, another payload under the same seq is refused loudly (DESIGN section 6).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::hex::hex;
use crate::domain::{
    Account, ApplicationNumber, Case, CertificateNumber, Clean, ClerkId, Command, EnrolmentRequest,
    Funding, MunicipalityCode, OrganisationId, Programme, Refusal, Target,
};

/// How many commands the register takes in one request.
pub const MOST_COMMANDS: usize = 200;
/// The largest request body that the register reads, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;

/// A part of the register with one counter: what a cursor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Applications and certificates.
    Municipality(MunicipalityCode),
    /// Programmes and requests.
    Organisation(OrganisationId),
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Municipality(code) => write!(f, "m{code}"),
            Self::Organisation(id) => write!(f, "o{}", id.0),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "no scope is called {text:?}: use m01 for a municipality, o17 for an organisation"
            )
        };
        match text.split_at_checked(1) {
            Some(("m", code)) => code
                .parse()
                .map(|c| Self::Municipality(MunicipalityCode(c)))
                .map_err(|_| wrong()),
            Some(("o", id)) => id
                .parse()
                .map(|i| Self::Organisation(OrganisationId(i)))
                .map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// What the clerk saw when the command was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The version of the record; 0 where none existed.
    Version(u64),
    /// The result of an earlier command of the same device, whose version isn't known yet.
    After(u64),
}

/// A command on its way: written to the outbox journal as it is, and sent as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Envelope {
    pub seq: u64,
    pub id: Uuid,
    /// Hex SHA-256 over everything else, see [`Envelope::digest`].
    pub hash: String,
    pub target: Target,
    pub base: Base,
    /// The fence of the lease under which it was given: behind a newer one the register refuses it as a conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fence: Option<u64>,
    /// When the clerk gave it, by the client's clock.
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub command: Command,
}

impl Envelope {
    /// Seals a command into an envelope with its hash.
    #[must_use]
    pub fn new(
        seq: u64,
        id: Uuid,
        target: impl Into<Target>,
        base: Base,
        fence: Option<u64>,
        at: DateTime<Utc>,
        command: Command,
    ) -> Self {
        let mut envelope = Self {
            seq,
            id,
            hash: String::new(),
            target: target.into(),
            base,
            fence,
            at,
            command,
        };
        envelope.hash = envelope.digest();
        envelope
    }

    /// Hex SHA-256 of the canonical JSON of `[seq, id, target, base, at, command]`, with the fence behind if there is one.
    #[must_use]
    pub fn digest(&self) -> String {
        let Self {
            seq,
            id,
            target,
            base,
            at,
            command,
            ..
        } = self;
        // A value made of strings, numbers and maps with text keys always has a JSON form.
        let canonical = match self.fence {
            None => serde_json::to_vec(&(seq, id, target, base, at, command)),
            Some(fence) => serde_json::to_vec(&(seq, id, target, base, at, command, fence)),
        }
        .unwrap_or_default();
        hex(&Sha256::digest(&canonical))
    }
}

/// The lists of applications that clerks work through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    /// Applications whose paper can be taken.
    Acceptance,
    /// Accepted ones, whose certificate can be activated.
    Activation,
}

/// Which applications the device wants to work on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// The first `n` of the queue, in the order of their numbers, that nobody holds.
    Next { queue: Queue, n: u8 },
    /// This one, if nobody holds it.
    This { application: ApplicationNumber },
}

/// The most leases that one device holds: the application on the desk and the next two.
pub const MOST_LEASES: usize = 3;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SyncRequest {
    pub device: Uuid,
    pub epoch: u32,
    /// What the client already has, per scope; a scope that is named with 0 is sent from the start.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(value_type = BTreeMap<String, u64>))]
    pub cursors: BTreeMap<Scope, u64>,
    /// The generation that the cursors are of, as the register last named it; none before it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Envelope>,
    /// Journal numbers that the client still has; below [`JOURNAL_LOW`] the register leases a further range.
    #[serde(default)]
    pub journal_left: u32,
    /// Contract numbers that the client still has; left out by those who conclude none. Below [`JOURNAL_LOW`] the register
    /// leases a further range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contracts_left: Option<u32>,
    /// Pairs of numbers for applications and certificates that the client still has; left out by those who fill in none.
    /// When they run low, the register fills them up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers_left: Option<u32>,
    /// The last lease of pairs that has come: what was leased to this name behind it went lost on the way and is given
    /// again. Left out by a desk that can't tell, or has given its pairs up: it gets others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers_after: Option<u64>,
    /// Unused pairs that come back; sent until an answer says that they have come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers_back: Vec<NumbersBack>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claim: Vec<Claim>,
    /// Leases that the device goes on using: they are renewed, and all its others end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hold: Vec<ApplicationNumber>,
    /// Send the cards of the applications that this request leases anew; over the protected channel only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cards: bool,
    pub v: u32,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

/// The most pairs that one request gives back.
pub const MOST_BACK: usize = 500;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SyncAnswer {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<CommandResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deltas: Vec<Delta>,
    /// The generation that the request's cursors are of from now on; left out when it is the one that was sent. Each
    /// opening of its database by a register begins one: a register that was restored from a backup answers cursors that
    /// it can't know with `reset`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
    /// Every lease that the device holds now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leases: Vec<Lease>,
    /// A further range of this organisation's journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<JournalRange>,
    /// A further range of this organisation's contracts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contracts: Option<JournalRange>,
    /// A further block of numbers for applications and certificates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<NumberBlock>,
    /// Further ones that were leased before: other desks have given them back, or the answer that brought them went lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers_again: Vec<NumberBlock>,
    /// Pairs that the desk has sent back and need not send again, whatever became of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers_back: Vec<SerialRun>,
    /// The last seq of this device and epoch that the register has taken.
    pub high_water: u64,
    pub now: DateTime<Utc>,
    pub min_version: u32,
}

/// The right to work on an application first. Times are relative, so that no clock has to agree with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Lease {
    pub application: ApplicationNumber,
    /// Grows with every holder of the application; commands carry it.
    pub fence: u64,
    /// Milliseconds until it ends unless it is held on.
    pub until_ms: u64,
}

/// Who holds an application now; nobody when the lease has ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Held {
    pub application: ApplicationNumber,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Holder>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Holder {
    pub clerk: ClerkId,
    pub name: Clean,
    /// Milliseconds until the lease ends unless it is held on.
    pub until_ms: u64,
}

/// Numbers `next ..= last` of the journal, or of the contracts, of one organisation and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct JournalRange {
    pub year: u16,
    pub next: u32,
    pub last: u32,
}

/// Numbers for applications of one municipality and year, and the certificate that goes with each: the n-th application
/// has serial `first` + n.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NumberBlock {
    pub municipality: MunicipalityCode,
    pub year: u16,
    pub first: u32,
    pub certificates: Vec<CertificateNumber>,
    /// Which lease of the device it is; they grow. 0 where the numbers are leased to no device.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lease: u64,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// An application's number and its certificate's, which are given together.
pub type Pair = (ApplicationNumber, CertificateNumber);

/// Unused pairs that come back, and the name under which they were leased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NumbersBack {
    pub device: Uuid,
    pub epoch: u32,
    pub block: NumberBlock,
}

/// Applications of one municipality and year whose serials follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SerialRun {
    pub municipality: MunicipalityCode,
    pub year: u16,
    pub first: u32,
    pub count: u32,
}

impl SerialRun {
    #[must_use]
    pub fn holds(&self, number: ApplicationNumber) -> bool {
        let serials = self.first..self.first.saturating_add(self.count);
        let same = (number.municipality(), number.year()) == (self.municipality, self.year);
        same && serials.contains(&number.serial())
    }
}

impl NumberBlock {
    /// The pairs as blocks, in their order: those whose serials follow one another are one.
    #[must_use]
    pub fn of(pairs: &[Pair], lease: u64) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        for (number, certificate) in pairs {
            match blocks.last_mut() {
                Some(block) if block.behind() == Some(*number) => {
                    block.certificates.push(*certificate);
                }
                _ => blocks.push(Self {
                    municipality: number.municipality(),
                    year: number.year(),
                    first: number.serial(),
                    certificates: vec![*certificate],
                    lease,
                }),
            }
        }
        blocks
    }

    /// The number that would go on behind the last one.
    fn behind(&self) -> Option<ApplicationNumber> {
        let count = u32::try_from(self.certificates.len()).ok()?;
        let serial = self.first.checked_add(count)?;
        Some(ApplicationNumber::new(self.municipality, self.year, serial))
    }

    /// Its applications.
    #[must_use]
    pub fn run(&self) -> SerialRun {
        SerialRun {
            municipality: self.municipality,
            year: self.year,
            first: self.first,
            count: u32::try_from(self.certificates.len()).unwrap_or(u32::MAX),
        }
    }

    /// The pairs of the block, in the order of use.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        (self.first..)
            .zip(&self.certificates)
            .map(|(serial, certificate)| {
                let number = ApplicationNumber::new(self.municipality, self.year, serial);
                (number, *certificate)
            })
    }
}

/// What became of one command. The register keeps it, and gives it again for a repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CommandResult {
    pub seq: u64,
    #[serde(flatten)]
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "st")]
pub enum Outcome {
    Applied {
        version: u64,
    },
    /// The record was in that state already; who brought it there, and when.
    Already {
        version: u64,
        by: Option<Doer>,
    },
    /// The record is another one than the clerk saw.
    Conflict {
        version: u64,
        by: Option<Doer>,
    },
    Refused {
        why: Refusal,
    },
}

/// Who did it and when, in words that a clerk knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Doer {
    pub clerk: ClerkId,
    pub name: Clean,
    pub command: Clean,
    pub at: DateTime<Utc>,
}

/// Records of one scope that changed after the cursor, each in its last state, in the order of change. Nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Delta {
    #[cfg_attr(feature = "server", schema(value_type = String, example = "m01"))]
    pub scope: Scope,
    /// The cursor to send next.
    pub cursor: u64,
    /// More is waiting: ask again at once.
    #[serde(default)]
    pub more: bool,
    /// The register can't tell what changed since the cursor: drop the scope's records, this is the first page of all.
    #[serde(default)]
    pub reset: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<Case>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<ApplicationNumber>,
    /// Leases that came, ended or changed hands since the cursor, each in its last state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
    /// Of an organisation's scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// Of an organisation's scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<EnrolmentRequest>,
    /// Of a municipality's scope: what it has set about money, when that has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Funding>,
    /// Of a municipality's scope: the money of its certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Account>,
}

impl Delta {
    /// Nothing changed up to `cursor`.
    #[must_use]
    pub fn empty(scope: Scope, cursor: u64) -> Self {
        Self {
            scope,
            cursor,
            more: false,
            reset: false,
            set: Vec::new(),
            gone: Vec::new(),
            held: Vec::new(),
            programmes: Vec::new(),
            requests: Vec::new(),
            funding: None,
            accounts: Vec::new(),
        }
    }
}

/// Query of `GET /v1/wake`: answered when a scope has passed its cursor, or after 25 s; at once for another generation than
/// the present one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct WakeQuery {
    /// `m01:123,o17:4`
    pub cursors: String,
    /// As in the sync request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WakeAnswer {
    pub moved: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;

    #[test]
    fn an_envelope_round_trips_and_its_hash_covers_the_command() {
        let target = ApplicationNumber::new(MunicipalityCode(1), 2026, 5);
        let at = DateTime::from_timestamp_millis(1_790_000_000_123).unwrap();
        let accept = Command::Accept {
            journal_number: "17".into(),
            date: Zone::MOSCOW.date(at),
        };
        let envelope = Envelope::new(3, Uuid::nil(), target, Base::After(2), None, at, accept);
        let json = serde_json::to_string(&envelope).unwrap();
        let back: Envelope = serde_json::from_str(&json).unwrap();
        assert_eq!(back, envelope);
        assert_eq!(back.digest(), envelope.hash);
        let other = Envelope {
            command: Command::Activate,
            ..envelope.clone()
        };
        assert_ne!(other.digest(), envelope.hash);
        let fenced = Envelope {
            fence: Some(1),
            ..envelope.clone()
        };
        assert_ne!(fenced.digest(), envelope.hash);
    }

    #[test]
    fn scopes_read_back() {
        for scope in [
            Scope::Municipality(MunicipalityCode(7)),
            Scope::Organisation(OrganisationId(60)),
        ] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert!("x1".parse::<Scope>().is_err());
    }
}
