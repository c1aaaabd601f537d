//! The rows of nightly work: what is due, who works it off, and how far each night has come. Nothing personal.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Result;
use crate::api::lists::Standing;
use crate::domain::{CertificateNumber, MunicipalityCode, OrganisationId, RequestId, Target};

/// Where records are looked for of which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Applications that wait for a paper, by the last day on which it is accepted.
    Papers(MunicipalityCode),
    /// Applications that nobody has handed in, by their date.
    Drafts(MunicipalityCode),
    /// Applications of certificates that were activated and have not ended, by the child's birth date.
    Births(MunicipalityCode),
    /// Requests that stand there, by the first day on which the register has something to do with them.
    Requests(OrganisationId, Standing),
    /// Offers that wait for a signature, by their day.
    Offers(OrganisationId),
    /// Accounts of which nothing is asked, by the day since when.
    Unused(MunicipalityCode),
}

/// A record of which something may be due, and the day by which it was found. Rows go by that day and the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueRow {
    pub day: NaiveDate,
    pub target: Target,
}

/// Who works on a municipality's night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NightLock {
    pub municipality: MunicipalityCode,
    /// Of the run, not of the node: a node that starts anew is another holder.
    pub holder: Uuid,
    /// Held until then, to the millisecond.
    pub until: DateTime<Utc>,
    /// Grows by one with every holder.
    pub fence: u64,
}

/// One night of a municipality, by its local date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Night {
    pub municipality: MunicipalityCode,
    pub date: NaiveDate,
    pub began: DateTime<Utc>,
    /// `None` while there may be work left.
    pub ended: Option<DateTime<Utc>>,
}

/// How many records one kind of work has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightCount {
    /// Code of the kind of work.
    pub work: String,
    pub done: u32,
}

/// A record that stays as it is although something was due of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightFailure {
    pub target: Target,
    /// Code of the kind of work.
    pub work: String,
    /// Code of a refusal, or `failed` where the storage had no answer.
    pub why: String,
}

#[async_trait]
pub trait ReadNight: Send {
    /// Rows up to and with `upto`, behind `after`, at most `limit`.
    async fn due(
        &mut self,
        what: Due,
        upto: NaiveDate,
        after: Option<DueRow>,
        limit: usize,
    ) -> Result<Vec<DueRow>>;
    async fn night_lock(&mut self, municipality: MunicipalityCode) -> Result<Option<NightLock>>;
    async fn night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Option<Night>>;
    /// Nights before `before`, the last one first, at most `limit`.
    async fn nights(
        &mut self,
        municipality: MunicipalityCode,
        before: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<Night>>;
    /// What a night has done, by the code of the work.
    async fn night_counts(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<Vec<NightCount>>;
    /// By work and record, at most `limit`.
    async fn night_failures(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        limit: usize,
    ) -> Result<Vec<NightFailure>>;
}

#[async_trait]
pub trait WriteNight: ReadNight {
    async fn put_night_lock(&mut self, lock: &NightLock) -> Result<()>;
    async fn put_night(&mut self, night: &Night) -> Result<()>;
    /// Adds `done` to what the night has done of `work`.
    async fn count_night(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        work: &str,
        done: u32,
    ) -> Result<()>;
    /// In place of what was written of the same work and record before.
    async fn put_night_failure(
        &mut self,
        municipality: MunicipalityCode,
        date: NaiveDate,
        failure: &NightFailure,
    ) -> Result<()>;
    /// Nothing is due of the request before `day`, whatever was thought; `None`: nothing at all. Holds until the record is
    /// written again.
    async fn put_off_request(&mut self, request: RequestId, day: Option<NaiveDate>) -> Result<()>;
    /// The account is looked at as if nothing had been asked of it since `day`. Holds until it is written again.
    async fn put_off_account(&mut self, account: CertificateNumber, day: NaiveDate) -> Result<()>;
}
