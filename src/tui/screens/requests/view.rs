//! The list on the screen. Only the rows in sight are put into words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Target;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::index::Key;
use super::row::Part;
use super::state::State;
use super::{details_view, foresee, query, results_view, row, words};

/// The sign of a marked row.
const MARKED: &str = "+";

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut cursor = None;
    if let Some(id) = state.opened() {
        details_view::draw(state, id, desk, area, buf);
    } else if let Some(results) = &state.results {
        results_view::draw(results, desk, area, buf);
    } else {
        cursor = draw_list(state, desk, area, buf);
    }
    match &state.dialog {
        Some(dialog) => dialog.asked.draw(desk, area, buf),
        None => cursor,
    }
}

fn draw_list(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    draw_tabs(state, desk, rows.top(1), buf);
    let line = rows.top(1);
    let cursor = if state.filter.open || !state.filter.is_empty() {
        state.filter.draw(Place::Requests, desk, line, buf)
    } else {
        let text = says::with_key(
            desk,
            "requests-filter-hint",
            Place::Requests,
            Action::Filter,
        );
        let hint = Ink::own(text).role(Role::Dim);
        hint.draw(desk.theme, line.x, line.y, line.width, buf);
        None
    };
    let foot = rows.bottom(1);
    draw_table(state, desk, rows.rest(), buf);
    draw_foot(state, desk, foot, buf);
    cursor
}

/// The parts with the shown one lit; at the right end how many are marked, else the order.
fn draw_tabs(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut pieces = Vec::new();
    for part in Part::ALL {
        let here = part == state.index.part;
        let caption = desk.texts.get(part.text_key());
        let text = if here {
            format!("[{caption}: {}]", state.len())
        } else {
            format!(" {caption} ")
        };
        let role = if here { Role::Accent } else { Role::Dim };
        pieces.push(Ink::own(text).role(role));
    }
    let right = if state.marked.is_empty() {
        Ink::own(desk.texts.get(state.index.sort.text_key())).role(Role::Dim)
    } else {
        let count = state.marked.len() as i64;
        let text = desk
            .texts
            .with("requests-marked", &[("count", Arg::Count(count))]);
        Ink::own(text).role(Role::Accent)
    };
    both_ends(&pieces, &right, desk.theme, area, buf);
}

fn draw_table(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let columns = columns(desk);
    let empty = if state.filter.is_empty() {
        desk.texts.get("requests-empty")
    } else {
        let (place, key) = (Place::Requests, Action::Cancel);
        says::with_key(desk, "queue-empty-filter", place, key)
    };
    let keys = state.index.keys();
    let table = Table {
        columns: &columns,
        len: keys.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: !state.filter.open,
    };
    let late_before = query::late_before(desk);
    table.draw(&state.cursor, desk.theme, area, buf, |at| {
        let key = keys.get(at);
        key.map_or_else(Vec::new, |key| cells(state, desk, key, late_before))
    });
}

/// What the clerk types for in the filter; else what the selected row has no room for.
fn draw_foot(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let text = if state.filter.open {
        desk.texts.get("requests-filter-about")
    } else {
        let records = desk.register.enrolment();
        let request = state.selected().and_then(|id| records.request(id));
        request.map_or_else(String::new, |request| words::where_to(request, desk))
    };
    paragraph(&Ink::own(text).role(Role::Dim), desk.theme, area, buf);
}

fn columns(desk: &Desk<'_>) -> Vec<Column> {
    let title = |key: &str| desk.texts.get(key);
    vec![
        Column::fixed(String::new(), 1, 0),
        Column::fixed(title("column-certificate"), 10, 0),
        Column::fixed(title("requests-column-age"), 3, 2).right(),
        Column::fixed(title("requests-column-kind"), 4, 4),
        Column::fixed(title("requests-column-balance"), 7, 3).right(),
        Column::flexible(title("requests-column-place"), 14, 70, 2),
        Column::fixed(title("requests-column-left"), 4, 1).right(),
        Column::fixed(title("requests-column-others"), 3, 5).right(),
        Column::fixed(title("column-days"), 4, 3).right(),
        Column::fixed(title("column-state"), 12, 1),
        Column::fixed(String::new(), 1, 0),
    ]
}

fn cells(state: &State, desk: &Desk<'_>, key: Key, late_before: i64) -> Vec<Ink<'static>> {
    let records = desk.register.enrolment();
    let marked = Ink::own(if state.marked.contains(&key.id) {
        MARKED
    } else {
        ""
    });
    let Some(request) = records.request(key.id) else {
        return vec![marked];
    };
    let kept = state.index.row(key);
    let problem = words::problem(kept, state.index.facts(kept), late_before);
    let (kind, balance) = foresee::purse(request, desk);
    let left = row::left(request.place, records);
    let others = foresee::other_claims(request, records);
    let value = |text: String| Ink::own(text).role(Role::Value);
    let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let full = left == Some(0) && !request.state.takes_place();
    let left = value(number(left)).role(if full { Role::Warning } else { Role::Value });
    let others = if others == 0 {
        String::new()
    } else {
        others.to_string()
    };
    vec![
        marked.role(Role::Accent),
        Ink::own(request.certificate.to_string()),
        value(number(request.age.map(u32::from))),
        value(words::kind_short(kind, desk)),
        value(balance.map(words::rubles).unwrap_or_default()),
        value(words::place_short(request, desk)),
        left,
        value(others),
        value(words::days_waiting(request, desk).to_string()),
        words::state_or_problem(request, problem, desk),
        sign::cell(desk, Target::Request(key.id)),
    ]
}
