//! What the interface asks of the store and sync threads, and what it hears from them.
//!
//! The interface never waits: it sends an [`Ask`] and goes on; a [`News`] comes when there is something to say. No UI
//! type stands here.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

pub use super::start::Desk;
use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::forms::Forms;
use crate::api::handbook::Mark;
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::personal::RevealedCard;
use crate::api::search::{PersonalHit, PersonalSearchRequest, SearchRequest};
use crate::api::session::{Channel, Profile, Secret};
use crate::api::sync::{Delta, JournalRange, NumberBlock, Outcome, Queue};
use crate::domain::{ApplicationNumber, Case, Command, NewApplication, Target};
pub use crate::store::act::{
    Act, Burnt, Device, EnrolmentRecords, HeldHere, Mismatch, Renewal, Stock, Ticket, Unlocked,
};
pub use crate::store::cause::{Cause, CauseCode};
pub use crate::store::handbook::HandbookHere;

/// What the interface wants done.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Open the clerk's store with the password and log in behind it; the first time, log in and create the store.
    Unlock { login: String, password: Secret },
    /// Write the command to the outbox journal, say `Saved`, then send it. `seen` is the version that the clerk saw;
    /// a command that waits for the same target makes it an `after`.
    Give {
        ticket: Ticket,
        target: Target,
        seen: u64,
        at: DateTime<Utc>,
        command: Command,
    },
    /// The application on the desk, or none: it is leased while it is there, and the acts on it carry the fence.
    OnDesk {
        application: Option<ApplicationNumber>,
    },
    /// The next application of the queue that nobody else works on; `NextOne` follows. The ones after it are fetched ahead.
    Next { ticket: Ticket, queue: Queue },
    /// The clerk has read what the renewal says.
    DismissRenewal,
    /// The personal card: from the sealed cache, else from the register over the protected channel.
    Card { application: ApplicationNumber },
    Search {
        ticket: Ticket,
        request: SearchRequest,
    },
    PersonalSearch {
        ticket: Ticket,
        request: PersonalSearchRequest,
    },
    /// Keep what is being worked on; an empty text forgets it. Drafts come back with `Unlocked`.
    Draft { key: String, text: String },
    /// The next journal number that this desk will use, so that a restart goes on behind it.
    JournalUsed { number: u32 },
    /// The next contract number that this desk will use, so that a restart goes on behind it.
    ContractUsed { number: u32 },
    /// The numbers of this application are given: they are used up, whatever becomes of it.
    NumberUsed { application: ApplicationNumber },
    /// Whether alike records exist; needs the line.
    Alike {
        ticket: Ticket,
        request: Box<AlikeRequest>,
    },
    /// Whether the register holds what a document shows; needs the line and a lease.
    Compare {
        ticket: Ticket,
        request: Box<CompareRequest>,
    },
    /// Figures for the head of the office: those that the store keeps at once, then the register's.
    Overview {
        ticket: Ticket,
        query: OverviewQuery,
    },
    /// Whether this is the password of the clerk whose store is open; answered without the line.
    CheckPassword { ticket: Ticket, password: Secret },
    /// What this desk itself has handed in under that number, as its journal holds it.
    Submitted { application: ApplicationNumber },
    /// The clerk has read an article of the handbook: kept here, and told to the register when there is a line.
    Read { mark: Mark },
    /// The clerk has dealt with a refused or conflicting act: take it from the list.
    Dismiss { seq: u64 },
    /// Don't wait for the next wake-up.
    SyncNow,
    /// Write what is open and end both threads; `Stopped` follows.
    Stop,
}

/// What the interface hears.
#[derive(Clone, Debug)]
pub enum News {
    /// The store is open. Everything in it, at once.
    Unlocked(Box<Unlocked>),
    UnlockRefused(UnlockRefusal),
    /// The command is on disk (`fdatasync`): only now may the screen call it saved.
    Saved {
        ticket: Ticket,
        act: Box<Act>,
    },
    NotSaved {
        ticket: Ticket,
        why: Cause,
    },
    /// The register's word on an act.
    Settled {
        seq: u64,
        outcome: Outcome,
    },
    /// The register's records moved; `reset` drops all that were there.
    Changed {
        reset: bool,
        set: Vec<Case>,
        gone: Vec<ApplicationNumber>,
    },
    /// Programmes, requests or money of the delta's scope moved; its `reset` drops all of them that were there. Lists ask
    /// [`crate::store::projection::Enrolment::moved_since`] which rows that concerns.
    Enrolment(Box<Delta>),
    Link(Link),
    /// The answer to [`Ask::Next`]; `None`: there is no line and nothing was fetched ahead, so that the local list has to do,
    /// or the queue is empty.
    NextOne {
        ticket: Ticket,
        application: Option<ApplicationNumber>,
    },
    /// Which applications are held by other clerks, and until when by this desk's clock; all of them.
    Held(Vec<HeldHere>),
    /// This desk's lease on the application is over: another clerk has taken it, or the line was away for too long.
    LeaseLost {
        application: ApplicationNumber,
    },
    /// The journal and the register differed and go on under a new name: what the clerk has to know. Comes again with each
    /// unlock until it is dismissed.
    Renewed(Box<Renewal>),
    /// The register no longer speaks this program's protocol: nothing is sent, nothing is lost.
    TooOld {
        min_version: u32,
    },
    /// The disk takes no further act, or takes them again. Reading and sending go on.
    Full(bool),
    Card {
        application: ApplicationNumber,
        result: Result<Box<RevealedCard>, Unreachable>,
    },
    Found {
        ticket: Ticket,
        result: Result<Found, Unreachable>,
    },
    Journal(JournalRange),
    /// The contract numbers in use, when they are others than before.
    Contracts(JournalRange),
    /// Further numbers for applications and certificates, behind those that are there.
    Numbers(NumberBlock),
    /// How many numbers of the journal are left, or why there are no numbers.
    Stock(Stock),
    /// What applications are filled in by, as the register has it now.
    Forms(Box<Forms>),
    /// Videos, and which articles the clerk has read; comes behind `Unlocked` where there are any.
    Handbook(Box<HandbookHere>),
    Alike {
        ticket: Ticket,
        result: Result<Box<PersonalAlikeAnswer>, Unreachable>,
    },
    Compared {
        ticket: Ticket,
        result: Result<CompareAnswer, Unreachable>,
    },
    /// The figures that the register gave when it was last asked the same.
    OverviewKept {
        ticket: Ticket,
        answer: Box<OverviewAnswer>,
    },
    /// The figures of now.
    Overview {
        ticket: Ticket,
        result: Result<Box<OverviewAnswer>, Unreachable>,
    },
    PasswordChecked {
        ticket: Ticket,
        right: bool,
    },
    /// The answer to [`Ask::Submitted`]; `None`: the journal no longer has it, or it was handed in elsewhere.
    Submitted {
        application: ApplicationNumber,
        submitted: Option<Box<NewApplication>>,
    },
    /// The cache was damaged, moved aside to `moved_to`, and is being filled again; no act was lost.
    CacheRebuilt {
        moved_to: PathBuf,
    },
    /// The journal and the register differ: acts are not sent, and none is lost. A person has to look.
    Halted(Mismatch),
    /// The clerk's data as the register has it now.
    Profile(Box<Profile>),
    Stopped,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnlockRefusal {
    WrongPassword,
    /// The register says to wait.
    TooManyTries {
        seconds: u64,
    },
    /// Unknown here, and the register can't be reached to ask.
    FirstLoginNeedsRegister {
        why: Cause,
    },
    /// Twelve hours without contact: only the register can let the clerk in.
    LeaseOver {
        why: Cause,
    },
    ClientTooOld {
        min_version: u32,
    },
    /// The data directory is of another version, not ours, or unreadable: what and where.
    Store {
        why: Cause,
    },
}

/// Why something of the register can't be shown now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    NoLine,
    /// The protected channel is needed.
    OpenChannel,
    NotAllowed,
    NotFound,
    /// The register has been asked too often.
    Exhausted,
    /// The application has been compared as often as a day allows.
    ComparedOut,
    /// Another desk holds the application, or the lease is over.
    LeaseNeeded,
}

#[derive(Clone, Debug)]
pub enum Found {
    Cases { hits: Vec<Case>, more: bool },
    Personal { hits: Vec<PersonalHit>, more: bool },
}

/// The state of the line, for the status row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub state: LinkState,
    pub channel: Channel,
    /// When the register last answered.
    pub last_contact: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    Connected,
    /// Answers come late or not always.
    Degraded,
    Offline,
    /// The register took the session back: the password is asked again.
    LockedOut,
}

/// Where the register is and where the store lies.
#[derive(Clone, Debug)]
pub struct DeskSettings {
    pub open_url: String,
    pub protected_url: Option<String>,
    /// PEM file of a private certification authority.
    pub ca: Option<PathBuf>,
    /// The store's directory; slots lie inside.
    pub data: PathBuf,
}
