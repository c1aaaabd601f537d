//! The parts of a sheet that are seen before they are read: the large number, frames, lines for a hand to write on.

use super::{
    BODY, CAPTION, Face, LABEL, LEADING, MEASURE, Mark, Piece, Row, Setter, THICK, THIN, frame,
    rule,
};
use crate::documents::content::Signature;

impl Setter<'_> {
    /// Framed text.
    pub(super) fn notice(&mut self, text: &str) {
        const PADDING: f32 = 9.0;
        let lines = self.lines(Face::Text, BODY, text, MEASURE - 2.0 * PADDING);
        let height = lines.len() as f32 * LEADING + 2.0 * PADDING - 3.0;
        let mut marks = frame(0.0, 0.0, MEASURE, height, THICK).to_vec();
        marks.extend(lines.into_iter().enumerate().map(|(at, text)| Mark::Text {
            x: PADDING,
            y: PADDING + 9.5 + at as f32 * LEADING,
            face: Face::Text,
            size: BODY,
            text,
        }));
        self.pieces.push(Piece {
            above: 12.0,
            height: height + 2.0,
            marks,
            with_next: false,
        });
    }

    pub(super) fn number(&mut self, row: &Row) {
        const SIZE: f32 = 34.0;
        let middle = |width: f32| (MEASURE - width) / 2.0;
        self.pieces.push(Piece {
            above: 20.0,
            height: 52.0,
            marks: vec![
                Mark::Text {
                    x: middle(self.width(Face::Label, LABEL, row.label)),
                    y: 10.0,
                    face: Face::Label,
                    size: LABEL,
                    text: row.label.to_owned(),
                },
                Mark::Text {
                    x: middle(self.width(Face::Strong, SIZE, &row.value)),
                    y: 44.0,
                    face: Face::Strong,
                    size: SIZE,
                    text: row.value.clone(),
                },
            ],
            with_next: true,
        });
    }

    /// What is typed from the paper: large, and each on a line of its own.
    pub(super) fn large(&mut self, rows: &[Row]) {
        const SIZE: f32 = 21.0;
        const HEIGHT: f32 = 29.0;
        for row in rows {
            let mark = |x, face, size, text: &str| Mark::Text {
                x,
                y: HEIGHT - 7.0,
                face,
                size,
                text: text.to_owned(),
            };
            self.pieces.push(Piece {
                above: 2.0,
                height: HEIGHT,
                marks: vec![
                    mark(0.0, Face::Label, LABEL, row.label),
                    mark(super::VALUE_AT, Face::Strong, SIZE, &row.value),
                ],
                with_next: true,
            });
        }
    }

    /// Lines for the signature, its decoding and the date. Stands on one sheet with its section, and with the end of the
    /// text before it: nobody signs a sheet that says nothing. A table before it may stay on another one.
    pub(super) fn signature(&mut self, signature: &Signature) {
        const SIGN: (f32, f32) = (VALUE, 130.0);
        const NAME: (f32, f32) = (VALUE + 142.0, 150.0);
        const DATE: (f32, f32) = (VALUE + 304.0, MEASURE - VALUE - 304.0);
        const VALUE: f32 = super::VALUE_AT;
        let before = self.section.saturating_sub(4);
        self.bind(before.max(self.table_end));
        let name = self.lines(Face::Text, BODY, &signature.name, NAME.1);
        let line = 18.0 + name.len() as f32 * LEADING;
        let mut marks = vec![Mark::Text {
            x: 0.0,
            y: line - 3.0,
            face: Face::Text,
            size: BODY,
            text: signature.who.to_owned(),
        }];
        for ((x, width), caption) in [
            (SIGN, "подпись"),
            (NAME, "расшифровка подписи"),
            (DATE, "дата"),
        ] {
            marks.push(rule(x, line, width, THIN));
            marks.push(Mark::Text {
                x: x + (width - self.width(Face::Label, CAPTION, caption)) / 2.0,
                y: line + 11.0,
                face: Face::Label,
                size: CAPTION,
                text: caption.to_owned(),
            });
        }
        let count = name.len();
        marks.extend(name.into_iter().enumerate().map(|(at, text)| Mark::Text {
            x: NAME.0 + (NAME.1 - self.width(Face::Text, BODY, &text)) / 2.0,
            y: line - 3.0 - (count - 1 - at) as f32 * LEADING,
            face: Face::Text,
            size: BODY,
            text,
        }));
        self.pieces.push(Piece {
            above: 2.0,
            height: line + 15.0,
            marks,
            with_next: false,
        });
    }

    /// A framed part with lines for the office's own pen; on one sheet with the signature before it.
    pub(super) fn blanks(&mut self, title: &str, lines: &[[&str; 2]]) {
        const PADDING: f32 = 9.0;
        const ROW: f32 = 27.0;
        const SECOND: f32 = 312.0;
        let height = 20.0 + lines.len() as f32 * ROW + 8.0;
        let mut marks = frame(0.0, 0.0, MEASURE, height, THIN).to_vec();
        marks.push(Mark::Text {
            x: PADDING,
            y: 15.5,
            face: Face::Strong,
            size: 10.5,
            text: title.to_owned(),
        });
        for (at, pair) in lines.iter().enumerate() {
            let y = 20.0 + (at + 1) as f32 * ROW - 6.0;
            for (label, x, end) in [
                (pair[0], PADDING, SECOND - 12.0),
                (pair[1], SECOND, MEASURE - PADDING),
            ] {
                let line = x + self.width(Face::Label, LABEL, label) + 6.0;
                marks.push(rule(line, y + 2.0, end - line, THIN));
                marks.push(Mark::Text {
                    x,
                    y,
                    face: Face::Label,
                    size: LABEL,
                    text: label.to_owned(),
                });
            }
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.with_next = true;
        }
        self.pieces.push(Piece {
            above: 14.0,
            height: height + 2.0,
            marks,
            with_next: false,
        });
    }
}
