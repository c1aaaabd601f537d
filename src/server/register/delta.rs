//! What changed in a scope since a cursor: each record once, in its last state, page by page.

use crate::api::sync::{Delta, Scope};
use crate::domain::MunicipalityCode;
use crate::server::storage::{Read, Result};

/// Records of one page.
const PAGE: usize = 500;

/// `None` when nothing has changed. A cursor that is ahead of the register (it was restored from a backup) gets
/// `reset` and the first page of all.
pub async fn since(tx: &mut dyn Read, scope: Scope, cursor: u64) -> Result<Option<Delta>> {
    let counter = tx.counter(scope).await?;
    let reset = cursor > counter;
    if cursor == counter {
        return Ok(None);
    }
    let from = if reset { 0 } else { cursor };
    let mut rows = match scope {
        Scope::Municipality(code) => page(tx, code, from).await?,
        // Nothing of the organisations' scopes is in the register.
        Scope::Organisation(_) => Vec::new(),
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().map(|(seq, _)| *seq);
    let cursor = match last {
        Some(seq) if more => seq,
        _ => counter,
    };
    Ok(Some(Delta {
        scope,
        cursor,
        more,
        reset,
        set: rows.into_iter().map(|(_, case)| case).collect(),
        gone: Vec::new(),
        held: Vec::new(),
    }))
}

async fn page(
    tx: &mut dyn Read,
    code: MunicipalityCode,
    from: u64,
) -> Result<Vec<(u64, crate::domain::Case)>> {
    tx.changed(code, from, PAGE + 1).await
}
