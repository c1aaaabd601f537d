//! Where stores lie: slots of logins, each with a journal, two small files and a shelf. On the disk as a rule
//! ([`Files`]); a simulation puts memory in its place that loses what was not synced.
//!
//! Nothing here knows what the bytes say. Each call says what is durable when it returns, and nothing else is.

mod files;

use std::path::PathBuf;

pub use files::{ASIDE, FileSlot, Files, Folder};

use super::files::StoreError;
use super::journal::Disk;
use super::seal::Cost;
use super::shelf::{Shelf, ShelfError};

/// The small files of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Small {
    /// The clear part: what is needed before the password is known. A slot holds a store while this is there.
    Header,
    /// Who the store belongs to, sealed.
    Identity,
    /// To what its leased numbers are bound, sealed.
    Bond,
}

/// All stores of a machine.
pub trait Ground: Send {
    /// Takes the first slot of `login` that nobody holds and that has a store. Makes nothing.
    fn find(&self, login: &str) -> Result<Option<Box<dyn Slot>>, StoreError>;

    /// Takes the first slot of `login` that nobody holds and that has no store, making its place. What a broken-off
    /// creation left there is gone. The caller fills it and writes [`Small::Header`] last, which makes the store exist.
    fn create(&self, login: &str) -> Result<Box<dyn Slot>, StoreError>;

    /// Takes every slot of `login` that nobody holds and that has a store.
    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError>;

    /// What the hashing of passwords costs in stores that are made here.
    fn cost(&self) -> Cost {
        Cost::default()
    }
}

/// A slot that this process holds. Dropping it lets go.
pub trait Slot: Send {
    /// Where the journal lies, for messages.
    fn journal_path(&self) -> PathBuf;

    /// Tells this place on this machine from any other in which a copy of the slot could lie: the same at each start, and
    /// another one in a copied or unpacked directory. A clone of the whole disk has the same. A hash, of nothing personal.
    fn marker(&self) -> Result<String, StoreError>;

    fn read(&self, file: Small) -> Result<Option<Vec<u8>>, StoreError>;

    /// Durable when it returns. A crash leaves the old or the new content, whole.
    fn replace(&self, file: Small, bytes: &[u8]) -> Result<(), StoreError>;

    /// The journal, if there is one.
    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError>;

    /// An empty place beside the journal; what lay in it is gone.
    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError>;

    /// What was written to the last fresh journal takes the place of the journal: durable when it returns, and a crash
    /// leaves the one or the other. After an error nobody knows which of them a power cut would bring back.
    fn put_journal(&self) -> Result<(), StoreError>;

    /// The place of the cache.
    fn shelf(&self) -> Box<dyn ShelfPlace>;

    /// Takes the store out of the slot and keeps its sealed part beside it, where the old password still opens it.
    fn set_aside(&self) -> Result<(), StoreError>;

    /// Takes the store out of the slot, the header first; durable when it returns. Afterwards the slot is free.
    fn clear(&self) -> Result<(), StoreError>;
}

/// Where the cache of one slot lies.
pub trait ShelfPlace: Send {
    fn open(&self) -> Result<Box<dyn Shelf>, ShelfError>;

    /// Begins to open it beside other work, where that can be done and there is something to open.
    fn open_early(&self) -> Option<Box<dyn Shelf>>;

    /// Moves a damaged one away and says where to; the next [`ShelfPlace::open`] finds an empty place.
    fn move_aside(&self) -> Result<PathBuf, ShelfError>;
}
