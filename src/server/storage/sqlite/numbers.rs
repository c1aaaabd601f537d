//! The statements of numbers.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use sqlx::sqlite::SqliteQueryResult;
use uuid::Uuid;

use super::{SqliteTx, decode, signed, unsigned};
use crate::api::sync::Pair;
use crate::domain::{ApplicationNumber, CertificateNumber, MunicipalityCode};
use crate::server::storage::numbers::{Draw, LeasedPair, WriteNumbers};
use crate::server::storage::rows::Name;
use crate::server::storage::{Result, StorageError};

/// `municipality, year, serial, certificate`
type PairColumns = (u8, u16, u32, String);
/// The same, with `device, epoch, lease`.
type LeasedColumns = (u8, u16, u32, String, Uuid, u32, i64);

fn pair((municipality, year, serial, certificate): PairColumns) -> Result<Pair> {
    let number = ApplicationNumber::new(MunicipalityCode(municipality), year, serial);
    Ok((number, decode::certificate(&certificate)?))
}

fn leased(row: LeasedColumns) -> Result<LeasedPair> {
    let (municipality, year, serial, certificate, device, epoch, lease) = row;
    Ok(LeasedPair {
        pair: pair((municipality, year, serial, certificate))?,
        name: Name { device, epoch },
        lease: unsigned(lease),
    })
}

fn most(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

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
            "SELECT number FROM cases WHERE municipality = ?1 AND number BETWEEN ?2 AND ?3
             UNION ALL SELECT number FROM homes WHERE number BETWEEN ?2 AND ?3
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

    async fn last_lease(&mut self, device: Uuid) -> Result<u64> {
        let last: Option<i64> = sqlx::query_scalar("SELECT last FROM pair_leases WHERE device = ?")
            .bind(device)
            .fetch_optional(self.on())
            .await?;
        Ok(last.map_or(0, unsigned))
    }

    async fn set_last_lease(&mut self, device: Uuid, lease: u64) -> Result<()> {
        sqlx::query(
            "INSERT INTO pair_leases (device, last) VALUES (?1, ?2)
             ON CONFLICT (device) DO UPDATE SET last = ?2",
        )
        .bind(device)
        .bind(signed(lease))
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_leased(&mut self, leased: &LeasedPair) -> Result<()> {
        let (number, certificate) = leased.pair;
        sqlx::query(
            "INSERT INTO pairs_leased (municipality, year, serial, certificate, device, epoch, lease)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(number.municipality().0)
        .bind(number.year())
        .bind(number.serial())
        .bind(certificate.to_string())
        .bind(leased.name.device)
        .bind(leased.name.epoch)
        .bind(signed(leased.lease))
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn leased(&mut self, (number, certificate): Pair) -> Result<Vec<LeasedPair>> {
        let rows: Vec<LeasedColumns> = sqlx::query_as(
            "SELECT municipality, year, serial, certificate, device, epoch, lease FROM pairs_leased
             WHERE municipality = ?1 AND year = ?2 AND serial = ?3
             UNION
             SELECT municipality, year, serial, certificate, device, epoch, lease FROM pairs_leased
             WHERE municipality = ?4 AND certificate = ?5",
        )
        .bind(number.municipality().0)
        .bind(number.year())
        .bind(number.serial())
        .bind(certificate.municipality().0)
        .bind(certificate.to_string())
        .fetch_all(self.on())
        .await?;
        rows.into_iter().map(leased).collect()
    }

    async fn leased_after(
        &mut self,
        name: Name,
        lease: u64,
        count: usize,
    ) -> Result<Vec<LeasedPair>> {
        let rows: Vec<LeasedColumns> = sqlx::query_as(
            "SELECT municipality, year, serial, certificate, device, epoch, lease FROM pairs_leased
             WHERE device = ? AND epoch = ? AND lease > ?
             ORDER BY municipality, year, serial LIMIT ?",
        )
        .bind(name.device)
        .bind(name.epoch)
        .bind(signed(lease))
        .bind(most(count))
        .fetch_all(self.on())
        .await?;
        rows.into_iter().map(leased).collect()
    }

    async fn end_lease(&mut self, number: ApplicationNumber) -> Result<()> {
        sqlx::query("DELETE FROM pairs_leased WHERE municipality = ? AND year = ? AND serial = ?")
            .bind(number.municipality().0)
            .bind(number.year())
            .bind(number.serial())
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn put_back(&mut self, (number, certificate): Pair, device: Uuid) -> Result<()> {
        sqlx::query(
            "INSERT INTO pairs_back (municipality, year, serial, certificate, device)
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(number.municipality().0)
        .bind(number.year())
        .bind(number.serial())
        .bind(certificate.to_string())
        .bind(device)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn pairs_back(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        count: usize,
    ) -> Result<Vec<Pair>> {
        let rows: Vec<PairColumns> = sqlx::query_as(
            "SELECT municipality, year, serial, certificate FROM pairs_back
             WHERE municipality = ? AND year = ? AND device <> ? ORDER BY serial LIMIT ?",
        )
        .bind(municipality.0)
        .bind(year)
        .bind(device)
        .bind(most(count))
        .fetch_all(self.on())
        .await?;
        rows.into_iter().map(pair).collect()
    }

    async fn pairs_of_the_past(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        count: usize,
    ) -> Result<Vec<Pair>> {
        let rows: Vec<PairColumns> = sqlx::query_as(
            "SELECT municipality, year, serial, certificate FROM pairs_back
             WHERE municipality = ? AND year < ? AND device <> ? ORDER BY year, serial LIMIT ?",
        )
        .bind(municipality.0)
        .bind(year)
        .bind(device)
        .bind(most(count))
        .fetch_all(self.on())
        .await?;
        rows.into_iter().map(pair).collect()
    }

    async fn drop_back(&mut self, certificate: CertificateNumber) -> Result<()> {
        sqlx::query("DELETE FROM pairs_back WHERE municipality = ? AND certificate = ?")
            .bind(certificate.municipality().0)
            .bind(certificate.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }
}
