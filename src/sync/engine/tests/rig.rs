//! An engine whose register and store are the test.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::DateTime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::super::{Engine, Message};
use crate::api::VERSION;
use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::error::{ErrorBody, ErrorCode};
use crate::api::forms::{FormsAnswer, FormsQuery};
use crate::api::handbook::{Handbook, HandbookAnswer, HandbookRequest};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::search::{
    PersonalSearchAnswer, PersonalSearchRequest, SearchAnswer, SearchRequest,
};
use crate::api::session::{Channel, LoginAnswer, LoginRequest, Profile, Secret};
use crate::api::sync::{
    Base, CommandResult, Envelope, Lease, Outcome, SyncAnswer, SyncRequest, WakeAnswer, WakeQuery,
};
use crate::client::Trouble;
use crate::domain::{ApplicationNumber, Capability, Command, MunicipalityCode};
use crate::store::cache::Cursors;
use crate::store::sources::Sources;
use crate::store::worker::{Absorbed, Outbox, Request, Wanted};
use crate::store::{Device, Differs, Mismatch};
use crate::sync::desk::{LinkState, News, Unreachable};
use crate::sync::transport::{Listeners, Transport};

/// The revision of the forms that the store holds.
pub const KNOWN: &str = "0123456789abcdef";
/// The revision of the handbook behind a mark that was told.
pub const REVISED: &str = "fedcba9876543210";
/// How long the scripted line takes for a sync.
pub const FAR: Duration = Duration::from_millis(600);
/// Nothing is waited for longer, in time that passes when nobody has anything to do.
const NEVER: Duration = Duration::from_hours(2);

type Answer<T> = oneshot::Sender<Result<T, Trouble>>;

/// A request that waits for the test's answer.
#[derive(Debug)]
pub enum Call {
    Login(Answer<LoginAnswer>),
    Sync(SyncRequest, Answer<PersonalSyncAnswer>),
    Epoch(EpochRequest, Answer<EpochAnswer>),
    Wake(Answer<WakeAnswer>),
    Forms(FormsQuery, Answer<FormsAnswer>),
    Alike(Answer<PersonalAlikeAnswer>),
    Compare(Answer<CompareAnswer>),
    Overview(Answer<OverviewAnswer>),
}

#[derive(Clone, Debug)]
struct Script(UnboundedSender<Call>, Shelf);

/// What the register has of the handbook: asked in the background, it is answered without the test's doing.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Arc<Mutex<ShelfState>>);

#[derive(Debug, Default)]
struct ShelfState {
    asked: Vec<HandbookRequest>,
    away: bool,
}

impl Shelf {
    /// Whether the line loses the question.
    pub fn away(&self, away: bool) {
        self.0.lock().unwrap().away = away;
    }

    /// What was asked since the last call.
    pub fn asked(&self) -> Vec<HandbookRequest> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }

    fn answer(&self, request: &HandbookRequest) -> Result<HandbookAnswer, Trouble> {
        let mut state = self.0.lock().unwrap();
        state.asked.push(request.clone());
        if state.away {
            return Err(Trouble::NoLine);
        }
        let handbook = (!request.read.is_empty()).then(|| Handbook {
            revision: REVISED.into(),
            videos: Vec::new(),
            read: request.read.clone(),
        });
        Ok(HandbookAnswer { handbook })
    }
}

impl Script {
    async fn ask<T>(&self, call: impl FnOnce(Answer<T>) -> Call) -> Result<T, Trouble> {
        let (answer, answered) = oneshot::channel();
        self.0.send(call(answer)).map_err(|_| Trouble::NoLine)?;
        answered.await.unwrap_or(Err(Trouble::NoLine))
    }
}

#[async_trait]
impl Transport for Script {
    async fn login(&self, _: &LoginRequest) -> Result<LoginAnswer, Trouble> {
        self.ask(Call::Login).await
    }

    async fn sync(&self, _: &Secret, request: &SyncRequest) -> Result<PersonalSyncAnswer, Trouble> {
        self.ask(|answer| Call::Sync(request.clone(), answer)).await
    }

    async fn epoch(&self, _: &Secret, request: &EpochRequest) -> Result<EpochAnswer, Trouble> {
        self.ask(|answer| Call::Epoch(request.clone(), answer))
            .await
    }

    async fn recover(&self, _: &Secret, _: &RecoverRequest) -> Result<RecoverAnswer, Trouble> {
        Err(Trouble::NotFound)
    }

    async fn wake(&self, _: &Secret, _: &WakeQuery) -> Result<WakeAnswer, Trouble> {
        self.ask(Call::Wake).await
    }

    async fn search(&self, _: &Secret, _: &SearchRequest) -> Result<SearchAnswer, Trouble> {
        Err(Trouble::NoLine)
    }

    async fn personal_search(
        &self,
        _: &Secret,
        _: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer, Trouble> {
        Err(Trouble::NoLine)
    }

    async fn reveal(&self, _: &Secret, _: ApplicationNumber) -> Result<RevealedCard, Trouble> {
        Err(Trouble::NoLine)
    }

    async fn forms(&self, _: &Secret, query: &FormsQuery) -> Result<FormsAnswer, Trouble> {
        self.ask(|answer| Call::Forms(query.clone(), answer)).await
    }

    async fn handbook(
        &self,
        _: &Secret,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer, Trouble> {
        self.1.answer(request)
    }

    async fn alike(&self, _: &Secret, _: &AlikeRequest) -> Result<PersonalAlikeAnswer, Trouble> {
        self.ask(Call::Alike).await
    }

    async fn compare(&self, _: &Secret, _: &CompareRequest) -> Result<CompareAnswer, Trouble> {
        self.ask(Call::Compare).await
    }

    async fn overview(&self, _: &Secret, _: &OverviewQuery) -> Result<OverviewAnswer, Trouble> {
        self.ask(Call::Overview).await
    }

    fn renewed(&self) -> Arc<dyn Transport> {
        Arc::new(self.clone())
    }
}

pub struct Rig {
    inbox: UnboundedSender<Message>,
    pub news: UnboundedReceiver<News>,
    requests: UnboundedReceiver<Request>,
    pub calls: UnboundedReceiver<Call>,
    /// Wakes that are open: dropped, they would fail.
    pub wakes: Vec<Answer<WakeAnswer>>,
    pub device: Device,
    channel: Channel,
    /// The pairs of numbers that the store has, of a clerk who fills in applications.
    pub numbers: Option<u32>,
    /// Of the clerk, but for the rights that every test has.
    profile: Profile,
    mark: u64,
    pub shelf: Shelf,
}

impl Rig {
    /// A desk that is logged in, has synced once and waits in a wake.
    pub async fn connected(channel: Channel) -> Self {
        let mut rig = Self::begun(channel, None).await;
        rig.sync(|_| SyncAnswer::default()).await;
        rig.link(LinkState::Connected).await;
        rig
    }

    /// A desk that is logged in; the first sync follows.
    pub async fn begun(channel: Channel, numbers: Option<u32>) -> Self {
        Self::begun_by(channel, numbers, Profile::nobody()).await
    }

    /// As [`Rig::begun`], of that clerk.
    pub async fn begun_by(channel: Channel, numbers: Option<u32>, profile: Profile) -> Self {
        let (tell, news) = unbounded_channel();
        let (to_store, requests) = unbounded_channel();
        let (call, calls) = unbounded_channel();
        let (inbox, mut messages) = unbounded_channel();
        let shelf = Shelf::default();
        let script: Arc<dyn Transport> = Arc::new(Script(call, shelf.clone()));
        let listeners = Listeners {
            open: script.clone(),
            protected: (channel == Channel::Protected).then_some(script),
        };
        let drawn = AtomicU64::new(1);
        let sources = Sources::new(
            || DateTime::UNIX_EPOCH,
            // Chance is high, so that pauses are long.
            move || u64::MAX - drawn.fetch_add(1, Ordering::Relaxed),
        );
        let store = Box::new(move |request| drop(to_store.send(request)));
        let engine = Engine::new(Ok(listeners), tell, store, sources);
        tokio::spawn(async move { engine.run(&mut messages).await });
        let device = Device {
            id: Uuid::from_u128(7),
            epoch: 1,
        };
        let mut rig = Self {
            inbox,
            news,
            requests,
            calls,
            wakes: Vec::new(),
            device,
            channel,
            numbers,
            profile,
            mark: 0,
            shelf,
        };
        rig.tell(Message::LogIn {
            login: "anna".into(),
            password: Secret("x".into()),
            device: Some(device),
            wanted: Wanted::Behind,
        });
        rig.log_in().await;
        rig.admit(Vec::new());
        rig
    }

    pub fn tell(&self, message: Message) {
        self.inbox.send(message).unwrap();
    }

    /// The next request but for wakes, which stay open.
    pub async fn call(&mut self) -> Call {
        loop {
            let call = timeout(NEVER, self.calls.recv()).await;
            match call.expect("the engine asks nothing").unwrap() {
                Call::Wake(answer) => self.wakes.push(answer),
                call => return call,
            }
        }
    }

    pub async fn quiet(&mut self, time: Duration) {
        let asked = timeout(time, async {
            loop {
                match self.calls.recv().await.unwrap() {
                    Call::Wake(answer) => self.wakes.push(answer),
                    call => return call,
                }
            }
        });
        if let Ok(call) = asked.await {
            panic!("{call:?}");
        }
    }

    /// Lets the login through that comes next; the store is asked to admit it.
    pub async fn log_in(&mut self) {
        let Call::Login(answer) = self.call().await else {
            panic!("no login");
        };
        let mut profile = self.profile.clone();
        for right in [Capability::ApplicationAccept, Capability::PersonalView] {
            profile.capabilities = profile.capabilities.with(right);
        }
        if self.numbers.is_some() {
            let right = Capability::ApplicationCreate;
            profile.capabilities = profile.capabilities.with(right);
        }
        let let_in = LoginAnswer {
            token: Secret("t".into()),
            device: self.device.id,
            epoch: self.device.epoch,
            high_water: 0,
            channel: self.channel,
            profile,
            recovery: None,
        };
        answer.send(Ok(let_in)).unwrap();
        assert!(matches!(self.store().await, Request::Admit { .. }));
    }

    pub fn admit(&self, waiting: Vec<Envelope>) {
        self.tell(Message::Admitted(Ok(Box::new(Outbox {
            device: self.device,
            cursors: Cursors::default(),
            waiting,
            journal_left: 50,
            contracts_left: self.contracts(),
            numbers_left: self.numbers,
            numbers_after: None,
            numbers_back: Vec::new(),
            forms: Some(KNOWN.into()),
            handbook: Some(KNOWN.into()),
            read: Vec::new(),
        }))));
    }

    /// What the store has of contract numbers.
    fn contracts(&self) -> Option<u32> {
        let may = self.profile.capabilities.has(Capability::ContractConclude);
        may.then_some(3)
    }

    pub fn differs(&self, why: Mismatch) -> Differs {
        Differs {
            why,
            device: self.device,
            next: 9,
        }
    }

    /// The next thing that the store is asked, but for contacts.
    pub async fn store(&mut self) -> Request {
        loop {
            let request = timeout(NEVER, self.requests.recv()).await;
            match request.expect("the store is asked nothing").unwrap() {
                Request::Contact => {}
                request => return request,
            }
        }
    }

    /// What the store is asked to compare.
    pub async fn compared(&mut self) -> (Mismatch, Option<u64>) {
        match self.store().await {
            Request::Compare { why, high_water } => (why, high_water),
            other => panic!("{other:?}"),
        }
    }

    /// Answers the next sync a round trip later. The mark is the one that goes with the results, if it is not given.
    pub async fn answers(&mut self, answer: impl Fn(&SyncRequest) -> SyncAnswer) -> SyncRequest {
        let Call::Sync(request, send) = self.call().await else {
            panic!("no sync");
        };
        sleep(FAR).await;
        let mut answer = answer(&request);
        if answer.high_water == 0 {
            let last = answer.results.last().map_or(0, |result| result.seq);
            self.mark = self.mark.max(last);
            answer.high_water = self.mark;
        }
        let cards = Vec::new();
        send.send(Ok(PersonalSyncAnswer { answer, cards })).unwrap();
        request
    }

    /// As [`Rig::answers`], and the store takes the answer in.
    pub async fn sync(&mut self, answer: impl Fn(&SyncRequest) -> SyncAnswer) -> SyncRequest {
        let request = self.answers(answer).await;
        let absorbed = self.store().await;
        assert!(matches!(absorbed, Request::Absorb(_)), "{absorbed:?}");
        let cursors = Cursors {
            at: request.cursors.clone(),
            generation: request.generation,
        };
        self.tell(Message::Absorbed(Some(Absorbed {
            cursors,
            journal_left: 50,
            contracts_left: self.contracts(),
            numbers_left: self.numbers,
            numbers_after: None,
            numbers_back: Vec::new(),
        })));
        request
    }

    /// The next sync comes to nothing.
    pub async fn fails(&mut self, trouble: Trouble) -> SyncRequest {
        let Call::Sync(request, send) = self.call().await else {
            panic!("no sync");
        };
        send.send(Err(trouble)).unwrap();
        request
    }

    pub async fn epoch(&mut self, answer: Result<EpochAnswer, Trouble>) -> EpochRequest {
        let Call::Epoch(request, send) = self.call().await else {
            panic!("no name is asked for");
        };
        send.send(answer).unwrap();
        request
    }

    /// Every request fails from now on.
    pub async fn no_line(calls: &mut UnboundedReceiver<Call>, wakes: &mut Vec<Answer<WakeAnswer>>) {
        wakes.clear();
        loop {
            drop(calls.recv().await);
        }
    }

    async fn hear<T>(news: &mut UnboundedReceiver<News>, fits: impl Fn(&News) -> Option<T>) -> T {
        let heard = timeout(NEVER, async {
            loop {
                if let Some(found) = fits(&news.recv().await.unwrap()) {
                    return found;
                }
            }
        });
        heard.await.expect("the engine says nothing")
    }

    pub async fn next_one(&mut self) -> (u64, Option<ApplicationNumber>) {
        Self::hear(&mut self.news, |news| match news {
            News::NextOne {
                ticket,
                application,
            } => Some((ticket.0, *application)),
            _ => None,
        })
        .await
    }

    pub async fn lease_lost(news: &mut UnboundedReceiver<News>) -> ApplicationNumber {
        Self::hear(news, |news| match news {
            News::LeaseLost { application } => Some(*application),
            _ => None,
        })
        .await
    }

    pub async fn too_old(&mut self) -> u32 {
        Self::hear(&mut self.news, |news| match news {
            News::TooOld { min_version } => Some(*min_version),
            _ => None,
        })
        .await
    }

    pub async fn halted(&mut self) -> Mismatch {
        Self::hear(&mut self.news, |news| match news {
            News::Halted(why) => Some(*why),
            _ => None,
        })
        .await
    }

    pub async fn alike(&mut self) -> (u64, Result<u16, Unreachable>) {
        Self::hear(&mut self.news, |news| match news {
            News::Alike { ticket, result } => {
                let similar = result.as_ref().map(|answer| answer.similar);
                Some((ticket.0, similar.map_err(|why| *why)))
            }
            _ => None,
        })
        .await
    }

    pub async fn verdict(&mut self) -> (u64, Result<CompareAnswer, Unreachable>) {
        Self::hear(&mut self.news, |news| match news {
            News::Compared { ticket, result } => Some((ticket.0, *result)),
            _ => None,
        })
        .await
    }

    /// When the figures are of, or why there are none.
    pub async fn overview(&mut self) -> (u64, Result<i64, Unreachable>) {
        Self::hear(&mut self.news, |news| match news {
            News::Overview { ticket, result } => {
                let at = result.as_ref().map(|answer| answer.at.timestamp());
                Some((ticket.0, at.map_err(|why| *why)))
            }
            _ => None,
        })
        .await
    }

    pub async fn link(&mut self, wanted: LinkState) {
        Self::hear(&mut self.news, |news| match news {
            News::Link(link) if link.state == wanted => Some(()),
            _ => None,
        })
        .await;
    }
}

pub fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, serial)
}

fn envelope(seq: u64, serial: u32, command: Command) -> Envelope {
    let id = Uuid::from_u128(u128::from(seq) << 64);
    let at = DateTime::UNIX_EPOCH;
    Envelope::new(seq, id, number(serial), Base::Version(1), None, at, command)
}

pub fn act(seq: u64, serial: u32) -> Envelope {
    envelope(seq, serial, Command::Activate)
}

pub fn note(seq: u64, serial: u32) -> Envelope {
    envelope(seq, serial, Command::NoteShown)
}

/// An answer that applies these acts and gives leases on these applications.
pub fn answer(seqs: &[u64], leases: &[u32]) -> SyncAnswer {
    let results = seqs.iter().map(|seq| CommandResult {
        seq: *seq,
        outcome: Outcome::Applied { version: 1 },
    });
    let leases = leases.iter().map(|serial| Lease {
        application: number(*serial),
        fence: 1,
        until_ms: 300_000,
    });
    SyncAnswer {
        results: results.collect(),
        leases: leases.collect(),
        min_version: VERSION,
        ..SyncAnswer::default()
    }
}

pub fn refused(code: ErrorCode, retry_after: Option<u64>) -> Trouble {
    let body = ErrorBody {
        code,
        message: "no".into(),
        fields: Vec::new(),
    };
    Trouble::Refused { body, retry_after }
}
