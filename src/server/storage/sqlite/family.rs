//! The statements of the families' passwords.

use async_trait::async_trait;
use chrono::DateTime;

use super::{SqliteTx, decode};
use crate::domain::{CertificateNumber, ClerkId, PasswordHash};
use crate::server::storage::family::{Issued, ReadFamily, WriteFamily};
use crate::server::storage::{Result, StorageError};

type Columns = (String, i64, u32, String);

fn damaged(why: &str) -> StorageError {
    StorageError::Damaged {
        what: "family password",
        why: why.to_owned(),
    }
}

fn issued(certificate: CertificateNumber, row: Columns) -> Result<Issued> {
    let (hash, at, clerk, application) = row;
    let hash = PasswordHash::try_from(hash).map_err(|error| damaged(&error.to_string()))?;
    let at = DateTime::from_timestamp_millis(at).ok_or_else(|| damaged("its time is none"))?;
    Ok(Issued {
        certificate,
        hash,
        at,
        clerk: ClerkId(clerk),
        application: decode::number(&application)?,
    })
}

#[async_trait]
impl ReadFamily for SqliteTx {
    async fn family_password(&mut self, certificate: CertificateNumber) -> Result<Option<Issued>> {
        let row: Option<Columns> = sqlx::query_as(
            "SELECT hash, at, clerk, application FROM family_passwords WHERE certificate = ?",
        )
        .bind(certificate.to_string())
        .fetch_optional(self.on())
        .await?;
        row.map(|row| issued(certificate, row)).transpose()
    }
}

#[async_trait]
impl WriteFamily for SqliteTx {
    async fn put_family_password(&mut self, issued: &Issued) -> Result<()> {
        sqlx::query(
            "INSERT INTO family_passwords (certificate, hash, at, clerk, application) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (certificate) DO UPDATE SET
                hash = excluded.hash, at = excluded.at, clerk = excluded.clerk, application = excluded.application",
        )
        .bind(issued.certificate.to_string())
        .bind(issued.hash.as_str())
        .bind(issued.at.timestamp_millis())
        .bind(issued.clerk.0)
        .bind(issued.application.to_string())
        .execute(self.on())
        .await?;
        Ok(())
    }
}
