//! What the panel knows: the list, what lies over it, and what was typed and not given yet.

use std::collections::BTreeMap;

use crate::domain::{Capability, ClerkId, ProgrammeId};
use crate::sync::desk::Ticket;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::people;
use crate::tui::screens::{Desk, Effect};
use crate::tui::widgets::Dialog;

use super::asking::About;
use super::batch::Batch;
use super::form::{self, Entry, Form};
use super::list::List;
use super::opened::Opened;

/// An act on its way to the disk.
#[derive(Clone, Debug)]
pub(super) struct Giving {
    pub ticket: Ticket,
    pub programme: ProgrammeId,
    /// What was typed for it; it is dropped when the act is in the journal.
    pub typed: Option<form::About>,
    /// The question that it answers; it stands again when the disk doesn't take the act.
    pub asked: Option<Asking>,
}

/// A question over the panel.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    pub about: About,
    pub dialog: Dialog,
}

#[derive(Default)]
pub struct State {
    pub(super) list: List,
    pub(super) opened: Option<Opened>,
    pub(super) form: Option<Form>,
    pub(super) batch: Option<Batch>,
    pub(super) asking: Option<Asking>,
    /// What was typed and not given, by what it is for.
    pub(super) drafts: BTreeMap<form::About, Entry>,
    pub(super) giving: Vec<Giving>,
    /// Whose desk this is.
    pub(super) clerk: Option<ClerkId>,
}

impl State {
    /// The programme that is open, to bring the next start back to it.
    #[must_use]
    pub fn opened(&self) -> Option<ProgrammeId> {
        self.opened.as_ref().map(|opened| opened.id)
    }

    pub(super) fn open(&mut self, id: ProgrammeId, desk: &Desk<'_>) {
        let mut opened = Opened::at(id);
        opened.settle(desk);
        self.opened = Some(opened);
    }
}

/// The panel's key was pressed once more: the list is shown. What is typed is kept.
pub fn show_list(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let effects = form::leave(state, desk);
    state.asking = None;
    state.batch = None;
    state.opened = None;
    effects
}

/// Back to the programme that was open when the program ended. `name`: as [`State::opened`] told it.
pub fn reopen(state: &mut State, name: &str, desk: &Desk<'_>) {
    if let Ok(id) = name.parse() {
        state.open(ProgrammeId(id), desk);
    }
}

#[must_use]
pub fn place(state: &State) -> Place {
    if state.asking.is_some() || state.batch.is_some() {
        Place::Dialog
    } else if state.form.is_some() {
        Place::ProgrammeForm
    } else if state.opened.is_some() {
        Place::Programme
    } else {
        Place::Programmes
    }
}

/// Whether letters are text now.
#[must_use]
pub fn typing(state: &State) -> bool {
    if let Some(asking) = &state.asking {
        return asking.dialog.typing();
    }
    if state.batch.is_some() {
        return false;
    }
    match (&state.form, &state.opened) {
        (Some(form), _) => form.typing(),
        (None, Some(_)) => false,
        (None, None) => state.list.filter.open,
    }
}

/// Whether an action would do anything where the clerk is.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    match place(state) {
        Place::Programme => super::opened::offers(state, action, desk),
        Place::ProgrammeForm => match action {
            Action::Discard => state.form.as_ref().is_some_and(Form::on_child),
            _ => true,
        },
        Place::Programmes => match action {
            Action::CreateProgramme | Action::CopyProgramme => {
                people::may(desk, Capability::ProgrammeEdit)
            }
            Action::OpenEnrolment | Action::CloseEnrolment => {
                people::may(desk, Capability::ProgrammePublish)
            }
            _ => true,
        },
        _ => true,
    }
}
