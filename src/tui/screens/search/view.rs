//! The search on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::advice;
use super::asked::Answer;
use super::hits::{Hit, Source};
use super::state::State;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    let cursor = draw_input(state, desk, rows.top(1), buf);
    // Where there is nothing to ask for, no answer needs its row.
    let unasked = u16::from(state.query.is_empty());
    draw_understood(state, desk, rows.top(1 + unasked), buf);
    draw_answer(state, desk, rows.top(1 - unasked), buf);
    let body = rows.rest();
    if state.hits.is_empty() {
        draw_nothing(state, desk, body, buf);
    } else {
        draw_hits(state, desk, body, buf);
    }
    cursor
}

fn draw_input(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let label = Ink::own(desk.texts.get("search-label")).role(Role::Label);
    let used = label.draw(desk.theme, area.x, area.y, area.width, buf) + 1;
    let line = Rect::new(
        area.x + used.min(area.width),
        area.y,
        area.width.saturating_sub(used),
        area.height,
    );
    state.input.draw(true, desk.theme, line, buf)
}

/// How the line was read: doubts first, since they are what to look at.
fn draw_understood(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let ink = match state.query.problems.first() {
        Some(problem) => Ink::own(advice::problem(problem, desk)).role(Role::Warning),
        None => Ink::own(advice::tried(&state.query, desk)).role(Role::Dim),
    };
    paragraph(&ink, desk.theme, area, buf);
}

/// Whose word the list below is.
fn draw_answer(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let count = state.hits.len() as i64;
    let counted = |key: &str| desk.texts.with(key, &[("count", Arg::Count(count))]);
    let from_register = state.hits.iter().any(|hit| hit.source == Source::Register);
    let ink = match state.asked.answer {
        _ if state.asked.not_journalled => {
            Ink::own(desk.texts.get("search-not-journalled")).role(Role::Error)
        }
        _ if state.query.is_empty() => return,
        Answer::Coming if count > 0 => {
            Ink::own(counted("search-memory-register-asked")).role(Role::Status)
        }
        Answer::Coming => Ink::own(desk.texts.get("search-register-asked")).role(Role::Status),
        Answer::Here { more: true } => {
            Ink::own(counted("search-register-more")).role(Role::Warning)
        }
        Answer::Here { .. } if from_register => {
            Ink::own(counted("search-register-found")).role(Role::Applied)
        }
        Answer::Here { .. } => Ink::own(desk.texts.get("search-register-none")).role(Role::Warning),
        Answer::Failed(why) => Ink::own(says::unreachable(desk, why)).role(Role::Warning),
        Answer::None if count > 0 => Ink::own(counted("search-memory")).role(Role::Status),
        Answer::None => Ink::own(desk.texts.get("search-memory-none")).role(Role::Status),
    };
    ink.draw(desk.theme, area.x, area.y, area.width, buf);
}

/// Nothing to list: how to search, or what to try next.
fn draw_nothing(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let lines = if state.query.is_empty() {
        vec![
            desk.texts.get("search-help-numbers"),
            desk.texts.get("search-help-scan"),
            match super::update::name_barred(desk) {
                None => desk.texts.get("search-help-name"),
                Some(why) => says::unreachable(desk, why),
            },
            says::with_key(desk, "search-help-queue", Place::Search, Action::OpenQueue),
        ]
    } else {
        let rest = state.query.problems.iter().skip(1);
        rest.map(|problem| advice::problem(problem, desk))
            .chain(advice::next_steps(state, desk))
            .collect()
    };
    let mut y = area.y + 1;
    for line in lines {
        if y >= area.bottom() {
            break;
        }
        let room = Rect {
            y,
            height: area.bottom() - y,
            ..area
        };
        y += paragraph(&Ink::own(line).role(Role::Text), desk.theme, room, buf);
    }
}

/// The hits as they are shown, without names.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "column-number",
        "column-date",
        "column-certificate",
        "column-state",
        "column-organisation",
        "column-source",
    ];
    let rows = state.hits.iter().map(|hit| {
        let case = desk.register.shown(hit.number()).unwrap_or(&hit.case);
        let application = &case.application;
        vec![
            hit.number().to_string(),
            moment::date(desk, application.reference.date),
            case.certificate.number.to_string(),
            says::state_short(desk, case),
            people::organisation(desk.register.profile(), application.organisation),
            desk.texts.get(source(hit).0),
        ]
    });
    List {
        name: "search",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}

/// Whose word a hit is.
fn source(hit: &Hit) -> (&'static str, Role) {
    match hit.source {
        Source::Memory => ("search-source-memory", Role::Dim),
        Source::Register => ("search-source-register", Role::Applied),
    }
}

fn draw_hits(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let named = state.hits.iter().any(|hit| hit.child.is_some());
    let title = |key: &str| desk.texts.get(key);
    let mut columns = vec![
        Column::fixed(title("column-number"), 16, 0),
        Column::fixed(title("column-date"), 10, 2),
    ];
    if named {
        columns.push(Column::flexible(title("column-child"), 14, 40, 1));
        columns.push(Column::fixed(title("column-born"), 10, 2));
    }
    columns.push(Column::fixed(title("column-certificate"), 10, 4));
    columns.push(Column::fixed(title("column-state"), 14, 3));
    columns.push(Column::flexible(title("column-organisation"), 10, 60, 6));
    columns.push(Column::fixed(title("column-source"), 7, 5));
    columns.push(Column::fixed(String::new(), 1, 0));
    let table = Table {
        columns: &columns,
        len: state.hits.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(state.picked.cursor(), desk.theme, area, buf, |at| {
        cells(&state.hits[at], desk, named)
    });
}

fn cells(hit: &Hit, desk: &Desk<'_>, named: bool) -> Vec<Ink<'static>> {
    let number = hit.number();
    let case = desk.register.shown(number).unwrap_or(&hit.case);
    let application = &case.application;
    let mut cells = vec![
        Ink::own(number.to_string()),
        Ink::own(moment::date(desk, application.reference.date)).role(Role::Value),
    ];
    if named {
        let child = hit.child.as_ref().filter(|_| hit.shown);
        let name = child
            .map(|child| child.name.to_string())
            .unwrap_or_default();
        let born = child.map(|child| moment::date(desk, child.birth_date));
        cells.push(Ink::own(name).role(Role::Value));
        cells.push(Ink::own(born.unwrap_or_default()).role(Role::Value));
    }
    let organisation = people::organisation(desk.register.profile(), application.organisation);
    let (source, role) = source(hit);
    cells.push(Ink::own(case.certificate.number.to_string()).role(Role::Value));
    cells.push(says::state_or_holder(desk, case));
    cells.push(Ink::own(organisation).role(Role::Value));
    cells.push(Ink::own(desk.texts.get(source)).role(role));
    cells.push(sign::cell(desk, number));
    cells
}
