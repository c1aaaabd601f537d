//! The rows of numbers, consent texts, issuers, looks and comparisons.

use std::ops::RangeInclusive;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reestr::api::forms::Issuer;
use reestr::domain::{ApplicationNumber, ClerkId, ConsentText, MunicipalityCode, OrganisationId};
use reestr::server::storage::comparisons::WriteComparisons;
use reestr::server::storage::forms::{ReadForms, WriteForms};
use reestr::server::storage::looks::WriteLooks;
use reestr::server::storage::numbers::{Draw, WriteNumbers};
use reestr::server::storage::{Result, StorageError};

use super::Tx;
use super::tables::{add, get, put};

fn upwards(up: bool) -> Result<()> {
    if up {
        return Ok(());
    }
    Err(StorageError::Failed(
        "a counter of numbers would go down".to_owned(),
    ))
}

#[async_trait]
impl WriteNumbers for Tx {
    async fn next_serial(&mut self, municipality: MunicipalityCode, year: u16) -> Result<u32> {
        Ok(get(&self.tables.serials, &(municipality, year)).unwrap_or(1))
    }

    async fn set_next_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        next: u32,
    ) -> Result<()> {
        upwards(self.next_serial(municipality, year).await? <= next)?;
        put(&mut self.tables.serials, (municipality, year), next);
        Ok(())
    }

    async fn highest_serial(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        range: RangeInclusive<u32>,
    ) -> Result<Option<u32>> {
        let end = |serial| ApplicationNumber::new(municipality, year, serial);
        let between = end(*range.start())..=end(*range.end());
        let last = self.tables.cases.range(between).next_back();
        Ok(last.map(|(number, _)| number.serial()))
    }

    async fn draw(&mut self, municipality: MunicipalityCode) -> Result<Option<Draw>> {
        Ok(get(&self.tables.draws, &municipality))
    }

    async fn put_draw(&mut self, municipality: MunicipalityCode, draw: Draw) -> Result<()> {
        let before = get(&self.tables.draws, &municipality);
        upwards(before.is_none_or(|b| b.next <= draw.next && b.key == draw.key))?;
        put(&mut self.tables.draws, municipality, draw);
        Ok(())
    }
}

#[async_trait]
impl ReadForms for Tx {
    async fn consent_texts(&mut self) -> Result<Vec<ConsentText>> {
        let texts = self.tables.consent_texts.values();
        Ok(texts.map(|text| (**text).clone()).collect())
    }

    async fn issuers(&mut self, organisation: OrganisationId, most: usize) -> Result<Vec<Issuer>> {
        let used = get(&self.tables.issuers, &organisation).unwrap_or_default();
        Ok(used
            .into_iter()
            .map(|(_, issuer)| issuer)
            .take(most)
            .collect())
    }
}

#[async_trait]
impl WriteForms for Tx {
    async fn put_consent_text(&mut self, text: &ConsentText, _: DateTime<Utc>) -> Result<()> {
        let place = (text.code, text.version);
        if add(&mut self.tables.consent_texts, place, text.clone()) {
            return Ok(());
        }
        Err(StorageError::Taken("the version of the consent text"))
    }

    async fn use_issuer(
        &mut self,
        organisation: OrganisationId,
        key: &str,
        issuer: &Issuer,
        keep: usize,
    ) -> Result<()> {
        let mut used = get(&self.tables.issuers, &organisation).unwrap_or_default();
        used.retain(|(known, other)| {
            known != key || other.department_code != issuer.department_code
        });
        used.insert(0, (key.to_owned(), issuer.clone()));
        used.truncate(keep);
        put(&mut self.tables.issuers, organisation, used);
        Ok(())
    }
}

#[async_trait]
impl WriteLooks for Tx {
    async fn looks(&mut self, clerk: ClerkId, after: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
        let after = after.timestamp_millis();
        let looks = Arc::make_mut(&mut self.tables.looks);
        looks.retain(|(whose, at, _), _| *whose != clerk || *at > after);
        let own = looks.keys().filter(|(whose, ..)| *whose == clerk);
        Ok(own
            .filter_map(|(_, at, _)| DateTime::from_timestamp_millis(*at))
            .collect())
    }

    async fn put_look(&mut self, clerk: ClerkId, at: DateTime<Utc>) -> Result<()> {
        let before = self.tables.looks.keys().map(|(_, _, n)| n + 1).max();
        let place = (clerk, at.timestamp_millis(), before.unwrap_or(0));
        put(&mut self.tables.looks, place, ());
        Ok(())
    }
}

#[async_trait]
impl WriteComparisons for Tx {
    async fn comparisons(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<u32> {
        Ok(get(&self.tables.comparisons, &(number, day)).unwrap_or(0))
    }

    async fn put_comparison(&mut self, number: ApplicationNumber, day: NaiveDate) -> Result<()> {
        let before = get(&self.tables.comparisons, &(number, day)).unwrap_or(0);
        put(&mut self.tables.comparisons, (number, day), before + 1);
        Ok(())
    }
}
