//! What an open store keeps for filling in applications: pairs of numbers, forms, and what it has handed in itself.

use chrono::{DateTime, Datelike, Utc};

use super::open::{OpenStore, lost};
use crate::api::forms::Forms;
use crate::api::sync::NumberBlock;
use crate::domain::{ApplicationNumber, Capability, NewApplication};

impl OpenStore {
    /// Takes in a further block; gives what of it may be used. `registers` is the register's clock: one of this machine
    /// that is wrong must not throw away what the register has just leased.
    pub fn lease_pairs(
        &mut self,
        block: Option<&NumberBlock>,
        registers: DateTime<Utc>,
    ) -> Vec<NumberBlock> {
        let device = self.journal.device();
        let borne = self.journal.handed_in();
        let leased = block.map(|block| self.pairs.lease(block, device, borne));
        let dropped = self.pairs.drop_before(self.year(registers));
        if leased.is_some() || dropped {
            self.write_pairs();
        }
        leased.unwrap_or_default()
    }

    /// Pairs that are left for the year of that moment and behind it; `None` for those who fill in no applications.
    pub fn numbers_left(&self, at: DateTime<Utc>) -> Option<u32> {
        let rights = self.identity.profile.capabilities;
        rights
            .has(Capability::ApplicationCreate)
            .then(|| self.pairs.left(self.year(at)))
    }

    pub fn number_used(&mut self, number: ApplicationNumber) {
        self.pairs.use_up(number);
        self.write_pairs();
    }

    pub fn keep_forms(&mut self, forms: &Forms) {
        let kept = self.cache.set_forms(forms).inspect_err(lost);
        self.forms = kept.is_ok().then(|| forms.revision.clone());
    }

    /// What this desk itself has handed in under that number. A journal that can't be read now has nothing.
    pub fn submitted(&self, number: ApplicationNumber) -> Option<Box<NewApplication>> {
        let submitted = self.journal.submitted(number);
        submitted
            .inspect_err(|error| tracing::warn!("what was handed in can't be read: {error}"))
            .ok()
            .flatten()
    }

    pub(super) fn write_pairs(&mut self) {
        let _ = self.cache.set_numbers(self.pairs.kept()).inspect_err(lost);
    }

    fn year(&self, at: DateTime<Utc>) -> i32 {
        self.identity.profile.zone.date(at).year()
    }
}
