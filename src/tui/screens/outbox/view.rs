//! The outbox as a table, with the register's word on the selected act below it in full.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::Entry;
use super::state::{Row, State};
use super::{act_view, enrolment, words};
use crate::api::sync::Outcome;
use crate::sync::desk::Renewal;
use crate::tui::captions;
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::paragraph;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Column, Ink, Table};

/// Rows for the register's word on the selected act.
const WORD: u16 = 3;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    if let Some(entry) = state.open.and_then(|id| state.entry(id)) {
        act_view::draw(state, entry, desk, area, buf);
        return None;
    }
    let word = WORD.min(area.height / 3);
    let list = Rect {
        height: area.height.saturating_sub(word + 1),
        ..area
    };
    let title = |key: &str| desk.texts.get(key);
    let columns = [
        Column::fixed(String::new(), 1, 0),
        Column::fixed(title("outbox-column-time"), 11, 2),
        Column::fixed(title("outbox-column-number"), 16, 0),
        Column::flexible(title("outbox-column-what"), 14, 30, 1),
        Column::flexible(title("outbox-column-word"), 18, 30, 1),
    ];
    let rows = state.rows();
    let table = Table {
        columns: &columns,
        len: rows.len(),
        empty: Ink::own(desk.texts.get("outbox-empty")).role(Role::Dim),
        focused: true,
    };
    table.draw(&state.cursor, desk.theme, list, buf, |row| {
        match rows[row] {
            Row::Renewal(renewal) => to_read(renewal, desk),
            Row::Act(entry) => cells(entry, desk),
        }
    });
    let (text, role) = match rows.get(state.cursor.selected()) {
        Some(Row::Renewal(_)) => (desk.texts.get("outbox-renewal"), Role::Attention),
        Some(Row::Act(entry)) => (words::answered(entry, desk), entry.progress.role()),
        None => return None,
    };
    let below = Rect {
        y: area.bottom() - word,
        height: word,
        ..area
    };
    paragraph(&Ink::own(text).role(role), desk.theme, below, buf);
    None
}

/// The rows as they are shown.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "outbox-column-time",
        "outbox-column-number",
        "outbox-column-what",
        "outbox-column-word",
    ];
    let rows = state.rows().into_iter().map(|row| match row {
        Row::Renewal(renewal) => vec![
            moment(desk, renewal.at),
            String::new(),
            desk.texts.get("renewal-title"),
            desk.texts.get("outbox-short-renewal"),
        ],
        Row::Act(entry) => vec![
            moment(desk, entry.at),
            enrolment::called(entry, desk),
            captions::command(desk.texts, &entry.command),
            in_short(entry, desk),
        ],
    });
    List {
        name: "outbox",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}

/// The line that stays until it was read.
fn to_read(renewal: &Renewal, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let sign = Progress::Attention;
    vec![
        Ink::own(sign.sign()).role(sign.role()),
        Ink::own(moment(desk, renewal.at)).role(Role::Dim),
        Ink::own(""),
        Ink::own(desk.texts.get("renewal-title")),
        Ink::own(desk.texts.get("outbox-short-renewal")).role(sign.role()),
    ]
}

fn cells(entry: &Entry, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    vec![
        Ink::own(entry.progress.sign()).role(entry.progress.role()),
        Ink::own(moment(desk, entry.at)).role(Role::Dim),
        Ink::own(enrolment::called(entry, desk)),
        Ink::own(captions::command(desk.texts, &entry.command)),
        Ink::own(in_short(entry, desk)).role(entry.progress.role()),
    ]
}

/// The state of the act in a few words; the whole stands below the list.
fn in_short(entry: &Entry, desk: &Desk<'_>) -> String {
    desk.texts.get(match (entry.progress, entry.outcome()) {
        (Progress::Saving, _) => "outbox-short-saving",
        (Progress::Saved, _) => "outbox-short-saved",
        (Progress::Attention, Some(Outcome::Conflict { .. })) => "outbox-short-conflict",
        (Progress::Attention, Some(Outcome::Already { .. })) => "outbox-short-already",
        (Progress::Attention, _) => "outbox-short-refused",
        (Progress::Applied, _) => "outbox-short-applied",
    })
}

/// Day and time where the desk stands.
fn moment(desk: &Desk<'_>, at: DateTime<Utc>) -> String {
    let local = desk.register.profile().zone.local(at);
    local.format("%d.%m %H:%M").to_string()
}
