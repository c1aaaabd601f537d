//! What the panel of new applications knows: the drafts that wait, and the one that is worked on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::alike::Alike;
use super::draft::{self, Draft, Key, Step};
use crate::api::forms::Issuer;
use crate::domain::{ApplicationNumber, ClerkId};
use crate::sync::desk::Ticket;
use crate::tui::action::Place;
use crate::tui::screens::{Desk, Effect, application_form};
use crate::tui::widgets::{Cursor, Dialog};

/// The draft that is worked on.
pub struct Work {
    pub key: Key,
    /// Where the clerk is in the check of documents.
    pub cursor: Cursor,
    /// The form, once it was opened.
    pub form: Option<application_form::State>,
    pub alike: Alike,
}

/// A question over the panel.
pub struct Asked {
    pub about: About,
    pub dialog: Dialog,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Throw the draft of this name away?
    Discard(String),
    /// To which address does the letter of this application go?
    Mail(ApplicationNumber),
}

/// An application on its way to the disk.
#[derive(Clone, Copy)]
pub struct Giving {
    pub ticket: Ticket,
    pub key: Key,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// To begin a new one.
    Begin,
    Draft(Key),
    /// Kept by another version of the program: it can't be read, and is not dropped silently.
    Unreadable(String),
}

#[derive(Default)]
pub struct State {
    pub(super) drafts: BTreeMap<Key, Draft>,
    /// Names of drafts that this version of the program can't read.
    pub(super) unreadable: BTreeSet<String>,
    pub(super) cursor: Cursor,
    pub(super) work: Option<Work>,
    pub(super) asked: Option<Asked>,
    pub(super) giving: Vec<Giving>,
    /// Letters that were asked for and are still being written to the disk, each with its question.
    pub(super) mailing: Vec<(Ticket, ApplicationNumber, Dialog)>,
    /// Bodies that were typed at this desk since the clerk came, the last one first.
    pub(super) issuers: Vec<Issuer>,
    /// The application that was finished last, for another child of the same applicant.
    pub(super) last: Option<Draft>,
    /// Whose desk this is: what one clerk typed is not for the next.
    pub(super) clerk: Option<ClerkId>,
}

impl State {
    /// The rows of the list: the way to a new one, then what waits, the last begun first.
    #[must_use]
    pub(super) fn rows(&self) -> Vec<Row> {
        let drafts = self.drafts.keys().rev().map(|key| Row::Draft(*key));
        let unreadable = self.unreadable.iter().cloned().map(Row::Unreadable);
        std::iter::once(Row::Begin)
            .chain(drafts)
            .chain(unreadable)
            .collect()
    }

    /// The row under the cursor of the list.
    #[must_use]
    pub(super) fn row(&self) -> Row {
        let mut rows = self.rows();
        let at = self.cursor.selected().min(rows.len() - 1);
        rows.swap_remove(at)
    }

    /// The draft that is worked on.
    #[must_use]
    pub(super) fn draft(&self) -> Option<&Draft> {
        self.drafts.get(&self.work.as_ref()?.key)
    }

    #[must_use]
    pub(super) fn draft_mut(&mut self) -> Option<&mut Draft> {
        self.drafts.get_mut(&self.work.as_ref()?.key)
    }

    /// Which step is shown; `None`: the list.
    #[must_use]
    pub(super) fn step(&self) -> Option<Step> {
        self.draft().map(|draft| draft.step)
    }

    /// Keeps the draft that is worked on as it is now.
    pub(super) fn keep(&self) -> Option<Effect> {
        let work = self.work.as_ref()?;
        self.kept(work.key)
    }

    /// Keeps a draft as it is now. One without anything in it is not kept.
    pub(super) fn kept(&self, key: Key) -> Option<Effect> {
        let draft = self.drafts.get(&key).filter(|draft| !draft.is_blank())?;
        draft.keep(key).map(Effect::Ask)
    }

    /// Whether an application is still being written to the disk.
    #[must_use]
    pub(super) fn is_giving(&self, key: Key) -> bool {
        self.giving.iter().any(|giving| giving.key == key)
    }

    /// What brings the next start back to the same draft; nothing personal.
    #[must_use]
    pub fn open_draft(&self) -> Option<String> {
        let work = self.work.as_ref()?;
        Some(draft::name(work.key))
    }

    /// The newest draft that was begun at a moment or later.
    #[must_use]
    pub fn begun_since(&self, moment: DateTime<Utc>) -> Option<&Draft> {
        let newest = self.drafts.values().next_back();
        newest.filter(|draft| draft.begun >= moment)
    }

    /// How many drafts wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.drafts.len()
    }
}

/// The article of the handbook about the step that is shown, where it is another one than that of the list.
#[must_use]
pub fn article(state: &State) -> Option<&'static str> {
    match state.step()? {
        Step::Documents | Step::Form => None,
        Step::Consents => Some("b2-consents"),
        Step::Papers => Some("b3-papers"),
        Step::Intake => Some("b4-hand-over"),
    }
}

#[must_use]
pub fn place(state: &State) -> Place {
    if state.asked.is_some() {
        return Place::Dialog;
    }
    match form(state) {
        Some(form) => application_form::place(form),
        None => Place::NewApplication,
    }
}

#[must_use]
pub fn typing(state: &State) -> bool {
    if let Some(asked) = &state.asked {
        return asked.dialog.typing();
    }
    form(state).is_some_and(application_form::typing)
}

/// Whether digits that came all at once belong into the form.
#[must_use]
pub fn takes(state: &State, typed: &str, desk: &Desk<'_>) -> bool {
    state.asked.is_none() && form(state).is_some_and(|form| form.takes(typed, desk))
}

/// The form, while it has the keys.
#[must_use]
pub(super) fn form(state: &State) -> Option<&application_form::State> {
    let work = state.work.as_ref()?;
    let shown = state.step() == Some(Step::Form) && work.alike.looking().is_none();
    work.form.as_ref().filter(|_| shown)
}

/// As [`form`], to be changed.
#[must_use]
pub(super) fn form_mut(state: &mut State) -> Option<&mut application_form::State> {
    let shown = form(state).is_some();
    let work = state.work.as_mut().filter(|_| shown)?;
    work.form.as_mut()
}
