//! The palette as a box: the typed line above the list.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::State;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List, popup};

const WIDTH: u16 = 64;
const MOST_ROWS: u16 = 15;
/// Room for the key behind the name.
const KEY: u16 = 12;

/// Draws the box over the panel; the cursor is in the typed line.
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let rows = (state.entries.len() as u16).clamp(1, MOST_ROWS);
    let place = popup::centred(area, WIDTH, rows + 4);
    let title = Ink::own(desk.texts.get("palette-title"));
    let inside = popup::draw(&title, desk.theme, place, buf);
    let line = Rect {
        height: 1.min(inside.height),
        ..inside
    };
    let mut field = line;
    if desk.plain() {
        let label = Ink::own(desk.texts.get("queue-filter")).role(Role::Label);
        let used = label.draw(desk.theme, line.x, line.y, line.width, buf) + 1;
        field.x += used;
        field.width = field.width.saturating_sub(used);
    }
    let cursor = state.input.draw(true, desk.theme, field, buf);
    let below = Rect::new(
        inside.x,
        (inside.y + 2).min(inside.bottom()),
        inside.width,
        inside.height.saturating_sub(2),
    );
    if state.fitting.is_empty() && below.height > 0 {
        let none = Ink::own(desk.texts.get("palette-none")).role(Role::Dim);
        none.draw(desk.theme, below.x, below.y, below.width, buf);
    }
    let name = usize::from(below.width.saturating_sub(KEY + 2));
    let list = List {
        len: state.fitting.len(),
        focused: true,
    };
    list.draw(&state.cursor, desk.theme, below, buf, |row| {
        let entry = &state.entries[state.fitting[row]];
        vec![
            Ink::own(format!("{:<name$}", entry.label)),
            Ink::own(entry.key.as_str()).role(Role::Key),
        ]
    });
    cursor
}
