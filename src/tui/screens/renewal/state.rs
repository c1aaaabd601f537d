//! How far it was read, and since when it is shown.

use chrono::{DateTime, Utc};

use crate::tui::widgets::Scroll;

#[derive(Debug)]
pub struct State {
    pub(super) scroll: Scroll,
    pub(super) shown_at: DateTime<Utc>,
}

impl State {
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            scroll: Scroll::default(),
            shown_at: now,
        }
    }
}
