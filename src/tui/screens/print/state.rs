//! What the printing knows: the dialog that is open, the runs that are under way or not answered, and what was printed.

use std::collections::BTreeMap;

use crate::documents::Document;
use crate::domain::{ClerkId, PrintedForm, Target};
use crate::sync::desk::Unlocked;
use crate::tui::action::Place;
use crate::tui::screens::common::papers::Lack;
use crate::tui::widgets::Cursor;

use super::Wanted;
use super::outlet::{self, Choice, Offered, Printers};
use super::preview::Preview;
use super::printed::Printed;
use super::run::Run;

/// The drafts that this part keeps.
pub(super) const PRINTER: &str = "printer";
pub(super) const PRINTED: &str = "printed";
/// Runs that are remembered though nobody said whether the sheets came out.
const MOST_RUNS: usize = 8;

/// A paper of the dialog.
#[derive(Debug)]
pub struct Paper {
    pub document: Document,
    pub chosen: bool,
    /// Not the first print, as this desk or whoever made the paper knows.
    pub copy: bool,
}

/// What the dialog shows.
#[derive(Debug)]
pub enum Stage {
    /// Papers and where they go.
    Choosing,
    /// What will be printed.
    Looking(Preview),
    /// How far a run is, and what the clerk says about it.
    Running(u64),
    /// Another outlet for that run.
    Elsewhere(u64),
}

#[derive(Debug)]
pub struct Dialog {
    pub papers: Vec<Paper>,
    /// Papers that can't be made, and why.
    pub lacking: Vec<(PrintedForm, Lack)>,
    /// What the clerk pointed at; until then the proposal counts.
    pub choice: Option<Choice>,
    pub stage: Stage,
    /// The line of the list, of the outlets or of the answers.
    pub cursor: Cursor,
    /// It was opened to look: closing the look closes it.
    pub look: bool,
    /// Why nothing is printed, until the next key.
    pub told: Option<String>,
}

impl Dialog {
    /// Of which record it is.
    #[must_use]
    pub fn about(&self) -> Option<Target> {
        self.papers.first().map(|paper| paper.document.about())
    }
}

#[derive(Debug, Default)]
pub struct State {
    pub(super) offered: Offered,
    pub(super) dialog: Option<Dialog>,
    pub(super) runs: BTreeMap<u64, Run>,
    pub(super) last_run: u64,
    pub(super) printers: Printers,
    pub(super) remembered: Option<Choice>,
    pub(super) printed: Printed,
    /// Whose desk this is: what one clerk had open is not for the next.
    clerk: Option<ClerkId>,
}

/// Whether the dialog lies over the panel, so that it can say things itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Yes,
    No,
}

impl State {
    #[must_use]
    pub fn new(offered: Offered) -> Self {
        Self {
            offered,
            ..Self::default()
        }
    }

    /// Whether all sheets of a paper came out once at this desk.
    #[must_use]
    pub fn has_printed(&self, about: Target, form: PrintedForm) -> bool {
        self.printed.has(about, form)
    }

    /// Whether there is a dialog to be drawn.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.dialog.is_some()
    }

    /// The store is open: what was chosen and printed before comes back. Of runs that were not journalled yet nothing
    /// will be heard any more.
    pub(super) fn unlocked(&mut self, unlocked: &Unlocked) {
        let clerk = unlocked.profile.clerk;
        if self.clerk.replace(clerk).is_some_and(|old| old != clerk) {
            self.dialog = None;
            self.runs.clear();
        }
        self.runs.retain(|_, run| !run.awaits_journal());
        let lost = self.running().is_none();
        if let Some(dialog) = &mut self.dialog
            && lost
            && matches!(dialog.stage, Stage::Running(_) | Stage::Elsewhere(_))
        {
            dialog.stage = Stage::Choosing;
        }
        let kept = |key: &str| {
            let found = unlocked.drafts.iter().find(|(own, _)| own == key);
            found.map(|(_, text)| text.as_str())
        };
        self.remembered = kept(PRINTER).and_then(Choice::from_text);
        self.printed = kept(PRINTED).map(Printed::from_text).unwrap_or_default();
    }

    /// The papers with what this desk knows of earlier prints.
    pub(super) fn papers(&self, wanted: Wanted) -> Vec<Paper> {
        let paper = |mut document: Document| {
            let known = self.printed.has(document.about(), document.form());
            let copy = known || document.made().copy;
            document.made_mut().copy = copy;
            Paper {
                document,
                chosen: true,
                copy,
            }
        };
        wanted.documents.into_iter().map(paper).collect()
    }

    pub(super) fn choices(&self) -> Vec<Choice> {
        let pointed = self
            .dialog
            .as_ref()
            .and_then(|dialog| dialog.choice.as_ref());
        outlet::choices(
            &self.offered,
            &self.printers,
            pointed.or(self.remembered.as_ref()),
        )
    }

    /// Where the papers go when Enter is pressed now.
    pub(super) fn chosen(&self) -> Option<Choice> {
        let pointed = self
            .dialog
            .as_ref()
            .and_then(|dialog| dialog.choice.clone());
        pointed
            .or_else(|| outlet::proposed(&self.offered, &self.printers, self.remembered.as_ref()))
    }

    /// The run that the dialog shows.
    pub(super) fn running(&self) -> Option<&Run> {
        match self.dialog.as_ref()?.stage {
            Stage::Running(id) | Stage::Elsewhere(id) => self.runs.get(&id),
            Stage::Choosing | Stage::Looking(_) => None,
        }
    }

    /// A run of these papers about which nobody has said yet whether they came out, or which still goes on.
    pub(super) fn unanswered(&self, wanted: &Wanted) -> Option<u64> {
        let wants = |run: &&Run| {
            run.sheets.iter().all(|sheet| {
                let same = |d: &Document| (d.about(), d.form()) == (sheet.about(), sheet.form());
                wanted.documents.iter().any(same)
            })
        };
        let found = self.runs.values().rev().find(wants);
        found.map(|run| run.id)
    }

    pub(super) fn keep(&mut self, run: Run) {
        self.runs.insert(run.id, run);
        while self.runs.len() > MOST_RUNS {
            self.runs.pop_first();
        }
    }
}

/// Its keys are its own wherever it lies.
#[must_use]
pub fn place(_: &State) -> Place {
    Place::Print
}
