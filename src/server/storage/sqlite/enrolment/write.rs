//! What is written of enrolment.

use async_trait::async_trait;
use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

use super::super::{SqliteTx, signed};
use super::encoded;
use crate::domain::overview::Waits;
use crate::domain::{Account, EnrolmentRequest, Funding, OrganisationId, Programme, RequestId};
use crate::server::storage::Result;
use crate::server::storage::enrolment::{Step, WriteEnrolment};

impl SqliteTx {
    /// Money that the account has no more was given back: nothing was paid of it.
    async fn drop_purses(&mut self, account: &Account) -> Result<()> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("DELETE FROM purses WHERE paid = 0 AND municipality = ");
        sql.push_bind(account.payer.0)
            .push(" AND certificate = ")
            .push_bind(account.certificate.to_string());
        for held in &account.purses {
            sql.push(" AND period <> ").push_bind(held.period.0);
        }
        sql.build().execute(self.on()).await?;
        Ok(())
    }
}

#[async_trait]
impl WriteEnrolment for SqliteTx {
    async fn put_programme(&mut self, programme: &Programme, change_seq: u64) -> Result<()> {
        sqlx::query(
            "INSERT INTO programmes (organisation, id, version, change_seq, record, municipality, open)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (organisation, id) DO UPDATE SET version = ?3, change_seq = ?4, record = ?5, municipality = ?6,
                open = ?7",
        )
        .bind(programme.organisation.0)
        .bind(programme.id.0)
        .bind(signed(programme.version))
        .bind(signed(change_seq))
        .bind(encoded("programme", programme)?)
        .bind(programme.municipality.0)
        .bind(programme.takes_requests())
        .execute(self.on())
        .await?;
        self.tell_places(programme).await
    }

    async fn put_request(&mut self, request: &EnrolmentRequest, change_seq: u64) -> Result<()> {
        self.tell_money(request).await?;
        let period = request.cost.and_then(|cost| cost.period);
        let since = Waits::of_request(request).map(|(_, at)| at.timestamp());
        sqlx::query(
            "INSERT INTO requests (organisation, id, version, change_seq, state, certificate, payer, period, programme,
                                   module, group_id, place, live, one_person, record, due, offered, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
             ON CONFLICT (organisation, id) DO UPDATE SET version = ?3, change_seq = ?4, state = ?5, period = ?8,
                group_id = ?11, place = ?12, live = ?13, one_person = ?14, record = ?15, due = ?16,
                offered = ?17, since = ?18",
        )
        .bind(request.organisation.0)
        .bind(request.id.0)
        .bind(signed(request.version))
        .bind(signed(change_seq))
        .bind(request.state.code())
        .bind(request.certificate.to_string())
        .bind(request.payer.0)
        .bind(period.map(|period| period.0))
        .bind(request.place.programme.0)
        .bind(request.place.module.0)
        .bind(request.place.group.0)
        .bind(request.state.takes_place())
        .bind(request.state.is_live())
        .bind(request.by_one_person())
        .bind(encoded("request", request)?)
        .bind(request.due())
        .bind(request.offered())
        .bind(since)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_funding(&mut self, funding: &Funding, change_seq: u64) -> Result<()> {
        sqlx::query(
            "INSERT INTO fundings (municipality, version, change_seq, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (municipality) DO UPDATE SET version = ?2, change_seq = ?3, record = ?4",
        )
        .bind(funding.municipality.0)
        .bind(signed(funding.version))
        .bind(signed(change_seq))
        .bind(encoded("funding", funding)?)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn put_account(&mut self, account: &Account, change_seq: u64) -> Result<()> {
        let (payer, certificate) = (account.payer.0, account.certificate.to_string());
        sqlx::query("DELETE FROM accounts WHERE certificate = ? AND municipality <> ?")
            .bind(&certificate)
            .bind(payer)
            .execute(self.on())
            .await?;
        sqlx::query(
            "INSERT INTO accounts (municipality, certificate, version, change_seq, record, unused)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (municipality, certificate) DO UPDATE SET version = ?3, change_seq = ?4, record = ?5, unused = ?6",
        )
        .bind(payer)
        .bind(&certificate)
        .bind(signed(account.version))
        .bind(signed(change_seq))
        .bind(encoded("account", account)?)
        .bind(account.unused_since)
        .execute(self.on())
        .await?;
        self.drop_purses(account).await?;
        for held in &account.purses {
            sqlx::query(
                "INSERT INTO purses (municipality, certificate, period, group_id, nominal, paid)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (municipality, certificate, period) DO UPDATE SET group_id = ?4, nominal = ?5, paid = ?6",
            )
            .bind(payer)
            .bind(&certificate)
            .bind(held.period.0)
            .bind(account.group.map(|group| group.0))
            .bind(held.purse.nominal.0)
            .bind(held.purse.paid.0)
            .execute(self.on())
            .await?;
        }
        Ok(())
    }

    async fn put_step(&mut self, step: &Step<'_>) -> Result<()> {
        sqlx::query(
            "INSERT INTO steps (scope, target, version, clerk, command, at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(step.scope.to_string())
        .bind(step.target.to_string())
        .bind(signed(step.version))
        .bind(step.clerk.0)
        .bind(step.command)
        .bind(step.at)
        .execute(self.on())
        .await?;
        Ok(())
    }

    async fn claim_contract_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        request: RequestId,
    ) -> Result<bool> {
        sqlx::query(
            "INSERT INTO contract_numbers (organisation, year, number, request) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(number)
        .bind(request.0)
        .execute(self.on())
        .await?;
        let owner: Uuid = sqlx::query_scalar(
            "SELECT request FROM contract_numbers WHERE organisation = ? AND year = ? AND number = ?",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(number)
        .fetch_one(self.on())
        .await?;
        Ok(owner == request.0)
    }

    async fn lease_contracts(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32> {
        let next: u32 = sqlx::query_scalar(
            "INSERT INTO contract_books (organisation, year, next) VALUES (?1, ?2, ?3 + 1)
             ON CONFLICT (organisation, year) DO UPDATE SET next = next + ?3 RETURNING next",
        )
        .bind(organisation.0)
        .bind(year)
        .bind(count)
        .fetch_one(self.on())
        .await?;
        Ok(next - count)
    }
}
