//! The rows of the handbook: training videos, and what clerks have read.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::api::handbook::{Mark, ReadBy, Video};
use crate::domain::{ClerkId, OrganisationId};

#[async_trait]
pub trait ReadHandbook: Send {
    /// All of them, by article and code.
    async fn videos(&mut self) -> Result<Vec<Video>>;
    /// What clerks of the organisation have read, by clerk and article: of one of them, or of all.
    async fn articles_read(
        &mut self,
        organisation: OrganisationId,
        clerk: Option<ClerkId>,
    ) -> Result<Vec<ReadBy>>;
}

#[async_trait]
pub trait WriteHandbook: ReadHandbook {
    /// Puts the video in place of the one with its code.
    async fn put_video(&mut self, video: &Video) -> Result<()>;
    /// `false`: there was none.
    async fn drop_video(&mut self, code: &str) -> Result<bool>;
    /// The clerk has read the article in that revision; an earlier one than is known changes nothing.
    async fn put_read(
        &mut self,
        organisation: OrganisationId,
        clerk: ClerkId,
        mark: &Mark,
        at: DateTime<Utc>,
    ) -> Result<()>;
}
