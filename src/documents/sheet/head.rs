//! The head of a first sheet: the codes that a scanner reads, and to whom and from whom the paper is.

use super::{Face, LABEL, MEASURE, MM, Mark, Piece, Row, Setter};
use crate::documents::PaperError;
use crate::documents::codes;
use crate::documents::content::{Codes, Content};

/// The side of the QR code.
const QR: f32 = 74.0;
/// Where that begins which stands beside it.
const BESIDE_QR: f32 = 92.0;

impl Setter<'_> {
    pub(super) fn head(&mut self, rows: &[Row], content: &Content) -> Result<(), PaperError> {
        match content.codes {
            Codes::Application(_) => self.head_of_application(rows, &content.codes),
            Codes::Request(_) => self.head_of_request(rows, &content.codes),
        }
    }

    /// The codes at the left; to whom and from whom at the right, line by line.
    fn head_of_application(&mut self, rows: &[Row], codes: &Codes) -> Result<(), PaperError> {
        const MODULE: f32 = 0.4 * MM;
        const HEIGHT: f32 = 44.0;
        const ADDRESS_AT: f32 = 254.0;
        let mut marks = qr(codes)?;
        let (bars, _) = self.bars(codes, MODULE, HEIGHT)?;
        marks.extend(bars.into_iter().map(|mark| mark.shifted(BESIDE_QR, 8.0)));
        let first = self.pieces.len();
        for row in rows {
            self.row(row, ADDRESS_AT, ADDRESS_AT + 74.0, MEASURE);
        }
        let used = self.hang(first, marks);
        self.fill(QR - used);
        // The codes hang from the first line: none of the others may leave it before they end.
        let end = (first + 6).min(self.pieces.len().saturating_sub(1));
        for piece in &mut self.pieces[first..end] {
            piece.with_next = true;
        }
        Ok(())
    }

    /// The QR code at the left; beside it to whom and from whom, and below that the bars, which are three times as long as
    /// those of an application.
    fn head_of_request(&mut self, rows: &[Row], codes: &Codes) -> Result<(), PaperError> {
        const MODULE: f32 = 0.5 * MM;
        const HEIGHT: f32 = 34.0;
        let first = self.pieces.len();
        for row in rows {
            self.row(row, BESIDE_QR, BESIDE_QR + 80.0, MEASURE);
        }
        let used = self.hang(first, qr(codes)?);
        let (bars, height) = self.bars(codes, MODULE, HEIGHT)?;
        self.pieces.push(Piece {
            above: 9.0,
            height,
            marks: bars
                .into_iter()
                .map(|mark| mark.shifted(BESIDE_QR, 0.0))
                .collect(),
            with_next: true,
        });
        self.fill(QR - used - 9.0 - height);
        self.bind(first);
        Ok(())
    }

    /// Puts marks beside the pieces from `first` on; tells how high those are.
    fn hang(&mut self, first: usize, mut marks: Vec<Mark>) -> f32 {
        let pieces = self.pieces[first..].iter();
        let used = pieces.map(|piece| piece.above + piece.height).sum();
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.above = 0.0;
            piece.marks.append(&mut marks);
        }
        used
    }

    /// Empty space, where any is left.
    fn fill(&mut self, height: f32) {
        if height > 0.0 {
            self.pieces.push(Piece {
                height,
                ..Piece::default()
            });
        }
    }

    /// The bars with their number below, and how high both are.
    fn bars(
        &self,
        codes: &Codes,
        module: f32,
        height: f32,
    ) -> Result<(Vec<Mark>, f32), PaperError> {
        let number = codes.bars();
        let bars = codes::code128(&number)?;
        let bar = |(start, length)| Mark::Bar {
            x: start as f32 * module,
            y: 0.0,
            width: length as f32 * module,
            height,
        };
        let mut marks: Vec<Mark> = codes::runs(&bars).into_iter().map(bar).collect();
        let middle = bars.len() as f32 * module / 2.0;
        marks.push(Mark::Text {
            x: middle - self.width(Face::Label, LABEL, &number) / 2.0,
            y: height + 11.0,
            face: Face::Label,
            size: LABEL,
            text: number,
        });
        Ok((marks, height + 14.0))
    }
}

fn qr(codes: &Codes) -> Result<Vec<Mark>, PaperError> {
    let modules = codes::qr(&codes.qr())?;
    let module = QR / modules.len() as f32;
    let rows = modules.iter().enumerate();
    let marks = rows.flat_map(|(row, dark)| {
        let runs = codes::runs(dark).into_iter();
        runs.map(move |(start, length)| Mark::Bar {
            x: start as f32 * module,
            y: row as f32 * module,
            width: length as f32 * module,
            height: module,
        })
    });
    Ok(marks.collect())
}
