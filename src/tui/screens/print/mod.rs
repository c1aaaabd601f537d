//! Printing: which documents, on which printer, and whether all pages came out. It lies over the panel that asked.

use crate::documents::Document;

/// What a screen wants printed.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// In the order in which they come out.
    pub documents: Vec<Document>,
    /// To be looked at before anything is printed.
    pub preview: bool,
}
