//! What the dialog wants of the shell, and what it and the thread of the press say to each other.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::documents::printing::{JobState, Outlet, PrintError, Printer, Sent};
use crate::documents::{Document, PaperError};
use crate::domain::{FamilyPassword, PasswordHash, PrintedForm, Refusal, Target};
use crate::store::family::NotMade;
use crate::sync::desk::Ask;
use crate::tui::screens::Notice;

/// What the dialog wants done. The shell does it.
#[derive(Debug)]
pub enum Act {
    Ask(Ask),
    Press(Order),
    /// All pages of the form are out, as the clerk says.
    Printed(Target, PrintedForm),
    Notice(Notice),
    Close,
}

/// What the press is asked to do, on a thread that ends with it.
#[derive(Debug)]
pub enum Order {
    /// Which printers there are.
    List { server: Option<String> },
    /// A password for each extract of a run, by its place: the hashes are told, the passwords stay in the safe.
    Passwords {
        run: u64,
        at: Vec<usize>,
        safe: Safe,
    },
    Print {
        run: u64,
        outlet: Outlet,
        /// Papers that wait in a queue and are not to come out any more.
        take_back: Vec<Sent>,
        /// Each with its place in the run.
        documents: Vec<(usize, Document)>,
        /// Where the passwords of the extracts lie.
        safe: Safe,
        watch: Watch,
    },
}

/// The passwords of a run, from their making to the paper. Only the press takes one out, once; what is left is wiped with
/// the run.
#[derive(Clone, Default)]
pub struct Safe(Arc<Mutex<BTreeMap<usize, FamilyPassword>>>);

impl Safe {
    pub fn put(&self, at: usize, password: FamilyPassword) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(at, password);
    }

    #[must_use]
    pub fn take(&self, at: usize) -> Option<FamilyPassword> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&at)
    }

    /// Nothing of it will be printed.
    pub fn wipe(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clear();
    }
}

impl fmt::Debug for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Safe(…)")
    }
}

/// Set when nobody waits for a run any more: its thread ends.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<AtomicBool>);

impl Watch {
    pub fn end(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn ended(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the press has to say.
#[derive(Debug)]
pub enum Word {
    Printers(Result<Vec<Printer>, PrintError>),
    /// The password of an extract lies in the safe; this is what the journal is told of it.
    Password {
        run: u64,
        at: usize,
        made: Result<PasswordHash, NotMade>,
    },
    Sheet {
        run: u64,
        at: usize,
        progress: Progress,
    },
    /// All papers of the run were given away, or could not be.
    Handed {
        run: u64,
    },
}

/// How far a paper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The pages are being made.
    Making,
    Sent(Sent),
    Became(JobState),
    Failed(Failure),
}

/// Why a paper did not get onto its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Paper(PaperError),
    Print(PrintError),
    /// There is no password for the family, and without one the extract is worth nothing.
    Password,
    /// The record moved on while the password was made.
    Refused(Refusal),
}
