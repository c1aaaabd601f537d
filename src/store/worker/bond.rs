//! To what the numbers of a store are bound, and whether they may still be given.
//!
//! Numbers lie in the cache, which may be lost, copied or put back; the journal tells which of them acts bear. So what the
//! cache holds counts only while it fits what nobody copies along and what is never put back alone:
//!
//! - the **machine marker**, which a copy of the directory does not have ([`crate::store::ground::Slot::marker`]);
//! - the **name of the journal** and **how far it had come**: a journal that is behind what the cache or the bond has seen
//!   was put back;
//! - **how often numbers were given up** here: a cache of before that holds numbers that are burnt.
//!
//! The bond is kept twice, beside the numbers in the cache and durably in a file of the slot. Where the two, the journal
//! and the machine don't agree, the numbers are burnt: nobody gives them again, and the register leases others.
//!
//! What can't be seen from here: a whole disk that was cloned, or a virtual machine that was set back, with everything on
//! it and without the line. Both copies may give the same numbers then. The register takes the first application under
//! them and refuses the others, whose papers are printed again under other numbers.

use serde::{Deserialize, Serialize};

use crate::api::sync::{JournalRange, NumbersBack, Pair};
use crate::store::act::{Burnt, Device};
use crate::store::files::{StoreError, json};
use crate::store::ground::{Slot, Small};
use crate::store::journal::Journal;
use crate::store::seal::Key;

/// Binds the file to what it is.
const BOND: &[u8] = b"bond 1";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bond {
    marker: String,
    device: Device,
    /// The seq that the next act of the journal would have had.
    next: u64,
    /// How often numbers were given up here.
    burns: u64,
}

/// Numbers as the cache keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptNumbers {
    /// What they are bound to; none where there never were any.
    pub bond: Option<Bond>,
    /// In the order of use.
    pub pairs: Vec<Pair>,
    pub after: Option<u64>,
    pub back: Vec<NumbersBack>,
    pub journal: Vec<JournalRange>,
    /// Of the organisation's contracts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<JournalRange>,
    /// Why there are none, until others come.
    pub burnt: Option<Burnt>,
}

impl KeptNumbers {
    /// Whether there is nothing that could be given. What goes back was given to nobody, wherever the store lies.
    fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.journal.is_empty() && self.contracts.is_empty()
    }
}

/// What becomes of numbers that the cache holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// The journal goes on under another name, of which the clerk is told.
    Renamed,
    Burnt(Burnt),
}

impl Bond {
    #[must_use]
    pub fn new(marker: &str, journal: &Journal, burns: u64) -> Self {
        Self {
            marker: marker.to_owned(),
            device: journal.device(),
            next: journal.next(),
            burns,
        }
    }

    /// The bond of a slot; one that can't be read is none.
    pub fn read(slot: &dyn Slot, key: &Key) -> Result<Option<Self>, StoreError> {
        let sealed = slot.read(Small::Bond)?;
        let plain = sealed.and_then(|sealed| key.open(BOND, &sealed));
        Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
    }

    /// Durable when it returns.
    pub fn write(&self, slot: &dyn Slot, key: &Key) -> Result<(), StoreError> {
        slot.replace(Small::Bond, &key.seal(BOND, &json(self)?)?)
    }

    #[must_use]
    pub fn burns(&self) -> u64 {
        self.burns
    }

    /// Whether numbers that are leased to that journal here are bound by it already.
    #[must_use]
    pub fn binds(&self, marker: &str, device: Device) -> bool {
        self.marker == marker && self.device == device
    }

    /// Whether the journal has come further since.
    #[must_use]
    pub fn is_behind(&self, journal: &Journal) -> bool {
        self.device == journal.device() && self.next < journal.next()
    }

    /// Whether the journal was further once.
    fn is_ahead_of(&self, journal: &Journal) -> bool {
        let device = journal.device();
        let same = self.device.id == device.id;
        same && (self.device.epoch, self.next) > (device.epoch, journal.next())
    }
}

/// Whether the numbers of a cache may be given by the journal on this machine; `bond` is the one of the slot.
#[must_use]
pub fn judge(kept: &KeptNumbers, bond: Option<&Bond>, marker: &str, journal: &Journal) -> Verdict {
    if kept.is_empty() {
        return Verdict::Good;
    }
    let (Some(bond), Some(of_cache)) = (bond, &kept.bond) else {
        return Verdict::Burnt(Burnt::PutBack);
    };
    if bond.marker != marker || of_cache.marker != marker {
        return Verdict::Burnt(Burnt::OtherMachine);
    }
    if of_cache.burns != bond.burns || bond.is_ahead_of(journal) || of_cache.is_ahead_of(journal) {
        return Verdict::Burnt(Burnt::PutBack);
    }
    if of_cache.device != journal.device() {
        return Verdict::Renamed;
    }
    // What was used behind the cache's state is known by the acts that bear it, if the journal still has them.
    if bond.device != journal.device() || !journal.remembers(of_cache.next) {
        return Verdict::Burnt(Burnt::PutBack);
    }
    Verdict::Good
}
