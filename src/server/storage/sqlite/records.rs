//! The statements about what is kept beside the records.

use async_trait::async_trait;

use super::decode::number as decoded;
use super::{SqliteTx, signed};
use crate::domain::{ApplicationNumber, Case, MunicipalityCode, OrganisationId};
use crate::server::storage::records::{Move, ReadRecords, WriteRecords};
use crate::server::storage::{Result, Write};

impl SqliteTx {
    /// The municipality that serves the record.
    pub(super) async fn home(&mut self, number: ApplicationNumber) -> Result<u8> {
        let moved: Option<u8> =
            sqlx::query_scalar("SELECT municipality FROM homes WHERE number = ?")
                .bind(number.to_string())
                .fetch_optional(self.on())
                .await?;
        Ok(moved.unwrap_or(number.municipality().0))
    }
}

#[async_trait]
impl ReadRecords for SqliteTx {
    async fn departed(
        &mut self,
        municipality: MunicipalityCode,
        after: u64,
        upto: u64,
    ) -> Result<Vec<ApplicationNumber>> {
        let numbers: Vec<String> = sqlx::query_scalar(
            "SELECT number FROM departures WHERE municipality = ? AND change_seq > ? AND change_seq <= ?
             ORDER BY change_seq",
        )
        .bind(municipality.0)
        .bind(signed(after))
        .bind(signed(upto))
        .fetch_all(self.on())
        .await?;
        numbers.iter().map(|text| decoded(text)).collect()
    }

    async fn has_left(
        &mut self,
        municipality: MunicipalityCode,
        number: ApplicationNumber,
    ) -> Result<bool> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM departures WHERE municipality = ? AND number = ?")
                .bind(municipality.0)
                .bind(number.to_string())
                .fetch_optional(self.on())
                .await?;
        Ok(found.is_some())
    }

    async fn raised(
        &mut self,
        number: ApplicationNumber,
    ) -> Result<Vec<(ApplicationNumber, bool)>> {
        let rows: Vec<(String, bool)> =
            sqlx::query_as("SELECT other, settled FROM raised WHERE number = ? ORDER BY other")
                .bind(number.to_string())
                .fetch_all(self.on())
                .await?;
        rows.iter()
            .map(|(other, settled)| Ok((decoded(other)?, *settled)))
            .collect()
    }

    async fn journal_number_taken(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
    ) -> Result<bool> {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM journal_numbers WHERE organisation = ? AND year = ? AND number = ?",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(number)
        .fetch_optional(self.on())
        .await?;
        Ok(found.is_some())
    }
}

#[async_trait]
impl WriteRecords for SqliteTx {
    async fn move_case(&mut self, case: &Case, way: &Move) -> Result<()> {
        let number = case.number();
        let (from, to, text) = (way.from.0, case.municipality().0, number.to_string());
        sqlx::query("DELETE FROM cases WHERE municipality = ? AND number = ?")
            .bind(from)
            .bind(&text)
            .execute(self.on())
            .await?;
        self.put_case(case, way.came).await?;
        for table in [
            "UPDATE cards SET municipality = ?2 WHERE municipality = ?1 AND number = ?3",
            "UPDATE name_words SET municipality = ?2 WHERE municipality = ?1 AND number = ?3",
        ] {
            sqlx::query(table)
                .bind(from)
                .bind(to)
                .bind(&text)
                .execute(self.on())
                .await?;
        }
        sqlx::query("DELETE FROM departures WHERE municipality = ? AND number = ?")
            .bind(to)
            .bind(&text)
            .execute(self.on())
            .await?;
        sqlx::query("INSERT INTO departures (municipality, number, change_seq) VALUES (?, ?, ?)")
            .bind(from)
            .bind(&text)
            .bind(signed(way.left))
            .execute(self.on())
            .await?;
        sqlx::query("DELETE FROM homes WHERE number = ?")
            .bind(&text)
            .execute(self.on())
            .await?;
        if to != number.municipality().0 {
            sqlx::query("INSERT INTO homes (number, municipality, certificate) VALUES (?, ?, ?)")
                .bind(&text)
                .bind(to)
                .bind(case.certificate.number.to_string())
                .execute(self.on())
                .await?;
        }
        Ok(())
    }

    async fn raise(
        &mut self,
        number: ApplicationNumber,
        others: &[ApplicationNumber],
    ) -> Result<()> {
        sqlx::query("DELETE FROM raised WHERE number = ? AND settled = 0")
            .bind(number.to_string())
            .execute(self.on())
            .await?;
        for other in others {
            sqlx::query(
                "INSERT INTO raised (number, other, settled) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
            )
            .bind(number.to_string())
            .bind(other.to_string())
            .execute(self.on())
            .await?;
        }
        Ok(())
    }

    async fn settle_raised(&mut self, number: ApplicationNumber) -> Result<()> {
        sqlx::query("UPDATE raised SET settled = 1 WHERE number = ?")
            .bind(number.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn forget_pairs(&mut self, number: ApplicationNumber) -> Result<()> {
        sqlx::query("DELETE FROM raised WHERE number = ?")
            .bind(number.to_string())
            .execute(self.on())
            .await?;
        // Each pair is kept in both orders, and the key begins with the first of it.
        sqlx::query(
            "DELETE FROM told_apart WHERE number IN (SELECT other FROM told_apart WHERE number = ?1)
             AND other = ?1",
        )
        .bind(number.to_string())
        .execute(self.on())
        .await?;
        sqlx::query("DELETE FROM told_apart WHERE number = ?")
            .bind(number.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }
}
