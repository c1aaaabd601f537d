//! Text that may be drawn: the program's own, or cleaned text from outside, with what it means.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::domain::Clean;
use crate::tui::theme::{Role, Theme};

/// What stands at the end of a text that didn't fit.
const CUT: &str = "…";

/// A piece of text with its meaning. Only [`Ink::own`] takes a plain string: never give it one from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ink<'a> {
    text: Cow<'a, str>,
    pub role: Role,
}

impl<'a> Ink<'a> {
    /// A text of the program: from the language files, a number, a date.
    #[must_use]
    pub fn own(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            role: Role::Text,
        }
    }

    /// A text from outside.
    #[must_use]
    pub fn clean(text: &'a Clean) -> Self {
        Self::own(text.as_str())
    }

    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Columns that the whole text takes.
    #[must_use]
    pub fn width(&self) -> u16 {
        u16::try_from(self.text.width()).unwrap_or(u16::MAX)
    }

    /// The same text, kept by itself.
    #[must_use]
    pub fn into_owned(self) -> Ink<'static> {
        Ink {
            text: Cow::Owned(self.text.into_owned()),
            role: self.role,
        }
    }

    /// Draws at `x`, `y` as much as fits into `width` columns; a cut text ends in "…". Returns the columns used.
    pub fn draw(&self, theme: &Theme, x: u16, y: u16, width: u16, buf: &mut Buffer) -> u16 {
        if width == 0 || !buf.area.contains((x, y).into()) {
            return 0;
        }
        let style = theme.style(self.role);
        if self.width() <= width {
            let (end, _) = buf.set_stringn(x, y, &self.text, usize::from(width), style);
            return end - x;
        }
        let (end, _) = buf.set_stringn(x, y, &self.text, usize::from(width - 1), style);
        let (end, _) = buf.set_stringn(end, y, CUT, 1, style);
        end - x
    }
}

impl<'a> From<&'a Clean> for Ink<'a> {
    fn from(text: &'a Clean) -> Self {
        Self::clean(text)
    }
}

/// Draws pieces one behind the other on the first row of `area`. Returns the columns used.
pub fn line(pieces: &[Ink<'_>], theme: &Theme, area: Rect, buf: &mut Buffer) -> u16 {
    let mut used = 0;
    for piece in pieces {
        used += piece.draw(theme, area.x + used, area.y, area.width - used, buf);
        if used >= area.width {
            break;
        }
    }
    used
}

/// Breaks a text into lines of at most `width` columns, at spaces where it can.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut row = String::new();
        for word in paragraph.split(' ') {
            let gap = usize::from(!row.is_empty());
            if row.width() + gap + word.width() <= width {
                if gap == 1 {
                    row.push(' ');
                }
                row.push_str(word);
                continue;
            }
            if !row.is_empty() {
                lines.push(std::mem::take(&mut row));
            }
            for c in word.chars() {
                if row.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) > width {
                    lines.push(std::mem::take(&mut row));
                }
                row.push(c);
            }
        }
        lines.push(row);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_are_split() {
        assert_eq!(wrap("одна две три", 8), ["одна две", "три"]);
        assert_eq!(wrap("абвгдежз", 3), ["абв", "где", "жз"]);
        assert_eq!(wrap("а\n\nб", 5), ["а", "", "б"]);
    }
}
