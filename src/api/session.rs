//! Logging in: who the clerk is, what the device is called, which channel this is.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{Capabilities, Clean, ClerkId, MunicipalityCode, OrganisationId, Zone};

/// A secret that never shows in a debug print and is wiped when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, zeroize::ZeroizeOnDrop)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String, format = Password))]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Set by the listener that accepted the connection, never by a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Open,
    /// Behind the `ViPNet` coordinator.
    Protected,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LoginRequest {
    pub login: String,
    pub password: Secret,
    /// The device of this store slot, if one was issued before; else the register issues one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Uuid>,
    /// The protocol of the client, see [`crate::api::VERSION`].
    pub v: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LoginAnswer {
    /// Opaque; sent as `Authorization: Bearer`. Bound to the device and the channel.
    pub token: Secret,
    pub device: Uuid,
    pub epoch: u32,
    /// The last seq of this device and epoch that the register has taken; 0 before the first.
    pub high_water: u64,
    pub channel: Channel,
    pub profile: Profile,
    /// Hex of the register's public key, to which stores wrap theirs; `POST /v1/recover` unwraps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<String>,
}

/// Who is at the desk, and the names that lists show instead of identifiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Profile {
    pub clerk: ClerkId,
    pub clerk_name: Clean,
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
    pub municipality_name: Clean,
    /// Of the municipality: in it the desk counts its days.
    #[serde(default)]
    pub zone: Zone,
    pub capabilities: Capabilities,
    /// Organisations of the municipality, this clerk's own among them.
    pub organisations: Vec<OrganisationName>,
    /// Clerks of the organisation, so that screens say who can do what this one can't.
    pub colleagues: Vec<Colleague>,
}

impl Profile {
    /// Of nobody in particular, without any right: what stands where the register has not said who is at the desk.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            clerk: ClerkId(0),
            clerk_name: Clean::default(),
            organisation: OrganisationId(0),
            municipality: MunicipalityCode(0),
            municipality_name: Clean::default(),
            zone: Zone::default(),
            capabilities: Capabilities::default(),
            organisations: Vec::new(),
            colleagues: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OrganisationName {
    pub id: OrganisationId,
    pub name: Clean,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Colleague {
    pub id: ClerkId,
    pub name: Clean,
    pub capabilities: Capabilities,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Health {
    pub status: String,
    pub version: String,
    pub min_version: u32,
}
