//! A box over the panel: cleared ground, frame, title.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::ink::Ink;
use crate::tui::theme::{Role, Theme};

/// A place of `width` × `height` in the middle of `area`, never larger than it.
#[must_use]
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

/// Draws the empty box and returns the place inside: a column of air at the sides.
///
/// In plain mode nothing else is told while a box is open, and it has no frame.
pub fn draw(title: &Ink<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) -> Rect {
    if theme.is_plain() {
        Clear.render(buf.area, buf);
        let title = Ink::own(title.as_str()).role(Role::PopupTitle);
        title.draw(theme, area.x, area.y, area.width, buf);
        return area.inner(Margin::new(2, 1));
    }
    Clear.render(area, buf);
    Block::bordered()
        .border_type(BorderType::Plain)
        .border_style(theme.style(Role::Border))
        .style(Style::default().patch(theme.style(Role::Popup)))
        .render(area, buf);
    if area.width > 6 {
        let title = Ink::own(format!(" {} ", title.as_str())).role(Role::PopupTitle);
        title.draw(theme, area.x + 2, area.y, area.width - 4, buf);
    }
    area.inner(Margin::new(2, 1))
}
