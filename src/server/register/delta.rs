//! What changed in a scope since a cursor: each record and each lease once, in its last state, page by page.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::generations::Shared;
use super::leases::left;
use crate::api::sync::{Delta, Held, Holder, Scope};
use crate::domain::MunicipalityCode;
use crate::server::storage::leases::{LEASE, Told};
use crate::server::storage::{Read, Result};

/// Records of one page.
const PAGE: usize = 500;

/// `None` when nothing has changed. A cursor that is ahead of the register or not among what is `shared` with the desk (it
/// was restored from a backup) gets `reset` and the first page of all. `device` is the one that is answered.
pub async fn since(
    tx: &mut dyn Read,
    scope: Scope,
    cursor: u64,
    shared: &Shared,
    device: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Delta>> {
    let counter = tx.counter(scope).await?;
    let reset = cursor > counter || shared.lost(scope, cursor);
    if cursor == counter && !reset {
        return Ok(None);
    }
    let from = if reset { 0 } else { cursor };
    // Nothing of the organisations' scopes is in the register.
    let mut rows = match scope {
        Scope::Municipality(code) => tx.changed(code, from, PAGE + 1).await?,
        Scope::Organisation(_) => Vec::new(),
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().map(|(seq, _)| *seq);
    let cursor = match last {
        Some(seq) if more => seq,
        _ => counter,
    };
    let held = match scope {
        Scope::Municipality(code) => held(tx, code, from, cursor, device, now).await?,
        Scope::Organisation(_) => Vec::new(),
    };
    let gone = match scope {
        // Who starts from nothing has nothing that could be gone.
        Scope::Municipality(code) if from > 0 => tx.departed(code, from, cursor).await?,
        _ => Vec::new(),
    };
    Ok(Some(Delta {
        more,
        reset,
        set: rows.into_iter().map(|(_, case)| case).collect(),
        gone,
        held,
        ..Delta::empty(scope, cursor)
    }))
}

/// The leases that were told of behind `from`. Those that the device holds itself stand in the answer's `leases`. One
/// that ended longer ago than a lease lasts is not told: whatever a desk knows of it has run out by itself.
async fn held(
    tx: &mut dyn Read,
    municipality: MunicipalityCode,
    from: u64,
    upto: u64,
    device: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<Held>> {
    let until = if from == 0 { now } else { now - LEASE };
    let told = Told {
        municipality,
        after: from,
        upto,
        until,
    };
    let leases = tx.leases_told(&told).await?;
    let others = leases
        .into_iter()
        .filter(|(lease, _)| lease.device != device || !lease.live(now));
    Ok(others
        .map(|(lease, name)| Held {
            application: lease.application,
            by: lease.live(now).then(|| Holder {
                clerk: lease.clerk,
                name,
                until_ms: left(&lease, now),
            }),
        })
        .collect())
}
