//! The store thread: it alone owns the journal and the cache. It takes requests, works them off in order and tells.
//!
//! It never talks to the register: what needs the register is told as an [`Event`], and comes back as a request.

mod absorb;
mod admit;
mod adopt;
mod leases;
mod numbers;
mod open;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::act::{Act, Device, Differs, HeldHere, Mismatch, Renewal, Ticket, Unlocked};
use super::cache::Cursors;
use super::cause::{Cause, CauseCode};
use super::files::StoreError;
use super::ground::{Files, Ground, Slot};
use super::header::Header;
use super::journal;
use super::seal::Key;
use super::sources::Sources;
use crate::api::VERSION;
use crate::api::epoch::EpochAnswer;
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::session::{LoginAnswer, Profile, Secret};
use crate::api::sync::{Delta, Envelope, JournalRange, Outcome};
use crate::domain::{ApplicationNumber, Command, Target};
use open::OpenStore;

/// What the store is asked to do.
#[derive(Debug)]
pub enum Request {
    Unlock {
        login: String,
        password: Secret,
    },
    /// The register has let the clerk in: make the store, let it be used, or take over what the register says.
    Admit {
        login: String,
        password: Secret,
        answer: Box<LoginAnswer>,
        wanted: Wanted,
    },
    /// The register did not let the clerk in, or could not be asked: nothing stays open that was not before.
    Forget,
    Give {
        ticket: Ticket,
        target: Target,
        seen: u64,
        at: DateTime<Utc>,
        command: Command,
    },
    Card {
        application: ApplicationNumber,
    },
    KeepCard(Box<RevealedCard>),
    Draft {
        key: String,
        text: String,
    },
    JournalUsed {
        number: u32,
    },
    Dismiss {
        seq: u64,
    },
    /// The clerk has read what the renewal says.
    DismissRenewal,
    /// The key of the store that the password does not open, as the register unwrapped it; `None`: it can't.
    Recovered(Option<Box<RecoverAnswer>>),
    /// Take in what the register answered.
    Absorb(Box<PersonalSyncAnswer>),
    /// The register and the journal differ, as a request has shown: the answer is [`Event::Admitted`] with what it needs to
    /// be given another name.
    /// `high_water` is the register's mark for the name that the journal has, where it showed it.
    Compare {
        why: Mismatch,
        high_water: Option<u64>,
    },
    /// The journal goes on under the name that the register gives; [`Event::Renewed`] follows.
    Renew {
        why: Mismatch,
        answer: Box<EpochAnswer>,
    },
    /// The register answered: the store may be unlocked without it for some time more.
    Contact,
    Stop,
}

/// Why the register has to be asked before or behind an unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The store is open; the login goes on behind it.
    Behind,
    /// There is no store of this clerk here.
    First,
    /// The store does not open with this password: it may be a new one.
    OtherPassword,
    /// The store opens, but the register has not been heard of for too long.
    LeaseOver,
}

/// What a sync needs to know of the store.
#[derive(Clone, Debug)]
pub struct Outbox {
    pub device: Device,
    pub cursors: Cursors,
    pub waiting: Vec<Envelope>,
    pub journal_left: u32,
}

/// What the store has to tell.
#[derive(Debug)]
pub enum Event {
    Unlocked(Box<Unlocked>),
    /// The store can't be used; the text says what and where.
    Unusable(StoreError),
    /// Acts wait under a password that this one is not.
    WrongPassword,
    /// Log in at the register.
    LogIn {
        login: String,
        password: Secret,
        device: Option<Device>,
        wanted: Wanted,
    },
    /// Have the register unwrap the store's key; the answer is [`Request::Recovered`], or [`Request::Forget`].
    Recover(Box<RecoverRequest>),
    /// The answer to [`Request::Admit`].
    Admitted(Result<Box<Outbox>, Differs>),
    Profile(Box<Profile>),
    Saved {
        ticket: Ticket,
        act: Box<Act>,
    },
    NotSaved {
        ticket: Ticket,
        why: Cause,
    },
    Changed(Box<Delta>),
    Settled {
        seq: u64,
        outcome: Outcome,
    },
    /// The answer to [`Request::Absorb`]; `None`: it could not be written down, so it counts as not received.
    Absorbed(Option<(Cursors, u32)>),
    Card(Box<RevealedCard>),
    /// The card is not here: the register has to be asked.
    CardWanted {
        application: ApplicationNumber,
    },
    Journal(JournalRange),
    /// All leases of other clerks that this desk knows of.
    Held(Vec<HeldHere>),
    /// The journal goes on under another name; a login follows.
    Renewed(Box<Renewal>),
    /// The disk takes no further act, or takes them again.
    Full(bool),
    CacheRebuilt {
        moved_to: PathBuf,
    },
}

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
                } else if let Request::Give { ticket, .. } = request {
                    let why = Cause::new(CauseCode::NotOpen, &"");
                    (self.tell)(Event::NotSaved { ticket, why });
                }
            }
        }
    }

    fn unlock(&mut self, login: String, password: Secret, now: DateTime<Utc>) {
        // A clerk who is let in again keeps the open store: its acts are not at the mercy of the password.
        if let State::Open(store) = &mut self.state {
            if store.login() == login {
                let wanted = if store.opens_with(&password) {
                    (self.tell)(Event::Unlocked(Box::new(store.everything(now))));
                    Wanted::Behind
                } else {
                    Wanted::OtherPassword
                };
                let device = Some(store.device());
                return self.log_in(login, password, device, wanted);
            }
            store.leave();
        }
        self.state = State::Shut;
        match self.find(&login, &password, now) {
            Ok((state, wanted)) => {
                self.state = state;
                let device = match &self.state {
                    State::Held(store) => Some(store.device()),
                    // The register knows the store by it, so that it needs no other name when it is opened.
                    State::Foreign(slot, _) => journal::named(&**slot),
                    _ => None,
                };
                let wanted = self.show_if_fresh(wanted, &password, now);
                self.log_in(login, password, device, wanted);
            }
            Err(error) => (self.tell)(Event::Unusable(error)),
        }
    }

    /// Opens the store of `login` as far as the password goes.
    fn find(
        &self,
        login: &str,
        password: &Secret,
        now: DateTime<Utc>,
    ) -> Result<(State, Wanted), StoreError> {
        let Some(slot) = self.ground.find(login)? else {
            return Ok((State::Shut, Wanted::First));
        };
        let Some(header) = Header::read(&*slot)? else {
            return Ok((State::Shut, Wanted::First));
        };
        // The cache opens while the password is being hashed.
        let opening = slot.shelf().open_early();
        match header.key.open(password) {
            Err(StoreError::WrongPassword) => {
                let foreign = State::Foreign(slot, Box::new(header));
                Ok((foreign, Wanted::OtherPassword))
            }
            key => {
                let store = OpenStore::open(slot, header, login, key?, opening, now)?;
                Ok((State::Held(Box::new(store)), Wanted::LeaseOver))
            }
        }
    }

    /// An opened store is shown at once while the register was heard of not too long ago.
    fn show_if_fresh(&mut self, wanted: Wanted, password: &Secret, now: DateTime<Utc>) -> Wanted {
        match std::mem::replace(&mut self.state, State::Shut) {
            State::Held(store) if store.lease_holds(now) => {
                self.show(store, password, now);
                Wanted::Behind
            }
            state => {
                self.state = state;
                wanted
            }
        }
    }

    /// Shows an opened store, with what other sessions of the clerk have left.
    fn show(&mut self, mut store: Box<OpenStore>, password: &Secret, now: DateTime<Utc>) {
        store.adopt_all(&*self.ground, password, now);
        let everything = store.everything(now);
        self.state = State::Open(store);
        (self.tell)(Event::Unlocked(Box::new(everything)));
    }

    fn log_in(&self, login: String, password: Secret, device: Option<Device>, wanted: Wanted) {
        (self.tell)(Event::LogIn {
            login,
            password,
            device,
            wanted,
        });
    }

    fn admit(
        &mut self,
        login: &str,
        password: &Secret,
        answer: &LoginAnswer,
        wanted: Wanted,
        now: DateTime<Utc>,
    ) {
        let made = match std::mem::replace(&mut self.state, State::Shut) {
            State::Open(mut store) => {
                let profile = store.takes_profile(answer, now);
                if wanted == Wanted::OtherPassword {
                    self.rewrap(&mut store, password);
                    self.show(store, password, now);
                } else {
                    self.state = State::Open(store);
                    if let Some(profile) = profile {
                        (self.tell)(Event::Profile(profile));
                    }
                }
                Ok(())
            }
            State::Held(mut store) => {
                store.takes_profile(answer, now);
                self.show(store, password, now);
                Ok(())
            }
            State::Foreign(slot, header) => {
                let wrap = header.recovery.clone();
                let recovering = Box::new(Recovering {
                    slot,
                    header: *header,
                    login: login.to_owned(),
                    password: password.clone(),
                    answer: answer.clone(),
                });
                return match wrap.filter(|w| Some(&w.register) == answer.recovery.as_ref()) {
                    Some(wrap) => {
                        self.state = State::Recovering(recovering);
                        (self.tell)(Event::Recover(Box::new(RecoverRequest {
                            wrapped: wrap.wrapped,
                            v: VERSION,
                        })));
                    }
                    None => self.unrecoverable(*recovering, now),
                };
            }
            State::Shut | State::Recovering(_) => {
                let slot = self.ground.create(login);
                self.make(slot, login, password, answer, now)
            }
        };
        self.made(made, answer);
    }

    /// Tells what became of a login that the register has let in.
    fn made(&mut self, made: Result<(), StoreError>, answer: &LoginAnswer) {
        if let Err(error) = made {
            return (self.tell)(Event::Unusable(error));
        }
        if let State::Open(store) = &mut self.state {
            let admitted = store.admit(answer);
            (self.tell)(Event::Admitted(admitted));
        }
    }

    /// The register gave the key of the store, or can't.
    fn recovered(&mut self, answer: Option<&RecoverAnswer>, now: DateTime<Utc>) {
        let recovering = match std::mem::replace(&mut self.state, State::Shut) {
            State::Recovering(recovering) => *recovering,
            state => return self.state = state,
        };
        let key = answer.and_then(|answer| Key::from_hex(&answer.key));
        let Some(key) = key else {
            return self.unrecoverable(recovering, now);
        };
        let Recovering {
            slot,
            header,
            login,
            password,
            answer,
        } = recovering;
        let opening = slot.shelf().open_early();
        let opened = OpenStore::open(slot, header, &login, key, opening, now).map(|store| {
            let mut store = Box::new(store);
            store.takes_profile(&answer, now);
            self.rewrap(&mut store, &password);
            self.show(store, &password, now);
        });
        self.made(opened, &answer);
    }

    /// Nothing opens the store but its old password. With acts in it, it stays as it is; else it makes room.
    fn unrecoverable(&mut self, recovering: Recovering, now: DateTime<Utc>) {
        let Recovering {
            slot,
            login,
            password,
            answer,
            ..
        } = recovering;
        let made = match journal::waiting(&*slot) {
            Ok(waiting) if waiting.is_empty() => {
                let free = slot.set_aside().map(|()| slot);
                self.make(free, &login, &password, &answer, now)
            }
            Ok(_) => return (self.tell)(Event::WrongPassword),
            Err(error) => Err(error),
        };
        self.made(made, &answer);
    }

    fn rewrap(&self, store: &mut OpenStore, password: &Secret) {
        if let Err(error) = store.rewrap(password, self.ground.cost()) {
            tracing::warn!("the new password could not be written down: {error}");
        }
    }

    fn make(
        &mut self,
        slot: Result<Box<dyn Slot>, StoreError>,
        login: &str,
        password: &Secret,
        answer: &LoginAnswer,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let store = OpenStore::create(slot?, self.ground.cost(), login, password, answer, now)?;
        self.show(Box::new(store), password, now);
        Ok(())
    }

    fn tell_moved(&mut self) {
        if let State::Open(store) = &mut self.state
            && let Some(moved_to) = store.take_moved()
        {
            (self.tell)(Event::CacheRebuilt { moved_to });
        }
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
        Request::Unlock { .. }
        | Request::Admit { .. }
        | Request::Recovered(_)
        | Request::Forget
        | Request::Stop => {}
    }
}
