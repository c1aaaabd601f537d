//! A plain list of lines with one selected: choices of a dialog, hits of the palette.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ink::{self, Ink};
use super::signs;
use super::table::Cursor;
use crate::tui::plain;
use crate::tui::theme::{Role, Theme};

/// Draws `len` lines, as many as fit; `row` gives the pieces of one line. The choice keeps its sign while the focus is
/// elsewhere: it still counts, and colour alone says nothing.
pub struct List {
    pub len: usize,
    pub focused: bool,
}

const MARK: u16 = 2;

impl List {
    pub fn draw<'r>(
        &self,
        cursor: &Cursor,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
        mut row: impl FnMut(usize) -> Vec<Ink<'r>>,
    ) {
        if area.width <= MARK {
            return;
        }
        let height = usize::from(area.height);
        let offset = cursor.settle(self.len, height);
        for line in 0..height.min(self.len.saturating_sub(offset)) {
            let index = offset + line;
            let y = area.y + line as u16;
            let mut pieces = row(index);
            if index == cursor.selected() {
                let bar = Rect::new(area.x, y, area.width, 1);
                buf.set_style(bar, theme.style(Role::SelectedRow));
                let role = if self.focused {
                    Role::Selected
                } else {
                    Role::Dim
                };
                Ink::own(signs::SELECTED)
                    .role(role)
                    .draw(theme, area.x, y, MARK, buf);
                if let Some(first) = pieces.first_mut() {
                    first.role = Role::Selected;
                }
                if self.focused {
                    plain::place(theme, (index, self.len), y, buf);
                }
            }
            let room = Rect::new(area.x + MARK, y, area.width - MARK, 1);
            let room = plain::row(theme, room, buf);
            ink::line(&pieces, theme, room, buf);
        }
    }
}
