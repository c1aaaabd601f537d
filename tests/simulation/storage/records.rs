//! What is kept beside the records.

use std::sync::Arc;

use async_trait::async_trait;
use reestr::domain::{ApplicationNumber, Case, MunicipalityCode, OrganisationId};
use reestr::server::storage::records::{Move, ReadRecords, WriteRecords};
use reestr::server::storage::{Result, Write};

use super::Tx;
use super::tables::{get, put};

#[async_trait]
impl ReadRecords for Tx {
    async fn departed(
        &mut self,
        municipality: MunicipalityCode,
        after: u64,
        upto: u64,
    ) -> Result<Vec<ApplicationNumber>> {
        let rows = self.tables.departures.iter();
        let mut gone: Vec<_> = rows
            .filter(|((code, _), _)| *code == municipality)
            .filter(|(_, seq)| (after + 1..=upto).contains(&**seq))
            .map(|((_, number), seq)| (**seq, *number))
            .collect();
        gone.sort_unstable();
        Ok(gone.into_iter().map(|(_, number)| number).collect())
    }

    async fn has_left(
        &mut self,
        municipality: MunicipalityCode,
        number: ApplicationNumber,
    ) -> Result<bool> {
        Ok(self.tables.departures.contains_key(&(municipality, number)))
    }

    async fn raised(
        &mut self,
        number: ApplicationNumber,
    ) -> Result<Vec<(ApplicationNumber, bool)>> {
        let pairs = self.tables.raised.iter();
        Ok(pairs
            .filter(|((one, _), _)| *one == number)
            .map(|((_, other), settled)| (*other, **settled))
            .collect())
    }

    async fn journal_number_taken(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
    ) -> Result<bool> {
        let place = (organisation, year, number.to_owned());
        Ok(self.tables.journal_numbers.contains_key(&place))
    }
}

#[async_trait]
impl WriteRecords for Tx {
    async fn move_case(&mut self, case: &Case, way: &Move) -> Result<()> {
        let number = case.number();
        self.put_case(case, way.came).await?;
        let departures = &mut self.tables.departures;
        Arc::make_mut(departures).remove(&(case.municipality(), number));
        put(departures, (way.from, number), way.left);
        Ok(())
    }

    async fn raise(
        &mut self,
        number: ApplicationNumber,
        others: &[ApplicationNumber],
    ) -> Result<()> {
        let raised = Arc::make_mut(&mut self.tables.raised);
        raised.retain(|(one, _), settled| *one != number || **settled);
        for other in others {
            raised.entry((number, *other)).or_default();
        }
        Ok(())
    }

    async fn settle_raised(&mut self, number: ApplicationNumber) -> Result<()> {
        for (other, _) in self.raised(number).await? {
            put(&mut self.tables.raised, (number, other), true);
        }
        Ok(())
    }

    async fn forget_pairs(&mut self, number: ApplicationNumber) -> Result<()> {
        Arc::make_mut(&mut self.tables.raised).retain(|(one, _), _| *one != number);
        let pairs = Arc::make_mut(&mut self.tables.told_apart);
        pairs.retain(|(one, other), _| *one != number && *other != number);
        Ok(())
    }
}

/// The municipality that serves the record; a number that the register doesn't have is of its own one.
pub fn home(tables: &super::Tables, number: ApplicationNumber) -> MunicipalityCode {
    get(&tables.cases, &number).map_or(number.municipality(), |row| row.case.municipality())
}
