//! The figures as charts that need no colour: each part of a bar has a sign of its own, and its number stands beside it.

mod bars;
mod clerks;
mod days;
mod money;
mod places;
mod waiting;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::overview::OverviewAnswer;
use crate::documents::overview::Figure;
use crate::domain::overview::Overview;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::paragraph;
use crate::tui::theme::Role;
use crate::tui::widgets::{Cursor, Ink};

use super::state::State;
use super::words;

/// What a figure comes to, in a line.
pub fn sum(state: &State, figure: Figure, overview: &Overview, desk: &Desk<'_>) -> String {
    match figure {
        Figure::Days => days::sum(state, overview, desk),
        Figure::Waiting => waiting::sum(overview, desk),
        Figure::Places => places::sum(overview, desk),
        Figure::Money => money::sum(overview, desk),
        Figure::Clerks => clerks::sum(overview, desk),
    }
}

pub fn draw(
    state: &State,
    figure: Figure,
    answer: &OverviewAnswer,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let overview = &answer.figures;
    if is_empty(figure, overview) {
        let text = Ink::own(words::nothing(desk)).role(Role::Dim);
        paragraph(&text, desk.theme, area, buf);
        return;
    }
    let still = Cursor::default();
    let moved = figure == state.figure;
    let cursor = if moved { &state.cursor } else { &still };
    let rows = Listed { cursor, moved };
    match figure {
        Figure::Days => days::draw(state, answer, desk, area, buf),
        Figure::Waiting => waiting::draw(overview, desk, area, buf),
        Figure::Places => places::draw(&rows, overview, desk, area, buf),
        Figure::Money => money::draw(&rows, overview, desk, area, buf),
        Figure::Clerks => clerks::draw(&rows, overview, desk, area, buf),
    }
}

/// Where the clerk is in a chart of rows, and whether it is the one that the keys move.
struct Listed<'a> {
    cursor: &'a Cursor,
    moved: bool,
}

fn is_empty(figure: Figure, overview: &Overview) -> bool {
    match figure {
        Figure::Days => overview.work.is_empty(),
        Figure::Waiting => overview.waiting.is_empty(),
        Figure::Places => overview.groups.is_empty() && overview.other_groups.count == 0,
        Figure::Money => overview.money.is_empty(),
        Figure::Clerks => overview.clerks.is_empty(),
    }
}
