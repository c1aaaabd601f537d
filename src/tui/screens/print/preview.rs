//! What will be printed, as text over the whole width.

use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::documents::{Document, PaperError};
use crate::tui::action::Action;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Ink, Scroll};

/// Columns at which a paper is set for the first time, before it is known how wide the screen is.
pub(super) const USUAL: u16 = 76;

/// Papers one below the other. They are set anew when the width is another; nothing else changes them.
#[derive(Debug)]
pub struct Preview {
    documents: Vec<Document>,
    width: Cell<u16>,
    rows: RefCell<Vec<String>>,
    scroll: Scroll,
}

impl Preview {
    /// # Errors
    /// A paper that can't be printed as it is.
    pub fn new(documents: Vec<Document>) -> Result<Self, PaperError> {
        let rows = rows(&documents, USUAL)?;
        Ok(Self {
            documents,
            width: Cell::new(USUAL),
            rows: RefCell::new(rows),
            scroll: Scroll::default(),
        })
    }

    pub fn act(&mut self, action: Action) -> bool {
        self.scroll.act(action)
    }

    #[must_use]
    pub fn at_end(&self) -> bool {
        self.scroll.at_end()
    }

    pub fn draw(&self, theme: &Theme, area: Rect, buf: &mut Buffer) {
        if self.width.replace(area.width) != area.width
            && let Ok(rows) = rows(&self.documents, area.width)
        {
            self.rows.replace(rows);
        }
        let rows = self.rows.borrow();
        let lines: Vec<Vec<Ink<'_>>> = rows
            .iter()
            .map(|row| vec![Ink::own(row.as_str())])
            .collect();
        self.scroll.draw(&lines, theme, area, buf);
    }
}

/// The papers as rows, a blank one between them.
fn rows(documents: &[Document], width: u16) -> Result<Vec<String>, PaperError> {
    let mut rows = Vec::new();
    for document in documents {
        if !rows.is_empty() {
            rows.push(String::new());
        }
        rows.extend(document.preview(width)?);
    }
    Ok(rows)
}
