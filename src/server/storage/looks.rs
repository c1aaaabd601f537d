//! The rows of looks for alike records: when each clerk took one. They are the budget, and say nothing of whom was asked.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::domain::ClerkId;

#[async_trait]
pub trait WriteLooks: Send {
    /// The clerk's looks behind `after`, the first first, to the millisecond; those before are dropped.
    async fn looks(&mut self, clerk: ClerkId, after: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>>;
    async fn put_look(&mut self, clerk: ClerkId, at: DateTime<Utc>) -> Result<()>;
}
