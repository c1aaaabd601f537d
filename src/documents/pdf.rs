//! Sheets as a PDF: the one place that knows printpdf.
//!
//! Equal sheets make equal bytes: names are fixed, the dates are the paper's own, the identifier is a digest of the file.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use printpdf::{
    Color, Date, FontId, Greyscale, Line, LinePoint, Mm, Offset, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem, Time,
};
use sha2::{Digest, Sha256};

use super::PaperError;
use super::fonts::{Face, Fonts, printed};
use super::page::{HEIGHT, Mark};

/// How much of each font a file carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedding {
    /// The letters that the paper has.
    Used,
    /// All of it; only to show what this would cost.
    Whole,
}

/// The file of `sheets`. Its title is `title`; a name must never stand in it.
pub fn file(
    fonts: &Fonts,
    sheets: Vec<Vec<Mark>>,
    title: &str,
    made: NaiveDate,
    embedding: Embedding,
) -> Result<Vec<u8>, PaperError> {
    let mut pdf = PdfDocument::new(title);
    let info = &mut pdf.metadata.info;
    info.creation_date = date(made);
    info.modification_date = date(made);
    info.metadata_date = date(made);
    info.producer = "Reestr".to_owned();
    for face in Face::ALL {
        let letters = letters(&sheets, face);
        if letters.is_empty() {
            continue;
        }
        let parsed = match embedding {
            Embedding::Used => parsed(
                &fonts.subset(face, &letters)?,
                &format!("{}+{}", tag(face), face.name()),
            ),
            Embedding::Whole => parsed(face.bytes(), face.name()),
        };
        pdf.resources
            .fonts
            .map
            .insert(font_id(face), PdfFont::new(parsed?));
    }
    pdf.pages = sheets
        .into_iter()
        .map(|marks| PdfPage::new(Mm(210.0), Mm(297.0), operations(marks)))
        .collect();
    Ok(bytes(&pdf))
}

fn parsed(bytes: &[u8], name: &str) -> Result<ParsedFont, PaperError> {
    let mut font = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())
        .ok_or(PaperError::Setting("a font can't be embedded"))?;
    font.font_name = Some(name.to_owned());
    Ok(font)
}

fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

/// Six letters that mark a font as cut down (ISO 32000-1, 9.6.4).
fn tag(face: Face) -> &'static str {
    match face {
        Face::Text => "RSTRTX",
        Face::Strong => "RSTRST",
        Face::Label => "RSTRLB",
    }
}

fn letters(sheets: &[Vec<Mark>], face: Face) -> BTreeSet<char> {
    let texts = sheets.iter().flatten().filter_map(|mark| match mark {
        Mark::Text {
            face: own, text, ..
        } if *own == face => Some(text),
        _ => None,
    });
    texts.flat_map(|text| text.chars().map(printed)).collect()
}

/// Midnight of the day; papers don't tell at which hour they were made.
fn date(day: NaiveDate) -> printpdf::OffsetDateTime {
    printpdf::OffsetDateTime::new_in_offset(
        Date {
            year: day.year(),
            month: day.month() as u8,
            day: day.day() as u8,
        },
        Time {
            hour: 0,
            minute: 0,
            second: 0,
            millisecond: 0,
        },
        Offset {
            hours: 0,
            minutes: 0,
            seconds: 0,
            milliseconds: 0,
        },
    )
}

fn operations(marks: Vec<Mark>) -> Vec<Op> {
    let black = || Color::Greyscale(Greyscale::new(0.0, None));
    let mut ops = vec![
        Op::SetFillColor { col: black() },
        Op::SetOutlineColor { col: black() },
    ];
    let mut font = None;
    for mark in marks {
        match mark {
            Mark::Text {
                x,
                y,
                face,
                size,
                text,
            } => {
                ops.push(Op::StartTextSection);
                if font != Some((face, size.to_bits())) {
                    font = Some((face, size.to_bits()));
                    ops.push(Op::SetFont {
                        font: PdfFontHandle::External(font_id(face)),
                        size: Pt(size),
                    });
                }
                ops.push(Op::SetTextCursor { pos: point(x, y) });
                let text = text.chars().map(printed).collect();
                ops.push(Op::ShowText {
                    items: vec![TextItem::Text(text)],
                });
                ops.push(Op::EndTextSection);
            }
            Mark::Bar {
                x,
                y,
                width,
                height,
            } => {
                let corner = point(x, y + height);
                ops.push(Op::DrawRectangle {
                    rectangle: Rect {
                        x: corner.x,
                        y: corner.y,
                        width: Pt(round(width)),
                        height: Pt(round(height)),
                        mode: Some(PaintMode::Fill),
                        winding_order: None,
                    },
                });
            }
            Mark::Stroke { from, to, weight } => {
                let end = |(x, y)| LinePoint {
                    p: point(x, y),
                    bezier: false,
                };
                ops.push(Op::SetOutlineThickness { pt: Pt(weight) });
                ops.push(Op::DrawLine {
                    line: Line {
                        points: vec![end(from), end(to)],
                        is_closed: false,
                    },
                });
            }
        }
    }
    ops
}

/// A hundredth of a point is finer than any printer, and short to write.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

/// PDF counts upwards from the lower left corner.
fn point(x: f32, y: f32) -> Point {
    Point {
        x: Pt(round(x)),
        y: Pt(round(HEIGHT - y)),
    }
}

/// The identifier's place while the file is made: as long as what takes it.
const NO_IDENTIFIER: [u8; 32] = [b'0'; 32];

fn bytes(pdf: &PdfDocument) -> Vec<u8> {
    let options = PdfSaveOptions {
        optimize: true,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut document = pdf.to_lopdf_document(&options, &mut Vec::new());
    // Made by chance otherwise, and then no two prints of one paper would be equal.
    if let Ok(identifiers) = document
        .trailer
        .get_mut(b"ID")
        .and_then(|id| id.as_array_mut())
    {
        for identifier in identifiers {
            if let Ok(identifier) = identifier.as_str_mut() {
                *identifier = NO_IDENTIFIER.to_vec();
            }
        }
    }
    document.compress();
    let mut bytes = Vec::new();
    // Writing to memory doesn't fail.
    let _ = document.save_to(&mut bytes);
    let digest = Sha256::digest(&bytes);
    let identifier: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut at = bytes.len().saturating_sub(1_024);
    while let Some(found) = bytes[at..]
        .windows(32)
        .position(|window| window == NO_IDENTIFIER)
    {
        bytes[at + found..at + found + 32].copy_from_slice(identifier.as_bytes());
        at += found + 32;
    }
    bytes
}
