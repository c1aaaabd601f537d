//! The form on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::State;
use crate::tui::screens::Desk;

#[must_use]
pub fn view(_: &State, _: &Desk<'_>, _: Rect, _: &mut Buffer) -> Option<Position> {
    None
}
