//! A table of any length: only the rows on the screen are asked for.
//!
//! The selected row has a mark sign and its first column lit, so that moving the selection changes few cells; a theme
//! that wants a full bar gives [`Role::SelectedRow`] a style. The list scrolls only as far as the selection needs.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::columns::{self, Align, Column, GAP};
use super::ink::Ink;
use super::signs;
use crate::tui::action::Action;
use crate::tui::plain;
use crate::tui::theme::{Role, Theme};

/// Where the clerk is in a list, and what the last drawing showed of it.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    selected: usize,
    /// First row on the screen; the drawing moves it as little as it can.
    offset: Cell<usize>,
    /// Rows that the last drawing had room for.
    page: Cell<usize>,
}

impl Cursor {
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Puts the selection on a row; the drawing brings it into view.
    pub fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// Follows a row that moved in a changed list, so that it stays where it is on the screen.
    pub fn carry(&mut self, row: usize) {
        let above = self.selected.saturating_sub(self.offset.get());
        self.selected = row;
        self.offset.set(row.saturating_sub(above));
    }

    /// Keeps the selection inside a list of `len` rows.
    pub fn clamp(&mut self, len: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
    }

    /// Moves by an action inside `len` rows. False: the action is not one of movement.
    pub fn act(&mut self, action: Action, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let page = self.page.get().max(1);
        match action {
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::Down => self.selected = (self.selected + 1).min(last),
            Action::First => self.selected = 0,
            Action::Last => self.selected = last,
            Action::PageUp => {
                self.selected = self.selected.saturating_sub(page);
                self.offset.set(self.offset.get().saturating_sub(page));
            }
            Action::PageDown => {
                self.selected = (self.selected + page).min(last);
                let furthest = len.saturating_sub(page);
                self.offset.set((self.offset.get() + page).min(furthest));
            }
            _ => return false,
        }
        self.clamp(len);
        true
    }

    /// The first row to draw in `height` rows, so that the selection is seen.
    pub(super) fn settle(&self, len: usize, height: usize) -> usize {
        self.page.set(height);
        let selected = self.selected.min(len.saturating_sub(1));
        let mut offset = self.offset.get().min(len.saturating_sub(height.max(1)));
        if selected < offset {
            offset = selected;
        } else if height > 0 && selected >= offset + height {
            offset = selected + 1 - height;
        }
        self.offset.set(offset);
        offset
    }
}

/// What a table looks like. Rows come from a function.
pub struct Table<'a> {
    pub columns: &'a [Column],
    pub len: usize,
    /// Drawn in the middle when there are no rows: say what to do.
    pub empty: Ink<'a>,
    pub focused: bool,
}

/// Room of the mark sign and the space behind it.
const MARK: u16 = 2;

impl Table<'_> {
    /// Draws the header and the rows that fit. `row` gives the cells of one row, one per column.
    pub fn draw<'r>(
        &self,
        cursor: &Cursor,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
        mut row: impl FnMut(usize) -> Vec<Ink<'r>>,
    ) {
        if area.height == 0 || area.width <= MARK {
            return;
        }
        if theme.is_plain() {
            self.draw_sentences(cursor, theme, area, buf, row);
            return;
        }
        let widths = columns::widths(self.columns, area.width - MARK);
        let mut x = area.x + MARK;
        for (column, &width) in self.columns.iter().zip(&widths) {
            if width > 0 {
                let title = Ink::own(column.title.as_str()).role(Role::Label);
                cell(&title, column.align, theme, (x, area.y, width), buf);
                x += width + GAP;
            }
        }
        let height = usize::from(area.height - 1);
        let offset = cursor.settle(self.len, height);
        if self.len == 0 {
            self.draw_empty(theme, area, buf);
            return;
        }
        for line in 0..height.min(self.len - offset) {
            let index = offset + line;
            let y = area.y + 1 + line as u16;
            let selected = index == cursor.selected;
            if selected {
                let bar = Rect::new(area.x, y, area.width, 1);
                buf.set_style(bar, theme.style(Role::SelectedRow));
                if self.focused {
                    Ink::own(signs::SELECTED)
                        .role(Role::Selected)
                        .draw(theme, area.x, y, MARK, buf);
                }
            }
            let mut x = area.x + MARK;
            let mut first = true;
            for ((ink, column), &width) in row(index).into_iter().zip(self.columns).zip(&widths) {
                if width == 0 {
                    continue;
                }
                let lit = selected && first;
                let ink = if lit { ink.role(Role::Selected) } else { ink };
                cell(&ink, column.align, theme, (x, y, width), buf);
                first = false;
                x += width + GAP;
            }
        }
    }
}

impl Table<'_> {
    fn draw_empty(&self, theme: &Theme, area: Rect, buf: &mut Buffer) {
        let lines = super::ink::wrap(self.empty.as_str(), area.width - MARK);
        for (y, text) in (area.y + 1..area.bottom()).zip(lines) {
            let ink = Ink::own(text).role(self.empty.role);
            ink.draw(theme, area.x + MARK, y, area.width - MARK, buf);
        }
    }

    /// Plain mode: each row is a sentence that names its cells, without a header; so many that all fit when they are broken
    /// into the rows of the screen.
    fn draw_sentences<'r>(
        &self,
        cursor: &Cursor,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
        mut row: impl FnMut(usize) -> Vec<Ink<'r>>,
    ) {
        let height = (usize::from(area.height) / self.rows_of_a_sentence(area.width)).max(1);
        let offset = cursor.settle(self.len, height);
        if self.len == 0 {
            self.draw_empty(theme, area, buf);
            return;
        }
        for (y, index) in (area.y..area.bottom()).zip(offset..self.len.min(offset + height)) {
            if index == cursor.selected {
                plain::place(theme, (index, self.len), y, buf);
                if self.focused {
                    plain::here(theme, area.x, y, buf);
                }
            }
            let room = plain::row(theme, Rect::new(area.x, y, area.width, 1), buf);
            let mut x = room.x;
            for (ink, column) in row(index).into_iter().zip(self.columns) {
                if ink.as_str().trim().is_empty() {
                    continue;
                }
                if x > room.x && !column.title.is_empty() {
                    let title = Ink::own(column.title.as_str()).role(Role::Label);
                    x += title.draw(theme, x, y, room.right().saturating_sub(x), buf) + 1;
                }
                x += ink.draw(theme, x, y, room.right().saturating_sub(x), buf) + 2;
            }
        }
    }

    /// Rows of the screen that a sentence of all columns takes when its flexible ones are half full.
    fn rows_of_a_sentence(&self, width: u16) -> usize {
        let columns = self.columns.iter().map(|column| {
            let half = u16::midpoint(column.least, column.most.min(3 * column.least));
            usize::from(half) + column.title.chars().count() + 3
        });
        columns
            .sum::<usize>()
            .div_ceil(usize::from(width.max(1)))
            .max(1)
    }
}

fn cell(
    ink: &Ink<'_>,
    align: Align,
    theme: &Theme,
    (x, y, width): (u16, u16, u16),
    buf: &mut Buffer,
) {
    let shift = match align {
        Align::Left => 0,
        Align::Right => width.saturating_sub(ink.width()),
    };
    ink.draw(theme, x + shift, y, width - shift, buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_scrolls_no_further_than_the_selection_needs() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.settle(100, 10), 0);
        for _ in 0..9 {
            cursor.act(Action::Down, 100);
        }
        assert_eq!(cursor.settle(100, 10), 0);
        cursor.act(Action::Down, 100);
        assert_eq!(cursor.settle(100, 10), 1);
        cursor.act(Action::Up, 100);
        assert_eq!(cursor.settle(100, 10), 1);
    }

    #[test]
    fn a_page_moves_list_and_selection_together() {
        let mut cursor = Cursor::default();
        cursor.settle(100, 10);
        cursor.act(Action::PageDown, 100);
        assert_eq!((cursor.selected(), cursor.settle(100, 10)), (10, 10));
        cursor.act(Action::Last, 100);
        assert_eq!((cursor.selected(), cursor.settle(100, 10)), (99, 90));
        cursor.act(Action::PageUp, 100);
        assert_eq!((cursor.selected(), cursor.settle(100, 10)), (89, 80));
    }

    #[test]
    fn a_carried_row_stays_where_it_is_on_the_screen() {
        let mut cursor = Cursor::default();
        cursor.select(12);
        assert_eq!(cursor.settle(100, 10), 3);
        cursor.carry(15);
        assert_eq!((cursor.selected(), cursor.settle(100, 10)), (15, 6));
    }

    #[test]
    fn a_list_that_shrank_leaves_the_selection_inside() {
        let mut cursor = Cursor::default();
        cursor.settle(50, 10);
        cursor.act(Action::Last, 50);
        cursor.clamp(3);
        assert_eq!((cursor.selected(), cursor.settle(3, 10)), (2, 0));
        assert!(cursor.act(Action::Down, 0));
        assert_eq!(cursor.selected(), 0);
    }
}
