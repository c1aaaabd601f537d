//! What an open store keeps for filling in applications and for the journal: numbers and what they are bound to, forms,
//! figures, and what it has handed in itself.

use chrono::{DateTime, Datelike, Utc};

use super::bond::{Bond, KeptNumbers, Verdict, judge};
use super::numbers::Numbers;
use super::open::{OpenStore, lost};
use super::pairs::Pairs;
use crate::api::forms::Forms;
use crate::api::handbook::{Handbook, Mark};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::sync::{JournalRange, NumberBlock, SerialRun};
use crate::domain::{ApplicationNumber, Capability, NewApplication};
use crate::store::act::Stock;
use crate::store::ground::Slot;
use crate::store::handbook::HandbookHere;
use crate::store::journal::Journal;
use crate::store::seal::Key;

impl OpenStore {
    /// Judges what the cache holds of numbers, and takes over what may be given.
    pub(super) fn load_numbers(&mut self, kept: KeptNumbers) {
        let verdict = judge(&kept, self.bond.as_ref(), &self.marker, &self.journal);
        let KeptNumbers {
            pairs,
            after,
            back,
            journal,
            contracts,
            burnt,
            bond,
        } = kept;
        self.burnt = burnt;
        let borne = self.journal.handed_in();
        if verdict == Verdict::Good {
            self.numbers = Numbers::new(journal);
            self.numbers.pass(self.journal.entered());
            self.contracts = Numbers::new(contracts);
            self.contracts.pass(self.journal.contracted());
            let known = back.len();
            self.pairs.load(pairs, after, back, borne);
            // The cache tells how far the journal had come: what that forgets later, it need not remember.
            if self.pairs.back().len() > known || bond.is_some_and(|b| b.is_behind(&self.journal)) {
                self.write_stock();
            }
            return;
        }
        self.numbers = Numbers::default();
        self.contracts = Numbers::default();
        self.pairs.load(Vec::new(), None, back, borne);
        if let Verdict::Burnt(why) = verdict {
            tracing::warn!(?why, "the numbers of this store are given up");
            self.burnt = Some(why);
            let burns = self.bond.as_ref().map_or(0, Bond::burns);
            self.bind(burns + 1);
        }
        self.write_stock();
    }

    /// Takes in what a register's answer brings and takes of numbers; gives what may be used. `registers` is the register's
    /// clock: one of this machine that is wrong must not throw away what the register has just leased.
    pub fn take_numbers(
        &mut self,
        blocks: &[NumberBlock],
        came_back: &[SerialRun],
        [journal, contracts]: [Option<JournalRange>; 2],
        registers: DateTime<Utc>,
    ) -> Vec<NumberBlock> {
        self.pairs.came_back(came_back);
        let sent_back = self.send_back(Some(registers));
        let brings = !blocks.is_empty() || journal.is_some() || contracts.is_some();
        if !brings {
            if sent_back || !came_back.is_empty() {
                self.write_stock();
            }
            return Vec::new();
        }
        let bound = self.bond.as_ref();
        let burns = bound.map_or(0, Bond::burns);
        let bound = bound.is_some_and(|bond| bond.binds(&self.marker, self.device()));
        if !bound && !self.bind(burns) {
            // Not taken: numbers that nothing durable binds could be given twice. They are asked for again.
            return Vec::new();
        }
        let mut fresh = Vec::new();
        for block in blocks {
            fresh.extend(self.pairs.lease(block, self.journal.handed_in()));
        }
        if let Some(range) = journal {
            self.numbers.lease(range);
        }
        if let Some(range) = contracts {
            self.contracts.lease(range);
        }
        self.burnt = None;
        self.write_stock();
        fresh
    }

    /// What another session of this clerk has left of numbers goes back, if it was good there.
    pub(super) fn adopt_numbers(
        &mut self,
        slot: &dyn Slot,
        key: &Key,
        theirs: &Journal,
        kept: KeptNumbers,
    ) {
        let bond = Bond::read(slot, key).ok().flatten();
        let marker = slot.marker().unwrap_or_default();
        if judge(&kept, bond.as_ref(), &marker, theirs) == Verdict::Good {
            let mut there = Pairs::default();
            there.load(kept.pairs, None, Vec::new(), theirs.handed_in());
            self.pairs.goes_back(there.all(), theirs.device());
        }
        self.pairs.also_back(kept.back);
    }

    /// Sends back what this clerk has no use for: numbers of years that are over at `at`, or all.
    pub(super) fn send_back(&mut self, at: Option<DateTime<Utc>>) -> bool {
        let device = self.device();
        if !self.may_create() {
            return self.pairs.send_back(None, device);
        }
        at.is_some_and(|at| self.pairs.send_back(Some(self.year(at)), device))
    }

    /// Writes down to what the numbers are bound from now on; gives whether that is durable.
    fn bind(&mut self, burns: u64) -> bool {
        let bond = Bond::new(&self.marker, &self.journal, burns);
        let written = bond.write(&*self.slot, &self.key);
        if let Err(error) = &written {
            tracing::warn!("to what numbers are bound could not be written down: {error}");
        }
        self.bond = Some(bond);
        written.is_ok()
    }

    /// Whether the bond is to be brought up to the journal when there is time: then a store that is put back shows.
    pub(super) fn bond_is_behind(&self) -> bool {
        let ranges = self.numbers.left() + self.contracts.left();
        let holds = !self.pairs.all().is_empty() || ranges > 0;
        holds
            && self
                .bond
                .as_ref()
                .is_some_and(|bond| bond.is_behind(&self.journal))
    }

    pub(super) fn bring_bond_up(&mut self) {
        if self.bond_is_behind()
            && let Some(burns) = self.bond.as_ref().map(Bond::burns)
        {
            self.bind(burns);
        }
    }

    /// Pairs that are left for the year of that moment and behind it; `None` for those who fill in no applications.
    pub fn numbers_left(&self, at: DateTime<Utc>) -> Option<u32> {
        self.may_create().then(|| self.pairs.left(self.year(at)))
    }

    /// Contract numbers that are left; `None` for those who conclude no contracts.
    pub fn contracts_left(&self) -> Option<u32> {
        let rights = self.identity.profile.capabilities;
        let may = rights.has(Capability::ContractConclude);
        may.then(|| self.contracts.left())
    }

    fn may_create(&self) -> bool {
        let rights = self.identity.profile.capabilities;
        rights.has(Capability::ApplicationCreate)
    }

    /// What the screen is told of numbers beside those that it can give.
    #[must_use]
    pub fn stock(&self) -> Stock {
        Stock {
            journal: self.numbers.left(),
            contracts: self.contracts.left(),
            burnt: self.burnt,
        }
    }

    /// The same, if it is another one than it was told last.
    pub fn take_stock(&mut self) -> Option<Stock> {
        let stock = self.stock();
        (self.told.replace(stock) != Some(stock)).then_some(stock)
    }

    pub fn number_used(&mut self, number: ApplicationNumber) {
        self.pairs.use_up(number);
        self.write_stock();
    }

    /// The figures that were told last when the same was asked.
    pub fn overview(&mut self, query: &OverviewQuery) -> Option<OverviewAnswer> {
        let scope = query.scope?;
        let kept = self.cache.overview(scope, query.period);
        kept.inspect_err(lost).ok().flatten()
    }

    pub fn keep_overview(&mut self, answer: &OverviewAnswer) {
        let _ = self.cache.set_overview(answer).inspect_err(lost);
    }

    pub fn keep_forms(&mut self, forms: &Forms) {
        let kept = self.cache.set_forms(forms).inspect_err(lost);
        self.forms = kept.is_ok().then(|| forms.revision.clone());
    }

    /// What the register answered when `sent` was told to it.
    pub fn keep_handbook(&mut self, told: Option<Handbook>, sent: &[Mark]) -> HandbookHere {
        self.handbook.take(told, sent);
        self.write_handbook()
    }

    /// The clerk has read an article; gives all that the register has to hear.
    pub fn read(&mut self, mark: Mark) -> (Vec<Mark>, HandbookHere) {
        self.handbook.mark(mark);
        let here = self.write_handbook();
        (self.handbook.waiting.clone(), here)
    }

    /// What is here of videos and marks; `None` where there is nothing.
    #[must_use]
    pub fn handbook(&self) -> Option<HandbookHere> {
        let here = self.handbook.here();
        (here != HandbookHere::default()).then_some(here)
    }

    fn write_handbook(&mut self) -> HandbookHere {
        let _ = self.cache.set_handbook(&self.handbook).inspect_err(lost);
        self.handbook.here()
    }

    /// What this desk itself has handed in under that number. A journal that can't be read now has nothing.
    pub fn submitted(&self, number: ApplicationNumber) -> Option<Box<NewApplication>> {
        let submitted = self.journal.submitted(number);
        submitted
            .inspect_err(|error| tracing::warn!("what was handed in can't be read: {error}"))
            .ok()
            .flatten()
    }

    pub(super) fn write_stock(&mut self) {
        let burns = self.bond.as_ref().map_or(0, Bond::burns);
        let kept = KeptNumbers {
            bond: Some(Bond::new(&self.marker, &self.journal, burns)),
            pairs: self.pairs.all().to_vec(),
            after: self.pairs.after(),
            back: self.pairs.back().to_vec(),
            journal: self.numbers.ranges().to_vec(),
            contracts: self.contracts.ranges().to_vec(),
            burnt: self.burnt,
        };
        let _ = self.cache.set_numbers(&kept).inspect_err(lost);
    }

    fn year(&self, at: DateTime<Utc>) -> i32 {
        self.identity.profile.zone.date(at).year()
    }
}
