//! What is written, one statement each.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sqlx::error::{DatabaseError, ErrorKind};
use uuid::Uuid;

use super::{SqliteTx, import, signed, unsigned};
use crate::api::session::Channel;
use crate::api::sync::Scope;
use crate::domain::duplicate::Likeness;
use crate::domain::overview::Waits;
use crate::domain::{
    ApplicationNumber, Capabilities, Capability, Card, Case, Clean, ClerkId, MunicipalityCode,
    OrganisationId, Zone,
};
use crate::server::storage::error::damaged;
use crate::server::storage::rows::{
    AuditLink, Device, Import, NewClerk, Renewal, StoredResult, Token, TokenHash, name_words,
};
use crate::server::storage::{Result, StorageError, Write};

fn codes(capabilities: Capabilities) -> String {
    Vec::<Capability>::from(capabilities)
        .iter()
        .map(|capability| capability.code())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names what a unique or foreign key constraint stands for.
pub(super) fn broken(
    taken: &'static str,
    missing: &'static str,
) -> impl FnOnce(sqlx::Error) -> StorageError {
    move |error| match error.as_database_error().map(DatabaseError::kind) {
        Some(ErrorKind::UniqueViolation) => StorageError::Taken(taken),
        Some(ErrorKind::ForeignKeyViolation) => StorageError::Missing(missing),
        _ => error.into(),
    }
}

#[async_trait]
impl Write for SqliteTx {
    async fn put_municipality(&mut self, code: MunicipalityCode, name: &Clean) -> Result<()> {
        sqlx::query("INSERT INTO municipalities (code, name) VALUES (?, ?)")
            .bind(code.0)
            .bind(name.as_str())
            .execute(self.on())
            .await
            .map_err(broken("the municipality", "the region"))?;
        Ok(())
    }

    async fn set_zone(&mut self, code: MunicipalityCode, zone: Zone) -> Result<()> {
        let set = sqlx::query("UPDATE municipalities SET zone = ? WHERE code = ?")
            .bind(zone.hours())
            .bind(code.0)
            .execute(self.on())
            .await?;
        if set.rows_affected() == 0 {
            return Err(StorageError::Missing("the municipality"));
        }
        Ok(())
    }

    async fn put_organisation(
        &mut self,
        municipality: MunicipalityCode,
        name: &Clean,
    ) -> Result<OrganisationId> {
        let id: u32 = sqlx::query_scalar(
            "INSERT INTO organisations (municipality, name) VALUES (?, ?) RETURNING id",
        )
        .bind(municipality.0)
        .bind(name.as_str())
        .fetch_one(self.on())
        .await
        .map_err(broken("the organisation", "the municipality"))?;
        Ok(OrganisationId(id))
    }

    async fn put_clerk(&mut self, clerk: &NewClerk<'_>) -> Result<ClerkId> {
        let id: u32 = sqlx::query_scalar(
            "INSERT INTO clerks (organisation, login, name, capabilities, password)
             VALUES (?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(clerk.organisation.0)
        .bind(clerk.login)
        .bind(clerk.name.as_str())
        .bind(codes(clerk.capabilities))
        .bind(clerk.password)
        .fetch_one(self.on())
        .await
        .map_err(broken("the login", "the organisation"))?;
        Ok(ClerkId(id))
    }

    async fn set_capabilities(&mut self, login: &str, capabilities: Capabilities) -> Result<()> {
        let done = sqlx::query("UPDATE clerks SET capabilities = ? WHERE login = ?")
            .bind(codes(capabilities))
            .bind(login)
            .execute(self.on())
            .await?;
        match done.rows_affected() {
            0 => Err(StorageError::Missing("the clerk with this login")),
            _ => Ok(()),
        }
    }

    async fn put_device(&mut self, device: &Device) -> Result<()> {
        sqlx::query("INSERT INTO devices (id, clerk, epoch, high_water) VALUES (?, ?, ?, ?)")
            .bind(device.id)
            .bind(device.clerk.0)
            .bind(device.epoch)
            .bind(signed(device.high_water))
            .execute(self.on())
            .await
            .map_err(broken("the device", "the clerk"))?;
        Ok(())
    }

    async fn set_high_water(&mut self, device: Uuid, high_water: u64) -> Result<()> {
        sqlx::query("UPDATE devices SET high_water = ? WHERE id = ?")
            .bind(signed(high_water))
            .bind(device)
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn set_epoch(&mut self, device: Uuid, epoch: u32) -> Result<()> {
        sqlx::query("UPDATE devices SET epoch = ?, high_water = 0 WHERE id = ?")
            .bind(epoch)
            .bind(device)
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn put_renewal(&mut self, renewal: &Renewal) -> Result<()> {
        sqlx::query(
            "INSERT INTO renewals (ask, clerk, device, epoch, to_device, to_epoch, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(renewal.ask)
        .bind(renewal.clerk.0)
        .bind(renewal.from.device)
        .bind(renewal.from.epoch)
        .bind(renewal.to.device)
        .bind(renewal.to.epoch)
        .bind(renewal.at)
        .execute(self.on())
        .await
        .map_err(broken("the question", "the clerk"))?;
        Ok(())
    }

    async fn put_token(&mut self, hash: &TokenHash, token: &Token) -> Result<()> {
        let channel = match token.channel {
            Channel::Open => "open",
            Channel::Protected => "protected",
        };
        sqlx::query(
            "INSERT INTO tokens (hash, clerk, device, channel, issued, seen) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&hash[..])
        .bind(token.clerk.0)
        .bind(token.device)
        .bind(channel)
        .bind(token.issued)
        .bind(token.seen)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn touch_token(&mut self, hash: &TokenHash, seen: DateTime<Utc>) -> Result<()> {
        sqlx::query("UPDATE tokens SET seen = ? WHERE hash = ?")
            .bind(seen)
            .bind(&hash[..])
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn drop_token(&mut self, hash: &TokenHash) -> Result<()> {
        sqlx::query("DELETE FROM tokens WHERE hash = ?")
            .bind(&hash[..])
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn drop_tokens_before(&mut self, issued: DateTime<Utc>) -> Result<()> {
        sqlx::query("DELETE FROM tokens WHERE issued < ?")
            .bind(issued)
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn bump(&mut self, scope: Scope, by: u64) -> Result<u64> {
        let value: i64 = sqlx::query_scalar(
            "INSERT INTO scopes (scope, counter) VALUES (?1, ?2)
             ON CONFLICT (scope) DO UPDATE SET counter = counter + ?2 RETURNING counter",
        )
        .bind(scope.to_string())
        .bind(signed(by))
        .fetch_one(self.on())
        .await?;
        Ok(unsigned(value))
    }

    async fn put_case(&mut self, case: &Case, change_seq: u64) -> Result<()> {
        let number = case.number();
        let application = &case.application;
        sqlx::query(
            "INSERT INTO cases (municipality, number, version, change_seq, serial, date, certificate, state,
                                paper_due, record, organisation, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (municipality, number) DO UPDATE SET version = ?3, change_seq = ?4, date = ?6,
                certificate = ?7, state = ?8, paper_due = ?9, record = ?10, organisation = ?11, since = ?12",
        )
        .bind(case.municipality().0)
        .bind(number.to_string())
        .bind(signed(application.version))
        .bind(signed(change_seq))
        .bind(number.serial())
        .bind(application.reference.date)
        .bind(case.certificate.number.to_string())
        .bind(application.state.code())
        .bind(application.paper_due)
        .bind(serde_json::to_string(case).map_err(damaged("case"))?)
        .bind(application.organisation.0)
        .bind(Waits::of_case(case).map(|(_, since)| since))
        .execute(self.on())
        .await
        .map_err(broken("the certificate number", "the municipality"))?;
        Ok(())
    }

    async fn put_card(
        &mut self,
        number: ApplicationNumber,
        card: &Card,
        keys: &Likeness,
        live: bool,
    ) -> Result<()> {
        let (municipality, text) = (self.home(number).await?, number.to_string());
        sqlx::query(
            "INSERT INTO cards (municipality, number, live, name, birth_date, document, snils, card)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (municipality, number) DO UPDATE SET live = ?3, name = ?4, birth_date = ?5,
                document = ?6, snils = ?7, card = ?8",
        )
        .bind(municipality)
        .bind(&text)
        .bind(live)
        .bind(&keys.name)
        .bind(keys.birth_date)
        .bind(&keys.document)
        .bind(&keys.snils)
        .bind(serde_json::to_string(card).map_err(damaged("card"))?)
        .execute(self.on())
        .await?;
        sqlx::query("DELETE FROM name_words WHERE municipality = ? AND number = ?")
            .bind(municipality)
            .bind(&text)
            .execute(self.on())
            .await?;
        for word in name_words(&keys.name) {
            sqlx::query(
                "INSERT INTO name_words (municipality, word, number) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )
            .bind(municipality)
            .bind(word)
            .bind(&text)
            .execute(self.on())
            .await?;
        }
        Ok(())
    }

    async fn set_card_live(&mut self, number: ApplicationNumber, live: bool) -> Result<()> {
        let municipality = self.home(number).await?;
        sqlx::query("UPDATE cards SET live = ? WHERE municipality = ? AND number = ?")
            .bind(live)
            .bind(municipality)
            .bind(number.to_string())
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn put_change(
        &mut self,
        number: ApplicationNumber,
        version: u64,
        clerk: ClerkId,
        command: &str,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO changes (municipality, number, version, clerk, command, at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(number.municipality().0)
        .bind(number.to_string())
        .bind(signed(version))
        .bind(clerk.0)
        .bind(command)
        .bind(at)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn import(&mut self, records: &[Import], at: DateTime<Utc>) -> Result<()> {
        import::write(self.on(), records, at).await
    }

    async fn claim_journal_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        application: ApplicationNumber,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO journal_numbers (organisation, year, number, application) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(number)
        .bind(application.to_string())
        .execute(self.on())
        .await?;
        if done.rows_affected() == 1 {
            return Ok(true);
        }
        let owner: Option<String> = sqlx::query_scalar(
            "SELECT application FROM journal_numbers WHERE organisation = ? AND year = ? AND number = ?",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(number)
        .fetch_optional(self.on())
        .await?;
        Ok(owner.is_some_and(|owner| owner == application.to_string()))
    }

    async fn lease_journal(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32> {
        let next: u32 = sqlx::query_scalar(
            "INSERT INTO journals (organisation, year, next) VALUES (?1, ?2, ?3 + 1)
             ON CONFLICT (organisation, year) DO UPDATE SET next = next + ?3 RETURNING next",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(count)
        .fetch_one(self.on())
        .await?;
        Ok(next - count)
    }

    async fn put_result(
        &mut self,
        device: Uuid,
        epoch: u32,
        seq: u64,
        result: &StoredResult,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO results (device, epoch, seq, hash, id, target, command, at, outcome)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(device)
        .bind(epoch)
        .bind(signed(seq))
        .bind(&result.hash)
        .bind(result.id)
        .bind(result.target.to_string())
        .bind(&result.command)
        .bind(result.at)
        .bind(serde_json::to_string(&result.outcome).map_err(damaged("result"))?)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_reveal(
        &mut self,
        clerk: ClerkId,
        number: ApplicationNumber,
        at: DateTime<Utc>,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO reveals (clerk, number, at) VALUES (?, ?, ?)
             ON CONFLICT (clerk, number) DO UPDATE SET at = excluded.at",
        )
        .bind(clerk.0)
        .bind(number.to_string())
        .bind(at)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn tell_apart(
        &mut self,
        number: ApplicationNumber,
        other: ApplicationNumber,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO told_apart (number, other) VALUES (?1, ?2), (?2, ?1) ON CONFLICT DO NOTHING",
        )
        .bind(number.to_string())
        .bind(other.to_string())
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_audit(&mut self, scope: Scope, link: &AuditLink) -> Result<()> {
        sqlx::query("INSERT INTO audit (scope, n, row, hash) VALUES (?, ?, ?, ?)")
            .bind(scope.to_string())
            .bind(signed(link.n))
            .bind(&link.row)
            .bind(&link.hash)
            .execute(self.on())
            .await?;
        Ok(())
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.0.commit().await?;
        Ok(())
    }
}
