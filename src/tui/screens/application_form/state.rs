//! What the form knows: what was typed, and where the clerk is.

use std::collections::VecDeque;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::slots::{Nature, ORDER, Page, Slot};
use super::supposed::Supposed;
use crate::domain::validate::{Code, Finding};
use crate::domain::{ApplicationNumber, Entries, Field};
use crate::tui::action::Place;
use crate::tui::form::{Choice, Line};

/// Keys that [`State::put_back`] can undo: more than the longest number that is scanned has.
const REMEMBERED_KEYS: usize = 48;

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

#[derive(Debug)]
pub struct State {
    pub(super) rows: Vec<Row>,
    pub(super) focus: Focus,
    entries: Entries,
    pub(super) supposed: Supposed,
    /// The clerk has asked for the end: every error is said.
    pub(super) tried: bool,
    /// The field before this one went on by itself, with the last key.
    pub(super) went_on: bool,
    recent: VecDeque<(Focus, usize, Row)>,
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
            tried: false,
            went_on: false,
            recent: VecDeque::new(),
        };
        let gap = |at: &usize| state.asked(*at) && state.rows[*at].is_empty();
        let first = (0..state.rows.len()).find(gap);
        state.focus = first.map_or(Focus::Check(0), Focus::Row);
        state
    }

    /// Everything that was typed so far, right or wrong.
    #[must_use]
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Whether the field in which a scanner began to type can take `text` as its whole value.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        let keys = text.chars().count();
        let began = self.recent.iter().rev().take(keys).last();
        let row = match (began, self.focus) {
            (Some((_, _, row)), _) if self.recent.len() >= keys => row,
            (_, Focus::Row(at)) => &self.rows[at],
            _ => return false,
        };
        let Content::Line(line) = &row.content else {
            return false;
        };
        let plain = matches!(
            row.slot.nature(),
            Nature::Address | Nature::Issuer | Nature::Phone
        );
        !plain
            && line.value().is_empty()
            && text.trim().parse::<ApplicationNumber>().is_err()
            && line.fitting(text).is_some_and(|value| {
                let whole = line.mask().is_none_or(|mask| mask.complete(&value));
                whole && row.slot.kept(&value, &self.entries).is_some()
            })
    }

    /// Puts the fields back to what they were before the last `keys` keys that wrote something.
    pub fn put_back(&mut self, keys: usize) {
        for _ in 0..keys {
            let Some((focus, at, row)) = self.recent.pop_back() else {
                break;
            };
            self.rows[at] = row;
            self.focus = focus;
        }
        self.went_on = false;
        self.sync();
    }

    /// Remembers the row before a key that may write into it.
    pub(super) fn remember(&mut self, key: KeyEvent) {
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let Focus::Row(at) = self.focus else {
            return;
        };
        if matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(held) {
            if self.recent.len() >= REMEMBERED_KEYS {
                self.recent.pop_front();
            }
            self.recent
                .push_back((self.focus, at, self.rows[at].clone()));
        }
    }

    pub(super) fn asked(&self, at: usize) -> bool {
        self.rows[at].slot.asked(&self.entries)
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
        let found = self.entries.findings(today);
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
