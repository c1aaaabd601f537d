//! The requests that the sync thread has under way, each a task, and how their troubles read.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::desk::{Cause, CauseCode, Found, Ticket, Unreachable};
use super::state::Fault;
use super::transport::{Listeners, Transport};
use crate::api::VERSION;
use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::error::ErrorCode;
use crate::api::forms::{FormsAnswer, FormsQuery};
use crate::api::handbook::{HandbookAnswer, HandbookRequest, Mark};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::search::{PersonalSearchRequest, SearchRequest};
use crate::api::session::{LoginAnswer, LoginRequest, Secret};
use crate::api::sync::{SyncRequest, WakeAnswer, WakeQuery};
use crate::client::{SetupError, Trouble};
use crate::domain::ApplicationNumber;

/// A login that went through, and where.
#[derive(Clone, Debug)]
pub struct Session {
    pub register: Arc<dyn Transport>,
    pub token: Secret,
}

/// The end of a task.
#[derive(Debug)]
pub enum Done {
    Login(Result<(Session, Box<LoginAnswer>), Trouble>),
    /// Another name for the journal, or none.
    Recovered(Result<Box<RecoverAnswer>, Trouble>),
    Epoch(Result<EpochAnswer, Trouble>),
    Sync {
        result: Result<Box<PersonalSyncAnswer>, Trouble>,
        sent: usize,
        took: Duration,
    },
    Wake {
        result: Result<WakeAnswer, Trouble>,
        took: Duration,
    },
    Forms(Result<FormsAnswer, Trouble>),
    /// `sent` is what was told on the way.
    Handbook {
        sent: Vec<Mark>,
        result: Result<HandbookAnswer, Trouble>,
    },
    Alike {
        ticket: Ticket,
        result: Result<Box<PersonalAlikeAnswer>, Trouble>,
    },
    Compare {
        ticket: Ticket,
        result: Result<CompareAnswer, Trouble>,
    },
    Overview {
        ticket: Ticket,
        result: Result<Box<OverviewAnswer>, Trouble>,
    },
    Card {
        application: ApplicationNumber,
        result: Result<Box<RevealedCard>, Trouble>,
    },
    Found {
        ticket: Ticket,
        result: Result<Found, Trouble>,
    },
}

/// Logs in over the protected channel when it is configured and answers, else over the open one.
pub async fn login(listeners: Listeners, request: LoginRequest) -> Done {
    let mut tried = Err(Trouble::NoLine);
    for register in listeners.protected.into_iter().chain([listeners.open]) {
        tried = register.login(&request).await.map(|answer| {
            let token = answer.token.clone();
            (Session { register, token }, Box::new(answer))
        });
        if !matches!(tried, Err(Trouble::NoLine | Trouble::Late)) {
            break;
        }
    }
    Done::Login(tried)
}

/// The request of a login.
#[must_use]
pub fn login_request(login: &str, password: &Secret, device: Option<uuid::Uuid>) -> LoginRequest {
    LoginRequest {
        login: login.to_owned(),
        password: password.clone(),
        device,
        v: VERSION,
    }
}

pub async fn sync(session: Session, request: SyncRequest) -> Done {
    let begun = Instant::now();
    let result = session.register.sync(&session.token, &request).await;
    Done::Sync {
        result: result.map(Box::new),
        sent: request.commands.len(),
        took: begun.elapsed(),
    }
}

pub async fn epoch(session: Session, request: EpochRequest) -> Done {
    Done::Epoch(session.register.epoch(&session.token, &request).await)
}

pub async fn recover(session: Session, request: Box<RecoverRequest>) -> Done {
    let result = session.register.recover(&session.token, &request).await;
    Done::Recovered(result.map(Box::new))
}

pub async fn wake(session: Session, query: WakeQuery) -> Done {
    let begun = Instant::now();
    let result = session.register.wake(&session.token, &query).await;
    Done::Wake {
        result,
        took: begun.elapsed(),
    }
}

/// `known` is the revision that the desk has.
pub async fn forms(session: Session, known: Option<String>) -> Done {
    let query = FormsQuery { known };
    Done::Forms(session.register.forms(&session.token, &query).await)
}

pub async fn handbook(session: Session, request: HandbookRequest) -> Done {
    let result = session.register.handbook(&session.token, &request).await;
    Done::Handbook {
        sent: request.read,
        result,
    }
}

pub async fn compare(session: Session, ticket: Ticket, request: Box<CompareRequest>) -> Done {
    let result = session.register.compare(&session.token, &request).await;
    Done::Compare { ticket, result }
}

pub async fn overview(session: Session, ticket: Ticket, query: OverviewQuery) -> Done {
    let result = session.register.overview(&session.token, &query).await;
    Done::Overview {
        ticket,
        result: result.map(Box::new),
    }
}

pub async fn alike(session: Session, ticket: Ticket, request: Box<AlikeRequest>) -> Done {
    let result = session.register.alike(&session.token, &request).await;
    Done::Alike {
        ticket,
        result: result.map(Box::new),
    }
}

pub async fn card(session: Session, application: ApplicationNumber) -> Done {
    let result = session.register.reveal(&session.token, application).await;
    Done::Card {
        application,
        result: result.map(Box::new),
    }
}

pub async fn search(session: Session, ticket: Ticket, request: SearchRequest) -> Done {
    let result = session.register.search(&session.token, &request).await;
    let result = result.map(|answer| Found::Cases {
        hits: answer.hits,
        more: answer.more,
    });
    Done::Found { ticket, result }
}

pub async fn personal_search(
    session: Session,
    ticket: Ticket,
    request: PersonalSearchRequest,
) -> Done {
    let result = session
        .register
        .personal_search(&session.token, &request)
        .await;
    let result = result.map(|answer| Found::Personal {
        hits: answer.hits,
        more: answer.more,
    });
    Done::Found { ticket, result }
}

/// What a trouble means for the line.
#[must_use]
pub fn fault(trouble: &Trouble) -> Fault {
    match trouble {
        Trouble::NoLine => Fault::NoLine,
        Trouble::Late | Trouble::Garbled | Trouble::NotFound => Fault::Late,
        Trouble::Refused { body, retry_after } => match body.code {
            ErrorCode::WrongLogin => Fault::LockedOut,
            ErrorCode::LoginNeeded | ErrorCode::OtherChannel => Fault::LoginOver,
            ErrorCode::ClientTooOld => Fault::TooOld,
            _ => retry_after.map_or(Fault::Late, Fault::Busy),
        },
    }
}

/// What a screen says of a trouble.
#[must_use]
pub fn cause(trouble: &Trouble) -> Cause {
    match trouble {
        Trouble::NoLine => Cause::new(CauseCode::NoLine, &""),
        Trouble::Late => Cause::new(CauseCode::Late, &""),
        Trouble::Garbled | Trouble::NotFound => Cause::new(CauseCode::Garbled, &""),
        Trouble::Refused { body, .. } => Cause::new(CauseCode::Refused, &body.message),
    }
}

/// What a screen says of an address that can't be used.
#[must_use]
pub fn setup_cause(error: &SetupError) -> Cause {
    match error {
        SetupError::Url(url) | SetupError::Unencrypted(url) => Cause::new(CauseCode::Address, &url),
        SetupError::Authority { path, .. } => Cause::new(CauseCode::Authority, &path.display()),
        SetupError::Client(why) => Cause::new(CauseCode::System, &why),
    }
}

/// What a trouble means for something that the clerk wants to see now.
#[must_use]
pub fn unreachable(trouble: &Trouble) -> Unreachable {
    match trouble.code() {
        Some(ErrorCode::NotFound) => Unreachable::NotFound,
        Some(ErrorCode::NotAllowed) => Unreachable::NotAllowed,
        Some(ErrorCode::OtherChannel) => Unreachable::OpenChannel,
        Some(ErrorCode::TooManyTries | ErrorCode::TooManyLooks) => Unreachable::Exhausted,
        Some(ErrorCode::TooManyComparisons) => Unreachable::ComparedOut,
        Some(ErrorCode::LeaseNeeded) => Unreachable::LeaseNeeded,
        _ => Unreachable::NoLine,
    }
}
