//! Videos, and what the clerk has read: told and asked in one exchange, once behind each login and whenever something was
//! read, in the background. Nothing waits for it.

use super::Engine;
use crate::api::handbook::{HandbookAnswer, HandbookRequest, Mark};
use crate::client::Trouble;
use crate::store::worker::Request;
use crate::sync::tasks;

impl Engine {
    /// Asks, if something is to be told or the register has not answered since the login.
    pub(super) fn ask_for_handbook(&mut self) {
        let due = self.wants_handbook || !self.read.is_empty();
        if !due || self.handbook.is_some() || self.outgoing.more() {
            return;
        }
        if let Some(session) = self.session.clone() {
            self.wants_handbook = false;
            let request = HandbookRequest {
                known: self.known_handbook.clone(),
                read: self.read.clone(),
            };
            self.handbook = Some(self.tasks.spawn(tasks::handbook(session, request)));
        }
    }

    /// All that the clerk has read and the register has not heard of.
    pub(super) fn was_read(&mut self, waiting: Vec<Mark>) {
        self.read = waiting;
        self.ask_for_handbook();
    }

    pub(super) fn have_handbook(
        &mut self,
        sent: Vec<Mark>,
        result: Result<HandbookAnswer, Trouble>,
    ) {
        match result {
            Ok(HandbookAnswer { handbook }) => {
                self.read.retain(|mark| !sent.contains(mark));
                if let Some(handbook) = &handbook {
                    self.known_handbook = Some(handbook.revision.clone());
                }
                if handbook.is_some() || !sent.is_empty() {
                    let told = handbook.map(Box::new);
                    self.tell_store(Request::KeepHandbook { told, sent });
                }
                self.ask_for_handbook();
            }
            // The line: the next sync that goes through shows that it is back.
            Err(Trouble::NoLine | Trouble::Late) => self.wants_handbook = true,
            Err(trouble) => {
                // Until the next login, or the next article that is read.
                self.read.clear();
                tracing::warn!(%trouble, "the register does not tell its videos");
            }
        }
    }
}
