//! What is kept of records beside the records themselves: where one went that its municipality no longer serves, whom the
//! data of a refused change resemble, which numbers stand in a journal.

use async_trait::async_trait;

use super::Result;
use crate::domain::{ApplicationNumber, Case, MunicipalityCode, OrganisationId};

/// The way of a record from one municipality to the one that its case names.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    pub from: MunicipalityCode,
    /// Where the counter of `from` stands when the record leaves.
    pub left: u64,
    /// Where the counter of the other one stands when it comes.
    pub came: u64,
}

#[async_trait]
pub trait ReadRecords: Send {
    /// Records that left the municipality at counters `after < seq ≤ upto` and have not come back, in the order of leaving.
    async fn departed(
        &mut self,
        municipality: MunicipalityCode,
        after: u64,
        upto: u64,
    ) -> Result<Vec<ApplicationNumber>>;
    /// Whether the municipality served the record once and doesn't now.
    async fn has_left(
        &mut self,
        municipality: MunicipalityCode,
        number: ApplicationNumber,
    ) -> Result<bool>;
    /// Records that data of a refused change are alike to; `true`: a second person has told them apart since.
    async fn raised(&mut self, number: ApplicationNumber)
    -> Result<Vec<(ApplicationNumber, bool)>>;
    async fn journal_number_taken(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
    ) -> Result<bool>;
}

#[async_trait]
pub trait WriteRecords: ReadRecords {
    /// Moves the record, as `case` has it, with its card and the words of its name. It is read by its number as before.
    async fn move_case(&mut self, case: &Case, way: &Move) -> Result<()>;
    /// Keeps whom the data of a refused change are alike to, in place of whom those of the one before were; who was told
    /// apart stays so.
    async fn raise(
        &mut self,
        number: ApplicationNumber,
        others: &[ApplicationNumber],
    ) -> Result<()>;
    /// A second person has told all of them apart.
    async fn settle_raised(&mut self, number: ApplicationNumber) -> Result<()>;
    /// Forgets everyone that was told apart from the record's child, and whom a refused change resembled.
    async fn forget_pairs(&mut self, number: ApplicationNumber) -> Result<()>;
}
