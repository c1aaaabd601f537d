//! Large letters of half blocks, for headings that are read from across a desk. Upper case only; what has no letter here
//! is told by the caller in ordinary ones.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::tui::theme::{Role, Theme};

/// Rows of the screen that a line of large letters takes.
pub const ROWS: u16 = 3;
/// Points of a letter from top to bottom, without the mark above it.
const POINTS: usize = 5;
/// Columns between two letters.
const GAP: u16 = 1;

/// Rows of points from top to bottom; a sixth row in front is a mark above the letter.
type Glyph = &'static str;

/// Letters that look the same in both alphabets stand here once, as Cyrillic.
#[rustfmt::skip]
const GLYPHS: [(char, Glyph); 78] = [
    ('А', ".##. #..# #### #..# #..#"), ('Б', "#### #... ###. #..# ###."), ('В', "###. #..# ###. #..# ###."),
    ('Г', "### #.. #.. #.. #.."), ('Д', ".###. .#.#. .#.#. ##### #...#"), ('Е', "#### #... ###. #... ####"),
    ('Ё', "#..# #### #... ###. #... ####"), ('Ж', "#.#.# #.#.# .###. #.#.# #.#.#"),
    ('З', "###. ...# .##. ...# ###."), ('И', "#...# #..## #.#.# ##..# #...#"),
    ('Й', "..#.. #...# #..## #.#.# ##..# #...#"), ('К', "#..# #.#. ##.. #.#. #..#"),
    ('Л', ".### .#.# .#.# .#.# ##.#"), ('М', "#...# ##.## #.#.# #...# #...#"),
    ('Н', "#..# #..# #### #..# #..#"), ('О', ".##. #..# #..# #..# .##."), ('П', "#### #..# #..# #..# #..#"),
    ('Р', "###. #..# ###. #... #..."), ('С', ".### #... #... #... .###"), ('Т', "##### ..#.. ..#.. ..#.. ..#.."),
    ('У', "#..# #..# .### ...# ###."), ('Ф', ".###. #.#.# #.#.# .###. ..#.."),
    ('Х', "#...# .#.#. ..#.. .#.#. #...#"), ('Ц', "#..#. #..#. #..#. ##### ....#"),
    ('Ч', "#..# #..# .### ...# ...#"), ('Ш', "#.#.# #.#.# #.#.# #.#.# #####"),
    ('Щ', "#.#.#. #.#.#. #.#.#. ###### .....#"), ('Ъ', "##... .#... .###. .#..# .###."),
    ('Ы', "#....# #....# ###..# #..#.# ###..#"), ('Ь', "#... #... ###. #..# ###."),
    ('Э', "###. ...# .### ...# ###."), ('Ю', "#..##. #.#..# ###..# #.#..# #..##."),
    ('Я', ".### #..# .### .#.# #..#"),
    ('D', "###. #..# #..# #..# ###."), ('F', "#### #... ###. #... #..."), ('G', ".### #... #.## #..# .###"),
    ('I', "### .#. .#. .#. ###"), ('J', "..## ...# ...# #..# .##."), ('L', "#... #... #... #... ####"),
    ('N', "#..# ##.# #.## #..# #..#"), ('Q', ".##. #..# #..# #.## .###"), ('R', "###. #..# ###. #.#. #..#"),
    ('S', ".### #... .##. ...# ###."), ('U', "#..# #..# #..# #..# .##."), ('V', "#...# #...# #...# .#.#. ..#.."),
    ('W', "#...# #...# #.#.# ##.## #...#"), ('Y', "#...# .#.#. ..#.. ..#.. ..#.."),
    ('Z', "#### ...# .##. #... ####"),
    ('0', ".##. #..# #..# #..# .##."), ('1', ".#. ##. .#. .#. ###"), ('2', "###. ...# .##. #... ####"),
    ('3', "###. ...# .##. ...# ###."), ('4', "#..# #..# #### ...# ...#"), ('5', "#### #... ###. ...# ###."),
    ('6', ".##. #... ###. #..# .##."), ('7', "#### ...# ..#. .#.. .#.."), ('8', ".##. #..# .##. #..# .##."),
    ('9', ".##. #..# .### ...# .##."),
    (' ', ".. .. .. .. .."), ('.', ". . . . #"), (',', ". . . # #"), (':', ". # . # ."), ('!', "# # # . #"),
    ('?', "###. ...# .##. .... .#.."), ('-', "... ... ### ... ..."), ('–', "... ... ### ... ..."),
    ('—', "..... ..... ##### ..... ....."), ('(', ".# #. #. #. .#"), (')', "#. .# .# .# #."),
    ('/', "...# ..#. .#.. .#.. #..."), ('«', ".... .#.# #.#. .#.# ...."), ('»', ".... #.#. .#.# #.#. ...."),
    ('"', "#.# #.# ... ... ..."), ('%', "#..# ...# ..#. .#.. #..#"), ('+', "... .#. ### .#. ..."),
    ('№', "#..#.## ##.#.## #.##... #..#.## #..#..."), ('’', "# # . . ."),
    ('\'', "# # . . ."),
];

/// Latin letters with the look of a Cyrillic one.
const LOOK_ALIKE: [(char, char); 11] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
];

/// Breaks a heading into lines that fit into `width` columns. `None`: it has a character without a large letter, or a word
/// that is too wide, or needs more than `most` lines.
#[must_use]
pub fn fit(text: &str, width: u16, most: u16) -> Option<Vec<String>> {
    let text = text.to_uppercase();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if columns(word)? > width {
            return None;
        }
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if columns(&longer)? <= width {
                *line = longer;
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    (!lines.is_empty() && lines.len() <= usize::from(most)).then_some(lines)
}

/// Draws lines that [`fit`] has made, [`ROWS`] rows each. Points that are off are left as they are.
pub fn draw(lines: &[String], theme: &Theme, area: Rect, buf: &mut Buffer) {
    let style = theme
        .style(Role::Title)
        .remove_modifier(Modifier::UNDERLINED);
    let tops = (area.y..area.bottom()).step_by(usize::from(ROWS));
    for (top, line) in tops.zip(lines) {
        let mut x = area.x;
        for glyph in line.chars().filter_map(glyph) {
            let width = glyph_width(glyph);
            for row in 0..ROWS {
                for column in 0..width {
                    let at = (x + column, top + row);
                    let upper = is_on(glyph, 2 * row, column);
                    let lower = is_on(glyph, 2 * row + 1, column);
                    let inside = at.0 < area.right() && at.1 < area.bottom();
                    if (upper || lower) && inside {
                        let block = match (upper, lower) {
                            (true, true) => "█",
                            (true, false) => "▀",
                            _ => "▄",
                        };
                        buf.set_string(at.0, at.1, block, style);
                    }
                }
            }
            x += width + GAP;
        }
    }
}

/// Letters with air between them, for places too small for large ones.
#[must_use]
pub fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for c in text.to_uppercase().chars() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    spaced
}

fn columns(text: &str) -> Option<u16> {
    let mut width = 0;
    for c in text.chars() {
        width += glyph_width(glyph(c)?) + GAP;
    }
    Some(width.saturating_sub(GAP))
}

fn glyph(c: char) -> Option<Glyph> {
    let c = LOOK_ALIKE
        .iter()
        .find(|(latin, _)| *latin == c)
        .map_or(c, |(_, same)| *same);
    GLYPHS
        .iter()
        .find(|(of, _)| *of == c)
        .map(|(_, glyph)| *glyph)
}

fn glyph_width(glyph: Glyph) -> u16 {
    let row = glyph.split(' ').next().unwrap_or_default();
    u16::try_from(row.len()).unwrap_or_default()
}

/// Whether a point is on; row 0 is that of the mark above.
fn is_on(glyph: Glyph, row: u16, column: u16) -> bool {
    let marked = glyph.split(' ').count() > POINTS;
    let row = usize::from(row);
    let row = if marked {
        Some(row)
    } else {
        row.checked_sub(1)
    };
    let points = row.and_then(|row| glyph.split(' ').nth(row));
    points.is_some_and(|points| points.as_bytes().get(usize::from(column)) == Some(&b'#'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tui::testing;

    fn drawn(text: &str, width: u16) -> String {
        let lines = fit(text, width, 9).unwrap();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, ROWS * lines.len() as u16));
        draw(&lines, &testing::theme(), buf.area, &mut buf);
        testing::text(&buf)
    }

    #[test]
    fn every_letter_is_whole_and_like_no_other() {
        let mut seen = BTreeSet::new();
        for (c, glyph) in GLYPHS {
            let rows: Vec<&str> = glyph.split(' ').collect();
            assert!(matches!(rows.len(), 5 | 6), "{c}");
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{c}");
            assert!(glyph.chars().all(|p| matches!(p, '#' | '.' | ' ')), "{c}");
            // Zero is О and three is З; dashes and quotes are their like.
            let twin = matches!(c, '0' | '3' | '–' | '\'');
            assert!(seen.insert(glyph) || twin, "{c} looks like another");
        }
    }

    #[test]
    fn both_alphabets_and_digits_have_letters() {
        for c in ('А'..='Я').chain('A'..='Z').chain('0'..='9').chain(['Ё']) {
            assert!(glyph(c).is_some(), "{c}");
        }
    }

    #[test]
    fn letters_look_so() {
        insta::assert_snapshot!(
            "large_letters",
            drawn("абвгдеёжзийклмнопрстуфхцчшщъыьэюя 0123456789", 76)
        );
    }

    #[test]
    fn what_does_not_fit_is_left_to_ordinary_letters() {
        assert_eq!(fit("Данные ребёнка", 80, 2).unwrap(), ["ДАННЫЕ РЕБЁНКА"]);
        assert_eq!(fit("Данные ребёнка", 40, 2).unwrap(), ["ДАННЫЕ", "РЕБЁНКА"]);
        assert_eq!(fit("Данные ребёнка", 40, 1), None);
        assert_eq!(fit("Человеконенавистничество", 60, 9), None);
        assert_eq!(fit("字", 60, 9), None);
        assert_eq!(fit("", 60, 9), None);
        assert_eq!(spaced("Данные"), "Д А Н Н Ы Е");
    }
}
