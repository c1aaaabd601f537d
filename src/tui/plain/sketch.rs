//! What views draw on in plain mode, and the marks that they leave for the reading.
//!
//! The sketch is wider than what views are given: a sentence may run over their edge, where nothing cuts it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::i18n::Texts;
use crate::tui::theme::{Role, Theme};

use super::line::{self, Line};

/// Columns that views are given, whatever the terminal has: at this width they stand in one column.
pub const WIDTH: u16 = 80;
/// Rows that a panel is given at least: more than a small terminal has, since no row of a long form may be lost, and the page
/// is scrolled to the cursor.
pub const HEIGHT: u16 = 26;
/// Columns of the sketch.
const ROOM: u16 = 640;
/// Columns at its right edge for what is said beside a row.
const ASIDE: u16 = 24;

/// Cells of what is said beside a row. No role has it, and no terminal sees it.
const ASIDE_MARK: Color = Color::Rgb(0, 0, 1);
/// On the first cell of the row at which the clerk is.
const HERE_MARK: Modifier = Modifier::REVERSED;

/// A buffer to draw on.
pub struct Sketch {
    pub buf: Buffer,
    /// The place that views are given.
    pub area: Rect,
    pub cursor: Option<Position>,
}

impl Sketch {
    #[must_use]
    pub fn new(height: u16) -> Self {
        Self {
            buf: Buffer::empty(Rect::new(0, 0, ROOM, height)),
            area: Rect::new(0, 0, WIDTH, height),
            cursor: None,
        }
    }

    /// The rows with something on them as lines, which of them the clerk is at, and which is chosen meanwhile in a list.
    #[must_use]
    pub fn read(&self, texts: &Texts) -> (Vec<Line>, usize, Option<usize>) {
        let rows = self.buf.content().chunks(usize::from(ROOM));
        let chosen = self.chosen();
        let focus = self.cursor.map(|at| at.y).or(chosen);
        let mut lines = Vec::new();
        let (mut at, mut chosen_at) = (0, None);
        for (y, row) in (0..).zip(rows) {
            let cursor = self.cursor.filter(|at| at.y == y).map(|at| at.x);
            let (words, aside) = row.split_at(usize::from(ROOM - ASIDE));
            let mut line = line::read(words, cursor, texts);
            line.place = told_aside(aside);
            line.row = y;
            let here = focus == Some(y);
            if here {
                at = lines.len();
            } else if chosen == Some(y) {
                chosen_at = Some(lines.len());
            }
            if here || !line.text.is_empty() {
                lines.push(line);
            }
        }
        (lines, at, chosen_at)
    }

    /// The row that was named; else the last one with the sign of the selection.
    fn chosen(&self) -> Option<u16> {
        let marked = |wanted: &dyn Fn(&Cell) -> bool| {
            let rows = 0..self.buf.area.height;
            rows.rev()
                .find(|y| (0..WIDTH).any(|x| wanted(&self.buf[(x, *y)])))
        };
        let selected = Theme::plain().style(Role::Selected).fg;
        marked(&|cell| cell.modifier.contains(HERE_MARK))
            .or_else(|| marked(&|cell| cell.symbol() == "►" && Some(cell.fg) == selected))
    }
}

/// Where a row of `area` may be written: in plain mode over its edge, as far as the sketch goes.
#[must_use]
pub fn row(theme: &Theme, area: Rect, buf: &Buffer) -> Rect {
    if !theme.is_plain() || buf.area.width < ROOM {
        return area;
    }
    Rect {
        width: (ROOM - ASIDE).saturating_sub(area.x),
        ..area
    }
}

/// Names the row at which the clerk is, where no field has the cursor. Nothing outside of plain mode.
pub fn here(theme: &Theme, x: u16, y: u16, buf: &mut Buffer) {
    if theme.is_plain()
        && let Some(cell) = buf.cell_mut((x, y))
    {
        cell.modifier |= HERE_MARK;
    }
}

/// Says that row `y` is the one at `at`, counted from nought, of `of`. Nothing outside of plain mode.
pub fn place(theme: &Theme, (at, of): (usize, usize), y: u16, buf: &mut Buffer) {
    if !theme.is_plain() || buf.area.width < ROOM || y >= buf.area.bottom() {
        return;
    }
    let text = format!("{}/{of}", at + 1);
    let text = format!("{text:<width$}", width = usize::from(ASIDE));
    let style = Style::new().fg(ASIDE_MARK);
    buf.set_stringn(ROOM - ASIDE, y, text, usize::from(ASIDE), style);
}

fn told_aside(cells: &[Cell]) -> Option<(usize, usize)> {
    let marked = cells.iter().filter(|cell| cell.fg == ASIDE_MARK);
    let text: String = marked.map(Cell::symbol).collect();
    let (at, of) = text.trim().split_once('/')?;
    Some((at.parse().ok()?, of.parse().ok()?))
}
