//! The statements of leases.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use super::decode::number;
use super::{SqliteTx, signed, unsigned};
use crate::domain::{ApplicationNumber, Clean, ClerkId, MunicipalityCode};
use crate::server::storage::leases::{
    LONGEST, Lease, Origin, ReadLeases, Told, Wanted, WriteLeases,
};
use crate::server::storage::{Result, StorageError};

fn lease(row: &SqliteRow) -> Result<Lease> {
    let origin: &str = row.try_get("origin")?;
    Ok(Lease {
        application: number(row.try_get("number")?)?,
        fence: unsigned(row.try_get("fence")?),
        device: row.try_get("device")?,
        clerk: ClerkId(row.try_get("clerk")?),
        origin: match origin {
            "take_over" => Origin::TakeOver,
            _ => Origin::Claim,
        },
        since: moment(row.try_get("since")?),
        until: moment(row.try_get("until")?),
        told: moment(row.try_get("told")?),
        change_seq: unsigned(row.try_get("change_seq")?),
    })
}

/// What lies outside of chrono's years was never written by this program, and has ended.
fn moment(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// A queue of several states is merged from one walk along the index for each, which ends at the limit.
///
/// `prefix` stands before the statement: nothing, or `EXPLAIN QUERY PLAN`.
fn claimable(prefix: &str, wanted: &Wanted<'_>) -> QueryBuilder<Sqlite> {
    let limit = signed(wanted.limit as u64);
    let mut sql = QueryBuilder::new(prefix);
    for (place, state) in wanted.states.iter().enumerate() {
        sql.push(if place == 0 { " " } else { " UNION ALL " });
        sql.push("SELECT number FROM (SELECT c.number FROM cases c WHERE c.municipality = ");
        sql.push_bind(wanted.municipality.0);
        sql.push(" AND c.state = ").push_bind(*state);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.municipality = c.municipality
              AND l.number = c.number AND l.until > ",
        );
        sql.push_bind(wanted.now.timestamp_millis());
        sql.push(" AND l.until <= ");
        sql.push_bind((wanted.now + LONGEST).timestamp_millis());
        sql.push(" AND l.device <> ").push_bind(wanted.device);
        sql.push(") ORDER BY c.number LIMIT ").push_bind(limit);
        sql.push(format!(") AS part{place}"));
    }
    sql.push(" ORDER BY number LIMIT ").push_bind(limit);
    sql
}

#[async_trait]
impl ReadLeases for SqliteTx {
    async fn lease(&mut self, number: ApplicationNumber) -> Result<Option<Lease>> {
        let row = sqlx::query(
            "SELECT number, fence, device, clerk, origin, since, until, told, change_seq
             FROM leases WHERE municipality = ? AND number = ?",
        )
        .bind(number.municipality().0)
        .bind(number.to_string())
        .fetch_optional(self.on())
        .await?;
        row.as_ref().map(lease).transpose()
    }

    async fn leases_of(
        &mut self,
        municipality: MunicipalityCode,
        device: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<Lease>> {
        let rows = sqlx::query(
            "SELECT number, fence, device, clerk, origin, since, until, told, change_seq
             FROM leases WHERE municipality = ? AND device = ? AND until > ? AND until <= ? ORDER BY number",
        )
        .bind(municipality.0)
        .bind(device)
        .bind(now.timestamp_millis())
        .bind((now + LONGEST).timestamp_millis())
        .fetch_all(self.on())
        .await?;
        rows.iter().map(lease).collect()
    }

    async fn claimable(&mut self, wanted: &Wanted<'_>) -> Result<Vec<ApplicationNumber>> {
        let mut sql = claimable("", wanted);
        let numbers: Vec<String> = sql.build_query_scalar().fetch_all(self.on()).await?;
        numbers.iter().map(|text| number(text)).collect()
    }

    async fn leases_told(&mut self, told: &Told) -> Result<Vec<(Lease, Clean)>> {
        let rows = sqlx::query(
            "SELECT l.number, l.fence, l.device, l.clerk, l.origin, l.since, l.until, l.told, l.change_seq, c.name
             FROM leases l LEFT JOIN clerks c ON c.id = l.clerk
             WHERE l.municipality = ? AND l.change_seq > ? AND l.change_seq <= ? AND l.until > ?
             ORDER BY l.change_seq, l.number",
        )
        .bind(told.municipality.0)
        .bind(signed(told.after))
        .bind(signed(told.upto))
        .bind(told.until.timestamp_millis())
        .fetch_all(self.on())
        .await?;
        rows.iter()
            .map(|row| {
                let name: Option<String> = row.try_get("name")?;
                Ok((lease(row)?, Clean::from(name.unwrap_or_default())))
            })
            .collect()
    }
}

#[async_trait]
impl WriteLeases for SqliteTx {
    async fn put_lease(&mut self, lease: &Lease) -> Result<()> {
        let done = sqlx::query(
            "INSERT INTO leases (municipality, number, fence, device, clerk, origin, since, until, told, change_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (municipality, number) DO UPDATE SET fence = ?3, device = ?4, clerk = ?5, origin = ?6,
                since = ?7, until = ?8, told = ?9, change_seq = ?10 WHERE leases.fence <= ?3",
        )
        .bind(lease.application.municipality().0)
        .bind(lease.application.to_string())
        .bind(signed(lease.fence))
        .bind(lease.device)
        .bind(lease.clerk.0)
        .bind(lease.origin.code())
        .bind(lease.since.timestamp_millis())
        .bind(lease.until.timestamp_millis())
        .bind(lease.told.timestamp_millis())
        .bind(signed(lease.change_seq))
        .execute(self.on())
        .await?;
        match done.rows_affected() {
            0 => Err(StorageError::Failed("a fence would go down".to_owned())),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::*;
    use crate::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};

    const HERE: MunicipalityCode = MunicipalityCode(1);

    async fn filled() -> SqlitePool {
        let pool = SqlitePool::connect("sqlite::memory:").await.unwrap();
        for schema in [
            include_str!("migrations/0001_register.sql"),
            include_str!("migrations/0003_leases.sql"),
        ] {
            sqlx::raw_sql(schema).execute(&pool).await.unwrap();
        }
        // 20 000 applications of two municipalities, every tenth returned, and every second one leased once.
        sqlx::raw_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             INSERT INTO cases SELECT 1 + i % 2, printf('%08d', i), 1, i, i, '2026-03-01', printf('%010d', i),
                CASE i % 10 WHEN 0 THEN 'returned' ELSE 'awaiting_paper' END, '2026-03-31', '{}' FROM n;
             INSERT INTO leases SELECT municipality, number, 1, x'00', 1, 'claim', 0, 0, 0, change_seq
                FROM cases WHERE serial % 4 < 2",
        )
        .execute(&pool)
        .await
        .unwrap();
        pool
    }

    #[tokio::test]
    async fn a_claim_walks_along_the_queue_and_reads_nothing_else() {
        let pool = filled().await;
        // As it is in a fresh file, and where somebody has let SQLite count its rows.
        for count in ["", "ANALYZE"] {
            sqlx::raw_sql(count).execute(&pool).await.unwrap();
            for states in [AWAITING_ACCEPTANCE, AWAITING_ACTIVATION] {
                walks(&pool, states).await;
            }
        }
    }

    async fn walks(pool: &SqlitePool, states: &[&str]) {
        let wanted = Wanted {
            municipality: HERE,
            states,
            device: Uuid::nil(),
            now: Utc::now(),
            limit: 3,
        };
        let mut sql = claimable("EXPLAIN QUERY PLAN", &wanted);
        let rows = sql.build().fetch_all(pool).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        let plan = steps.join("\n");
        let walk = "SEARCH c USING COVERING INDEX cases_by_state (municipality=? AND state=?)";
        assert_eq!(plan.matches(walk).count(), states.len(), "{plan}");
        let look = "SEARCH l USING PRIMARY KEY (municipality=? AND number=?)";
        assert_eq!(plan.matches(look).count(), states.len(), "{plan}");
        // What is scanned is the few rows that the walks gave.
        for table in ["SCAN c", "SCAN l", "SCAN cases", "SCAN leases"] {
            assert!(!steps.iter().any(|step| step == table), "{plan}");
        }
    }
}
