//! What it means when a request has ended, well or not.

use std::time::Duration;

use tokio::task::Id;
use tokio::time::Instant;

use super::{Absorbing, Engine};
use crate::api::VERSION;
use crate::api::error::ErrorCode;
use crate::api::personal::PersonalSyncAnswer;
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::client::Trouble;
use crate::domain::Capability;
use crate::store::followed::{followed, own};
use crate::store::worker::{Request, Wanted};
use crate::sync::desk::{Cause, Mismatch, News, UnlockRefusal};
use crate::sync::leases::Asked;
use crate::sync::state::{Fault, Input};
use crate::sync::tasks::{self, Done};

/// No register that waits ends a wake sooner.
const EARLY: Duration = Duration::from_secs(1);

impl Engine {
    pub(super) fn done(&mut self, id: Id, done: Done) {
        let slot = match done {
            Done::Login(_) | Done::Epoch(_) | Done::Recovered(_) => &mut self.login,
            Done::Sync { .. } => &mut self.sync,
            Done::Wake { .. } => &mut self.wake,
            Done::Forms(_) => &mut self.forms,
            Done::Handbook { .. } => &mut self.handbook,
            Done::Card { .. }
            | Done::Found { .. }
            | Done::Alike { .. }
            | Done::Compare { .. }
            | Done::Overview { .. } => &mut None,
        };
        let looked = matches!(
            done,
            Done::Card { .. }
                | Done::Found { .. }
                | Done::Alike { .. }
                | Done::Compare { .. }
                | Done::Overview { .. }
        );
        // What ended just before it was stopped answers a question that nobody asks any more.
        if slot.take_if(|task| task.id() == id).is_none() && !looked {
            return;
        }
        match done {
            Done::Login(Ok((session, answer))) => {
                self.wants_handbook = true;
                self.wants_forms = answer
                    .profile
                    .capabilities
                    .has(Capability::ApplicationCreate);
                self.channel = answer.channel;
                self.last_contact = Some(self.sources.now());
                self.session = Some(session);
                self.confirmed = answer.high_water;
                self.plain = false;
                let Some(account) = &mut self.account else {
                    return;
                };
                account.scopes = followed(&answer.profile);
                account.own = own(&answer.profile);
                account.rights = answer.profile.capabilities;
                let admit = Request::Admit {
                    login: account.login.clone(),
                    password: account.password.clone(),
                    answer,
                    wanted: account.wanted,
                };
                account.wanted = Wanted::Behind;
                self.tell_store(admit);
            }
            Done::Login(Err(trouble)) => self.login_failed(&trouble),
            Done::Epoch(result) => self.named(result),
            Done::Recovered(result) => self.recovered(result),
            Done::Sync { result, sent, took } => match result {
                Ok(answer) => self.synced(answer, sent, took),
                Err(trouble) => self.sync_failed(&trouble, sent),
            },
            Done::Wake { result, took } => match result {
                Ok(answer) => {
                    self.contact();
                    self.tell_store(Request::Contact);
                    self.step(Input::Woken {
                        moved: answer.moved,
                        early: took < EARLY,
                    });
                }
                Err(trouble) => {
                    self.renew_if_dead(&trouble);
                    let fault = self.fault(&trouble);
                    self.step(Input::WakeFailed(fault));
                }
            },
            Done::Forms(result) => self.have_forms(result),
            Done::Handbook { sent, result } => self.have_handbook(sent, result),
            Done::Alike { ticket, result } => {
                self.say(News::Alike {
                    ticket,
                    result: result.map_err(|trouble| tasks::unreachable(&trouble)),
                });
            }
            Done::Compare { ticket, result } => {
                self.say(News::Compared {
                    ticket,
                    result: result.map_err(|trouble| tasks::unreachable(&trouble)),
                });
            }
            Done::Overview { ticket, result } => {
                if let Ok(answer) = &result {
                    self.tell_store(Request::KeepOverview(answer.clone()));
                }
                self.say(News::Overview {
                    ticket,
                    result: result.map_err(|trouble| tasks::unreachable(&trouble)),
                });
            }
            Done::Card {
                application,
                result,
            } => {
                if let Ok(card) = &result {
                    self.tell_store(Request::KeepCard(card.clone()));
                }
                self.say(News::Card {
                    application,
                    result: result.map_err(|trouble| tasks::unreachable(&trouble)),
                });
            }
            Done::Found { ticket, result } => {
                self.say(News::Found {
                    ticket,
                    result: result.map_err(|trouble| tasks::unreachable(&trouble)),
                });
            }
        }
    }

    fn login_failed(&mut self, trouble: &Trouble) {
        let wanted = self.account.as_ref().map_or(Wanted::Behind, |a| a.wanted);
        if wanted == Wanted::Behind {
            self.no_next();
            let fault = self.fault(trouble);
            self.step(Input::LoginFailed(fault));
            return self.unpark();
        }
        let why = || match &self.listeners {
            Err(setup) => tasks::setup_cause(setup),
            Ok(_) => tasks::cause(trouble),
        };
        let refusal = match trouble {
            Trouble::Refused { body, retry_after } => match body.code {
                ErrorCode::WrongLogin => UnlockRefusal::WrongPassword,
                ErrorCode::TooManyTries => UnlockRefusal::TooManyTries {
                    seconds: retry_after.unwrap_or(60),
                },
                ErrorCode::ClientTooOld => UnlockRefusal::ClientTooOld {
                    min_version: VERSION + 1,
                },
                _ => refusal(wanted, why()),
            },
            _ => refusal(wanted, why()),
        };
        self.refuse(refusal);
    }

    /// The store has no other key to a clerk whom the register has let in.
    pub(super) fn recover(&mut self, request: Box<RecoverRequest>) {
        if let Some(session) = self.session.clone() {
            self.login = Some(self.tasks.spawn(tasks::recover(session, request)));
        }
    }

    fn recovered(&mut self, result: Result<Box<RecoverAnswer>, Trouble>) {
        let can_not = |trouble: &Trouble| {
            matches!(
                trouble.code(),
                Some(ErrorCode::NotAllowed | ErrorCode::NotFound | ErrorCode::BadRequest)
            )
        };
        match result {
            Ok(answer) => self.tell_store(Request::Recovered(Some(answer))),
            Err(trouble) if can_not(&trouble) => self.tell_store(Request::Recovered(None)),
            Err(trouble) => self.refuse(UnlockRefusal::LeaseOver {
                why: tasks::cause(&trouble),
            }),
        }
    }

    fn synced(&mut self, answer: Box<PersonalSyncAnswer>, sent: usize, took: Duration) {
        self.contact();
        let (mark, min_version) = (answer.answer.high_water, answer.answer.min_version);
        if mark < self.confirmed {
            return self.differs(Mismatch::RegisterBehind, Some(mark));
        }
        if mark > self.confirmed.max(self.outgoing.last()) {
            // Acts were taken under this name that this journal has not given: it has a copy.
            return self.differs(Mismatch::JournalBehind, Some(mark));
        }
        let worked = self.outgoing.worked(&answer.answer);
        let settled = self.outgoing.settle(&answer.answer);
        self.confirmed = answer
            .answer
            .results
            .iter()
            .map(|result| result.seq)
            .fold(self.confirmed, u64::max);
        let ends = if min_version > VERSION {
            self.say(News::TooOld { min_version });
            Input::SyncFailed(Fault::TooOld)
        } else if sent > 0 && !settled {
            Input::SyncFailed(Fault::Late)
        } else {
            Input::Synced {
                more: self.outgoing.more() || answer.answer.deltas.iter().any(|d| d.more),
                fresh: settled || !answer.answer.deltas.is_empty(),
                took,
            }
        };
        self.absorbing = Some(Absorbing {
            ends,
            leases: answer.answer.leases.clone(),
            worked,
            sent: Instant::now() - took,
        });
        self.tell_store(Request::Absorb(answer));
    }

    /// An answer that does not come may be one that a dead connection can't bring.
    pub(super) fn renew_if_dead(&mut self, trouble: &Trouble) {
        if *trouble != Trouble::Late {
            return;
        }
        if let Some(session) = &mut self.session {
            session.register = session.register.renewed();
        }
        if let Ok(listeners) = &mut self.listeners {
            *listeners = listeners.renewed();
        }
    }

    fn sync_failed(&mut self, trouble: &Trouble, sent: usize) {
        self.renew_if_dead(trouble);
        let fault = match trouble.code() {
            // The login says up to which act the register has come, and the journal is compared with it.
            Some(ErrorCode::SeqGap) => Fault::LoginOver,
            Some(ErrorCode::SeqReused) => return self.differs(Mismatch::SeqReused, None),
            Some(ErrorCode::OldEpoch) => return self.differs(Mismatch::OldEpoch, None),
            Some(ErrorCode::BadRequest | ErrorCode::TooLarge) if sent > 0 => {
                tracing::error!(sent, %trouble, "the register does not take these acts: they are sent in smaller batches");
                if self.outgoing.halve(sent) {
                    Fault::Smaller
                } else {
                    Fault::Late
                }
            }
            Some(ErrorCode::NotAllowed) if !self.plain && self.asked != Asked::default() => {
                self.plain = true;
                Fault::Smaller
            }
            Some(ErrorCode::NotAllowed) if self.follows_own_only() => Fault::Smaller,
            _ => self.fault(trouble),
        };
        self.failed(fault);
    }

    /// Until the next login the desk follows no other organisations: the register gives this clerk none, whatever the login
    /// said. Gives whether it did before.
    fn follows_own_only(&mut self) -> bool {
        let Some(account) = &mut self.account else {
            return false;
        };
        let narrower = account.scopes.len() > account.own.len();
        account.scopes.clone_from(&account.own);
        narrower
    }

    /// What a trouble means for the line. A program that is too old is told at once.
    pub(super) fn fault(&self, trouble: &Trouble) -> Fault {
        let fault = tasks::fault(trouble);
        if fault == Fault::TooOld {
            self.say(News::TooOld {
                min_version: VERSION + 1,
            });
        }
        fault
    }
}

/// The register could not be asked: what that means depends on why it had to be.
fn refusal(wanted: Wanted, why: Cause) -> UnlockRefusal {
    match wanted {
        Wanted::First => UnlockRefusal::FirstLoginNeedsRegister { why },
        Wanted::LeaseOver => UnlockRefusal::LeaseOver { why },
        Wanted::OtherPassword | Wanted::Behind => UnlockRefusal::WrongPassword,
    }
}
