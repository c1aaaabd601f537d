//! The overview on the screen: which figures there are, of whom and when, one of them or two where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::api::overview::OverviewAnswer;
use crate::documents::overview::Figure;
use crate::domain::Capability;
use crate::i18n;
use crate::tui::screens::Desk;
use crate::tui::screens::common::people;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::state::State;
use super::{charts, table, words};

/// From this size on two figures stand one above the other.
const WIDE: u16 = 100;
const HIGH: u16 = 28;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    draw_tabs(state, desk, rows.top(1), buf);
    if !people::may(desk, Capability::ReportView) {
        rows.top(1);
        let text = Ink::own(people::who_can(desk, Capability::ReportView)).role(Role::Warning);
        paragraph(&text, desk.theme, rows.rest(), buf);
        return None;
    }
    draw_head(state, desk, rows.top(1), buf);
    let standing = words::standing(state, desk);
    if !standing.as_str().is_empty() {
        paragraph(&standing, desk.theme, rows.bottom(2), buf);
    }
    if let Some(answer) = state.figures(desk) {
        draw_figures(state, answer, desk, rows.rest(), buf);
    }
    None
}

/// The figures with the shown one lit, and in which form at the right end.
fn draw_tabs(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let tab = |figure: Figure| {
        let caption = desk.texts.get(&i18n::key("overview-figure", figure.code()));
        if figure == state.figure {
            Ink::own(format!("[{caption}] ")).role(Role::Accent)
        } else {
            Ink::own(format!(" {caption}  ")).role(Role::Dim)
        }
    };
    let form = desk.texts.get(if state.is_table(desk) {
        "overview-as-table"
    } else {
        "overview-as-chart"
    });
    let form = Ink::own(form).role(Role::Dim);
    both_ends(&Figure::ALL.map(tab), &form, desk.theme, area, buf);
}

/// Of whom and for which days on the left, as of when on the right.
fn draw_head(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let period = words::period(state.period, words::days(state, desk), desk);
    let at = state.figures(desk).map(|answer| words::as_of(answer, desk));
    let at = Ink::own(at.unwrap_or_default()).role(Role::Dim);
    let behind = Ink::own(format!(", {period}")).role(Role::Title);
    let whose = Ink::own(words::whose(state, desk)).role(Role::Title);
    let room = area.width.saturating_sub(behind.width() + at.width() + 1);
    let used = whose.draw(desk.theme, area.x, area.y, room, buf);
    let rest = Rect {
        x: area.x + used,
        width: area.width - used,
        ..area
    };
    both_ends(&[behind], &at, desk.theme, rest, buf);
}

fn draw_figures(
    state: &State,
    answer: &OverviewAnswer,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    if area.width < WIDE || area.height < HIGH {
        return draw_figure(state, state.figure, answer, desk, area, buf);
    }
    let height = (area.height - 1) / 2;
    let upper = Rect { height, ..area };
    let lower = Rect {
        y: area.y + height + 1,
        height: area.height - height - 1,
        ..area
    };
    draw_figure(state, state.figure, answer, desk, upper, buf);
    draw_figure(state, state.figure.beside(1), answer, desk, lower, buf);
}

/// What a figure comes to in a line, then the figure.
fn draw_figure(
    state: &State,
    figure: Figure,
    answer: &OverviewAnswer,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut rows = Rows::new(area);
    let sum = Ink::own(charts::sum(state, figure, &answer.figures, desk)).role(Role::Label);
    let head = rows.top(1);
    sum.draw(desk.theme, head.x, head.y, head.width, buf);
    if state.is_table(desk) {
        table::draw(state, figure, answer, desk, rows.rest(), buf);
    } else {
        charts::draw(state, figure, answer, desk, rows.rest(), buf);
    }
}
