//! What the verification screen knows.

use std::collections::BTreeMap;

use crate::documents::Document;
use crate::domain::{ApplicationNumber, Case, Checks, ClerkId, Command, Step};
use crate::sync::desk::Ticket;
use crate::tui::action::Place;
use crate::tui::screens::{Desk, changes};

use super::compare::{Asked, Comparing};
use super::differences::Seen;
use super::form::Form;
use super::journal::Journal;
use super::marks::Draft;

/// An act on its way to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    Shown,
    /// The showing of an alike record beside another application.
    ShownBeside {
        of: ApplicationNumber,
    },
    Verify,
    /// `then_activate`: the clerk pressed on while the disk was still writing.
    Accept {
        then_activate: bool,
    },
    Activate,
    Reject,
    Return,
    Resolve,
    TakeOver,
    Mail,
    /// Of the list of what can be asked for later.
    Changed(Step),
}

impl Given {
    #[must_use]
    pub fn changes_record(self) -> bool {
        !matches!(
            self,
            Self::Shown | Self::ShownBeside { .. } | Self::TakeOver
        )
    }

    /// Whether it was decided in a dialog.
    #[must_use]
    pub fn is_dialogs(self) -> bool {
        matches!(
            self,
            Self::Accept { .. } | Self::Reject | Self::Return | Self::Resolve | Self::Mail
        )
    }
}

#[derive(Clone, Debug)]
pub struct Waiting {
    pub ticket: Ticket,
    pub number: ApplicationNumber,
    pub given: Given,
    /// What comes back into the dialog when it can't be saved.
    pub command: Command,
}

impl Waiting {
    /// Whether it is an act that ends the work on this application's marks.
    #[must_use]
    pub fn ends(&self, number: ApplicationNumber) -> bool {
        self.number == number
            && matches!(
                self.given,
                Given::Accept { .. } | Given::Activate | Given::Reject | Given::Return
            )
    }
}

/// An act that is saved and waits for the register's word.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    pub number: ApplicationNumber,
    /// It carries marks: their draft is kept until the register has them.
    pub marks: bool,
    /// It takes the application over from a colleague.
    pub take_over: bool,
}

#[derive(Debug, Default)]
pub struct State {
    pub(super) form: Option<Form>,
    pub(super) drafts: BTreeMap<ApplicationNumber, Draft>,
    pub(super) journal: Journal,
    pub(super) changes: changes::State,
    pub(super) waiting: Vec<Waiting>,
    pub(super) sent: BTreeMap<u64, Sent>,
    /// What the register showed when marks were given that it has not answered yet.
    pub(super) seen: BTreeMap<ApplicationNumber, Seen>,
    /// For the family whose application was sent back or rejected last.
    pub(super) notice: Option<Box<Document>>,
    /// The journal was asked for the card of this one, to print it.
    pub(super) printing: Option<ApplicationNumber>,
    /// Whose desk this is: what one clerk had open is not for the next.
    pub(super) clerk: Option<ClerkId>,
    /// The question to the register that is open over the application.
    pub(super) comparing: Option<Comparing>,
    /// The one that the register has not answered yet.
    pub(super) compared: Option<Asked>,
}

impl State {
    /// The application that is open.
    #[must_use]
    pub fn number(&self) -> Option<ApplicationNumber> {
        self.form.as_ref().map(|form| form.number)
    }

    /// The application that is open, with the marks that stand on the screen.
    #[must_use]
    pub fn marked(&self) -> Option<(ApplicationNumber, Checks)> {
        let form = self.form.as_ref()?;
        Some((form.number, form.marks.checks))
    }

    pub(super) fn case(&self, desk: &Desk<'_>) -> Option<Case> {
        desk.register.case(self.number()?)
    }

    /// Whether an act of this kind on the open application is still being written.
    pub(super) fn being_saved(&self) -> bool {
        let number = self.number();
        self.waiting
            .iter()
            .any(|w| Some(w.number) == number && w.given.changes_record())
    }
}

#[must_use]
pub fn typing(state: &State) -> bool {
    let dialog = state.form.as_ref().and_then(|form| form.dialog.as_ref());
    match dialog {
        _ if state.comparing.is_some() => true,
        Some(dialog) => dialog.typing(),
        None => changes::typing(&state.changes),
    }
}

#[must_use]
pub fn place(state: &State) -> Place {
    match &state.form {
        _ if state.comparing.is_some() => Place::Dialog,
        Some(form) if form.dialog.is_some() => Place::Dialog,
        _ => changes::place(&state.changes).unwrap_or(Place::Verification),
    }
}

/// Whether digits that came all at once belong into the form that is open.
#[must_use]
pub fn takes(state: &State, typed: &str, desk: &Desk<'_>) -> bool {
    changes::takes(&state.changes, typed, desk)
}
