//! The rows of numbers, consent texts, issuers, looks and comparisons.

use std::ops::RangeInclusive;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reestr::api::forms::Issuer;
use reestr::api::sync::Pair;
use reestr::domain::{
    ApplicationNumber, CertificateNumber, ClerkId, ConsentText, MunicipalityCode, OrganisationId,
};
use reestr::server::storage::comparisons::WriteComparisons;
use reestr::server::storage::forms::{ReadForms, WriteForms};
use reestr::server::storage::looks::WriteLooks;
use reestr::server::storage::numbers::{Draw, LeasedPair, WriteNumbers};
use reestr::server::storage::rows::Name;
use reestr::server::storage::{Result, StorageError};
use uuid::Uuid;

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

    async fn last_lease(&mut self, device: Uuid) -> Result<u64> {
        Ok(get(&self.tables.pair_leases, &device).unwrap_or(0))
    }

    async fn set_last_lease(&mut self, device: Uuid, lease: u64) -> Result<()> {
        put(&mut self.tables.pair_leases, device, lease);
        Ok(())
    }

    async fn put_leased(&mut self, leased: &LeasedPair) -> Result<()> {
        let (number, certificate) = leased.pair;
        let held = |other: &Arc<LeasedPair>| other.pair.1 == certificate;
        if self.tables.pairs_leased.values().any(held)
            || !add(&mut self.tables.pairs_leased, number, *leased)
        {
            return Err(StorageError::Failed("the pair is leased".to_owned()));
        }
        Ok(())
    }

    async fn leased(&mut self, pair: Pair) -> Result<Vec<LeasedPair>> {
        let all = self.tables.pairs_leased.values();
        let either = all.filter(|leased| leased.pair.0 == pair.0 || leased.pair.1 == pair.1);
        Ok(either.map(|leased| **leased).collect())
    }

    async fn leased_after(
        &mut self,
        name: Name,
        lease: u64,
        most: usize,
    ) -> Result<Vec<LeasedPair>> {
        let all = self.tables.pairs_leased.values();
        let behind = all.filter(|leased| leased.name == name && leased.lease > lease);
        Ok(behind.map(|leased| **leased).take(most).collect())
    }

    async fn end_lease(&mut self, number: ApplicationNumber) -> Result<()> {
        Arc::make_mut(&mut self.tables.pairs_leased).remove(&number);
        Ok(())
    }

    async fn put_back(&mut self, (number, certificate): Pair, device: Uuid) -> Result<()> {
        let back = (certificate, device);
        let known = self.tables.pairs_back.values();
        if known.into_iter().any(|other| other.0 == certificate)
            || !add(&mut self.tables.pairs_back, number, back)
        {
            return Err(StorageError::Failed("the pair came back".to_owned()));
        }
        Ok(())
    }

    async fn pairs_back(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        most: usize,
    ) -> Result<Vec<Pair>> {
        let of_year = self
            .back(municipality, device)
            .filter(|(n, _)| n.year() == year);
        Ok(of_year.take(most).collect())
    }

    async fn pairs_of_the_past(
        &mut self,
        municipality: MunicipalityCode,
        year: u16,
        device: Uuid,
        most: usize,
    ) -> Result<Vec<Pair>> {
        let past = self
            .back(municipality, device)
            .filter(|(n, _)| n.year() < year);
        Ok(past.take(most).collect())
    }

    async fn drop_back(&mut self, certificate: CertificateNumber) -> Result<()> {
        Arc::make_mut(&mut self.tables.pairs_back).retain(|_, back| back.0 != certificate);
        Ok(())
    }
}

impl Tx {
    /// Pairs of a municipality that came back from other devices, by number.
    fn back(&self, municipality: MunicipalityCode, device: Uuid) -> impl Iterator<Item = Pair> {
        let all = self.tables.pairs_back.iter();
        all.filter(move |(number, back)| number.municipality() == municipality && back.1 != device)
            .map(|(number, back)| (*number, back.0))
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
