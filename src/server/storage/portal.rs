//! The rows of the families' portals: their accounts, the answers that they got, what each has sent, and the programmes that
//! they offer. Nothing personal.

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Result;
use super::rows::TokenHash;
use crate::domain::{Clean, MunicipalityCode, Programme, ProgrammeId, Target};

/// A portal's account, as the audit names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PortalId(pub u32);

impl fmt::Display for PortalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    pub id: PortalId,
    pub name: Clean,
    /// Where it may act.
    pub municipalities: Vec<MunicipalityCode>,
    /// Requests that it may send in a minute.
    pub per_minute: u32,
    pub created: DateTime<Utc>,
    /// Since when nothing is taken from it.
    pub disabled: Option<DateTime<Utc>>,
}

impl Portal {
    #[must_use]
    pub fn serves(&self, municipality: MunicipalityCode) -> bool {
        self.municipalities.contains(&municipality)
    }
}

/// An account before it has a number.
pub struct NewPortal<'a> {
    pub name: &'a Clean,
    pub token: &'a TokenHash,
    pub municipalities: &'a [MunicipalityCode],
    pub per_minute: u32,
    pub created: DateTime<Utc>,
}

/// The stored answer to a request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalAnswer {
    /// Tells a repeat from another request.
    pub hash: [u8; 32],
    /// In whole milliseconds.
    pub at: DateTime<Utc>,
    pub status: u16,
    pub body: String,
}

#[async_trait]
pub trait ReadPortal: Send {
    /// By number.
    async fn portals(&mut self) -> Result<Vec<Portal>>;
    /// The account of a token, closed or not.
    async fn portal_by_token(&mut self, token: &TokenHash) -> Result<Option<Portal>>;
    async fn portal_answer(&mut self, portal: PortalId, key: &str) -> Result<Option<PortalAnswer>>;
    /// Whether the portal sent it.
    async fn sent_by(&mut self, portal: PortalId, record: Target) -> Result<bool>;
    /// Published programmes of a municipality with a module that is open, by identifier behind `after`, at most `limit`.
    async fn open_programmes(
        &mut self,
        municipality: MunicipalityCode,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>>;
}

#[async_trait]
pub trait WritePortal: ReadPortal {
    /// Fails where the name is taken.
    async fn put_portal(&mut self, portal: &NewPortal<'_>) -> Result<PortalId>;
    /// Another token in place of the one that it had. Fails where there is no such account.
    async fn set_portal_token(&mut self, portal: PortalId, token: &TokenHash) -> Result<()>;
    /// Closes the account, or opens it again. Fails where there is none.
    async fn set_portal_disabled(
        &mut self,
        portal: PortalId,
        since: Option<DateTime<Utc>>,
    ) -> Result<()>;
    /// Fails where the key has an answer.
    async fn put_portal_answer(
        &mut self,
        portal: PortalId,
        key: &str,
        answer: &PortalAnswer,
    ) -> Result<()>;
    /// Forgets answers older than `before`, the oldest first, at most `limit`.
    async fn sweep_portal_answers(&mut self, before: DateTime<Utc>, limit: usize) -> Result<()>;
    async fn put_sent_by(&mut self, portal: PortalId, record: Target) -> Result<()>;
}
