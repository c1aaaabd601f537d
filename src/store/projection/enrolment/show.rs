//! What acts make of programmes, requests, funding and accounts, by the same functions of the domain that decide in the
//! register. An act that is refused here changes nothing: the register decides.
//!
//! Requests and the money of their certificate are worked out together, since a step with one moves the other.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::acts::{Acts, OnTop};
use super::Enrolment;
use crate::api::session::Profile;
use crate::domain::enrolment::{self, Decision, Place, Taken, World};
use crate::domain::funding::{self, PRICE_PERCENT};
use crate::domain::money::Span;
use crate::domain::programme::{self, decide::Terms};
use crate::domain::{
    Account, Certificate, CertificateNumber, Command, Context, EnrolmentCommand, EnrolmentRequest,
    Funding, MunicipalityCode, OrganisationId, ProgrammeId, RequestId, Side, Target,
};

/// What a step is decided with beside the records of enrolment.
pub struct Desk<'a> {
    pub profile: &'a Profile,
    pub acts: &'a Acts,
    /// The certificate as this desk shows it.
    pub certificate: &'a dyn Fn(CertificateNumber) -> Option<Certificate>,
}

impl Desk<'_> {
    fn context(&self, at: DateTime<Utc>) -> Context {
        Context {
            side: Side::Client,
            at,
            today: self.profile.zone.date(at),
            clerk: self.profile.clerk,
            organisation: self.profile.organisation,
            capabilities: self.profile.capabilities,
            personal_shown: false,
            child_birth_date: None,
        }
    }
}

/// Of whom and for what a step with a request is.
struct About {
    certificate: CertificateNumber,
    organisation: OrganisationId,
    payer: MunicipalityCode,
    place: Place,
    days: Span,
}

impl Enrolment {
    /// Works out anew what is shown of a record, and of those that go with it.
    pub(in super::super) fn show(&mut self, target: Target, desk: &Desk<'_>) {
        match target {
            Target::Case(_) => return,
            Target::Programme(id) => self.show_programme(id, desk),
            Target::Funding(code) => self.show_funding(code, desk),
            Target::Account(number) => self.show_certificate(number, desk),
            Target::Request(id) => {
                if let Some(number) = self.certificate_of(id, desk.acts) {
                    self.acted.entry(number).or_default().insert(id);
                    self.show_certificate(number, desk);
                }
            }
        }
        self.moved.note(target);
    }

    /// Works out anew the records of which an act was refused here.
    pub(in super::super) fn show_stuck(&mut self, desk: &Desk<'_>) {
        for target in self.stuck.clone() {
            self.show(target, desk);
        }
    }

    /// The certificate has come to be another one: what is shown of its requests may be, too.
    pub(in super::super) fn show_acts_of(&mut self, number: CertificateNumber, desk: &Desk<'_>) {
        if self.acted.contains_key(&number) {
            self.show_certificate(number, desk);
        }
    }

    /// The account has come as the register has it: it holds the money of the acts that the register has applied.
    pub(in super::super) fn money_came(&mut self, number: CertificateNumber, acts: &Acts) {
        for id in self.acted.get(&number).into_iter().flatten() {
            let applied = acts.applied(Target::Request(*id));
            self.counted.extend(applied.map(|act| act.order.0));
        }
    }

    /// Of the acts that were counted, those stay whose request has not come.
    pub(in super::super) fn requests_came(&mut self, acts: &Acts) {
        self.counted.retain(|seq| acts.is_on_top(*seq));
    }

    fn certificate_of(&self, id: RequestId, acts: &Acts) -> Option<CertificateNumber> {
        if let Some(request) = self.request(id) {
            return Some(request.certificate);
        }
        let mut on_top = acts.pending(Target::Request(id));
        on_top.find_map(|act| match act.command {
            Command::Enrolment(EnrolmentCommand::Enrol { form }) => Some(form.certificate),
            _ => None,
        })
    }

    fn show_certificate(&mut self, number: CertificateNumber, desk: &Desk<'_>) {
        let ids = self.acted.get(&number).cloned().unwrap_or_default();
        let requests = ids.iter().map(|id| (*id, self.cover_request(*id, None)));
        let requests: Vec<_> = requests.collect();
        let account = self.accounts.cover(number, None);
        let targets = ids.iter().copied().map(Target::Request);
        let targets: Vec<_> = targets.chain([Target::Account(number)]).collect();
        let mut acts = Vec::new();
        for target in &targets {
            self.stuck.remove(target);
            acts.extend(desk.acts.pending(*target));
        }
        acts.sort_by_key(|act| act.order);
        for act in &acts {
            if self.put(act, desk).is_none() {
                self.stuck.insert(act.target);
            }
        }
        for (id, before) in requests {
            if before.as_ref() != self.requests.top(id) {
                self.moved.note(Target::Request(id));
            }
        }
        if account.as_ref() != self.accounts.top(number) {
            self.moved.note(Target::Account(number));
        }
        let still: BTreeSet<_> = acts.iter().map(|act| act.target).collect();
        if let Some(acted) = self.acted.get_mut(&number) {
            acted.retain(|id| still.contains(&Target::Request(*id)));
            if acted.is_empty() {
                self.acted.remove(&number);
            }
        }
    }

    /// Puts one act on top of what is shown; `None` where nothing comes of it here.
    fn put(&mut self, act: &OnTop<'_>, desk: &Desk<'_>) -> Option<()> {
        match (act.target, act.command) {
            (Target::Request(id), Command::Enrolment(command)) => {
                let Decision {
                    request, account, ..
                } = self.decide_request(id, command, act, desk)?;
                if let Some(account) = account.filter(|_| !self.is_counted(act)) {
                    self.accounts.cover(account.certificate, Some(account));
                }
                self.cover_request(id, Some(request));
            }
            (Target::Account(number), Command::Account(command)) => {
                let payer = self.payer(number, desk);
                let current = self.account_of(number, payer, desk)?;
                let funding = self.funding(payer)?;
                let context = desk.context(act.at);
                let next = funding::decide::account(&current, *command, funding, &context).ok()?;
                self.accounts.cover(number, Some(next));
            }
            _ => return None,
        }
        Some(())
    }

    fn is_counted(&self, act: &OnTop<'_>) -> bool {
        act.applied && self.counted.contains(&act.order.0)
    }

    fn decide_request(
        &self,
        id: RequestId,
        command: &EnrolmentCommand,
        act: &OnTop<'_>,
        desk: &Desk<'_>,
    ) -> Option<Decision> {
        let current = self.request(id);
        let about = self.about(current, command, desk)?;
        let certificate = (desk.certificate)(about.certificate);
        let account = self.account_of(about.certificate, about.payer, desk);
        // What the register has counted already is not taken twice.
        let account = match (command, account) {
            (_, account) if !self.is_counted(act) => account,
            (EnrolmentCommand::Enrol { .. }, Some(account)) => Some(without(account, id)),
            _ => None,
        };
        let world = World {
            programme: self.programme(about.place.programme)?,
            funding: self.funding(about.payer),
            certificate: certificate.as_ref(),
            account: account.as_ref(),
            taken: self.taken_without(current, &about),
            group_use: None,
            birth_date: None,
        };
        enrolment::decide::decide(current, id, command, &world, &desk.context(act.at)).ok()
    }

    fn about(
        &self,
        current: Option<&EnrolmentRequest>,
        command: &EnrolmentCommand,
        desk: &Desk<'_>,
    ) -> Option<About> {
        Some(match (current, command) {
            (Some(request), _) => About {
                certificate: request.certificate,
                organisation: request.organisation,
                payer: request.payer,
                place: match command {
                    EnrolmentCommand::ChangeGroup { group } => Place {
                        group: *group,
                        ..request.place
                    },
                    _ => request.place,
                },
                days: request.days,
            },
            (None, EnrolmentCommand::Enrol { form }) => About {
                certificate: form.certificate,
                organisation: form.organisation,
                payer: self.payer(form.certificate, desk),
                place: form.place,
                days: form.days,
            },
            (None, _) => return None,
        })
    }

    /// Places that are taken by others than the request itself.
    fn taken_without(&self, current: Option<&EnrolmentRequest>, about: &About) -> Taken {
        let period = self.funding(about.payer);
        let period = period.and_then(|funding| funding.period_of(about.days));
        let paid = period.map(|period| (about.organisation, about.payer, period.id));
        let mut taken = self.places.at(about.place, paid);
        if let Some(own) = current.filter(|own| own.state.takes_place()) {
            let own_period = own.cost.and_then(|cost| cost.period);
            let less = |count: &mut u32, own: bool| *count = count.saturating_sub(u32::from(own));
            less(&mut taken.group, own.place == about.place);
            less(&mut taken.programme, true);
            let paid = period.is_some_and(|period| Some(period.id) == own_period);
            less(&mut taken.organisation, paid);
        }
        taken
    }

    /// The municipality whose money it is.
    pub(in super::super) fn payer(
        &self,
        number: CertificateNumber,
        desk: &Desk<'_>,
    ) -> MunicipalityCode {
        if let Some(account) = self.account(number) {
            return account.payer;
        }
        let certificate = (desk.certificate)(number);
        let served = certificate.and_then(|certificate| certificate.served_by);
        served.unwrap_or(number.municipality())
    }

    /// An account that is not here is one without claims where the desk follows the payer; elsewhere nothing is known.
    pub(in super::super) fn account_of(
        &self,
        number: CertificateNumber,
        payer: MunicipalityCode,
        desk: &Desk<'_>,
    ) -> Option<Account> {
        let known = self.account(number).cloned();
        let unused = || {
            let own = payer == desk.profile.municipality;
            own.then(|| Account::unused(number, payer))
        };
        known.or_else(unused)
    }

    fn show_programme(&mut self, id: ProgrammeId, desk: &Desk<'_>) {
        self.programmes.cover(id, None);
        self.stuck.remove(&Target::Programme(id));
        let live = self.places.live(id);
        let own = desk.profile.municipality;
        for act in desk.acts.pending(Target::Programme(id)) {
            let current = self.programme(id);
            let municipality = current.map_or(own, |programme| programme.municipality);
            let funding = self.funding(municipality);
            let terms = Terms {
                municipality,
                price_percent: funding.map_or(PRICE_PERCENT, |funding| funding.price_percent),
                live: &live,
            };
            let context = desk.context(act.at);
            let next = match act.command {
                Command::Programme(command) => {
                    programme::decide::decide(current, id, command, &terms, &context).ok()
                }
                _ => None,
            };
            match next {
                Some(next) => drop(self.programmes.cover(id, Some(next))),
                None => drop(self.stuck.insert(Target::Programme(id))),
            }
        }
    }

    fn show_funding(&mut self, code: MunicipalityCode, desk: &Desk<'_>) {
        self.funding.cover(code, None);
        self.stuck.remove(&Target::Funding(code));
        for act in desk.acts.pending(Target::Funding(code)) {
            let unset = Funding::unset(code);
            let current = self.funding(code).unwrap_or(&unset);
            let next = match act.command {
                Command::Funding(command) => {
                    funding::decide::decide(current, command, &desk.context(act.at)).ok()
                }
                _ => None,
            };
            match next {
                Some(next) => drop(self.funding.cover(code, Some(next))),
                None => drop(self.stuck.insert(Target::Funding(code))),
            }
        }
    }
}

/// The account as it was before the request claimed anything.
fn without(mut account: Account, id: RequestId) -> Account {
    let Some(at) = account.claims.iter().position(|claim| claim.request == id) else {
        return account;
    };
    let claim = account.claims.remove(at);
    let held = account.purses.iter_mut();
    for held in held.filter(|held| Some(held.period) == claim.period) {
        held.purse = held.purse.release(claim.reserved).unwrap_or(held.purse);
    }
    account
}
