//! The queue on the screen. Only the rows in sight are put into words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::ApplicationNumber;
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends};
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::order::Shown;
use super::state::State;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    draw_tabs(state, desk, rows.top(1), buf);
    let cursor = state.filter.draw(Place::Queue, desk, rows.top(1), buf);
    draw_table(state, desk, rows.rest(), buf);
    cursor
}

/// The parts of the queue with the shown one lit, and the order at the right end.
fn draw_tabs(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut pieces = Vec::new();
    for shown in Shown::ALL {
        let here = shown == state.shown;
        let caption = desk.texts.get(shown.text_key());
        let text = if here {
            format!("[{caption}: {}] ", state.rows.len())
        } else {
            format!(" {caption}  ")
        };
        let role = if here { Role::Accent } else { Role::Dim };
        pieces.push(Ink::own(text).role(role));
    }
    let order = desk.texts.get(state.sort.text_key());
    both_ends(
        &pieces,
        &Ink::own(order).role(Role::Dim),
        desk.theme,
        area,
        buf,
    );
}

fn draw_table(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let named = !state.revealed.is_empty();
    let columns = columns(desk, named);
    let empty = if state.filter.is_empty() {
        desk.texts.get("queue-empty")
    } else {
        says::with_key(desk, "queue-empty-filter", Place::Queue, Action::Cancel)
    };
    let table = Table {
        columns: &columns,
        len: state.rows.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: !state.filter.open,
    };
    table.draw(state.picked.cursor(), desk.theme, area, buf, |at| {
        cells(state, desk, state.rows[at], named)
    });
}

/// The rows as they are shown, without names.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "column-number",
        "column-date",
        "column-organisation",
        "column-state",
        "column-days",
    ];
    let rows = state.rows.iter().filter_map(|number| {
        let case = desk.register.shown(*number)?;
        let application = &case.application;
        let date = application.reference.date;
        Some(vec![
            number.to_string(),
            moment::date(desk, date),
            people::organisation(desk.register.profile(), application.organisation),
            says::state_in_row(desk, case).as_str().to_owned(),
            desk.today
                .signed_duration_since(date)
                .num_days()
                .to_string(),
        ])
    });
    List {
        name: "queue",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}

fn columns(desk: &Desk<'_>, named: bool) -> Vec<Column> {
    let title = |key: &str| desk.texts.get(key);
    let mut columns = vec![
        Column::fixed(title("column-number"), 16, 0),
        Column::fixed(title("column-date"), 10, 2),
    ];
    if named {
        columns.push(Column::flexible(title("column-child"), 14, 40, 3));
    }
    columns.push(Column::flexible(title("column-organisation"), 12, 60, 5));
    columns.push(Column::fixed(title("column-state"), 14, 4));
    columns.push(Column::fixed(title("column-days"), 4, 1).right());
    columns.push(Column::fixed(String::new(), 1, 0));
    columns
}

fn cells(
    state: &State,
    desk: &Desk<'_>,
    number: ApplicationNumber,
    named: bool,
) -> Vec<Ink<'static>> {
    let Some(case) = desk.register.shown(number) else {
        return vec![Ink::own(number.to_string())];
    };
    let application = &case.application;
    let date = application.reference.date;
    let mut cells = vec![
        Ink::own(number.to_string()),
        Ink::own(moment::date(desk, date)).role(Role::Value),
    ];
    if named {
        let name = state
            .revealed
            .of(number)
            .map(|child| child.name.to_string());
        cells.push(Ink::own(name.unwrap_or_default()).role(Role::Value));
    }
    let organisation = people::organisation(desk.register.profile(), application.organisation);
    let days = desk.today.signed_duration_since(date).num_days();
    let late = application.state.awaits_acceptance() && desk.today > application.paper_due;
    let role = if late { Role::Warning } else { Role::Value };
    cells.push(Ink::own(organisation).role(Role::Value));
    let holder = says::holder(desk, number);
    cells.push(holder.unwrap_or_else(|| says::state_in_row(desk, case)));
    cells.push(Ink::own(days.to_string()).role(role));
    cells.push(sign::cell(desk, number));
    cells
}
