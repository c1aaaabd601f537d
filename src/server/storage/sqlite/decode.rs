//! From columns to values. A record that doesn't decode is damage; its text is not repeated.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::unsigned;
use crate::api::sync::Scope;
use crate::domain::{
    ApplicationNumber, Capabilities, Capability, Card, Case, CertificateNumber, Clean, ClerkId,
    MunicipalityCode, OrganisationId, Target, Zone,
};
use crate::server::storage::error::damaged;
use crate::server::storage::rows::{AuditLink, Clerk, StoredResult};
use crate::server::storage::{Result, StorageError};

pub(super) type ClerkColumns = (u32, String, u32, u8, u8, String, String);

pub(super) fn clerk(row: ClerkColumns) -> Result<Clerk> {
    let (id, name, organisation, municipality, hours, capabilities, password) = row;
    Ok(Clerk {
        id: ClerkId(id),
        name: Clean::new(&name),
        organisation: OrganisationId(organisation),
        municipality: MunicipalityCode(municipality),
        zone: zone(hours)?,
        capabilities: capabilities_of(&capabilities),
        password,
    })
}

pub(super) fn zone(hours: u8) -> Result<Zone> {
    hours.try_into().map_err(
        |error: crate::domain::zone::NoSuchZone| StorageError::Damaged {
            what: "zone",
            why: error.to_string(),
        },
    )
}

/// A code that this build doesn't know gives no right.
pub(super) fn capabilities_of(codes: &str) -> Capabilities {
    codes
        .split_whitespace()
        .filter_map(|code| code.parse::<Capability>().ok())
        .collect()
}

pub(super) fn case(record: &str) -> Result<Case> {
    serde_json::from_str(record).map_err(damaged("case"))
}

pub(super) fn card(record: &str) -> Result<Card> {
    serde_json::from_str(record).map_err(damaged("card"))
}

pub(super) fn record(text: &str) -> Result<Target> {
    text.parse().map_err(|_| StorageError::Damaged {
        what: "record of an act",
        why: "it names none".to_owned(),
    })
}

pub(super) fn number(text: &str) -> Result<ApplicationNumber> {
    text.parse().map_err(|_| StorageError::Damaged {
        what: "application number",
        why: "it is no number".to_owned(),
    })
}

pub(super) fn certificate(text: &str) -> Result<CertificateNumber> {
    text.parse().map_err(|_| StorageError::Damaged {
        what: "certificate number",
        why: "it is no number".to_owned(),
    })
}

pub(super) fn scope(text: &str) -> Result<Scope> {
    text.parse().map_err(|_| StorageError::Damaged {
        what: "scope",
        why: "it is none".to_owned(),
    })
}

pub(super) fn link((n, row, hash): (i64, String, Vec<u8>)) -> AuditLink {
    AuditLink {
        n: unsigned(n),
        row,
        hash,
    }
}

/// `seq, hash, id, target, command, at, outcome`
pub(super) type ResultColumns = (i64, String, Uuid, String, String, DateTime<Utc>, String);

pub(super) fn stored_result(row: ResultColumns) -> Result<(u64, StoredResult)> {
    let (seq, hash, id, target, command, at, outcome) = row;
    let stored = StoredResult {
        hash,
        id,
        target: record(&target)?,
        command,
        at,
        outcome: serde_json::from_str(&outcome).map_err(damaged("result"))?,
    };
    Ok((unsigned(seq), stored))
}
