//! The store thread: it alone owns the journal and the cache. It takes requests, works them off in order and tells.
//!
//! It never talks to the register: what needs the register is told as an [`Event`], and comes back as a request.

mod absorb;
mod admit;
mod adopt;
mod bond;
mod cards;
mod enter;
mod leases;
mod messages;
mod numbers;
mod open;
mod pairs;
mod supplies;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::cause::{Cause, CauseCode};
use super::ground::{Files, Ground, Slot};
use super::header::Header;
use super::sources::Sources;
use crate::api::session::{LoginAnswer, Secret};
pub use bond::KeptNumbers;
pub use messages::{Absorbed, Event, Outbox, Request, Wanted};
use open::OpenStore;

/// Starts the thread on the stores under `data`. It ends with [`Request::Stop`] or when every sender is gone.
pub fn start(
    data: PathBuf,
    sources: Sources,
    tell: impl Fn(Event) + Send + 'static,
) -> io::Result<(Sender<Request>, JoinHandle<()>)> {
    start_on(Box::new(Files::new(data)), sources, tell)
}

/// As [`start`], on another ground.
pub fn start_on(
    ground: Box<dyn Ground>,
    sources: Sources,
    tell: impl Fn(Event) + Send + 'static,
) -> io::Result<(Sender<Request>, JoinHandle<()>)> {
    let (sender, requests) = channel();
    let worker = Worker::new(ground, sources, tell);
    let thread = thread::Builder::new()
        .name("store".into())
        .spawn(move || worker.run(&requests))?;
    Ok((sender, thread))
}

/// What the thread works with. Without a thread it does the same, one [`Worker::handle`] after the other.
pub struct Worker {
    ground: Box<dyn Ground>,
    sources: Sources,
    tell: Box<dyn Fn(Event) + Send>,
    state: State,
}

enum State {
    Shut,
    /// The slot of a clerk whose password does not open it; the register is being asked.
    Foreign(Box<dyn Slot>, Box<Header>),
    /// The register has let the clerk in and is asked for the key of the store.
    Recovering(Box<Recovering>),
    /// Open, but not shown before the register has let the clerk in.
    Held(Box<OpenStore>),
    Open(Box<OpenStore>),
}

/// A store whose key the register is asked for, and the login that it belongs to.
struct Recovering {
    slot: Box<dyn Slot>,
    header: Header,
    login: String,
    password: Secret,
    answer: LoginAnswer,
}

impl Worker {
    #[must_use]
    pub fn new(
        ground: Box<dyn Ground>,
        sources: Sources,
        tell: impl Fn(Event) + Send + 'static,
    ) -> Self {
        Self {
            ground,
            sources,
            tell: Box::new(tell),
            state: State::Shut,
        }
    }

    fn run(mut self, requests: &Receiver<Request>) {
        loop {
            match self.next(requests) {
                Some(Request::Stop) | None => break,
                Some(request) => self.handle(request),
            }
        }
        self.handle(Request::Stop);
    }

    /// Waits for a request; what is left for a quiet moment is done meanwhile.
    fn next(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            let (State::Open(store) | State::Held(store)) = &mut self.state else {
                return requests.recv().ok();
            };
            let Some(at) = store.rests_at() else {
                return requests.recv().ok();
            };
            match requests.recv_timeout(at.saturating_duration_since(Instant::now())) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => store.rest(),
            }
        }
    }

    /// Works one request off and tells what comes of it, before it returns.
    pub fn handle(&mut self, request: Request) {
        self.work_off(request);
        self.tell_moved();
    }

    fn work_off(&mut self, request: Request) {
        let now = self.sources.now();
        match request {
            Request::Unlock { login, password } => self.unlock(login, password, now),
            Request::Admit {
                login,
                password,
                answer,
                wanted,
            } => self.admit(&login, &password, &answer, wanted, now),
            Request::Recovered(answer) => self.recovered(answer.as_deref(), now),
            Request::Forget => {
                if !matches!(self.state, State::Open(_)) {
                    self.state = State::Shut;
                }
            }
            Request::Stop => {
                if let State::Open(store) = &mut self.state {
                    store.leave();
                }
                self.state = State::Shut;
            }
            request => {
                if let State::Open(store) = &mut self.state {
                    work(store, request, &self.sources, &self.tell);
                    if let Some(full) = store.take_turned() {
                        (self.tell)(Event::Full(full));
                    }
                } else {
                    not_open(&request, &self.tell);
                }
            }
        }
    }

    fn tell_moved(&mut self) {
        if let State::Open(store) = &mut self.state
            && let Some(moved_to) = store.take_moved()
        {
            (self.tell)(Event::CacheRebuilt { moved_to });
        }
    }
}

/// Who waits for an answer gets one.
fn not_open(request: &Request, tell: &dyn Fn(Event)) {
    match *request {
        Request::Give { ticket, .. } => {
            let why = Cause::new(CauseCode::NotOpen, &"");
            tell(Event::NotSaved { ticket, why });
        }
        Request::CheckPassword { ticket, .. } => {
            let right = false;
            tell(Event::PasswordChecked { ticket, right });
        }
        Request::Submitted { application } => tell(Event::Submitted {
            application,
            submitted: None,
        }),
        Request::Overview { ticket, query } => tell(Event::Overview {
            ticket,
            query,
            kept: None,
        }),
        _ => {}
    }
}

/// Requests that need an open store.
fn work(store: &mut OpenStore, request: Request, sources: &Sources, tell: &dyn Fn(Event)) {
    let now = sources.now();
    match request {
        Request::Give {
            ticket,
            target,
            seen,
            at,
            command,
        } => match store.give(sources.id(), target, seen, at, command) {
            Ok(act) => tell(Event::Saved {
                ticket,
                act: Box::new(act),
            }),
            Err(error) => tell(Event::NotSaved {
                ticket,
                why: error.cause(),
            }),
        },
        Request::Card { application } => match store.card(application, now) {
            Some(card) => tell(Event::Card(Box::new(card))),
            None => tell(Event::CardWanted { application }),
        },
        Request::KeepCard(card) => store.keep_card(&card, now),
        Request::Draft { key, text } => store.set_draft(&key, &text),
        Request::JournalUsed { number } => {
            if let Some(range) = store.journal_used(number) {
                tell(Event::Journal(range));
            }
            if let Some(stock) = store.take_stock() {
                tell(Event::Stock(stock));
            }
        }
        Request::ContractUsed { number } => {
            if let Some(range) = store.contract_used(number) {
                tell(Event::Contracts(range));
            }
            if let Some(stock) = store.take_stock() {
                tell(Event::Stock(stock));
            }
        }
        Request::DismissRenewal => store.dismiss_renewal(),
        Request::Compare { why, high_water } => {
            store.register_is_at(high_water);
            tell(Event::Admitted(Err(store.differs(why))));
        }
        Request::Renew { why, answer } => match store.renew(why, &answer, now) {
            Ok(renewal) => {
                // Every act has another seq now.
                tell(Event::Unlocked(Box::new(store.everything(now))));
                tell_handbook(store, tell);
                tell(Event::Renewed(Box::new(renewal)));
            }
            Err(error) => {
                tracing::warn!("the journal could not be given its new name: {error}");
                tell(Event::Admitted(Err(store.differs(why))));
            }
        },
        Request::Dismiss { seq } => store.dismiss(seq),
        Request::Absorb(answer) => store.absorb(*answer, now, tell),
        Request::Contact => {
            store.contact(now);
            if store.drop_expired(now) {
                tell(Event::Held(store.held()));
            }
        }
        Request::NumberUsed { application } => store.number_used(application),
        Request::KeepForms(forms) => {
            store.keep_forms(&forms);
            tell(Event::Forms(forms));
        }
        Request::Overview { ticket, query } => tell(Event::Overview {
            ticket,
            query,
            kept: store.overview(&query).map(Box::new),
        }),
        Request::KeepOverview(answer) => store.keep_overview(&answer),
        Request::KeepHandbook { told, sent } => {
            let here = store.keep_handbook(told.map(|told| *told), &sent);
            tell(Event::Handbook(Box::new(here)));
        }
        Request::Read(mark) => {
            let (waiting, here) = store.read(mark);
            tell(Event::Read(waiting));
            tell(Event::Handbook(Box::new(here)));
        }
        Request::CheckPassword { ticket, password } => {
            let right = store.opens_with(&password);
            tell(Event::PasswordChecked { ticket, right });
        }
        Request::Submitted { application } => tell(Event::Submitted {
            application,
            submitted: store.submitted(application),
        }),
        Request::Unlock { .. }
        | Request::Admit { .. }
        | Request::Recovered(_)
        | Request::Forget
        | Request::Stop => {}
    }
}

/// Tells, behind what a store holds, what it has beside the texts of the handbook.
fn tell_handbook(store: &OpenStore, tell: &dyn Fn(Event)) {
    if let Some(here) = store.handbook() {
        tell(Event::Handbook(Box::new(here)));
    }
}
