//! What the register adds to the handbook that every desk carries: training videos, and which articles its clerks have
//! read. Nothing personal.
//!
//! Texts of the handbook are the program's own. A desk asks behind each login with the revision that it has, tells on the
//! way what its clerk has read without the line, and works with what it has while there is none. That a text was read can
//! only become true, and later texts take the place of earlier ones: telling it twice, or from two desks, changes nothing.
//! So it needs neither journal nor seq.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Clean, ClerkId};

/// The longest address of a video, in ASCII characters: its QR code still fits on a screen of 24 rows.
pub const LONGEST_ADDRESS: usize = 100;
/// The longest code of an article or a video.
pub const LONGEST_CODE: usize = 40;
/// The longest title of a video, in characters.
pub const LONGEST_TITLE: usize = 70;
/// The most videos: every desk fetches all of them.
pub const MOST_VIDEOS: usize = 200;
/// The most marks that one request may tell, and that a clerk has.
pub const MOST_MARKS: usize = 200;

/// A training video. Only its link is kept; watching it is the telephone's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Video {
    /// By which the administrators call it.
    pub code: Clean,
    pub title_ru: Clean,
    pub title_en: Clean,
    /// `https` alone.
    pub address: Clean,
    /// Code of the article at whose end it stands.
    pub article: Clean,
    /// How long it runs.
    pub seconds: u32,
}

/// That a clerk has read an article as it was in that revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Mark {
    /// Code of the article.
    pub article: Clean,
    pub revision: u16,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Handbook {
    /// A digest of the rest, of 16 hex digits.
    pub revision: String,
    /// By article and code.
    pub videos: Vec<Video>,
    /// What this clerk has read, on whichever desk, by article.
    pub read: Vec<Mark>,
}

/// Body of `POST /v1/handbook`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct HandbookRequest {
    /// The revision that the desk has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// What the clerk has read since the desk told it last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct HandbookAnswer {
    /// Left out when the desk has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handbook: Option<Handbook>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct VideosAnswer {
    /// By article and code.
    pub videos: Vec<Video>,
}

/// What one clerk of the organisation has read, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ReadBy {
    pub clerk: ClerkId,
    pub article: Clean,
    pub revision: u16,
    pub at: DateTime<Utc>,
}

/// Answer of the report on what was read, by clerk and article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ReadAnswer {
    pub read: Vec<ReadBy>,
}
