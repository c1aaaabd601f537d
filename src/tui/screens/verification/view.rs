//! The verification on the screen: one column at 80, the list of sections beside at 100 and more.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Case;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::{Desk, changes};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::form::Form;
use super::state::State;
use super::{alike, changing, compare_view, feet_view, fields_view, head_view, letter};

/// From this width on the sections stand beside the fields.
const TWO_COLUMNS: u16 = 100;
/// Columns of the list of sections.
const SECTIONS: u16 = 32;
/// Rows for a section's fields, as the longest section has them; the same for all, so that nothing jumps from section to
/// section.
const FIELDS: u16 = 8;
/// The same beside a likely duplicate, which needs the rest.
const FIELDS_BESIDE: u16 = 6;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let Some(form) = &state.form else {
        let text = Ink::own(desk.texts.get("verify-nothing-open")).role(Role::Dim);
        paragraph(&text, desk.theme, area, buf);
        return None;
    };
    let Some(case) = desk.register.case(form.number) else {
        draw_unknown(form, desk, area, buf);
        return None;
    };
    if state.changes.is_open() {
        let context = form.context(desk);
        let journal = state.journal.next(desk.today.year());
        let at = changing::at(form, &case, &context, journal);
        return changes::view(&state.changes, &at, desk, area, buf);
    }
    let mut rows = Rows::new(area);
    head_view::draw(form, &case, desk, rows.top(2), buf);
    letter::draw(&case, desk, &mut rows, buf);
    let foot = rows.bottom(2);
    feet_view::draw(state, form, &case, desk, foot, buf);
    let body = rows.rest();
    if area.width >= TWO_COLUMNS {
        let left = Rect {
            width: SECTIONS,
            ..body
        };
        let right = Rect {
            x: body.x + SECTIONS + 2,
            width: body.width - SECTIONS - 2,
            ..body
        };
        head_view::sections_list(form, &case, desk, left, buf);
        draw_section(form, &case, desk, right, false, buf);
    } else {
        draw_section(form, &case, desk, body, true, buf);
    }
    if let Some(comparing) = &state.comparing {
        return compare_view::draw(comparing, desk, area, buf);
    }
    form.dialog
        .as_ref()
        .and_then(|dialog| dialog.asked.draw(desk, area, buf))
}

fn draw_section(
    form: &Form,
    case: &Case,
    desk: &Desk<'_>,
    area: Rect,
    strip: bool,
    buf: &mut Buffer,
) {
    let mut rows = Rows::new(area);
    if strip {
        head_view::sections_strip(form, desk, rows.top(1), buf);
    }
    fields_view::heading(form, desk, rows.top(1), buf);
    let fields = if desk.plain() {
        form.section().fields().len() as u16
    } else if form.shown_beside().next().is_some() {
        FIELDS_BESIDE
    } else {
        FIELDS
    };
    fields_view::draw(form, case, desk, rows.top(fields), buf);
    fields_view::detail(form, case, desk, rows.top(2), buf);
    alike::draw(form, case, desk, rows.rest(), buf);
}

/// The record is not in this desk's memory: it may come with the next exchange.
fn draw_unknown(form: &Form, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let number = form.number.to_string();
    let args = [("number", crate::i18n::Arg::Text(&number))];
    let text = Ink::own(desk.texts.with("verify-unknown", &args)).role(Role::Warning);
    paragraph(&text, desk.theme, area, buf);
}
