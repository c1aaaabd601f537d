//! A text longer than its place, moved by lines and pages.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ink::{self, Ink};
use crate::tui::action::Action;
use crate::tui::plain;
use crate::tui::theme::Theme;

/// How far a text is scrolled, and what the last drawing had of it.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    offset: Cell<usize>,
    page: Cell<usize>,
    len: Cell<usize>,
}

impl Scroll {
    /// Moves by an action. False: the action is not one of movement.
    pub fn act(&mut self, action: Action) -> bool {
        let page = self.page.get().max(1);
        let furthest = self.len.get().saturating_sub(page);
        let offset = self.offset.get();
        self.offset.set(match action {
            Action::Up => offset.saturating_sub(1),
            Action::Down => (offset + 1).min(furthest),
            Action::PageUp => offset.saturating_sub(page),
            Action::PageDown => (offset + page).min(furthest),
            Action::First => 0,
            Action::Last => furthest,
            _ => return false,
        });
        true
    }

    /// Puts a line at the top, as far as the text goes; the next drawing brings it into bounds.
    pub fn to(&self, line: usize) {
        self.offset.set(line);
    }

    /// The line at the top.
    #[must_use]
    pub fn top(&self) -> usize {
        self.offset.get()
    }

    /// Whether the last line was in view when it was drawn last.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.page.get() > 0 && self.offset.get() + self.page.get() >= self.len.get()
    }

    /// Draws the lines that are in view, each made of pieces.
    pub fn draw(&self, lines: &[Vec<Ink<'_>>], theme: &Theme, area: Rect, buf: &mut Buffer) {
        let height = usize::from(area.height);
        if theme.is_plain() {
            self.draw_read(lines, theme, area, buf);
            return;
        }
        self.page.set(height);
        self.len.set(lines.len());
        let offset = self.offset.get().min(lines.len().saturating_sub(height));
        self.offset.set(offset);
        for (row, pieces) in lines.iter().skip(offset).take(height).enumerate() {
            let place = Rect::new(area.x, area.y + row as u16, area.width, 1);
            ink::line(pieces, theme, place, buf);
        }
    }

    /// Plain mode: the cursor goes from line to line, to the last one, over what is in view as it goes through a list.
    fn draw_read(&self, lines: &[Vec<Ink<'_>>], theme: &Theme, area: Rect, buf: &mut Buffer) {
        let height = usize::from(area.height);
        let at = self.offset.get().min(lines.len().saturating_sub(1));
        self.offset.set(at);
        // So that the furthest offset is the last line, and a page is as long as what is in view.
        self.page.set(height);
        self.len.set(lines.len() + height.saturating_sub(1));
        let first = at.min(lines.len().saturating_sub(height));
        for (y, (line, pieces)) in (area.y..area.bottom()).zip(lines.iter().enumerate().skip(first))
        {
            let place = plain::row(theme, Rect::new(area.x, y, area.width, 1), buf);
            ink::line(pieces, theme, place, buf);
            if line == at {
                plain::here(theme, area.x, y, buf);
                plain::place(theme, (line, lines.len()), y, buf);
            }
        }
    }
}
