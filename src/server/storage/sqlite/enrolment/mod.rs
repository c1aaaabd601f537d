//! The statements of enrolment. No statement holds a value; records go in and out as JSON.

mod read;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::unsigned;
use crate::server::storage::Result;
use crate::server::storage::error::damaged;

fn decoded<T: DeserializeOwned>(what: &'static str, record: &str) -> Result<T> {
    serde_json::from_str(record).map_err(damaged(what))
}

fn encoded<T: Serialize>(what: &'static str, record: &T) -> Result<String> {
    serde_json::to_string(record).map_err(damaged(what))
}

pub(super) fn all<T: DeserializeOwned>(what: &'static str, records: &[String]) -> Result<Vec<T>> {
    records.iter().map(|record| decoded(what, record)).collect()
}

/// Where a page by identifier goes on. No bytes at all stand before every identifier.
pub(super) fn behind(after: Option<Uuid>) -> Vec<u8> {
    after.map_or_else(Vec::new, |id| id.as_bytes().to_vec())
}

/// Records with their change numbers.
fn changed<T: DeserializeOwned>(
    what: &'static str,
    rows: &[(i64, String)],
) -> Result<Vec<(u64, T)>> {
    rows.iter()
        .map(|(seq, record)| Ok((unsigned(*seq), decoded(what, record)?)))
        .collect()
}
