//! The groups on the screen. Only the rows in sight are put into words and reckoned.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::enrolment::Cost;
use crate::domain::programme::Ages;
use crate::domain::{Programme, Refusal};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::basis::Basis;
use super::row::Row;
use super::state::State;
use super::words;

/// Rows below the list, about the selected group.
const DETAILS: u16 = 5;

pub fn draw(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let child = state.child.as_ref()?;
    let basis = Basis::of(child, desk);
    let mut rows = Rows::new(area);
    let cursor = draw_line(state, desk, rows.top(1), buf);
    draw_criteria(state, desk, rows.top(1), buf);
    let details = rows.bottom(DETAILS);
    draw_table(state, &basis, desk, rows.rest(), buf);
    draw_details(state, &basis, desk, details, buf);
    cursor
}

fn draw_line(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let label = Ink::own(desk.texts.get("enrol-programme-label")).role(Role::Label);
    let used = label.draw(desk.theme, area.x, area.y, area.width, buf) + 1;
    let line = Rect {
        x: area.x + used.min(area.width),
        width: area.width.saturating_sub(used),
        ..area
    };
    state.words.draw(true, desk.theme, line, buf)
}

/// What narrows the list, with its keys; how many are shown, and in which order.
fn draw_criteria(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let texts = desk.texts;
    let criteria = state.listing.criteria();
    let direction = criteria.direction.map_or_else(
        || texts.get("enrol-any-direction"),
        |direction| captions::direction(texts, direction),
    );
    let known = state.listing.all().iter().any(|row| row.fits.is_some());
    let mut pieces = vec![
        Ink::own(format!("{direction} ")).role(match criteria.direction {
            Some(_) => Role::Accent,
            None => Role::Dim,
        }),
    ];
    for (on, key) in [
        (criteria.fits && known, "enrol-by-age"),
        (criteria.has_places, "enrol-with-places"),
        (criteria.apart, "enrol-apart"),
    ] {
        let (sign, role) = if on {
            ("[√]", Role::Accent)
        } else {
            ("[ ]", Role::Dim)
        };
        pieces.push(Ink::own(format!(" {sign} {}", texts.get(key))).role(role));
    }
    let count = i64::try_from(state.listing.len()).unwrap_or(i64::MAX);
    let order = texts.get(state.listing.sort().text_key());
    let args = [("count", Arg::Count(count)), ("order", Arg::Text(&order))];
    let shown = Ink::own(texts.with("enrol-shown", &args)).role(Role::Dim);
    both_ends(&pieces, &shown, desk.theme, area, buf);
}

fn draw_table(state: &State, basis: &Basis<'_>, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let title = |key: &str| desk.texts.get(key);
    let columns = [
        Column::flexible(title("enrol-column-programme"), 14, 40, 0),
        Column::flexible(title("enrol-column-module"), 8, 24, 5),
        Column::flexible(title("enrol-column-group"), 7, 16, 3),
        Column::fixed(title("enrol-column-ages"), 5, 4),
        Column::flexible(title("enrol-column-hours"), 14, 36, 1),
        Column::fixed(title("enrol-column-left"), 4, 1).right(),
        Column::fixed(title("enrol-column-certificate"), 10, 6).right(),
        Column::fixed(title("enrol-column-parents"), 10, 2).right(),
    ];
    let empty = if state.listing.all().is_empty() {
        desk.texts.get("enrol-no-groups")
    } else {
        says::with_key(desk, "enrol-none-fit", Place::Enrol, Action::Cancel)
    };
    let table = Table {
        columns: &columns,
        len: state.listing.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: true,
    };
    let cursor = state.listing.picked().cursor();
    table.draw(cursor, desk.theme, area, buf, |line| {
        state
            .listing
            .at(line)
            .map_or_else(Vec::new, |row| cells(row, basis, desk))
    });
}

fn cells(row: &Row, basis: &Basis<'_>, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let Some((programme, module, group)) = basis.group(row.place) else {
        return Vec::new();
    };
    let judged = basis.judge(row.place, row.days);
    let dim = if judged.is_err() {
        Role::Dim
    } else {
        Role::Value
    };
    let left = if row.left > 0 { dim } else { Role::Warning };
    let age = if row.fits == Some(false) {
        Role::Warning
    } else {
        dim
    };
    let hours = if row.collides { Role::Warning } else { dim };
    let (certificate, parents) = amounts(&judged, desk);
    vec![
        Ink::own(programme.name.to_string()),
        Ink::own(module.name.to_string()).role(dim),
        Ink::own(group.name.to_string()).role(dim),
        Ink::own(ages(programme.ages)).role(age),
        Ink::own(words::hours(&group.schedule, desk)).role(hours),
        Ink::own(row.left.to_string()).role(left),
        Ink::own(certificate).role(dim),
        Ink::own(parents).role(dim),
    ]
}

fn ages(ages: Ages) -> String {
    format!("{}–{}", ages.from, ages.to)
}

/// What certificate and parents pay in all, for narrow columns: without the sign of the currency.
fn amounts(judged: &Result<Option<Cost>, Refusal>, desk: &Desk<'_>) -> (String, String) {
    match judged {
        Ok(Some(cost)) => (
            cost.shares.certificate.total().to_string(),
            cost.shares.parents.total().to_string(),
        ),
        Ok(None) => (String::new(), desk.texts.get("enrol-free-short")),
        Err(_) => (String::new(), desk.texts.get("enrol-barred-short")),
    }
}

/// The selected group in full, what it costs, and what stands against it.
fn draw_details(state: &State, basis: &Basis<'_>, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(row) = state.listing.chosen() else {
        return;
    };
    let mut rows = Rows::new(area);
    let mut y = 0;
    for line in details(row, basis, desk) {
        let room = rows.top(1);
        if room.height == 0 {
            break;
        }
        y += 1;
        line.draw(desk.theme, room.x, room.y, room.width, buf);
        if y == 3 {
            break;
        }
    }
    let last = hindrance(row, basis, desk);
    paragraph(&last, desk.theme, rows.rest(), buf);
}

fn details(row: &Row, basis: &Basis<'_>, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let Some((programme, module, group)) = basis.group(row.place) else {
        return Vec::new();
    };
    let texts = desk.texts;
    let names = words::names(basis, row.place, desk);
    let rooms: Vec<_> = group
        .schedule
        .iter()
        .map(|lesson| lesson.room.as_str())
        .filter(|room| !room.is_empty())
        .collect();
    let room = rooms.first().copied().unwrap_or_default();
    let hours = words::hours(&group.schedule, desk);
    let days = words::span(group.period, desk);
    let when = if room.is_empty() {
        format!("{days}, {hours}")
    } else {
        let args = [
            ("days", Arg::Text(&days)),
            ("hours", Arg::Text(&hours)),
            ("room", Arg::Text(room)),
        ];
        texts.with("enrol-when-where", &args)
    };
    vec![
        Ink::own(names).role(Role::Title),
        Ink::own(when).role(Role::Value),
        Ink::own(price(programme, module.price(), desk)).role(Role::Value),
    ]
}

fn price(
    programme: &Programme,
    price: Option<crate::domain::money::Kopecks>,
    desk: &Desk<'_>,
) -> String {
    let register = captions::register(desk.texts, programme.register);
    let form = captions::study_form(desk.texts, programme.form);
    let whole = price.map(|price| {
        let price = words::rubles(price, desk);
        desk.texts
            .with("enrol-price", &[("price", Arg::Text(&price))])
    });
    let parts = [Some(register), Some(form), whole];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What stands against the group, else what collides with it, else who pays.
fn hindrance(row: &Row, basis: &Basis<'_>, desk: &Desk<'_>) -> Ink<'static> {
    let cost = match basis.judge(row.place, row.days) {
        Err(why) => return Ink::own(says::refusal(desk, &why)).role(Role::Warning),
        Ok(cost) => cost,
    };
    if row.fits == Some(false) {
        return Ink::own(desk.texts.get("enrol-age-differs")).role(Role::Warning);
    }
    let pays = words::shares(cost.as_ref(), basis.account.is_some(), desk);
    match collision(row, basis, desk) {
        Some(text) => Ink::own(text).role(Role::Warning),
        None => Ink::own(pays).role(Role::Text),
    }
}

/// «Занятия совпадают по времени: …», where they do.
pub fn collision(row: &Row, basis: &Basis<'_>, desk: &Desk<'_>) -> Option<String> {
    let (_, _, group) = basis.group(row.place)?;
    let others: Vec<_> = basis
        .collisions(group, row.days)
        .into_iter()
        .map(|place| words::names(basis, place, desk))
        .collect();
    let others = others.join("; ");
    (!others.is_empty()).then(|| {
        desk.texts
            .with("enrol-collides", &[("others", Arg::Text(&others))])
    })
}

/// The rows as they are shown.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "enrol-column-programme",
        "enrol-column-module",
        "enrol-column-group",
        "enrol-column-ages",
        "enrol-column-hours",
        "enrol-column-left",
        "enrol-column-certificate",
        "enrol-column-parents",
    ];
    let basis = state.child.as_ref().map(|child| Basis::of(child, desk));
    let cells = |basis: &Basis<'_>, row: &Row| -> Vec<String> {
        let cells = cells(row, basis, desk);
        cells
            .into_iter()
            .map(|ink| ink.as_str().to_owned())
            .collect()
    };
    let rows = basis.map_or_else(Vec::new, |basis| {
        let shown = state.listing.shown();
        shown.map(|row| cells(&basis, row)).collect()
    });
    List {
        name: "enrol",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows,
    }
}
