//! The rows of enrolment.

use std::sync::Arc;

use async_trait::async_trait;
use reestr::api::sync::Scope;
use reestr::domain::enrolment::GroupUse;
use reestr::domain::funding::{CertificateGroupId, PeriodId};
use reestr::domain::programme::GroupId;
use reestr::domain::{
    Account, Case, CertificateNumber, Clean, EnrolmentRequest, Funding, MunicipalityCode,
    OrganisationId, Programme, ProgrammeId, RequestId, Target,
};
use reestr::server::storage::enrolment::{Places, PlacesOf, ReadEnrolment, Step, WriteEnrolment};
use reestr::server::storage::rows::{Change, REGISTER};
use reestr::server::storage::{Result, StorageError};

use super::Tx;
use super::log::Wrote;
use super::tables::{ChangeRow, Table, add, get, put};

/// Rows of one scope that changed behind the cursor.
fn changed<K: Ord, V: Clone>(
    table: &Table<K, (u64, V)>,
    cursor: u64,
    limit: usize,
    here: impl Fn(&V) -> bool,
) -> Vec<(u64, V)> {
    let rows = table.values().filter(|row| row.0 > cursor && here(&row.1));
    let mut rows: Vec<_> = rows.map(|row| (**row).clone()).collect();
    rows.sort_by_key(|(seq, _)| *seq);
    rows.truncate(limit);
    rows
}

impl Tx {
    fn requests(&self) -> impl Iterator<Item = &EnrolmentRequest> {
        self.tables.requests.values().map(|row| &row.1)
    }
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap()
}

#[async_trait]
impl ReadEnrolment for Tx {
    async fn programme(&mut self, id: ProgrammeId) -> Result<Option<Programme>> {
        Ok(get(&self.tables.programmes, &id).map(|row| row.1))
    }

    async fn request(&mut self, id: RequestId) -> Result<Option<EnrolmentRequest>> {
        Ok(get(&self.tables.requests, &id).map(|row| row.1))
    }

    async fn organisation_of(&mut self, target: Target) -> Result<Option<OrganisationId>> {
        Ok(match target {
            Target::Programme(id) => self.programme(id).await?.map(|found| found.organisation),
            Target::Request(id) => self.request(id).await?.map(|found| found.organisation),
            _ => None,
        })
    }

    async fn funding(&mut self, municipality: MunicipalityCode) -> Result<Option<Funding>> {
        Ok(get(&self.tables.fundings, &municipality).map(|row| row.1))
    }

    async fn account(&mut self, certificate: CertificateNumber) -> Result<Option<Account>> {
        Ok(get(&self.tables.accounts, &certificate).map(|row| row.1))
    }

    async fn case_of(&mut self, certificate: CertificateNumber) -> Result<Option<Case>> {
        let number = get(&self.tables.by_certificate, &certificate);
        let row = number.and_then(|number| get(&self.tables.cases, &number));
        Ok(row.map(|row| row.case))
    }

    async fn live_requests(
        &mut self,
        certificate: CertificateNumber,
    ) -> Result<Vec<EnrolmentRequest>> {
        let live = self
            .requests()
            .filter(|r| r.certificate == certificate && r.state.is_live());
        Ok(live.cloned().collect())
    }

    async fn programmes_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Programme)>> {
        let here = |row: &Programme| row.organisation == organisation;
        Ok(changed(&self.tables.programmes, cursor, limit, here))
    }

    async fn requests_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, EnrolmentRequest)>> {
        let here = |row: &EnrolmentRequest| row.organisation == organisation;
        Ok(changed(&self.tables.requests, cursor, limit, here))
    }

    async fn accounts_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Account)>> {
        let here = |row: &Account| row.payer == municipality;
        Ok(changed(&self.tables.accounts, cursor, limit, here))
    }

    async fn funding_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
    ) -> Result<Option<(u64, Funding)>> {
        let row = get(&self.tables.fundings, &municipality);
        Ok(row.filter(|(seq, _)| *seq > cursor))
    }

    async fn programmes_of(
        &mut self,
        organisation: OrganisationId,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>> {
        let rows = self.tables.programmes.values().map(|row| &row.1);
        let found = rows
            .filter(|p| p.organisation == organisation)
            .filter(|p| after.is_none_or(|after| p.id > after));
        Ok(found.take(limit).cloned().collect())
    }

    async fn requests_of(
        &mut self,
        organisation: OrganisationId,
        state: Option<&str>,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>> {
        let found = self
            .requests()
            .filter(|r| r.organisation == organisation)
            .filter(|r| state.is_none_or(|state| r.state.code() == state))
            .filter(|r| after.is_none_or(|after| r.id > after));
        Ok(found.take(limit).cloned().collect())
    }

    async fn places_taken(&mut self, places: &Places) -> Result<u32> {
        let asked = |r: &&EnrolmentRequest| match places.of {
            PlacesOf::Group(programme, group) => {
                (r.place.programme, r.place.group) == (programme, group)
            }
            PlacesOf::Programme(programme) => r.place.programme == programme,
            PlacesOf::Agreement(payer, period) => {
                let paid = r.cost.and_then(|cost| cost.period);
                (r.payer, paid) == (payer, Some(period))
            }
        };
        let taken = self.requests().filter(|r| {
            r.organisation == places.organisation && r.id != places.without && r.state.takes_place()
        });
        Ok(counted(taken.filter(asked).count()))
    }

    async fn live_by_group(
        &mut self,
        organisation: OrganisationId,
        programme: ProgrammeId,
    ) -> Result<Vec<(GroupId, u32)>> {
        let mut groups = std::collections::BTreeMap::new();
        for request in self.requests().filter(|r| {
            (r.organisation, r.place.programme) == (organisation, programme) && r.state.is_live()
        }) {
            *groups.entry(request.place.group).or_default() += 1;
        }
        Ok(groups.into_iter().collect())
    }

    async fn group_use(
        &mut self,
        municipality: MunicipalityCode,
        group: CertificateGroupId,
        period: PeriodId,
        without: Option<CertificateNumber>,
    ) -> Result<GroupUse> {
        let mut used = GroupUse::default();
        for row in self.tables.accounts.values() {
            let account = &row.1;
            let here = (account.payer, account.group) == (municipality, Some(group));
            if let Some(purse) = account.purse(period)
                && here
                && Some(account.certificate) != without
            {
                used.certificates += 1;
                used.sum.0 += purse.nominal.0;
            }
        }
        Ok(used)
    }

    async fn paid_in(&mut self, municipality: MunicipalityCode, period: PeriodId) -> Result<u32> {
        let accounts = self.tables.accounts.values().map(|row| &row.1);
        let paid = accounts.filter(|account| {
            let purse = account.purse(period);
            account.payer == municipality && purse.is_some_and(|purse| purse.paid.0 > 0)
        });
        Ok(counted(paid.count()))
    }

    async fn steps_after(
        &mut self,
        scope: Scope,
        target: Target,
        version: u64,
    ) -> Result<Vec<Change>> {
        let from = (scope, target, version.saturating_add(1));
        let rows = self.tables.steps.range(from..=(scope, target, u64::MAX));
        Ok(rows
            .rev()
            .take(100)
            .map(|((_, _, version), row)| Change {
                version: *version,
                clerk: row.clerk,
                name: get(&self.tables.clerks, &row.clerk).map_or_else(Clean::default, |c| c.name),
                command: row.command.clone(),
                at: row.at,
            })
            .collect())
    }

    async fn by_one_person(
        &mut self,
        organisation: OrganisationId,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>> {
        let found = self
            .requests()
            .filter(|r| r.organisation == organisation && r.by_one_person())
            .filter(|r| after.is_none_or(|after| r.id > after));
        Ok(found.take(limit).cloned().collect())
    }
}

#[async_trait]
impl WriteEnrolment for Tx {
    async fn put_programme(&mut self, programme: &Programme, change_seq: u64) -> Result<()> {
        let row = (change_seq, programme.clone());
        put(&mut self.tables.programmes, programme.id, row);
        self.log.push(Wrote::Programme(Box::new(programme.clone())));
        Ok(())
    }

    async fn put_request(&mut self, request: &EnrolmentRequest, change_seq: u64) -> Result<()> {
        let about = |r: &EnrolmentRequest| (r.certificate, r.place.programme, r.place.module);
        let second = |r: &EnrolmentRequest| {
            r.id != request.id && r.state.is_live() && about(r) == about(request)
        };
        if request.state.is_live() && self.requests().any(second) {
            return Err(StorageError::Failed(
                "UNIQUE constraint failed: requests".to_owned(),
            ));
        }
        let row = (change_seq, request.clone());
        put(&mut self.tables.requests, request.id, row);
        Arc::make_mut(&mut self.tables.put_off_requests).remove(&request.id);
        self.log.push(Wrote::Request(Box::new(request.clone())));
        Ok(())
    }

    async fn put_funding(&mut self, funding: &Funding, change_seq: u64) -> Result<()> {
        let row = (change_seq, funding.clone());
        put(&mut self.tables.fundings, funding.municipality, row);
        Ok(())
    }

    async fn put_account(&mut self, account: &Account, change_seq: u64) -> Result<()> {
        let row = (change_seq, account.clone());
        put(&mut self.tables.accounts, account.certificate, row);
        Arc::make_mut(&mut self.tables.put_off_accounts).remove(&account.certificate);
        self.log.push(Wrote::Account(Box::new(account.clone())));
        Ok(())
    }

    async fn put_step(&mut self, step: &Step<'_>) -> Result<()> {
        let place = (step.scope, step.target, step.version);
        let row = ChangeRow {
            clerk: step.clerk,
            command: step.command.to_owned(),
            at: step.at,
        };
        if add(&mut self.tables.steps, place, row) {
            self.log.push(Wrote::Change {
                target: step.target,
                version: step.version,
                by_clerk: step.clerk != REGISTER,
            });
            return Ok(());
        }
        Err(StorageError::Failed(
            "UNIQUE constraint failed: steps".to_owned(),
        ))
    }

    async fn claim_contract_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        request: RequestId,
    ) -> Result<bool> {
        let place = (organisation, year, number.to_owned());
        add(&mut self.tables.contract_numbers, place.clone(), request);
        Ok(get(&self.tables.contract_numbers, &place) == Some(request))
    }

    async fn lease_contracts(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32> {
        let book = (organisation, year);
        let next = get(&self.tables.contract_books, &book).unwrap_or(1);
        put(&mut self.tables.contract_books, book, next + count);
        Ok(next)
    }
}
