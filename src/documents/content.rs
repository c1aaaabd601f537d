//! What stands on a paper, from top to bottom, before anybody knows how wide a letter is.
//!
//! A document builds a [`Content`]; `sheet` sets it on pages, `preview` in rows of a terminal. Nothing here knows a font.

use super::fonts::composed;
use crate::domain::RequestId;
use crate::domain::requisites::{Requisites, request_code};

#[derive(Clone, Debug)]
pub struct Content {
    pub blocks: Vec<Block>,
    /// At the foot of every page, beside the number of the page.
    pub foot: [String; 2],
    /// Marked as a copy at the head of every page.
    pub copy: bool,
    pub codes: Codes,
}

/// What the codes at the head hold.
#[derive(Clone, Copy, Debug)]
pub enum Codes {
    /// Bars of the application's number, and all requisites as a QR code.
    Application(Requisites),
    /// The request's code, both ways.
    Request(RequestId),
}

impl Codes {
    /// The digits of the bars as one reads them below.
    pub fn bars(&self) -> String {
        match self {
            Self::Application(requisites) => requisites.number.to_string(),
            Self::Request(id) => {
                let digits = request_code(*id);
                let parts: Vec<&str> = (0..digits.len())
                    .step_by(5)
                    .map(|at| &digits[at..at + 5])
                    .collect();
                parts.join("-")
            }
        }
    }

    /// What the QR code says.
    pub fn qr(&self) -> String {
        match self {
            Self::Application(requisites) => requisites.to_string(),
            Self::Request(id) => request_code(*id),
        }
    }
}

#[derive(Clone, Debug)]
pub enum Block {
    /// The codes, and beside them to whom and from whom the paper is.
    Head(Vec<Row>),
    /// The name of the paper, and the lines below it.
    Title(&'static str, Vec<String>),
    /// Begins a section.
    Heading(&'static str),
    Rows(Vec<Row>),
    Table(Table),
    Paragraph(String),
    /// Framed: must not be overlooked.
    Notice(String),
    /// Read from a distance.
    Number(Row),
    /// Typed from the paper, letter by letter.
    Large(Vec<Row>),
    Consent(ConsentBlock),
    Signature(Signature),
    /// A framed part that the office fills in by hand: the labels of its lines.
    Blanks(&'static str, Vec<[&'static str; 2]>),
}

/// A label and its value.
#[derive(Clone, Debug)]
pub struct Row {
    pub label: &'static str,
    pub value: String,
    /// May share its line with the row behind it, where both are short.
    pub beside: bool,
}

impl Row {
    pub fn of(label: &'static str, value: impl Into<String>) -> Self {
        Self {
            label,
            value: composed(value.into()),
            beside: false,
        }
    }

    /// Shares its line with the next row, where both are short.
    pub fn beside(mut self) -> Self {
        self.beside = true;
        self
    }
}

/// Amounts in columns, what they are for at the left, their sums below. All rows have as many cells as the head.
#[derive(Clone, Debug)]
pub struct Table {
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
    pub sums: Vec<String>,
}

/// A consent with the text that the applicant has read.
#[derive(Clone, Debug)]
pub struct ConsentBlock {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub given: bool,
    /// Whether, when and how it was given.
    pub remark: String,
}

/// Lines for a signature, its decoding and the date.
#[derive(Clone, Debug)]
pub struct Signature {
    pub who: &'static str,
    pub name: String,
}

impl Content {
    /// Every text with the label under which a reader finds it: for the search of letters that the font lacks.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let mut texts = Vec::new();
        let mut section = "";
        let of = |section: &str, label: &str| {
            if section.is_empty() {
                label.to_owned()
            } else {
                format!("{section}: {label}")
            }
        };
        for block in &self.blocks {
            match block {
                Block::Head(rows) | Block::Rows(rows) | Block::Large(rows) => {
                    texts.extend(rows.iter().map(|row| (of(section, row.label), &*row.value)));
                }
                Block::Table(table) => {
                    let cells = table.rows.iter().chain([&table.sums]).flatten();
                    texts.extend(cells.map(|cell| (of(section, "таблица"), cell.as_str())));
                }
                Block::Number(row) => texts.push((of(section, row.label), &row.value)),
                Block::Title(title, lines) => {
                    texts.extend(
                        lines
                            .iter()
                            .map(|line| ((*title).to_owned(), line.as_str())),
                    );
                }
                Block::Heading(heading) => section = heading,
                Block::Paragraph(text) | Block::Notice(text) => {
                    texts.push((of(section, "текст"), text));
                }
                Block::Consent(consent) => {
                    let label = || of("Согласие", &consent.title);
                    texts.push((label(), &consent.title));
                    texts.push((label(), &consent.remark));
                    texts.extend(
                        consent
                            .paragraphs
                            .iter()
                            .map(|text| (label(), text.as_str())),
                    );
                }
                Block::Signature(signature) => {
                    texts.push((of("Подпись", signature.who), &signature.name));
                }
                Block::Blanks(..) => {}
            }
        }
        texts.extend(
            self.foot
                .iter()
                .map(|line| ("Нижняя строка листа".to_owned(), line.as_str())),
        );
        texts
    }
}
