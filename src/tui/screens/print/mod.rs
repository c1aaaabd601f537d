//! Printing: which documents, on which printer, and whether all pages came out. It lies over the panel that asked.
//!
//! Nothing goes to a printer or into a file before its print was journalled, and an extract not before the hash of its
//! password was: each print of it has another password, which nobody but the press and the paper ever holds. What is slow happens on the thread of the
//! press; a dialog that is closed meanwhile leaves the run to go on, and what became of it is told as a notice.

mod journal;
mod message;
mod news;
mod outlet;
mod preview;
mod printed;
mod run;
mod state;
mod update;
mod view;
mod words;

use crate::documents::Document;
use crate::domain::PrintedForm;
use crate::tui::screens::common::papers::Lack;

pub use message::{Act, Failure, Order, Progress, Safe, Watch, Word};
pub use news::{hear, told};
pub use outlet::Offered;
pub use state::{Open, State, place};
pub use update::{open, update};
pub use view::view;
pub use words::paper_error;

/// What a screen wants printed.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// In the order in which they come out.
    pub documents: Vec<Document>,
    /// What belongs to them and can't be made now, with why.
    pub lacking: Vec<(PrintedForm, Lack)>,
    /// To be looked at before anything is printed.
    pub preview: bool,
}
