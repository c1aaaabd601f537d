//! A paper as rows of text, for a terminal: the same content in the same order, without its look.

use super::content::{Block, Codes, ConsentBlock, Content, Row, Table};
use super::fonts::printed;
use super::wrap::wrap;

/// Narrower than this nothing can be read; rows are then as wide as this.
const LEAST: usize = 24;

/// Rows of at most `width` characters.
pub fn rows(content: &Content, width: u16) -> Vec<String> {
    let mut writer = Writer {
        width: usize::from(width).max(LEAST),
        rows: Vec::new(),
    };
    if content.copy {
        writer.centred("*** КОПИЯ ***");
        writer.blank();
    }
    for block in &content.blocks {
        writer.block(block, content);
    }
    writer.blank();
    writer.rows.push("─".repeat(writer.width));
    for line in &content.foot {
        writer.text(line, 0);
    }
    writer.rows
}

struct Writer {
    width: usize,
    rows: Vec<String>,
}

fn chars(text: &str) -> f32 {
    text.chars().count() as f32
}

impl Writer {
    fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.is_empty()) {
            self.rows.push(String::new());
        }
    }

    fn lines(text: &str, width: usize) -> Vec<String> {
        let lines = wrap(text, width as f32, chars);
        lines
            .into_iter()
            .map(|line| line.chars().map(printed).collect())
            .collect()
    }

    fn text(&mut self, text: &str, indent: usize) {
        for line in Self::lines(text, self.width - indent) {
            self.rows.push(format!("{:indent$}{line}", ""));
        }
    }

    fn centred(&mut self, text: &str) {
        for line in Self::lines(text, self.width) {
            let indent = (self.width - line.chars().count()) / 2;
            self.rows.push(format!("{:indent$}{line}", ""));
        }
    }

    fn block(&mut self, block: &Block, content: &Content) {
        match block {
            Block::Head(rows) => {
                self.table(rows);
                let bars = content.codes.bars();
                self.table(&match content.codes {
                    Codes::Application(_) => vec![
                        Row::of("Штрихкод", bars),
                        Row::of("QR-код", content.codes.qr()),
                    ],
                    Codes::Request(_) => vec![Row::of("Штрихкод и QR-код", bars)],
                });
            }
            Block::Title(title, lines) => {
                self.blank();
                self.centred(title);
                for line in lines {
                    self.centred(line);
                }
                self.blank();
            }
            Block::Heading(text) => {
                self.blank();
                let mut lines = Self::lines(text, self.width);
                let last = lines.pop().unwrap_or_default();
                self.rows.extend(lines);
                let rest = self.width.saturating_sub(last.chars().count() + 1);
                let ruled = format!("{last} {}", "─".repeat(rest));
                self.rows.push(ruled.trim_end().to_owned());
            }
            Block::Rows(rows) | Block::Large(rows) => self.table(rows),
            Block::Table(table) => self.amounts(table),
            Block::Paragraph(text) => self.text(text, 0),
            Block::Notice(text) => {
                self.blank();
                for line in Self::lines(text, self.width - 2) {
                    self.rows.push(format!("! {line}"));
                }
            }
            Block::Number(row) => {
                self.centred(row.label);
                self.centred(&row.value);
            }
            Block::Consent(given) => self.consent(given),
            Block::Signature(signature) => {
                self.blank();
                self.text(
                    &format!(
                        "{}: ____________ / {} / «__» ________ ____ г.",
                        signature.who, signature.name
                    ),
                    0,
                );
            }
            Block::Blanks(title, lines) => {
                self.blank();
                self.text(title, 0);
                for [left, right] in lines {
                    self.text(&format!("{left}: __________  {right}: __________"), 2);
                }
            }
        }
    }

    /// Labels in a column where there is room for one, else values below their labels.
    fn table(&mut self, rows: &[Row]) {
        const COLUMN: usize = 20;
        let column = if self.width >= 3 * COLUMN { COLUMN } else { 2 };
        for row in rows {
            let mut values = Self::lines(&row.value, self.width - column).into_iter();
            // A label that fills the column would run into its value.
            if column == COLUMN && row.label.chars().count() < COLUMN {
                let first = values.next().unwrap_or_default();
                self.rows.push(
                    format!("{:COLUMN$}{first}", row.label)
                        .trim_end()
                        .to_owned(),
                );
            } else {
                self.text(row.label, 0);
            }
            self.rows
                .extend(values.map(|value| format!("{:column$}{value}", "")));
        }
    }

    /// Amounts in columns where there is room for them, else one below the other under what they are for.
    fn amounts(&mut self, table: &Table) {
        const BETWEEN: usize = 2;
        let lines: Vec<Vec<&str>> = [table.head.clone()]
            .into_iter()
            .chain(table.rows.iter().chain([&table.sums]).map(|row| {
                let cells = row.iter();
                cells.map(String::as_str).collect()
            }))
            .collect();
        let longest = |column: usize| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.head.len()).map(longest).collect();
        self.blank();
        let room = widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1);
        if room <= self.width {
            for line in &lines {
                let cells = line.iter().zip(&widths).enumerate();
                let set = cells.map(|(at, (cell, width))| match at {
                    0 => format!("{cell:width$}"),
                    _ => format!("{:BETWEEN$}{cell:>width$}", ""),
                });
                let row: String = set.collect();
                self.rows.push(row.chars().map(printed).collect());
            }
            return;
        }
        for line in &lines[1..] {
            for (cell, label) in line.iter().zip(&table.head).take(1) {
                self.text(&format!("{label}: {cell}"), 0);
            }
            for (cell, label) in line.iter().zip(&table.head).skip(1) {
                self.text(&format!("{label}: {cell}"), 2);
            }
        }
    }

    fn consent(&mut self, consent: &ConsentBlock) {
        const INDENT: usize = 4;
        let tick = if consent.given { "[x]" } else { "[ ]" };
        self.blank();
        for (at, line) in Self::lines(&consent.title, self.width - INDENT)
            .into_iter()
            .enumerate()
        {
            let mark = if at == 0 { tick } else { "" };
            self.rows.push(format!("{mark:INDENT$}{line}"));
        }
        for text in consent.paragraphs.iter().chain([&consent.remark]) {
            self.text(text, INDENT);
        }
    }
}
