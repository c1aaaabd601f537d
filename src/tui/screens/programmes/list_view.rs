//! The list of programmes on the screen. Only the rows in sight are put into words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Capability, Programme, ProgrammeId};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::facts;
use super::form::About;
use super::order::Part;
use super::state::State;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    draw_parts(state, desk, rows.top(1), buf);
    let filter = &state.list.filter;
    let cursor = filter.draw_hinted(
        "programmes-filter-hint",
        Place::Programmes,
        desk,
        rows.top(1),
        buf,
    );
    let foot = rows.bottom(2);
    draw_table(state, desk, rows.rest(), buf);
    draw_foot(state, desk, foot, buf);
    cursor
}

/// The parts of the list with the shown one lit, and the order at the right end.
fn draw_parts(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut pieces = Vec::new();
    for part in Part::ALL {
        let caption = desk.texts.get(part.text_key());
        let here = part == state.list.part;
        let text = if here {
            format!("[{caption}: {}] ", state.list.rows.len())
        } else {
            format!(" {caption} ")
        };
        let role = if here { Role::Accent } else { Role::Dim };
        pieces.push(Ink::own(text).role(role));
    }
    let order = Ink::own(desk.texts.get(state.list.sort.text_key())).role(Role::Dim);
    both_ends(&pieces, &order, desk.theme, area, buf);
}

/// What is marked and what can be done with it; else the whole of the selected row.
fn draw_foot(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let marked = state.list.marked.len();
    let key = |action| says::key(desk, Place::Programmes, action);
    let text = if marked > 0 {
        let (open, close) = (key(Action::OpenEnrolment), key(Action::CloseEnrolment));
        let (copy, cancel) = (key(Action::CopyProgramme), key(Action::Cancel));
        let args = [
            ("count", Arg::Count(marked as i64)),
            ("open", Arg::Text(&open)),
            ("close", Arg::Text(&close)),
            ("copy", Arg::Text(&copy)),
            ("cancel", Arg::Text(&cancel)),
        ];
        Ink::own(desk.texts.with("programmes-marked", &args)).role(Role::Accent)
    } else {
        let id = state.list.picked.key();
        match id.map(|id| (id, desk.register.enrolment().programme(id))) {
            None => return,
            Some((_, Some(programme))) => Ink::own(told(programme, desk)).role(Role::Dim),
            Some((_, None)) => {
                let text =
                    says::with_key(desk, "programmes-begun", Place::Programmes, Action::Submit);
                Ink::own(text).role(Role::Dim)
            }
        }
    };
    paragraph(&text, desk.theme, area, buf);
}

/// The selected programme in a sentence: what columns have no room for.
fn told(programme: &Programme, desk: &Desk<'_>) -> String {
    let register = captions::register(desk.texts, programme.register);
    let direction = captions::direction(desk.texts, programme.direction);
    let organisation = people::organisation(desk.register.profile(), programme.organisation);
    let args = [
        ("name", Arg::Text(programme.name.as_str())),
        ("register", Arg::Text(&register)),
        ("direction", Arg::Text(&direction)),
        ("organisation", Arg::Text(&organisation)),
        ("modules", Arg::Count(programme.modules.len() as i64)),
        ("groups", Arg::Count(facts::groups(programme) as i64)),
    ];
    desk.texts.with("programmes-told", &args)
}

/// Whether programmes of several organisations stand in the list.
fn several(desk: &Desk<'_>) -> bool {
    people::may(desk, Capability::ProgrammeReview)
}

fn columns(desk: &Desk<'_>) -> Vec<Column> {
    let title = |key: &str| desk.texts.get(key);
    let mut columns = vec![
        Column::fixed(String::new(), 1, 0),
        Column::flexible(title("programmes-column-name"), 16, 48, 0),
        Column::fixed(title("programmes-column-state"), 12, 0),
        Column::fixed(title("programmes-column-register"), 9, 3),
        Column::fixed(title("programmes-column-year"), 5, 4),
        Column::fixed(title("programmes-column-ages"), 5, 5),
        Column::fixed(title("programmes-column-open"), 4, 2).right(),
        Column::fixed(title("programmes-column-places"), 7, 1).right(),
        Column::fixed(title("programmes-column-price"), 9, 6).right(),
    ];
    if several(desk) {
        columns.push(Column::flexible(title("column-organisation"), 10, 40, 7));
    }
    columns.push(Column::flexible(
        title("programmes-column-direction"),
        10,
        30,
        8,
    ));
    columns.push(Column::fixed(String::new(), 1, 0));
    columns
}

fn draw_table(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let list = &state.list;
    let empty = if !list.filter.is_empty() {
        says::with_key(
            desk,
            "queue-empty-filter",
            Place::Programmes,
            Action::Cancel,
        )
    } else if people::may(desk, Capability::ProgrammeEdit) {
        says::with_key(
            desk,
            "programmes-empty",
            Place::Programmes,
            Action::CreateProgramme,
        )
    } else {
        desk.texts.get("programmes-empty-reading")
    };
    let columns = columns(desk);
    let table = Table {
        columns: &columns,
        len: list.rows.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: !list.filter.open,
    };
    table.draw(list.picked.cursor(), desk.theme, area, buf, |at| {
        cells(state, list.rows[at], desk)
    });
}

fn cells(state: &State, id: ProgrammeId, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let Some(programme) = desk.register.enrolment().programme(id) else {
        let typed = state.drafts.get(&About::Outline(id));
        let name = typed.map_or("", |entry| entry.name()).to_owned();
        let name = if name.is_empty() {
            desk.texts.get("programmes-unnamed")
        } else {
            name
        };
        return vec![
            Ink::own(""),
            Ink::own(name),
            Ink::own(desk.texts.get("programmes-typed")).role(Role::Warning),
        ];
    };
    let mark = if state.list.marked.contains(&id) {
        "*"
    } else {
        ""
    };
    let taken = desk.register.enrolment().taken_in(id);
    let price = facts::price(programme).map(|price| price.to_string());
    let state_short = captions::programme_state_short(desk.texts, &programme.state);
    let value = |text: String| Ink::own(text).role(Role::Value);
    let mut cells = vec![
        Ink::own(mark).role(Role::Accent),
        Ink::own(programme.name.to_string()),
        Ink::own(state_short).role(Role::Status),
        value(facts::register_short(programme, desk)),
        value(facts::year_short(programme.year)),
        value(facts::ages(programme)),
        value(facts::open(programme)),
        value(facts::of(taken, facts::places(programme))),
        value(price.unwrap_or_default()),
    ];
    if several(desk) {
        let organisation = programme.organisation;
        let name = people::organisation(desk.register.profile(), organisation);
        cells.push(value(name));
    }
    cells.push(value(captions::direction(desk.texts, programme.direction)));
    cells.push(sign::cell(desk, crate::domain::Target::Programme(id)));
    cells
}

/// The rows as they are shown, with what the screen has no columns for.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "programmes-column-name",
        "programmes-column-state",
        "programmes-column-register",
        "programmes-column-year",
        "programmes-column-ages",
        "programmes-column-direction",
        "column-organisation",
        "programmes-column-modules",
        "programmes-column-groups",
        "programmes-column-open",
        "programmes-column-taken",
        "programmes-column-places-all",
        "programmes-column-price",
    ];
    let texts = desk.texts;
    let rows = state.list.rows.iter().filter_map(|id| {
        let programme = desk.register.enrolment().programme(*id)?;
        let taken = desk.register.enrolment().taken_in(*id);
        let price = facts::price(programme).map(|price| price.to_string());
        Some(vec![
            programme.name.to_string(),
            captions::programme_state(texts, &programme.state),
            captions::register(texts, programme.register),
            facts::year(programme.year),
            facts::ages(programme),
            captions::direction(texts, programme.direction),
            people::organisation(desk.register.profile(), programme.organisation),
            programme.modules.len().to_string(),
            facts::groups(programme).to_string(),
            facts::open(programme),
            taken.to_string(),
            facts::places(programme).to_string(),
            price.unwrap_or_default(),
        ])
    });
    List {
        name: "programmes",
        header: titles.map(|key| texts.get(key)).into(),
        rows: rows.collect(),
    }
}
