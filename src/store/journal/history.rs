//! What the register has applied, held in the file and not in memory: a register that was put back can get it again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};

use super::form::Header;
use super::frame::{Entry, Frame, Past};
use super::replay::{Step, walk};
use crate::api::sync::Outcome;
use crate::store::act::Device;
use crate::store::files::StoreError;
use crate::store::seal::Key;

use super::Journal;

/// How long applied acts are held. A backup that is older has to be made good by people.
const HELD: Duration = Duration::days(30);
/// The most bytes that applied acts take in a journal that was written anew: some 5 000 acts.
const MOST: u64 = 8 << 20;

/// Bytes of a journal by what becomes of them.
#[derive(Debug, Default)]
pub struct Sizes {
    open: BTreeMap<u64, u64>,
    past: u64,
}

impl Sizes {
    pub fn see(&mut self, step: &Step) {
        match &step.entry {
            Entry::Act(envelope) => {
                self.open.insert(envelope.seq, step.len);
            }
            Entry::Result { result, .. } => match result.outcome {
                Outcome::Applied { .. } => {
                    let act = self.open.remove(&result.seq).unwrap_or_default();
                    self.past += act + step.len;
                }
                _ => *self.open.entry(result.seq).or_default() += step.len,
            },
            Entry::Dismissed { seq } => {
                self.open.remove(seq);
            }
            Entry::Past(_) => self.past += step.len,
            Entry::Device { .. } | Entry::Lost(_) | Entry::Renewal(_) => {}
        }
    }

    /// What a journal written anew would have, at most.
    #[must_use]
    pub fn retained(&self) -> u64 {
        self.past.min(MOST) + self.open.values().sum::<u64>()
    }
}

/// Where an applied act lies in a file.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    offset: u64,
    len: u64,
    pub device: Device,
    pub seq: u64,
    version: u64,
    pub at: DateTime<Utc>,
}

/// A journal's file with what was found in it.
pub struct History {
    bytes: Vec<u8>,
    header: Header,
    key: Key,
    /// In the order in which the register answered.
    pub found: Vec<Found>,
    /// The seqs of the present name that the file knows.
    pub known: BTreeSet<u64>,
}

impl History {
    /// What the entry of `found` says.
    #[must_use]
    pub fn past(&self, found: &Found) -> Option<Past> {
        let frame = Frame::read(self.bytes.get(found.offset as usize..)?)?;
        match frame.open(&self.key, &self.header.id, found.offset)? {
            Entry::Past(past) => Some(*past),
            Entry::Act(envelope) => Some(Past {
                device: found.device,
                envelope,
                version: found.version,
                at: found.at,
            }),
            _ => None,
        }
    }

    /// Leaves what is held on: no longer than [`HELD`], no more than [`MOST`] bytes, the newest first.
    pub fn prune(&mut self, now: DateTime<Utc>) {
        let mut bytes = 0;
        let mut kept: Vec<_> = self
            .found
            .iter()
            .rev()
            .filter(|found| now - found.at <= HELD)
            .take_while(|found| {
                bytes += found.len;
                bytes <= MOST
            })
            .copied()
            .collect();
        kept.reverse();
        self.found = kept;
    }
}

impl Journal {
    /// Reads the file for what the register has applied.
    pub fn history(&self) -> Result<History, StoreError> {
        let bytes = self
            .disk
            .read_all()
            .map_err(StoreError::io("reading", &self.path))?;
        let mut device = self.contents.device;
        let mut acts = BTreeMap::new();
        let mut found = Vec::new();
        let mut known = BTreeSet::new();
        walk(
            &bytes,
            self.header.frames(),
            &self.key,
            &self.header.id,
            |step| match step.entry {
                Entry::Device { device: named, .. } => {
                    if named != device {
                        acts.clear();
                        known.clear();
                    }
                    device = named;
                }
                Entry::Act(envelope) => {
                    known.insert(envelope.seq);
                    acts.insert(envelope.seq, (step.offset, step.len, envelope.at));
                }
                Entry::Result { result, at } => {
                    if let Outcome::Applied { version } = result.outcome
                        && let Some((offset, len, given)) = acts.remove(&result.seq)
                    {
                        found.push(Found {
                            offset,
                            len,
                            device,
                            seq: result.seq,
                            version,
                            at: at.unwrap_or(given),
                        });
                    }
                }
                Entry::Past(past) => {
                    if past.device == device {
                        known.insert(past.envelope.seq);
                    }
                    found.push(Found {
                        offset: step.offset,
                        len: step.len,
                        device: past.device,
                        seq: past.envelope.seq,
                        version: past.version,
                        at: past.at,
                    });
                }
                Entry::Dismissed { .. } | Entry::Lost(_) | Entry::Renewal(_) => {}
            },
        );
        Ok(History {
            bytes,
            header: self.header,
            key: self.key.clone(),
            found,
            known,
        })
    }

    /// The first seq of the present name whose act the register has applied and the file holds.
    #[must_use]
    pub fn first_held(&self) -> Option<u64> {
        let history = self.history().ok()?;
        let ours = history.found.iter().filter(|f| f.device == self.device());
        ours.map(|found| found.seq).min()
    }
}

impl Found {
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }
}
