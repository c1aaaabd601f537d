//! What is written, with the constraints that the tables of the real storage have.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Datelike, Utc};
use reestr::api::sync::Scope;
use reestr::domain::duplicate::Likeness;
use reestr::domain::{
    ApplicationNumber, Capabilities, Card, Case, Clean, ClerkId, MunicipalityCode, OrganisationId,
    Zone,
};
use reestr::fault::{self, Fault};
use reestr::server::storage::rows::{
    AuditLink, Clerk, Device, Import, NewClerk, REGISTER, Renewal, StoredResult, Token, TokenHash,
    live,
};
use reestr::server::storage::{Result, StorageError, Write};
use uuid::Uuid;

use super::Tx;
use super::log::{Name, Wrote};
use super::tables::{CardRow, CaseRow, ChangeRow, OrganisationRow, add, get, put};

/// A constraint that the register's own rules never break.
fn unique(free: bool, table: &str) -> Result<()> {
    if free {
        return Ok(());
    }
    Err(StorageError::Failed(format!(
        "UNIQUE constraint failed: {table}"
    )))
}

#[async_trait]
impl Write for Tx {
    async fn put_municipality(&mut self, code: MunicipalityCode, name: &Clean) -> Result<()> {
        if add(&mut self.tables.municipalities, code, name.clone()) {
            return Ok(());
        }
        Err(StorageError::Taken("the municipality"))
    }

    async fn set_zone(&mut self, code: MunicipalityCode, zone: Zone) -> Result<()> {
        if !self.tables.municipalities.contains_key(&code) {
            return Err(StorageError::Missing("the municipality"));
        }
        put(&mut self.tables.zones, code, zone);
        Ok(())
    }

    async fn put_organisation(
        &mut self,
        municipality: MunicipalityCode,
        name: &Clean,
    ) -> Result<OrganisationId> {
        if !self.tables.municipalities.contains_key(&municipality) {
            return Err(StorageError::Missing("the municipality"));
        }
        let id = OrganisationId(self.tables.organisations.len() as u32 + 1);
        let row = OrganisationRow {
            municipality,
            name: name.clone(),
        };
        put(&mut self.tables.organisations, id, row);
        Ok(id)
    }

    async fn put_clerk(&mut self, clerk: &NewClerk<'_>) -> Result<ClerkId> {
        if self.tables.logins.contains_key(clerk.login) {
            return Err(StorageError::Taken("the login"));
        }
        let office = get(&self.tables.organisations, &clerk.organisation);
        let office = office.ok_or(StorageError::Missing("the organisation"))?;
        let id = ClerkId(self.tables.clerks.len() as u32 + 1);
        put(&mut self.tables.logins, clerk.login.to_owned(), id);
        let row = Clerk {
            id,
            name: clerk.name.clone(),
            organisation: clerk.organisation,
            municipality: office.municipality,
            zone: Zone::default(),
            capabilities: clerk.capabilities,
            password: clerk.password.to_owned(),
        };
        put(&mut self.tables.clerks, id, row);
        Ok(id)
    }

    async fn set_capabilities(&mut self, login: &str, capabilities: Capabilities) -> Result<()> {
        let id = get(&self.tables.logins, &login.to_owned());
        let clerk = id.and_then(|id| get(&self.tables.clerks, &id));
        let clerk = clerk.ok_or(StorageError::Missing("the clerk with this login"))?;
        let changed = Clerk {
            capabilities,
            ..clerk
        };
        put(&mut self.tables.clerks, changed.id, changed);
        Ok(())
    }

    async fn put_device(&mut self, device: &Device) -> Result<()> {
        if add(&mut self.tables.devices, device.id, *device) {
            return Ok(());
        }
        Err(StorageError::Taken("the device"))
    }

    async fn set_high_water(&mut self, device: Uuid, high_water: u64) -> Result<()> {
        if let Some(known) = get(&self.tables.devices, &device) {
            let moved = Device {
                high_water,
                ..known
            };
            put(&mut self.tables.devices, device, moved);
            let epoch = known.epoch;
            self.log.push(Wrote::HighWater {
                name: Name { device, epoch },
                value: high_water,
            });
        }
        Ok(())
    }

    async fn set_epoch(&mut self, device: Uuid, epoch: u32) -> Result<()> {
        if let Some(known) = get(&self.tables.devices, &device) {
            let moved = Device {
                epoch,
                high_water: 0,
                ..known
            };
            put(&mut self.tables.devices, device, moved);
            let name = Name { device, epoch };
            self.log.push(Wrote::Renamed { name });
        }
        Ok(())
    }

    async fn put_renewal(&mut self, renewal: &Renewal) -> Result<()> {
        if add(&mut self.tables.renewals, renewal.ask, *renewal) {
            return Ok(());
        }
        Err(StorageError::Taken("the question"))
    }

    async fn put_token(&mut self, hash: &TokenHash, token: &Token) -> Result<()> {
        let free = add(&mut self.tables.tokens, *hash, token.clone());
        unique(free, "tokens")
    }

    async fn touch_token(&mut self, hash: &TokenHash, seen: DateTime<Utc>) -> Result<()> {
        if let Some(token) = get(&self.tables.tokens, hash) {
            put(&mut self.tables.tokens, *hash, Token { seen, ..token });
        }
        Ok(())
    }

    async fn drop_token(&mut self, hash: &TokenHash) -> Result<()> {
        Arc::make_mut(&mut self.tables.tokens).remove(hash);
        Ok(())
    }

    async fn drop_tokens_before(&mut self, issued: DateTime<Utc>) -> Result<()> {
        Arc::make_mut(&mut self.tables.tokens).retain(|_, token| token.issued >= issued);
        Ok(())
    }

    async fn bump(&mut self, scope: Scope, by: u64) -> Result<u64> {
        let value = self.tables.counter(scope) + by;
        put(&mut self.tables.scopes, scope, value);
        if fault::on(Fault::SequenceForCounter) {
            self.show_at_once(scope, value);
        }
        self.log.push(Wrote::Counter { scope, value });
        Ok(value)
    }

    async fn put_case(&mut self, case: &Case, change_seq: u64) -> Result<()> {
        let number = case.number();
        let owner = get(&self.tables.by_certificate, &case.certificate.number);
        if owner.is_some_and(|owner| owner != number) {
            return Err(StorageError::Taken("the certificate number"));
        }
        if let Some(old) = self.tables.cases.get(&number).cloned() {
            let place = (old.case.municipality(), old.change_seq);
            Arc::make_mut(&mut self.tables.by_change).remove(&place);
            Arc::make_mut(&mut self.tables.by_certificate).remove(&old.case.certificate.number);
        }
        let place = (case.municipality(), change_seq);
        unique(
            add(&mut self.tables.by_change, place, number),
            "cases.change_seq",
        )?;
        put(
            &mut self.tables.by_certificate,
            case.certificate.number,
            number,
        );
        let case = case.clone();
        put(&mut self.tables.cases, number, CaseRow { change_seq, case });
        Ok(())
    }

    async fn put_card(
        &mut self,
        number: ApplicationNumber,
        card: &Card,
        keys: &Likeness,
        live: bool,
    ) -> Result<()> {
        let row = CardRow {
            card: card.clone(),
            keys: keys.clone(),
            live,
        };
        put(&mut self.tables.cards, number, row);
        Ok(())
    }

    async fn set_card_live(&mut self, number: ApplicationNumber, live: bool) -> Result<()> {
        if let Some(row) = get(&self.tables.cards, &number) {
            put(&mut self.tables.cards, number, CardRow { live, ..row });
        }
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
        let command = command.to_owned();
        let row = ChangeRow { clerk, command, at };
        let free = add(&mut self.tables.changes, (number, version), row);
        self.log.push(Wrote::Change {
            target: number.into(),
            version,
            by_clerk: clerk != REGISTER,
        });
        unique(free, "changes")
    }

    async fn import(&mut self, records: &[Import], at: DateTime<Utc>) -> Result<()> {
        for record in records {
            let (number, case) = (record.case.number(), &record.case);
            self.put_case(case, record.change_seq).await?;
            self.put_card(number, &record.card, &record.keys, live(case))
                .await?;
            let version = case.application.version;
            self.put_change(number, version, REGISTER, "import", at)
                .await?;
            if let Some(intake) = &case.application.intake {
                let year = u16::try_from(intake.date.year()).unwrap();
                let journal = (intake.organisation, year);
                let text = intake.journal_number.as_str();
                let place = (intake.organisation, year, text.to_owned());
                put(&mut self.tables.journal_numbers, place, number);
                let behind = text.parse().unwrap_or(0) + 1;
                let next = get(&self.tables.journals, &journal).unwrap_or(1);
                put(&mut self.tables.journals, journal, next.max(behind));
            }
        }
        Ok(())
    }

    async fn claim_journal_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        application: ApplicationNumber,
    ) -> Result<bool> {
        let place = (organisation, year, number.to_owned());
        if let Some(owner) = get(&self.tables.journal_numbers, &place) {
            return Ok(owner == application);
        }
        put(&mut self.tables.journal_numbers, place, application);
        Ok(true)
    }

    async fn lease_journal(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32> {
        let journal = (organisation, year);
        let next = get(&self.tables.journals, &journal).unwrap_or(1);
        put(&mut self.tables.journals, journal, next + count);
        Ok(next)
    }

    async fn put_result(
        &mut self,
        device: Uuid,
        epoch: u32,
        seq: u64,
        result: &StoredResult,
    ) -> Result<()> {
        let place = (device, epoch, seq);
        let free = add(&mut self.tables.results, place, result.clone());
        let by_id = (result.id, result.at, device, epoch, seq);
        put(&mut self.tables.by_id, by_id, ());
        self.log.push(Wrote::Result {
            name: Name { device, epoch },
            seq,
            id: result.id,
            target: result.target,
            outcome: result.outcome.clone(),
        });
        unique(free, "results")
    }

    async fn put_reveal(
        &mut self,
        clerk: ClerkId,
        number: ApplicationNumber,
        _: DateTime<Utc>,
    ) -> Result<()> {
        put(&mut self.tables.reveals, (clerk, number), ());
        Ok(())
    }

    async fn tell_apart(
        &mut self,
        number: ApplicationNumber,
        other: ApplicationNumber,
    ) -> Result<()> {
        put(&mut self.tables.told_apart, (number, other), ());
        put(&mut self.tables.told_apart, (other, number), ());
        Ok(())
    }

    async fn put_audit(&mut self, scope: Scope, link: &AuditLink) -> Result<()> {
        let free = add(&mut self.tables.audit, (scope, link.n), link.clone());
        self.log.extend(Wrote::of_audit(&link.row));
        unique(free, "audit")
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        Tx::commit(*self).await;
        Ok(())
    }
}
