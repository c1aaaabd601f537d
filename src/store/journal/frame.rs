//! One entry of the journal as bytes: `length u32, crc32c u32, kind u8, seq u64, nonce, sealed payload`, little-endian.
//!
//! Kind and seq stand in clear, so that open acts can be counted without the key; the seal binds them, the journal
//! and the offset. A decoded entry is exactly what was encoded, or there is none.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::api::sync::{CommandResult, Envelope};
use crate::fault::{self, Fault};
use crate::store::act::{Device, Renewal};
use crate::store::files::{StoreError, json};
use crate::store::seal::{Key, OVERHEAD};

/// Length and checksum.
pub const HEAD: usize = 8;
/// Kind and seq.
const CLEAR: usize = 9;
const SMALLEST: usize = CLEAR + OVERHEAD;
/// No act comes near this; a longer length is damage.
const LARGEST: usize = 1 << 20;

/// Seqs from here on name acts that were settled under a name which the journal no longer has: they are shown to the clerk
/// and never sent.
pub const SHOWN: u64 = 1 << 62;

/// What the journal keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Who this journal belongs to at the register, and the seq that the next act gets.
    Device {
        device: Device,
        next: u64,
    },
    Act(Envelope),
    /// The register's word on an act, and when it was heard.
    Result {
        result: CommandResult,
        at: Option<DateTime<Utc>>,
    },
    /// The act concerns nobody any more.
    Dismissed {
        seq: u64,
    },
    /// An act that the register has applied: held so that a register that was put back can get it again.
    Past(Box<Past>),
    /// Frames at the end were lost.
    Lost(Lost),
    /// What the clerk has to read about a renewal; `None` once it was read.
    Renewal(Option<Box<Renewal>>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The name under which it was sent.
    pub device: Device,
    pub envelope: Envelope,
    pub version: u64,
    /// When the result was heard.
    pub at: DateTime<Utc>,
}

/// The end of the journal is missing: seqs `first .. next` were given and nothing here tells what they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    pub first: u64,
    pub next: u64,
}

/// The kind byte of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    Device = 1,
    Act = 2,
    Result = 3,
    Dismissed = 4,
    Past = 5,
    Lost = 6,
    Renewal = 7,
}

impl Kind {
    fn read(byte: u8) -> Option<Self> {
        Some(match byte {
            1 => Self::Device,
            2 => Self::Act,
            3 => Self::Result,
            4 => Self::Dismissed,
            5 => Self::Past,
            6 => Self::Lost,
            7 => Self::Renewal,
            _ => return None,
        })
    }
}

/// What is sealed of [`Entry::Result`].
#[derive(Serialize, Deserialize)]
struct Heard {
    #[serde(flatten)]
    result: CommandResult,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heard: Option<DateTime<Utc>>,
}

impl Entry {
    fn kind(&self) -> Kind {
        match self {
            Self::Device { .. } => Kind::Device,
            Self::Act(_) => Kind::Act,
            Self::Result { .. } => Kind::Result,
            Self::Dismissed { .. } => Kind::Dismissed,
            Self::Past(_) => Kind::Past,
            Self::Lost(_) => Kind::Lost,
            Self::Renewal(_) => Kind::Renewal,
        }
    }

    #[must_use]
    pub fn seq(&self) -> u64 {
        match self {
            Self::Device { next, .. } => *next,
            Self::Act(envelope) => envelope.seq,
            Self::Result { result, .. } => result.seq,
            Self::Dismissed { seq } => *seq,
            Self::Past(past) => past.envelope.seq,
            Self::Lost(lost) => lost.next,
            Self::Renewal(_) => 0,
        }
    }

    fn payload(&self) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Device { device, .. } => json(device),
            Self::Act(envelope) => json(envelope),
            Self::Result { result, at } => json(&Heard {
                result: result.clone(),
                heard: *at,
            }),
            Self::Dismissed { .. } => Ok(Vec::new()),
            Self::Past(past) => json(past),
            Self::Lost(lost) => json(lost),
            Self::Renewal(renewal) => json(renewal),
        }
    }

    fn read(kind: Kind, seq: u64, payload: &[u8]) -> Option<Self> {
        fn from<T: DeserializeOwned>(payload: &[u8]) -> Option<T> {
            serde_json::from_slice(payload).ok()
        }
        let entry = match kind {
            Kind::Device => Self::Device {
                device: from(payload)?,
                next: seq,
            },
            Kind::Act => Self::Act(from(payload)?),
            Kind::Result => {
                let Heard { result, heard } = from(payload)?;
                Self::Result { result, at: heard }
            }
            Kind::Dismissed => Self::Dismissed { seq },
            Kind::Past => Self::Past(from(payload)?),
            Kind::Lost => Self::Lost(from(payload)?),
            Kind::Renewal => Self::Renewal(from(payload)?),
        };
        (entry.seq() == seq).then_some(entry)
    }
}

/// Binds an entry to its journal and place.
fn place(journal: &[u8; 16], offset: u64, kind: Kind, seq: u64) -> [u8; 33] {
    let mut place = [0; 33];
    place[..16].copy_from_slice(journal);
    place[16..24].copy_from_slice(&offset.to_le_bytes());
    place[24] = kind as u8;
    place[25..].copy_from_slice(&seq.to_le_bytes());
    place
}

/// The bytes of `entry` when it lies at `offset` of `journal`.
pub fn encode(
    entry: &Entry,
    key: &Key,
    journal: &[u8; 16],
    offset: u64,
) -> Result<Vec<u8>, StoreError> {
    let (kind, seq) = (entry.kind(), entry.seq());
    let plain = entry.payload()?;
    if plain.len() + SMALLEST > LARGEST {
        return Err(StoreError::TooLarge);
    }
    let sealed = key.seal(&place(journal, offset, kind, seq), &plain)?;
    let mut frame = vec![0; HEAD];
    frame.push(kind as u8);
    frame.extend_from_slice(&seq.to_le_bytes());
    frame.extend_from_slice(&sealed);
    let length = ((frame.len() - HEAD) as u32).to_le_bytes();
    frame[..4].copy_from_slice(&length);
    let crc = checksum(length, &frame[HEAD..]).to_le_bytes();
    frame[4..HEAD].copy_from_slice(&crc);
    Ok(frame)
}

/// A frame whose length and checksum are right.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub kind: Kind,
    pub seq: u64,
    sealed: &'a [u8],
    /// Bytes on disk.
    pub len: usize,
}

impl<'a> Frame<'a> {
    /// The frame at the start of `bytes`.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (crc, rest) = rest.split_first_chunk::<4>()?;
        let len = u32::from_le_bytes(*length) as usize;
        if !(SMALLEST..=LARGEST).contains(&len) {
            return None;
        }
        let body = rest.get(..len)?;
        let whole = checksum(*length, body) == u32::from_le_bytes(*crc);
        if !whole && !fault::on(Fault::FrameWithoutCrc) {
            return None;
        }
        let (kind, body) = body.split_first()?;
        let (seq, sealed) = body.split_first_chunk::<8>()?;
        Some(Self {
            kind: Kind::read(*kind)?,
            seq: u64::from_le_bytes(*seq),
            sealed,
            len: HEAD + len,
        })
    }

    /// What the frame says, if it was sealed for this place under this key.
    #[must_use]
    pub fn open(&self, key: &Key, journal: &[u8; 16], offset: u64) -> Option<Entry> {
        let place = place(journal, offset, self.kind, self.seq);
        Entry::read(self.kind, self.seq, &key.open(&place, self.sealed)?)
    }
}

fn checksum(length: [u8; 4], body: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(&length), body)
}
