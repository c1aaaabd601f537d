//! What the enrolment in person knows: the child, how far the clerk has come, and what was made.

use crate::domain::enrolment::{Place as Seat, RequestId};
use crate::domain::requisites::{self, Scanned};
use crate::domain::{CertificateNumber, Refusal};
use crate::sync::desk::{Ticket, Unreachable};
use crate::tui::action::{Action, Place};
use crate::tui::form::Form;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::Revealed;
use crate::tui::widgets::{Dialog, TextInput};

use super::child::Child;
use super::listing::Listing;

/// The most characters of the certificate's line, and of the line that the list is searched by.
const NUMBER: usize = 60;
const WORDS: usize = 60;

/// How far the register's word on a certificate is of which this desk keeps no record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    #[default]
    NotAsked,
    Coming(Ticket),
    Here,
    /// The register has none.
    None,
    Failed(Unreachable),
}

/// Days of learning in a group that was chosen.
#[derive(Debug)]
pub struct Days {
    pub seat: Seat,
    pub form: Form,
    /// What the register refused and this takes the place of.
    pub instead: Option<Instead>,
}

/// A request that the register refused, or whose confirmation it refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The refused act in the outbox.
    pub seq: u64,
    pub request: RequestId,
}

/// A request that was made here.
#[derive(Debug)]
pub struct Made {
    pub request: RequestId,
    pub seat: Seat,
    /// Until the first act is on the disk: what it was given with, to come back to.
    pub saving: Option<(Ticket, Days)>,
    pub refused: Option<Refused>,
}

/// What the register said against it, and what can be offered instead.
#[derive(Debug)]
pub struct Refused {
    pub seq: u64,
    /// `None`: another one was faster with the same request.
    pub why: Option<Refusal>,
    /// Groups of the module first, then of like programmes.
    pub offers: Vec<Seat>,
    pub picked: Picked<Seat>,
}

#[derive(Debug, Default)]
pub enum Stage {
    /// Which certificate?
    #[default]
    Find,
    /// Which group?
    Choose,
    Days(Box<Days>),
    Done(Box<Made>),
}

#[derive(Debug)]
pub struct State {
    pub(super) number: TextInput,
    pub(super) answer: Answer,
    pub(super) child: Option<Child>,
    pub(super) stage: Stage,
    pub(super) words: TextInput,
    pub(super) listing: Listing,
    /// What the rows of the list were made of.
    pub(super) revision: u64,
    /// The question for the child's age.
    pub(super) asks_age: Option<Dialog>,
    pub(super) revealed: Revealed,
}

impl Default for State {
    fn default() -> Self {
        Self {
            number: TextInput::new(NUMBER),
            answer: Answer::default(),
            child: None,
            stage: Stage::default(),
            words: TextInput::new(WORDS),
            listing: Listing::default(),
            revision: 0,
            asks_age: None,
            revealed: Revealed::default(),
        }
    }
}

impl State {
    /// The certificate at the desk.
    #[must_use]
    pub fn certificate(&self) -> Option<CertificateNumber> {
        self.child.as_ref().map(|child| child.number)
    }

    /// The groups that the list shows.
    #[cfg(test)]
    pub(super) fn listed(&self) -> impl Iterator<Item = Seat> + '_ {
        self.listing.shown().map(|row| row.place)
    }

    /// Begins with another child; what was shown to this clerk stays known.
    pub(super) fn restart(&mut self) {
        let revealed = std::mem::take(&mut self.revealed);
        *self = Self {
            revealed,
            ..Self::default()
        };
    }
}

/// Whether keys write text now.
#[must_use]
pub fn typing(state: &State) -> bool {
    state.asks_age.is_some() || !matches!(state.stage, Stage::Done(_))
}

#[must_use]
pub fn place(state: &State) -> Place {
    match state.asks_age {
        Some(_) => Place::Dialog,
        None => Place::Enrol,
    }
}

/// Whether the line that has the focus takes a scanned code: a certificate, where one is asked for.
#[must_use]
pub fn takes(state: &State, text: &str) -> bool {
    let certificate = matches!(
        requisites::read(text),
        Some(Scanned::Certificate(_) | Scanned::All(_))
    );
    certificate && state.asks_age.is_none() && matches!(state.stage, Stage::Find)
}

/// Whether an action does anything at this step.
#[must_use]
pub fn offers(state: &State, action: Action) -> bool {
    let choosing = matches!(state.stage, Stage::Choose);
    match action {
        Action::FilterDirection
        | Action::FilterAge
        | Action::FilterPlaces
        | Action::FilterSchedule
        | Action::SetAge
        | Action::Sort
        | Action::ExportList => choosing,
        Action::Print | Action::Preview | Action::AnotherProgramme => {
            matches!(state.stage, Stage::Done(_))
        }
        Action::Retry => matches!(state.stage, Stage::Find),
        _ => true,
    }
}
