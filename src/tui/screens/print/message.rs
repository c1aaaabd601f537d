//! What the dialog wants of the shell, and what it and the thread of the press say to each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::documents::printing::{JobState, Outlet, PrintError, Printer, Sent};
use crate::documents::{Document, PaperError};
use crate::domain::{ApplicationNumber, PrintedForm};
use crate::sync::desk::Ask;
use crate::tui::screens::Notice;

/// What the dialog wants done. The shell does it.
#[derive(Debug)]
pub enum Act {
    Ask(Ask),
    Press(Order),
    /// All pages of the form are out, as the clerk says.
    Printed(ApplicationNumber, PrintedForm),
    Notice(Notice),
    Close,
}

/// What the press is asked to do, on a thread that ends with it.
#[derive(Debug)]
pub enum Order {
    /// Which printers there are.
    List { server: Option<String> },
    Print {
        run: u64,
        outlet: Outlet,
        /// Papers that wait in a queue and are not to come out any more.
        take_back: Vec<Sent>,
        /// Each with its place in the run.
        documents: Vec<(usize, Document)>,
        watch: Watch,
    },
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
}
