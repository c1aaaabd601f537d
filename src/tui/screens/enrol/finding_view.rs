//! The certificate on the screen: its state, its money, its other requests.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::CertificateState;
use crate::i18n::Arg;
use crate::sync::desk::Unreachable;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

use super::basis::Basis;
use super::child::Child;
use super::state::{Answer, State};
use super::{age, words};

pub fn draw(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    let cursor = draw_input(state, desk, rows.top(1), buf);
    rows.top(1);
    let rest = rows.rest();
    match &state.child {
        Some(child) => draw_lines(&lines(state, child, desk), desk, rest, buf),
        None => draw_lines(&how(state, desk), desk, rest, buf),
    }
    cursor
}

fn draw_input(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let label = Ink::own(desk.texts.get("enrol-certificate-label")).role(Role::Label);
    let used = label.draw(desk.theme, area.x, area.y, area.width, buf) + 1;
    let line = Rect {
        x: area.x + used.min(area.width),
        width: area.width.saturating_sub(used),
        ..area
    };
    state.number.draw(true, desk.theme, line, buf)
}

fn draw_lines(lines: &[Ink<'_>], desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    for line in lines {
        let height = ink::wrap(line.as_str(), area.width).len();
        let height = u16::try_from(height).unwrap_or(u16::MAX);
        paragraph(line, desk.theme, rows.top(height), buf);
    }
}

/// What to type, before there is a number.
fn how(state: &State, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let texts = desk.texts;
    if state.number.is_empty() {
        let lines = ["enrol-how-number", "enrol-how-scan", "enrol-how-record"];
        return lines.map(|key| Ink::own(texts.get(key))).into();
    }
    vec![Ink::own(words::unread(state.number.value(), desk)).role(Role::Dim)]
}

fn lines(state: &State, child: &Child, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let basis = Basis::of(child, desk);
    let texts = desk.texts;
    let mut lines = Vec::new();
    match basis.held {
        Some(held) => {
            let kind = captions::certificate_kind(texts, held.kind);
            let caption = captions::certificate_state(texts, held.state);
            let role = if held.state == CertificateState::Active {
                Role::Applied
            } else {
                Role::Error
            };
            lines.push(Ink::own(kind));
            lines.push(Ink::own(caption).role(role));
            if held.state != CertificateState::Active {
                lines.push(Ink::own(words::barred(held.state, desk)).role(Role::Warning));
                return lines;
            }
        }
        None => lines.push(unknown(state.answer, desk)),
    }
    let known = age::caption(state, desk);
    let told = known.map_or_else(
        || texts.get("enrol-age-unknown"),
        |years| texts.with("enrol-age-known", &[("years", Arg::Text(&years))]),
    );
    lines.push(Ink::own(told).role(Role::Value));
    lines.push(Ink::own(""));
    lines.extend(money(&basis, desk));
    lines.push(Ink::own(""));
    lines.extend(requests(&basis, desk));
    if state.answer != Answer::None {
        lines.push(Ink::own(""));
        let next = says::with_key(desk, "enrol-next-groups", Place::Enrol, Action::Submit);
        lines.push(Ink::own(next).role(Role::Accent));
    }
    lines
}

/// What is known of a certificate of which this desk has no record.
fn unknown(answer: Answer, desk: &Desk<'_>) -> Ink<'static> {
    let texts = desk.texts;
    match answer {
        Answer::Coming(_) => Ink::own(texts.get("enrol-asking")).role(Role::Status),
        Answer::None => Ink::own(texts.get("enrol-no-such")).role(Role::Error),
        Answer::Failed(Unreachable::NoLine) => {
            Ink::own(texts.get("enrol-not-here-offline")).role(Role::Warning)
        }
        Answer::Failed(why) => Ink::own(says::unreachable(desk, why)).role(Role::Warning),
        Answer::NotAsked | Answer::Here => {
            Ink::own(texts.get("enrol-unknown-here")).role(Role::Warning)
        }
    }
}

/// What the certificate has in each period that is not over.
fn money(basis: &Basis<'_>, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let texts = desk.texts;
    let mut lines = Vec::new();
    for (period, purse) in basis.purses() {
        let days = words::span(period.days, desk);
        let line = match purse {
            Some(purse) => {
                let [balance, nominal, reserved, paid] =
                    [purse.balance, purse.nominal, purse.reserved, purse.paid]
                        .map(|amount| words::rubles(amount, desk));
                let args = [
                    ("days", Arg::Text(&days)),
                    ("balance", Arg::Text(&balance)),
                    ("nominal", Arg::Text(&nominal)),
                    ("reserved", Arg::Text(&reserved)),
                    ("paid", Arg::Text(&paid)),
                ];
                texts.with("enrol-purse", &args)
            }
            None => texts.with("enrol-purse-none", &[("days", Arg::Text(&days))]),
        };
        lines.push(Ink::own(line).role(Role::Value));
    }
    if lines.is_empty() {
        lines.push(Ink::own(texts.get("enrol-money-unknown")).role(Role::Dim));
    }
    lines
}

/// The child's live requests and contracts, wherever they are.
fn requests(basis: &Basis<'_>, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let texts = desk.texts;
    let Some(account) = &basis.account else {
        return vec![Ink::own(texts.get("enrol-requests-unknown")).role(Role::Dim)];
    };
    if account.claims.is_empty() {
        return vec![Ink::own(texts.get("enrol-requests-none")).role(Role::Dim)];
    }
    let head = Ink::own(texts.get("enrol-requests")).role(Role::Label);
    let rows = account.claims.iter().map(|claim| {
        let state = captions::request_state_short(texts, claim.state);
        let names = words::names(basis, claim.place, desk);
        let days = words::span(claim.days, desk);
        Ink::own(format!("  {state} · {names} · {days}")).role(Role::Value)
    });
    std::iter::once(head).chain(rows).collect()
}
