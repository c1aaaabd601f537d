//! The rows of comparisons: how often each application was compared on each day. They are the budget, and say nothing of
//! what was typed.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::Result;
use crate::domain::ApplicationNumber;

#[async_trait]
pub trait WriteComparisons: Send {
    /// The comparisons of one local day, whoever made them.
    async fn comparisons(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<u32>;
    async fn put_comparison(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<()>;
}
