//! The list of articles: all of them, or those that hold what is typed, with the place where they do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::{Standing, State};
use crate::i18n::Arg;
use crate::i18n::handbook::{self, Block, Told};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

/// Room for a title before the place of the hit.
const TITLE: usize = 34;
/// Room for how an article stands to the clerk.
const STANDING: usize = 14;

pub(super) fn draw(
    state: &State,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut rows = Rows::new(area);
    let cursor = draw_input(state, desk, rows.top(1), buf);
    let answer = answer(state, desk);
    paragraph(&answer, desk.theme, rows.top(1), buf);
    let body = rows.rest();
    let list = List {
        len: state.rows(),
        focused: true,
    };
    list.draw(&state.cursor, desk.theme, body, buf, |row| {
        if state.searching() {
            found(state, row, body.width)
        } else {
            named(state, row, body.width, desk)
        }
    });
    cursor
}

fn draw_input(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let label = Ink::own(desk.texts.get("handbook-find")).role(Role::Label);
    let used = label.draw(desk.theme, area.x, area.y, area.width, buf) + 1;
    let line = Rect {
        x: area.x + used.min(area.width),
        width: area.width.saturating_sub(used),
        ..area
    };
    state.input.draw(true, desk.theme, line, buf)
}

fn answer(state: &State, desk: &Desk<'_>) -> Ink<'static> {
    if !state.searching() {
        return Ink::own(desk.texts.get("handbook-find-hint")).role(Role::Dim);
    }
    if state.hits.is_empty() {
        return Ink::own(desk.texts.get("handbook-find-none")).role(Role::Warning);
    }
    let count = [("count", Arg::Count(state.hits.len() as i64))];
    Ink::own(desk.texts.with("handbook-found", &count)).role(Role::Status)
}

fn named(state: &State, row: usize, width: u16, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let Some(article) = state.library.get(row) else {
        return Vec::new();
    };
    let room = usize::from(width).saturating_sub(STANDING + 3);
    let (text, role) = match state.standing(article) {
        Standing::Changed => ("handbook-list-changed", Role::Attention),
        Standing::Read => ("handbook-list-read", Role::Applied),
        Standing::Unread => ("handbook-list-unread", Role::Dim),
    };
    let mut pieces = vec![Ink::own(fitted(&article.title, room))];
    if state.unlocked {
        pieces.push(Ink::own(desk.texts.get(text)).role(role));
    }
    pieces
}

fn found(state: &State, row: usize, width: u16) -> Vec<Ink<'static>> {
    let hit = state.hits.get(row);
    let Some((hit, article)) = hit.and_then(|hit| Some((hit, state.library.get(hit.article)?)))
    else {
        return Vec::new();
    };
    let title = TITLE.min(usize::from(width) / 2);
    let mut pieces = vec![Ink::own(fitted(&article.title, title)), Ink::own(" ")];
    for (at, (word, fits)) in snippet(article, hit.block, state.input.value()).enumerate() {
        if at > 0 {
            pieces.push(Ink::own(" ").role(Role::Dim));
        }
        let role = if fits { Role::Selected } else { Role::Dim };
        pieces.push(Ink::own(word.to_owned()).role(role));
    }
    pieces
}

fn snippet<'a>(
    article: &'a Told,
    block: Option<usize>,
    typed: &str,
) -> impl Iterator<Item = (&'a str, bool)> {
    // Where the title fits, what the article begins with is shown.
    let prose = |block: &&Block| !matches!(block, Block::Heading(_));
    let block = match block {
        Some(block) => article.blocks.get(block),
        None => article.blocks.iter().find(prose),
    };
    let text = block.map_or("", |block| block.text());
    handbook::hits(text, typed).into_iter()
}

/// The text in exactly so many columns; letters of the handbook are one column wide.
fn fitted(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return format!("{text:<room$}");
    }
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{cut}…")
}
