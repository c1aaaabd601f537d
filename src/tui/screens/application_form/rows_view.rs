//! Rows of the form: label, value, offer, and what is found below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::offers::{self, Offer};
use super::slots::{Nature, ORDER, Page, Slot};
use super::state::{Content, Focus, Row, State};
use crate::domain::entries::no_patronymic;
use crate::domain::validate::{Finding, Severity};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::paragraph;
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// A row and what is found in it.
const ROWS: u16 = 2;
/// Columns of the labels, with the sign before them.
const LABELS: u16 = 20;

/// The sign of a finding, which says what its colour says.
pub(super) fn sign(finding: &Finding) -> (&'static str, Role) {
    match finding.severity {
        Severity::Error => ("×", Role::Error),
        Severity::Warning => ("!", Role::Warning),
        Severity::Fixed { .. } => ("√", Role::Applied),
    }
}

/// A finding in words, with what was meant or what was put right.
pub(super) fn words(finding: &Finding, desk: &Desk<'_>) -> String {
    let plain = desk.texts.get(&i18n::key("finding", finding.code.code()));
    let plain_arg = ("finding", Arg::Text(&plain));
    if let Severity::Fixed { from, to } = &finding.severity {
        let args = [
            plain_arg,
            ("from", Arg::Text(from.as_str())),
            ("to", Arg::Text(to.as_str())),
        ];
        let key = if desk.plain() {
            "plain-fixed"
        } else {
            "form-fixed"
        };
        return desk.texts.with(key, &args);
    }
    match &finding.suggestion {
        Some(meant) => {
            let key = says::key(desk, Place::ApplicationForm, Action::TakeOffer);
            let args = [
                plain_arg,
                ("suggestion", Arg::Text(meant.as_str())),
                ("key", Arg::Text(&key)),
            ];
            desk.texts.with("form-finding-suggestion", &args)
        }
        None => plain,
    }
}

/// Rows that a page takes, without its title.
pub(super) fn height(state: &State, page: Page) -> u16 {
    let rows = state.shown().into_iter().filter(|at| ORDER[*at].0 == page);
    (rows.count() as u16 * ROWS).max(1) + 1
}

/// Draws the rows of one page; returns the cursor's place when one of them has the focus.
pub(super) fn page(
    state: &State,
    page: Page,
    titled: bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let found = state.findings(desk.today);
    let mut y = area.y;
    if titled && y < area.bottom() {
        let title = Ink::own(desk.texts.get(page.text_key())).role(Role::Title);
        title.draw(desk.theme, area.x + 1, y, area.width.saturating_sub(1), buf);
        y += 1;
    }
    let shown = state.shown();
    let rows: Vec<usize> = shown
        .into_iter()
        .filter(|at| ORDER[*at].0 == page)
        .collect();
    if rows.is_empty() {
        let key = if state.marked.blind {
            "form-nothing-marked-here"
        } else {
            "form-self-applied"
        };
        let text = Ink::own(desk.texts.get(key)).role(Role::Dim);
        let place = Rect {
            x: area.x + 1,
            y,
            width: area.width.saturating_sub(2),
            height: area.bottom().saturating_sub(y),
        };
        paragraph(&text, desk.theme, place, buf);
        return None;
    }
    // The row that has the focus is seen, however few fit.
    let fitting = usize::from(area.bottom().saturating_sub(y).div_ceil(ROWS)).max(1);
    let here = rows.iter().position(|at| state.focus == Focus::Row(*at));
    let above = here.map_or(0, |here| (here + 1).saturating_sub(fitting));
    let mut cursor = None;
    for at in rows.into_iter().skip(above) {
        if y >= area.bottom() {
            break;
        }
        let place = Rect {
            y,
            height: ROWS.min(area.bottom() - y),
            ..area
        };
        let said = said(state, at, &found);
        cursor = draw(state, at, said.as_ref(), desk, place, buf).or(cursor);
        y += ROWS;
    }
    cursor
}

/// What is to be said of a row: what was put right, else the gravest finding.
fn said(state: &State, at: usize, found: &[(usize, Finding)]) -> Option<Finding> {
    let here = found
        .iter()
        .filter(|(row, finding)| *row == at && state.said(at, finding));
    let gravest = here
        .map(|(_, finding)| finding)
        .max_by_key(|f| f.is_error());
    match gravest {
        Some(finding) if finding.is_error() => Some(finding.clone()),
        other => state.rows[at].fixed.clone().or_else(|| other.cloned()),
    }
}

fn draw(
    state: &State,
    at: usize,
    said: Option<&Finding>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let row = &state.rows[at];
    let here = state.focus == Focus::Row(at);
    let (mark, mark_role) = match said {
        Some(finding) => sign(finding),
        None if state.to_put_right(at) => ("*", Role::Attention),
        None if row.left && !row.is_empty() => ("√", Role::Applied),
        None => (" ", Role::Dim),
    };
    if here {
        let shown = state.shown();
        let place = shown.iter().position(|row| *row == at).unwrap_or(0);
        plain::place(desk.theme, (place, shown.len()), area.y, buf);
    }
    let role = if here { Role::Accent } else { Role::Label };
    let label = [
        Ink::own(format!("{mark} ")).role(mark_role),
        Ink::own(row.slot.label(desk.texts)).role(role),
    ];
    let labels = LABELS.min(area.width);
    let left = Rect {
        width: labels.saturating_sub(1),
        height: 1,
        ..area
    };
    ink::line(&label, desk.theme, left, buf);
    let right = Rect {
        x: area.x + labels,
        width: area.width - labels,
        height: 1,
        ..area
    };
    // In plain mode the foot alone tells it: behind the value it would be heard as typed.
    let offer = if here && !desk.plain() {
        offers::offer(state, at, desk)
    } else {
        None
    };
    let cursor = match &row.content {
        Content::Choice(_) => draw_choice(row, here, offer.as_ref(), desk, right, buf),
        Content::Line(line) => {
            let most = line
                .mask()
                .map_or(right.width, |mask| mask.most() as u16 + 1);
            let place = Rect {
                width: most.min(right.width),
                ..right
            };
            let cursor = line.draw(here, desk.theme, place, buf);
            draw_beside(row, offer.as_ref(), desk, place, right, buf);
            cursor
        }
    };
    if let Some(finding) = said.filter(|_| area.height > 1) {
        let text = Ink::own(words(finding, desk)).role(sign(finding).1);
        let room = area.width.saturating_sub(2);
        // Where it fits it stands below its value.
        let x = if text.width() <= right.width {
            right.x
        } else {
            area.x + 2
        };
        text.draw(desk.theme, x, area.y + 1, room.min(area.right() - x), buf);
    }
    cursor
}

/// What stands behind a typed text: the end that is offered, or words about the value.
fn draw_beside(
    row: &Row,
    offer: Option<&Offer>,
    desk: &Desk<'_>,
    line: Rect,
    area: Rect,
    buf: &mut Buffer,
) {
    let typed = row.text();
    let used = Ink::own(typed.as_str()).width();
    if row.slot.nature() == Nature::Patronymic && no_patronymic(&typed) {
        let text = Ink::own(desk.texts.get("form-no-patronymic")).role(Role::Dim);
        text.draw(
            desk.theme,
            line.x + used + 1,
            line.y,
            area.width.saturating_sub(used + 1),
            buf,
        );
        return;
    }
    let Some(offer) = offer else {
        return;
    };
    let count = typed.chars().count();
    let begins = offer.text.to_lowercase().starts_with(&typed.to_lowercase());
    if begins && used < line.width {
        let rest: String = offer.text.chars().skip(count).collect();
        let text = Ink::own(rest).role(Role::Dim);
        text.draw(desk.theme, line.x + used, line.y, area.width - used, buf);
    } else {
        let x = (line.x + used + 1).max(if line.width < area.width {
            line.right() + 1
        } else {
            line.x
        });
        let room = area.right().saturating_sub(x);
        let text = Ink::own(format!("→ {}", offer.text)).role(Role::Dim);
        text.draw(desk.theme, x, line.y, room, buf);
    }
}

fn draw_choice(
    row: &Row,
    here: bool,
    offer: Option<&Offer>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let style = desk.theme.style(Role::Input);
    buf.set_style(area, style);
    let code = row.text();
    let text = match offer {
        Some(offer) if code.is_empty() => {
            Ink::own(row.slot.caption(&offer.text, desk.texts)).role(Role::Dim)
        }
        _ => Ink::own(row.slot.caption(&code, desk.texts)).role(Role::Input),
    };
    text.draw(desk.theme, area.x, area.y, area.width, buf);
    here.then(|| Position::new(area.x, area.y))
}

/// What is said of the row that has the focus: its finding in full, else what may be typed; the values of a choice; how
/// the offer is taken.
pub(super) fn foot(state: &State, desk: &Desk<'_>, width: u16) -> Vec<Ink<'static>> {
    let Focus::Row(at) = state.focus else {
        return Vec::new();
    };
    let row = &state.rows[at];
    let room = width.saturating_sub(2);
    let lines = |text: String, role: Role| {
        let wrapped = ink::wrap(&text, room).into_iter();
        wrapped.map(move |line| Ink::own(line).role(role))
    };
    let found = state.findings(desk.today);
    let mut foot: Vec<Ink<'static>> = Vec::new();
    if let Some(offer) = offers::offer(state, at, desk) {
        foot.extend(lines(offered(row, &offer, desk), Role::Accent));
    }
    match said(state, at, &found) {
        Some(finding) => foot.extend(lines(words(&finding, desk), sign(&finding).1)),
        None if row.slot.nature() == Nature::Choice => {
            foot.extend(lines(values(row.slot, desk), Role::Dim));
        }
        None => foot.extend(lines(desk.texts.get(help(row.slot.nature())), Role::Dim)),
    }
    foot
}

fn offered(row: &Row, offer: &Offer, desk: &Desk<'_>) -> String {
    let key = says::key(desk, Place::ApplicationForm, Action::TakeOffer);
    let enter = says::key(desk, Place::ApplicationForm, Action::NextField);
    let caption = row.slot.caption(&offer.text, desk.texts);
    let text = if row.slot.nature() == Nature::Choice {
        caption.as_str()
    } else {
        offer.text.trim_end_matches([' ', ','])
    };
    let args = [
        ("offer", Arg::Text(text)),
        ("key", Arg::Text(&key)),
        ("enter", Arg::Text(&enter)),
    ];
    desk.texts.with(
        if offer.firm {
            "form-offer-firm"
        } else {
            "form-offer"
        },
        &args,
    )
}

/// «1 Мать · 2 Отец …»
fn values(slot: Slot, desk: &Desk<'_>) -> String {
    let codes = slot.codes().into_iter().enumerate();
    let listed = codes.map(|(at, code)| format!("{} {}", at + 1, slot.caption(code, desk.texts)));
    listed.collect::<Vec<_>>().join(" · ")
}

fn help(nature: Nature) -> &'static str {
    match nature {
        Nature::Choice | Nature::Name => "form-help-name",
        Nature::Patronymic => "form-help-patronymic",
        Nature::Date => "form-help-date",
        Nature::Snils => "form-help-snils",
        Nature::Address => "form-help-address",
        Nature::Series => "form-help-series",
        Nature::Number => "form-help-number",
        Nature::Department => "form-help-department",
        Nature::Issuer => "form-help-issuer",
        Nature::Phone => "form-help-phone",
        Nature::Email => "form-help-email",
    }
}
