//! What has to hold of programmes, requests and money in the register, after every transaction.

use std::collections::BTreeMap;

use chrono::Datelike;
use reestr::api::sync::Outcome;
use reestr::domain::enrolment::RequestState;
use reestr::domain::funding::Claim;
use reestr::domain::{
    Account, CertificateNumber, EnrolmentRefusal, EnrolmentRequest, Kopecks, OrganisationId,
    Programme, ProgrammeId, Refusal, RequestId, Span,
};

use super::timeline::Timeline;
use super::{Broken, Rule, find};
use crate::simulation::courses::taken;
use crate::simulation::history::{Event, Moment, Wrote};

/// The register's records; a backup is a copy of them.
#[derive(Clone, Default)]
struct Records {
    programmes: BTreeMap<ProgrammeId, Programme>,
    requests: BTreeMap<RequestId, EnrolmentRequest>,
    accounts: BTreeMap<CertificateNumber, Account>,
}

pub fn check(history: &[Moment], timeline: &Timeline, broken: &mut Vec<Broken>) {
    let mut records = Records::default();
    let mut backup = Records::default();
    for moment in history {
        match &moment.event {
            Event::Committed { rows } => {
                let mut moved = false;
                for row in rows {
                    moved |= records.take(row);
                }
                if moved {
                    records.check(broken);
                }
            }
            Event::BackedUp => backup = records.clone(),
            Event::PutBack => records = backup.clone(),
            _ => {}
        }
    }
    numbered(timeline, broken);
}

/// A leased contract number is taken by nobody else, unless two desks have copies of one lease.
fn numbered(timeline: &Timeline, broken: &mut Vec<Broken>) {
    if timeline.put_back || timeline.copied {
        return;
    }
    let taken = Outcome::Refused {
        why: Refusal::Enrolment(EnrolmentRefusal::ContractNumberTaken),
    };
    for (id, (_, outcome)) in timeline.answers() {
        let given = timeline.act(id).filter(|given| given.act.leased.is_some());
        if let Some(given) = given.filter(|given| outcome == taken && !given.forgiven) {
            let what = format!("the leased number of {:?} was taken", given.act);
            find(broken, Rule::ContractOnce, what);
        }
    }
}

impl Records {
    fn take(&mut self, row: &Wrote) -> bool {
        match row {
            Wrote::Programme(programme) => {
                self.programmes.insert(programme.id, (**programme).clone());
            }
            Wrote::Request(request) => {
                self.requests.insert(request.id, (**request).clone());
            }
            Wrote::Account(account) => {
                self.accounts
                    .insert(account.certificate, (**account).clone());
            }
            _ => return false,
        }
        true
    }

    fn check(&self, broken: &mut Vec<Broken>) {
        self.places(broken);
        self.contracts(broken);
        for account in self.accounts.values() {
            if let Some(what) = self.wrong(account) {
                let what = format!("{what}: {account:?}");
                find(broken, Rule::MoneyHolds, what);
            }
        }
        for request in self.requests.values().filter(|r| r.state.is_live()) {
            let account = self.accounts.get(&request.certificate);
            if account
                .and_then(|account| claim(account, request))
                .is_none()
            {
                find(
                    broken,
                    Rule::MoneyHolds,
                    format!("nothing is claimed for {request:?}"),
                );
            }
        }
    }

    fn places(&self, broken: &mut Vec<Broken>) {
        let mut of_programme: BTreeMap<ProgrammeId, u32> = BTreeMap::new();
        for (place, taken) in taken(self.requests.values()) {
            *of_programme.entry(place.programme).or_default() += taken;
            let programme = self.programmes.get(&place.programme);
            let group = programme.and_then(|p| p.group(place.module, place.group));
            let places = group.map_or(0, |(_, group)| u32::from(group.places));
            if taken > places {
                let what = format!("{taken} children in {places} places of {place:?}");
                find(broken, Rule::PlacesHold, what);
            }
        }
        for (id, taken) in of_programme {
            let limit = self
                .programmes
                .get(&id)
                .and_then(|programme| programme.limit);
            if limit.is_some_and(|limit| taken > limit) {
                find(
                    broken,
                    Rule::PlacesHold,
                    format!("{taken} children in programme {id}"),
                );
            }
        }
    }

    fn contracts(&self, broken: &mut Vec<Broken>) {
        let mut numbers: BTreeMap<(OrganisationId, i32, &str), RequestId> = BTreeMap::new();
        for request in self.requests.values() {
            let Some(contract) = &request.contract else {
                continue;
            };
            let year = contract.date.year();
            let place = (request.organisation, year, contract.number.as_str());
            if let Some(other) = numbers.insert(place, request.id) {
                let what = format!("{} and {other} have the number {place:?}", request.id);
                find(broken, Rule::ContractOnce, what);
            }
        }
    }

    /// What does not hold of the money of a certificate, counted anew from its requests.
    fn wrong(&self, account: &Account) -> Option<&'static str> {
        let own = || {
            let all = self.requests.values();
            all.filter(|request| request.certificate == account.certificate)
        };
        for held in &account.purses {
            if !held.purse.holds() {
                return Some("the parts are not the nominal");
            }
            let from = own().filter(|request| {
                let period = request.cost.and_then(|cost| cost.period);
                (request.payer, period) == (account.payer, Some(held.period))
            });
            let (mut reserved, mut spent) = (0, 0);
            for request in from {
                reserved += holds_back(request).0;
                spent += paid(request).0;
            }
            if (held.purse.reserved.0, held.purse.paid.0) != (reserved, spent) {
                return Some("the requests hold back or have got something else");
            }
        }
        let mut claims = account.claims.iter();
        let strange = claims.any(|claim| {
            let request = self.requests.get(&claim.request);
            request.is_none_or(|request| !fits(claim, request))
        });
        strange.then_some("a claim is not what its request says")
    }
}

fn claim<'a>(account: &'a Account, request: &EnrolmentRequest) -> Option<&'a Claim> {
    account
        .claims
        .iter()
        .find(|claim| claim.request == request.id)
}

fn fits(claim: &Claim, request: &EnrolmentRequest) -> bool {
    (claim.state, claim.place, claim.days) == (request.state, request.place, request.days)
        && claim.reserved == holds_back(request)
        && claim.ends == request.termination.is_some()
}

/// What was paid for it.
fn paid(request: &EnrolmentRequest) -> Kopecks {
    let part = request.cost.map(|cost| cost.shares.certificate);
    part.filter(|_| request.months_paid > 0)
        .map_or(Kopecks(0), |part| part.upto(request.months_paid))
}

/// What it has to hold back of the purse now.
fn holds_back(request: &EnrolmentRequest) -> Kopecks {
    let Some(cost) = request.cost.filter(|cost| cost.period.is_some()) else {
        return Kopecks(0);
    };
    let part = cost.shares.certificate;
    let whole = match (request.state, &request.termination) {
        (RequestState::New | RequestState::Confirmed, _) => return part.total(),
        (RequestState::Concluded, None) => part.total(),
        (RequestState::Concluded, Some(end)) => {
            let until = Span {
                first: request.days.first,
                last: end.effective,
            };
            let months = until.months_after_first() + 1;
            part.upto(months.max(request.months_paid))
        }
        _ => return Kopecks(0),
    };
    Kopecks(whole.0 - paid(request).0)
}

#[cfg(test)]
mod tests;
