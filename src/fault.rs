//! Deliberate faults, by which the tests show what they catch. Without the feature `faults` none can be on, and nothing of
//! them is in the program.
//!
//! Each is a mistake that somebody could make in one place of the code; the place asks [`on`]. One is on at a time, in one
//! thread: a simulation runs in one.

use std::fmt;

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The register takes a command again that it has taken.
    DedupeOff,
    /// An act that is sent again under another name is taken as another one.
    IdForgotten,
    /// The mark of a device moves in a transaction before the one of the effect.
    MarkMovedFirst,
    /// Changes are numbered by a sequence, which readers see before the change is committed.
    SequenceForCounter,
    /// The desk calls an act saved without waiting for the disk.
    SyncRemoved,
    /// A command behind a newer fence is carried out.
    FenceIgnored,
    /// A command that is sent again gets another identifier.
    FreshIdOnRetry,
    /// The register keeps no result.
    ResultForgotten,
    /// The register takes commands of a journal that goes on under another name.
    EpochIgnored,
    /// A command is carried out whatever became of the one that it stands on.
    AfterIgnored,
    /// A new holder gets the fence of the one before.
    LeaseWithoutFence,
    /// Whatever lies behind a length in the journal is a frame.
    FrameWithoutCrc,
    /// The desk drops a waiting act when the record changes as if by it.
    CacheForTruth,
    /// A command is carried out without its row in the audit.
    AuditForgotten,
}

impl Fault {
    pub const ALL: [Self; 14] = [
        Self::DedupeOff,
        Self::IdForgotten,
        Self::MarkMovedFirst,
        Self::SequenceForCounter,
        Self::SyncRemoved,
        Self::FenceIgnored,
        Self::FreshIdOnRetry,
        Self::ResultForgotten,
        Self::EpochIgnored,
        Self::AfterIgnored,
        Self::LeaseWithoutFence,
        Self::FrameWithoutCrc,
        Self::CacheForTruth,
        Self::AuditForgotten,
    ];
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::DedupeOff => "dedupe off",
            Self::IdForgotten => "identifiers of acts forgotten",
            Self::MarkMovedFirst => "mark moved before the effect",
            Self::SequenceForCounter => "sequence instead of counter",
            Self::SyncRemoved => "fsync removed",
            Self::FenceIgnored => "fence ignored",
            Self::FreshIdOnRetry => "retry with a new id",
            Self::ResultForgotten => "result forgotten",
            Self::EpochIgnored => "epoch ignored",
            Self::AfterIgnored => "`after` ignored",
            Self::LeaseWithoutFence => "lease without fence",
            Self::FrameWithoutCrc => "frame without CRC",
            Self::CacheForTruth => "cache taken for truth",
            Self::AuditForgotten => "effect without audit",
        };
        f.pad(words)
    }
}

#[cfg(feature = "faults")]
mod switch {
    use std::cell::Cell;

    use super::Fault;

    thread_local! {
        static ON: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Whether the fault is on in this thread.
    #[must_use]
    pub fn on(fault: Fault) -> bool {
        ON.get() == Some(fault)
    }

    /// Puts a fault on in this thread, or none.
    pub fn set(fault: Option<Fault>) {
        ON.set(fault);
    }
}

#[cfg(feature = "faults")]
pub use switch::{on, set};

/// Whether the fault is on: never, in this build.
#[cfg(not(feature = "faults"))]
#[must_use]
pub const fn on(_: Fault) -> bool {
    false
}
