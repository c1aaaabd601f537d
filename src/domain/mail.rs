//! The letter with the papers of an application, as far as its record tells of it: no address stands here.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where the letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "why")]
pub enum MailState {
    /// The applicant has given no address.
    NoAddress,
    Queued,
    /// A mail server has taken it.
    Sent,
    /// Written to a file, as no mail server is set up.
    Filed,
    Failed(MailTrouble),
    /// The line broke behind the letter's last byte: nobody can tell whether it was taken, so it isn't sent again by itself.
    Doubtful,
}

/// Why a letter could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailTrouble {
    /// There is no such mailbox or domain.
    WrongAddress,
    MailboxFull,
    /// The mail server takes no letter from here, or not this one.
    Refused,
    /// No mail server took it for as long as it was tried.
    GaveUp,
    /// The papers can't be made: a letter that the fonts lack.
    NoPapers,
}

impl MailTrouble {
    pub const ALL: [Self; 5] = [
        Self::WrongAddress,
        Self::MailboxFull,
        Self::Refused,
        Self::GaveUp,
        Self::NoPapers,
    ];

    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongAddress => "wrong_address",
            Self::MailboxFull => "mailbox_full",
            Self::Refused => "refused",
            Self::GaveUp => "gave_up",
            Self::NoPapers => "no_papers",
        }
    }
}

impl MailState {
    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Filed => "filed",
            Self::Failed(_) => "failed",
            Self::Doubtful => "doubtful",
        }
    }

    /// Whether a clerk should look at the address.
    #[must_use]
    pub fn needs_clerk(self) -> bool {
        matches!(self, Self::NoAddress | Self::Failed(_) | Self::Doubtful)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Mail {
    #[serde(flatten)]
    pub state: MailState,
    /// Since when it is so.
    pub at: DateTime<Utc>,
}
