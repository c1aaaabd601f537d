//! Answers that hold personal data. Only the protected router can make them.

use serde::{Deserialize, Serialize};

use super::sync::SyncAnswer;
use crate::domain::{ApplicationNumber, Card};

/// The most cards that one reveal gives: the one on the desk and the next two.
pub const MOST_CARDS: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RevealRequest {
    pub applications: Vec<ApplicationNumber>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RevealAnswer {
    pub cards: Vec<RevealedCard>,
}

/// The answer to a sync over the protected channel: what every sync answers, and the cards of applications leased anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonalSyncAnswer {
    #[serde(flatten)]
    pub answer: SyncAnswer,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<RevealedCard>,
}

/// A card, whose delivery was audited in the transaction that read it, with the records alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RevealedCard {
    pub application: ApplicationNumber,
    pub card: Card,
    /// Likely duplicates, the likest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<Alike>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Alike {
    pub application: ApplicationNumber,
    pub card: Card,
}
