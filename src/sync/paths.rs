//! Who gets what: asks go to the store or to the engine, events of the store to the interface, the engine, or both.
//!
//! [`super::start::Desk`] uses these paths between its threads, a simulation between its tasks. They decide nothing.

use tokio::sync::mpsc::UnboundedSender;

use super::desk::{Ask, News, UnlockRefusal};
use super::engine::Message;
use crate::api::sync::Scope;
use crate::store::StoreError;
use crate::store::worker::{Event, Request};

/// Where a wish of the interface goes.
#[derive(Debug)]
pub enum Errand {
    Store(Request),
    Sync(Message),
}

/// What a wish asks, and of whom.
#[must_use]
pub fn errand(ask: Ask) -> Errand {
    match ask {
        Ask::Unlock { login, password } => Errand::Store(Request::Unlock { login, password }),
        Ask::Give {
            ticket,
            target,
            seen,
            at,
            command,
        } => Errand::Store(Request::Give {
            ticket,
            target,
            seen,
            at,
            command,
        }),
        Ask::OnDesk { application } => Errand::Sync(Message::OnDesk(application)),
        Ask::Next { ticket, queue } => Errand::Sync(Message::Next(ticket, queue)),
        Ask::DismissRenewal => Errand::Store(Request::DismissRenewal),
        Ask::Card { application } => Errand::Store(Request::Card { application }),
        Ask::Draft { key, text } => Errand::Store(Request::Draft { key, text }),
        Ask::JournalUsed { number } => Errand::Store(Request::JournalUsed { number }),
        Ask::ContractUsed { number } => Errand::Store(Request::ContractUsed { number }),
        Ask::NumberUsed { application } => Errand::Store(Request::NumberUsed { application }),
        Ask::Alike { ticket, request } => Errand::Sync(Message::Alike(ticket, request)),
        Ask::Compare { ticket, request } => Errand::Sync(Message::Compare(ticket, request)),
        Ask::Overview { ticket, query } => Errand::Store(Request::Overview { ticket, query }),
        Ask::CheckPassword { ticket, password } => {
            Errand::Store(Request::CheckPassword { ticket, password })
        }
        Ask::Read { mark } => Errand::Store(Request::Read(mark)),
        Ask::Submitted { application } => Errand::Store(Request::Submitted { application }),
        Ask::Dismiss { seq } => Errand::Store(Request::Dismiss { seq }),
        Ask::Search { ticket, request } => Errand::Sync(Message::Search(ticket, request)),
        Ask::PersonalSearch { ticket, request } => {
            Errand::Sync(Message::PersonalSearch(ticket, request))
        }
        Ask::SyncNow => Errand::Sync(Message::SyncNow),
        Ask::Stop => Errand::Sync(Message::Stop),
    }
}

/// Sends each event of the store to whom it concerns: the interface, the engine, or both.
pub fn teller(
    news: UnboundedSender<News>,
    sync: UnboundedSender<Message>,
) -> impl Fn(Event) + Send + 'static {
    // Who is gone needs no news.
    let say = move |event: News| drop(news.send(event));
    let pass = move |message: Message| drop(sync.send(message));
    move |event| match event {
        Event::Unlocked(unlocked) => say(News::Unlocked(unlocked)),
        Event::Unusable(error) => pass(Message::Turned(refusal(&error))),
        Event::WrongPassword => pass(Message::Turned(UnlockRefusal::WrongPassword)),
        Event::LogIn {
            login,
            password,
            device,
            wanted,
        } => pass(Message::LogIn {
            login,
            password,
            device,
            wanted,
        }),
        Event::Recover(request) => pass(Message::Recover(request)),
        Event::Admitted(admitted) => pass(Message::Admitted(admitted)),
        Event::Profile(profile) => say(News::Profile(profile)),
        Event::Saved { ticket, act } => {
            // First to who sends it: what the interface asks when it has heard finds the act there.
            pass(Message::Saved(act.envelope.clone()));
            say(News::Saved { ticket, act });
        }
        Event::NotSaved { ticket, why } => say(News::NotSaved { ticket, why }),
        Event::Changed(mut delta) => {
            if matches!(delta.scope, Scope::Municipality(_)) {
                say(News::Changed {
                    reset: delta.reset,
                    set: std::mem::take(&mut delta.set),
                    gone: std::mem::take(&mut delta.gone),
                });
            }
            if delta.reset || delta.tells_of_enrolment() {
                say(News::Enrolment(delta));
            }
        }
        Event::Settled { seq, outcome } => say(News::Settled { seq, outcome }),
        Event::Absorbed(absorbed) => pass(Message::Absorbed(absorbed)),
        Event::Card(card) => say(News::Card {
            application: card.application,
            result: Ok(card),
        }),
        Event::CardWanted { application } => pass(Message::Card(application)),
        Event::Held(held) => say(News::Held(held)),
        Event::Renewed(renewal) => {
            pass(Message::Renewed(renewal.device));
            say(News::Renewed(renewal));
        }
        Event::Full(full) => say(News::Full(full)),
        Event::Journal(range) => say(News::Journal(range)),
        Event::Contracts(range) => say(News::Contracts(range)),
        Event::Numbers(block) => say(News::Numbers(block)),
        Event::Stock(stock) => say(News::Stock(stock)),
        Event::Forms(forms) => say(News::Forms(forms)),
        Event::Overview {
            ticket,
            query,
            kept,
        } => {
            if let Some(answer) = kept {
                say(News::OverviewKept { ticket, answer });
            }
            pass(Message::Overview(ticket, query));
        }
        Event::Handbook(here) => say(News::Handbook(here)),
        Event::Read(waiting) => pass(Message::Read(waiting)),
        Event::PasswordChecked { ticket, right } => say(News::PasswordChecked { ticket, right }),
        Event::Submitted {
            application,
            submitted,
        } => say(News::Submitted {
            application,
            submitted,
        }),
        Event::CacheRebuilt { moved_to } => {
            say(News::CacheRebuilt { moved_to });
            pass(Message::Emptied);
        }
    }
}

fn refusal(error: &StoreError) -> UnlockRefusal {
    UnlockRefusal::Store { why: error.cause() }
}
