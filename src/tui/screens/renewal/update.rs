//! Keys of the renewal's text.

use chrono::Duration;

use super::state::State;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Event};

/// A key that comes so soon behind the text was meant for what lay below.
const SURPRISE: Duration = Duration::seconds(1);

/// What came of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    Open,
    /// Put aside; the outbox has it.
    Later,
    /// Read to its end.
    Done,
}

/// Enter turns the page, and at the end says that all was read.
pub fn update(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Read {
    let Event::Action(action) = event else {
        return Read::Open;
    };
    let surprised = (desk.now - state.shown_at).abs() < SURPRISE;
    match action {
        Action::Submit | Action::Cancel if surprised => {}
        Action::Cancel => return Read::Later,
        Action::Submit if state.scroll.at_end() => return Read::Done,
        Action::Submit => {
            state.scroll.act(Action::PageDown);
        }
        movement => {
            state.scroll.act(*movement);
        }
    }
    Read::Open
}
