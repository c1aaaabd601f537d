//! Lines on a terminal of any size: broken at blanks, scrolled so that the cursor is seen.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::line::Line;

/// The bytes of a text that go into one row each, at most `width` columns; broken at blanks where it can.
pub(super) fn folds(text: &str, width: u16) -> Vec<Range<usize>> {
    let width = usize::from(width.max(1));
    let mut folds = Vec::new();
    let (mut from, mut used) = (0, 0);
    let mut blank: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && c == ' ' {
            folds.push(from..at + 1);
            (from, used, blank) = (at + 1, 0, None);
            continue;
        }
        if used + wide > width {
            let end = blank.map_or(at, |blank| blank + 1);
            folds.push(from..end);
            from = end;
            used = text[from..at].width();
            blank = None;
        }
        if c == ' ' {
            blank = Some(at);
        }
        used += wide;
    }
    folds.push(from..text.len());
    folds
}

/// Draws lines into `area`, the focused one in view; returns the place of the cursor. `offset` is the first row that was
/// drawn last, and is moved as little as it can.
pub(super) fn draw(
    lines: &[Line],
    focus: usize,
    offset: usize,
    area: Rect,
    buf: &mut Buffer,
) -> (Position, usize) {
    let height = usize::from(area.height);
    let mut rows: Vec<&str> = Vec::new();
    let mut cursor = (0, 0);
    let mut end = 0;
    for (at, line) in lines.iter().enumerate() {
        let folds = folds(&line.text, area.width);
        if at == focus {
            let byte = line.cursor.unwrap_or(0);
            let row = folds
                .iter()
                .rposition(|fold| fold.start <= byte)
                .unwrap_or(0);
            let column = line.text[folds[row].start..byte.min(line.text.len())].width();
            cursor = (rows.len() + row, column);
            end = rows.len() + folds.len();
        }
        rows.extend(folds.into_iter().map(|fold| &line.text[fold]));
    }
    let mut offset = offset.min(rows.len().saturating_sub(height));
    if end > offset + height {
        offset = end - height;
    }
    offset = offset.min(cursor.0);
    if height > 0 && cursor.0 >= offset + height {
        offset = cursor.0 + 1 - height;
    }
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(offset)) {
        put(
            row,
            Rect {
                y,
                height: 1,
                ..area
            },
            buf,
        );
    }
    let x = u16::try_from(cursor.1).unwrap_or(u16::MAX);
    let y = u16::try_from(cursor.0 - offset).unwrap_or(u16::MAX);
    let place = Position::new(
        area.x + x.min(area.width.saturating_sub(1)),
        area.y + y.min(area.height.saturating_sub(1)),
    );
    (place, offset)
}

/// Writes as much of a text as fits into a row.
pub(super) fn put(text: &str, area: Rect, buf: &mut Buffer) {
    if !area.is_empty() && buf.area.contains((area.x, area.y).into()) {
        let width = usize::from(area.width);
        buf.set_stringn(area.x, area.y, text.trim_end(), width, Style::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: u16) -> Vec<&str> {
        folds(text, width)
            .into_iter()
            .map(|fold| &text[fold])
            .collect()
    }

    #[test]
    fn rows_break_behind_blanks_and_lose_nothing() {
        assert_eq!(broken("одна две три", 8), ["одна две ", "три"]);
        assert_eq!(broken("абвгдежз", 3), ["абв", "где", "жз"]);
        assert_eq!(broken("", 3), [""]);
        assert_eq!(broken("слово слово", 5), ["слово ", "слово"]);
    }

    #[test]
    fn the_focused_line_is_in_view_and_nothing_jumps_without_need() {
        let lines: Vec<Line> = (0..30)
            .map(|n| Line {
                text: format!("строка {n}"),
                ..Line::default()
            })
            .collect();
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 10));
        let (at, offset) = draw(&lines, 4, 0, buf.area, &mut buf);
        assert_eq!((at, offset), (Position::new(0, 4), 0));
        let (at, offset) = draw(&lines, 12, offset, buf.area, &mut buf);
        assert_eq!((at, offset), (Position::new(0, 9), 3));
        let (at, offset) = draw(&lines, 11, offset, buf.area, &mut buf);
        assert_eq!((at, offset), (Position::new(0, 8), 3));
    }
}
