//! The fields of one section: label, the register's value, the two check marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::validate::Finding;
use crate::domain::{Case, Check, CheckKind, Checks, Field};
use crate::i18n::{Arg, key};
use crate::tui::captions;
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink, signs};

use super::differences::differing;
use super::form::Form;
use super::marks::Aim;
use super::obstacles::field_name;
use super::value::{Value, value};

/// Signs of the checks: three shapes, in the fonts of plain consoles, none of them a sign of an act.
pub const MATCHES: &str = "=";
pub const DIFFERS: &str = "≠";
pub const OPEN: &str = "·";
/// Beside a value of the register that looks wrong.
const WRONG: &str = "?";

/// Before a field that says something else than the clerk had.
const OTHER: &str = "*";

/// Columns of the label, of each check, and of the mark before the row.
const LABEL: u16 = 30;
const CHECK: u16 = 7;
const MARK: u16 = 2;

/// Where the parts of a row stand.
struct Columns {
    label: u16,
    value: u16,
    value_width: u16,
    documents: u16,
    register: u16,
}

fn columns(area: Rect) -> Columns {
    let label = area.x + MARK;
    let value = label + LABEL + 1;
    let checks = area.right().saturating_sub(2 * CHECK);
    Columns {
        label,
        value,
        value_width: checks.saturating_sub(value + 1),
        documents: checks,
        register: checks + CHECK,
    }
}

pub fn heading(form: &Form, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let at = columns(area);
    let put = |key: &str, x: u16, width: u16, lit: bool, buf: &mut Buffer| {
        let role = if lit { Role::Accent } else { Role::Label };
        Ink::own(desk.texts.get(key))
            .role(role)
            .draw(desk.theme, x, area.y, width, buf);
    };
    let aimed = form.aim != Aim::Both;
    put(form.aim.text_key(), at.label, LABEL, aimed, buf);
    if desk.plain() {
        return;
    }
    put("verify-column-value", at.value, at.value_width, false, buf);
    let documents = form.aim == Aim::Documents;
    let register = form.aim == Aim::Register;
    put(
        "verify-column-documents",
        at.documents,
        CHECK - 1,
        documents,
        buf,
    );
    put(
        "verify-column-register",
        at.register,
        CHECK - 1,
        register,
        buf,
    );
}

pub fn draw(form: &Form, case: &Case, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let at = columns(area);
    let card = form.card.shown().map(|revealed| &revealed.card);
    let others: Vec<Field> = differing(form, desk).collect();
    let fields = form.section().fields();
    // The field that has the focus is seen, however few rows fit.
    let focus = fields.iter().position(|field| *field == form.field);
    let above = focus.map_or(0, |at| (at + 1).saturating_sub(usize::from(area.height)));
    let seen = fields.iter().enumerate().skip(above);
    for (row, (place, field)) in (area.y..area.bottom()).zip(seen) {
        let here = *field == form.field;
        if here {
            plain::place(desk.theme, (place, fields.len()), row, buf);
            plain::here(desk.theme, area.x, row, buf);
        }
        if desk.plain() {
            let other = others.contains(field);
            let value = value(*field, case, card, desk);
            let row = Rect::new(area.x, row, area.width, 1);
            draw_told(form, *field, (&value, other), desk, row, buf);
            continue;
        }
        if here {
            let bar = Rect::new(area.x, row, area.width, 1);
            buf.set_style(bar, desk.theme.style(Role::SelectedRow));
            Ink::own(signs::SELECTED)
                .role(Role::Selected)
                .draw(desk.theme, area.x, row, MARK, buf);
        }
        if others.contains(field) {
            Ink::own(OTHER)
                .role(Role::Difference)
                .draw(desk.theme, area.x + 1, row, 1, buf);
        }
        let role = if here { Role::Selected } else { Role::Label };
        Ink::own(field_name(desk, *field))
            .role(role)
            .draw(desk.theme, at.label, row, LABEL, buf);
        shown(&value(*field, case, card, desk), form, desk).draw(
            desk.theme,
            at.value,
            row,
            at.value_width,
            buf,
        );
        if form.findings_on(*field).next().is_some() {
            Ink::own(WRONG).role(Role::Warning).draw(
                desk.theme,
                at.documents.saturating_sub(1),
                row,
                1,
                buf,
            );
        }
        for (kind, x) in [
            (CheckKind::PaperDocuments, at.documents),
            (CheckKind::PaperRegister, at.register),
        ] {
            if let Some(check) = form.check(kind, *field) {
                let (sign, role) = sign(check);
                Ink::own(sign)
                    .role(role)
                    .draw(desk.theme, x + 2, row, 1, buf);
            }
        }
    }
}

/// Plain mode: the field as a sentence, each check by its name.
fn draw_told(
    form: &Form,
    field: Field,
    (value, other): (&Value, bool),
    desk: &Desk<'_>,
    row: Rect,
    buf: &mut Buffer,
) {
    let apart = || Ink::own("  ");
    let mut pieces = vec![
        Ink::own(field_name(desk, field)).role(Role::Label),
        apart(),
        shown(value, form, desk),
    ];
    if other {
        pieces.extend([apart(), Ink::own(OTHER).role(Role::Difference)]);
    }
    if form.findings_on(field).next().is_some() {
        pieces.extend([apart(), Ink::own(WRONG).role(Role::Warning)]);
    }
    for (kind, column) in [
        (CheckKind::PaperDocuments, "verify-column-documents"),
        (CheckKind::PaperRegister, "verify-column-register"),
    ] {
        if let Some(check) = form.check(kind, field) {
            let (sign, role) = sign(check);
            let column = Ink::own(desk.texts.get(column)).role(Role::Label);
            pieces.extend([apart(), column, apart(), Ink::own(sign).role(role)]);
        }
    }
    ink::line(&pieces, desk.theme, plain::row(desk.theme, row, buf), buf);
}

fn sign(check: Check) -> (&'static str, Role) {
    match check {
        Check::Match => (MATCHES, Role::Match),
        Check::Mismatch => (DIFFERS, Role::Mismatch),
        Check::NotChecked => (OPEN, Role::NotChecked),
    }
}

fn shown<'a>(value: &'a Value, form: &Form, desk: &Desk<'_>) -> Ink<'a> {
    match value {
        Value::Text(text) => Ink::clean(text).role(Role::Value),
        Value::Empty => Ink::own(desk.texts.get("verify-value-empty")).role(Role::Dim),
        Value::Paper => Ink::own(desk.texts.get("verify-value-paper")).role(Role::Dim),
        Value::Hidden => Ink::own(desk.texts.get(form.card.instead_key())).role(Role::Dim),
        Value::NotGiven => Ink::own(desk.texts.get("verify-consent-missing")).role(Role::Error),
    }
}

/// What doesn't fit into the row of the selected field: its whole value, the clerk's remark.
pub fn detail(form: &Form, case: &Case, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let at = columns(area);
    let room = Rect {
        x: at.label,
        width: area.width.saturating_sub(MARK),
        ..area
    };
    let mut rows = Rows::new(room);
    if differing(form, desk).any(|field| field == form.field) {
        paragraph(&was_and_is(form, desk), desk.theme, rows.rest(), buf);
        return;
    }
    if let Some(remark) = form.marks.remark_on(form.field) {
        let right = remark.right_value.as_ref().map_or("", |v| v.as_str());
        let args = [
            ("value", Arg::Text(right)),
            ("note", Arg::Text(remark.note.as_str())),
        ];
        let key = match (right.is_empty(), remark.note.is_empty()) {
            (false, false) => "verify-remark-both",
            (false, true) => "verify-remark-value",
            _ => "verify-remark-note",
        };
        let ink = Ink::own(desk.texts.with(key, &args)).role(Role::Mismatch);
        paragraph(&ink, desk.theme, rows.rest(), buf);
        return;
    }
    let card = form.card.shown().map(|revealed| &revealed.card);
    let wrong = form.findings_on(form.field).next();
    if let Value::Text(text) = value(form.field, case, card, desk) {
        let ink = Ink::clean(&text).role(Role::Value);
        if ink.width() > at.value_width && !desk.plain() {
            let height = if wrong.is_some() { 1 } else { 2 };
            paragraph(&ink, desk.theme, rows.top(height), buf);
        }
    }
    if let Some(finding) = wrong {
        let ink = Ink::own(says(finding, desk)).role(Role::Warning);
        paragraph(&ink, desk.theme, rows.rest(), buf);
    }
}

/// What the clerk had in the selected field, and what the record says now.
fn was_and_is(form: &Form, desk: &Desk<'_>) -> Ink<'static> {
    let marks = |checks: &Checks| {
        let name = |kind| captions::check(desk.texts, checks.get(kind, form.field));
        let both = [CheckKind::PaperDocuments, CheckKind::PaperRegister].map(name);
        if form.field.in_register() {
            both.join(" / ")
        } else {
            both[0].clone()
        }
    };
    let was = form.had.as_ref().map(|had| &had.marks.checks);
    let now = desk.register.confirmed(form.number);
    let now = now.map(|case| &case.application.checks);
    let (was, now) = (was.map(marks), now.map(marks));
    let args = [
        ("was", Arg::Text(was.as_deref().unwrap_or_default())),
        ("now", Arg::Text(now.as_deref().unwrap_or_default())),
    ];
    let key = if was == now {
        "verify-other-value"
    } else {
        "verify-other-mark"
    };
    Ink::own(desk.texts.with(key, &args)).role(Role::Difference)
}

/// The finding in the clerk's words, with what was probably meant.
fn says(finding: &Finding, desk: &Desk<'_>) -> String {
    let text = desk.texts.get(&key("finding", finding.code.code()));
    match &finding.suggestion {
        Some(suggestion) => {
            let args = [
                ("finding", Arg::Text(&text)),
                ("suggestion", Arg::Text(suggestion.as_str())),
            ];
            desk.texts.with("verify-finding-suggestion", &args)
        }
        None => text,
    }
}
