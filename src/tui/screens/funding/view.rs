//! The screen of funding: tabs, the period and its sums, the list, what follows for the selected row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Capability, Funding, Target};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, Table};

use super::state::{Part, Row, State, funding};
use super::{account_view, tables, values};

/// Rows under the list, for what follows from the selected row.
const DETAIL: u16 = 3;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let funding = funding(desk);
    let mut rows = Rows::new(area);
    draw_tabs(state, &funding, desk, rows.top(1), buf);
    if !people::may(desk, Capability::SettingsEdit) {
        draw_reader(desk, rows.bottom(1), buf);
    }
    let cursor = if state.part == Part::Account {
        account_view::draw(state, &funding, desk, rows.rest(), buf);
        None
    } else {
        draw_list(state, &funding, desk, rows, buf)
    };
    match &state.asked {
        Some(asked) => asked.dialog.draw(desk, area, buf),
        None => cursor,
    }
}

/// The parts with the shown one lit, and the highest price of a module at the right end.
fn draw_tabs(state: &State, funding: &Funding, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut pieces = Vec::new();
    for part in Part::ALL {
        let caption = desk.texts.get(&i18n::key("funding-part", part.code()));
        let here = part == state.part;
        let text = match part {
            Part::Account if here => format!("[{caption}] "),
            _ if here => format!("[{caption}: {}] ", state.rows.len()),
            Part::Waiting => format!(" {caption}: {}  ", state.figures.waiting().len()),
            _ => format!(" {caption}  "),
        };
        let role = if here { Role::Accent } else { Role::Dim };
        pieces.push(Ink::own(text).role(role));
    }
    let percent = i64::from(funding.price_percent);
    let percent = [("percent", Arg::Count(percent))];
    let mut right = desk.texts.with("funding-percent", &percent);
    if let Some(sign) = sign::progress(desk, Target::Funding(funding.municipality)) {
        right = format!("{right} {}", sign.sign());
    }
    both_ends(
        &pieces,
        &Ink::own(right).role(Role::Dim),
        desk.theme,
        area,
        buf,
    );
}

/// Why nothing can be changed here, and by whom it can.
fn draw_reader(desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let names = people::names(desk, Capability::SettingsEdit);
    let text = desk
        .texts
        .with("funding-read-only", &[("names", Arg::Text(&names))]);
    let text = Ink::own(text).role(Role::Warning);
    text.draw(desk.theme, area.x, area.y, area.width, buf);
}

fn draw_list(
    state: &State,
    funding: &Funding,
    desk: &Desk<'_>,
    mut rows: Rows,
    buf: &mut Buffer,
) -> Option<Position> {
    if state.part.of_period() {
        draw_period(state, funding, desk, rows.top(1), buf);
    }
    if state.part == Part::Groups {
        for (text, role) in sums(state, funding, desk) {
            rows.say(&Ink::own(text).role(role), desk.theme, buf);
        }
    }
    let line = rows.top(1);
    let cursor = if state.filter.open || !state.filter.is_empty() {
        state.filter.draw(Place::Funding, desk, line, buf)
    } else {
        draw_order(state, desk, line, buf);
        None
    };
    let detail = rows.bottom(DETAIL);
    draw_table(state, funding, desk, rows.rest(), buf);
    let text = Ink::own(detail_text(state, funding, desk)).role(Role::Dim);
    paragraph(&text, desk.theme, detail, buf);
    cursor
}

/// The period whose figures are shown, and the key to the next one.
fn draw_period(state: &State, funding: &Funding, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(period) = state.chosen(funding, desk.today) else {
        let text = Ink::own(desk.texts.get("funding-no-periods")).role(Role::Warning);
        text.draw(desk.theme, area.x, area.y, area.width, buf);
        return;
    };
    let name = Ink::own(values::period_in_full(&period, desk)).role(Role::Title);
    let other = if funding.periods.len() > 1 {
        let (place, action) = (Place::Funding, Action::NextPeriod);
        says::with_key(desk, "funding-other-period", place, action)
    } else {
        String::new()
    };
    both_ends(
        &[name],
        &Ink::own(other).role(Role::Dim),
        desk.theme,
        area,
        buf,
    );
}

/// What the period gave to all certificates and where it went; the parts come to the nominal.
fn sums(state: &State, funding: &Funding, desk: &Desk<'_>) -> Vec<(String, Role)> {
    let Some(period) = state.chosen(funding, desk.today) else {
        return Vec::new();
    };
    let total = state.figures.period(period.id);
    let purse = total.purse;
    let parts = [purse.nominal, purse.balance, purse.reserved, purse.paid];
    let [nominal, balance, reserved, paid] = parts.map(|part| part.to_string());
    let args = [
        ("count", Arg::Count(i64::from(total.certificates))),
        ("nominal", Arg::Text(&nominal)),
        ("balance", Arg::Text(&balance)),
        ("reserved", Arg::Text(&reserved)),
        ("paid", Arg::Text(&paid)),
    ];
    let mut lines = vec![(desk.texts.with("funding-total", &args), Role::Text)];
    let broken = state.figures.broken();
    if broken > 0 || !purse.holds() {
        let args = [("count", Arg::Count(i64::from(broken.max(1))))];
        lines.push((desk.texts.with("funding-broken", &args), Role::Error));
    }
    lines
}

/// What the line of the filter says while it is closed, and the order of the rows.
fn draw_order(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let hint = says::with_key(desk, "funding-filter-hint", Place::Funding, Action::Filter);
    let order = i18n::key("funding-order", state.part.code());
    let turned = if state.turned { "second" } else { "first" };
    let order = desk.texts.get(&i18n::key(&order, turned));
    let order = Ink::own(order).role(Role::Dim);
    both_ends(
        &[Ink::own(hint).role(Role::Dim)],
        &order,
        desk.theme,
        area,
        buf,
    );
}

fn draw_table(state: &State, funding: &Funding, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let columns = tables::columns(state.part, desk);
    let empty = if state.filter.is_empty() {
        let key = i18n::key("funding-empty", state.part.code());
        says::with_key(desk, &key, Place::Funding, Action::FundingAdd)
    } else {
        says::with_key(desk, "queue-empty-filter", Place::Funding, Action::Cancel)
    };
    let table = Table {
        columns: &columns,
        len: state.rows.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: !state.filter.open,
    };
    table.draw(state.picked.cursor(), desk.theme, area, buf, |at| {
        tables::cells(state, state.rows[at], funding, desk)
    });
}

/// What follows for the selected row: when money reaches a certificate, what can be done.
fn detail_text(state: &State, funding: &Funding, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match state.picked.key() {
        Some(Row::Period(_)) => texts.get("funding-detail-period"),
        Some(Row::Group(id)) => {
            let first = funding.groups.first().is_some_and(|group| group.id == id);
            let period = state.chosen(funding, desk.today);
            let sum = period.map(|period| state.figures.group(id, period.id));
            let sum = sum.unwrap_or_default();
            let amount = sum.lacking.to_string();
            let args = [
                ("count", Arg::Count(i64::from(sum.behind))),
                ("sum", Arg::Text(&amount)),
            ];
            let mut text = if sum.behind > 0 {
                texts.with("funding-detail-behind", &args)
            } else {
                texts.get("funding-detail-group")
            };
            if first {
                text = format!("{} {text}", texts.get("funding-detail-first"));
            }
            text
        }
        Some(Row::Organisation(id)) => {
            let key = match tables::agreed(state, id, funding, desk) {
                Some(held) if held.active => "funding-detail-agreed",
                Some(_) => "funding-detail-out",
                None => "funding-detail-not-agreed",
            };
            says::with_key(desk, key, Place::Funding, Action::Submit)
        }
        Some(Row::Waiting(_)) => says::with_key(
            desk,
            "funding-detail-waiting",
            Place::Funding,
            Action::Submit,
        ),
        None => String::new(),
    }
}
