//! The statements of the families' portals.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::enrolment::{all, behind};
use super::write::broken;
use super::{SqliteTx, signed};
use crate::domain::{Clean, MunicipalityCode, Programme, ProgrammeId, Target};
use crate::server::storage::portal::{
    NewPortal, Portal, PortalAnswer, PortalId, ReadPortal, WritePortal,
};
use crate::server::storage::rows::TokenHash;
use crate::server::storage::{Result, StorageError};

/// `id, name, municipalities, per_minute, created, disabled`
type Columns = (
    u32,
    String,
    String,
    u32,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
);

fn damaged(why: &str) -> StorageError {
    StorageError::Damaged {
        what: "portal",
        why: why.to_owned(),
    }
}

fn portal(row: Columns) -> Result<Portal> {
    let (id, name, municipalities, per_minute, created, disabled) = row;
    let codes = municipalities.split_whitespace();
    let codes = codes.map(|code| code.parse().map(MunicipalityCode));
    Ok(Portal {
        id: PortalId(id),
        name: Clean::new(&name),
        municipalities: codes
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| damaged("a municipality of it is none"))?,
        per_minute,
        created,
        disabled,
    })
}

#[async_trait]
impl ReadPortal for SqliteTx {
    async fn portals(&mut self) -> Result<Vec<Portal>> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT id, name, municipalities, per_minute, created, disabled FROM portals ORDER BY id",
        )
        .fetch_all(self.on())
        .await?;
        rows.into_iter().map(portal).collect()
    }

    async fn portal_by_token(&mut self, token: &TokenHash) -> Result<Option<Portal>> {
        let row: Option<Columns> = sqlx::query_as(
            "SELECT id, name, municipalities, per_minute, created, disabled FROM portals WHERE token = ?",
        )
        .bind(&token[..])
        .fetch_optional(self.on())
        .await?;
        row.map(portal).transpose()
    }

    async fn portal_answer(&mut self, portal: PortalId, key: &str) -> Result<Option<PortalAnswer>> {
        let row: Option<(Vec<u8>, i64, u16, String)> = sqlx::query_as(
            "SELECT hash, at, status, body FROM portal_answers WHERE portal = ? AND key = ?",
        )
        .bind(portal.0)
        .bind(key)
        .fetch_optional(self.on())
        .await?;
        let Some((hash, at, status, body)) = row else {
            return Ok(None);
        };
        Ok(Some(PortalAnswer {
            hash: hash
                .try_into()
                .map_err(|_| damaged("the hash of an answer is none"))?,
            at: DateTime::from_timestamp_millis(at)
                .ok_or_else(|| damaged("the time of an answer is none"))?,
            status,
            body,
        }))
    }

    async fn sent_by(&mut self, portal: PortalId, record: Target) -> Result<bool> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM portal_records WHERE portal = ? AND record = ?")
                .bind(portal.0)
                .bind(record.to_string())
                .fetch_optional(self.on())
                .await?;
        Ok(found.is_some())
    }

    async fn open_programmes(
        &mut self,
        municipality: MunicipalityCode,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>> {
        let records: Vec<String> = sqlx::query_scalar(
            "SELECT record FROM programmes WHERE open = 1 AND municipality = ? AND id > ? ORDER BY id LIMIT ?",
        )
        .bind(municipality.0)
        .bind(behind(after.map(|id| id.0)))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        all("programme", &records)
    }
}

#[async_trait]
impl WritePortal for SqliteTx {
    async fn put_portal(&mut self, portal: &NewPortal<'_>) -> Result<PortalId> {
        let codes = portal.municipalities.iter().map(|code| code.0.to_string());
        let id: u32 = sqlx::query_scalar(
            "INSERT INTO portals (name, token, municipalities, per_minute, created) VALUES (?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(portal.name.as_str())
        .bind(&portal.token[..])
        .bind(codes.collect::<Vec<_>>().join(" "))
        .bind(portal.per_minute)
        .bind(portal.created)
        .fetch_one(self.on())
        .await
        .map_err(broken("a portal of this name", "the portal"))?;
        Ok(PortalId(id))
    }

    async fn set_portal_token(&mut self, portal: PortalId, token: &TokenHash) -> Result<()> {
        let done = sqlx::query("UPDATE portals SET token = ? WHERE id = ?")
            .bind(&token[..])
            .bind(portal.0)
            .execute(self.on())
            .await?;
        there(done.rows_affected())
    }

    async fn set_portal_disabled(
        &mut self,
        portal: PortalId,
        since: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let done = sqlx::query("UPDATE portals SET disabled = ? WHERE id = ?")
            .bind(since)
            .bind(portal.0)
            .execute(self.on())
            .await?;
        there(done.rows_affected())
    }

    async fn put_portal_answer(
        &mut self,
        portal: PortalId,
        key: &str,
        answer: &PortalAnswer,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO portal_answers (portal, key, hash, at, status, body) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(portal.0)
        .bind(key)
        .bind(&answer.hash[..])
        .bind(answer.at.timestamp_millis())
        .bind(answer.status)
        .bind(&answer.body)
        .execute(self.on())
        .await
        .map_err(broken("the answer to this key", "the portal"))?;
        Ok(())
    }

    async fn sweep_portal_answers(&mut self, before: DateTime<Utc>, limit: usize) -> Result<()> {
        sqlx::query(
            "DELETE FROM portal_answers WHERE (portal, key) IN
                (SELECT portal, key FROM portal_answers WHERE at < ? ORDER BY at LIMIT ?)",
        )
        .bind(before.timestamp_millis())
        .bind(signed(limit as u64))
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_sent_by(&mut self, portal: PortalId, record: Target) -> Result<()> {
        sqlx::query("INSERT INTO portal_records (portal, record) VALUES (?, ?)")
            .bind(portal.0)
            .bind(record.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }
}

fn there(rows: u64) -> Result<()> {
    match rows {
        0 => Err(StorageError::Missing("the portal with this number")),
        _ => Ok(()),
    }
}
