//! Who stands behind the desk: municipalities, organisations, clerks, by their short identifiers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Region code of the Komi Republic, the first two digits of every certificate number (DESIGN section 4).
pub const REGION: u8 = 11;

/// The two digits that a municipality has inside the region: third and fourth of a certificate number, first two of
/// an application number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct MunicipalityCode(pub u8);

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// An organisation that accepts applications or teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct OrganisationId(pub u32);

/// A person at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ClerkId(pub u32);
