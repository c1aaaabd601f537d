//! The statements of enrolment. No statement holds a value; records go in and out as JSON.

mod read;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::unsigned;
use crate::server::storage::Result;
use crate::server::storage::error::damaged;

fn decoded<T: DeserializeOwned>(what: &'static str, record: &str) -> Result<T> {
    serde_json::from_str(record).map_err(damaged(what))
}

fn encoded<T: Serialize>(what: &'static str, record: &T) -> Result<String> {
    serde_json::to_string(record).map_err(damaged(what))
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
