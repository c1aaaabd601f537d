//! What one cell can show, made safe: printable text of a known width, or half of a wide character.
//!
//! A [`Glyph`] never holds a control character, whatever the cell held.

use ratatui::buffer::Cell;
use ratatui::buffer::CellWidth;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

use super::pen::Pen;

/// Bytes kept of one cell: a letter and a few combining marks.
const ROOM: usize = 14;

/// Shown instead of what a terminal would obey, or whose width terminals don't agree upon.
const SUBSTITUTE: char = '?';

/// The content of one cell. Sixteen bytes, so that a whole screen is compared at the speed of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    bytes: [u8; ROOM],
    len: u8,
    width: u8,
    pub pen: Pen,
}

impl Glyph {
    /// A blank as erasing leaves it.
    pub const fn blank(pen: Pen) -> Self {
        let mut bytes = [0; ROOM];
        bytes[0] = b' ';
        Self {
            bytes,
            len: 1,
            width: 1,
            pen,
        }
    }

    /// The second column of a wide character.
    pub const fn tail(pen: Pen) -> Self {
        Self {
            bytes: [0; ROOM],
            len: 0,
            width: 0,
            pen,
        }
    }

    /// A column whose content isn't known: equal to nothing that can be wanted.
    pub fn unknown() -> Self {
        Self {
            width: u8::MAX,
            ..Self::tail(Pen::default())
        }
    }

    /// What the cell will show, and how many columns the cell takes in the buffer's layout (one or two). A glyph
    /// narrower than its place is followed by a blank.
    pub fn of(cell: &Cell) -> (Self, usize) {
        let pen = Pen::new(cell.fg, cell.bg, cell.modifier);
        let symbol = cell.symbol();
        if symbol == " " || cell.modifier.contains(Modifier::HIDDEN) {
            return (Self::blank(pen.on_blank()), 1);
        }
        let mut chars = symbol.chars();
        let Some(base) = chars.next() else {
            return (Self::blank(pen.on_blank()), 1);
        };
        let (base, width) = printable(base);
        let mut glyph = Self::tail(pen);
        glyph.width = width;
        glyph.append(base);
        if chars.as_str().is_empty() {
            return glyph.within(if base == SUBSTITUTE { 1 } else { width });
        }
        for mark in chars.filter(|c| combines(*c)) {
            glyph.append(mark);
        }
        let place = if symbol.contains(char::is_control) {
            1
        } else {
            symbol.cell_width().clamp(1, 2) as u8
        };
        glyph.within(place)
    }

    /// Keeps the glyph within the columns that the layout gave it.
    fn within(self, place: u8) -> (Self, usize) {
        if self.width > place {
            let mut glyph = Self::tail(self.pen);
            glyph.width = 1;
            glyph.append(SUBSTITUTE);
            return (glyph, usize::from(place));
        }
        if self.bytes[0] == b' ' && self.len == 1 {
            return (Self::blank(self.pen.on_blank()), usize::from(place));
        }
        (self, usize::from(place))
    }

    fn append(&mut self, c: char) {
        let mut utf8 = [0; 4];
        let text = c.encode_utf8(&mut utf8).as_bytes();
        let start = usize::from(self.len);
        if let Some(room) = self.bytes.get_mut(start..start + text.len()) {
            room.copy_from_slice(text);
            self.len += text.len() as u8;
        }
    }

    /// The bytes to send; none for the second column of a wide character.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// Columns that writing it fills; 0 for the second column of a wide character.
    pub fn width(&self) -> usize {
        usize::from(self.width)
    }

    pub fn is_blank(&self) -> bool {
        self.bytes() == b" "
    }

    pub fn is_tail(&self) -> bool {
        self.width == 0
    }

    /// Whether it is known what this column shows.
    pub fn is_known(&self) -> bool {
        self.width != u8::MAX
    }

    /// Whether erasing leaves exactly this.
    pub fn is_erasable(&self, colour_erase: bool) -> bool {
        self.is_blank() && self.pen.erases(colour_erase)
    }

    /// Whether writing it with this pen shows what is wanted.
    pub fn suits(&self, pen: Pen) -> bool {
        self.pen == pen || (self.is_blank() && self.pen.same_blank(pen))
    }

    /// One number that differs, nearly always, when glyphs differ.
    pub fn digest(&self) -> u64 {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut low = [0; 8];
        low.copy_from_slice(&self.bytes[..8]);
        let mut high = [0; 8];
        high[..ROOM - 8].copy_from_slice(&self.bytes[8..]);
        high[7] = self.width;
        let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(FACTOR).rotate_left(29);
        mix(
            mix(u64::from_le_bytes(low), u64::from_le_bytes(high)),
            self.pen.digest(),
        )
    }
}

/// The character to send for the first one of a cell, and its width.
fn printable(c: char) -> (char, u8) {
    match c {
        ' '..='~' | 'А'..='я' | 'Ё' | 'ё' => (c, 1),
        // Halves of flags, and separators of lines and paragraphs: every terminal has its own idea.
        '\u{1f1e6}'..='\u{1f1ff}' | '\u{2028}' | '\u{2029}' => (SUBSTITUTE, 1),
        _ if c.is_control() => (SUBSTITUTE, 1),
        _ => match c.width() {
            Some(width @ (1 | 2)) => (c, width as u8),
            Some(0) => (' ', 1),
            _ => (SUBSTITUTE, 1),
        },
    }
}

/// Marks that join the letter before them in every terminal. What steers layout or presentation (directions, joiners,
/// variation selectors, tags, half-width sound marks, Hangul vowels) is left out.
fn combines(c: char) -> bool {
    c.width() == Some(0)
        && !c.is_control()
        && !matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{11ff}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{d7b0}'..='\u{d7ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ff9e}'..='\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn shown(symbol: &str) -> (String, usize, usize) {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        let (glyph, place) = Glyph::of(&cell);
        let text = String::from_utf8(glyph.bytes().to_vec()).unwrap();
        (text, glyph.width(), place)
    }

    #[test]
    fn ordinary_text_is_kept() {
        for (symbol, width) in [
            ("a", 1),
            ("Ы", 1),
            ("ё", 1),
            ("│", 1),
            ("漢", 2),
            ("🙂", 2),
            ("е\u{301}", 1),
        ] {
            assert_eq!(shown(symbol), (symbol.to_owned(), width, width), "{symbol}");
        }
    }

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        for symbol in [
            "\x1b[2J", "\x07", "\u{9b}2J", "\n", "\r\n", "\u{7f}", "\u{2028}", "\x1b",
        ] {
            assert_eq!(shown(symbol).0, "?", "{symbol:?}");
        }
        assert_eq!(shown("a\x1b[2J").0, "a");
        assert_eq!(shown("е\u{301}\x1b").0, "е\u{301}");
        for symbol in ["\u{202e}", "\u{200b}", "\u{feff}", "", "\u{301}"] {
            assert_eq!(shown(symbol).0, " ", "{symbol:?}");
        }
        assert_eq!(shown("a\u{202e}\u{200d}").0, "a");
    }

    #[test]
    fn what_terminals_measure_differently_keeps_its_place() {
        assert_eq!(shown("👨\u{200d}👩\u{200d}👧"), ("👨".to_owned(), 2, 2));
        assert_eq!(shown("❤\u{fe0f}"), ("❤".to_owned(), 1, 2));
        assert_eq!(shown("🇷🇺"), ("?".to_owned(), 1, 2));
    }

    #[test]
    fn many_marks_are_cut_at_a_whole_character() {
        let (text, width, place) = shown(&format!("е{}", "\u{301}".repeat(40)));
        assert_eq!(text, format!("е{}", "\u{301}".repeat(6)));
        assert_eq!((width, place), (1, 1));
    }

    #[test]
    fn hidden_text_is_not_sent() {
        let mut cell = Cell::default();
        cell.set_symbol("s").set_fg(Color::Red);
        cell.modifier = Modifier::HIDDEN;
        assert!(Glyph::of(&cell).0.is_blank());
    }
}
