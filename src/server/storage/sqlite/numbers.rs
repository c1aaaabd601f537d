//! The statements of numbers.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use sqlx::sqlite::SqliteQueryResult;

use super::{SqliteTx, decode};
use crate::domain::{ApplicationNumber, MunicipalityCode};
use crate::server::storage::numbers::{Draw, WriteNumbers};
use crate::server::storage::{Result, StorageError};

/// The upsert changes no row of a counter that stands higher.
fn moved_on(done: &SqliteQueryResult) -> Result<()> {
    match done.rows_affected() {
        0 => Err(StorageError::Failed(
            "a counter of numbers would go down".to_owned(),
        )),
        _ => Ok(()),
    }
}

#[async_trait]
impl WriteNumbers for SqliteTx {
    async fn next_serial(&mut self, municipality: MunicipalityCode, year: u16) -> Result<u32> {
        let next: Option<u32> =
            sqlx::query_scalar("SELECT next FROM serials WHERE municipality = ? AND year = ?")
                .bind(municipality.0)
                .bind(year)
                .fetch_optional(self.on())
                .await?;
        Ok(next.unwrap_or(1))
    }

    async fn set_next_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        next: u32,
    ) -> Result<()> {
        let done = sqlx::query(
            "INSERT INTO serials (municipality, year, next) VALUES (?1, ?2, ?3)
             ON CONFLICT (municipality, year) DO UPDATE SET next = ?3 WHERE next <= ?3",
        )
        .bind(municipality.0)
        .bind(year)
        .bind(next)
        .execute(self.on())
        .await?;
        moved_on(&done)
    }

    async fn highest_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        range: RangeInclusive<u32>,
    ) -> Result<Option<u32>> {
        // Numbers of one municipality and year have one length up to the check digit: their texts are in their order.
        let end = |serial| ApplicationNumber::new(municipality, year, serial).to_string();
        let number: Option<String> = sqlx::query_scalar(
            "SELECT number FROM cases WHERE municipality = ? AND number BETWEEN ? AND ?
             ORDER BY number DESC LIMIT 1",
        )
        .bind(municipality.0)
        .bind(end(*range.start()))
        .bind(end(*range.end()))
        .fetch_optional(self.on())
        .await?;
        let number = number.as_deref().map(decode::number).transpose()?;
        Ok(number.map(ApplicationNumber::serial))
    }

    async fn draw(&mut self, municipality: MunicipalityCode) -> Result<Option<Draw>> {
        let row: Option<(u32, i64)> =
            sqlx::query_as("SELECT next, key FROM draws WHERE municipality = ?")
                .bind(municipality.0)
                .fetch_optional(self.on())
                .await?;
        Ok(row.map(|(next, key)| Draw {
            next,
            key: key.cast_unsigned(),
        }))
    }

    async fn put_draw(&mut self, municipality: MunicipalityCode, draw: Draw) -> Result<()> {
        let done = sqlx::query(
            "INSERT INTO draws (municipality, next, key) VALUES (?1, ?2, ?3)
             ON CONFLICT (municipality) DO UPDATE SET next = ?2 WHERE next <= ?2 AND key = ?3",
        )
        .bind(municipality.0)
        .bind(draw.next)
        .bind(draw.key.cast_signed())
        .execute(self.on())
        .await?;
        moved_on(&done)
    }
}
