//! The rows of the families' portals.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reestr::domain::{MunicipalityCode, Programme, ProgrammeId, Target};
use reestr::server::storage::portal::{
    NewPortal, Portal, PortalAnswer, PortalId, ReadPortal, WritePortal,
};
use reestr::server::storage::rows::TokenHash;
use reestr::server::storage::{Result, StorageError};

use super::Tx;
use super::tables::{add, get, put};

#[async_trait]
impl ReadPortal for Tx {
    async fn portals(&mut self) -> Result<Vec<Portal>> {
        let rows = self.tables.portals.values();
        Ok(rows.map(|row| row.1.clone()).collect())
    }

    async fn portal_by_token(&mut self, token: &TokenHash) -> Result<Option<Portal>> {
        let mut rows = self.tables.portals.values();
        let row = rows.find(|row| row.0 == *token);
        Ok(row.map(|row| row.1.clone()))
    }

    async fn portal_answer(&mut self, portal: PortalId, key: &str) -> Result<Option<PortalAnswer>> {
        Ok(get(&self.tables.portal_answers, &(portal, key.to_owned())))
    }

    async fn sent_by(&mut self, portal: PortalId, record: Target) -> Result<bool> {
        Ok(self.tables.portal_records.contains_key(&(portal, record)))
    }

    async fn open_programmes(
        &mut self,
        municipality: MunicipalityCode,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>> {
        let rows = self.tables.programmes.values().map(|row| &row.1);
        let found = rows
            .filter(|p| p.municipality == municipality && p.takes_requests())
            .filter(|p| after.is_none_or(|after| p.id > after));
        Ok(found.take(limit).cloned().collect())
    }
}

#[async_trait]
impl WritePortal for Tx {
    async fn put_portal(&mut self, portal: &NewPortal<'_>) -> Result<PortalId> {
        let name = portal.name;
        if self.tables.portals.values().any(|row| row.1.name == *name) {
            return Err(StorageError::Taken("a portal of this name"));
        }
        let last = self.tables.portals.last_key_value();
        let id = PortalId(last.map_or(1, |(id, _)| id.0 + 1));
        let account = Portal {
            id,
            name: name.clone(),
            municipalities: portal.municipalities.to_vec(),
            per_minute: portal.per_minute,
            created: portal.created,
            disabled: None,
        };
        put(&mut self.tables.portals, id, (*portal.token, account));
        Ok(id)
    }

    async fn set_portal_token(&mut self, portal: PortalId, token: &TokenHash) -> Result<()> {
        let (_, account) = self.account_of(portal)?;
        put(&mut self.tables.portals, portal, (*token, account));
        Ok(())
    }

    async fn set_portal_disabled(
        &mut self,
        portal: PortalId,
        since: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let (token, mut account) = self.account_of(portal)?;
        account.disabled = since;
        put(&mut self.tables.portals, portal, (token, account));
        Ok(())
    }

    async fn put_portal_answer(
        &mut self,
        portal: PortalId,
        key: &str,
        answer: &PortalAnswer,
    ) -> Result<()> {
        let place = (portal, key.to_owned());
        if add(&mut self.tables.portal_answers, place, answer.clone()) {
            return Ok(());
        }
        Err(StorageError::Taken("the answer to this key"))
    }

    async fn sweep_portal_answers(&mut self, before: DateTime<Utc>, limit: usize) -> Result<()> {
        let rows = self.tables.portal_answers.iter();
        let mut old: Vec<_> = rows
            .filter(|(_, row)| row.at < before)
            .map(|(place, row)| (row.at, place.clone()))
            .collect();
        old.sort();
        let table = Arc::make_mut(&mut self.tables.portal_answers);
        for (_, place) in old.into_iter().take(limit) {
            table.remove(&place);
        }
        Ok(())
    }

    async fn put_sent_by(&mut self, portal: PortalId, record: Target) -> Result<()> {
        if add(&mut self.tables.portal_records, (portal, record), ()) {
            return Ok(());
        }
        Err(StorageError::Failed(
            "UNIQUE constraint failed: portal_records".to_owned(),
        ))
    }
}

impl Tx {
    fn account_of(&self, portal: PortalId) -> Result<(TokenHash, Portal)> {
        let found = get(&self.tables.portals, &portal);
        found.ok_or(StorageError::Missing("the portal with this number"))
    }
}
