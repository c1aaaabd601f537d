//! The way from a desk to one listener of the register: HTTP over turmoil's TCP, and what the weather makes of it.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{Connection, SendRequest, handshake};
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use reestr::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use reestr::api::compare::{CompareAnswer, CompareRequest};
use reestr::api::epoch::{EpochAnswer, EpochRequest};
use reestr::api::error::ErrorBody;
use reestr::api::forms::{FormsAnswer, FormsQuery};
use reestr::api::handbook::{HandbookAnswer, HandbookRequest};
use reestr::api::overview::{OverviewAnswer, OverviewQuery};
use reestr::api::path;
use reestr::api::personal::{PersonalSyncAnswer, RevealAnswer, RevealRequest, RevealedCard};
use reestr::api::recovery::{RecoverAnswer, RecoverRequest};
use reestr::api::search::{
    PersonalSearchAnswer, PersonalSearchRequest, SearchAnswer, SearchRequest,
};
use reestr::api::session::{LoginAnswer, LoginRequest, Secret};
use reestr::api::sync::{SyncRequest, WakeAnswer, WakeQuery};
use reestr::client::Trouble;
use reestr::domain::ApplicationNumber;
use reestr::sync::transport::Transport;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{sleep, timeout};

use super::history::{Desk, Event, History, Name};
use super::people::CANARY;
use super::weather::{Fate, Weather};

pub const REGISTER: &str = "register";
pub const OPEN: u16 = 8600;
pub const PROTECTED: u16 = 8601;

/// As the program's own client has them.
const PATIENCE: Duration = Duration::from_secs(8);
const SLOWEST: u64 = 6_000;
const WAKE: Duration = Duration::from_secs(40);
const CONNECT: Duration = Duration::from_secs(5);

/// A request as it goes over the line.
#[derive(Clone)]
pub struct Parcel {
    port: u16,
    method: Method,
    path: String,
    token: Option<String>,
    body: Bytes,
}

impl Parcel {
    /// The journal that it syncs, if it does.
    fn sync(&self) -> Option<Name> {
        let request = (self.path == path::SYNC).then_some(&self.body)?;
        let request: SyncRequest = serde_json::from_slice(request).ok()?;
        Some(journal(&request))
    }
}

fn journal(request: &SyncRequest) -> Name {
    Name {
        device: request.device,
        epoch: request.epoch,
    }
}

/// What reads and writes on a connection. Connections end in the order of a list when their host crashes, which tasks of
/// the runtime do not: those end by numbers that the whole process counts.
pub type Driver = Connection<TokioIo<turmoil::net::TcpStream>, Full<Bytes>>;

/// Runs connections as local tasks of their host, for ever.
pub async fn drive(mut drivers: UnboundedReceiver<Driver>) {
    while let Some(driver) = drivers.recv().await {
        tokio::task::spawn_local(driver);
    }
}

/// Requests that come again, or for the first time, when nobody waits for them any more.
#[derive(Clone, Default)]
pub struct Ghosts(Arc<Mutex<Vec<(Duration, Parcel)>>>);

impl Ghosts {
    fn later(&self, wait: Duration, parcel: Parcel) {
        let at = turmoil::sim_elapsed().unwrap_or_default() + wait;
        self.0.lock().unwrap().push((at, parcel));
    }

    fn due(&self) -> Vec<Parcel> {
        let now = turmoil::sim_elapsed().unwrap_or_default();
        let mut all = self.0.lock().unwrap();
        let (due, rest) = std::mem::take(&mut *all)
            .into_iter()
            .partition(|(at, _)| *at <= now);
        *all = rest;
        due.into_iter().map(|(_, parcel)| parcel).collect()
    }

    /// Delivers what is due, for ever; nobody at a desk hears the answers.
    pub async fn haunt(self, history: History) -> turmoil::Result {
        let (drivers, driven) = unbounded_channel();
        tokio::task::spawn_local(drive(driven));
        loop {
            sleep(Duration::from_millis(400)).await;
            for parcel in self.due() {
                let asked = turmoil::sim_elapsed().unwrap_or_default();
                let sync = parcel.sync();
                let sent = async {
                    let mut sender = connect(parcel.port, &drivers).await?;
                    answer(&mut sender, parcel).await
                };
                if let (Ok(Ok((status, _))), Some(name)) = (timeout(PATIENCE, sent).await, sync)
                    && status.is_success()
                {
                    history.add(Event::Served { name, asked });
                }
            }
        }
    }
}

#[derive(Clone)]
pub struct Line(Arc<Inside>);

struct Inside {
    desk: Desk,
    port: u16,
    weather: Weather,
    ghosts: Ghosts,
    history: History,
    drivers: UnboundedSender<Driver>,
    idle: Mutex<Vec<SendRequest<Full<Bytes>>>>,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({:?}, {})", self.0.desk, self.0.port)
    }
}

impl Line {
    pub fn new(
        desk: Desk,
        port: u16,
        weather: &Weather,
        ghosts: &Ghosts,
        history: &History,
        drivers: &UnboundedSender<Driver>,
    ) -> Self {
        Self(Arc::new(Inside {
            desk,
            port,
            weather: weather.clone(),
            ghosts: ghosts.clone(),
            history: history.clone(),
            drivers: drivers.clone(),
            idle: Mutex::default(),
        }))
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Secret>,
        body: &(impl Serialize + Sync),
    ) -> Result<T, Trouble> {
        let body = serde_json::to_vec(body).map_err(|_| Trouble::Garbled)?;
        let patience = PATIENCE + Duration::from_secs(body.len() as u64 / SLOWEST);
        let parcel = Parcel {
            port: self.0.port,
            method: Method::POST,
            path: path.to_owned(),
            token: token.map(|token| token.0.clone()),
            body: body.into(),
        };
        self.call(parcel, self.0.weather.fate(), patience).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        parcel: Parcel,
        fate: Fate,
        patience: Duration,
    ) -> Result<T, Trouble> {
        let (desk, path) = (self.0.desk, parcel.path.clone());
        if fate != Fate::Plain {
            self.0.history.note(format!("{desk:?} {path}: {fate:?}"));
        }
        let called = timeout(patience, self.meet(parcel, fate)).await;
        let answered = called
            .unwrap_or(Err(Trouble::Late))
            .and_then(|(status, body)| {
                self.look_for_canaries(&body);
                read(status, &body)
            });
        if let Err(trouble) = &answered {
            self.0.history.note(format!("{desk:?} {path}: {trouble:?}"));
        }
        answered
    }

    async fn meet(&self, parcel: Parcel, fate: Fate) -> Result<(StatusCode, Bytes), Trouble> {
        match fate {
            Fate::Plain => self.send(parcel).await,
            Fate::Lost => std::future::pending().await,
            Fate::NoLine => Err(Trouble::NoLine),
            Fate::Late(wait) => {
                sleep(wait).await;
                self.send(parcel).await
            }
            Fate::Twice => {
                let (first, _) = tokio::join!(self.send(parcel.clone()), self.send(parcel));
                first
            }
            Fate::HeldBack(wait) => {
                self.0.ghosts.later(wait, parcel);
                std::future::pending().await
            }
            Fate::Again(wait) => {
                self.0.ghosts.later(wait, parcel.clone());
                self.send(parcel).await
            }
            Fate::AnswerCut => {
                self.send(parcel).await?;
                Err(Trouble::NoLine)
            }
        }
    }

    async fn send(&self, parcel: Parcel) -> Result<(StatusCode, Bytes), Trouble> {
        let idle = self.0.idle.lock().unwrap().pop();
        let mut sender = match idle.filter(SendRequest::is_ready) {
            Some(sender) => sender,
            None => connect(parcel.port, &self.0.drivers).await?,
        };
        let answer = answer(&mut sender, parcel).await?;
        self.0.idle.lock().unwrap().push(sender);
        Ok(answer)
    }

    fn look_for_canaries(&self, body: &[u8]) {
        let found = body
            .windows(CANARY.len())
            .any(|part| part == CANARY.as_bytes());
        if self.0.port == OPEN && found {
            self.0.history.add(Event::Leaked {
                desk: self.0.desk,
                what: "a name of a family",
            });
        }
    }
}

async fn connect(
    port: u16,
    drivers: &UnboundedSender<Driver>,
) -> Result<SendRequest<Full<Bytes>>, Trouble> {
    let connected = timeout(CONNECT, turmoil::net::TcpStream::connect((REGISTER, port))).await;
    let stream = connected
        .map_err(|_| Trouble::NoLine)?
        .map_err(|_| Trouble::NoLine)?;
    let (sender, connection) = handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Trouble::NoLine)?;
    drivers.send(connection).map_err(|_| Trouble::NoLine)?;
    Ok(sender)
}

async fn answer(
    sender: &mut SendRequest<Full<Bytes>>,
    parcel: Parcel,
) -> Result<(StatusCode, Bytes), Trouble> {
    let mut request = Request::builder()
        .method(parcel.method)
        .uri(parcel.path)
        .header(header::HOST, REGISTER)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = parcel.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = request
        .body(Full::new(parcel.body))
        .map_err(|_| Trouble::Garbled)?;
    let answer = sender.send_request(request).await;
    let (head, body) = answer.map_err(|_| Trouble::NoLine)?.into_parts();
    let body = body
        .collect()
        .await
        .map_err(|_| Trouble::NoLine)?
        .to_bytes();
    Ok((head.status, body))
}

fn read<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, Trouble> {
    if status.is_success() {
        return serde_json::from_slice(body).map_err(|_| Trouble::Garbled);
    }
    match serde_json::from_slice::<ErrorBody>(body) {
        Ok(body) => Err(Trouble::Refused {
            body,
            retry_after: None,
        }),
        Err(_) => Err(Trouble::Garbled),
    }
}

#[async_trait]
impl Transport for Line {
    async fn login(&self, request: &LoginRequest) -> Result<LoginAnswer, Trouble> {
        self.post(path::LOGIN, None, request).await
    }

    async fn sync(
        &self,
        token: &Secret,
        request: &SyncRequest,
    ) -> Result<PersonalSyncAnswer, Trouble> {
        let Inside { desk, history, .. } = &*self.0;
        for (scope, cursor) in &request.cursors {
            history.add(Event::Asked {
                desk: *desk,
                scope: *scope,
                cursor: *cursor,
            });
        }
        let asked = turmoil::sim_elapsed().unwrap_or_default();
        let answer: PersonalSyncAnswer = self.post(path::SYNC, Some(token), request).await?;
        history.add(Event::Served {
            name: journal(request),
            asked,
        });
        for delta in &answer.answer.deltas {
            history.add(Event::Answered {
                desk: *desk,
                scope: delta.scope,
                cursor: delta.cursor,
                reset: delta.reset,
            });
        }
        Ok(answer)
    }

    async fn epoch(&self, token: &Secret, request: &EpochRequest) -> Result<EpochAnswer, Trouble> {
        let answer: EpochAnswer = self.post(path::EPOCH, Some(token), request).await?;
        let Inside { desk, history, .. } = &*self.0;
        history.note(format!("{desk:?} {request:?} -> {answer:?}"));
        Ok(answer)
    }

    async fn recover(
        &self,
        token: &Secret,
        request: &RecoverRequest,
    ) -> Result<RecoverAnswer, Trouble> {
        self.post(path::RECOVER, Some(token), request).await
    }

    async fn wake(&self, token: &Secret, query: &WakeQuery) -> Result<WakeAnswer, Trouble> {
        let generation = query.generation.map(|named| format!("&generation={named}"));
        let generation = generation.unwrap_or_default();
        let parcel = Parcel {
            port: self.0.port,
            method: Method::GET,
            path: format!("{}?cursors={}{generation}", path::WAKE, query.cursors),
            token: Some(token.0.clone()),
            body: Bytes::new(),
        };
        let fate = match self.0.weather.fate() {
            fate @ (Fate::NoLine | Fate::AnswerCut | Fate::Lost) => fate,
            _ => Fate::Plain,
        };
        self.call(parcel, fate, WAKE).await
    }

    async fn search(
        &self,
        token: &Secret,
        request: &SearchRequest,
    ) -> Result<SearchAnswer, Trouble> {
        self.post(path::SEARCH, Some(token), request).await
    }

    async fn personal_search(
        &self,
        token: &Secret,
        request: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer, Trouble> {
        self.post(path::PERSONAL_SEARCH, Some(token), request).await
    }

    async fn reveal(
        &self,
        token: &Secret,
        application: ApplicationNumber,
    ) -> Result<RevealedCard, Trouble> {
        let request = RevealRequest {
            applications: vec![application],
        };
        let answer: RevealAnswer = self.post(path::REVEAL, Some(token), &request).await?;
        answer.cards.into_iter().next().ok_or(Trouble::NotFound)
    }

    async fn forms(&self, token: &Secret, query: &FormsQuery) -> Result<FormsAnswer, Trouble> {
        let known = query.known.as_ref();
        let known = known.map(|revision| format!("?known={revision}"));
        let parcel = Parcel {
            port: self.0.port,
            method: Method::GET,
            path: format!("{}{}", path::FORMS, known.unwrap_or_default()),
            token: Some(token.0.clone()),
            body: Bytes::new(),
        };
        self.call(parcel, self.0.weather.fate(), PATIENCE).await
    }

    async fn handbook(
        &self,
        token: &Secret,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer, Trouble> {
        self.post(path::HANDBOOK, Some(token), request).await
    }

    async fn alike(
        &self,
        token: &Secret,
        request: &AlikeRequest,
    ) -> Result<PersonalAlikeAnswer, Trouble> {
        self.post(path::ALIKE, Some(token), request).await
    }

    async fn compare(
        &self,
        token: &Secret,
        request: &CompareRequest,
    ) -> Result<CompareAnswer, Trouble> {
        self.post(path::COMPARE, Some(token), request).await
    }

    async fn overview(
        &self,
        token: &Secret,
        query: &OverviewQuery,
    ) -> Result<OverviewAnswer, Trouble> {
        let scope = query.scope.map(|scope| format!("&scope={scope}"));
        let period = query.period.code();
        let parcel = Parcel {
            port: self.0.port,
            method: Method::GET,
            path: format!(
                "{}?period={period}{}",
                path::OVERVIEW,
                scope.unwrap_or_default()
            ),
            token: Some(token.0.clone()),
            body: Bytes::new(),
        };
        self.call(parcel, self.0.weather.fate(), PATIENCE).await
    }

    fn renewed(&self) -> Arc<dyn Transport> {
        let Inside {
            desk,
            port,
            weather,
            ghosts,
            history,
            drivers,
            ..
        } = &*self.0;
        Arc::new(Self::new(*desk, *port, weather, ghosts, history, drivers))
    }
}
