//! What the store thread is asked and what it tells.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::api::epoch::EpochAnswer;
use crate::api::forms::Forms;
use crate::api::handbook::{Handbook, Mark};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::session::{LoginAnswer, Profile, Secret};
use crate::api::sync::{Delta, Envelope, JournalRange, NumberBlock, NumbersBack, Outcome};
use crate::domain::{ApplicationNumber, Command, NewApplication, Target};
use crate::store::act::{
    Act, Device, Differs, HeldHere, Mismatch, Renewal, Stock, Ticket, Unlocked,
};
use crate::store::cache::Cursors;
use crate::store::cause::Cause;
use crate::store::files::StoreError;
use crate::store::handbook::HandbookHere;

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
    ContractUsed {
        number: u32,
    },
    /// The pair with this number is used up.
    NumberUsed {
        application: ApplicationNumber,
    },
    /// [`Event::PasswordChecked`] answers.
    CheckPassword {
        ticket: Ticket,
        password: Secret,
    },
    /// [`Event::Submitted`] answers.
    Submitted {
        application: ApplicationNumber,
    },
    /// What the register has told for filling in applications.
    KeepForms(Box<Forms>),
    /// [`Event::Overview`] answers.
    Overview {
        ticket: Ticket,
        query: OverviewQuery,
    },
    /// Figures that the register has told.
    KeepOverview(Box<OverviewAnswer>),
    /// What the register answered when `sent` was told to it; `told` is `None` where the store has it.
    KeepHandbook {
        told: Option<Box<Handbook>>,
        sent: Vec<Mark>,
    },
    /// The clerk has read an article; [`Event::Read`] and [`Event::Handbook`] follow.
    Read(Mark),
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
    /// Contract numbers that are left; `None` for those who conclude no contracts.
    pub contracts_left: Option<u32>,
    /// Pairs of numbers that are not used yet; `None` where the clerk fills in no applications.
    pub numbers_left: Option<u32>,
    /// The last lease of pairs that has come, where that is known.
    pub numbers_after: Option<u64>,
    /// Unused pairs that go back to the register.
    pub numbers_back: Vec<NumbersBack>,
    /// The revision of the forms that the store holds.
    pub forms: Option<String>,
    /// The revision of the videos and marks that the store holds.
    pub handbook: Option<String>,
    /// What the clerk has read and the register has not heard of.
    pub read: Vec<Mark>,
}

/// What the next sync goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absorbed {
    pub cursors: Cursors,
    pub journal_left: u32,
    /// Contract numbers that are left; `None` for those who conclude no contracts.
    pub contracts_left: Option<u32>,
    /// As in [`Outbox`].
    pub numbers_left: Option<u32>,
    /// As in [`Outbox`].
    pub numbers_after: Option<u64>,
    /// As in [`Outbox`].
    pub numbers_back: Vec<NumbersBack>,
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
    Absorbed(Option<Absorbed>),
    Card(Box<RevealedCard>),
    /// The card is not here: the register has to be asked.
    CardWanted {
        application: ApplicationNumber,
    },
    Journal(JournalRange),
    Contracts(JournalRange),
    Numbers(NumberBlock),
    /// How many numbers are left is another than before, or why there are none.
    Stock(Stock),
    Forms(Box<Forms>),
    /// What is kept of the figures; the register is to be asked for those of now.
    Overview {
        ticket: Ticket,
        query: OverviewQuery,
        kept: Option<Box<OverviewAnswer>>,
    },
    Handbook(Box<HandbookHere>),
    /// All that the clerk has read and the register has not heard of.
    Read(Vec<Mark>),
    PasswordChecked {
        ticket: Ticket,
        right: bool,
    },
    Submitted {
        application: ApplicationNumber,
        submitted: Option<Box<NewApplication>>,
    },
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
