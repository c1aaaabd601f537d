//! Why something at the desk fails, as a code that screens have a sentence for.

use std::fmt::Display;

/// What is at fault. Text keys: `cause-<code>` with underscores as dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CauseCode {
    /// A file of the store can't be read or written.
    Disk,
    /// The store was written by another version.
    OtherVersion,
    /// A file in the store's place is none of ours.
    NotOurs,
    /// The journal is damaged, and what follows the damage can be read.
    Damaged,
    /// The journal can't be written any more.
    Broken,
    /// Nobody has unlocked the store.
    NotOpen,
    /// The system gives no thread or no random number.
    System,
    /// The register can't be reached.
    NoLine,
    /// It did not answer in time.
    Late,
    /// What answers is no register.
    Garbled,
    /// The register said no.
    Refused,
    /// The configured address can't be used.
    Address,
    /// The configured certification authority can't be used.
    Authority,
}

impl CauseCode {
    pub const ALL: &[Self] = &[
        Self::Disk,
        Self::OtherVersion,
        Self::NotOurs,
        Self::Damaged,
        Self::Broken,
        Self::NotOpen,
        Self::System,
        Self::NoLine,
        Self::Late,
        Self::Garbled,
        Self::Refused,
        Self::Address,
        Self::Authority,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Disk => "disk",
            Self::OtherVersion => "other_version",
            Self::NotOurs => "not_ours",
            Self::Damaged => "damaged",
            Self::Broken => "broken",
            Self::NotOpen => "not_open",
            Self::System => "system",
            Self::NoLine => "no_line",
            Self::Late => "late",
            Self::Garbled => "garbled",
            Self::Refused => "refused",
            Self::Address => "address",
            Self::Authority => "authority",
        }
    }
}

/// A code with what it is about: a path, an address, the system's own words. Nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub code: CauseCode,
    pub detail: String,
}

impl Cause {
    #[must_use]
    pub fn new(code: CauseCode, detail: &dyn Display) -> Self {
        Self {
            code,
            detail: detail.to_string(),
        }
    }
}
