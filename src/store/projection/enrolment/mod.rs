//! What this desk knows of programmes, requests, funding and accounts, each as shown: the register's word with this
//! desk's own acts on top.
//!
//! Everything is lent. What moved is told record by record ([`Enrolment::moved_since`]), and places are counted as
//! requests move: a key costs the same among a thousand requests and among a hundred thousand. Nothing personal stands
//! here.

mod moved;
mod places;
mod show;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::layers::Layers;
use crate::api::sync::{Delta, Scope};
use crate::domain::enrolment::Place;
use crate::domain::funding::PeriodId;
use crate::domain::programme::GroupId;
use crate::domain::{
    Account, CertificateNumber, EnrolmentRequest, Funding, MunicipalityCode, OrganisationId,
    Programme, ProgrammeId, RequestId, Target,
};
use crate::store::act::EnrolmentRecords;
use moved::Moved;
use places::Places;
pub(super) use show::Desk;

#[derive(Default)]
pub struct Enrolment {
    programmes: Layers<ProgrammeId, Programme>,
    requests: Layers<RequestId, EnrolmentRequest>,
    funding: Layers<MunicipalityCode, Funding>,
    accounts: Layers<CertificateNumber, Account>,
    places: Places,
    moved: Moved,
    /// Requests with acts on top, by certificate.
    acted: BTreeMap<CertificateNumber, BTreeSet<RequestId>>,
    /// Records of which an act was refused here; something else may let it pass.
    stuck: BTreeSet<Target>,
    /// Applied acts whose money has come with the account, while their request has not.
    counted: BTreeSet<u64>,
}

impl Enrolment {
    /// The register's word, without acts.
    #[must_use]
    pub fn new(records: EnrolmentRecords) -> Self {
        let mut places = Places::default();
        for request in &records.requests {
            places.add(request);
        }
        Self {
            programmes: Layers::new(records.programmes, |programme| programme.id),
            requests: Layers::new(records.requests, |request| request.id),
            funding: Layers::new(records.funding, |funding| funding.municipality),
            accounts: Layers::new(records.accounts, |account| account.certificate),
            places,
            ..Self::default()
        }
    }

    /// All programmes, in the order of their identifiers.
    pub fn programmes(&self) -> impl Iterator<Item = &Programme> {
        self.programmes.iter()
    }

    #[must_use]
    pub fn programme(&self, id: ProgrammeId) -> Option<&Programme> {
        self.programmes.get(id)
    }

    /// All requests, in the order of their identifiers.
    pub fn requests(&self) -> impl Iterator<Item = &EnrolmentRequest> {
        self.requests.iter()
    }

    #[must_use]
    pub fn request(&self, id: RequestId) -> Option<&EnrolmentRequest> {
        self.requests.get(id)
    }

    /// The request as the register has it, without this desk's own acts.
    #[must_use]
    pub fn confirmed_request(&self, id: RequestId) -> Option<&EnrolmentRequest> {
        self.requests.confirmed(id)
    }

    /// The money of a certificate; `None` before its first request.
    #[must_use]
    pub fn account(&self, certificate: CertificateNumber) -> Option<&Account> {
        self.accounts.get(certificate)
    }

    /// The money of all certificates that have claimed any, in the order of their numbers.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter()
    }

    #[must_use]
    pub fn funding(&self, municipality: MunicipalityCode) -> Option<&Funding> {
        self.funding.get(municipality)
    }

    /// Places that offers and contracts take in a group.
    #[must_use]
    pub fn taken(&self, place: Place) -> u32 {
        self.places.taken(place)
    }

    /// Places that are taken in all groups of a programme.
    #[must_use]
    pub fn taken_in(&self, programme: ProgrammeId) -> u32 {
        self.places.taken_in(programme)
    }

    /// Live requests and contracts of a programme by group; groups that have none are left out.
    #[must_use]
    pub fn live(&self, programme: ProgrammeId) -> Vec<(GroupId, u32)> {
        self.places.live(programme)
    }

    /// Children that an organisation teaches under the payer's agreement for a period.
    #[must_use]
    pub fn taught(
        &self,
        organisation: OrganisationId,
        payer: MunicipalityCode,
        period: PeriodId,
    ) -> u32 {
        self.places.taught(organisation, payer, period)
    }

    /// Grows with every change. A list keeps the one at which it was made.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.moved.revision()
    }

    /// The records that moved behind `revision`, in order; one may come more than once, and may be gone. `None`: too much
    /// has moved to be told one by one, and the list is made anew.
    #[must_use]
    pub fn moved_since(&self, revision: u64) -> Option<impl Iterator<Item = Target> + '_> {
        self.moved.since(revision)
    }

    /// The version of a record as the register has it; 0 where it has none.
    pub(super) fn version(&self, target: Target) -> u64 {
        match target {
            Target::Case(_) => None,
            Target::Programme(id) => self.programmes.confirmed(id).map(|p| p.version),
            Target::Request(id) => self.requests.confirmed(id).map(|r| r.version),
            Target::Funding(code) => self.funding.confirmed(code).map(|f| f.version),
            Target::Account(number) => self.accounts.confirmed(number).map(|a| a.version),
        }
        .unwrap_or(0)
    }

    /// Whether acts lie on top of a record, or lay there.
    pub(super) fn has_acts(&self, target: Target) -> bool {
        match target {
            Target::Case(_) => false,
            Target::Programme(id) => self.programmes.is_covered(id),
            Target::Request(id) => self.requests.is_covered(id),
            Target::Funding(code) => self.funding.is_covered(code),
            Target::Account(number) => {
                self.accounts.is_covered(number) || self.acted.contains_key(&number)
            }
        }
    }

    /// The row of a record is another one.
    pub(super) fn moved(&mut self, target: Target) {
        self.moved.note(target);
    }

    /// Takes in the register's records; gives which they are. What acts make of them is worked out behind it.
    pub(super) fn absorb(&mut self, delta: &Delta) -> Vec<Target> {
        let mut touched = Vec::new();
        if delta.reset {
            self.forget(delta.scope);
        }
        for programme in &delta.programmes {
            touched.push(Target::Programme(programme.id));
            self.programmes.set(programme.id, programme.clone());
        }
        for request in &delta.requests {
            touched.push(Target::Request(request.id));
            self.set_request(request.clone());
        }
        if let Some(funding) = &delta.funding {
            touched.push(Target::Funding(funding.municipality));
            self.funding.set(funding.municipality, funding.clone());
        }
        for account in &delta.accounts {
            touched.push(Target::Account(account.certificate));
            self.accounts.set(account.certificate, account.clone());
        }
        touched
    }

    /// Drops what belongs to no scope that the desk follows: nothing would keep it up.
    pub(super) fn keep(&mut self, followed: &BTreeSet<Scope>) {
        let organisations = self.programmes.iter().map(|p| p.organisation);
        let organisations = organisations.chain(self.requests.iter().map(|r| r.organisation));
        let payers = self.accounts.iter().map(|account| account.payer);
        let payers = payers.chain(self.funding.iter().map(|f| f.municipality));
        let scopes = organisations.map(Scope::Organisation);
        let scopes = scopes.chain(payers.map(Scope::Municipality));
        let over = scopes.filter(|scope| !followed.contains(scope));
        for scope in over.collect::<BTreeSet<_>>() {
            self.forget(scope);
        }
    }

    /// Drops the register's records of one scope.
    fn forget(&mut self, scope: Scope) {
        match scope {
            Scope::Organisation(of) => {
                for id in self.programmes.keys_of(|p| p.organisation == of) {
                    self.programmes.remove(id);
                }
                for id in self.requests.keys_of(|r| r.organisation == of) {
                    self.drop_request(id);
                }
            }
            Scope::Municipality(of) => {
                for code in self.funding.keys_of(|f| f.municipality == of) {
                    self.funding.remove(code);
                }
                for number in self.accounts.keys_of(|a| a.payer == of) {
                    self.accounts.remove(number);
                }
            }
        }
        self.moved.all();
    }

    /// The register's word on a request. Under acts the shown one is counted, so that nothing changes yet.
    fn set_request(&mut self, request: EnrolmentRequest) {
        let id = request.id;
        if !self.requests.is_covered(id) {
            if let Some(before) = self.requests.confirmed(id) {
                self.places.remove(before);
            }
            self.places.add(&request);
        }
        self.requests.set(id, request);
    }

    fn drop_request(&mut self, id: RequestId) {
        if !self.requests.is_covered(id)
            && let Some(before) = self.requests.confirmed(id)
        {
            self.places.remove(before);
        }
        self.requests.remove(id);
    }

    /// Shows `top` of a request, and counts its place instead of what was shown before.
    fn cover_request(
        &mut self,
        id: RequestId,
        top: Option<EnrolmentRequest>,
    ) -> Option<EnrolmentRequest> {
        if let Some(before) = self.requests.get(id) {
            self.places.remove(before);
        }
        let before = self.requests.cover(id, top);
        if let Some(now) = self.requests.get(id) {
            self.places.add(now);
        }
        before
    }
}
