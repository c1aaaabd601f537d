//! A screen of glyphs: what is wanted, or what the terminal shows.

use std::ops::Range;

use ratatui::buffer::Buffer;

use super::glyph::Glyph;
use super::pen::Pen;

/// Rows of glyphs. Every wide character is followed by its tail, in the same row.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    width: usize,
    height: usize,
    cells: Vec<Glyph>,
}

impl Grid {
    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.height
    }

    pub fn row(&self, y: usize) -> &[Glyph] {
        &self.cells[y * self.width..(y + 1) * self.width]
    }

    pub fn row_mut(&mut self, y: usize) -> &mut [Glyph] {
        &mut self.cells[y * self.width..(y + 1) * self.width]
    }

    pub fn same_as(&self, other: &Self) -> bool {
        self.width == other.width && self.height == other.height && self.cells == other.cells
    }

    /// Becomes a blank screen of this size.
    pub fn clear(&mut self, width: usize, height: usize) {
        self.width = width;
        self.height = height;
        self.cells.clear();
        self.cells
            .resize(width * height, Glyph::blank(Pen::default()));
    }

    /// Becomes a copy of the other screen, keeping its memory.
    pub fn copy(&mut self, other: &Self) {
        self.width = other.width;
        self.height = other.height;
        self.cells.clear();
        self.cells.extend_from_slice(&other.cells);
    }

    /// Becomes what the buffer holds. A wide character that doesn't fit before the edge is left blank.
    pub fn take(&mut self, buffer: &Buffer) {
        self.width = usize::from(buffer.area.width);
        self.height = usize::from(buffer.area.height);
        self.cells.clear();
        if self.width == 0 {
            self.height = 0;
            return;
        }
        for cells in buffer.content.chunks_exact(self.width) {
            let mut x = 0;
            while let Some(cell) = cells.get(x) {
                let (mut glyph, place) = Glyph::of(cell);
                let place = place.min(self.width - x);
                if glyph.width() > place {
                    glyph = Glyph::blank(glyph.pen.on_blank());
                }
                self.cells.push(glyph);
                if place == 2 {
                    self.cells.push(if glyph.width() == 2 {
                        Glyph::tail(glyph.pen)
                    } else {
                        Glyph::blank(glyph.pen.on_blank())
                    });
                }
                x += place;
            }
        }
    }

    /// Moves rows within `rows` by `by`: up if positive. Rows that come in are blank.
    pub fn shift(&mut self, rows: Range<usize>, by: isize) {
        let cells = &mut self.cells[rows.start * self.width..rows.end * self.width];
        let count = (by.unsigned_abs() * self.width).min(cells.len());
        let blank = Glyph::blank(Pen::default());
        if by > 0 {
            cells.copy_within(count.., 0);
            let kept = cells.len() - count;
            cells[kept..].fill(blank);
        } else {
            let kept = cells.len() - count;
            cells.copy_within(..kept, count);
            cells[..count].fill(blank);
        }
    }
}
