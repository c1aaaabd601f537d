//! What became of steps: of those given one by one, and of a marked block, a row each.

use super::give::Fate;
use crate::domain::RequestId;
use crate::sync::desk::{News, Ticket};
use crate::tui::widgets::Cursor;

/// A step and how far it has come.
#[derive(Clone, Debug)]
pub struct Given {
    pub id: RequestId,
    pub fate: Fate,
}

/// The rows of a block; they stay until the clerk closes them.
#[derive(Debug, Default)]
pub struct Results {
    pub rows: Vec<Given>,
    pub cursor: Cursor,
}

/// How many of a block have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub applied: usize,
    pub waiting: usize,
    pub refused: usize,
}

impl Results {
    pub fn hear(&mut self, news: &News) {
        for row in &mut self.rows {
            if row.fate.hear(news) {
                return;
            }
        }
    }

    /// Another step was given for a request of the block: its row shows how that one goes.
    pub fn again(&mut self, id: RequestId, ticket: Ticket) {
        for row in self.rows.iter_mut().filter(|row| row.id == id) {
            row.fate = Fate::Saving(ticket);
        }
    }

    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            match row.fate {
                Fate::Applied => tally.applied += 1,
                Fate::Saving(_) | Fate::Waiting(_) => tally.waiting += 1,
                Fate::Refused(_) | Fate::Elsewhere => tally.refused += 1,
            }
        }
        tally
    }

    #[must_use]
    pub fn selected(&self) -> Option<&Given> {
        self.rows.get(self.cursor.selected())
    }
}
