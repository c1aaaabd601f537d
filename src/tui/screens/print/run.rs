//! One run of the press: papers that go out together, and how far each of them is.

use crate::documents::Document;
use crate::documents::printing::{JobState, Outlet, PrintError, Sent, Trouble};
use crate::domain::{PrintedForm, Target};
use crate::sync::desk::{Cause, Ticket};

use super::message::{Failure, Order, Progress, Safe, Watch};
use super::outlet::Choice;

/// How far a paper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The password that stands on it is being made.
    Password,
    /// On its way into the journal; nothing is printed before.
    Noting,
    /// Journalled.
    Noted,
    /// The journal did not take it: it was not printed.
    NotNoted(Cause),
    Making,
    Sent,
    Waiting,
    Printing,
    Done,
    Stopped(Trouble),
    /// No longer in the queue, and CUPS does not know whether it was printed.
    Gone,
    /// It took too long: it may have come out.
    Unsure,
    Failed(Failure),
}

#[derive(Clone, Debug)]
pub struct Sheet {
    pub document: Document,
    pub copy: bool,
    pub step: Step,
    pub sent: Option<Sent>,
    /// The journal holds this print, or has nothing to hold: a paper that shows nobody.
    noted: bool,
    /// What is on its way into the journal: the print, and the hash of the password.
    note: Option<Ticket>,
    issue: Option<Ticket>,
}

impl Sheet {
    /// A paper of which nothing was done yet.
    #[must_use]
    pub fn new(document: Document, copy: bool) -> Self {
        let noted = document.case().is_none();
        let step = if holds_password(&document) {
            Step::Password
        } else if noted {
            Step::Noted
        } else {
            Step::Noting
        };
        Self {
            document,
            copy,
            step,
            sent: None,
            noted,
            note: None,
            issue: None,
        }
    }

    /// Whether the journal has to be told of the print: of one that did not go out it knows already.
    #[must_use]
    pub fn to_note(&self) -> bool {
        !self.noted && self.note.is_none()
    }

    /// The print is on its way into the journal under `note`, the hash of its password under `issue`.
    pub fn noting(&mut self, note: Option<Ticket>, issue: Option<Ticket>) {
        self.note = note.or(self.note);
        self.issue = issue;
        self.step = Step::Noting;
    }

    /// Whether the ticket is of what it waits for; then it waits for it no longer.
    fn awaited(&mut self, ticket: Ticket, saved: bool) -> bool {
        if self.note == Some(ticket) {
            self.note = None;
            self.noted = saved;
        } else if self.issue == Some(ticket) {
            self.issue = None;
        } else {
            return false;
        }
        true
    }

    #[must_use]
    pub fn about(&self) -> Target {
        self.document.about()
    }

    #[must_use]
    pub fn form(&self) -> PrintedForm {
        self.document.form()
    }

    /// Whether it can have come out.
    #[must_use]
    pub fn went_out(&self) -> bool {
        matches!(
            self.step,
            Step::Sent
                | Step::Waiting
                | Step::Printing
                | Step::Done
                | Step::Stopped(_)
                | Step::Gone
                | Step::Unsure
        )
    }

    fn failed(&self) -> bool {
        matches!(self.step, Step::Failed(_) | Step::NotNoted(_))
    }
}

#[derive(Debug)]
pub struct Run {
    pub id: u64,
    pub choice: Choice,
    pub outlet: Outlet,
    pub sheets: Vec<Sheet>,
    /// Papers of an earlier run that are not to come out beside these.
    pub take_back: Vec<Sent>,
    safe: Safe,
    watch: Watch,
}

impl Run {
    #[must_use]
    pub fn new(
        id: u64,
        choice: Choice,
        outlet: Outlet,
        sheets: Vec<Sheet>,
        take_back: Vec<Sent>,
    ) -> Self {
        Self {
            id,
            choice,
            outlet,
            sheets,
            take_back,
            safe: Safe::default(),
            watch: Watch::default(),
        }
    }

    #[must_use]
    pub fn about(&self) -> Option<Target> {
        self.sheets.first().map(Sheet::about)
    }

    /// Everything went out: what is left is to look at the sheets.
    #[must_use]
    pub fn went_out(&self) -> bool {
        self.sheets.iter().all(Sheet::went_out)
    }

    /// Something did not go out, and nothing is under way.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.sheets.iter().any(Sheet::failed)
    }

    /// A print of it is on its way into the journal.
    #[must_use]
    pub fn awaits_journal(&self) -> bool {
        let noting = |sheet: &Sheet| matches!(sheet.step, Step::Password | Step::Noting);
        self.sheets.iter().any(noting)
    }

    /// A person can say something now.
    #[must_use]
    pub fn over(&self) -> bool {
        self.failed() || self.went_out()
    }

    /// Whether papers became files, which nobody has printed yet.
    #[must_use]
    pub fn to_file(&self) -> bool {
        matches!(self.outlet, Outlet::File(_))
    }

    /// Whether one of its papers holds the password of a family.
    #[must_use]
    pub fn holds_password(&self) -> bool {
        let mut sheets = self.sheets.iter();
        sheets.any(|sheet| holds_password(&sheet.document))
    }

    /// What makes the passwords that are missing; none, where no paper of the run needs one.
    #[must_use]
    pub fn passwords(&self) -> Option<Order> {
        let sheets = self.sheets.iter().enumerate();
        let missing = sheets.filter(|(_, sheet)| sheet.step == Step::Password);
        let at: Vec<usize> = missing.map(|(at, _)| at).collect();
        (!at.is_empty()).then(|| Order::Passwords {
            run: self.id,
            at,
            safe: self.safe.clone(),
        })
    }

    /// The paper that waits for its password at that place.
    pub fn awaits_password(&mut self, at: usize) -> Option<&mut Sheet> {
        let sheet = self.sheets.get_mut(at)?;
        (sheet.step == Step::Password).then_some(sheet)
    }

    /// The journal has taken what has that ticket. The order, once it has all of it.
    pub fn noted(&mut self, ticket: Ticket) -> Option<Order> {
        let sheet = self.awaiting(ticket, true)?;
        if sheet.step == Step::Noting && sheet.note.is_none() && sheet.issue.is_none() {
            sheet.step = Step::Noted;
        }
        self.order()
    }

    /// The journal has not taken it: none of the papers is printed.
    pub fn not_noted(&mut self, ticket: Ticket, why: &Cause) -> bool {
        let Some(sheet) = self.awaiting(ticket, false) else {
            return false;
        };
        sheet.step = Step::NotNoted(why.clone());
        self.safe.wipe();
        true
    }

    fn awaiting(&mut self, ticket: Ticket, saved: bool) -> Option<&mut Sheet> {
        let mut sheets = self.sheets.iter_mut();
        sheets.find_map(|sheet| sheet.awaited(ticket, saved).then_some(sheet))
    }

    /// What the press has to do, once every paper that did not go out yet is journalled.
    pub fn order(&mut self) -> Option<Order> {
        let ready = |sheet: &Sheet| sheet.step == Step::Noted || sheet.went_out();
        if !self.sheets.iter().all(ready) {
            return None;
        }
        let due = self.sheets.iter_mut().enumerate();
        let due = due.filter(|(_, sheet)| sheet.step == Step::Noted);
        let documents = due.map(|(at, sheet)| {
            sheet.step = Step::Making;
            (at, sheet.document.clone())
        });
        Some(Order::Print {
            run: self.id,
            outlet: self.outlet.clone(),
            documents: documents.collect(),
            take_back: std::mem::take(&mut self.take_back),
            safe: self.safe.clone(),
            watch: self.watch.clone(),
        })
    }

    /// Makes what did not go out ready to be tried once more: an extract with another password. What the journal holds
    /// already is not written again.
    pub fn again(&mut self) {
        self.safe.wipe();
        for sheet in &mut self.sheets {
            sheet.step = match &sheet.step {
                Step::NotNoted(_) | Step::Failed(_) | Step::Making | Step::Noting | Step::Noted
                    if holds_password(&sheet.document) =>
                {
                    Step::Password
                }
                Step::NotNoted(_) => Step::Noting,
                Step::Failed(_) | Step::Making => Step::Noted,
                other => other.clone(),
            };
        }
    }

    /// What the press says of a paper. True: it has just gone out.
    pub fn progress(&mut self, at: usize, progress: Progress) -> bool {
        let Some(sheet) = self.sheets.get_mut(at) else {
            return false;
        };
        let before = sheet.went_out();
        sheet.step = match progress {
            Progress::Making => Step::Making,
            Progress::Sent(sent) => {
                sheet.sent = Some(sent);
                Step::Sent
            }
            Progress::Became(JobState::Waiting) => Step::Waiting,
            Progress::Became(JobState::Printing) => Step::Printing,
            Progress::Became(JobState::Done) => Step::Done,
            Progress::Became(JobState::Stopped(why)) => Step::Stopped(why),
            Progress::Became(JobState::Gone) => Step::Gone,
            Progress::Failed(Failure::Print(PrintError::TimedOut(_))) => Step::Unsure,
            Progress::Failed(failure) => {
                // What waits behind it gets another one, if it is tried again.
                self.safe.wipe();
                Step::Failed(failure)
            }
        };
        !before && sheet.went_out()
    }

    /// Papers that a queue may still hold.
    #[must_use]
    pub fn in_queue(&self) -> Vec<Sent> {
        let waits = |sheet: &&Sheet| {
            matches!(
                sheet.step,
                Step::Sent | Step::Waiting | Step::Printing | Step::Stopped(_)
            )
        };
        let queued = |sheet: &Sheet| match &sheet.sent {
            Some(sent @ Sent::Queued { .. }) => Some(sent.clone()),
            _ => None,
        };
        self.sheets
            .iter()
            .filter(waits)
            .filter_map(queued)
            .collect()
    }
}

/// Nobody waits for it any more: its thread ends.
impl Drop for Run {
    fn drop(&mut self) {
        self.watch.end();
    }
}

/// Whether the paper shows the password of a family.
#[must_use]
pub fn holds_password(document: &Document) -> bool {
    matches!(document, Document::RegisterExtract(_))
}
