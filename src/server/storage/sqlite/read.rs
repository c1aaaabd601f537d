//! What is read, one statement each.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::decode::{
    ClerkColumns, ResultColumns, capabilities_of, card, case, clerk, link, scope, stored_result,
    zone,
};
use super::{SqliteTx, search, signed, unsigned};
use crate::api::search::SearchRequest;
use crate::api::session::{Channel, Colleague, OrganisationName};
use crate::api::sync::Scope;
use crate::domain::duplicate::Likeness;
use crate::domain::{
    ApplicationNumber, Card, Case, CertificateNumber, Clean, ClerkId, MunicipalityCode,
    OrganisationId, Zone,
};
use crate::server::storage::rows::{
    AuditLink, Change, Clerk, Counter, Device, Name, Renewal, StoredResult, Token, TokenHash,
};
use crate::server::storage::{Read, Result};

/// A record by its number: where the number says, unless it has moved.
const CASE: &str = "SELECT record FROM cases
     WHERE municipality = COALESCE((SELECT municipality FROM homes WHERE number = ?2), ?1) AND number = ?2";
const CARD: &str = "SELECT card FROM cards
     WHERE municipality = COALESCE((SELECT municipality FROM homes WHERE number = ?2), ?1) AND number = ?2";

#[async_trait]
impl Read for SqliteTx {
    async fn clerk(&mut self, id: ClerkId) -> Result<Option<Clerk>> {
        let row: Option<ClerkColumns> = sqlx::query_as(
            "SELECT c.id, c.name, c.organisation, o.municipality, m.zone, c.capabilities, c.password
             FROM clerks c JOIN organisations o ON o.id = c.organisation
             JOIN municipalities m ON m.code = o.municipality WHERE c.id = ?",
        )
        .bind(id.0)
        .fetch_optional(self.on())
        .await?;
        row.map(clerk).transpose()
    }

    async fn clerk_by_login(&mut self, login: &str) -> Result<Option<Clerk>> {
        let row: Option<ClerkColumns> = sqlx::query_as(
            "SELECT c.id, c.name, c.organisation, o.municipality, m.zone, c.capabilities, c.password
             FROM clerks c JOIN organisations o ON o.id = c.organisation
             JOIN municipalities m ON m.code = o.municipality WHERE c.login = ?",
        )
        .bind(login)
        .fetch_optional(self.on())
        .await?;
        row.map(clerk).transpose()
    }

    async fn colleagues(&mut self, organisation: OrganisationId) -> Result<Vec<Colleague>> {
        let rows: Vec<(u32, String, String)> = sqlx::query_as(
            "SELECT id, name, capabilities FROM clerks WHERE organisation = ? ORDER BY id",
        )
        .bind(organisation.0)
        .fetch_all(self.on())
        .await?;
        Ok(rows
            .into_iter()
            .map(|(id, name, capabilities)| Colleague {
                id: ClerkId(id),
                name: Clean::new(&name),
                capabilities: capabilities_of(&capabilities),
            })
            .collect())
    }

    async fn municipality(&mut self, code: MunicipalityCode) -> Result<Option<Clean>> {
        let name: Option<String> =
            sqlx::query_scalar("SELECT name FROM municipalities WHERE code = ?")
                .bind(code.0)
                .fetch_optional(self.on())
                .await?;
        Ok(name.map(Clean::from))
    }

    async fn zone(&mut self, code: MunicipalityCode) -> Result<Option<Zone>> {
        let hours: Option<u8> =
            sqlx::query_scalar("SELECT zone FROM municipalities WHERE code = ?")
                .bind(code.0)
                .fetch_optional(self.on())
                .await?;
        hours.map(zone).transpose()
    }

    async fn municipality_of(
        &mut self,
        organisation: OrganisationId,
    ) -> Result<Option<MunicipalityCode>> {
        let code: Option<u8> =
            sqlx::query_scalar("SELECT municipality FROM organisations WHERE id = ?")
                .bind(organisation.0)
                .fetch_optional(self.on())
                .await?;
        Ok(code.map(MunicipalityCode))
    }

    async fn organisations(
        &mut self,
        municipality: MunicipalityCode,
    ) -> Result<Vec<OrganisationName>> {
        let rows: Vec<(u32, String)> =
            sqlx::query_as("SELECT id, name FROM organisations WHERE municipality = ? ORDER BY id")
                .bind(municipality.0)
                .fetch_all(self.on())
                .await?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| OrganisationName {
                id: OrganisationId(id),
                name: Clean::new(&name),
            })
            .collect())
    }

    async fn token(&mut self, hash: &TokenHash) -> Result<Option<Token>> {
        let row: Option<(u32, Uuid, String, DateTime<Utc>, DateTime<Utc>)> = sqlx::query_as(
            "SELECT clerk, device, channel, issued, seen FROM tokens WHERE hash = ?",
        )
        .bind(&hash[..])
        .fetch_optional(self.on())
        .await?;
        Ok(row.map(|(clerk, device, channel, issued, seen)| Token {
            clerk: ClerkId(clerk),
            device,
            channel: match channel.as_str() {
                "protected" => Channel::Protected,
                _ => Channel::Open,
            },
            issued,
            seen,
        }))
    }

    async fn device(&mut self, id: Uuid) -> Result<Option<Device>> {
        let row: Option<(u32, u32, i64)> =
            sqlx::query_as("SELECT clerk, epoch, high_water FROM devices WHERE id = ?")
                .bind(id)
                .fetch_optional(self.on())
                .await?;
        Ok(row.map(|(clerk, epoch, high_water)| Device {
            id,
            clerk: ClerkId(clerk),
            epoch,
            high_water: unsigned(high_water),
        }))
    }

    async fn result(&mut self, device: Uuid, epoch: u32, seq: u64) -> Result<Option<StoredResult>> {
        let row: Option<ResultColumns> = sqlx::query_as(
            "SELECT seq, hash, id, target, command, at, outcome FROM results
             WHERE device = ? AND epoch = ? AND seq = ?",
        )
        .bind(device)
        .bind(epoch)
        .bind(signed(seq))
        .fetch_optional(self.on())
        .await?;
        Ok(row
            .map(stored_result)
            .transpose()?
            .map(|(_, stored)| stored))
    }

    async fn result_by_id(&mut self, id: Uuid) -> Result<Option<StoredResult>> {
        let row: Option<ResultColumns> = sqlx::query_as(
            "SELECT seq, hash, id, target, command, at, outcome FROM results
             WHERE id = ? ORDER BY at, device, epoch, seq LIMIT 1",
        )
        .bind(id)
        .fetch_optional(self.on())
        .await?;
        Ok(row
            .map(stored_result)
            .transpose()?
            .map(|(_, stored)| stored))
    }

    async fn results_from(
        &mut self,
        name: Name,
        seq: u64,
        most: usize,
    ) -> Result<Vec<(u64, StoredResult)>> {
        let rows: Vec<ResultColumns> = sqlx::query_as(
            "SELECT seq, hash, id, target, command, at, outcome FROM results
             WHERE device = ? AND epoch = ? AND seq >= ? ORDER BY seq DESC LIMIT ?",
        )
        .bind(name.device)
        .bind(name.epoch)
        .bind(signed(seq))
        .bind(signed(most as u64))
        .fetch_all(self.on())
        .await?;
        rows.into_iter().rev().map(stored_result).collect()
    }

    async fn renewal(&mut self, ask: Uuid) -> Result<Option<Renewal>> {
        let row: Option<(u32, Uuid, u32, Uuid, u32, DateTime<Utc>)> = sqlx::query_as(
            "SELECT clerk, device, epoch, to_device, to_epoch, at FROM renewals WHERE ask = ?",
        )
        .bind(ask)
        .fetch_optional(self.on())
        .await?;
        Ok(
            row.map(|(clerk, device, epoch, to_device, to_epoch, at)| Renewal {
                ask,
                clerk: ClerkId(clerk),
                from: Name { device, epoch },
                to: Name {
                    device: to_device,
                    epoch: to_epoch,
                },
                at,
            }),
        )
    }

    async fn case(&mut self, number: ApplicationNumber) -> Result<Option<Case>> {
        let record: Option<String> = sqlx::query_scalar(CASE)
            .bind(number.municipality().0)
            .bind(number.to_string())
            .fetch_optional(self.on())
            .await?;
        record.as_deref().map(case).transpose()
    }

    async fn certificate_taken(&mut self, certificate: CertificateNumber) -> Result<bool> {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM cases WHERE municipality = ?1 AND certificate = ?2
             UNION ALL SELECT 1 FROM homes WHERE certificate = ?2",
        )
        .bind(certificate.municipality().0)
        .bind(certificate.to_string())
        .fetch_optional(self.on())
        .await?;
        Ok(found.is_some())
    }

    async fn search(
        &mut self,
        municipality: MunicipalityCode,
        request: &SearchRequest,
        limit: usize,
    ) -> Result<Vec<Case>> {
        let mut sql = search::by_requisites("", municipality, request, limit);
        let records: Vec<String> = sql.build_query_scalar().fetch_all(self.on()).await?;
        records.iter().map(|record| case(record)).collect()
    }

    async fn changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Case)>> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT change_seq, record FROM cases WHERE municipality = ? AND change_seq > ?
             ORDER BY change_seq LIMIT ?",
        )
        .bind(municipality.0)
        .bind(signed(cursor))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        rows.iter()
            .map(|(seq, record)| Ok((unsigned(*seq), case(record)?)))
            .collect()
    }

    async fn municipalities(&mut self) -> Result<Vec<MunicipalityCode>> {
        let codes: Vec<u8> = sqlx::query_scalar("SELECT code FROM municipalities ORDER BY code")
            .fetch_all(self.on())
            .await?;
        Ok(codes.into_iter().map(MunicipalityCode).collect())
    }

    async fn changes_after(
        &mut self,
        number: ApplicationNumber,
        version: u64,
    ) -> Result<Vec<Change>> {
        let rows: Vec<(i64, u32, Option<String>, String, DateTime<Utc>)> = sqlx::query_as(
            "SELECT h.version, h.clerk, c.name, h.command, h.at
             FROM changes h LEFT JOIN clerks c ON c.id = h.clerk
             WHERE h.municipality = ? AND h.number = ? AND h.version > ?
             ORDER BY h.version DESC LIMIT 100",
        )
        .bind(number.municipality().0)
        .bind(number.to_string())
        .bind(signed(version))
        .fetch_all(self.on())
        .await?;
        Ok(rows
            .into_iter()
            .map(|(version, clerk, name, command, at)| Change {
                version: unsigned(version),
                clerk: ClerkId(clerk),
                name: Clean::from(name.unwrap_or_default()),
                command,
                at,
            })
            .collect())
    }

    async fn card(&mut self, number: ApplicationNumber) -> Result<Option<Card>> {
        let record: Option<String> = sqlx::query_scalar(CARD)
            .bind(number.municipality().0)
            .bind(number.to_string())
            .fetch_optional(self.on())
            .await?;
        record.as_deref().map(card).transpose()
    }

    async fn search_names(
        &mut self,
        municipality: MunicipalityCode,
        words: &[String],
        birth_date: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<(Case, Card)>> {
        let mut sql = search::by_name("", municipality, words, birth_date, limit);
        let rows: Vec<(String, String)> = sql.build_query_as().fetch_all(self.on()).await?;
        rows.iter()
            .map(|(record, personal)| Ok((case(record)?, card(personal)?)))
            .collect()
    }

    async fn near(
        &mut self,
        number: ApplicationNumber,
        keys: &Likeness,
    ) -> Result<Vec<(ApplicationNumber, Likeness)>> {
        let rows: Vec<(String, String, NaiveDate, String, Option<String>)> = sqlx::query_as(
            "SELECT number, name, birth_date, document, snils FROM cards
             WHERE live = 1 AND number <> ?1
             AND (birth_date = ?2 OR document = ?3 OR name = ?4 OR snils = ?5)
             ORDER BY number LIMIT 10000",
        )
        .bind(number.to_string())
        .bind(keys.birth_date)
        .bind(&keys.document)
        .bind(&keys.name)
        .bind(&keys.snils)
        .fetch_all(self.on())
        .await?;
        rows.into_iter()
            .map(|(number, name, birth_date, document, snils)| {
                let keys = Likeness {
                    name,
                    birth_date,
                    document,
                    snils,
                };
                Ok((super::decode::number(&number)?, keys))
            })
            .collect()
    }

    async fn told_apart(&mut self, number: ApplicationNumber) -> Result<Vec<ApplicationNumber>> {
        let others: Vec<String> =
            sqlx::query_scalar("SELECT other FROM told_apart WHERE number = ?")
                .bind(number.to_string())
                .fetch_all(self.on())
                .await?;
        others
            .iter()
            .map(|text| super::decode::number(text))
            .collect()
    }

    async fn revealed(&mut self, clerk: ClerkId, number: ApplicationNumber) -> Result<bool> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM reveals WHERE clerk = ? AND number = ?")
                .bind(clerk.0)
                .bind(number.to_string())
                .fetch_optional(self.on())
                .await?;
        Ok(found.is_some())
    }

    async fn counter(&mut self, scope: Scope) -> Result<u64> {
        let value: Option<i64> = sqlx::query_scalar("SELECT counter FROM scopes WHERE scope = ?")
            .bind(scope.to_string())
            .fetch_optional(self.on())
            .await?;
        Ok(value.map_or(0, unsigned))
    }

    async fn counters(&mut self) -> Result<Vec<Counter>> {
        let rows: Vec<(String, i64)> = sqlx::query_as("SELECT scope, counter FROM scopes")
            .fetch_all(self.on())
            .await?;
        rows.into_iter()
            .map(|(name, value)| {
                Ok(Counter {
                    scope: scope(&name)?,
                    value: unsigned(value),
                })
            })
            .collect()
    }

    async fn audit_scopes(&mut self) -> Result<Vec<Scope>> {
        let names: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT scope FROM audit ORDER BY scope")
                .fetch_all(self.on())
                .await?;
        names.iter().map(|name| scope(name)).collect()
    }

    async fn audit_head(&mut self, scope: Scope) -> Result<Option<AuditLink>> {
        let row: Option<(i64, String, Vec<u8>)> = sqlx::query_as(
            "SELECT n, row, hash FROM audit WHERE scope = ? ORDER BY n DESC LIMIT 1",
        )
        .bind(scope.to_string())
        .fetch_optional(self.on())
        .await?;
        Ok(row.map(link))
    }

    async fn audit_page(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> Result<Vec<AuditLink>> {
        let rows: Vec<(i64, String, Vec<u8>)> = sqlx::query_as(
            "SELECT n, row, hash FROM audit WHERE scope = ? AND n > ? ORDER BY n LIMIT ?",
        )
        .bind(scope.to_string())
        .bind(signed(after))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        Ok(rows.into_iter().map(link).collect())
    }
}
