//! Programmes, requests, funding and accounts in the cache, each under the scope that brought it. Keys name records by
//! number or identifier and nothing personal.

use super::blocks::{Blocks, Kept};
use super::{Cache, Change};
use crate::api::sync::{Delta, Scope};
use crate::domain::{
    Account, CertificateNumber, EnrolmentRequest, Funding, MunicipalityCode, Programme,
    ProgrammeId, RequestId,
};
use crate::store::act::EnrolmentRecords;
use crate::store::files::{StoreError, json};
use crate::store::shelf::ShelfError;

/// First byte of a key.
const PROGRAMMES: u8 = b'p';
const REQUESTS: u8 = b'r';
const FUNDING: u8 = b'f';
const ACCOUNTS: u8 = b'a';
/// Requests of an organisation lie in so many blocks, by what is random in their identifiers.
const REQUEST_BLOCKS: u128 = 1 << 12;
/// Accounts of 2^3 neighbouring certificates are sealed together.
const ACCOUNT_BITS: u32 = 3;

macro_rules! kept {
    ($record:ty, $key:ty, $field:ident) => {
        impl Kept for $record {
            type Key = $key;

            fn key(&self) -> $key {
                self.$field
            }

            fn pack(records: &[Self]) -> Result<Vec<u8>, StoreError> {
                json(records)
            }

            fn unpack(bytes: &[u8]) -> Option<Vec<Self>> {
                serde_json::from_slice(bytes).ok()
            }
        }
    };
}

kept!(Programme, ProgrammeId, id);
kept!(EnrolmentRequest, RequestId, id);
kept!(Funding, MunicipalityCode, municipality);
kept!(Account, CertificateNumber, certificate);

/// What deltas change of enrolment.
#[derive(Default)]
pub(super) struct Changes {
    programmes: Blocks<Programme>,
    requests: Blocks<EnrolmentRequest>,
    funding: Blocks<Funding>,
    accounts: Blocks<Account>,
}

impl Changes {
    pub fn take(&mut self, cache: &mut Cache, delta: &Delta) -> Result<(), ShelfError> {
        let scope = delta.scope;
        if delta.reset {
            self.forget(cache, scope)?;
        }
        for programme in &delta.programmes {
            let ProgrammeId(id) = programme.id;
            let key = key(PROGRAMMES, scope, id.as_bytes());
            self.programmes.set(cache, key, programme)?;
        }
        for request in &delta.requests {
            let RequestId(id) = request.id;
            let block = (id.as_u128() % REQUEST_BLOCKS).to_be_bytes();
            let key = key(REQUESTS, scope, &block[14..]);
            self.requests.set(cache, key, request)?;
        }
        if let Some(funding) = &delta.funding {
            self.funding.set(cache, key(FUNDING, scope, &[]), funding)?;
        }
        for account in &delta.accounts {
            let block = number(account.certificate) >> ACCOUNT_BITS;
            let key = key(ACCOUNTS, scope, &block.to_be_bytes());
            self.accounts.set(cache, key, account)?;
        }
        Ok(())
    }

    /// Drops all that the scope has brought.
    pub fn forget(&mut self, cache: &mut Cache, scope: Scope) -> Result<(), ShelfError> {
        let prefix = |kind| key(kind, scope, &[]);
        self.programmes.clear(cache, &prefix(PROGRAMMES))?;
        self.requests.clear(cache, &prefix(REQUESTS))?;
        self.funding.clear(cache, &prefix(FUNDING))?;
        self.accounts.clear(cache, &prefix(ACCOUNTS))
    }

    pub fn sealed(self, cache: &Cache) -> Result<Vec<Change>, ShelfError> {
        let mut changes = self.programmes.sealed(cache)?;
        changes.extend(self.requests.sealed(cache)?);
        changes.extend(self.funding.sealed(cache)?);
        changes.extend(self.accounts.sealed(cache)?);
        Ok(changes)
    }
}

impl Cache {
    pub(super) fn enrolment(&mut self) -> Result<EnrolmentRecords, ShelfError> {
        Ok(EnrolmentRecords {
            programmes: self.records(&[PROGRAMMES])?,
            requests: self.records(&[REQUESTS])?,
            funding: self.records(&[FUNDING])?,
            accounts: self.records(&[ACCOUNTS])?,
        })
    }
}

/// Kind, scope, and which block of it; every scope has as many bytes.
fn key(kind: u8, scope: Scope, block: &[u8]) -> Vec<u8> {
    let (of, id) = match scope {
        Scope::Municipality(code) => (b'm', u32::from(code.0)),
        Scope::Organisation(id) => (b'o', id.0),
    };
    [&[kind, of], id.to_be_bytes().as_slice(), block].concat()
}

/// The digits of a certificate as one number.
fn number(certificate: CertificateNumber) -> u64 {
    let digits = certificate.to_string();
    let digits = digits.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}
