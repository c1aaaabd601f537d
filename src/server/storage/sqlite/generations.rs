//! The statements of generations.

use async_trait::async_trait;
use chrono::DateTime;

use super::{SqliteTx, signed, unsigned};
use crate::server::storage::error::damaged;
use crate::server::storage::generations::{Generation, ReadGenerations, WriteGenerations};
use crate::server::storage::{Result, StorageError};

#[async_trait]
impl ReadGenerations for SqliteTx {
    async fn generation(&mut self) -> Result<Option<u64>> {
        let id: Option<i64> =
            sqlx::query_scalar("SELECT id FROM generations ORDER BY n DESC LIMIT 1")
                .fetch_optional(self.on())
                .await?;
        Ok(id.map(unsigned))
    }

    async fn generation_after(&mut self, id: u64) -> Result<Option<Generation>> {
        let row: Option<(i64, i64, String)> = sqlx::query_as(
            "SELECT id, at, counters FROM generations
             WHERE n > (SELECT n FROM generations WHERE id = ?) ORDER BY n LIMIT 1",
        )
        .bind(signed(id))
        .fetch_optional(self.on())
        .await?;
        row.map(|(id, at, counters)| {
            Ok(Generation {
                id: unsigned(id),
                at: DateTime::from_timestamp_millis(at).unwrap_or_default(),
                counters: serde_json::from_str(&counters).map_err(damaged("generation"))?,
            })
        })
        .transpose()
    }
}

#[async_trait]
impl WriteGenerations for SqliteTx {
    async fn put_generation(&mut self, generation: &Generation, keep: usize) -> Result<()> {
        let counters = serde_json::to_string(&generation.counters)
            .map_err(|error| StorageError::Failed(error.to_string()))?;
        sqlx::query("INSERT INTO generations (id, at, counters) VALUES (?, ?, ?)")
            .bind(signed(generation.id))
            .bind(generation.at.timestamp_millis())
            .bind(counters)
            .execute(self.on())
            .await?;
        sqlx::query("DELETE FROM generations WHERE n <= (SELECT max(n) FROM generations) - ?")
            .bind(signed(keep as u64))
            .execute(self.on())
            .await?;
        Ok(())
    }
}
