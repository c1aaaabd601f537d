//! Likely duplicates: the known fraud is the same child with one digit of the document changed (DESIGN section 4).

use serde::{Deserialize, Serialize};

use super::reason::ResolveReason;

/// What the register says about records alike. A client that has not heard from it knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "detail")]
pub enum DuplicateState {
    #[default]
    Unknown,
    Clear,
    /// So many alike records exist.
    Suspected(u16),
    /// A second person decided that these are different children.
    Resolved(ResolveReason),
}
