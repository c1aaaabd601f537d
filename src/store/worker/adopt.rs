//! Taking over what other sessions of the same clerk have left in their slots.
//!
//! The acts of a slot are appended to this journal first, under new seqs and with their old ids, and durable; then the
//! slot is cleared, its header first. A crash between the two leaves the acts in both places. The next session takes them
//! over again: those whose ids wait here already are skipped, and of those that were sent meanwhile the register knows the
//! id and gives the stored result without a second effect. So nothing is lost and nothing is done twice.

use chrono::{DateTime, Utc};

use super::open::{OpenStore, lost};
use crate::api::session::Secret;
use crate::store::act::{Act, Device, Mismatch, Renewal};
use crate::store::cache::Cache;
use crate::store::files::StoreError;
use crate::store::ground::{Ground, Slot};
use crate::store::header::Header;
use crate::store::journal::{Entry, Journal, Moved, settled};

impl OpenStore {
    /// Adopts every slot of the clerk that nobody holds and that the password opens. What can't be adopted now stays.
    pub fn adopt_all(&mut self, ground: &dyn Ground, password: &Secret, now: DateTime<Utc>) {
        let left = match ground.left(self.login()) {
            Ok(left) => left,
            Err(error) => return tracing::warn!("other slots can't be looked at: {error}"),
        };
        for slot in left {
            if let Err(error) = self.adopt(&*slot, password, now) {
                tracing::warn!("what another session left can't be taken over: {error}");
            }
        }
    }

    fn adopt(
        &mut self,
        slot: &dyn Slot,
        password: &Secret,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Some(header) = Header::read(slot)? else {
            return Ok(());
        };
        let key = match header.key.open(password) {
            // It waits for its own password, or for the register's key.
            Err(StoreError::WrongPassword) => return Ok(()),
            key => key?,
        };
        let theirs = Journal::open(slot, &key, now)?;
        self.take_over(&theirs, now)?;
        let mut cache = Cache::new(slot.shelf(), key.clone(), None);
        match cache.load(now) {
            Ok(contents) => {
                self.adopt_numbers(slot, &key, &theirs, contents.numbers);
                let ours = self.cache.load(now).inspect_err(lost).unwrap_or_default();
                for (name, text) in contents.drafts {
                    if !ours.drafts.iter().any(|(known, _)| *known == name) {
                        self.set_draft(&name, &text);
                    }
                }
            }
            Err(error) => lost(&error),
        }
        drop((cache, theirs));
        slot.clear()
    }

    /// Appends to this journal what is open in `theirs`, and what is held there of the past.
    fn take_over(&mut self, theirs: &Journal, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut history = theirs.history()?;
        history.prune(now);
        let mut moved = Moved::new(self.journal.next(), self.journal.next_shown());
        for act in self.journal.acts() {
            moved.known(act.envelope.id, act.envelope.seq);
        }
        for found in &history.found {
            moved.version((found.device, found.seq), found.version());
        }
        let device = theirs.device();
        let acts = theirs.acts().map(|act| (device, act.clone())).collect();
        let mut entries = Vec::new();
        for found in &history.found {
            entries.extend(history.past(found).map(|p| Entry::Past(Box::new(p))));
        }
        for Act { envelope, outcome } in moved.all(acts) {
            let seq = envelope.seq;
            entries.push(Entry::Act(envelope));
            entries.extend(outcome.map(|o| settled(seq, o, None)));
        }
        entries.extend(self.told(theirs, device, now));
        if entries.is_empty() {
            return Ok(());
        }
        self.write(&entries)
    }

    /// What the clerk of the other session had still to be told about its journal.
    fn told(&self, theirs: &Journal, device: Device, now: DateTime<Utc>) -> Option<Entry> {
        let lost = theirs.lost().map(|lost| (lost.first, lost.next.max(1) - 1));
        let found = lost.map(|unproved| Renewal {
            why: Mismatch::LostTail,
            device,
            at: now,
            taken: Vec::new(),
            resent: theirs.acts().filter(|act| act.waits()).count(),
            unproved: Some(unproved),
        });
        let told = match (theirs.renewal().cloned(), found) {
            (Some(before), Some(found)) => found.behind(Some(&before)),
            (before, found) => before.or(found)?,
        };
        Some(Entry::Renewal(Some(Box::new(
            told.behind(self.journal.renewal()),
        ))))
    }
}
