//! How far a text was read: a consent is ticked only when every line of it has been on the screen.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::plain;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Ink, ink};

/// A text that is scrolled, and the lines of it that were shown. What the last drawing had lies in cells.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    offset: Cell<usize>,
    page: Cell<usize>,
    len: Cell<usize>,
    width: Cell<u16>,
    /// Lines from the first on that were on the screen.
    shown: Cell<usize>,
    whole: Cell<bool>,
    turned: bool,
}

impl Reading {
    /// Moves by an action. A page that was not drawn yet is not turned, so that none is passed over.
    pub fn act(&mut self, action: Action) {
        let (offset, page) = (self.offset.get(), self.page.get());
        let furthest = self.len.get().saturating_sub(page);
        let drawn = self.whole.get() || offset + page <= self.shown.get();
        self.offset.set(match action {
            Action::Up => offset.saturating_sub(1),
            Action::PageUp => offset.saturating_sub(page),
            Action::First => 0,
            Action::Down if drawn => (offset + 1).min(furthest),
            Action::PageDown if drawn => (offset + page).min(furthest),
            _ => offset,
        });
        self.turned = match action {
            Action::Up | Action::PageUp | Action::First => self.turned && self.offset.get() > 0,
            _ => self.turned || self.offset.get() > offset,
        };
    }

    /// Whether the beginning was left: the text then needs the room that the heading had.
    #[must_use]
    pub fn turned(&self) -> bool {
        self.turned
    }

    /// Whether every line was on the screen.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.whole.get()
    }

    /// Lines below the ones in view.
    #[must_use]
    pub fn below(&self) -> usize {
        self.len
            .get()
            .saturating_sub(self.offset.get() + self.page.get())
    }

    /// Whether the last drawing had room for any line.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.page.get() > 0 && self.width.get() > 0
    }

    /// Whether lines stand above the ones in view.
    #[must_use]
    pub fn scrolled(&self) -> bool {
        self.offset.get() > 0
    }

    /// Draws the lines that are in view. Another width breaks the text anew: what was not read whole begins again.
    pub fn draw(&self, lines: &[Ink<'_>], theme: &Theme, area: Rect, buf: &mut Buffer) {
        let height = usize::from(area.height);
        if self.width.replace(area.width) != area.width && !self.whole.get() {
            self.offset.set(0);
            self.shown.set(0);
        }
        let offset = self.offset.get().min(lines.len().saturating_sub(height));
        self.offset.set(offset);
        self.page.set(height);
        self.len.set(lines.len());
        if offset <= self.shown.get() {
            self.shown.set(self.shown.get().max(offset + height));
        }
        if height > 0 && area.width > 0 && self.shown.get() >= lines.len() {
            self.whole.set(true);
        }
        for (row, line) in lines.iter().skip(offset).take(height).enumerate() {
            let place = Rect::new(area.x, area.y + row as u16, area.width, 1);
            ink::line(std::slice::from_ref(line), theme, place, buf);
        }
        plain::here(theme, area.x, area.y, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing;

    fn draw(reading: &Reading, lines: usize, width: u16, height: u16) {
        let lines: Vec<Ink<'_>> = (0..lines).map(|n| Ink::own(n.to_string())).collect();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        reading.draw(&lines, &testing::theme(), buf.area, &mut buf);
    }

    #[test]
    fn keys_ahead_of_the_screen_pass_no_page_over() {
        let mut reading = Reading::default();
        draw(&reading, 10, 20, 4);
        for _ in 0..9 {
            reading.act(Action::PageDown);
        }
        assert_eq!((reading.below(), reading.whole()), (2, false));
        draw(&reading, 10, 20, 4);
        assert!(!reading.whole());
        reading.act(Action::PageDown);
        assert!(!reading.whole(), "only a drawing shows it");
        draw(&reading, 10, 20, 4);
        assert!(reading.whole() && reading.below() == 0);
    }

    #[test]
    fn the_heading_gives_way_until_the_beginning_is_back() {
        let mut reading = Reading::default();
        draw(&reading, 10, 20, 6);
        reading.act(Action::PageDown);
        assert!(reading.turned());
        draw(&reading, 10, 20, 12);
        assert!(
            reading.turned() && !reading.scrolled(),
            "all of it fits now"
        );
        reading.act(Action::PageUp);
        assert!(!reading.turned());
    }

    #[test]
    fn no_other_key_leads_to_the_end() {
        let mut reading = Reading::default();
        draw(&reading, 10, 20, 4);
        reading.act(Action::Last);
        draw(&reading, 10, 20, 4);
        assert_eq!(reading.below(), 6);
    }

    #[test]
    fn another_width_begins_again_unless_all_was_read() {
        let mut reading = Reading::default();
        draw(&reading, 10, 20, 6);
        reading.act(Action::Down);
        draw(&reading, 12, 18, 6);
        assert_eq!((reading.below(), reading.scrolled()), (6, false));
        draw(&reading, 12, 18, 12);
        assert!(reading.whole());
        draw(&reading, 30, 9, 6);
        assert!(reading.whole());
    }

    #[test]
    fn what_had_no_room_was_not_read() {
        let reading = Reading::default();
        draw(&reading, 10, 20, 0);
        draw(&reading, 1, 0, 5);
        assert!(!reading.whole());
    }
}
