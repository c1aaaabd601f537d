//! The days and the money on the screen: what each month costs, and who pays it, before anything is given.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::enrolment::Cost;
use crate::domain::money::{Kopecks, Span};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

use super::basis::Basis;
use super::state::{Days, State};
use super::{days, words};

/// Columns of the table: the month, then three amounts.
const MONTH: u16 = 22;
const AMOUNT: u16 = 17;

pub fn draw(
    state: &State,
    asked: &Days,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let child = state.child.as_ref()?;
    let mut basis = Basis::of(child, desk);
    if let Some(instead) = asked.instead {
        basis = basis.without(instead.request);
    }
    let mut rows = Rows::new(area);
    let names = words::names(&basis, asked.seat, desk);
    let title = Ink::own(names).role(Role::Title);
    let line = rows.top(1);
    title.draw(desk.theme, line.x, line.y, line.width, buf);
    if let Some((_, _, group)) = basis.group(asked.seat) {
        let hours = words::hours(&group.schedule, desk);
        let period = words::span(group.period, desk);
        let line = Ink::own(format!("{period}, {hours}")).role(Role::Value);
        ink::line(&[line], desk.theme, rows.top(1), buf);
    }
    rows.top(1);
    let cursor = asked
        .form
        .draw(true, desk, rows.top(asked.form.height()), buf);
    let foot = rows.bottom(3);
    match days::typed(asked, desk) {
        None => {}
        Some(span) => match basis.judge(asked.seat, span) {
            Err(why) => {
                let why = Ink::own(says::refusal(desk, &why)).role(Role::Warning);
                paragraph(&why, desk.theme, rows.rest(), buf);
            }
            Ok(cost) => {
                draw_cost(cost.as_ref(), span, &basis, desk, rows.rest(), buf);
                draw_foot(&basis, desk, foot, buf);
            }
        },
    }
    cursor
}

/// What Enter does, and what the report will tell of it.
fn draw_foot(basis: &Basis<'_>, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let (key, note) = if basis.confirms() {
        ("enrol-give-confirmed", "enrol-one-person-will")
    } else {
        ("enrol-give-new", "enrol-confirmed-by-others")
    };
    let act = says::with_key(desk, key, Place::Enrol, Action::Submit);
    let act = Ink::own(act).role(Role::Accent);
    ink::line(&[act], desk.theme, rows.top(1), buf);
    let note = Ink::own(desk.texts.get(note)).role(Role::Dim);
    paragraph(&note, desk.theme, rows.rest(), buf);
}

/// Month by month with the totals, and what the parents pay first.
pub fn draw_cost(
    cost: Option<&Cost>,
    span: Span,
    basis: &Basis<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let texts = desk.texts;
    let Some(cost) = cost else {
        let free = Ink::own(texts.get("enrol-free")).role(Role::Applied);
        paragraph(&free, desk.theme, area, buf);
        return;
    };
    let mut rows = Rows::new(area);
    let last = rows.bottom(1);
    let table = rows.rest();
    let head = [
        "enrol-month",
        "enrol-month-total",
        "enrol-month-certificate",
        "enrol-month-parents",
    ];
    let head = head.map(|key| texts.get(key));
    let mut lines = vec![(head, Role::Label)];
    lines.extend(months(cost, span, table.height, desk).map(|line| (line, Role::Value)));
    let total = [
        texts.get("enrol-in-all"),
        cost.total.total().to_string(),
        cost.shares.certificate.total().to_string(),
        cost.shares.parents.total().to_string(),
    ];
    lines.push((total, Role::Text));
    let mut rows = Rows::new(table);
    let head = lines[0].0.clone();
    for (at, (cells, role)) in lines.into_iter().enumerate() {
        if !desk.plain() {
            draw_cells(&cells, role, desk, rows.top(1), buf);
        } else if at > 0 {
            draw_told(&head, &cells, role, desk, rows.top(1), buf);
        }
    }
    let first = first_payment(cost, span, desk);
    let known = basis.account.is_some();
    let words = if known {
        first
    } else {
        texts.get("enrol-balance-unknown")
    };
    let role = if known { Role::Text } else { Role::Warning };
    ink::line(&[Ink::own(words).role(role)], desk.theme, last, buf);
}

fn draw_cells(cells: &[String; 4], role: Role, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut x = area.x;
    for (at, text) in cells.iter().enumerate() {
        let width = if at == 0 { MONTH } else { AMOUNT };
        let width = width.min(area.right().saturating_sub(x));
        let ink = Ink::own(text.as_str()).role(role);
        let shift = if at == 0 {
            0
        } else {
            width.saturating_sub(ink.width())
        };
        ink.draw(desk.theme, x + shift, area.y, width - shift, buf);
        x += width;
    }
}

/// Plain mode: the month, and each amount by its name.
fn draw_told(
    head: &[String; 4],
    cells: &[String; 4],
    role: Role,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut pieces = vec![Ink::own(cells[0].as_str()).role(role)];
    for (name, amount) in head.iter().zip(cells).skip(1) {
        pieces.push(Ink::own("  "));
        pieces.push(Ink::own(name.as_str()).role(Role::Label));
        pieces.push(Ink::own("  "));
        pieces.push(Ink::own(amount.as_str()).role(role));
    }
    ink::line(&pieces, desk.theme, plain::row(desk.theme, area, buf), buf);
}

/// A line for each month; where there is no room, the equal months behind the first stand in one.
fn months(
    cost: &Cost,
    span: Span,
    height: u16,
    desk: &Desk<'_>,
) -> impl Iterator<Item = [String; 4]> {
    let count = cost.total.months + 1;
    // The head and the totals have a row each.
    let room = u32::from(height.saturating_sub(2));
    let amounts = |month: String, place: u32| {
        let of = [
            cost.total.month(place),
            cost.shares.certificate.month(place),
            cost.shares.parents.month(place),
        ];
        let [total, certificate, parents] = of.map(|amount| amount.to_string());
        [month, total, certificate, parents]
    };
    let mut lines = Vec::new();
    if count <= room {
        for place in 0..count {
            lines.push(amounts(month(span.first, place), place));
        }
    } else {
        lines.push(amounts(month(span.first, 0), 0));
        let (from, to) = (month(span.first, 1), month(span.first, cost.total.months));
        let args = [("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
        lines.push(amounts(desk.texts.with("enrol-months-each", &args), 1));
    }
    lines.into_iter()
}

/// `09.2026`, so many months behind the one of `first`.
fn month(first: NaiveDate, behind: u32) -> String {
    let month = first.month0() + behind;
    let year = first.year() + i32::try_from(month / 12).unwrap_or(0);
    format!("{:02}.{year}", month % 12 + 1)
}

/// What the family pays first, and for which month.
pub fn first_payment(cost: &Cost, span: Span, desk: &Desk<'_>) -> String {
    let parents = cost.shares.parents;
    if parents.total() == Kopecks(0) {
        return desk.texts.get("enrol-parents-pay-nothing");
    }
    let place = u32::from(parents.first == Kopecks(0));
    let amount = words::rubles(parents.month(place), desk);
    let month = month(span.first, place);
    let args = [("amount", Arg::Text(&amount)), ("month", Arg::Text(&month))];
    desk.texts.with("enrol-first-payment", &args)
}
