//! The cheapest way to move the cursor.
//!
//! From past the last column (the next character would wrap, or not: terminals differ) only ways that begin with a
//! return or name a column are taken. A line feed is used in the first column alone, so that it doesn't matter whether
//! the terminal line turns it into a return and a feed.

use super::glyph::Glyph;
use super::pen::Pen;

/// A cell, or the place past the last column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub x: usize,
    pub y: usize,
}

/// What lies around the way.
pub(super) struct Ground<'a> {
    /// The row of the target as the terminal shows it.
    pub row: &'a [Glyph],
    /// The pen in hand: cells that look like it may be written again to step over them.
    pub pen: Pen,
}

#[derive(Clone, Copy)]
enum Vertical {
    None,
    Feed(usize),
    Down(usize),
    Up(usize),
    Row,
}

#[derive(Clone, Copy)]
enum Across {
    None,
    Back(usize),
    Left(usize),
    Right(usize),
    Rewrite(usize),
    Column,
}

#[derive(Clone, Copy)]
enum Way {
    Absolute,
    Steps {
        returns: bool,
        vertical: Vertical,
        across: Across,
    },
}

/// Appends the shortest way from one place to another; `from` is `None` if the cursor may be anywhere.
pub(super) fn go(from: Option<At>, to: At, ground: &Ground<'_>, out: &mut Vec<u8>) {
    if from == Some(to) {
        return;
    }
    let mut best = (absolute_cost(to), Way::Absolute);
    if let Some(from) = from {
        let at_edge = from.x >= ground.row.len();
        for returns in [true, false] {
            if at_edge && !returns {
                continue;
            }
            let start = if returns { 0 } else { from.x };
            let (down, vertical) = vertical(from.y, to.y, start == 0);
            let (aside, across) = across(start, to.x, ground);
            let cost = usize::from(returns) + down + aside;
            if cost < best.0 {
                let way = Way::Steps {
                    returns,
                    vertical,
                    across,
                };
                best = (cost, way);
            }
        }
        if at_edge && from.y == to.y && sequence(to.x + 1) < best.0 {
            let way = Way::Steps {
                returns: false,
                vertical: Vertical::None,
                across: Across::Column,
            };
            best = (0, way);
        }
    }
    match best.1 {
        Way::Absolute => send_absolute(to, out),
        Way::Steps {
            returns,
            vertical,
            across,
        } => {
            if returns {
                out.push(b'\r');
            }
            send_vertical(vertical, to, out);
            send_across(across, to, ground, out);
        }
    }
}

/// Bytes of the shortest way.
fn vertical(from: usize, to: usize, in_first_column: bool) -> (usize, Vertical) {
    let row = sequence(to + 1);
    if to == from {
        return (0, Vertical::None);
    }
    let relative = sequence(to.abs_diff(from));
    if to > from {
        let rows = to - from;
        if in_first_column && rows <= relative.min(row) {
            (rows, Vertical::Feed(rows))
        } else if relative <= row {
            (relative, Vertical::Down(rows))
        } else {
            (row, Vertical::Row)
        }
    } else if relative <= row {
        (relative, Vertical::Up(from - to))
    } else {
        (row, Vertical::Row)
    }
}

fn across(from: usize, to: usize, ground: &Ground<'_>) -> (usize, Across) {
    if from == to {
        return (0, Across::None);
    }
    let mut best = (sequence(to + 1), Across::Column);
    let mut offer = |cost: usize, way: Across| {
        if cost < best.0 {
            best = (cost, way);
        }
    };
    let distance = from.abs_diff(to);
    if to < from {
        offer(sequence(distance), Across::Left(distance));
        offer(distance, Across::Back(distance));
    } else {
        offer(sequence(distance), Across::Right(distance));
        if distance < 8
            && let Some(cost) = rewrite_cost(from, to, ground)
        {
            offer(cost, Across::Rewrite(from));
        }
    }
    best
}

/// Bytes of writing the cells between again, if the pen in hand shows them as they are.
fn rewrite_cost(from: usize, to: usize, ground: &Ground<'_>) -> Option<usize> {
    let cells = ground.row.get(from..to)?;
    if cells.first().is_some_and(Glyph::is_tail) || ground.row.get(to).is_some_and(Glyph::is_tail) {
        return None;
    }
    cells.iter().try_fold(0, |cost, glyph| {
        let writable = glyph.is_known() && (glyph.is_tail() || glyph.suits(ground.pen));
        writable.then(|| cost + glyph.bytes().len())
    })
}

fn send_absolute(to: At, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        number(to.y + 1, out);
    }
    if to.x > 0 {
        out.push(b';');
        number(to.x + 1, out);
    }
    out.push(b'H');
}

fn absolute_cost(to: At) -> usize {
    let row = if to.y > 0 { digits(to.y + 1) } else { 0 };
    let column = if to.x > 0 { 1 + digits(to.x + 1) } else { 0 };
    3 + row + column
}

fn send_vertical(vertical: Vertical, to: At, out: &mut Vec<u8>) {
    match vertical {
        Vertical::None => {}
        Vertical::Feed(n) => out.extend(std::iter::repeat_n(b'\n', n)),
        Vertical::Down(n) => send(n, b'B', out),
        Vertical::Up(n) => send(n, b'A', out),
        Vertical::Row => send(to.y + 1, b'd', out),
    }
}

fn send_across(across: Across, to: At, ground: &Ground<'_>, out: &mut Vec<u8>) {
    match across {
        Across::None => {}
        Across::Back(n) => out.extend(std::iter::repeat_n(b'\x08', n)),
        Across::Left(n) => send(n, b'D', out),
        Across::Right(n) => send(n, b'C', out),
        Across::Column => send(to.x + 1, b'G', out),
        Across::Rewrite(from) => {
            for glyph in &ground.row[from..to.x] {
                out.extend_from_slice(glyph.bytes());
            }
        }
    }
}

/// Appends a sequence with one parameter, which is left out if it is 1.
pub(super) fn send(n: usize, end: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        number(n, out);
    }
    out.push(end);
}

/// Bytes of [`send`].
pub(super) fn sequence(n: usize) -> usize {
    if n == 1 { 3 } else { 3 + digits(n) }
}

fn digits(n: usize) -> usize {
    n.checked_ilog10().map_or(1, |log| log as usize + 1)
}

fn number(n: usize, out: &mut Vec<u8>) {
    let mut unit = 10_usize.pow(n.checked_ilog10().unwrap_or(0));
    while unit > 0 {
        out.push(b'0' + (n / unit % 10) as u8);
        unit /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: Option<(usize, usize)>, to: (usize, usize)) -> String {
        let row = vec![Glyph::unknown(); 100];
        way_over(&row, from, to)
    }

    fn way_over(row: &[Glyph], from: Option<(usize, usize)>, to: (usize, usize)) -> String {
        let mut out = Vec::new();
        let ground = Ground {
            row,
            pen: Pen::default(),
        };
        let from = from.map(|(x, y)| At { x, y });
        go(from, At { x: to.0, y: to.1 }, &ground, &mut out);
        String::from_utf8(out)
            .unwrap()
            .replace('\x1b', "E")
            .replace('\r', "R")
            .replace('\n', "N")
            .replace('\x08', "B")
    }

    #[test]
    fn each_way_is_taken_where_it_is_the_shortest() {
        assert_eq!(way(Some((5, 5)), (5, 5)), "");
        assert_eq!(way(None, (0, 0)), "E[H");
        assert_eq!(way(None, (0, 11)), "E[12H");
        assert_eq!(way(None, (7, 0)), "E[;8H");
        assert_eq!(way(None, (98, 28)), "E[29;99H");
        assert_eq!(way(Some((40, 5)), (0, 5)), "R");
        assert_eq!(way(Some((40, 5)), (0, 7)), "RNN");
        assert_eq!(way(Some((0, 5)), (0, 6)), "N");
        assert_eq!(way(Some((40, 5)), (38, 5)), "BB");
        assert_eq!(way(Some((40, 5)), (20, 5)), "E[21G");
        assert_eq!(way(Some((45, 5)), (41, 5)), "E[4D");
        assert_eq!(way(Some((40, 5)), (41, 5)), "E[C");
        assert_eq!(way(Some((40, 5)), (44, 5)), "E[4C");
        assert_eq!(way(Some((40, 5)), (40, 4)), "E[A");
        assert_eq!(way(Some((40, 5)), (40, 6)), "E[B");
        assert_eq!(way(Some((0, 20)), (0, 2)), "E[3H");
        assert_eq!(way(Some((40, 20)), (40, 2)), "E[3d");
        assert_eq!(way(Some((40, 5)), (2, 6)), "E[7;3H");
    }

    #[test]
    fn from_past_the_edge_no_relative_way_is_taken() {
        assert_eq!(way(Some((100, 5)), (99, 5)), "RE[99C");
        assert_eq!(way(Some((100, 5)), (0, 6)), "RN");
        assert_eq!(way(Some((100, 5)), (98, 6)), "E[7;99H");
        assert_eq!(way(Some((100, 5)), (1, 5)), "RE[C");
        assert_eq!(way(Some((100, 5)), (60, 5)), "E[61G");
    }

    #[test]
    fn cells_are_written_again_when_that_is_shorter_and_they_fit_the_pen() {
        use ratatui::buffer::Cell;
        let letter = |s: &'static str| Glyph::of(&Cell::new(s)).0;
        let mut row = vec![letter("a"); 100];
        assert_eq!(way_over(&row, Some((40, 5)), (42, 5)), "aa");
        assert_eq!(way_over(&row, Some((100, 5)), (2, 6)), "RNaa");
        row[41] = letter("Ж");
        assert_eq!(way_over(&row, Some((40, 5)), (42, 5)), "aЖ");
        row[41] = letter("漢");
        row[42] = Glyph::tail(Pen::default());
        assert_eq!(way_over(&row, Some((41, 5)), (43, 5)), "漢");
        assert_eq!(way_over(&row, Some((42, 5)), (43, 5)), "E[C");
        assert_eq!(way_over(&row, Some((41, 5)), (42, 5)), "E[C");
        row[41].pen = Pen::new(
            ratatui::style::Color::Red,
            ratatui::style::Color::Reset,
            ratatui::style::Modifier::empty(),
        );
        assert_eq!(way_over(&row, Some((41, 5)), (43, 5)), "E[2C");
    }
}
