//! The rows of what desks fill applications in by: later versions of consent texts, bodies that issue documents.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::api::forms::Issuer;
use crate::domain::{ConsentText, OrganisationId};

#[async_trait]
pub trait ReadForms: Send {
    /// The versions that administrators have added, by code and version.
    async fn consent_texts(&mut self) -> Result<Vec<ConsentText>>;
    /// Those that clerks of the organisation have typed, the last used first, at most `most`.
    async fn issuers(&mut self, organisation: OrganisationId, most: usize) -> Result<Vec<Issuer>>;
}

#[async_trait]
pub trait WriteForms: ReadForms {
    /// # Errors
    /// When the version is there: it is never changed.
    async fn put_consent_text(&mut self, text: &ConsentText, at: DateTime<Utc>) -> Result<()>;
    /// Puts the issuer before all others of the organisation, in place of the one with the same `key` and department code,
    /// and keeps the last `keep` alone.
    async fn use_issuer(
        &mut self,
        organisation: OrganisationId,
        key: &str,
        issuer: &Issuer,
        keep: usize,
    ) -> Result<()>;
}
