//! The statements of looks.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::SqliteTx;
use crate::domain::ClerkId;
use crate::server::storage::Result;
use crate::server::storage::looks::WriteLooks;

#[async_trait]
impl WriteLooks for SqliteTx {
    async fn looks(&mut self, clerk: ClerkId, after: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
        sqlx::query("DELETE FROM looks WHERE clerk = ? AND at <= ?")
            .bind(clerk.0)
            .bind(after.timestamp_millis())
            .execute(self.on())
            .await?;
        let rows: Vec<i64> =
            sqlx::query_scalar("SELECT at FROM looks WHERE clerk = ? ORDER BY at, n")
                .bind(clerk.0)
                .fetch_all(self.on())
                .await?;
        Ok(rows
            .into_iter()
            .filter_map(DateTime::from_timestamp_millis)
            .collect())
    }

    async fn put_look(&mut self, clerk: ClerkId, at: DateTime<Utc>) -> Result<()> {
        sqlx::query("INSERT INTO looks (clerk, at) VALUES (?, ?)")
            .bind(clerk.0)
            .bind(at.timestamp_millis())
            .execute(self.on())
            .await?;
        Ok(())
    }
}
