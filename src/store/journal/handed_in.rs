//! Applications that this desk itself has handed in, and all numbers that its acts bear, held in memory; what is personal
//! of them is read from the file only when it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::Journal;
use crate::api::sync::Envelope;
use crate::domain::{ApplicationNumber, CertificateNumber, Command, NewApplication};
use crate::store::files::StoreError;

impl Journal {
    /// The numbers that acts of this journal bear, as far back as it reaches, whatever became of them.
    #[must_use]
    pub fn handed_in(&self) -> &BTreeMap<ApplicationNumber, CertificateNumber> {
        &self.contents.handed_in
    }

    /// Years and numbers of the organisation's journal that acts bear, as far back as this one reaches.
    #[must_use]
    pub fn entered(&self) -> &BTreeSet<(i32, u32)> {
        &self.contents.entered
    }

    /// The same of its contracts.
    #[must_use]
    pub fn contracted(&self) -> &BTreeSet<(i32, u32)> {
        &self.contents.contracted
    }

    /// Whether every act of the present name from `seq` on is known here, and with it every number that was used.
    #[must_use]
    pub fn remembers(&self, seq: u64) -> bool {
        seq >= self.contents.whole_from
    }

    /// What was handed in under that number, with what this desk has corrected in it since: while it waits, and for as
    /// long as the file holds it once it is applied.
    pub fn submitted(
        &self,
        number: ApplicationNumber,
    ) -> Result<Option<Box<NewApplication>>, StoreError> {
        if !self.contents.handed_in.contains_key(&number) {
            return Ok(None);
        }
        let past = self.history()?;
        let applied = past.found.iter().filter_map(|found| past.past(found));
        let waiting = self.acts().filter(|act| act.waits());
        let mut new = None;
        for envelope in applied
            .map(|past| past.envelope)
            .chain(waiting.map(|act| act.envelope.clone()))
            .filter(|envelope| envelope.target == number)
        {
            follow(&mut new, envelope);
        }
        Ok(new)
    }
}

/// What one act makes of what was handed in. A change that doesn't fit any more changes nothing: the register, which has
/// the last word, refuses it too.
fn follow(new: &mut Option<Box<NewApplication>>, envelope: Envelope) {
    let given = envelope.at.date_naive();
    match (envelope.command, new) {
        (Command::Submit(handed), new) => *new = Some(handed),
        (Command::Correct(correction), Some(new)) => {
            if let Ok(card) = correction.changes.applied_to(&new.card, given) {
                new.card = card;
                new.paper_due = correction.paper_due;
            }
        }
        (Command::ChangeData(change), Some(new)) => {
            if let Ok(card) = change.changes.applied_to(&new.card, given) {
                new.card = card;
            }
        }
        _ => {}
    }
}
