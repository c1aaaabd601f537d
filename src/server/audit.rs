//! The audit: one hash chain per scope, each link written in the transaction of what it tells.
//!
//! `hash(n) = SHA-256(hash(n-1) || row(n))`, the first over the row alone. A row names classes of fields, never a value.
//! A tail that was cut off shows only against a head that was kept elsewhere, so the report gives the heads.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::api::session::Channel;
use crate::api::sync::Scope;
use crate::domain::{ClerkId, OrganisationId, Target};

use super::storage::portal::PortalId;
use super::storage::rows::{AuditLink, REGISTER};
use super::storage::{Read, Result, Write};
use crate::api::hex::hex;

/// Links that are verified at once.
const PAGE: usize = 2_000;

/// Who acted, from where.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    pub clerk: ClerkId,
    pub organisation: OrganisationId,
    pub device: Option<Uuid>,
    pub channel: Option<Channel>,
    /// The families' portal for which the register acts.
    pub portal: Option<PortalId>,
}

impl Actor {
    /// The register itself, as its administration works on it.
    #[must_use]
    pub fn register() -> Self {
        Self {
            clerk: REGISTER,
            organisation: OrganisationId(0),
            device: None,
            channel: None,
            portal: None,
        }
    }
}

/// What is told of one act.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub at: DateTime<Utc>,
    pub actor: Actor,
    /// The command's code, or `login`, `delivered`, `found`.
    pub action: &'a str,
    pub target: Option<Target>,
    /// `applied`, `refused:<code>`, …
    pub outcome: &'a str,
    /// The identifier of the command that did it.
    pub command: Option<Uuid>,
}

/// The canonical row: its fields in this order, as JSON without spaces. Rows of acts that no portal sent don't name one.
#[derive(Serialize)]
struct Row<'a> {
    n: u64,
    at: String,
    clerk: ClerkId,
    organisation: OrganisationId,
    device: Option<Uuid>,
    channel: Option<Channel>,
    action: &'a str,
    target: Option<Target>,
    outcome: &'a str,
    command: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    portal: Option<PortalId>,
}

/// Adds `entry` to the chain of `scope`. What can't be told must not happen: an error here ends the transaction.
pub async fn append(tx: &mut dyn Write, scope: Scope, entry: &Entry<'_>) -> Result<()> {
    let head = tx.audit_head(scope).await?;
    let (n, before) = head.map_or((1, Vec::new()), |head| (head.n + 1, head.hash));
    let row = Row {
        n,
        at: entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        clerk: entry.actor.clerk,
        organisation: entry.actor.organisation,
        device: entry.actor.device,
        channel: entry.actor.channel,
        action: entry.action,
        target: entry.target,
        outcome: entry.outcome,
        command: entry.command,
        portal: entry.actor.portal,
    };
    let row = serde_json::to_string(&row).map_err(super::storage::error::damaged("audit row"))?;
    let hash = link_hash(&before, &row);
    tx.put_audit(scope, &AuditLink { n, row, hash }).await
}

fn link_hash(before: &[u8], row: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(row.as_bytes());
    hash.finalize().to_vec()
}

/// What `reestr audit verify` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub chains: Vec<Chain>,
}

impl Report {
    /// Whether every chain holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.chains.iter().all(|chain| chain.broken_at.is_none())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    pub scope: Scope,
    pub rows: u64,
    /// Hex of the last hash: to be written down elsewhere, and compared.
    pub head: String,
    /// The first row that doesn't follow from the one before it.
    pub broken_at: Option<u64>,
}

/// Walks every chain from its first row.
pub async fn verify(storage: &mut dyn Read) -> Result<Report> {
    let mut chains = Vec::new();
    for scope in storage.audit_scopes().await? {
        chains.push(verify_chain(storage, scope).await?);
    }
    Ok(Report { chains })
}

async fn verify_chain(storage: &mut dyn Read, scope: Scope) -> Result<Chain> {
    let (mut rows, mut before, mut broken_at) = (0, Vec::new(), None);
    let mut after = 0;
    loop {
        let page = storage.audit_page(scope, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.n;
        for link in page {
            rows += 1;
            let follows = link.n == rows && link.hash == link_hash(&before, &link.row);
            if !follows && broken_at.is_none() {
                broken_at = Some(rows);
            }
            before = link.hash;
        }
    }
    Ok(Chain {
        scope,
        rows,
        head: hex(&before),
        broken_at,
    })
}
