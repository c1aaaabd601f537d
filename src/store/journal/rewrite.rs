//! Writing a journal anew beside itself, whole or not at all: when it is large, when its form is an earlier one, and when
//! it goes on under another name.

use chrono::{DateTime, Utc};

use super::frame::Entry;
use super::history::History;
use super::{Contents, Journal, settled, there};
use crate::store::files::StoreError;
use crate::store::ground::Slot;

/// From this size on a journal that mostly holds what is over is written anew.
pub(super) const LARGE: u64 = 1 << 20;
/// Applied acts that are copied at once.
const STEP: usize = 64;

impl Journal {
    /// Whether it is large and mostly holds what is over: then [`Journal::rewrite`] makes room.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.end >= LARGE && self.retained <= self.end / 2
    }

    /// Writes the journal anew as it is, in the present form, with what is held of the past.
    pub fn rewrite(&mut self, slot: &dyn Slot, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut history = self.history()?;
        history.prune(now);
        let contents = self.contents.clone();
        self.replace_by(slot, &history, contents)
    }

    /// Puts a journal in the place of this one that holds `history` and `contents`.
    pub(super) fn replace_by(
        &mut self,
        slot: &dyn Slot,
        history: &History,
        contents: Contents,
    ) -> Result<(), StoreError> {
        if self.broken {
            return Err(StoreError::Broken);
        }
        let written = self.write_beside(slot, history, contents);
        if written.is_err() {
            // Emptied, so that what was reserved for it is free again; a place that can't be had needs nothing.
            drop(slot.fresh_journal());
        }
        self.go_on_in(written?, slot)
    }

    fn write_beside(
        &self,
        slot: &dyn Slot,
        history: &History,
        contents: Contents,
    ) -> Result<Self, StoreError> {
        let (device, next) = (contents.device, contents.next);
        let disk = slot.fresh_journal()?;
        let mut fresh = Self::begin(disk, self.path.clone(), &self.key, device, next)?;
        for found in history.found.chunks(STEP) {
            let past: Vec<_> = found
                .iter()
                .filter_map(|found| history.past(found))
                .map(|past| Entry::Past(Box::new(past)))
                .collect();
            fresh.put(past.iter())?;
        }
        let mut kept = Vec::new();
        for act in contents.acts.values() {
            let seq = act.envelope.seq;
            kept.push(Entry::Act(act.envelope.clone()));
            kept.extend(act.outcome.clone().map(|o| settled(seq, o, None)));
        }
        kept.extend(contents.lost.map(Entry::Lost));
        kept.extend(
            contents
                .renewal
                .clone()
                .map(|r| Entry::Renewal(Some(Box::new(r)))),
        );
        kept.push(Entry::Device { device, next });
        fresh.append(&kept)?;
        fresh.contents = contents;
        fresh.retained = fresh.end;
        fresh.settle();
        Ok(fresh)
    }

    /// Goes on in the journal that was written beside this one. When nobody knows which of them a power cut would bring
    /// back, nothing more is written.
    fn go_on_in(&mut self, fresh: Self, slot: &dyn Slot) -> Result<(), StoreError> {
        let put = slot.put_journal().and_then(|()| there(slot));
        *self = fresh;
        self.broken = put.is_err();
        self.disk = put?;
        Ok(())
    }
}
