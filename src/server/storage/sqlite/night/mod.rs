//! The statements of nightly work.

mod due;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{SqliteTx, decode, signed, unsigned};
use crate::domain::{CertificateNumber, MunicipalityCode, RequestId};
use crate::server::storage::night::{
    Due, DueRow, Night, NightCount, NightFailure, NightLock, ReadNight, WriteNight,
};
use crate::server::storage::{Result, StorageError};

/// `date, began, ended`
type NightColumns = (NaiveDate, DateTime<Utc>, Option<DateTime<Utc>>);

fn night(municipality: MunicipalityCode, (date, began, ended): NightColumns) -> Night {
    Night {
        municipality,
        date,
        began,
        ended,
    }
}

#[async_trait]
impl ReadNight for SqliteTx {
    async fn due(
        &mut self,
        what: Due,
        upto: NaiveDate,
        after: Option<DueRow>,
        limit: usize,
    ) -> Result<Vec<DueRow>> {
        let mut sql = due::find("", what, upto, after, limit);
        let rows = sql.build().fetch_all(self.on()).await?;
        rows.iter().map(|row| due::row(what, row)).collect()
    }

    async fn night_lock(&mut self, municipality: MunicipalityCode) -> Result<Option<NightLock>> {
        let row: Option<(Uuid, i64, i64)> =
            sqlx::query_as("SELECT holder, until, fence FROM night_locks WHERE municipality = ?")
                .bind(municipality.0)
                .fetch_optional(self.on())
                .await?;
        let lock = |(holder, until, fence)| {
            let until = DateTime::from_timestamp_millis(until).ok_or(StorageError::Damaged {
                what: "lock of a night",
                why: "its time".to_owned(),
            })?;
            Ok(NightLock {
                municipality,
                holder,
                until,
                fence: unsigned(fence),
            })
        };
        row.map(lock).transpose()
    }

    async fn night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Option<Night>> {
        let row: Option<NightColumns> = sqlx::query_as(
            "SELECT date, began, ended FROM nights WHERE municipality = ? AND date = ?",
        )
        .bind(municipality.0)
        .bind(date)
        .fetch_optional(self.on())
        .await?;
        Ok(row.map(|row| night(municipality, row)))
    }

    async fn nights(
        &mut self,
        municipality: MunicipalityCode,
        before: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<Night>> {
        let rows: Vec<NightColumns> = sqlx::query_as(
            "SELECT date, began, ended FROM nights WHERE municipality = ? AND date < ?
             ORDER BY date DESC LIMIT ?",
        )
        .bind(municipality.0)
        // A text that stands behind every date.
        .bind(before.map_or_else(|| "~".to_owned(), |date| date.to_string()))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| night(municipality, row))
            .collect())
    }

    async fn night_counts(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Vec<NightCount>> {
        let rows: Vec<(String, u32)> = sqlx::query_as(
            "SELECT work, done FROM night_counts WHERE municipality = ? AND date = ? ORDER BY work",
        )
        .bind(municipality.0)
        .bind(date)
        .fetch_all(self.on())
        .await?;
        let count = |(work, done)| NightCount { work, done };
        Ok(rows.into_iter().map(count).collect())
    }

    async fn night_failures(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        limit: usize,
    ) -> Result<Vec<NightFailure>> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT target, work, why FROM night_failures WHERE municipality = ? AND date = ?
             ORDER BY work, target LIMIT ?",
        )
        .bind(municipality.0)
        .bind(date)
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        let failure = |(target, work, why): (String, String, String)| {
            let target = decode::record(&target)?;
            Ok(NightFailure { target, work, why })
        };
        rows.into_iter().map(failure).collect()
    }
}

#[async_trait]
impl WriteNight for SqliteTx {
    async fn put_night_lock(&mut self, lock: &NightLock) -> Result<()> {
        sqlx::query(
            "INSERT INTO night_locks (municipality, holder, until, fence) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (municipality) DO UPDATE SET holder = ?2, until = ?3, fence = ?4",
        )
        .bind(lock.municipality.0)
        .bind(lock.holder)
        .bind(lock.until.timestamp_millis())
        .bind(signed(lock.fence))
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_night(&mut self, night: &Night) -> Result<()> {
        sqlx::query(
            "INSERT INTO nights (municipality, date, began, ended) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (municipality, date) DO UPDATE SET began = ?3, ended = ?4",
        )
        .bind(night.municipality.0)
        .bind(night.date)
        .bind(night.began)
        .bind(night.ended)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn count_night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        work: &str,
        done: u32,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO night_counts (municipality, date, work, done) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (municipality, date, work) DO UPDATE SET done = done + ?4",
        )
        .bind(municipality.0)
        .bind(date)
        .bind(work)
        .bind(done)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_night_failure(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        failure: &NightFailure,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO night_failures (municipality, date, work, target, why) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (municipality, date, work, target) DO UPDATE SET why = ?5",
        )
        .bind(municipality.0)
        .bind(date)
        .bind(&failure.work)
        .bind(failure.target.to_string())
        .bind(&failure.why)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_off_request(&mut self, request: RequestId, day: Option<NaiveDate>) -> Result<()> {
        sqlx::query("UPDATE requests SET due = ? WHERE id = ?")
            .bind(day)
            .bind(request.0)
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn put_off_account(&mut self, account: CertificateNumber, day: NaiveDate) -> Result<()> {
        sqlx::query("UPDATE accounts SET unused = ? WHERE certificate = ?")
            .bind(day)
            .bind(account.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;
    use sqlx::migrate::Migrator;

    use super::*;
    use crate::api::lists::Standing;
    use crate::domain::enrolment::samples::{ORGANISATION, Scene};
    use crate::domain::samples::{day, today};
    use crate::domain::{EnrolmentRequest, Target};
    use crate::server::storage::Storage;
    use crate::server::storage::sqlite::open;

    /// A request as the register wrote it before there were nights.
    async fn written(pool: &SqlitePool, request: &EnrolmentRequest, seq: i64) {
        sqlx::query(
            "INSERT INTO requests (organisation, id, version, change_seq, state, certificate, payer, period, programme,
                                   module, group_id, place, live, one_person, record)
             VALUES (?, ?, 1, ?, ?, ?, 1, 2026, ?, 1, 1, 1, 1, 0, ?)",
        )
        .bind(request.organisation.0)
        .bind(request.id.0)
        .bind(seq)
        .bind(request.state.code())
        .bind(format!("{seq}"))
        .bind(request.place.programme.0)
        .bind(serde_json::to_string(request).unwrap())
        .execute(pool)
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn what_stood_in_an_older_register_is_looked_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("register.sqlite");
        let url = format!("sqlite:{}?mode=rwc", file.display());
        let pool = SqlitePool::connect(&url).await.unwrap();
        sqlx::query("PRAGMA application_id = 1382376819")
            .execute(&pool)
            .await
            .unwrap();
        let mut before = open::migrations();
        before.retain(|migration| migration.version < 13);
        Migrator::with_migrations(before).run(&pool).await.unwrap();
        let (_, contract) = Scene::concluded();
        let (_, mut offer) = Scene::confirmed();
        offer.id = RequestId(Uuid::from_u128(7));
        written(&pool, &contract, 1).await;
        written(&pool, &offer, 2).await;
        pool.close().await;

        let storage = open::open(&file).await.unwrap();
        let mut tx = storage.write().await.unwrap();
        let contracts = Due::Requests(ORGANISATION, Standing::Concluded);
        let found = tx.due(contracts, today(), None, 9).await.unwrap();
        assert_eq!(found[0].target, Target::Request(contract.id));
        tx.put_off_request(contract.id, contract.due())
            .await
            .unwrap();
        assert_eq!(tx.due(contracts, today(), None, 9).await.unwrap(), []);
        let october = day(2026, 10, 1);
        assert_eq!(tx.due(contracts, october, None, 9).await.unwrap().len(), 1);
        let offers = Due::Offers(ORGANISATION);
        let found = tx.due(offers, today(), None, 9).await.unwrap();
        assert_eq!(found[0].day, today());
    }
}
