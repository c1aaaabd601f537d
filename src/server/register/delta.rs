//! What changed in a scope since a cursor: each record and each lease once, in its last state, page by page.
//!
//! Records of all kinds that a scope has share its counter, so a page takes them in one order of change.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::generations::Shared;
use super::leases::left;
use crate::api::sync::{Delta, Held, Holder, Scope};
use crate::domain::{
    Account, Case, EnrolmentRequest, Funding, MunicipalityCode, OrganisationId, Programme,
};
use crate::server::storage::leases::{LEASE, Told};
use crate::server::storage::{Read, Result};

/// Records of one page.
const PAGE: usize = 500;
/// As how many records a programme counts: it has its modules, groups and schedules in it.
const PROGRAMME: usize = 10;

/// One record that changed.
enum Record {
    Case(Box<Case>),
    Funding(Box<Funding>),
    Account(Account),
    Programme(Box<Programme>),
    Request(Box<EnrolmentRequest>),
}

impl Record {
    fn weight(&self) -> usize {
        match self {
            Self::Programme(_) => PROGRAMME,
            _ => 1,
        }
    }

    fn enter(self, delta: &mut Delta) {
        match self {
            Self::Case(case) => delta.set.push(*case),
            Self::Funding(funding) => delta.funding = Some(*funding),
            Self::Account(account) => delta.accounts.push(account),
            Self::Programme(programme) => delta.programmes.push(*programme),
            Self::Request(request) => delta.requests.push(*request),
        }
    }
}

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
    let rows = match scope {
        Scope::Municipality(code) => of_municipality(tx, code, from).await?,
        Scope::Organisation(id) => of_organisation(tx, id, from).await?,
    };
    let (page, more) = first_page(rows);
    let last = page.last().map(|(seq, _)| *seq);
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
    let mut delta = Delta {
        scope,
        cursor,
        more,
        reset,
        set: Vec::new(),
        gone,
        held,
        programmes: Vec::new(),
        requests: Vec::new(),
        funding: None,
        accounts: Vec::new(),
    };
    for (_, record) in page {
        record.enter(&mut delta);
    }
    Ok(Some(delta))
}

type Rows = Vec<(u64, Record)>;

/// Of each kind one more than a page takes, so that a page never passes a record that it doesn't have.
async fn of_municipality(tx: &mut dyn Read, code: MunicipalityCode, from: u64) -> Result<Rows> {
    let cases = tx.changed(code, from, PAGE + 1).await?;
    let accounts = tx.accounts_changed(code, from, PAGE + 1).await?;
    let funding = tx.funding_changed(code, from).await?;
    let cases = cases
        .into_iter()
        .map(|(seq, case)| (seq, Record::Case(Box::new(case))));
    let accounts = accounts
        .into_iter()
        .map(|(seq, account)| (seq, Record::Account(account)));
    let funding = funding.map(|(seq, funding)| (seq, Record::Funding(Box::new(funding))));
    Ok(cases.chain(accounts).chain(funding).collect())
}

async fn of_organisation(tx: &mut dyn Read, id: OrganisationId, from: u64) -> Result<Rows> {
    let programmes = tx
        .programmes_changed(id, from, PAGE / PROGRAMME + 1)
        .await?;
    let requests = tx.requests_changed(id, from, PAGE + 1).await?;
    let programmes = programmes
        .into_iter()
        .map(|(seq, programme)| (seq, Record::Programme(Box::new(programme))));
    let requests = requests
        .into_iter()
        .map(|(seq, request)| (seq, Record::Request(Box::new(request))));
    Ok(programmes.chain(requests).collect())
}

/// The first page in the order of change; `true`: there is more.
fn first_page(mut rows: Rows) -> (Rows, bool) {
    rows.sort_by_key(|(seq, _)| *seq);
    let mut weight = 0;
    let fits = rows.iter().take_while(|(_, record)| {
        weight += record.weight();
        weight <= PAGE
    });
    let count = fits.count();
    let more = count < rows.len();
    rows.truncate(count);
    (rows, more)
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
