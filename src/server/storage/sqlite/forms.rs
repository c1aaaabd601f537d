//! The statements of consent texts and issuers.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::write::broken;
use super::{SqliteTx, signed};
use crate::api::forms::Issuer;
use crate::domain::{Clean, ConsentCode, ConsentText, OrganisationId, Prose};
use crate::server::storage::Result;
use crate::server::storage::error::damaged;
use crate::server::storage::forms::{ReadForms, WriteForms};

fn code(text: String) -> Result<ConsentCode> {
    serde_json::from_value(Value::String(text)).map_err(damaged("consent text"))
}

#[async_trait]
impl ReadForms for SqliteTx {
    async fn consent_texts(&mut self) -> Result<Vec<ConsentText>> {
        let rows: Vec<(String, u16, String, String, String, String)> = sqlx::query_as(
            "SELECT code, version, title, text, meaning, refusal FROM consent_texts",
        )
        .fetch_all(self.on())
        .await?;
        let mut texts = rows
            .into_iter()
            .map(|(name, version, title, text, meaning, refusal)| {
                Ok(ConsentText {
                    code: code(name)?,
                    version,
                    title: Clean::new(&title),
                    text: Prose::new(&text),
                    meaning: Clean::new(&meaning),
                    refusal: Clean::new(&refusal),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        texts.sort_by_key(|text| (text.code, text.version));
        Ok(texts)
    }

    async fn issuers(&mut self, organisation: OrganisationId, most: usize) -> Result<Vec<Issuer>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, department_code FROM issuers WHERE organisation = ?
             ORDER BY used DESC LIMIT ?",
        )
        .bind(organisation.0)
        .bind(signed(most as u64))
        .fetch_all(self.on())
        .await?;
        let issuer = |(name, department_code): (String, String)| Issuer {
            name: Clean::new(&name),
            department_code: (!department_code.is_empty()).then(|| Clean::new(&department_code)),
        };
        Ok(rows.into_iter().map(issuer).collect())
    }
}

#[async_trait]
impl WriteForms for SqliteTx {
    async fn put_consent_text(&mut self, text: &ConsentText, at: DateTime<Utc>) -> Result<()> {
        sqlx::query(
            "INSERT INTO consent_texts (code, version, title, text, meaning, refusal, at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(text.code.code())
        .bind(text.version)
        .bind(text.title.as_str())
        .bind(text.text.as_str())
        .bind(text.meaning.as_str())
        .bind(text.refusal.as_str())
        .bind(at)
        .execute(self.on())
        .await
        .map_err(broken("the version of the consent text", "the consent"))?;
        Ok(())
    }

    async fn use_issuer(
        &mut self,
        organisation: OrganisationId,
        key: &str,
        issuer: &Issuer,
        keep: usize,
    ) -> Result<()> {
        let department_code = issuer.department_code.as_ref().map_or("", Clean::as_str);
        sqlx::query(
            "INSERT INTO issuers (organisation, key, department_code, name, used)
             VALUES (?1, ?2, ?3, ?4,
                     (SELECT coalesce(max(used), 0) + 1 FROM issuers WHERE organisation = ?1))
             ON CONFLICT (organisation, key, department_code)
             DO UPDATE SET name = excluded.name, used = excluded.used",
        )
        .bind(organisation.0)
        .bind(key)
        .bind(department_code)
        .bind(issuer.name.as_str())
        .execute(self.on())
        .await?;
        sqlx::query(
            "DELETE FROM issuers WHERE organisation = ?1 AND used <=
             (SELECT used FROM issuers WHERE organisation = ?1 ORDER BY used DESC LIMIT 1 OFFSET ?2)",
        )
        .bind(organisation.0)
        .bind(signed(keep as u64))
        .execute(self.on())
        .await?;
        Ok(())
    }
}
