//! Screens: each a folder of `state`, `update` and `view`. `update` never waits and returns effects; `view` reads only.

pub mod activation;
pub mod applicant;
pub mod application_form;
pub mod changes;
pub mod common;
pub mod enrol;
pub mod funding;
pub mod help;
pub mod login;
pub mod new_application;
pub mod outbox;
pub mod overview;
pub mod palette;
pub mod print;
pub mod programmes;
pub mod queue;
pub mod renewal;
pub mod requests;
pub mod search;
pub mod verification;

use chrono::{DateTime, NaiveDate, Utc};
use crossterm::event::KeyEvent;

use crate::api::sync::Outcome;
use crate::domain::{ApplicationNumber, CertificateNumber, Command, RequestId, Step};
use crate::i18n::Texts;
use crate::store::projection::Projection;
use crate::sync::desk::{Ask, Link, News, Ticket};
use crate::tui::action::Action;
use crate::tui::export::List;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
use common::holders::{Holder, Holders};

/// What reaches the screen that has the focus.
#[derive(Clone, Copy)]
pub enum Event<'a> {
    /// A key that the keymap knows in this place.
    Action(Action),
    /// A key that writes text or edits it.
    Text(KeyEvent),
    /// Pasted or scanned text.
    Paste(&'a str),
    /// Something came from the store or the register; every screen hears it.
    News(&'a News),
}

/// What a screen wants done. The shell does it.
#[derive(Debug)]
pub enum Effect {
    Ask(Ask),
    Go(Goto),
    /// To the verification, with what a refused act said.
    Revisit(Box<Revisit>),
    /// The keyboard goes to the applicant, who ticks the consents.
    HandOver(Box<applicant::Hand>),
    /// Print documents, or look at them.
    Print(Box<print::Wanted>),
    /// Save a list to a file.
    Export(Box<List>),
    /// One line above the keys until the next key.
    Notice(Notice),
}

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goto {
    Search,
    Queue,
    Activation,
    Outbox,
    /// Requests for enrolment.
    Requests,
    /// One of them, opened.
    Request(RequestId),
    /// Applications that are being filled in.
    NewApplication,
    Programmes,
    /// Where money comes from.
    Funding,
    /// The account of a certificate.
    Account(CertificateNumber),
    Help,
    /// The verification of one application.
    Case(ApplicationNumber),
    /// The same, with a step of it begun.
    Change(ApplicationNumber, Step),
    /// The next application of the queue that nobody works on.
    NextCase,
    /// A family that has come in person: the enrolment of one certificate, or where it is asked for.
    Enrol(Option<CertificateNumber>),
    /// What is to be read about a journal that goes on under a new name.
    Renewal,
    Back,
}

/// A refused or conflicting act that is worked on once more.
#[derive(Clone, Debug)]
pub struct Revisit {
    pub number: ApplicationNumber,
    pub seq: u64,
    /// The marks that the clerk had, the act, and what followed it, in their order.
    pub commands: Vec<Command>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Done,
    Warning,
    Error,
}

/// What every screen may read.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub texts: &'a Texts,
    pub theme: &'a Theme,
    pub keymap: &'a Keymap,
    pub register: &'a Projection,
    pub holders: &'a Holders,
    pub link: Link,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    /// The ticket to put into the next ask; the shell counts it up after each.
    pub ticket: Ticket,
}

impl Desk<'_> {
    /// Plain mode: what is drawn is read out as lines of text (see [`crate::tui`]).
    #[must_use]
    pub fn plain(&self) -> bool {
        self.theme.is_plain()
    }

    /// Who works on the application now, if it is another clerk.
    #[must_use]
    pub fn holder(&self, number: ApplicationNumber) -> Option<&Holder> {
        self.holders.of(number, self.now)
    }
}
