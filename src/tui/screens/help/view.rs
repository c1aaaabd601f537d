//! The handbook in the panel: an article, or the list of them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::{Mode, State};
use super::{article_view, list_view};
use crate::tui::screens::Desk;

/// Draws what fits, from where the clerk scrolled to. A video's code is drawn over the whole screen instead.
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    match state.mode {
        Mode::Article => {
            article_view::draw(state, desk, area, buf);
            None
        }
        Mode::List => list_view::draw(state, desk, area, buf),
        Mode::Video(_) => None,
    }
}
