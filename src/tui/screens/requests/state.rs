//! What the list of requests knows: its rows, where the clerk is, what is marked, what was asked and given.

use std::collections::BTreeSet;

use super::dialog::Dialog;
use super::index::{Index, Key};
use super::query::{Query, late_before};
use super::results::{Given, Results};
use crate::domain::{EnrolmentRequest, RequestId};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::filter::Filter;
use crate::tui::screens::common::training_papers::TrainingPapers;
use crate::tui::widgets::{Cursor, Scroll};

#[derive(Debug, Default)]
pub struct State {
    pub(super) index: Index,
    pub(super) cursor: Cursor,
    selected: Option<Key>,
    pub(super) filter: Filter,
    pub(super) marked: BTreeSet<RequestId>,
    /// The row that was marked last: from it the next mark reaches.
    pub(super) anchor: Option<RequestId>,
    /// The request whose details are shown.
    pub(super) open: Option<RequestId>,
    pub(super) scroll: Scroll,
    pub(super) dialog: Option<Dialog>,
    /// What became of the marked ones, until it is closed.
    pub(super) results: Option<Results>,
    /// Steps that were given one by one and have not come to their end.
    pub(super) given: Vec<Given>,
    /// Papers of the open request on their way to the printing.
    pub(super) papers: TrainingPapers,
}

impl State {
    /// Reads the records anew.
    pub fn rebuild(&mut self, desk: &Desk<'_>) {
        self.index.late_before = late_before(desk);
        self.index.rebuild(desk.register);
        self.settle();
    }

    /// Brings the rows up to what moved; the clerk stays where he is.
    pub fn follow(&mut self, desk: &Desk<'_>) {
        if self.index.follow(desk.register) {
            self.settle();
            self.forget_gone(desk);
        }
    }

    fn forget_gone(&mut self, desk: &Desk<'_>) {
        let records = desk.register.enrolment();
        self.open = self.open.filter(|id| records.request(*id).is_some());
        self.marked.retain(|id| records.request(*id).is_some());
    }

    /// Shows what a step makes of a request before the records do, and goes on to the next row.
    pub(super) fn foreseen(&mut self, after: &EnrolmentRequest, desk: &Desk<'_>) {
        let was = self.selected();
        let records = desk.register.enrolment();
        self.index.put(after.id, Some(after), false, records);
        self.settle();
        if was == Some(after.id) && self.selected() == was && self.open.is_none() {
            self.walk(Action::Down);
        }
    }

    /// The request on which the clerk is: in the details, or in the list.
    #[must_use]
    pub fn current(&self) -> Option<RequestId> {
        self.open.or(self.selected())
    }

    #[must_use]
    pub fn selected(&self) -> Option<RequestId> {
        self.selected.map(|key| key.id)
    }

    /// Opens a request; the list goes to it where it shows it.
    pub(super) fn show(&mut self, id: RequestId) {
        self.open = Some(id);
        self.scroll = Scroll::default();
        if let Some(key) = self.index.key(id)
            && let Ok(row) = self.index.keys().row(&key)
        {
            self.cursor.select(row);
            self.selected = Some(key);
        }
    }

    /// Opens the next request of the list, or the one before. Where the open one has left the list, the next one has
    /// taken its place.
    pub(super) fn show_beside(&mut self, way: Action) {
        if self.open == self.selected() {
            self.walk(way);
        }
        if let Some(id) = self.selected() {
            self.show(id);
        }
    }

    /// The request that is opened.
    #[must_use]
    pub fn opened(&self) -> Option<RequestId> {
        self.open
    }

    /// How many rows the clerk sees.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.keys().len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.keys().is_empty()
    }

    /// Closes the results; what still waits for the register is told when its word comes.
    pub(super) fn close_results(&mut self) {
        let rows = self.results.take().map(|results| results.rows);
        let rows = rows.into_iter().flatten();
        self.given.extend(rows.filter(|row| row.fate.is_open()));
    }

    /// Moves in the list. False: the action is not one of movement.
    pub(super) fn walk(&mut self, action: Action) -> bool {
        let keys = self.index.keys();
        let moved = self.cursor.act(action, keys.len());
        if moved {
            self.selected = keys.get(self.cursor.selected());
        }
        moved
    }

    /// Another order or part: the list begins where the selected request is, or at the top.
    pub(super) fn arranged(&mut self, desk: &Desk<'_>) {
        self.index.late_before = late_before(desk);
        self.index.arrange();
        self.settle();
    }

    /// What stands in the filter has changed.
    pub(super) fn filtered(&mut self, desk: &Desk<'_>) {
        self.index.ask(Query::new(&self.filter.wanted(), desk));
        self.settle();
    }

    /// Marks what stands between the row that was marked last and this one, both included.
    pub(super) fn mark_to_here(&mut self) {
        let keys = self.index.keys();
        let here = self.cursor.selected();
        let anchor = self.anchor.and_then(|id| self.index.key(id));
        let there = anchor.and_then(|key| keys.row(&key).ok()).unwrap_or(here);
        let (first, last) = (here.min(there), here.max(there));
        let rows = (first..=last).filter_map(|row| keys.get(row));
        let ids: Vec<RequestId> = rows.map(|key| key.id).collect();
        self.marked.extend(ids);
        self.anchor = self.selected();
    }

    /// Marks every row that fits the filter, or takes all marks away where they all are.
    pub(super) fn mark_all(&mut self) {
        let ids: BTreeSet<RequestId> = self.index.keys().iter().map(|key| key.id).collect();
        if ids.is_subset(&self.marked) {
            self.marked.clear();
        } else {
            self.marked.extend(ids);
        }
    }

    /// Marks the row or takes its mark away, and goes on.
    pub(super) fn toggle(&mut self) {
        let Some(id) = self.selected() else {
            return;
        };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.anchor = Some(id);
        self.walk(Action::Down);
    }

    /// The marked requests, those first that have waited longest: they get the last places.
    #[must_use]
    pub(super) fn marked_in_order(&self, desk: &Desk<'_>) -> Vec<RequestId> {
        let records = desk.register.enrolment();
        let of = |id: &RequestId| Some((records.request(*id)?.created_at, *id));
        let mut marked: Vec<_> = self.marked.iter().filter_map(of).collect();
        marked.sort_unstable();
        marked.into_iter().map(|(_, id)| id).collect()
    }

    /// The same request stays selected on the same row of the screen; when it went, the one that took its place is.
    fn settle(&mut self) {
        let keys = self.index.keys();
        if let Some(before) = self.selected {
            let now = self.index.key(before.id).unwrap_or(before);
            let (Ok(row) | Err(row)) = keys.row(&now);
            self.cursor.carry(row);
        }
        self.cursor.clamp(keys.len());
        self.selected = keys.get(self.cursor.selected());
    }
}

#[must_use]
pub fn typing(state: &State) -> bool {
    match &state.dialog {
        Some(dialog) => dialog.asked.typing(),
        None => state.filter.open && state.open.is_none() && state.results.is_none(),
    }
}

#[must_use]
pub fn place(state: &State) -> Place {
    if state.dialog.is_some() {
        Place::Dialog
    } else if state.open.is_some() {
        Place::Request
    } else if state.results.is_some() {
        Place::Dialog
    } else {
        Place::Requests
    }
}
