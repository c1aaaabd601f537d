//! The tables of the register, as maps that share what did not change.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use reestr::api::forms::Issuer;
use reestr::api::handbook::{ReadBy, Video};
use reestr::api::sync::Scope;
use reestr::domain::duplicate::Likeness;
use reestr::domain::overview::Work;
use reestr::domain::{
    Account, ApplicationNumber, Card, Case, CertificateNumber, Clean, ClerkId, ConsentCode,
    ConsentText, EnrolmentRequest, Funding, MunicipalityCode, OrganisationId, Programme,
    ProgrammeId, RequestId, Target, Zone,
};
use reestr::server::storage::family::Issued;
use reestr::server::storage::generations::Generation;
use reestr::server::storage::leases::Lease;
use reestr::server::storage::letters::{Letter, LetterKey};
use reestr::server::storage::night::{Night, NightFailure, NightLock};
use reestr::server::storage::numbers::{Draw, LeasedPair};
use reestr::server::storage::portal::{Portal, PortalAnswer, PortalId};
use reestr::server::storage::rows::{
    AuditLink, Clerk, Device, Renewal, StoredResult, Token, TokenHash,
};
use uuid::Uuid;

/// A map that is cheap to copy: rows are shared, and the map itself until it is written to.
pub type Table<K, V> = Arc<BTreeMap<K, Arc<V>>>;

/// Puts a row in place, whether there was one or not.
pub fn put<K: Ord + Clone, V>(table: &mut Table<K, V>, key: K, row: V) {
    Arc::make_mut(table).insert(key, Arc::new(row));
}

/// Puts a row where there is none; gives whether there was none.
pub fn add<K: Ord + Clone, V>(table: &mut Table<K, V>, key: K, row: V) -> bool {
    let free = !table.contains_key(&key);
    if free {
        put(table, key, row);
    }
    free
}

pub fn get<K: Ord, V: Clone>(table: &Table<K, V>, key: &K) -> Option<V> {
    table.get(key).map(|row| (**row).clone())
}

#[derive(Clone)]
pub struct CaseRow {
    pub change_seq: u64,
    pub case: Case,
}

#[derive(Clone)]
pub struct CardRow {
    pub card: Card,
    pub keys: Likeness,
    pub live: bool,
}

#[derive(Clone)]
pub struct ChangeRow {
    pub clerk: ClerkId,
    pub command: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone)]
pub struct OrganisationRow {
    pub municipality: MunicipalityCode,
    pub name: Clean,
}

/// Where and when, by whom, what.
pub type WorkKey = (MunicipalityCode, NaiveDate, OrganisationId, ClerkId, Work);

/// Everything that the register keeps.
#[derive(Clone, Default)]
pub struct Tables {
    pub municipalities: Table<MunicipalityCode, Clean>,
    pub zones: Table<MunicipalityCode, Zone>,
    pub organisations: Table<OrganisationId, OrganisationRow>,
    pub clerks: Table<ClerkId, Clerk>,
    pub logins: Table<String, ClerkId>,
    pub devices: Table<Uuid, Device>,
    pub tokens: Table<TokenHash, Token>,
    pub scopes: Table<Scope, u64>,
    pub generations: Table<u64, Generation>,
    pub cases: Table<ApplicationNumber, CaseRow>,
    pub by_change: Table<(MunicipalityCode, u64), ApplicationNumber>,
    pub by_certificate: Table<CertificateNumber, ApplicationNumber>,
    pub cards: Table<ApplicationNumber, CardRow>,
    pub told_apart: Table<(ApplicationNumber, ApplicationNumber), ()>,
    /// Records that a municipality serves no longer, with the counter at which they left.
    pub departures: Table<(MunicipalityCode, ApplicationNumber), u64>,
    /// Whom data of a refused change resemble, and whether that is decided.
    pub raised: Table<(ApplicationNumber, ApplicationNumber), bool>,
    pub changes: Table<(ApplicationNumber, u64), ChangeRow>,
    pub results: Table<(Uuid, u32, u64), StoredResult>,
    /// Results by the identifier of their act, in the order of time.
    pub by_id: Table<(Uuid, DateTime<Utc>, Uuid, u32, u64), ()>,
    pub leases: Table<ApplicationNumber, Lease>,
    pub renewals: Table<Uuid, Renewal>,
    pub journal_numbers: Table<(OrganisationId, u16, String), ApplicationNumber>,
    pub journals: Table<(OrganisationId, u16), u32>,
    pub serials: Table<(MunicipalityCode, u16), u32>,
    pub draws: Table<MunicipalityCode, Draw>,
    pub pair_leases: Table<Uuid, u64>,
    pub pairs_leased: Table<ApplicationNumber, LeasedPair>,
    pub pairs_back: Table<ApplicationNumber, (CertificateNumber, Uuid)>,
    pub consent_texts: Table<(ConsentCode, u16), ConsentText>,
    /// With their keys, the last used first.
    pub issuers: Table<OrganisationId, Vec<(String, Issuer)>>,
    pub videos: Table<String, Video>,
    pub articles_read: Table<(OrganisationId, ClerkId, String), ReadBy>,
    /// By clerk, millisecond and order of coming.
    pub looks: Table<(ClerkId, i64, u64), ()>,
    pub letters: Table<LetterKey, Letter>,
    pub office_addresses: Table<OrganisationId, Clean>,
    pub family_passwords: Table<CertificateNumber, Issued>,
    pub comparisons: Table<(ApplicationNumber, NaiveDate), u32>,
    pub reveals: Table<(ClerkId, ApplicationNumber), ()>,
    /// Records of enrolment stand with the counter of their change.
    pub programmes: Table<ProgrammeId, (u64, Programme)>,
    pub requests: Table<RequestId, (u64, EnrolmentRequest)>,
    pub fundings: Table<MunicipalityCode, (u64, Funding)>,
    pub accounts: Table<CertificateNumber, (u64, Account)>,
    pub steps: Table<(Scope, Target, u64), ChangeRow>,
    pub contract_numbers: Table<(OrganisationId, u16, String), RequestId>,
    pub contract_books: Table<(OrganisationId, u16), u32>,
    pub night_locks: Table<MunicipalityCode, NightLock>,
    pub nights: Table<(MunicipalityCode, NaiveDate), Night>,
    pub night_counts: Table<(MunicipalityCode, NaiveDate, String), u32>,
    pub night_failures: Table<(MunicipalityCode, NaiveDate, String, String), NightFailure>,
    /// Days in place of those that the records say; they go with the next writing.
    pub put_off_requests: Table<RequestId, Option<NaiveDate>>,
    pub put_off_accounts: Table<CertificateNumber, NaiveDate>,
    /// Counts of work by day and clerk.
    pub work: Table<WorkKey, u32>,
    pub portals: Table<PortalId, (TokenHash, Portal)>,
    pub portal_answers: Table<(PortalId, String), PortalAnswer>,
    pub portal_records: Table<(PortalId, Target), ()>,
    pub audit: Table<(Scope, u64), AuditLink>,
}

impl Tables {
    pub fn counter(&self, scope: Scope) -> u64 {
        get(&self.scopes, &scope).unwrap_or(0)
    }

    /// The rows of one scope's chain, in order.
    pub fn chain(&self, scope: Scope) -> impl DoubleEndedIterator<Item = &Arc<AuditLink>> {
        self.audit
            .range((scope, 0)..=(scope, u64::MAX))
            .map(|(_, link)| link)
    }
}
