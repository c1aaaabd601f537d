//! The one shape of an error answer.

use serde::{Deserialize, Serialize};

/// `{code, message, fields[]}` with a 4xx or 5xx status. The message says what to do and holds no personal value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    pub code: ErrorCode,
    pub message: String,
    /// Paths of the fields at fault, as in `commands[0].body.date`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

/// What went wrong, for programs. Unknown codes of later registers read as `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Login or password is wrong; which one is not told.
    WrongLogin,
    /// Too many tries; wait for `Retry-After`.
    TooManyTries,
    /// The clerk has looked for alike records as often as an hour allows; wait for `Retry-After`.
    TooManyLooks,
    /// The application has been compared as often as a day allows.
    TooManyComparisons,
    /// Only who works on the application may do it: open it, so that it is leased.
    LeaseNeeded,
    /// No token, or one that is over: log in.
    LoginNeeded,
    /// The token was issued on the other channel.
    OtherChannel,
    /// A capability is missing.
    NotAllowed,
    NotFound,
    BadRequest,
    TooLarge,
    /// Another payload stands under this seq: the journal and the register differ.
    SeqReused,
    /// Commands are missing before this one; `high_water` tells where to go on.
    SeqGap,
    /// The device has a newer epoch.
    OldEpoch,
    /// The client is older than the register still answers: update the program.
    ClientTooOld,
    /// The register can't answer now; try again.
    Unavailable,
    Internal,
    #[serde(other)]
    Other,
}
