//! The panel on the screen: what lies on top is drawn over what is below it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::screens::Desk;

use super::state::State;
use super::{batch_view, form, list_view, opened_view};

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    if let Some(batch) = &state.batch {
        batch_view::view(batch, desk, area, buf);
        return None;
    }
    if let Some(form) = &state.form {
        return form::view(form, desk, area, buf);
    }
    let cursor = match &state.opened {
        Some(opened) => {
            opened_view::view(opened, desk, area, buf);
            None
        }
        None => list_view::view(state, desk, area, buf),
    };
    match &state.asking {
        Some(asking) => asking.dialog.draw(desk, area, buf),
        None => cursor,
    }
}
