//! Sets a paper's content on sheets: sizes, columns, what stays together. Its look is decided here and nowhere else.
//!
//! Black on white, no line under 0.8 points and no letter under 9: a bad copier keeps all of it.

use super::PaperError;
use super::content::{Block, ConsentBlock, Content, Row};
use super::fonts::{Face, Fonts};
use super::page::{self, FOOT, LEFT, MEASURE, MM, Mark, Piece, TOP, WIDTH, frame, rule};
use super::words::{BY_HAND, BY_HAND_SHORT};
use super::wrap::wrap;

mod head;
mod parts;
mod table;

/// Text that is read.
const BODY: f32 = 11.0;
const LEADING: f32 = 14.0;
/// What a line that is written on by hand has above it beside a printed one.
const ROOM_FOR_A_HAND: f32 = 7.0;
/// Legal text: smaller, still easily read.
const SMALL: f32 = 10.5;
const SMALL_LEADING: f32 = 13.2;
/// What stands beside a value.
const LABEL: f32 = 9.5;
/// What stands below a line, and at the foot.
const CAPTION: f32 = 9.0;
/// Where values begin, and the second pair of label and value on a line.
const VALUE_AT: f32 = 104.0;
const BESIDE_AT: f32 = 268.0;
const BESIDE_VALUE_AT: f32 = 364.0;
/// A thin line, and a frame that must be seen.
const THIN: f32 = 0.8;
const THICK: f32 = 1.4;
/// The mark of a copy stands in the upper margin; the text moves down by this to be clear of it.
const COPY: f32 = 6.0;
/// Lines that are never divided by the end of a sheet, when a row has no more.
const WHOLE: usize = 12;

/// The sheets of a paper, ready to be written.
pub fn sheets(content: &Content, fonts: &Fonts) -> Result<Vec<Vec<Mark>>, PaperError> {
    let mut setter = Setter {
        fonts,
        pieces: Vec::new(),
        section: 0,
        table_end: 0,
        after_text: false,
    };
    for block in &content.blocks {
        setter.block(block, content)?;
    }
    let top = TOP + if content.copy { COPY } else { 0.0 };
    let mut sheets = page::sheets(setter.pieces, top);
    let count = sheets.len();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        if content.copy {
            sheet.extend(copy(fonts));
        }
        sheet.extend(foot(fonts, &content.foot, at + 1, count));
    }
    Ok(sheets)
}

/// The mark of a copy, on every sheet: sheets get parted.
fn copy(fonts: &Fonts) -> Vec<Mark> {
    const SIZE: f32 = 20.0;
    let text = "КОПИЯ";
    let width = fonts.width(Face::Strong, SIZE, text) + 24.0;
    let x = (WIDTH - width) / 2.0;
    let mut marks = frame(x, TOP - 24.0, width, 24.0, THICK).to_vec();
    marks.push(Mark::Text {
        x: x + 12.0,
        y: TOP - 5.0,
        face: Face::Strong,
        size: SIZE,
        text: text.to_owned(),
    });
    marks
}

fn foot(fonts: &Fonts, lines: &[String; 2], number: usize, count: usize) -> Vec<Mark> {
    let text = |x, y, text: String| Mark::Text {
        x,
        y,
        face: Face::Label,
        size: CAPTION,
        text,
    };
    let page = format!("лист {number} из {count}");
    let right = LEFT + MEASURE - fonts.width(Face::Label, CAPTION, &page);
    let y = FOOT + 5.5 * MM;
    let mut marks = vec![
        rule(LEFT, FOOT + 1.5 * MM, MEASURE, THIN),
        text(LEFT, y, lines[0].clone()),
        text(right, y, page),
    ];
    // Who made the paper may have a long name: two lines at most, the rest is in the register.
    let made = wrap(&lines[1], MEASURE, |t| fonts.width(Face::Label, CAPTION, t));
    for (at, line) in made.into_iter().take(2).enumerate() {
        marks.push(text(LEFT, y + 11.0 * (at + 1) as f32, line));
    }
    marks
}

struct Setter<'a> {
    fonts: &'a Fonts,
    pieces: Vec<Piece>,
    /// Where the current section begins.
    section: usize,
    /// What comes behind the last table begins here.
    table_end: usize,
    /// A paragraph stands above: what follows keeps its distance.
    after_text: bool,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block, content: &Content) -> Result<(), PaperError> {
        self.after_text = matches!(block, Block::Rows(_)) && self.after_text;
        match block {
            Block::Head(rows) => return self.head(rows, content),
            Block::Title(title, lines) => self.title(title, lines),
            Block::Heading(text) => self.heading(text),
            Block::Rows(rows) => self.rows(rows),
            Block::Table(table) => {
                self.table(table);
                self.table_end = self.pieces.len();
            }
            Block::Paragraph(text) => {
                self.paragraph(text, 0.0, BODY, LEADING, 6.0);
                self.after_text = true;
            }
            Block::Notice(text) => self.notice(text),
            Block::Number(row) => self.number(row),
            Block::Large(rows) => self.large(rows),
            Block::Consent(given) => self.consent(given),
            Block::Signature(signature) => self.signature(signature),
            Block::Blanks(title, lines) => self.blanks(title, lines),
        }
        Ok(())
    }

    fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        self.fonts.width(face, size, text)
    }

    fn lines(&self, face: Face, size: f32, text: &str, width: f32) -> Vec<String> {
        wrap(text, width, |part| self.fonts.width(face, size, part))
    }

    /// Everything since `from` stands on one sheet.
    fn bind(&mut self, from: usize) {
        for piece in self.pieces.iter_mut().skip(from) {
            piece.with_next = true;
        }
    }

    fn title(&mut self, title: &str, lines: &[String]) {
        self.centred(Face::Strong, 17.0, title, 24.0, 20.0);
        for line in lines {
            for part in self.lines(Face::Text, 12.5, line, MEASURE) {
                self.centred(Face::Text, 12.5, &part, 3.0, 15.5);
            }
        }
    }

    fn centred(&mut self, face: Face, size: f32, text: &str, above: f32, height: f32) {
        self.pieces.push(Piece {
            above,
            height,
            marks: vec![Mark::Text {
                x: (MEASURE - self.width(face, size, text)) / 2.0,
                y: height - 4.0,
                face,
                size,
                text: text.to_owned(),
            }],
            with_next: true,
        });
    }

    fn heading(&mut self, text: &str) {
        self.section = self.pieces.len();
        self.pieces.push(Piece {
            above: 10.0,
            height: 20.0,
            marks: vec![
                Mark::Text {
                    x: 0.0,
                    y: 12.5,
                    face: Face::Strong,
                    size: 11.5,
                    text: text.to_owned(),
                },
                rule(0.0, 17.5, MEASURE, THIN),
            ],
            with_next: true,
        });
    }

    fn rows(&mut self, rows: &[Row]) {
        let mut rest = rows.iter().peekable();
        while let Some(row) = rest.next() {
            let second = rest.next_if(|next| row.beside && self.fit(row, next));
            self.row(row, 0.0, VALUE_AT, MEASURE);
            if let (Some(second), Some(piece)) = (second, self.pieces.last_mut()) {
                let mark = |x, face, size, text: &str| Mark::Text {
                    x,
                    y: 11.0,
                    face,
                    size,
                    text: text.to_owned(),
                };
                piece
                    .marks
                    .push(mark(BESIDE_AT, Face::Label, LABEL, second.label));
                piece
                    .marks
                    .push(mark(BESIDE_VALUE_AT, Face::Text, BODY, &second.value));
            }
        }
    }

    /// Whether two rows have room on one line.
    fn fit(&self, left: &Row, right: &Row) -> bool {
        let fits = |row: &Row, room| self.width(Face::Text, BODY, &row.value) <= room;
        let label = self.width(Face::Label, LABEL, right.label);
        label <= BESIDE_VALUE_AT - BESIDE_AT - 4.0
            && fits(left, BESIDE_AT - VALUE_AT - 10.0)
            && fits(right, MEASURE - BESIDE_VALUE_AT)
    }

    fn row(&mut self, row: &Row, label_at: f32, value_at: f32, end: f32) {
        let labels = self.lines(Face::Label, LABEL, row.label, value_at - label_at - 6.0);
        let ruled = row.value == BY_HAND;
        let values = if ruled {
            Vec::new()
        } else {
            self.lines(Face::Text, BODY, &row.value, end - value_at)
        };
        let count = labels.len().max(values.len()).max(1);
        let mut gap = if self.after_text { 6.0 } else { 2.5 };
        if row.value.starts_with(BY_HAND_SHORT) {
            gap += ROOM_FOR_A_HAND;
        }
        self.after_text = false;
        let first = self.pieces.len();
        for at in 0..count {
            let mark = |lines: &[String], x, face, size| {
                lines.get(at).map(|text| Mark::Text {
                    x,
                    y: 11.0,
                    face,
                    size,
                    text: text.clone(),
                })
            };
            let label = mark(&labels, label_at, Face::Label, LABEL);
            let value = mark(&values, value_at, Face::Text, BODY);
            self.pieces.push(Piece {
                above: if at == 0 { gap } else { 0.0 },
                height: LEADING,
                marks: label.into_iter().chain(value).collect(),
                with_next: together(at, count),
            });
        }
        if let Some(piece) = self.pieces.get_mut(first).filter(|_| ruled) {
            piece
                .marks
                .push(rule(value_at, LEADING - 1.5, end - value_at, THIN));
        }
    }

    fn paragraph(&mut self, text: &str, indent: f32, size: f32, leading: f32, above: f32) {
        let lines = self.lines(Face::Text, size, text, MEASURE - indent);
        let count = lines.len();
        for (at, text) in lines.into_iter().enumerate() {
            self.pieces.push(Piece {
                above: if at == 0 { above } else { 0.0 },
                height: leading,
                marks: vec![Mark::Text {
                    x: indent,
                    y: leading - 3.0,
                    face: Face::Text,
                    size,
                    text,
                }],
                with_next: at + 1 < count && (at == 0 || at + 2 == count),
            });
        }
    }

    /// A box with its tick, the full text, and when it was given.
    fn consent(&mut self, consent: &ConsentBlock) {
        const INDENT: f32 = 20.0;
        let first = self.pieces.len();
        for (at, text) in self
            .lines(Face::Strong, SMALL, &consent.title, MEASURE - INDENT)
            .into_iter()
            .enumerate()
        {
            self.pieces.push(Piece {
                above: if at == 0 { 7.0 } else { 0.0 },
                height: SMALL_LEADING,
                marks: vec![Mark::Text {
                    x: INDENT,
                    y: SMALL_LEADING - 3.0,
                    face: Face::Strong,
                    size: SMALL,
                    text,
                }],
                with_next: true,
            });
        }
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.marks.extend(frame(1.0, 1.5, 9.5, 9.5, 1.0));
            if consent.given {
                piece.marks.extend(tick(1.0, 1.5));
            }
        }
        for text in &consent.paragraphs {
            self.paragraph(text, INDENT, SMALL, SMALL_LEADING, 1.5);
            if let Some(piece) = self.pieces.last_mut() {
                piece.with_next = true;
            }
        }
        let remark = self.lines(Face::Label, LABEL, &consent.remark, MEASURE - INDENT);
        let count = remark.len();
        for (at, text) in remark.into_iter().enumerate() {
            self.pieces.push(Piece {
                above: if at == 0 { 2.0 } else { 0.0 },
                height: 12.5,
                marks: vec![Mark::Text {
                    x: INDENT,
                    y: 9.5,
                    face: Face::Label,
                    size: LABEL,
                    text,
                }],
                with_next: at + 1 < count,
            });
        }
    }
}

/// Whether line `at` of `count` stays with the next one: a short row is whole, a long one leaves no line alone.
fn together(at: usize, count: usize) -> bool {
    at + 1 < count && (count <= WHOLE || at == 0 || at + 2 == count)
}

/// A tick over a box, a little larger than it, as a pen makes it.
fn tick(x: f32, y: f32) -> [Mark; 2] {
    let stroke = |from: (f32, f32), to: (f32, f32)| Mark::Stroke {
        from: (x + from.0, y + from.1),
        to: (x + to.0, y + to.1),
        weight: 1.8,
    };
    [
        stroke((1.8, 4.8), (4.4, 8.0)),
        stroke((4.0, 8.0), (10.2, -0.6)),
    ]
}
