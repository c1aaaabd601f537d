//! Bars that lie: parts one behind the other, and texts of a fixed width beside them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

/// Signs of the parts of a bar, in their order. Each is in the fonts of plain consoles.
pub const SIGNS: [&str; 3] = ["█", "▒", "░"];
const ROLES: [Role; 3] = [Role::Accent, Role::Text, Role::Dim];

/// One bar of exactly `width` columns, of which all stand for `most`. A part that is too small for a column has none.
pub fn stacked(parts: &[u64], most: u64, width: u16) -> Vec<Ink<'static>> {
    let most = u128::from(most.max(1));
    let columns = u128::from(width);
    let place = |sum: u64| (u128::from(sum) * columns + most / 2) / most;
    let mut pieces = Vec::with_capacity(parts.len() + 1);
    let (mut sum, mut used) = (0_u64, 0_usize);
    for (at, part) in parts.iter().enumerate() {
        sum = sum.saturating_add(*part);
        let end = usize::try_from(place(sum).min(columns)).unwrap_or(used);
        let (sign, role) = (SIGNS[at % SIGNS.len()], ROLES[at % ROLES.len()]);
        pieces.push(Ink::own(sign.repeat(end - used)).role(role));
        used = end;
    }
    pieces.push(Ink::own(" ".repeat(usize::from(width) - used)));
    pieces
}

/// A text of exactly `width` columns, from the left.
pub fn left(text: &str, width: u16) -> String {
    let width = usize::from(width);
    if text.width() <= width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let next = c.width().unwrap_or(0);
        if used + next + 1 > width {
            break;
        }
        cut.push(c);
        used += next;
    }
    if width > 0 {
        cut.push('…');
        used += 1;
    }
    cut.push_str(&" ".repeat(width - used));
    cut
}

/// A text of at least `width` columns, up to the right.
pub fn right(text: &str, width: u16) -> String {
    let missing = usize::from(width).saturating_sub(text.width());
    format!("{}{text}", " ".repeat(missing))
}

/// The widest of some texts, in columns.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> u16 {
    let widest = texts.into_iter().map(UnicodeWidthStr::width).max();
    u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(parts: &[u64], most: u64, width: u16) -> String {
        let pieces = stacked(parts, most, width);
        pieces.iter().map(Ink::as_str).collect()
    }

    #[test]
    fn parts_follow_each_other_and_the_bar_is_as_wide_as_its_sum() {
        assert_eq!(drawn(&[5, 3, 2], 10, 10), "█████▒▒▒░░");
        assert_eq!(drawn(&[1, 1], 10, 10), "█▒        ");
        assert_eq!(drawn(&[0, 0], 0, 4), "    ");
        assert_eq!(drawn(&[20], 10, 4), "████");
        // Rounding moves the borders, never the end.
        assert_eq!(drawn(&[1, 1, 1], 3, 10), "███▒▒▒▒░░░");
        assert_eq!(drawn(&[u64::MAX, 1], u64::MAX, 3), "███");
    }

    #[test]
    fn texts_have_the_width_that_is_asked_for() {
        assert_eq!(left("Шахматы", 9), "Шахматы  ");
        assert_eq!(left("Шахматы", 5), "Шахм…");
        assert_eq!(left("Шахматы", 0), "");
        assert_eq!(right("7", 3), "  7");
        assert_eq!(widest(["а", "аб"]), 2);
    }
}
