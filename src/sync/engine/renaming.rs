//! A journal that differs from what the register has taken goes on under another name.
//!
//! The register is asked for the name, the store renames the journal in one durable step, and a login under the new name
//! follows. Nothing of the old name is sent meanwhile, and no act is lost by any of it.

use uuid::Uuid;

use super::Engine;
use crate::api::VERSION;
use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::error::ErrorCode;
use crate::client::Trouble;
use crate::store::worker::Request;
use crate::store::{Device, Differs, Mismatch};
use crate::sync::desk::News;
use crate::sync::outgoing::Outgoing;
use crate::sync::state::{Fault, Input};
use crate::sync::tasks;

/// The wish for another name. It stays the same wish however often it is sent, so that a lost answer costs no name.
#[derive(Debug)]
pub(super) struct Renaming {
    differs: Differs,
    ask: Uuid,
    /// The store has the new name and has not said that the journal bears it.
    told: bool,
}

impl Engine {
    /// A request has shown that the journal and the register differ: the store says what the journal has. `mark` is how
    /// far the register has come, if it said so.
    pub(super) fn differs(&mut self, why: Mismatch, mark: Option<u64>) {
        tracing::warn!(?why, "the journal and the register differ");
        self.no_next();
        self.mismatch = why;
        self.mark = mark;
        self.step(Input::Differs);
    }

    /// Asks the register for another name for the journal.
    pub(super) fn ask_for_a_name(&mut self, differs: Differs) {
        let known = self.renaming.take();
        let known = known.filter(|known| known.differs.device == differs.device);
        let mut renaming = known.unwrap_or_else(|| Renaming {
            differs,
            ask: self.sources.id(),
            told: false,
        });
        // That of the first time, since what the register took behind it is not known here; the name may have been given
        // since, and what the register has of the old one is asked for as well.
        renaming.differs.next = renaming.differs.next.min(differs.next);
        if differs.why == Mismatch::JournalBehind {
            // A copy of this journal has gone on under the name since: what the register has there says nothing of these acts.
            renaming.differs.why = differs.why;
        }
        let failed = std::mem::take(&mut renaming.told);
        let request = EpochRequest {
            device: renaming.differs.device.id,
            epoch: renaming.differs.device.epoch,
            next: renaming.differs.next,
            ask: renaming.ask,
            v: VERSION,
        };
        self.renaming = Some(renaming);
        let Some(session) = self.session.clone().filter(|_| !failed) else {
            // The journal could not be written under the new name, or the login is over: it is tried again later.
            if failed {
                self.say(News::Halted(differs.why));
            }
            return self.no_name(Fault::Late);
        };
        self.login = Some(self.tasks.spawn(tasks::epoch(session, request)));
    }

    pub(super) fn named(&mut self, result: Result<EpochAnswer, Trouble>) {
        let Some(renaming) = &mut self.renaming else {
            return;
        };
        let why = renaming.differs.why;
        match result {
            Ok(answer) => {
                renaming.told = true;
                self.tell_store(Request::Renew {
                    why,
                    answer: Box::new(answer),
                });
            }
            Err(trouble) => {
                self.renew_if_dead(&trouble);
                if refused_for_good(&trouble) {
                    tracing::error!(%trouble, "the register gives the journal no other name");
                    self.say(News::Halted(why));
                }
                self.no_name(self.fault(&trouble));
            }
        }
    }

    /// The journal bears the new name.
    pub(super) fn renamed(&mut self, device: Device) {
        let before = self.account.as_ref().and_then(|account| account.device);
        // Leases belong to the device, whatever its epoch.
        if before.is_none_or(|before| before.id != device.id)
            && let Some(application) = self.leases.drop_all()
        {
            self.say(News::LeaseLost { application });
        }
        self.renaming = None;
        self.session = None;
        self.device = None;
        self.outgoing = Outgoing::default();
        if let Some(account) = &mut self.account {
            account.device = Some(device);
        }
        self.step(Input::Renamed);
    }

    fn no_name(&mut self, fault: Fault) {
        self.session = None;
        self.step(Input::LoginFailed(fault));
        self.unpark();
    }
}

/// Waiting does not help: a person has to look at the register, or at a register that is older than this program.
fn refused_for_good(trouble: &Trouble) -> bool {
    matches!(
        trouble.code(),
        Some(
            ErrorCode::BadRequest
                | ErrorCode::NotFound
                | ErrorCode::NotAllowed
                | ErrorCode::Internal
                | ErrorCode::Other
        )
    )
}
