//! The one storage trait of the register, and its implementations.
//!
//! Nothing here decides: it reads and writes rows inside a transaction that the caller holds. Nothing in the traits is
//! particular to one database; `tests/storage_contract.rs` runs against every implementation. Paging is by key only.

pub mod comparisons;
pub mod enrolment;
pub mod error;
pub mod family;
pub mod forms;
pub mod generations;
pub mod handbook;
pub mod leases;
pub mod letters;
pub mod looks;
pub mod night;
pub mod numbers;
pub mod overview;
pub mod portal;
pub mod records;
pub mod rows;
pub mod sqlite;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::api::search::SearchRequest;
use crate::api::session::{Colleague, OrganisationName};
use crate::api::sync::Scope;
use crate::domain::duplicate::Likeness;
use crate::domain::{
    ApplicationNumber, Capabilities, Card, Case, CertificateNumber, Clean, ClerkId,
    MunicipalityCode, OrganisationId, Zone,
};

use comparisons::WriteComparisons;
use enrolment::{ReadEnrolment, WriteEnrolment};
pub use error::StorageError;
use family::{ReadFamily, WriteFamily};
use forms::{ReadForms, WriteForms};
use generations::{ReadGenerations, WriteGenerations};
use handbook::{ReadHandbook, WriteHandbook};
use leases::{ReadLeases, WriteLeases};
use letters::{ReadLetters, WriteLetters};
use looks::WriteLooks;
use night::{ReadNight, WriteNight};
use numbers::WriteNumbers;
use overview::{ReadOverview, WriteOverview};
use portal::{ReadPortal, WritePortal};
use records::{ReadRecords, WriteRecords};
use rows::{
    AuditLink, Change, Clerk, Counter, Device, Import, Name, NewClerk, Renewal, StoredResult,
    Token, TokenHash,
};

pub type Result<T> = std::result::Result<T, StorageError>;

#[async_trait]
pub trait Storage: Send + Sync + 'static {
    /// A snapshot: everything read through it is of one moment.
    async fn read(&self) -> Result<Box<dyn Read>>;

    /// A transaction that may write. Dropped without [`Write::commit`], it leaves nothing behind.
    async fn write(&self) -> Result<Box<dyn Write>>;

    /// Ends all connections; what was committed is on disk.
    async fn close(&self);
}

#[async_trait]
pub trait Read:
    ReadLeases
    + ReadGenerations
    + ReadFamily
    + ReadForms
    + ReadHandbook
    + ReadLetters
    + ReadRecords
    + ReadEnrolment
    + ReadNight
    + ReadOverview
    + ReadPortal
{
    async fn clerk(&mut self, id: ClerkId) -> Result<Option<Clerk>>;
    async fn clerk_by_login(&mut self, login: &str) -> Result<Option<Clerk>>;
    async fn colleagues(&mut self, organisation: OrganisationId) -> Result<Vec<Colleague>>;
    async fn municipality(&mut self, code: MunicipalityCode) -> Result<Option<Clean>>;
    /// `None` where the register has no such municipality.
    async fn zone(&mut self, code: MunicipalityCode) -> Result<Option<Zone>>;
    async fn municipality_of(
        &mut self,
        organisation: OrganisationId,
    ) -> Result<Option<MunicipalityCode>>;
    async fn organisations(
        &mut self,
        municipality: MunicipalityCode,
    ) -> Result<Vec<OrganisationName>>;

    async fn token(&mut self, hash: &TokenHash) -> Result<Option<Token>>;
    async fn device(&mut self, id: Uuid) -> Result<Option<Device>>;
    async fn result(&mut self, device: Uuid, epoch: u32, seq: u64) -> Result<Option<StoredResult>>;
    /// The first answer that an act of this identifier got, whatever the device.
    async fn result_by_id(&mut self, id: Uuid) -> Result<Option<StoredResult>>;
    /// Results of one journal from `seq` on with their seqs, in the order of seq; of more than `most` the last ones.
    async fn results_from(
        &mut self,
        name: Name,
        seq: u64,
        most: usize,
    ) -> Result<Vec<(u64, StoredResult)>>;
    async fn renewal(&mut self, ask: Uuid) -> Result<Option<Renewal>>;

    /// Whichever municipality serves it now.
    async fn case(&mut self, number: ApplicationNumber) -> Result<Option<Case>>;
    async fn certificate_taken(&mut self, certificate: CertificateNumber) -> Result<bool>;
    /// Cases of one municipality to which everything in `request` fits, by number, at most `limit`.
    async fn search(
        &mut self,
        municipality: MunicipalityCode,
        request: &SearchRequest,
        limit: usize,
    ) -> Result<Vec<Case>>;
    /// Cases that changed after `cursor` in the order of change, with their change numbers, at most `limit`.
    async fn changed(
        &mut self,
        municipality: MunicipalityCode,
        cursor: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Case)>>;
    async fn municipalities(&mut self) -> Result<Vec<MunicipalityCode>>;
    /// The changes after `version`, the newest first, at most 100.
    async fn changes_after(
        &mut self,
        number: ApplicationNumber,
        version: u64,
    ) -> Result<Vec<Change>>;

    async fn card(&mut self, number: ApplicationNumber) -> Result<Option<Card>>;
    /// Cards of one municipality with a name word that starts with each of `words` (folded), by number, at most `limit`.
    async fn search_names(
        &mut self,
        municipality: MunicipalityCode,
        words: &[String],
        birth_date: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<(Case, Card)>>;
    /// Live cards of the whole register, other than `number`'s, that share the document, the СНИЛС, the birth date or the
    /// name: the only ones that can be duplicates.
    async fn near(
        &mut self,
        number: ApplicationNumber,
        keys: &Likeness,
    ) -> Result<Vec<(ApplicationNumber, Likeness)>>;
    /// The applications that were found to be of other children than `number`'s.
    async fn told_apart(&mut self, number: ApplicationNumber) -> Result<Vec<ApplicationNumber>>;
    async fn revealed(&mut self, clerk: ClerkId, number: ApplicationNumber) -> Result<bool>;

    /// 0 for a scope in which nothing has happened.
    async fn counter(&mut self, scope: Scope) -> Result<u64>;
    async fn counters(&mut self) -> Result<Vec<Counter>>;

    async fn audit_scopes(&mut self) -> Result<Vec<Scope>>;
    async fn audit_head(&mut self, scope: Scope) -> Result<Option<AuditLink>>;
    /// The links after number `after`, in order, at most `limit`.
    async fn audit_page(
        &mut self,
        scope: Scope,
        after: u64,
        limit: usize,
    ) -> Result<Vec<AuditLink>>;
}

#[async_trait]
pub trait Write:
    Read
    + WriteLeases
    + WriteGenerations
    + WriteForms
    + WriteHandbook
    + WriteLetters
    + WriteLooks
    + WriteNumbers
    + WriteRecords
    + WriteFamily
    + WriteComparisons
    + WriteEnrolment
    + WriteNight
    + WriteOverview
    + WritePortal
{
    async fn put_municipality(&mut self, code: MunicipalityCode, name: &Clean) -> Result<()>;
    async fn set_zone(&mut self, code: MunicipalityCode, zone: Zone) -> Result<()>;
    async fn put_organisation(
        &mut self,
        municipality: MunicipalityCode,
        name: &Clean,
    ) -> Result<OrganisationId>;
    async fn put_clerk(&mut self, clerk: &NewClerk<'_>) -> Result<ClerkId>;
    async fn set_capabilities(&mut self, login: &str, capabilities: Capabilities) -> Result<()>;

    async fn put_device(&mut self, device: &Device) -> Result<()>;
    async fn set_high_water(&mut self, device: Uuid, high_water: u64) -> Result<()>;
    /// The device goes on in `epoch`, in which nothing has been taken.
    async fn set_epoch(&mut self, device: Uuid, epoch: u32) -> Result<()>;
    async fn put_renewal(&mut self, renewal: &Renewal) -> Result<()>;
    async fn put_token(&mut self, hash: &TokenHash, token: &Token) -> Result<()>;
    async fn touch_token(&mut self, hash: &TokenHash, seen: DateTime<Utc>) -> Result<()>;
    async fn drop_token(&mut self, hash: &TokenHash) -> Result<()>;
    async fn drop_tokens_before(&mut self, issued: DateTime<Utc>) -> Result<()>;

    /// Moves the scope's counter on by `by` and gives its new value.
    async fn bump(&mut self, scope: Scope, by: u64) -> Result<u64>;
    /// Into the scope of the municipality that serves it; one that moves there goes by [`WriteRecords::move_case`].
    async fn put_case(&mut self, case: &Case, change_seq: u64) -> Result<()>;
    /// `live`: whether the card counts when duplicates are looked for.
    async fn put_card(
        &mut self,
        number: ApplicationNumber,
        card: &Card,
        keys: &Likeness,
        live: bool,
    ) -> Result<()>;
    async fn set_card_live(&mut self, number: ApplicationNumber, live: bool) -> Result<()>;
    async fn put_change(
        &mut self,
        number: ApplicationNumber,
        version: u64,
        clerk: ClerkId,
        command: &str,
        at: DateTime<Utc>,
    ) -> Result<()>;
    /// Writes many records at once, with their journal numbers and a change by [`rows::REGISTER`].
    async fn import(&mut self, records: &[Import], at: DateTime<Utc>) -> Result<()>;

    /// `false`: another application of the organisation and year has the number; the same one may keep it.
    async fn claim_journal_number(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        number: &str,
        application: ApplicationNumber,
    ) -> Result<bool>;
    /// Takes `count` numbers from the organisation's journal and gives the first.
    async fn lease_journal(
        &mut self,
        organisation: OrganisationId,
        year: u16,
        count: u32,
    ) -> Result<u32>;

    async fn put_result(
        &mut self,
        device: Uuid,
        epoch: u32,
        seq: u64,
        result: &StoredResult,
    ) -> Result<()>;
    async fn put_reveal(
        &mut self,
        clerk: ClerkId,
        number: ApplicationNumber,
        at: DateTime<Utc>,
    ) -> Result<()>;
    async fn tell_apart(
        &mut self,
        number: ApplicationNumber,
        other: ApplicationNumber,
    ) -> Result<()>;
    async fn put_audit(&mut self, scope: Scope, link: &AuditLink) -> Result<()>;

    async fn commit(self: Box<Self>) -> Result<()>;
}
