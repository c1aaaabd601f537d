//! Which records moved lately, so that a list is brought up row by row instead of being made anew.

use std::collections::VecDeque;

use crate::domain::Target;

/// How many changes are remembered. A list that has missed more is made anew.
const REMEMBERED: usize = 4096;

/// The latest changes, oldest first.
#[derive(Debug, Default)]
pub struct Moved {
    latest: VecDeque<Target>,
    /// How many there were in all.
    count: u64,
}

impl Moved {
    pub fn note(&mut self, target: Target) {
        if self.latest.len() == REMEMBERED {
            self.latest.pop_front();
        }
        self.latest.push_back(target);
        self.count += 1;
    }

    /// All records are others: nothing can be told one by one.
    pub fn all(&mut self) {
        self.latest.clear();
        self.count += 1;
    }

    pub fn revision(&self) -> u64 {
        self.count
    }

    /// What moved behind that revision, in order; a record may come twice. `None`: more than is remembered.
    pub fn since(&self, revision: u64) -> Option<impl Iterator<Item = Target> + '_> {
        let missed = usize::try_from(self.count.checked_sub(revision)?).ok()?;
        let before = self.latest.len().checked_sub(missed)?;
        Some(self.latest.iter().skip(before).copied())
    }
}
