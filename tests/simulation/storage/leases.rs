//! The rows of leases.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reestr::domain::{ApplicationNumber, Clean, MunicipalityCode};
use reestr::server::storage::leases::{Lease, ReadLeases, Told, Wanted, WriteLeases};
use reestr::server::storage::{Result, StorageError};
use uuid::Uuid;

use super::Tx;
use super::log::Wrote;
use super::tables::{get, put};

#[async_trait]
impl ReadLeases for Tx {
    async fn lease(&mut self, number: ApplicationNumber) -> Result<Option<Lease>> {
        Ok(get(&self.tables.leases, &number))
    }

    async fn leases_of(
        &mut self,
        municipality: MunicipalityCode,
        device: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<Lease>> {
        let all = self.tables.leases.values();
        Ok(all
            .filter(|lease| lease.application.municipality() == municipality)
            .filter(|lease| lease.device == device && lease.live(now))
            .map(|lease| (**lease).clone())
            .collect())
    }

    async fn claimable(&mut self, wanted: &Wanted<'_>) -> Result<Vec<ApplicationNumber>> {
        let waiting = self.tables.cases.iter().filter(|(_, row)| {
            row.case.municipality() == wanted.municipality
                && wanted.states.contains(&row.case.application.state.code())
        });
        let free = waiting.filter(|(number, _)| {
            let lease = self.tables.leases.get(number);
            lease.is_none_or(|lease| !lease.live(wanted.now) || lease.device == wanted.device)
        });
        Ok(free.map(|(number, _)| *number).take(wanted.limit).collect())
    }

    async fn leases_told(&mut self, told: &Told) -> Result<Vec<(Lease, Clean)>> {
        let leases = self.tables.leases.values().filter(|lease| {
            lease.application.municipality() == told.municipality
                && (told.after + 1..=told.upto).contains(&lease.change_seq)
                && lease.until > told.until
        });
        let mut found: Vec<_> = leases.map(|lease| (**lease).clone()).collect();
        found.sort_by_key(|lease| (lease.change_seq, lease.application));
        Ok(found
            .into_iter()
            .map(|lease| {
                let clerk = get(&self.tables.clerks, &lease.clerk);
                (lease, clerk.map_or_else(Clean::default, |clerk| clerk.name))
            })
            .collect())
    }
}

#[async_trait]
impl WriteLeases for Tx {
    async fn put_lease(&mut self, lease: &Lease) -> Result<()> {
        let before = self.tables.leases.get(&lease.application);
        if before.is_some_and(|before| before.fence > lease.fence) {
            return Err(StorageError::Failed("a fence would go down".to_owned()));
        }
        self.log.push(Wrote::Lease {
            application: lease.application,
            fence: lease.fence,
            device: lease.device,
        });
        put(&mut self.tables.leases, lease.application, lease.clone());
        Ok(())
    }
}
