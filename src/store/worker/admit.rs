//! Comparing the journal with what the register knows of it, and going on under another name when they differ.

use chrono::{DateTime, Utc};

use super::Outbox;
use super::open::OpenStore;
use crate::api::epoch::EpochAnswer;
use crate::api::session::LoginAnswer;
use crate::store::act::{Device, Differs, Mismatch, Renewal};
use crate::store::files::StoreError;
use crate::store::journal::{Entry, Register};

impl OpenStore {
    /// Compares the journal with what the register knows of this device. Where nothing is at stake, no act here and none
    /// that the register has taken, its word is taken over; else a difference stops the sending.
    pub fn admit(
        &mut self,
        answer: &LoginAnswer,
        now: DateTime<Utc>,
    ) -> Result<Box<Outbox>, Differs> {
        let theirs = Device {
            id: answer.device,
            epoch: answer.epoch,
        };
        let taken = answer.high_water;
        self.register = Some(Register {
            device: theirs,
            high_water: taken,
        });
        if let Some(why) = self.mismatch(theirs, taken) {
            let takes_over = Entry::Device {
                device: theirs,
                next: 1,
            };
            let nothing = why == Mismatch::OtherDevice && taken == 0 && self.is_untouched();
            if !nothing || self.write(&[takes_over]).is_err() {
                return Err(self.differs(why));
            }
        }
        Ok(Box::new(Outbox {
            device: self.journal.device(),
            cursors: self.cursors.clone(),
            waiting: self
                .journal
                .acts()
                .filter(|a| a.waits())
                .map(|a| a.envelope.clone())
                .collect(),
            journal_left: self.numbers.left(),
            contracts_left: self.contracts_left(),
            numbers_left: self.numbers_left(now),
            numbers_after: self.pairs.after(),
            numbers_back: self.pairs.back_now(),
            forms: self.forms.clone(),
            handbook: self.handbook.revision(),
            read: self.handbook.waiting.clone(),
        }))
    }

    fn mismatch(&self, theirs: Device, taken: u64) -> Option<Mismatch> {
        let ours = self.journal.device();
        if self.journal.lost().is_some() {
            return Some(Mismatch::LostTail);
        }
        if theirs.id != ours.id {
            return Some(Mismatch::OtherDevice);
        }
        if theirs.epoch > ours.epoch {
            return Some(Mismatch::OldEpoch);
        }
        if theirs.epoch < ours.epoch || taken < self.journal.confirmed() {
            return Some(Mismatch::RegisterBehind);
        }
        (taken >= self.journal.next()).then_some(Mismatch::JournalBehind)
    }

    /// Whether this journal holds nothing that the register could lack.
    fn is_untouched(&self) -> bool {
        self.journal.acts().next().is_none()
            && self.journal.history().is_ok_and(|h| h.found.is_empty())
    }

    /// The register has said how far it has come under the name that the journal has; `None`: it has not.
    pub fn register_is_at(&mut self, high_water: Option<u64>) {
        let device = self.journal.device();
        self.register = high_water.map(|high_water| Register { device, high_water });
    }

    /// What the register is told to give the journal another name.
    pub fn differs(&self, why: Mismatch) -> Differs {
        let lost = self.journal.lost().map(|lost| lost.first);
        // Of a name that was given away the register tells all, so that what it lacks is known.
        let held = (why == Mismatch::OldEpoch).then(|| self.journal.first_held());
        let waiting = self.journal.acts().find(|act| act.waits());
        let unanswered = waiting.map(|act| act.envelope.seq);
        Differs {
            why,
            device: self.journal.device(),
            next: lost
                .into_iter()
                .chain(unanswered)
                .chain(held.flatten())
                .fold(self.journal.next(), u64::min),
        }
    }

    /// Writes the journal anew under the name that the register gave. After an error it is what it was.
    pub fn renew(
        &mut self,
        why: Mismatch,
        answer: &EpochAnswer,
        now: DateTime<Utc>,
    ) -> Result<Renewal, StoreError> {
        let renewal = self
            .journal
            .renew(&*self.slot, why, answer, self.register, now)?;
        self.leases.forget_own();
        // Versions that a register which was put back had given are none any more.
        self.applied.clear();
        self.register = None;
        Ok(renewal)
    }
}
