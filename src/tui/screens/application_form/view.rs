//! The form on the screen: tabs, how much is left, one page of rows with their findings, and a foot for the row that has
//! the focus. On a large screen all pages stand side by side.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::slots::{ORDER, Page};
use super::state::{Focus, State};
use super::{check, rows_view};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::table::Cursor;
use crate::tui::widgets::{Ink, List, ink};

/// From this size on two pages stand beside each other and two below each other.
const WIDE: u16 = 116;
const TALL: u16 = 35;
/// Rows for what is said of the row that has the focus.
const FOOT: u16 = 2;

#[must_use]
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    draw_tabs(state, desk, rows.top(1), buf);
    draw_progress(state, desk, rows.top(1), buf);
    let body = rows.rest();
    if let Focus::Check(line) = state.focus {
        draw_check(state, line, desk, body, buf);
        return None;
    }
    let wide = area.width >= WIDE && area.height >= TALL;
    let said = rows_view::foot(state, desk, body.width);
    let rest = if wide {
        0
    } else {
        body.height
            .saturating_sub(rows_view::height(state, state.page()))
    };
    let foot_height = (said.len() as u16)
        .min(rest.max(FOOT))
        .max(FOOT)
        .min(body.height);
    let foot = Rect {
        y: body.bottom() - foot_height,
        height: foot_height,
        ..body
    };
    let body = Rect {
        height: body.height - foot_height,
        ..body
    };
    let cursor = if wide {
        draw_all(state, desk, body, buf)
    } else {
        rows_view::page(state, state.page(), false, desk, body, buf)
    };
    for (y, line) in (foot.y..foot.bottom()).zip(said) {
        line.draw(desk.theme, foot.x + 1, y, foot.width.saturating_sub(1), buf);
    }
    cursor
}

/// Where one is, and which pages have errors that were said.
fn draw_tabs(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let found = state.findings(desk.today);
    let shown = state.shown();
    let mut pieces = Vec::new();
    for page in Page::ALL {
        let here = page == state.page();
        let of = |at: usize| ORDER[at].0 == page;
        let wrong = found
            .iter()
            .any(|(at, f)| of(*at) && f.is_error() && state.said(*at, f));
        let missing = found.iter().any(|(at, f)| of(*at) && f.is_error());
        let sign = match page {
            Page::Check => " ",
            _ if !shown.iter().any(|at| of(*at)) => "√",
            _ if wrong => "×",
            _ if missing => " ",
            _ => "√",
        };
        let role = match (here, sign) {
            (true, _) => Role::Selected,
            (false, "×") => Role::Error,
            _ => Role::Label,
        };
        let name = desk.texts.get(page.text_key());
        let (open, close) = if here { ("[", "]") } else { (" ", " ") };
        pieces.push(Ink::own(format!("{open}{sign}{name}{close}")).role(role));
    }
    ink::line(&pieces, desk.theme, area, buf);
}

fn draw_progress(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let errors = check::errors(state, desk);
    let empty = errors
        .iter()
        .filter(|at| state.rows[**at].is_empty())
        .count();
    let wrong = errors.len() - empty;
    let count = |n: usize| Arg::Count(n as i64);
    let left = [("count", count(empty))];
    let mut pieces = vec![
        Ink::own(" "),
        Ink::own(desk.texts.with("form-left", &left)).role(Role::Dim),
    ];
    if wrong > 0 {
        let key = says::key(desk, Place::ApplicationForm, Action::NextError);
        let args = [("count", count(wrong)), ("key", Arg::Text(&key))];
        pieces.push(Ink::own(" · ").role(Role::Dim));
        pieces.push(Ink::own(desk.texts.with("form-wrong", &args)).role(Role::Error));
    }
    let (unchanged, all) = state.left_to_put_right();
    if all > 0 {
        let key = says::key(desk, Place::ApplicationForm, Action::NextDifference);
        let args = [("count", count(unchanged)), ("key", Arg::Text(&key))];
        pieces.push(Ink::own(" · ").role(Role::Dim));
        pieces.push(Ink::own(desk.texts.with("form-marked", &args)).role(Role::Attention));
    }
    ink::line(&pieces, desk.theme, area, buf);
}

fn draw_all(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let half = area.width / 2;
    let mut cursor = None;
    for (column, pages) in [
        [Page::Child, Page::ChildDocument],
        [Page::Applicant, Page::ApplicantDocument],
    ]
    .into_iter()
    .enumerate()
    {
        let mut y = area.y;
        for page in pages {
            let place = Rect {
                x: area.x + half * column as u16,
                y,
                width: half.saturating_sub(1),
                height: area.bottom().saturating_sub(y),
            };
            cursor = rows_view::page(state, page, true, desk, place, buf).or(cursor);
            y += rows_view::height(state, page) + 1;
        }
    }
    cursor
}

fn draw_check(state: &State, line: usize, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let items = check::items(state, desk);
    let wrong = !matches!(items.first(), Some(check::Item::Done));
    let key = if wrong {
        "form-check-errors"
    } else {
        "form-check-right"
    };
    let head = says::with_key(desk, key, Place::ApplicationForm, Action::NextField);
    let head = Ink::own(head).role(if wrong { Role::Error } else { Role::Applied });
    let mut rows = Rows::new(area);
    rows.top(1);
    paragraph(&head, desk.theme, rows.top(2), buf);
    let mut cursor = Cursor::default();
    cursor.select(line.min(items.len().saturating_sub(1)));
    let list = List {
        len: items.len(),
        focused: true,
    };
    list.draw(&cursor, desk.theme, rows.rest(), buf, |at| {
        match &items[at] {
            check::Item::Done => vec![Ink::own(desk.texts.get("form-check-done"))],
            check::Item::Row(at, finding) => {
                let slot = state.rows[*at].slot;
                let page = desk.texts.get(slot.page().text_key());
                let (sign, role) = rows_view::sign(finding);
                vec![
                    Ink::own(format!("{sign} {page}: {} — ", slot.label(desk.texts))).role(role),
                    Ink::own(rows_view::words(finding, desk)).role(role),
                ]
            }
        }
    });
}
