//! Finds blocks of rows that moved up or down, so that the terminal can move them itself.
//!
//! These are guesses: each is painted in full and the shortest result wins.

use std::ops::Range;

use super::glyph::Glyph;
use super::grid::Grid;

/// Distances worth a closer look.
const GUESSES: usize = 3;

/// What moving costs at the least: two cursor motions, two sequences.
const MOVE_COST: isize = 12;

/// Rows whose content moves by `by` rows, up if positive; rows that come in are blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub rows: Range<usize>,
    pub by: isize,
}

/// Finds moved blocks; keeps its memory between frames.
#[derive(Debug, Default)]
pub(super) struct Finder {
    shown: Vec<Option<u64>>,
    wanted: Vec<Option<u64>>,
    votes: Vec<u16>,
    kept: Vec<isize>,
    bared: Vec<isize>,
    pub found: Vec<Block>,
}

impl Finder {
    /// Fills `found` with the blocks that seem to have moved between two screens of the same size.
    pub fn look(&mut self, shown: &Grid, wanted: &Grid) {
        self.found.clear();
        let height = wanted.height();
        digests(shown, &mut self.shown);
        digests(wanted, &mut self.wanted);
        self.votes.clear();
        self.votes.resize(2 * height, 0);
        for to in 0..height {
            if self.wanted[to].is_none() || self.wanted[to] == self.shown[to] {
                continue;
            }
            for from in 0..height {
                if self.shown[from] == self.wanted[to] {
                    self.votes[height + from - to] += 1;
                }
            }
        }
        for _ in 0..GUESSES {
            let best = (0..self.votes.len()).max_by_key(|&at| self.votes[at]);
            let Some(best) = best.filter(|&at| self.votes[at] > 0) else {
                return;
            };
            self.votes[best] = 0;
            let by = best.cast_signed() - height.cast_signed();
            if let Some(block) = self.best_block(shown, wanted, by) {
                self.found.push(block);
            }
        }
    }

    /// The rows for which a move by `by` saves most, if it saves anything.
    fn best_block(&mut self, shown: &Grid, wanted: &Grid, by: isize) -> Option<Block> {
        let height = wanted.height();
        let count = by.unsigned_abs();
        // Running sums over rows: bytes saved where a row receives a moved one, and where it is left blank.
        self.kept.clear();
        self.bared.clear();
        self.kept.push(0);
        self.bared.push(0);
        let (mut kept, mut bared) = (0, 0);
        for y in 0..height {
            let now = difference(shown.row(y), wanted.row(y));
            let source = y.checked_add_signed(by).filter(|&from| from < height);
            kept += source.map_or(0, |from| now - difference(shown.row(from), wanted.row(y)));
            bared += now - content(wanted.row(y));
            self.kept.push(kept);
            self.bared.push(bared);
        }
        let (kept, bared) = (&self.kept, &self.bared);
        let mut best = (MOVE_COST, None);
        let mut first = (isize::MIN, 0);
        // Rows that receive moved ones: `first.1..end`.
        let (least, most) = if by > 0 {
            (0, height - count)
        } else {
            (count, height)
        };
        for end in least + 1..=most {
            let start = end - 1;
            let before = if by > 0 {
                -kept[start]
            } else {
                bared[start] - bared[start - count] - kept[start]
            };
            if before > first.0 {
                first = (before, start);
            }
            let after = if by > 0 {
                bared[end + count] - bared[end]
            } else {
                0
            };
            let saved = first.0 + kept[end] + after;
            if saved > best.0 {
                let rows = if by > 0 {
                    first.1..end + count
                } else {
                    first.1 - count..end
                };
                best = (saved, Some(rows));
            }
        }
        best.1.map(|rows| Block { rows, by })
    }
}

/// A digest per row; none for blank rows, which say nothing about movement.
fn digests(grid: &Grid, out: &mut Vec<Option<u64>>) {
    out.clear();
    out.extend((0..grid.height()).map(|y| {
        let row = grid.row(y);
        if row.iter().all(Glyph::is_blank) {
            return None;
        }
        Some(row.iter().fold(0, |hash: u64, glyph| {
            (hash.rotate_left(5) ^ glyph.digest()).wrapping_mul(0x517c_c1b7_2722_0a95)
        }))
    }));
}

/// Bytes of the glyphs that differ.
fn difference(shown: &[Glyph], wanted: &[Glyph]) -> isize {
    let differing = shown.iter().zip(wanted).filter(|(a, b)| a != b);
    differing
        .map(|(_, glyph)| glyph.bytes().len().cast_signed())
        .sum()
}

/// Bytes of the row up to its last letter.
fn content(wanted: &[Glyph]) -> isize {
    let end = wanted.iter().rposition(|glyph| !glyph.is_blank());
    let text = &wanted[..end.map_or(0, |last| last + 1)];
    text.iter()
        .map(|glyph| glyph.bytes().len().cast_signed())
        .sum()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;

    fn grid(rows: &[&str]) -> Grid {
        let mut grid = Grid::default();
        grid.take(&Buffer::with_lines(rows.iter().copied()));
        grid
    }

    fn found(shown: &[&str], wanted: &[&str]) -> Vec<Block> {
        let mut finder = Finder::default();
        finder.look(&grid(shown), &grid(wanted));
        finder.found
    }

    const A: &str = "  первая строка списка ";
    const B: &str = "  вторая строка, другая";
    const C: &str = "  третья, не как прежде";
    const D: &str = "  нечто четвёртое здесь";
    const E: &str = "  и наконец ещё пятое. ";
    const D_LIT: &str = "> нечто четвёртое здесь";
    const E_LIT: &str = "> и наконец ещё пятое. ";
    const HEAD: &str = "= заголовок, неподвижен";
    const BLANK: &str = "                       ";
    const FOOT: &str = "= строка состояния тут ";

    #[test]
    fn a_block_that_moved_up_takes_its_changed_neighbour_along() {
        let moved = found(&[HEAD, A, B, C, D_LIT, FOOT], &[HEAD, B, C, D, E_LIT, FOOT]);
        assert_eq!(moved, [Block { rows: 1..5, by: 1 }]);
    }

    #[test]
    fn a_block_that_moved_down_is_found() {
        let moved = found(&[HEAD, B, C, D, FOOT], &[HEAD, A, B, C, FOOT]);
        assert_eq!(moved, [Block { rows: 1..4, by: -1 }]);
        let moved = found(&[C, D, E, FOOT], &[A, B, C, FOOT]);
        assert_eq!(moved, [Block { rows: 0..3, by: -2 }]);
    }

    #[test]
    fn nothing_moves_where_nothing_did() {
        assert_eq!(found(&[A, B, C], &[A, B, C]), []);
        assert_eq!(found(&[A, B, C], &[A, D, C]), []);
        assert_eq!(found(&[BLANK, BLANK, BLANK], &[A, BLANK, BLANK]), []);
    }
}
