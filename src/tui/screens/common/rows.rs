//! Cutting the panel into rows, and lines with something at each end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::plain;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Ink, ink};

/// Takes rows from the top and the bottom of a panel.
pub struct Rows {
    left: Rect,
}

impl Rows {
    #[must_use]
    pub fn new(area: Rect) -> Self {
        Self { left: area }
    }

    /// The next `height` rows from the top, or what is left of them.
    pub fn top(&mut self, height: u16) -> Rect {
        let height = height.min(self.left.height);
        let taken = Rect {
            height,
            ..self.left
        };
        self.left.y += height;
        self.left.height -= height;
        taken
    }

    /// Draws a text into as many rows from the top as it needs.
    pub fn say(&mut self, text: &Ink<'_>, theme: &Theme, buf: &mut Buffer) {
        let lines = ink::wrap(text.as_str(), self.left.width).len();
        let place = self.top(u16::try_from(lines).unwrap_or(u16::MAX));
        paragraph(text, theme, place, buf);
    }

    /// The last `height` rows.
    pub fn bottom(&mut self, height: u16) -> Rect {
        let height = height.min(self.left.height);
        self.left.height -= height;
        Rect {
            y: self.left.bottom(),
            height,
            ..self.left
        }
    }

    #[must_use]
    pub fn rest(self) -> Rect {
        self.left
    }
}

/// Pieces from the left, and one text at the right end where it fits whole.
pub fn both_ends(left: &[Ink<'_>], right: &Ink<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let used = ink::line(left, theme, area, buf);
    let width = right.width();
    if theme.is_plain() {
        let room = plain::row(theme, area, buf);
        right.draw(
            theme,
            area.x + used + 2,
            area.y,
            room.width.saturating_sub(used + 2),
            buf,
        );
        return;
    }
    if width > 0 && used + 1 + width <= area.width {
        right.draw(theme, area.right() - width, area.y, width, buf);
    }
}

/// A text broken into the rows of `area`.
pub fn paragraph(text: &Ink<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) -> u16 {
    let lines = ink::wrap(text.as_str(), area.width);
    let mut row = 0;
    for line in lines.into_iter().take(usize::from(area.height)) {
        Ink::own(line)
            .role(text.role)
            .draw(theme, area.x, area.y + row, area.width, buf);
        row += 1;
    }
    row
}
