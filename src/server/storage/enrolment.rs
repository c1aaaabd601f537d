//! The rows of enrolment: programmes, requests with the contracts that they become, what municipalities have set about
//! money, and the money of certificates. Nothing personal stands in them.
//!
//! Programmes and requests count in the scope of their organisation, money in that of the municipality that pays.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use super::rows::Change;
use crate::api::sync::Scope;
use crate::domain::enrolment::GroupUse;
use crate::domain::funding::{CertificateGroupId, PeriodId};
use crate::domain::programme::GroupId;
use crate::domain::{
    Account, Case, CertificateNumber, ClerkId, EnrolmentRequest, Funding, MunicipalityCode,
    OrganisationId, Programme, ProgrammeId, RequestId, Target,
};

/// Places of an organisation: all under a payer's agreement, those of a programme, those of one group. The request `without`
/// isn't counted.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    pub organisation: OrganisationId,
    pub of: PlacesOf,
    pub without: RequestId,
}

#[derive(Clone, Copy, Debug)]
pub enum PlacesOf {
    Group(ProgrammeId, GroupId),
    Programme(ProgrammeId),
    Agreement(MunicipalityCode, PeriodId),
}

/// Who brought a record of enrolment to a version.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Where the record counts.
    pub scope: Scope,
    pub target: Target,
    pub version: u64,
    pub clerk: ClerkId,
    pub command: &'a str,
    pub at: DateTime<Utc>,
}

#[async_trait]
pub trait ReadEnrolment: Send {
    async fn programme(&mut self, id: ProgrammeId) -> Result<Option<Programme>>;
    async fn request(&mut self, id: RequestId) -> Result<Option<EnrolmentRequest>>;
    /// The organisation of a programme or request.
    async fn organisation_of(&mut self, target: Target) -> Result<Option<OrganisationId>>;
    async fn funding(&mut self, municipality: MunicipalityCode) -> Result<Option<Funding>>;
    async fn account(&mut self, certificate: CertificateNumber) -> Result<Option<Account>>;
    /// The case of a certificate, whichever municipality serves it now.
    async fn case_of(&mut self, certificate: CertificateNumber) -> Result<Option<Case>>;
    /// The requests and contracts of a certificate that have not ended, by identifier.
    async fn live_requests(
        &mut self,
        certificate: CertificateNumber,
    ) -> Result<Vec<EnrolmentRequest>>;

    /// Programmes that changed after `cursor` in the order of change, with their change numbers, at most `limit`.
    async fn programmes_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Programme)>>;
    /// As [`ReadEnrolment::programmes_changed`].
    async fn requests_changed(
        &mut self,
        organisation: OrganisationId,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, EnrolmentRequest)>>;
    /// As [`ReadEnrolment::programmes_changed`].
    async fn accounts_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Account)>>;
    /// What the municipality has set, if that changed after `cursor`.
    async fn funding_changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
    ) -> Result<Option<(u64, Funding)>>;

    /// Programmes of an organisation by identifier behind `after`, at most `limit`.
    async fn programmes_of(
        &mut self,
        organisation: OrganisationId,
        after: Option<ProgrammeId>,
        limit: usize,
    ) -> Result<Vec<Programme>>;
    /// Requests and contracts of an organisation by identifier behind `after`, at most `limit`. `state`: the code of
    /// where they stand; `None`: wherever.
    async fn requests_of(
        &mut self,
        organisation: OrganisationId,
        state: Option<&str>,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>>;

    /// How many places are taken by offers and contracts.
    async fn places_taken(&mut self, places: &Places) -> Result<u32>;
    /// Live requests and contracts of a programme by group; groups that have none are left out.
    async fn live_by_group(
        &mut self,
        organisation: OrganisationId,
        programme: ProgrammeId,
    ) -> Result<Vec<(GroupId, u32)>>;
    /// The certificates of a group that have money of the period, and its sum; `without` isn't counted.
    async fn group_use(
        &mut self,
        municipality: MunicipalityCode,
        group: CertificateGroupId,
        period: PeriodId,
        without: Option<CertificateNumber>,
    ) -> Result<GroupUse>;
    /// Certificates from which something was paid in the period.
    async fn paid_in(&mut self, municipality: MunicipalityCode, period: PeriodId) -> Result<u32>;
    /// The changes after `version`, the newest first, at most 100.
    async fn steps_after(
        &mut self,
        scope: Scope,
        target: Target,
        version: u64,
    ) -> Result<Vec<Change>>;
    /// Requests that one clerk has made and confirmed, by identifier behind `after`, at most `limit`.
    async fn by_one_person(
        &mut self,
        organisation: OrganisationId,
        after: Option<RequestId>,
        limit: usize,
    ) -> Result<Vec<EnrolmentRequest>>;
}

#[async_trait]
pub trait WriteEnrolment: ReadEnrolment {
    async fn put_programme(&mut self, programme: &Programme, change_seq: u64) -> Result<()>;
    /// Fails where another live request or contract of the certificate is about the same module.
    async fn put_request(&mut self, request: &EnrolmentRequest, change_seq: u64) -> Result<()>;
    async fn put_funding(&mut self, funding: &Funding, change_seq: u64) -> Result<()>;
    /// In place of the account that the certificate had, whoever paid; what was paid from it stays counted there.
    async fn put_account(&mut self, account: &Account, change_seq: u64) -> Result<()>;
    async fn put_step(&mut self, step: &Step<'_>) -> Result<()>;
    /// `false`: another contract of the organisation and year has the number; the same one may keep it.
    async fn claim_contract_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        request: RequestId,
    ) -> Result<bool>;
    /// Takes `count` contract numbers of the organisation and year, and gives the first.
    async fn lease_contracts(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32>;
}
