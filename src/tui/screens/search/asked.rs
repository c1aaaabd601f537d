//! What was asked of the register about the line as it stands now. An answer to an older line never lands.

use std::collections::BTreeMap;

use crate::domain::ApplicationNumber;
use crate::sync::desk::{Ticket, Unreachable};

/// How far the register's answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was asked yet.
    #[default]
    None,
    Coming,
    Here {
        more: bool,
    },
    Failed(Unreachable),
}

#[derive(Debug, Default)]
pub struct Asked {
    ticket: Option<Ticket>,
    pub answer: Answer,
    /// Enter was pressed before the answer: one hit opens itself.
    pub open_when_found: bool,
    /// Hits whose showing is being journalled.
    pub showing: BTreeMap<Ticket, ApplicationNumber>,
    /// A showing couldn't be journalled, so that name isn't drawn.
    pub not_journalled: bool,
}

impl Asked {
    /// The line became another: whatever comes for the old one is dropped.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn ask(&mut self, ticket: Ticket) {
        self.ticket = Some(ticket);
        self.answer = Answer::Coming;
    }

    /// Whether the answer belongs to the line as it stands.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.answer == Answer::Coming && self.ticket == Some(ticket)
    }
}
