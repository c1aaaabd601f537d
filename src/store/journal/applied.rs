//! The newest acts that the register has applied, for records that have not come yet.
//!
//! A result is durable before the record that it brought is, and the record may come with a later answer. A start between
//! the two would show the record as it was before the act, and offer the act once more.

use super::frame::Past;
use super::{Contents, Journal};
use crate::domain::Command;
use crate::store::act::Applied;

/// The newest acts that are held at most, however long the history is. A record that an older one concerns comes with the
/// next sync.
pub(super) const MOST: usize = 256;

impl Journal {
    /// The newest acts that the register has applied under the present name, in the order of its answers. Those that made
    /// a record are not among them: what is personal in them stays in the file.
    pub fn applied(&self) -> impl Iterator<Item = &Applied> {
        self.contents.applied.iter()
    }
}

impl Contents {
    pub(super) fn note_applied(&mut self, act: Applied) {
        let command = &act.envelope.command;
        if !command.changes_record() || matches!(command, Command::Submit(_)) {
            return;
        }
        if self.applied.len() >= MOST {
            self.applied.pop_front();
        }
        self.applied.push_back(act);
    }

    /// Acts of another name say nothing of the register as it is: it may have been put back since.
    pub(super) fn note_past(&mut self, past: Past) {
        if past.device == self.device {
            let Past {
                envelope, version, ..
            } = past;
            self.note_applied(Applied { envelope, version });
        }
    }
}
