//! The list of drafts: when each was begun, of which child, and what it waits for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draft::{self, Draft};
use super::hand_in::line_is_closed;
use super::state::{Row, State};
use super::words;
use crate::domain::{Capability, Clean};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

/// Rows of what is said about numbers.
const NUMBERS: u16 = 2;

pub fn draw(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let (text, role) = head(state, desk);
    paragraph(&Ink::own(text).role(role), desk.theme, rows.top(2), buf);
    if people::may(desk, Capability::ApplicationCreate)
        && let Some(text) = words::numbers(desk)
    {
        let text = Ink::own(text).role(Role::Warning);
        paragraph(&text, desk.theme, rows.top(NUMBERS), buf);
    }
    let title = |key: &str| desk.texts.get(key);
    let columns = [
        Column::fixed(title("new-column-begun"), 16, 0),
        Column::flexible(title("new-column-child"), 12, 30, 1),
        Column::fixed(title("new-column-step"), 10, 3),
        Column::flexible(title("new-column-waits"), 14, 80, 2),
        Column::fixed(String::new(), 1, 0),
    ];
    let all = state.rows();
    let table = Table {
        columns: &columns,
        len: all.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(&state.cursor, desk.theme, rows.rest(), buf, |at| {
        cells(state, &all[at], desk)
    });
}

/// The drafts as they are shown, without the children.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = ["new-column-begun", "new-column-step", "new-column-waits"];
    let rows = state.rows().into_iter().filter_map(|row| match row {
        Row::Draft(key) => {
            let draft = state.drafts.get(&key)?;
            Some(vec![
                moment::moment(desk, draft.begun),
                words::step(desk, draft.step),
                words::waits_for(desk, draft),
            ])
        }
        Row::Begin | Row::Unreadable(_) => None,
    });
    List {
        name: "drafts",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}

/// Who may, what is closed, or what the keys do.
fn head(state: &State, desk: &Desk<'_>) -> (String, Role) {
    if !people::may(desk, Capability::ApplicationCreate) {
        let who = people::who_can(desk, Capability::ApplicationCreate);
        return (who, Role::Warning);
    }
    if line_is_closed(desk) {
        return (desk.texts.get("new-line-closed"), Role::Warning);
    }
    let waiting = state.waiting();
    if waiting == 0 {
        let text = says::with_key(
            desk,
            "new-list-empty",
            Place::NewApplication,
            Action::Submit,
        );
        return (text, Role::Dim);
    }
    let args = [("count", Arg::Count(waiting as i64))];
    (desk.texts.with("new-list-waiting", &args), Role::Dim)
}

fn cells(state: &State, row: &Row, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    match row {
        Row::Begin => {
            let empty = || Ink::own("");
            let begin = Ink::own(desk.texts.get("new-begin"));
            vec![begin, empty(), empty(), empty(), empty()]
        }
        Row::Draft(key) => state
            .drafts
            .get(key)
            .map_or_else(Vec::new, |draft| draft_cells(draft, desk)),
        Row::Unreadable(name) => {
            let begun = draft::key(name).and_then(chrono::DateTime::from_timestamp_millis);
            let begun = begun.map(|at| moment::moment(desk, at));
            vec![
                Ink::own(begun.unwrap_or_default()),
                Ink::own(desk.texts.get("new-unreadable-row")).role(Role::Warning),
            ]
        }
    }
}

fn draft_cells(draft: &Draft, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let child: Clean = words::child(desk, &draft.entries);
    let waits = words::waits_for(desk, draft);
    let role = if draft.back.is_some() || draft.is_old(desk.now) {
        Role::Warning
    } else {
        Role::Value
    };
    let waits = if draft.is_old(desk.now) {
        format!("{}; {waits}", desk.texts.get("new-row-old"))
    } else {
        waits
    };
    vec![
        Ink::own(moment::moment(desk, draft.begun)),
        Ink::clean(&child).role(Role::Value).into_owned(),
        Ink::own(words::step(desk, draft.step)).role(Role::Status),
        Ink::own(waits).role(role),
        draft
            .number()
            .map_or_else(|| Ink::own(""), |number| sign::cell(desk, number)),
    ]
}
