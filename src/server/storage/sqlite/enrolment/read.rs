//! What is read of enrolment.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::super::decode::case;
use super::super::{SqliteTx, signed, unsigned};
use super::{all, behind, changed, decoded};
use crate::api::sync::Scope;
use crate::domain::enrolment::GroupUse;
use crate::domain::funding::{CertificateGroupId, PeriodId};
use crate::domain::programme::GroupId;
use crate::domain::{
    Account, Case, CertificateNumber, Clean, ClerkId, EnrolmentRequest, Funding, Kopecks,
    MunicipalityCode, OrganisationId, Programme, ProgrammeId, RequestId, Target,
};
use crate::server::storage::Result;
use crate::server::storage::enrolment::{Places, PlacesOf, ReadEnrolment};
use crate::server::storage::rows::Change;

#[async_trait]
impl ReadEnrolment for SqliteTx {
    async fn programme(&mut self, id: ProgrammeId) -> Result<Option<Programme>> {
        let record: Option<String> =
            sqlx::query_scalar("SELECT record FROM programmes WHERE id = ?")
                .bind(id.0)
                .fetch_optional(self.on())
                .await?;
        let read = |record: String| decoded("programme", &record);
        record.map(read).transpose()
    }

    async fn request(&mut self, id: RequestId) -> Result<Option<EnrolmentRequest>> {
        let record: Option<String> = sqlx::query_scalar("SELECT record FROM requests WHERE id = ?")
            .bind(id.0)
            .fetch_optional(self.on())
            .await?;
        let read = |record: String| decoded("request", &record);
        record.map(read).transpose()
    }

    async fn organisation_of(&mut self, target: Target) -> Result<Option<OrganisationId>> {
        let (sql, id) = match target {
            Target::Programme(id) => ("SELECT organisation FROM programmes WHERE id = ?", id.0),
            Target::Request(id) => ("SELECT organisation FROM requests WHERE id = ?", id.0),
            Target::Case(_) | Target::Funding(_) | Target::Account(_) => return Ok(None),
        };
        let id: Option<u32> = sqlx::query_scalar(sql)
            .bind(id)
            .fetch_optional(self.on())
            .await?;
        Ok(id.map(OrganisationId))
    }

    async fn funding(&mut self, municipality: MunicipalityCode) -> Result<Option<Funding>> {
        let found = self.funding_changed(municipality, 0).await?;
        Ok(found.map(|(_, funding)| funding))
    }

    async fn account(&mut self, certificate: CertificateNumber) -> Result<Option<Account>> {
        let record: Option<String> =
            sqlx::query_scalar("SELECT record FROM accounts WHERE certificate = ?")
                .bind(certificate.to_string())
                .fetch_optional(self.on())
                .await?;
        let read = |record: String| decoded("account", &record);
        record.map(read).transpose()
    }

    async fn case_of(&mut self, certificate: CertificateNumber) -> Result<Option<Case>> {
        let record: Option<String> = sqlx::query_scalar(
            "SELECT record FROM cases WHERE municipality = COALESCE(
                 (SELECT municipality FROM homes WHERE certificate = ?2), ?1) AND certificate = ?2",
        )
        .bind(certificate.municipality().0)
        .bind(certificate.to_string())
        .fetch_optional(self.on())
        .await?;
        record.as_deref().map(case).transpose()
    }

    async fn live_requests(
        &mut self,
        certificate: CertificateNumber,
    ) -> Result<Vec<EnrolmentRequest>> {
        let records: Vec<String> = sqlx::query_scalar(
            "SELECT record FROM requests WHERE certificate = ? AND live = 1 ORDER BY id",
        )
        .bind(certificate.to_string())
        .fetch_all(self.on())
        .await?;
        all("request", &records)
    }

    async fn programmes_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Programme)>> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT change_seq, record FROM programmes WHERE organisation = ? AND change_seq > ?
             ORDER BY change_seq LIMIT ?",
        )
        .bind(organisation.0)
        .bind(signed(cursor))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        changed("programme", &rows)
    }

    async fn requests_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, EnrolmentRequest)>> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT change_seq, record FROM requests WHERE organisation = ? AND change_seq > ?
             ORDER BY change_seq LIMIT ?",
        )
        .bind(organisation.0)
        .bind(signed(cursor))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        changed("request", &rows)
    }

    async fn accounts_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Account)>> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT change_seq, record FROM accounts WHERE municipality = ? AND change_seq > ?
             ORDER BY change_seq LIMIT ?",
        )
        .bind(municipality.0)
        .bind(signed(cursor))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        changed("account", &rows)
    }

    async fn funding_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
    ) -> Result<Option<(u64, Funding)>> {
        let row: Option<(i64, String)> = sqlx::query_as(
            "SELECT change_seq, record FROM fundings WHERE municipality = ? AND change_seq > ?",
        )
        .bind(municipality.0)
        .bind(signed(cursor))
        .fetch_optional(self.on())
        .await?;
        let read = |(seq, record): (i64, String)| Ok((unsigned(seq), decoded("funding", &record)?));
        row.map(read).transpose()
    }

    async fn programmes_of(
        &mut self,
        organisation: OrganisationId,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>> {
        let records: Vec<String> = sqlx::query_scalar(
            "SELECT record FROM programmes WHERE organisation = ? AND id > ? ORDER BY id LIMIT ?",
        )
        .bind(organisation.0)
        .bind(behind(after.map(|id| id.0)))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        all("programme", &records)
    }

    async fn requests_of(
        &mut self,
        organisation: OrganisationId,
        state: Option<&str>,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>> {
        let all_states =
            "SELECT record FROM requests WHERE organisation = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
        let one_state =
            "SELECT record FROM requests WHERE organisation = ?1 AND id > ?2 AND state = ?4
             ORDER BY id LIMIT ?3";
        let query = sqlx::query_scalar(if state.is_some() {
            one_state
        } else {
            all_states
        })
        .bind(organisation.0)
        .bind(behind(after.map(|id| id.0)))
        .bind(signed(limit as u64));
        let records: Vec<String> = match state {
            Some(state) => query.bind(state).fetch_all(self.on()).await?,
            None => query.fetch_all(self.on()).await?,
        };
        all("request", &records)
    }

    async fn places_taken(&mut self, places: &Places) -> Result<u32> {
        let organisation = places.organisation.0;
        let count = match places.of {
            PlacesOf::Group(programme, group) => sqlx::query_scalar(
                "SELECT count(*) FROM requests WHERE organisation = ? AND programme = ? AND group_id = ?
                 AND place = 1 AND id <> ?",
            )
            .bind(organisation)
            .bind(programme.0)
            .bind(group.0),
            PlacesOf::Programme(programme) => sqlx::query_scalar(
                "SELECT count(*) FROM requests WHERE organisation = ? AND programme = ? AND place = 1 AND id <> ?",
            )
            .bind(organisation)
            .bind(programme.0),
            PlacesOf::Agreement(payer, period) => sqlx::query_scalar(
                "SELECT count(*) FROM requests WHERE organisation = ? AND payer = ? AND period = ?
                 AND place = 1 AND id <> ?",
            )
            .bind(organisation)
            .bind(payer.0)
            .bind(period.0),
        };
        Ok(count.bind(places.without.0).fetch_one(self.on()).await?)
    }

    async fn live_by_group(
        &mut self,
        organisation: OrganisationId,
        programme: ProgrammeId,
    ) -> Result<Vec<(GroupId, u32)>> {
        let rows: Vec<(u16, u32)> = sqlx::query_as(
            "SELECT group_id, count(*) FROM requests WHERE organisation = ? AND programme = ? AND live = 1
             GROUP BY group_id ORDER BY group_id",
        )
        .bind(organisation.0)
        .bind(programme.0)
        .fetch_all(self.on())
        .await?;
        let by_group = |(group, count)| (GroupId(group), count);
        Ok(rows.into_iter().map(by_group).collect())
    }

    async fn group_use(
        &mut self,
        municipality: MunicipalityCode,
        group: CertificateGroupId,
        period: PeriodId,
        without: Option<CertificateNumber>,
    ) -> Result<GroupUse> {
        let without = without.map(|certificate| certificate.to_string());
        let (certificates, sum): (u32, i64) = sqlx::query_as(
            "SELECT count(*), COALESCE(sum(nominal), 0) FROM purses
             WHERE municipality = ? AND group_id = ? AND period = ? AND certificate <> ?",
        )
        .bind(municipality.0)
        .bind(group.0)
        .bind(period.0)
        .bind(without.unwrap_or_default())
        .fetch_one(self.on())
        .await?;
        Ok(GroupUse {
            certificates,
            sum: Kopecks(sum),
        })
    }

    async fn paid_in(&mut self, municipality: MunicipalityCode, period: PeriodId) -> Result<u32> {
        let count: u32 = sqlx::query_scalar(
            "SELECT count(*) FROM purses WHERE municipality = ? AND period = ? AND paid > 0",
        )
        .bind(municipality.0)
        .bind(period.0)
        .fetch_one(self.on())
        .await?;
        Ok(count)
    }

    async fn steps_after(
        &mut self,
        scope: Scope,
        target: Target,
        version: u64,
    ) -> Result<Vec<Change>> {
        let rows: Vec<(i64, u32, Option<String>, String, DateTime<Utc>)> = sqlx::query_as(
            "SELECT s.version, s.clerk, c.name, s.command, s.at
             FROM steps s LEFT JOIN clerks c ON c.id = s.clerk
             WHERE s.scope = ? AND s.target = ? AND s.version > ? ORDER BY s.version DESC LIMIT 100",
        )
        .bind(scope.to_string())
        .bind(target.to_string())
        .bind(signed(version))
        .fetch_all(self.on())
        .await?;
        let change = |(version, clerk, name, command, at)| Change {
            version: unsigned(version),
            clerk: ClerkId(clerk),
            name: Clean::from(Option::<String>::unwrap_or_default(name)),
            command,
            at,
        };
        Ok(rows.into_iter().map(change).collect())
    }

    async fn by_one_person(
        &mut self,
        organisation: OrganisationId,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>> {
        let records: Vec<String> = sqlx::query_scalar(
            "SELECT record FROM requests WHERE organisation = ? AND one_person = 1 AND id > ?
             ORDER BY id LIMIT ?",
        )
        .bind(organisation.0)
        .bind(behind(after.map(|id| id.0)))
        .bind(signed(limit as u64))
        .fetch_all(self.on())
        .await?;
        all("request", &records)
    }
}
