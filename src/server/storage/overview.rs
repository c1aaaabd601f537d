//! The figures of an overview: counted and summed where the rows are.
//!
//! Days are those of the municipality's own clocks. Nothing personal: clerks are numbers.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

use super::Result;
use crate::domain::overview::{AGES, MoneyOfMonth, Waits, Work};
use crate::domain::programme::GroupId;
use crate::domain::{ClerkId, MunicipalityCode, OrganisationId, ProgrammeId, Span};

/// Of which part of the register figures are: one organisation of the municipality, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    pub municipality: MunicipalityCode,
    pub organisation: Option<OrganisationId>,
}

impl Within {
    #[must_use]
    pub fn holds(&self, organisation: OrganisationId) -> bool {
        self.organisation.is_none_or(|own| own == organisation)
    }
}

/// Work of one kind by one clerk on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub municipality: MunicipalityCode,
    pub day: NaiveDate,
    pub organisation: OrganisationId,
    pub clerk: ClerkId,
    pub work: Work,
    pub count: u32,
}

/// A group that learns, with what is taken of its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupUsed {
    pub organisation: OrganisationId,
    pub programme: ProgrammeId,
    pub group: GroupId,
    pub places: u32,
    pub taken: u32,
}

/// How many wait for something, of one age: its place in [`AGES`].
pub type WaitingCount = (Waits, usize, u32);

#[async_trait]
pub trait ReadOverview: Send {
    /// Work by day and kind, in this order; what did not happen is left out.
    async fn work_by_day(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(NaiveDate, Work, u32)>>;
    /// The same by organisation, clerk and kind.
    async fn work_by_clerk(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(OrganisationId, ClerkId, Work, u32)>>;
    /// Open requests of the organisations; `since` are the beginnings of all ages but the last.
    async fn requests_waiting(
        &mut self,
        within: Within,
        since: [DateTime<Utc>; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>>;
    /// Open applications that the municipality serves, by the organisation to which they were handed in.
    async fn applications_waiting(
        &mut self,
        within: Within,
        since: [NaiveDate; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>>;
    /// Groups whose period touches `days` and that take children or have some, by organisation, programme and number.
    async fn groups_used(&mut self, within: Within, days: Span) -> Result<Vec<GroupUsed>>;
    /// Money of the organisations' requests and contracts by month, in the order of the months.
    async fn money_by_month(&mut self, within: Within, months: Span) -> Result<Vec<MoneyOfMonth>>;
}

#[async_trait]
pub trait WriteOverview: ReadOverview {
    /// Adds to what is counted already.
    async fn count_work(&mut self, counted: &[Counted]) -> Result<()>;
}
