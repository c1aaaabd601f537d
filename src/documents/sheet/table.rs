//! Tables of amounts: columns that are added up by eye, so that all figures stand on the right edge of theirs.

use super::{BODY, Face, LABEL, Mark, Piece, Setter, THIN, rule};
use crate::documents::content::Table;

/// The column of what the amounts are for, and each column of amounts.
const NAMES: f32 = 132.0;
const AMOUNTS: f32 = 120.0;
const LINE: f32 = 15.0;
const HEAD_LINE: f32 = 11.5;

impl Setter<'_> {
    /// Stands on one sheet with its sums, unless it is longer than a sheet.
    pub(super) fn table(&mut self, table: &Table) {
        let first = self.pieces.len();
        let width = NAMES + AMOUNTS * (table.head.len().saturating_sub(1)) as f32;
        self.head_of_table(table, width);
        for row in &table.rows {
            let marks = self.cells(row, Face::Text);
            self.line_of_table(marks, 0.0);
        }
        let mut marks = self.cells(&table.sums, Face::Strong);
        marks.push(rule(0.0, 1.0, width, THIN));
        self.line_of_table(marks, 2.0);
        self.bind(first);
        if let Some(last) = self.pieces.last_mut() {
            last.with_next = false;
        }
    }

    fn head_of_table(&mut self, table: &Table, width: f32) {
        let cells = table.head.iter().enumerate();
        let wrapped: Vec<(usize, Vec<String>)> = cells
            .map(|(at, text)| {
                let room = if at == 0 { NAMES } else { AMOUNTS } - 10.0;
                (at, self.lines(Face::Label, LABEL, text, room))
            })
            .collect();
        let count = wrapped.iter().map(|(_, lines)| lines.len()).max();
        let count = count.unwrap_or_default();
        let mut marks = Vec::new();
        for (column, lines) in wrapped {
            let above = count - lines.len();
            for (at, text) in lines.into_iter().enumerate() {
                let y = (above + at + 1) as f32 * HEAD_LINE - 2.5;
                marks.push(self.cell(column, Face::Label, LABEL, y, text));
            }
        }
        let height = count as f32 * HEAD_LINE + 3.0;
        marks.push(rule(0.0, height - 1.5, width, THIN));
        self.pieces.push(Piece {
            above: 8.0,
            height,
            marks,
            with_next: true,
        });
    }

    fn cells(&self, row: &[String], face: Face) -> Vec<Mark> {
        let cells = row.iter().enumerate();
        cells
            .map(|(at, text)| self.cell(at, face, BODY, LINE - 3.0, text.clone()))
            .collect()
    }

    fn line_of_table(&mut self, marks: Vec<Mark>, above: f32) {
        self.pieces.push(Piece {
            above,
            height: LINE,
            marks,
            with_next: true,
        });
    }

    /// The first column begins at its left edge, the others end at their right one.
    fn cell(&self, column: usize, face: Face, size: f32, y: f32, text: String) -> Mark {
        let x = match column {
            0 => 0.0,
            at => NAMES + AMOUNTS * at as f32 - self.width(face, size, &text),
        };
        Mark::Text {
            x,
            y,
            face,
            size,
            text,
        }
    }
}
