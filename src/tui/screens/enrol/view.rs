//! The enrolment in person on the screen: each step draws itself below one line about the child.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

use super::basis::Basis;
use super::state::{Stage, State};
use super::{age, choosing_view, days_view, done_view, finding_view, words};

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let cursor = match &state.stage {
        Stage::Find => finding_view::draw(state, desk, area, buf),
        below => {
            let mut rows = Rows::new(area);
            draw_child(state, desk, rows.top(1), buf);
            let rest = rows.rest();
            match below {
                Stage::Days(days) => days_view::draw(state, days, desk, rest, buf),
                Stage::Done(made) => {
                    done_view::draw(state, made, desk, rest, buf);
                    None
                }
                Stage::Find | Stage::Choose => choosing_view::draw(state, desk, rest, buf),
            }
        }
    };
    match &state.asks_age {
        Some(dialog) => dialog.draw(desk, area, buf),
        None => cursor,
    }
}

/// «Сертификат 1101000042 · Действует · 11 лет · 2026: 10 000,00 ₽».
fn draw_child(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(child) = &state.child else {
        return;
    };
    let basis = Basis::of(child, desk);
    let texts = desk.texts;
    let number = child.number.to_string();
    let mut parts = vec![format!("{} {number}", texts.get("enrol-certificate"))];
    match basis.held {
        Some(held) => parts.push(captions::certificate_state(texts, held.state)),
        None => parts.push(texts.get("enrol-unknown-here")),
    }
    parts.extend(age::caption(state, desk));
    for (period, purse) in basis.purses() {
        if let Some(purse) = purse {
            let balance = words::rubles(purse.balance, desk);
            parts.push(format!("{}: {balance}", period.id.0));
        }
    }
    let line = Ink::own(parts.join(" · ")).role(Role::Title);
    ink::line(&[line], desk.theme, area, buf);
}
