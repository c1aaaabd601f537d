//! The sync thread: carries out what the state machine says, between the store, the register and the interface.
//!
//! Results go to the store first; only when they are durable does the interface hear of them, from the store. Nothing
//! here waits for the interface, and it waits for no request but by `select`. All moments are tokio's and all chance is
//! handed in, so that a simulation gives the same run twice.

mod ended;
mod forms;
mod handbook;
mod look;
mod renaming;
#[cfg(test)]
mod tests;
mod working;

use std::collections::{BTreeMap, BTreeSet};
use std::future::pending;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep_until};

use super::desk::{Link, News, Ticket, UnlockRefusal};
use super::leases::{Asked, Leases};
use super::outgoing::Outgoing;
use super::state::{Fault, Input, Line, Output, Urgency};
use super::tasks::{self, Done, Session};
use super::transport::Listeners;
use crate::api::VERSION;
use crate::api::alike::AlikeRequest;
use crate::api::compare::CompareRequest;
use crate::api::handbook::Mark;
use crate::api::overview::OverviewQuery;
use crate::api::recovery::RecoverRequest;
use crate::api::search::{PersonalSearchRequest, SearchRequest};
use crate::api::session::{Channel, Secret};
use crate::api::sync::{Envelope, Lease, NumbersBack, Queue, Scope, SyncRequest, WakeQuery};
use crate::client::{SetupError, Trouble};
use crate::domain::{ApplicationNumber, Capabilities};
use crate::fault::{self, Fault as Mistake};
use crate::store::cache::Cursors;
use crate::store::sources::Sources;
use crate::store::worker::{Absorbed, Outbox, Request, Wanted};
use crate::store::{Device, Differs, Mismatch};
use renaming::Renaming;

/// What the sync thread hears.
#[derive(Debug)]
pub enum Message {
    LogIn {
        login: String,
        password: Secret,
        device: Option<Device>,
        wanted: Wanted,
    },
    Admitted(Result<Box<Outbox>, Differs>),
    /// All that the clerk has read and the register has not heard of.
    Read(Vec<Mark>),
    /// The store opens with no password that is known: the register is asked for its key.
    Recover(Box<RecoverRequest>),
    /// The store can't take what the register said: the login leads nowhere.
    Turned(UnlockRefusal),
    /// The journal goes on under another name: log in with it.
    Renewed(Device),
    Saved(Envelope),
    Absorbed(Option<Absorbed>),
    /// The cache was lost: everything is fetched again.
    Emptied,
    Card(ApplicationNumber),
    Search(Ticket, SearchRequest),
    PersonalSearch(Ticket, PersonalSearchRequest),
    Alike(Ticket, Box<AlikeRequest>),
    Compare(Ticket, Box<CompareRequest>),
    Overview(Ticket, OverviewQuery),
    /// The application on the desk.
    OnDesk(Option<ApplicationNumber>),
    Next(Ticket, Queue),
    SyncNow,
    Stop,
}

/// Who is at the desk.
struct Account {
    login: String,
    password: Secret,
    device: Option<Device>,
    wanted: Wanted,
    /// What its desk follows; nothing before the register has let the clerk in.
    scopes: BTreeSet<Scope>,
    /// Those of them that are the clerk's own.
    own: BTreeSet<Scope>,
    rights: Capabilities,
}

/// The sync that is being taken in by the store.
struct Absorbing {
    /// What it comes to once it is taken in.
    ends: Input,
    leases: Vec<Lease>,
    /// On which applications it has applied acts.
    worked: Vec<ApplicationNumber>,
    /// When its request left.
    sent: Instant,
}

/// The timer of the line.
#[derive(Clone, Copy)]
struct Timer {
    begun: Instant,
    ends: Instant,
}

/// Hands a request to whoever keeps the store. A store that is gone has told why.
pub type ToStore = Box<dyn Fn(Request) + Send>;

/// What a desk does with the line. It is one task: whoever owns the inbox runs it, on a thread or in a simulation.
pub struct Engine {
    listeners: Result<Listeners, SetupError>,
    news: UnboundedSender<News>,
    store: ToStore,
    sources: Sources,
    tasks: JoinSet<Done>,
    login: Option<AbortHandle>,
    wake: Option<AbortHandle>,
    sync: Option<AbortHandle>,
    forms: Option<AbortHandle>,
    handbook: Option<AbortHandle>,
    timer: Option<Timer>,
    line: Line,
    account: Option<Account>,
    session: Option<Session>,
    device: Option<Device>,
    outgoing: Outgoing,
    /// The last seq of the device and epoch that the register has confirmed.
    confirmed: u64,
    /// How journal and register differ, as a request has shown.
    mismatch: Mismatch,
    /// The register's mark that showed it.
    mark: Option<u64>,
    renaming: Option<Renaming>,
    cursors: Cursors,
    journal_left: u32,
    contracts_left: Option<u32>,
    numbers_left: Option<u32>,
    numbers_after: Option<u64>,
    numbers_back: Vec<NumbersBack>,
    /// The revision of the forms that the store holds.
    known_forms: Option<String>,
    /// The clerk fills in applications, and since the login the register was not asked what by.
    wants_forms: bool,
    /// The revision of the videos and marks that the store holds.
    known_handbook: Option<String>,
    /// Since the login the register was not asked for them.
    wants_handbook: bool,
    /// What the clerk has read and the register has not heard of.
    read: Vec<Mark>,
    leases: Leases,
    /// What the last sync said of leases.
    asked: Asked,
    /// The register refuses this clerk claims or cards, whatever the login said: until the next login none are asked for.
    plain: bool,
    /// The wish for a next application that waits for a sync.
    next: Option<(Ticket, Queue)>,
    absorbing: Option<Absorbing>,
    channel: Channel,
    last_contact: Option<DateTime<Utc>>,
    /// When something personal was wanted and the protected line was tried for it.
    tried_protected: Option<Instant>,
    /// Asked while a login was under way.
    parked: Vec<Message>,
}

impl Engine {
    /// `listeners` that could not be prepared make every login one without a line, with the reason.
    #[must_use]
    pub fn new(
        listeners: Result<Listeners, SetupError>,
        news: UnboundedSender<News>,
        store: ToStore,
        sources: Sources,
    ) -> Self {
        Self {
            listeners,
            news,
            store,
            sources,
            tasks: JoinSet::new(),
            login: None,
            wake: None,
            sync: None,
            forms: None,
            handbook: None,
            timer: None,
            line: Line::default(),
            account: None,
            session: None,
            device: None,
            outgoing: Outgoing::default(),
            confirmed: 0,
            mismatch: Mismatch::SeqReused,
            mark: None,
            renaming: None,
            cursors: Cursors::default(),
            journal_left: 0,
            contracts_left: None,
            numbers_left: None,
            numbers_after: None,
            numbers_back: Vec::new(),
            known_forms: None,
            wants_forms: false,
            known_handbook: None,
            wants_handbook: false,
            read: Vec::new(),
            leases: Leases::default(),
            asked: Asked::default(),
            plain: false,
            next: None,
            absorbing: None,
            channel: Channel::Open,
            last_contact: None,
            tried_protected: None,
            parked: Vec::new(),
        }
    }

    /// Works until it is told to stop or nobody can tell it anything any more.
    pub async fn run(mut self, inbox: &mut UnboundedReceiver<Message>) {
        loop {
            let timer = at(self.timer.map(|timer| timer.ends));
            let leases = at(self.leases.due(Instant::now()));
            tokio::select! {
                biased;
                message = inbox.recv() => match message {
                    Some(Message::Stop) | None => return,
                    Some(message) => self.hear(message),
                },
                Some(ended) = self.tasks.join_next_with_id() => {
                    // A task that was aborted has nothing to say.
                    if let Ok((id, done)) = ended {
                        self.done(id, done);
                    }
                }
                () = timer => {
                    self.timer = None;
                    self.step(Input::Due);
                }
                () = leases => self.leases_due(),
            }
        }
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::LogIn {
                login,
                password,
                device,
                wanted,
            } => {
                self.session = None;
                if self.account.as_ref().is_none_or(|a| a.login != login) {
                    self.leases = Leases::default();
                }
                self.account = Some(Account {
                    login,
                    password,
                    device,
                    wanted,
                    scopes: BTreeSet::new(),
                    own: BTreeSet::new(),
                    rights: Capabilities::default(),
                });
                self.step(Input::Start);
            }
            Message::Recover(request) => self.recover(request),
            Message::Admitted(Ok(outbox)) => self.admitted(*outbox),
            Message::Admitted(Err(differs)) => self.ask_for_a_name(differs),
            Message::Renewed(device) => self.renamed(device),
            Message::Turned(refusal) => self.refuse(refusal),
            Message::Saved(envelope) => self.saved(envelope),
            Message::Absorbed(absorbed) => self.absorbed(absorbed),
            Message::Emptied => {
                self.cursors.at.clear();
                self.step(Input::Wanted(Urgency::Act));
            }
            Message::SyncNow => self.step(Input::Wanted(Urgency::Now)),
            Message::OnDesk(application) => self.on_desk(application),
            Message::Next(ticket, queue) => self.next_one(ticket, queue),
            Message::Read(waiting) => self.was_read(waiting),
            Message::Stop => {}
            Message::Card(_)
            | Message::Search(..)
            | Message::PersonalSearch(..)
            | Message::Alike(..)
            | Message::Compare(..)
            | Message::Overview(..) => {
                self.look(message);
            }
        }
    }

    fn saved(&mut self, envelope: Envelope) {
        let urgency = if envelope.command.concerns_clerk() {
            if let Some(number) = envelope.target.case() {
                self.leases.given(number, Instant::now());
            }
            Urgency::Act
        } else {
            Urgency::Note
        };
        self.outgoing.push(envelope);
        self.step(Input::Wanted(urgency));
    }

    fn admitted(&mut self, outbox: Outbox) {
        self.renaming = None;
        self.mark = None;
        self.device = Some(outbox.device);
        self.outgoing = Outgoing::new(outbox.waiting);
        self.cursors = outbox.cursors;
        self.journal_left = outbox.journal_left;
        self.contracts_left = outbox.contracts_left;
        self.numbers_left = outbox.numbers_left;
        self.numbers_after = outbox.numbers_after;
        self.numbers_back = outbox.numbers_back;
        self.known_forms = outbox.forms;
        self.known_handbook = outbox.handbook;
        self.read = outbox.read;
        if let Some(account) = &mut self.account {
            account.device = Some(outbox.device);
        }
        self.step(Input::LoggedIn);
        self.say_link();
        self.unpark();
    }

    fn refuse(&mut self, refusal: UnlockRefusal) {
        self.account = None;
        self.session = None;
        self.tell_store(Request::Forget);
        self.step(Input::Quit);
        self.say(News::UnlockRefused(refusal));
        self.unpark();
    }

    fn absorbed(&mut self, absorbed: Option<Absorbed>) {
        let Some(sync) = self.absorbing.take() else {
            return;
        };
        let Some(absorbed) = absorbed else {
            // The results are still to be had: the next login reads again from the journal what waits for them.
            self.session = None;
            return self.failed(Fault::LoginOver);
        };
        self.cursors = absorbed.cursors;
        self.journal_left = absorbed.journal_left;
        self.contracts_left = absorbed.contracts_left;
        self.numbers_left = absorbed.numbers_left;
        self.numbers_after = absorbed.numbers_after;
        self.numbers_back = absorbed.numbers_back;
        self.take_leases(&sync);
        self.step(sync.ends);
        self.ask_for_forms();
        self.ask_for_handbook();
    }

    /// A sync has come to nothing.
    fn failed(&mut self, fault: Fault) {
        self.no_next();
        self.step(Input::SyncFailed(fault));
    }

    fn step(&mut self, input: Input) {
        for output in self.line.step(input, self.sources.chance()) {
            match output {
                Output::Login => self.start_login(),
                Output::Compare => self.tell_store(Request::Compare {
                    why: self.mismatch,
                    high_water: self.mark,
                }),
                Output::Sync => self.start_sync(),
                Output::Wake => self.start_wake(),
                Output::StopWake => stop(&mut self.wake),
                Output::StopAll => {
                    stop(&mut self.login);
                    stop(&mut self.wake);
                    stop(&mut self.sync);
                    stop(&mut self.forms);
                    stop(&mut self.handbook);
                    self.absorbing = None;
                    self.timer = None;
                    self.no_next();
                }
                Output::Wait(time) => {
                    let begun = Instant::now();
                    let ends = begun + time;
                    self.timer = Some(Timer { begun, ends });
                }
                Output::Hasten(time) => {
                    if let Some(timer) = &mut self.timer {
                        timer.ends = timer.ends.min(timer.begun + time);
                    }
                }
                Output::StopWait => self.timer = None,
                Output::Tell(_) => self.say_link(),
            }
        }
    }

    fn commands(&self) -> Vec<Envelope> {
        let mut commands = self.outgoing.batch();
        if fault::on(Mistake::FreshIdOnRetry) {
            for command in &mut commands {
                command.id = self.sources.id();
                command.hash = command.digest();
            }
        }
        commands
    }

    fn start_login(&mut self) {
        let Some(account) = &self.account else {
            return;
        };
        self.login = Some(if let Ok(listeners) = &self.listeners {
            let device = account.device.map(|d| d.id);
            let request = tasks::login_request(&account.login, &account.password, device);
            self.tasks.spawn(tasks::login(listeners.clone(), request))
        } else {
            // Without a usable address every login ends as one without a line.
            self.tasks
                .spawn(async { Done::Login(Err(Trouble::NoLine)) })
        });
    }

    fn start_sync(&mut self) {
        let (Some(session), Some(device)) = (&self.session, self.device) else {
            return self.failed(Fault::LoginOver);
        };
        let may_claim = self.may_claim();
        let asked = if may_claim {
            self.leases.asks(Instant::now())
        } else {
            Asked::default()
        };
        let request = SyncRequest {
            device: device.id,
            epoch: device.epoch,
            cursors: self.wanted_cursors(),
            generation: self.cursors.generation,
            commands: self.commands(),
            journal_left: self.journal_left,
            contracts_left: self.contracts_left,
            numbers_left: self.numbers_left,
            numbers_after: self.numbers_after,
            numbers_back: self.numbers_back.clone(),
            claim: asked.claim.clone(),
            hold: asked.hold.clone(),
            cards: !asked.claim.is_empty() && self.may_have_cards(),
            v: VERSION,
        };
        let task = tasks::sync(session.clone(), request);
        self.asked = asked;
        self.sync = Some(self.tasks.spawn(task));
    }

    fn start_wake(&mut self) {
        let Some(session) = self.session.clone() else {
            return;
        };
        let cursors: Vec<_> = self
            .wanted_cursors()
            .iter()
            .map(|(scope, cursor)| format!("{scope}:{cursor}"))
            .collect();
        let query = WakeQuery {
            cursors: cursors.join(","),
            generation: self.cursors.generation,
        };
        self.wake = Some(self.tasks.spawn(tasks::wake(session, query)));
    }

    /// Of all that the desk follows; of what is not here, from the start.
    fn wanted_cursors(&self) -> BTreeMap<Scope, u64> {
        let scopes = self.account.iter().flat_map(|account| &account.scopes);
        let at = |scope| self.cursors.at.get(scope).copied().unwrap_or(0);
        scopes.map(|scope| (*scope, at(scope))).collect()
    }

    fn contact(&mut self) {
        self.last_contact = Some(self.sources.now());
    }

    fn say_link(&self) {
        self.say(News::Link(Link {
            state: self.line.link(),
            channel: self.channel,
            last_contact: self.last_contact,
        }));
    }

    /// An interface that is gone needs no news.
    fn say(&self, news: News) {
        let _ = self.news.send(news);
    }

    fn tell_store(&self, request: Request) {
        (self.store)(request);
    }
}

/// Comes at a moment, or never.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => pending().await,
    }
}

fn stop(task: &mut Option<AbortHandle>) {
    if let Some(task) = task.take() {
        task.abort();
    }
}
