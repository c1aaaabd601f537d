//! Screen = snapshot + pending commands applied by `domain`. Pure; the interface thread owns it.
//!
//! Knows no clock, no file and no line. What a screen shows of a record is either the register's word
//! ([`Projection::confirmed`]) or that word with this desk's own acts on top ([`Projection::case`]).

mod acts;
mod supplies;
#[cfg(test)]
mod tests;

use std::collections::btree_map::{self, BTreeMap};
use std::iter::Peekable;

use chrono::{DateTime, NaiveDate, Utc};

use super::act::{Act, Ticket, Unlocked};
use crate::api::session::Profile;
use crate::api::sync::Outcome;
use crate::domain::{ApplicationNumber, Capability, Case, Command, Context, Side, Target, decide};
use acts::Acts;
pub use acts::{Sign, Waiting};
pub use supplies::Supplies;

/// The register as this desk sees it.
pub struct Projection {
    profile: Profile,
    confirmed: BTreeMap<ApplicationNumber, Case>,
    /// Records with acts on top, for those that have any.
    shown: BTreeMap<ApplicationNumber, Case>,
    acts: Acts,
    supplies: Supplies,
}

impl Projection {
    /// What a desk sees before it is unlocked: nothing, and no right.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            profile: Profile::nobody(),
            confirmed: BTreeMap::new(),
            shown: BTreeMap::new(),
            acts: Acts::default(),
            supplies: Supplies::default(),
        }
    }

    #[must_use]
    pub fn new(unlocked: Unlocked) -> Self {
        let mut projection = Self {
            profile: unlocked.profile,
            confirmed: by_number(unlocked.cases),
            shown: BTreeMap::new(),
            acts: Acts::new(unlocked.acts, unlocked.applied),
            supplies: Supplies::new(
                unlocked.device,
                unlocked.forms,
                unlocked.numbers,
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
        self.shown
            .get(&number)
            .or_else(|| self.confirmed.get(&number))
    }

    /// The record as the register has it.
    #[must_use]
    pub fn confirmed(&self, number: ApplicationNumber) -> Option<&Case> {
        self.confirmed.get(&number)
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

    fn version_of(&self, target: Target) -> u64 {
        target.case().map_or(0, |number| self.version_seen(number))
    }

    /// All records as shown, in the order of numbers.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        Merged {
            below: self.confirmed.iter().peekable(),
            above: self.shown.iter().peekable(),
        }
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let only_here = |number| !self.confirmed.contains_key(number);
        self.confirmed.len() + self.shown.keys().filter(|n| only_here(n)).count()
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
        if let Command::Submit(new) = &command {
            self.supplies.use_up(new.reference.number);
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
        }
    }

    /// The register's word on an act.
    pub fn settled(&mut self, seq: u64, outcome: &Outcome) {
        if let Some(target) = self.acts.settled(seq, outcome, self.profile.clerk) {
            let version = self.version_of(target);
            self.acts.arrived(target, version);
            self.show(target);
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
            self.confirmed.clear();
        }
        let mut touched: Vec<_> = gone.iter().copied().map(Target::from).collect();
        for number in gone {
            self.confirmed.remove(number);
        }
        for case in set {
            touched.push(case.number().into());
            self.confirmed.insert(case.number(), case);
        }
        if reset {
            touched = self.acts.targets();
        }
        for target in touched {
            let version = self.version_of(target);
            self.acts.arrived(target, version);
            let shown = target
                .case()
                .is_some_and(|number| self.shown.contains_key(&number));
            if self.acts.concerns(target) || shown {
                self.show(target);
            }
        }
    }

    /// What the row of a record says about this desk's acts on it.
    #[must_use]
    pub fn sign(&self, number: ApplicationNumber) -> Option<Sign> {
        self.acts.sign(number.into())
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
        let Some(number) = target.case() else {
            return;
        };
        match self.on_top(number, self.acts.pending(target)) {
            Some(case) => self.shown.insert(number, case),
            None => self.shown.remove(&number),
        };
    }

    /// The snapshot of a record with commands on top; `None` where none of them changes it.
    fn on_top<'a>(
        &self,
        number: ApplicationNumber,
        commands: impl Iterator<Item = (&'a Command, DateTime<Utc>)>,
    ) -> Option<Case> {
        let mut top = None;
        for (command, at) in commands {
            let today = self.profile.zone.date(at);
            let context = self.context(today, at, false, None);
            let current = top.as_ref().or(self.confirmed.get(&number));
            if let Ok(next) = decide(current, command, &context) {
                top = Some(next);
            }
        }
        top
    }
}

fn by_number(mut cases: Vec<Case>) -> BTreeMap<ApplicationNumber, Case> {
    cases.sort_by_key(Case::number);
    cases.into_iter().map(|c| (c.number(), c)).collect()
}

/// Two maps as one in the order of keys; where both have a record, the upper one is seen.
struct Merged<'a> {
    below: Peekable<btree_map::Iter<'a, ApplicationNumber, Case>>,
    above: Peekable<btree_map::Iter<'a, ApplicationNumber, Case>>,
}

impl<'a> Iterator for Merged<'a> {
    type Item = &'a Case;

    fn next(&mut self) -> Option<&'a Case> {
        let Some((upper, _)) = self.above.peek() else {
            return self.below.next().map(|(_, case)| case);
        };
        match self.below.peek() {
            Some((lower, _)) if lower < upper => self.below.next(),
            Some((lower, _)) if lower == upper => {
                self.below.next();
                self.above.next()
            }
            _ => self.above.next(),
        }
        .map(|(_, case)| case)
    }
}
