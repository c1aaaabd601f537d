//! What is read. The tables of a transaction stay as they were when it began.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reestr::api::search::SearchRequest;
use reestr::api::session::{Colleague, OrganisationName};
use reestr::api::sync::Scope;
use reestr::domain::duplicate::Likeness;
use reestr::domain::{
    ApplicationNumber, Card, Case, CertificateNumber, Clean, ClerkId, MunicipalityCode,
    OrganisationId, Zone,
};
use reestr::server::storage::rows::{
    AuditLink, Change, Clerk, Counter, Device, Name, Renewal, StoredResult, Token, TokenHash,
};
use reestr::server::storage::{Read, Result};
use uuid::Uuid;

use super::tables::get;
use super::{Tx, search};

impl Tx {
    /// The clerk, in the zone that the municipality has now.
    fn clerk_row(&self, id: ClerkId) -> Option<Clerk> {
        let clerk = get(&self.tables.clerks, &id)?;
        let zone = get(&self.tables.zones, &clerk.municipality).unwrap_or_default();
        Some(Clerk { zone, ..clerk })
    }
}

#[async_trait]
impl Read for Tx {
    async fn clerk(&mut self, id: ClerkId) -> Result<Option<Clerk>> {
        Ok(self.clerk_row(id))
    }

    async fn clerk_by_login(&mut self, login: &str) -> Result<Option<Clerk>> {
        let id = self.tables.logins.get(login);
        Ok(id.and_then(|id| self.clerk_row(**id)))
    }

    async fn colleagues(&mut self, organisation: OrganisationId) -> Result<Vec<Colleague>> {
        let clerks = self.tables.clerks.values();
        Ok(clerks
            .filter(|clerk| clerk.organisation == organisation)
            .map(|clerk| Colleague {
                id: clerk.id,
                name: clerk.name.clone(),
                capabilities: clerk.capabilities,
            })
            .collect())
    }

    async fn municipality(&mut self, code: MunicipalityCode) -> Result<Option<Clean>> {
        Ok(get(&self.tables.municipalities, &code))
    }

    async fn zone(&mut self, code: MunicipalityCode) -> Result<Option<Zone>> {
        let there = self.tables.municipalities.contains_key(&code);
        Ok(there.then(|| get(&self.tables.zones, &code).unwrap_or_default()))
    }

    async fn municipality_of(
        &mut self,
        organisation: OrganisationId,
    ) -> Result<Option<MunicipalityCode>> {
        let row = self.tables.organisations.get(&organisation);
        Ok(row.map(|row| row.municipality))
    }

    async fn organisations(
        &mut self,
        municipality: MunicipalityCode,
    ) -> Result<Vec<OrganisationName>> {
        let rows = self.tables.organisations.iter();
        Ok(rows
            .filter(|(_, row)| row.municipality == municipality)
            .map(|(id, row)| OrganisationName {
                id: *id,
                name: row.name.clone(),
            })
            .collect())
    }

    async fn token(&mut self, hash: &TokenHash) -> Result<Option<Token>> {
        Ok(get(&self.tables.tokens, hash))
    }

    async fn device(&mut self, id: Uuid) -> Result<Option<Device>> {
        Ok(get(&self.tables.devices, &id))
    }

    async fn result(&mut self, device: Uuid, epoch: u32, seq: u64) -> Result<Option<StoredResult>> {
        Ok(get(&self.tables.results, &(device, epoch, seq)))
    }

    async fn result_by_id(&mut self, id: Uuid) -> Result<Option<StoredResult>> {
        let first = (id, DateTime::<Utc>::MIN_UTC, Uuid::nil(), 0, 0);
        let found = self.tables.by_id.range(first..).next();
        let place = found.filter(|((of, ..), _)| *of == id);
        Ok(place.and_then(|((_, _, device, epoch, seq), _)| {
            get(&self.tables.results, &(*device, *epoch, *seq))
        }))
    }

    async fn results_from(
        &mut self,
        name: Name,
        seq: u64,
        most: usize,
    ) -> Result<Vec<(u64, StoredResult)>> {
        let Name { device, epoch } = name;
        let rows = self
            .tables
            .results
            .range((device, epoch, seq)..=(device, epoch, u64::MAX));
        let mut last: Vec<_> = rows
            .rev()
            .take(most)
            .map(|((_, _, seq), stored)| (*seq, (**stored).clone()))
            .collect();
        last.reverse();
        Ok(last)
    }

    async fn renewal(&mut self, ask: Uuid) -> Result<Option<Renewal>> {
        Ok(get(&self.tables.renewals, &ask))
    }

    async fn case(&mut self, number: ApplicationNumber) -> Result<Option<Case>> {
        let row = self.tables.cases.get(&number);
        Ok(row.map(|row| row.case.clone()))
    }

    async fn certificate_taken(&mut self, certificate: CertificateNumber) -> Result<bool> {
        Ok(self.tables.by_certificate.contains_key(&certificate))
    }

    async fn search(
        &mut self,
        municipality: MunicipalityCode,
        request: &SearchRequest,
        limit: usize,
    ) -> Result<Vec<Case>> {
        Ok(search::by_requisites(
            &self.tables,
            municipality,
            request,
            limit,
        ))
    }

    async fn changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Case)>> {
        let rows = self
            .tables
            .by_change
            .range((municipality, cursor.saturating_add(1))..=(municipality, u64::MAX));
        Ok(rows
            .filter_map(|((_, seq), number)| {
                let row = self.tables.cases.get(&**number)?;
                Some((*seq, row.case.clone()))
            })
            .take(limit)
            .collect())
    }

    async fn municipalities(&mut self) -> Result<Vec<MunicipalityCode>> {
        Ok(self.tables.municipalities.keys().copied().collect())
    }

    async fn changes_after(
        &mut self,
        number: ApplicationNumber,
        version: u64,
    ) -> Result<Vec<Change>> {
        let from = (number, version.saturating_add(1));
        let rows = self.tables.changes.range(from..=(number, u64::MAX)).rev();
        Ok(rows
            .take(100)
            .map(|((_, version), row)| Change {
                version: *version,
                clerk: row.clerk,
                name: get(&self.tables.clerks, &row.clerk).map_or_else(Clean::default, |c| c.name),
                command: row.command.clone(),
                at: row.at,
            })
            .collect())
    }

    async fn card(&mut self, number: ApplicationNumber) -> Result<Option<Card>> {
        let row = self.tables.cards.get(&number);
        Ok(row.map(|row| row.card.clone()))
    }

    async fn search_names(
        &mut self,
        municipality: MunicipalityCode,
        words: &[String],
        birth_date: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<(Case, Card)>> {
        Ok(search::by_name(
            &self.tables,
            municipality,
            words,
            birth_date,
            limit,
        ))
    }

    async fn near(
        &mut self,
        number: ApplicationNumber,
        keys: &Likeness,
    ) -> Result<Vec<(ApplicationNumber, Likeness)>> {
        let others = self.tables.cards.iter();
        Ok(others
            .filter(|(other, row)| row.live && **other != number)
            .filter(|(_, row)| {
                let theirs = &row.keys;
                theirs.birth_date == keys.birth_date
                    || theirs.document == keys.document
                    || theirs.name == keys.name
                    || keys.snils.is_some() && theirs.snils == keys.snils
            })
            .map(|(other, row)| (*other, row.keys.clone()))
            .collect())
    }

    async fn told_apart(&mut self, number: ApplicationNumber) -> Result<Vec<ApplicationNumber>> {
        let pairs = self.tables.told_apart.keys();
        Ok(pairs
            .filter(|(one, _)| *one == number)
            .map(|(_, other)| *other)
            .collect())
    }

    async fn revealed(&mut self, clerk: ClerkId, number: ApplicationNumber) -> Result<bool> {
        Ok(self.tables.reveals.contains_key(&(clerk, number)))
    }

    async fn counter(&mut self, scope: Scope) -> Result<u64> {
        Ok(self.tables.counter(scope))
    }

    async fn counters(&mut self) -> Result<Vec<Counter>> {
        let scopes = self.tables.scopes.iter();
        Ok(scopes
            .map(|(scope, value)| Counter {
                scope: *scope,
                value: **value,
            })
            .collect())
    }

    async fn audit_scopes(&mut self) -> Result<Vec<Scope>> {
        let mut scopes: Vec<_> = self.tables.audit.keys().map(|(scope, _)| *scope).collect();
        scopes.dedup();
        Ok(scopes)
    }

    async fn audit_head(&mut self, scope: Scope) -> Result<Option<AuditLink>> {
        let head = self.tables.chain(scope).next_back();
        Ok(head.map(|link| (**link).clone()))
    }

    async fn audit_page(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> Result<Vec<AuditLink>> {
        let links = self.tables.chain(scope).filter(|link| link.n > after);
        Ok(links.take(limit).map(|link| (**link).clone()).collect())
    }
}
