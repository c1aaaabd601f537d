//! The synthetic register's enrolment while it comes about: each act is decided by `domain`, as the register decides it,
//! on the records that the acts before it left. So no record here is one that clerks could not have made.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

use crate::api::sync::Scope;
use crate::demo::chance::Chance;
use crate::domain::enrolment::{Decision, Place, RequestState};
use crate::domain::funding::{CertificateGroupId, PeriodId};
use crate::domain::programme::GroupId;
use crate::domain::programme::decide::Terms;
use crate::domain::{
    Account, Capabilities, Capability, Certificate, CertificateNumber, ClerkId, Context,
    EnrolmentCommand, EnrolmentRequest, Funding, FundingCommand, MunicipalityCode, OrganisationId,
    Programme, ProgrammeCommand, ProgrammeId, Refusal, RequestId, Side, Target, Zone, enrolment,
    funding, programme,
};

/// Who gives an act.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub clerk: ClerkId,
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
}

/// A certificate that enrols, with what a decision asks of its child.
#[derive(Clone, Debug)]
pub struct Child {
    pub certificate: Certificate,
    pub municipality: MunicipalityCode,
    pub born: NaiveDate,
    /// Since when the certificate can enrol.
    pub since: NaiveDate,
}

/// An act that was applied.
pub struct Done {
    pub scope: Scope,
    pub target: Target,
    pub version: u64,
    pub clerk: ClerkId,
    pub command: &'static str,
    pub at: DateTime<Utc>,
}

/// Everything that enrolment has recorded.
#[derive(Default)]
pub struct Office {
    pub fundings: BTreeMap<MunicipalityCode, Funding>,
    pub programmes: BTreeMap<ProgrammeId, Programme>,
    pub requests: BTreeMap<RequestId, EnrolmentRequest>,
    pub accounts: BTreeMap<CertificateNumber, Account>,
    /// The last contract number of an organisation and year.
    pub books: BTreeMap<(OrganisationId, u16), u32>,
    pub done: Vec<Done>,
    /// Live requests and contracts of each group.
    live: BTreeMap<Place, i64>,
    /// Those of them that take a place.
    taken: BTreeMap<Place, i64>,
    /// The same under an agreement.
    taught: BTreeMap<(OrganisationId, MunicipalityCode, PeriodId), i64>,
}

/// An identifier of version 7, the same for the same draws.
pub fn id(chance: &mut Chance, at: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    let mut bytes = [0; 10];
    for byte in &mut bytes {
        *byte = chance.between(0, 255) as u8;
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

fn counted(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

impl Office {
    /// # Errors
    /// The domain's refusal; nothing changes.
    pub fn set(
        &mut self,
        by: By,
        command: &FundingCommand,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let code = by.municipality;
        let unset = || Funding::unset(code);
        let current = self.fundings.get(&code).cloned().unwrap_or_else(unset);
        let after = funding::decide::decide(&current, command, &context(by, at))?;
        let scope = Scope::Municipality(code);
        let target = Target::Funding(code);
        self.note(by, (scope, target, after.version), command.code(), at);
        self.fundings.insert(code, after);
        Ok(())
    }

    /// # Errors
    /// The domain's refusal; nothing changes.
    pub fn programme(
        &mut self,
        by: By,
        id: ProgrammeId,
        command: &ProgrammeCommand,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let current = self.programmes.get(&id);
        let municipality = current.map_or(by.municipality, |found| found.municipality);
        let percent = self.fundings.get(&municipality);
        let live = self.live_by_group(id);
        let terms = Terms {
            municipality,
            price_percent: percent.map_or(funding::PRICE_PERCENT, |set| set.price_percent),
            live: &live,
        };
        let after = programme::decide::decide(current, id, command, &terms, &context(by, at))?;
        let scope = Scope::Organisation(after.organisation);
        let target = Target::Programme(id);
        self.note(by, (scope, target, after.version), command.code(), at);
        self.programmes.insert(id, after);
        Ok(())
    }

    /// # Errors
    /// The domain's refusal; nothing changes.
    pub fn request(
        &mut self,
        by: By,
        id: RequestId,
        command: &EnrolmentCommand,
        child: &Child,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let before = self.requests.get(&id).cloned();
        let place = match (&before, command) {
            (None, EnrolmentCommand::Enrol { form }) => form.place,
            (Some(request), EnrolmentCommand::ChangeGroup { group }) => Place {
                group: *group,
                ..request.place
            },
            (Some(request), _) => request.place,
            (None, _) => return Err(Refusal::NotFound),
        };
        let decision = self.decide(by, (id, before.as_ref()), command, (place, child), at)?;
        let request = &decision.request;
        let scope = Scope::Organisation(request.organisation);
        let target = Target::Request(id);
        self.note(by, (scope, target, request.version), command.code(), at);
        if let Some(before) = &before {
            self.count(before, -1);
        }
        self.count(request, 1);
        if let Some(account) = decision.account {
            self.accounts.insert(account.certificate, account);
        }
        self.requests.insert(id, decision.request);
        Ok(())
    }

    fn decide(
        &self,
        by: By,
        (id, before): (RequestId, Option<&EnrolmentRequest>),
        command: &EnrolmentCommand,
        (place, child): (Place, &Child),
        at: DateTime<Utc>,
    ) -> Result<Decision, Refusal> {
        let programme = self.programmes.get(&place.programme);
        let programme = programme.ok_or(Refusal::NotFound)?;
        let number = child.certificate.number;
        let account = self.accounts.get(&number);
        let payer = account.map_or(child.municipality, |account| account.payer);
        let funding = self.fundings.get(&payer);
        let days = match (before, command) {
            (None, EnrolmentCommand::Enrol { form }) => Some(form.days),
            (before, _) => before.map(|request| request.days),
        };
        let period = days.and_then(|days| funding?.period_of(days));
        let taught = period.map(|period| (programme.organisation, payer, period.id));
        let taught = taught.and_then(|under| self.taught.get(&under));
        let taken = enrolment::Taken {
            group: self.taken(place),
            programme: self.taken_in(place.programme),
            organisation: counted(taught.copied().unwrap_or(0)),
        };
        let group = account.and_then(|account| account.group);
        let first = || Some(funding?.groups.first()?.id);
        let group_use = match (group.or_else(first), period) {
            (Some(group), Some(period)) => self.group_use(payer, group, period.id, number),
            _ => enrolment::GroupUse::default(),
        };
        let world = enrolment::World {
            programme,
            funding,
            certificate: Some(&child.certificate),
            account,
            taken,
            group_use: Some(group_use),
            birth_date: Some(child.born),
        };
        enrolment::decide::decide(before, id, command, &world, &context(by, at))
    }

    /// The next contract number of an organisation in the year of `date`.
    pub fn next_number(&mut self, organisation: OrganisationId, date: NaiveDate) -> u32 {
        let year = u16::try_from(date.year()).unwrap_or_default();
        let last = self.books.entry((organisation, year)).or_default();
        *last += 1;
        *last
    }

    /// Places that are taken in a group.
    pub fn taken(&self, place: Place) -> u32 {
        counted(self.taken.get(&place).copied().unwrap_or(0))
    }

    fn taken_in(&self, programme: ProgrammeId) -> u32 {
        let of = self
            .taken
            .iter()
            .filter(|(at, _)| at.programme == programme);
        counted(of.map(|(_, count)| count).sum())
    }

    fn live_by_group(&self, programme: ProgrammeId) -> Vec<(GroupId, u32)> {
        let of = self.live.iter().filter(|(at, _)| at.programme == programme);
        of.map(|(at, count)| (at.group, counted(*count))).collect()
    }

    /// What a group of certificates has in use, without one of them.
    fn group_use(
        &self,
        payer: MunicipalityCode,
        group: CertificateGroupId,
        period: PeriodId,
        without: CertificateNumber,
    ) -> enrolment::GroupUse {
        let mut used = enrolment::GroupUse::default();
        for account in self.accounts.values() {
            let inside = (account.payer, account.group) == (payer, Some(group));
            if inside
                && account.certificate != without
                && let Some(purse) = account.purse(period)
            {
                used.certificates += 1;
                used.sum.0 += purse.nominal.0;
            }
        }
        used
    }

    fn count(&mut self, request: &EnrolmentRequest, by: i64) {
        if request.state.is_live() {
            *self.live.entry(request.place).or_default() += by;
        }
        if request.state.takes_place() {
            *self.taken.entry(request.place).or_default() += by;
            if let Some(period) = request.cost.and_then(|cost| cost.period) {
                let under = (request.organisation, request.payer, period);
                *self.taught.entry(under).or_default() += by;
            }
        }
    }

    fn note(
        &mut self,
        by: By,
        (scope, target, version): (Scope, Target, u64),
        command: &'static str,
        at: DateTime<Utc>,
    ) {
        let clerk = by.clerk;
        self.done.push(Done {
            scope,
            target,
            version,
            clerk,
            command,
            at,
        });
    }

    /// Contracts of a certificate that await no termination.
    pub fn working(&self, certificate: CertificateNumber) -> u16 {
        let claims = self.accounts.get(&certificate).map(|held| &held.claims);
        let works = claims
            .into_iter()
            .flatten()
            .filter(|claim| claim.state == RequestState::Concluded && !claim.ends);
        u16::try_from(works.count()).unwrap_or(u16::MAX)
    }
}

fn context(by: By, at: DateTime<Utc>) -> Context {
    let capabilities: Capabilities = Capability::ALL.iter().copied().collect();
    Context {
        side: Side::Register,
        at,
        today: Zone::MOSCOW.date(at),
        clerk: by.clerk,
        organisation: by.organisation,
        capabilities,
        personal_shown: false,
        child_birth_date: None,
    }
}
