//! Screen = snapshot + pending commands applied by `domain`. Pure; the interface thread owns it.
//!
//! Knows no clock, no file and no line. What a screen shows of a record is either the register's word
//! ([`Projection::confirmed`]) or that word with this desk's own acts on top ([`Projection::case`]).

mod acts;
mod enrolment;
mod layers;
mod supplies;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::act::{Act, Ticket, Unlocked};
use super::followed::followed;
use crate::api::session::Profile;
use crate::api::sync::{Delta, Outcome};
use crate::domain::{
    Account, ApplicationNumber, Capability, Case, CertificateNumber, Command, Context,
    EnrolmentCommand, MunicipalityCode, Side, Target, decide,
};
use acts::{Acts, OnTop};
pub use acts::{Sign, Waiting};
pub use enrolment::Enrolment;
use layers::Layers;
pub use supplies::Supplies;

/// The register as this desk sees it.
pub struct Projection {
    profile: Profile,
    cases: Layers<ApplicationNumber, Case>,
    /// Whose certificate it is, of the register's records.
    certificates: BTreeMap<CertificateNumber, ApplicationNumber>,
    enrolment: Enrolment,
    acts: Acts,
    supplies: Supplies,
}

impl Projection {
    /// What a desk sees before it is unlocked: nothing, and no right.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            profile: Profile::nobody(),
            cases: Layers::default(),
            certificates: BTreeMap::new(),
            enrolment: Enrolment::default(),
            acts: Acts::default(),
            supplies: Supplies::default(),
        }
    }

    #[must_use]
    pub fn new(unlocked: Unlocked) -> Self {
        let certificate = |case: &Case| (case.certificate.number, case.number());
        let mut projection = Self {
            profile: unlocked.profile,
            certificates: unlocked.cases.iter().map(certificate).collect(),
            cases: Layers::new(unlocked.cases, Case::number),
            enrolment: Enrolment::new(unlocked.enrolment),
            acts: Acts::new(unlocked.acts, unlocked.applied),
            supplies: Supplies::new(
                unlocked.device,
                unlocked.forms,
                unlocked.numbers,
                unlocked.contracts,
                unlocked.stock,
            ),
        };
        for target in projection.acts.targets() {
            projection.show(target);
        }
        projection
    }

    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What applications are filled in with.
    #[must_use]
    pub fn supplies(&self) -> &Supplies {
        &self.supplies
    }

    pub fn supplies_mut(&mut self) -> &mut Supplies {
        &mut self.supplies
    }

    pub fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
        if !self.profile.capabilities.has(Capability::ApplicationCreate) {
            self.supplies.drop_numbers();
        }
        self.enrolment.keep(&followed(&self.profile));
        for target in self.acts.targets() {
            self.show(target);
        }
    }

    /// The record with everything applied that this desk has given and the register has not answered yet.
    #[must_use]
    pub fn case(&self, number: ApplicationNumber) -> Option<Case> {
        self.shown(number).cloned()
    }

    /// As [`Projection::case`], lent.
    #[must_use]
    pub fn shown(&self, number: ApplicationNumber) -> Option<&Case> {
        self.cases.get(number)
    }

    /// The record as the register has it.
    #[must_use]
    pub fn confirmed(&self, number: ApplicationNumber) -> Option<&Case> {
        self.cases.confirmed(number)
    }

    /// The record of a certificate, as shown.
    #[must_use]
    pub fn case_of(&self, certificate: CertificateNumber) -> Option<&Case> {
        self.shown(*self.certificates.get(&certificate)?)
    }

    /// The record with all that the register has applied, also where the record itself has not come yet.
    #[must_use]
    pub fn applied(&self, number: ApplicationNumber) -> Option<Case> {
        let top = self.on_top(number, self.acts.applied(number.into()));
        top.or_else(|| self.confirmed(number).cloned())
    }

    /// The version that a new act is based on; 0 where the register has no record yet.
    #[must_use]
    pub fn version_seen(&self, number: ApplicationNumber) -> u64 {
        self.confirmed(number)
            .map_or(0, |case| case.application.version)
    }

    /// As [`Projection::version_seen`], of any record: what a new act is based on.
    #[must_use]
    pub fn seen(&self, target: Target) -> u64 {
        match target {
            Target::Case(number) => self.version_seen(number),
            other => self.enrolment.version(other),
        }
    }

    /// All records as shown, in the order of numbers.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter()
    }

    /// Programmes, requests and money as shown.
    #[must_use]
    pub fn enrolment(&self) -> &Enrolment {
        &self.enrolment
    }

    /// Whose money a certificate's requests are paid with, and the account that a new one meets; `None` where the payer's
    /// accounts are not kept here.
    #[must_use]
    pub fn money_of(&self, certificate: CertificateNumber) -> (MunicipalityCode, Option<Account>) {
        let held = |number| self.case_of(number).map(|case| case.certificate);
        let desk = enrolment::Desk {
            profile: &self.profile,
            acts: &self.acts,
            certificate: &held,
        };
        let payer = self.enrolment.payer(certificate, &desk);
        let account = self.enrolment.account_of(certificate, payer, &desk);
        (payer, account)
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows the effect of a command at once, with the sign [`Sign::Saving`], until it is saved or was not.
    pub fn giving(
        &mut self,
        ticket: Ticket,
        target: impl Into<Target>,
        command: Command,
        at: DateTime<Utc>,
    ) {
        let target = target.into();
        match &command {
            Command::Submit(new) => self.supplies.use_up(new.reference.number),
            Command::Enrolment(EnrolmentCommand::Conclude {
                contract_number, ..
            }) => self.supplies.contract_used(contract_number),
            _ => {}
        }
        self.acts.giving(ticket, target, command, at);
        self.show(target);
    }

    /// The command of `ticket` is in the journal.
    pub fn saved(&mut self, ticket: Ticket, act: Act) {
        let target = act.envelope.target;
        self.acts.saved(ticket, act);
        self.show(target);
    }

    /// The command of `ticket` could not be written: its effect is taken back.
    pub fn not_saved(&mut self, ticket: Ticket) {
        if let Some(target) = self.acts.not_saved(ticket) {
            self.show(target);
            self.show_stuck();
        }
    }

    /// The register's word on an act.
    pub fn settled(&mut self, seq: u64, outcome: &Outcome) {
        if let Some(target) = self.acts.settled(seq, outcome, self.profile.clerk) {
            let version = self.seen(target);
            self.acts.arrived(target, version);
            self.show(target);
            if !matches!(outcome, Outcome::Applied { .. }) {
                self.show_stuck();
            }
        }
    }

    /// The clerk has dealt with an act, and so with those that followed it.
    pub fn dismiss(&mut self, seq: u64) {
        for target in self.acts.dismiss(seq) {
            self.show(target);
        }
    }

    /// The register's records moved.
    pub fn changed(&mut self, reset: bool, set: Vec<Case>, gone: &[ApplicationNumber]) {
        if reset {
            self.cases.clear();
            self.certificates.clear();
        }
        let mut touched: Vec<_> = gone.iter().copied().map(Target::from).collect();
        let mut certificates = Vec::new();
        for number in gone {
            if let Some(case) = self.cases.remove(*number) {
                certificates.push(case.certificate.number);
                self.certificates.remove(&case.certificate.number);
            }
        }
        for case in set {
            touched.push(case.number().into());
            certificates.push(case.certificate.number);
            self.certificates
                .insert(case.certificate.number, case.number());
            self.cases.set(case.number(), case);
        }
        if reset {
            touched = self.acts.targets();
        }
        for target in touched {
            let version = self.seen(target);
            self.acts.arrived(target, version);
            let shown = target
                .case()
                .is_some_and(|number| self.cases.is_covered(number));
            if self.acts.concerns(target) || shown {
                self.show(target);
            }
        }
        for certificate in certificates {
            self.with_enrolment(|enrolment, desk| enrolment.show_acts_of(certificate, desk));
        }
    }

    /// The register's programmes, requests and money moved. Gives the records whose row may be another one now, each
    /// once; [`Enrolment::moved_since`] tells the same to whoever comes later. After a `reset` rows may also be gone that
    /// are not named: a list is made anew then.
    pub fn changed_enrolment(&mut self, delta: &Delta) -> Vec<Target> {
        let before = self.enrolment.revision();
        let mut touched = self.enrolment.absorb(delta);
        for target in &touched {
            let version = self.enrolment.version(*target);
            self.acts.arrived(*target, version);
        }
        for account in &delta.accounts {
            self.enrolment.money_came(account.certificate, &self.acts);
        }
        self.enrolment.requests_came(&self.acts);
        if delta.reset || !delta.programmes.is_empty() || delta.funding.is_some() {
            // By them all acts are judged.
            touched.extend(self.acts.targets());
            touched.sort_unstable();
            touched.dedup();
        }
        for target in &touched {
            if self.acts.concerns(*target) || self.enrolment.has_acts(*target) {
                self.show(*target);
            } else {
                self.enrolment.moved(*target);
            }
        }
        self.show_stuck();
        if let Some(moved) = self.enrolment.moved_since(before) {
            touched.extend(moved);
        }
        touched.retain(|target| target.case().is_none());
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// What the row of a record says about this desk's acts on it.
    #[must_use]
    pub fn sign(&self, target: impl Into<Target>) -> Option<Sign> {
        self.acts.sign(target.into())
    }

    /// Acts that change records and wait for the register or for a person, oldest first.
    pub fn acts(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.acts
            .all()
            .filter(|a| a.envelope.command.changes_record())
    }

    /// Acts that a person has to look at: one per matter, those that only followed a refused one left out.
    pub fn attention(&self) -> impl Iterator<Item = &Act> {
        self.acts().filter(|act| !act.waits()).filter(|act| {
            act.root()
                .is_none_or(|root| self.acts.get(root).is_none_or(Act::waits))
        })
    }

    /// What waits for the register.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        self.acts.waiting()
    }

    /// The context in which this clerk's program decides, to answer at once.
    #[must_use]
    pub fn context(
        &self,
        today: NaiveDate,
        at: DateTime<Utc>,
        personal_shown: bool,
        child_birth_date: Option<NaiveDate>,
    ) -> Context {
        Context {
            side: Side::Client,
            at,
            today,
            clerk: self.profile.clerk,
            organisation: self.profile.organisation,
            capabilities: self.profile.capabilities,
            personal_shown,
            child_birth_date,
        }
    }

    /// Works out anew what is shown of one record. An act that is refused here changes nothing: the register decides.
    fn show(&mut self, target: Target) {
        if let Target::Case(number) = target {
            let top = self.on_top(number, self.acts.pending(target));
            self.cases.cover(number, top);
        } else {
            self.with_enrolment(|enrolment, desk| enrolment.show(target, desk));
        }
    }

    /// Something has made room: an act that was refused here may pass now.
    fn show_stuck(&mut self) {
        self.with_enrolment(Enrolment::show_stuck);
    }

    fn with_enrolment(&mut self, work: impl FnOnce(&mut Enrolment, &enrolment::Desk<'_>)) {
        let (cases, certificates) = (&self.cases, &self.certificates);
        let certificate = |number: CertificateNumber| {
            let case = cases.get(*certificates.get(&number)?)?;
            Some(case.certificate)
        };
        let desk = enrolment::Desk {
            profile: &self.profile,
            acts: &self.acts,
            certificate: &certificate,
        };
        work(&mut self.enrolment, &desk);
    }

    /// The snapshot of a record with commands on top; `None` where none of them changes it.
    fn on_top<'a>(
        &self,
        number: ApplicationNumber,
        acts: impl Iterator<Item = OnTop<'a>>,
    ) -> Option<Case> {
        let mut top = None;
        for OnTop { command, at, .. } in acts {
            let today = self.profile.zone.date(at);
            let context = self.context(today, at, false, None);
            let current = top.as_ref().or(self.cases.confirmed(number));
            if let Ok(next) = decide(current, command, &context) {
                top = Some(next);
            }
        }
        top
    }
}
