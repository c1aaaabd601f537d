//! What the form knows: what was typed, and where the clerk is.

use chrono::NaiveDate;

use super::marked::Marked;
use super::slots::{Nature, ORDER, Page, Slot};
use super::supposed::Supposed;
use crate::domain::validate::{Code, Finding};
use crate::domain::{Entries, Field};
use crate::tui::action::Place;
use crate::tui::form::{Choice, Line};

#[derive(Clone, Debug)]
pub(super) enum Content {
    Line(Line),
    Choice(Choice),
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub slot: Slot,
    pub content: Content,
    /// The clerk has been here and gone on: what is wrong is said.
    pub left: bool,
    /// What was put right by itself, shown until the next change.
    pub fixed: Option<Finding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    Row(usize),
    /// The page of the check, with one of its lines.
    Check(usize),
}

#[derive(Clone, Debug)]
pub struct State {
    pub(super) rows: Vec<Row>,
    pub(super) focus: Focus,
    entries: Entries,
    pub(super) supposed: Supposed,
    pub(super) marked: Marked,
    /// The clerk has asked for the end: every error is said.
    pub(super) tried: bool,
    /// The field before this one went on by itself, with the last key.
    pub(super) went_on: bool,
}

impl State {
    /// The form with what a draft holds; nothing else is filled in.
    #[must_use]
    pub fn of(entries: Entries, supposed: Supposed) -> Self {
        let row = |slot: Slot| {
            let typed = text_of(slot, &entries);
            let content = if slot.nature() == Nature::Choice {
                let mut choice = Choice::default();
                choice.set(slot.codes().iter().position(|code| *code == typed));
                Content::Choice(choice)
            } else {
                let mut line = slot.line();
                line.set(typed);
                line.set_mask(slot.mask(&entries));
                Content::Line(line)
            };
            Row {
                slot,
                content,
                left: !typed.is_empty(),
                fixed: None,
            }
        };
        let rows: Vec<Row> = ORDER.iter().map(|(_, slot)| row(*slot)).collect();
        let mut state = Self {
            rows,
            focus: Focus::Row(0),
            entries,
            supposed,
            marked: Marked::default(),
            tried: false,
            went_on: false,
        };
        let gap = |at: &usize| {
            let row = &state.rows[*at];
            let optional = matches!(
                row.slot.nature(),
                Nature::Snils | Nature::Phone | Nature::Email
            );
            !optional && state.asked(*at) && row.is_empty()
        };
        let first = (0..state.rows.len()).find(gap);
        state.focus = first.map_or(Focus::Check(0), Focus::Row);
        state
    }

    /// The form opened once more to put fields right: the first of them has the focus.
    #[must_use]
    pub fn marked(entries: Entries, supposed: Supposed, marked: Marked) -> Self {
        let mut state = Self::of(entries, supposed);
        state.marked = marked;
        let shown = state.shown();
        let first = shown.iter().find(|at| state.to_put_right(**at));
        state.focus = first
            .or(shown.first())
            .map_or(Focus::Check(0), |at| Focus::Row(*at));
        state
    }

    /// Everything that was typed so far, right or wrong.
    #[must_use]
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    pub(super) fn asked(&self, at: usize) -> bool {
        let slot = self.rows[at].slot;
        if self.marked.blind {
            self.marked.shows(slot)
        } else {
            slot.asked(&self.entries)
        }
    }

    /// The rows that are asked for now.
    pub(super) fn shown(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| self.asked(*at)).collect()
    }

    pub(super) fn page(&self) -> Page {
        match self.focus {
            Focus::Row(at) => self.rows[at].slot.page(),
            Focus::Check(_) => Page::Check,
        }
    }

    pub(super) fn at(&self, slot: Slot) -> Option<usize> {
        self.rows.iter().position(|row| row.slot == slot)
    }

    /// Makes the entries what the rows hold, and the shapes of the rows what the entries ask for.
    pub(super) fn sync(&mut self) {
        let (mut issuer, mut department) = (String::new(), String::new());
        for row in &self.rows {
            match row.slot {
                Slot::ChildDepartment => department = row.text(),
                Slot::Of(Field::ChildDocumentIssuer) => issuer = row.text(),
                Slot::Of(field) => self.entries.set(field, &row.text()),
            }
        }
        self.entries.set_child_issuer(&issuer, &department);
        for row in &mut self.rows {
            if let Content::Line(line) = &mut row.content {
                line.set_mask(row.slot.mask(&self.entries));
            }
        }
    }

    /// Findings by rows, in their order.
    pub(super) fn findings(&self, today: NaiveDate) -> Vec<(usize, Finding)> {
        let mut found = self.entries.findings(today);
        if self.marked.again() {
            let known = self.marked.before.findings(today);
            found.retain(|one| !self.marked.stood(one, &self.entries, &known));
        }
        let mut found: Vec<_> = found
            .into_iter()
            .filter_map(|(field, finding)| {
                let department =
                    matches!(finding.code, Code::DepartmentCode | Code::DepartmentMissing);
                let slot = if field == Field::ChildDocumentIssuer && department {
                    Slot::ChildDepartment
                } else {
                    Slot::Of(field)
                };
                let at = self.at(slot).filter(|at| self.asked(*at))?;
                if self.marked.blind && self.rows[at].is_empty() {
                    return None;
                }
                Some((at, finding))
            })
            .collect();
        found.sort_by_key(|(at, _)| *at);
        found
    }

    /// Whether the findings of a row are said already: not while its first letters are typed.
    pub(super) fn said(&self, at: usize, finding: &Finding) -> bool {
        let row = &self.rows[at];
        let here = self.focus == Focus::Row(at);
        let text = row.text();
        if text.is_empty() {
            return self.tried || (row.left && !here);
        }
        let whole = match &row.content {
            Content::Line(line) => line.complete(),
            Content::Choice(_) => true,
        };
        row.left || self.tried || whole || (finding.is_error() && row.slot.hopeless(&text))
    }
}

impl Row {
    /// What stands here; of a choice its code.
    pub(super) fn text(&self) -> String {
        match &self.content {
            Content::Line(line) => line.value().to_owned(),
            Content::Choice(choice) => choice
                .chosen()
                .and_then(|at| self.slot.codes().get(at).copied())
                .unwrap_or_default()
                .to_owned(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match &self.content {
            Content::Line(line) => line.value().is_empty(),
            Content::Choice(choice) => choice.chosen().is_none(),
        }
    }
}

fn text_of(slot: Slot, entries: &Entries) -> &str {
    match slot {
        Slot::ChildDepartment => entries.child_department(),
        Slot::Of(Field::ChildDocumentIssuer) => entries.child_issuer(),
        Slot::Of(field) => entries.get(field),
    }
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::ApplicationForm
}

/// Whether letters and digits are text now.
#[must_use]
pub fn typing(state: &State) -> bool {
    matches!(state.focus, Focus::Row(_))
}
