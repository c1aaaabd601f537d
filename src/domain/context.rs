//! Everything about the moment and the actor that a decision may depend on.

use chrono::{DateTime, NaiveDate, Utc};

use super::capability::Capabilities;
use super::office::{ClerkId, OrganisationId};

/// Who decides. The register alone has the last word, and it alone knows duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A clerk's program, to answer at once and to show what the record will be.
    Client,
    Register,
}

#[derive(Clone, Debug)]
pub struct Context {
    pub side: Side,
    pub at: DateTime<Utc>,
    /// The local date of the municipality at `at`.
    pub today: NaiveDate,
    pub clerk: ClerkId,
    pub organisation: OrganisationId,
    pub capabilities: Capabilities,
    /// Whether the clerk was shown the personal values of this application.
    pub personal_shown: bool,
    /// Known to the register, and to a client that holds the card.
    pub child_birth_date: Option<NaiveDate>,
}
