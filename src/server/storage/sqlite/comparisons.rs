//! The statements of comparisons.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::SqliteTx;
use crate::domain::ApplicationNumber;
use crate::server::storage::Result;
use crate::server::storage::comparisons::WriteComparisons;

#[async_trait]
impl WriteComparisons for SqliteTx {
    async fn comparisons(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<u32> {
        let tries: Option<u32> = sqlx::query_scalar(
            "SELECT tries FROM comparisons WHERE municipality = ? AND number = ? AND day = ?",
        )
        .bind(number.municipality().0)
        .bind(number.to_string())
        .bind(day.to_string())
        .fetch_optional(self.on())
        .await?;
        Ok(tries.unwrap_or(0))
    }

    async fn put_comparison(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<()> {
        sqlx::query(
            "INSERT INTO comparisons (municipality, number, day, tries) VALUES (?, ?, ?, 1)
             ON CONFLICT (municipality, number, day) DO UPDATE SET tries = tries + 1",
        )
        .bind(number.municipality().0)
        .bind(number.to_string())
        .bind(day.to_string())
        .execute(self.on())
        .await?;
        Ok(())
    }
}
