//! The outbox as a table, with the register's word on the selected act below it in full.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::{Entry, State};
use crate::api::sync::{Doer, Outcome};
use crate::i18n::{self, Arg};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Column, Ink, Table, ink};

/// Rows for the register's word on the selected act.
const WORD: u16 = 3;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
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
        cells(rows[row], desk)
    });
    if let Some(entry) = rows.get(state.cursor.selected()) {
        for (row, text) in ink::wrap(&register_says(entry, desk), area.width)
            .into_iter()
            .take(usize::from(word))
            .enumerate()
        {
            let y = area.bottom() - word + row as u16;
            let text = Ink::own(text).role(entry.progress.role());
            text.draw(desk.theme, area.x, y, area.width, buf);
        }
    }
    None
}

fn cells(entry: &Entry, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    vec![
        Ink::own(entry.progress.sign()).role(entry.progress.role()),
        Ink::own(moment(desk, entry.at)).role(Role::Dim),
        Ink::own(entry.target.to_string()),
        Ink::own(desk.texts.get(&i18n::key("command", entry.what))),
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

/// The register's word on the act, in words.
fn register_says(entry: &Entry, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match entry.outcome() {
        None => texts.get(entry.progress.text_key()),
        Some(Outcome::Applied { .. }) => texts.get("outbox-applied"),
        Some(Outcome::Already { by, .. }) => by_whom("outbox-already", by.as_ref(), desk),
        Some(Outcome::Conflict { by, .. }) => by_whom("outbox-conflict", by.as_ref(), desk),
        Some(Outcome::Refused { why }) => captions::refusal(texts, why),
    }
}

fn by_whom(key: &str, by: Option<&Doer>, desk: &Desk<'_>) -> String {
    let Some(doer) = by else {
        return desk.texts.get(&format!("{key}-unknown"));
    };
    let when = moment(desk, doer.at);
    desk.texts.with(
        key,
        &[
            ("who", Arg::Text(doer.name.as_str())),
            ("what", Arg::Text(doer.command.as_str())),
            ("when", Arg::Text(&when)),
        ],
    )
}

/// Day and time where the desk stands.
fn moment(desk: &Desk<'_>, at: DateTime<Utc>) -> String {
    let local = desk.register.profile().zone.local(at);
    local.format("%d.%m %H:%M").to_string()
}
