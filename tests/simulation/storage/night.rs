//! The rows of nightly work.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use reestr::domain::{
    Account, ApplicationState, Case, CertificateNumber, EnrolmentRequest, MunicipalityCode,
    RequestId, Target,
};
use reestr::server::storage::Result;
use reestr::server::storage::night::{
    Due, DueRow, Night, NightCount, NightFailure, NightLock, ReadNight, WriteNight,
};

use super::Tx;
use super::tables::{get, put};

impl Tx {
    fn cases_at(
        &self,
        municipality: MunicipalityCode,
        state: ApplicationState,
    ) -> impl Iterator<Item = &Case> {
        let cases = self.tables.cases.values().map(|row| &row.case);
        cases.filter(move |case| {
            (case.municipality(), case.application.state) == (municipality, state)
        })
    }

    fn request_due(&self, request: &EnrolmentRequest) -> Option<NaiveDate> {
        match get(&self.tables.put_off_requests, &request.id) {
            Some(put_off) => put_off,
            None => request.due(),
        }
    }

    fn unused_since(&self, account: &Account) -> Option<NaiveDate> {
        get(&self.tables.put_off_accounts, &account.certificate).or(account.unused_since)
    }

    fn all_due(&self, what: Due) -> Vec<DueRow> {
        let row = |day, target| DueRow { day, target };
        let requests = self.tables.requests.values().map(|held| &held.1);
        match what {
            Due::Papers(code) => self
                .cases_at(code, ApplicationState::AwaitingPaper)
                .map(|case| row(case.application.paper_due, Target::Case(case.number())))
                .collect(),
            Due::Drafts(code) => self
                .cases_at(code, ApplicationState::Draft)
                .map(|case| row(case.application.reference.date, Target::Case(case.number())))
                .collect(),
            Due::Births(code) => self
                .cases_at(code, ApplicationState::Confirmed)
                .filter_map(|case| Some((case, self.tables.cards.get(&case.number())?)))
                .filter(|(_, held)| held.live)
                .map(|(case, held)| row(held.card.child.birth_date, Target::Case(case.number())))
                .collect(),
            Due::Requests(organisation, standing) => requests
                .filter(|r| r.organisation == organisation && r.state.code() == standing.code())
                .filter_map(|r| Some(row(self.request_due(r)?, Target::Request(r.id))))
                .collect(),
            Due::Offers(organisation) => requests
                .filter(|r| r.organisation == organisation)
                .filter_map(|r| Some(row(r.offered()?, Target::Request(r.id))))
                .collect(),
            Due::Unused(code) => {
                let accounts = self.tables.accounts.values().map(|held| &held.1);
                accounts
                    .filter(|account| account.payer == code)
                    .filter_map(|a| {
                        Some(row(self.unused_since(a)?, Target::Account(a.certificate)))
                    })
                    .collect()
            }
        }
    }
}

#[async_trait]
impl ReadNight for Tx {
    async fn due(
        &mut self,
        what: Due,
        upto: NaiveDate,
        after: Option<DueRow>,
        limit: usize,
    ) -> Result<Vec<DueRow>> {
        let mut rows = self.all_due(what);
        rows.retain(|row| row.day <= upto && after.is_none_or(|after| *row > after));
        rows.sort_unstable();
        rows.truncate(limit);
        Ok(rows)
    }

    async fn night_lock(&mut self, municipality: MunicipalityCode) -> Result<Option<NightLock>> {
        Ok(get(&self.tables.night_locks, &municipality))
    }

    async fn night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Option<Night>> {
        Ok(get(&self.tables.nights, &(municipality, date)))
    }

    async fn nights(
        &mut self,
        municipality: MunicipalityCode,
        before: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<Night>> {
        let own = self.tables.nights.values().map(|night| **night);
        let own = own.filter(|night| night.municipality == municipality);
        let mut nights: Vec<_> = own
            .filter(|night| before.is_none_or(|before| night.date < before))
            .collect();
        nights.sort_by_key(|night| std::cmp::Reverse(night.date));
        nights.truncate(limit);
        Ok(nights)
    }

    async fn night_counts(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Vec<NightCount>> {
        let all = self.tables.night_counts.iter();
        let own = all.filter(|((code, night, _), _)| (*code, *night) == (municipality, date));
        let count = |((_, _, work), done): (&(_, _, String), &Arc<u32>)| NightCount {
            work: work.clone(),
            done: **done,
        };
        Ok(own.map(count).collect())
    }

    async fn night_failures(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        limit: usize,
    ) -> Result<Vec<NightFailure>> {
        let all = self.tables.night_failures.iter();
        let own = all.filter(|((code, night, ..), _)| (*code, *night) == (municipality, date));
        Ok(own
            .map(|(_, failure)| (**failure).clone())
            .take(limit)
            .collect())
    }
}

#[async_trait]
impl WriteNight for Tx {
    async fn put_night_lock(&mut self, lock: &NightLock) -> Result<()> {
        put(&mut self.tables.night_locks, lock.municipality, *lock);
        Ok(())
    }

    async fn put_night(&mut self, night: &Night) -> Result<()> {
        let place = (night.municipality, night.date);
        put(&mut self.tables.nights, place, *night);
        Ok(())
    }

    async fn count_night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        work: &str,
        done: u32,
    ) -> Result<()> {
        let place = (municipality, date, work.to_owned());
        let before = get(&self.tables.night_counts, &place).unwrap_or(0);
        put(&mut self.tables.night_counts, place, before + done);
        Ok(())
    }

    async fn put_night_failure(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        failure: &NightFailure,
    ) -> Result<()> {
        let (work, target) = (failure.work.clone(), failure.target.to_string());
        let place = (municipality, date, work, target);
        put(&mut self.tables.night_failures, place, failure.clone());
        Ok(())
    }

    async fn put_off_request(&mut self, request: RequestId, day: Option<NaiveDate>) -> Result<()> {
        put(&mut self.tables.put_off_requests, request, day);
        Ok(())
    }

    async fn put_off_account(&mut self, account: CertificateNumber, day: NaiveDate) -> Result<()> {
        put(&mut self.tables.put_off_accounts, account, day);
        Ok(())
    }
}
