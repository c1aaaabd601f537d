//! Turns rows that are wanted into bytes, keeping account of what the terminal then shows.

use std::ops::Range;

use super::glyph::Glyph;
use super::grid::Grid;
use super::motion::{self, At, Ground};
use super::pen::Pen;
use super::scroll::Block;

/// Shorter runs of blanks before other text are written: erasing leaves the cursor behind, and it costs to catch up.
const MIN_ERASED: usize = 9;

/// The state of the terminal apart from its cells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hand {
    pub pen: Pen,
    /// Past the last column means that the last one was just written. `None`: anywhere.
    pub at: Option<At>,
    /// Whether the cursor is shown; `None` if that isn't known.
    pub cursor: Option<bool>,
}

/// One way of painting a frame.
pub(super) struct Painter<'a> {
    /// What the terminal shows.
    pub shown: &'a mut Grid,
    pub hand: Hand,
    pub out: &'a mut Vec<u8>,
    pub colour_erase: bool,
    pub whole_rows: bool,
    /// Where one types: the row in which the cursor was and stays, and its first column there.
    pub typed: Option<At>,
}

impl Painter<'_> {
    /// Paints all that differs, letting the terminal move a block of rows: lines are deleted on one side of it and inserted
    /// on the other. Rows are painted from top to bottom, so that the way from each to the next is short.
    pub fn rows(&mut self, wanted: &Grid, block: Option<&Block>) {
        let height = wanted.height();
        let Some(Block { rows, by }) = block else {
            self.range(0..height, wanted);
            return;
        };
        let (count, inner) = (by.unsigned_abs(), rows.end < height);
        self.range(0..rows.start, wanted);
        if *by > 0 {
            let come = rows.end - count;
            self.move_lines(rows.start, by.abs());
            self.range(rows.start..come, wanted);
            if inner {
                self.move_lines(come, -by.abs());
            }
            self.range(come..height, wanted);
        } else {
            if inner {
                self.move_lines(rows.end - count, by.abs());
            }
            self.move_lines(rows.start, -by.abs());
            self.range(rows.start..height, wanted);
        }
    }

    fn range(&mut self, rows: Range<usize>, wanted: &Grid) {
        for y in rows {
            self.row(y, wanted.row(y));
        }
    }

    /// Deletes lines from `y` on, or inserts them if `by` is negative. Those below move; blank ones come in.
    fn move_lines(&mut self, y: usize, by: isize) {
        // They take the background of the pen.
        if !Glyph::blank(Pen::default()).suits(self.hand.pen) {
            self.take(Pen::default());
        }
        self.go(0, y);
        let end = if by > 0 { b'M' } else { b'L' };
        motion::send(by.unsigned_abs(), end, self.out);
        self.shown.shift(y..self.shown.height(), by);
    }

    /// Paints what differs in one row.
    fn row(&mut self, y: usize, want: &[Glyph]) {
        let mut x = 0;
        if self.whole_rows && self.shown.row(y) != want {
            x = self.write(y, want);
        }
        while let Some(next) = self.next_difference(x, y, want) {
            x = next;
            let glyph = want[x];
            if glyph.is_erasable(self.colour_erase)
                && let Some(run) = self.worth_erasing(x, y, want)
            {
                self.erase(run.clone(), y, glyph);
                x = run.end;
                continue;
            }
            self.put(x, y, &glyph, want);
            x += glyph.width();
        }
    }

    /// Writes a row to the end of its text, whatever stands there: from the cursor on where one types, else from its
    /// beginning. Returns the column behind the text.
    fn write(&mut self, y: usize, want: &[Glyph]) -> usize {
        let typed = self.typed.filter(|at| at.y == y && at.x <= want.len());
        let same = typed.filter(|at| self.shown.row(y)[..at.x] == want[..at.x]);
        let mut x = same.map_or(0, |at| at.x);
        if want.get(x).is_some_and(Glyph::is_tail) {
            x -= 1;
        }
        let text = want.iter().rposition(|glyph| !glyph.is_blank());
        let end = text.map_or(0, |last| last + 1);
        while x < end {
            let glyph = want[x];
            self.put(x, y, &glyph, want);
            x += glyph.width();
        }
        x
    }

    /// Leaves the cursor where it is wanted, shown or hidden.
    pub fn cursor(&mut self, wanted: Option<At>) {
        if let Some(to) = wanted {
            self.go(to.x, to.y);
        }
        if self.hand.cursor != Some(wanted.is_some()) {
            let sequence: &[u8] = if wanted.is_some() {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.out.extend_from_slice(sequence);
            self.hand.cursor = Some(wanted.is_some());
        }
    }

    /// The first column from `x` on where a glyph has to be painted. Never the second half of a wide one.
    fn next_difference(&self, x: usize, y: usize, want: &[Glyph]) -> Option<usize> {
        let row = self.shown.row(y);
        let found = (x..want.len()).find(|&x| row[x] != want[x])?;
        if want[found].is_tail() {
            Some(found.saturating_sub(1))
        } else {
            Some(found)
        }
    }

    /// The run of blanks from `x` on, if erasing it is shorter than writing those that differ.
    fn worth_erasing(&self, x: usize, y: usize, want: &[Glyph]) -> Option<Range<usize>> {
        let end = (x..want.len())
            .find(|&at| want[at] != want[x])
            .unwrap_or(want.len());
        let row = self.shown.row(y);
        let differing = (x..end).rev().find(|&at| row[at] != want[at])? + 1 - x;
        let to_edge = end == want.len();
        let worth = if to_edge {
            differing > 3
        } else {
            differing >= MIN_ERASED
        };
        worth.then_some(x..if to_edge { end } else { x + differing })
    }

    fn erase(&mut self, run: Range<usize>, y: usize, blank: Glyph) {
        self.go(run.start, y);
        if !blank.suits(self.hand.pen) {
            self.take(blank.pen);
        }
        if run.end == self.shown.width() {
            self.out.extend_from_slice(b"\x1b[K");
        } else {
            motion::send(run.len(), b'X', self.out);
        }
        self.overwrite(run.clone(), y);
        self.shown.row_mut(y)[run].fill(blank);
    }

    fn put(&mut self, x: usize, y: usize, glyph: &Glyph, want: &[Glyph]) {
        self.go(x, y);
        if !glyph.suits(self.hand.pen) {
            self.take(pen_for(x, glyph, want));
        }
        self.out.extend_from_slice(glyph.bytes());
        let end = x + glyph.width();
        self.overwrite(x..end, y);
        let row = self.shown.row_mut(y);
        row[x] = *glyph;
        row[x + 1..end].fill(Glyph::tail(glyph.pen));
        self.hand.at = Some(At { x: end, y });
    }

    /// Half of a wide character is about to be overwritten: nobody knows what its other half will show.
    fn overwrite(&mut self, columns: Range<usize>, y: usize) {
        let row = self.shown.row_mut(y);
        if row[columns.start].is_tail() && columns.start > 0 {
            row[columns.start - 1] = Glyph::unknown();
        }
        if row.get(columns.end).is_some_and(Glyph::is_tail) {
            row[columns.end] = Glyph::unknown();
        }
    }

    fn go(&mut self, x: usize, y: usize) {
        let to = At { x, y };
        let ground = Ground {
            row: self.shown.row(y),
            pen: self.hand.pen,
        };
        motion::go(self.hand.at, to, &ground, self.out);
        self.hand.at = Some(to);
    }

    fn take(&mut self, pen: Pen) {
        self.hand.pen.change(pen, self.out);
        self.hand.pen = pen;
    }
}

/// For a blank, the pen of the text that follows it, if the blank looks right with that.
fn pen_for(x: usize, glyph: &Glyph, want: &[Glyph]) -> Pen {
    if !glyph.is_blank() {
        return glyph.pen;
    }
    want[x..]
        .iter()
        .find(|next| !next.is_blank())
        .filter(|next| next.pen.same_blank(glyph.pen))
        .map_or(glyph.pen, |next| next.pen)
}
