//! The form on the screen: where the clerk is, the rows, and what is to be said of the one that has the focus.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::i18n::{self, Arg};
use crate::tui::form::sheet::Content;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::entry::{About, Entry, Level};
use super::read::Fault;
use super::sheets;
use super::state::{Form, Key};

pub fn view(form: &Form, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let faults = form.faults(desk);
    let mut rows = Rows::new(area);
    draw_head(form, faults.len(), desk, rows.top(1), buf);
    rows.top(1);
    let foot = rows.bottom(3);
    let told = |row| form.told(row, &faults).is_some();
    let cursor = form.sheet.draw(told, desk.theme, rows.rest(), buf);
    if let Some(ink) = said(form, &faults, desk) {
        paragraph(&ink, desk.theme, foot, buf);
    }
    cursor
}

/// «Программа › Модуль 1 › Группа 2», and how much is left to put right.
fn draw_head(form: &Form, faults: usize, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut names = Vec::new();
    if let (About::Group(..), Some(programme)) = (form.about, form.current(desk)) {
        names.push(format!("«{}»", programme.name));
    }
    for depth in 0..=form.path.len() {
        if let Some(entry) = form.tree.at(&form.path[..depth]) {
            names.push(crumb(entry, desk));
        }
    }
    let head = [Ink::own(names.join(" › ")).role(Role::Title)];
    let right = if faults == 0 {
        Ink::own(desk.texts.get("programme-form-complete")).role(Role::Applied)
    } else {
        let args = [("count", Arg::Count(faults as i64))];
        Ink::own(desk.texts.with("programme-form-left", &args)).role(Role::Dim)
    };
    both_ends(&head, &right, desk.theme, area, buf);
}

fn crumb(entry: &Entry, desk: &Desk<'_>) -> String {
    if entry.level == Level::Programme && entry.name().is_empty() {
        return desk.texts.get("programme-form-unnamed");
    }
    sheets::name(entry, desk)
}

/// The fault of the row, else what may be typed; of a choice the values.
fn said(form: &Form, faults: &[Fault], desk: &Desk<'_>) -> Option<Ink<'static>> {
    let row = form.sheet.here()?;
    if let Some(fault) = form.told(form.sheet.focus(), faults) {
        let key = match form.key()? {
            Key::Child(_) => "programme-fault-inside",
            _ => fault.why,
        };
        return Some(Ink::own(desk.texts.get(key)).role(Role::Error));
    }
    let text = match (form.key()?, &row.content) {
        (Key::Of(_), Content::Choice(_) | Content::Flags(_)) => row.values()?,
        (Key::Of(slot), _) if slot.day().is_some() => desk.texts.get("programme-help-lessons"),
        (Key::Of(slot), _) => desk.texts.get(&i18n::key("programme-help", slot.code())),
        (Key::Child(_), _) => desk.texts.get("programme-help-child"),
        (Key::Add, _) => desk.texts.get("programme-help-add"),
    };
    Some(Ink::own(text).role(Role::Dim))
}
