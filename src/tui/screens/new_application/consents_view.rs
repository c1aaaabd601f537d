//! The consents on the clerk's screen: which are given, what a refusal means, and who is applied for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::consents::texts;
use super::draft::Draft;
use crate::domain::{ConsentCode, ConsentText};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::revealed::full_name;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{moment, says};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

pub fn draw(draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let next = rows.bottom(2);
    draw_next(draft, desk, next, buf);
    rows.top(1);
    draw_people(draft, desk, rows.top(2), buf);
    rows.top(1);
    let texts = texts(desk);
    for code in ConsentCode::ALL {
        let text = texts.iter().flatten().find(|text| text.code == code);
        draw_consent(draft, code, text, desk, rows.top(1), buf);
    }
    rows.top(1);
    for code in &draft.refused {
        let text = texts.iter().flatten().find(|text| text.code == *code);
        if let Some(text) = text {
            let follows = Ink::clean(&text.refusal).role(Role::Warning);
            let lines = ink::wrap(follows.as_str(), area.width).len() as u16;
            paragraph(&follows, desk.theme, rows.top(lines), buf);
        }
    }
}

/// Who is applied for, and by whom: the last look before it is handed in.
fn draw_people(draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(card) = &draft.card else {
        let text = Ink::own(desk.texts.get("new-form-unfinished")).role(Role::Warning);
        paragraph(&text, desk.theme, area, buf);
        return;
    };
    let mut rows = Rows::new(area);
    let born = moment::date(desk, card.child.birth_date);
    let child = full_name(&card.child.name);
    let applicant = full_name(&card.applicant.name);
    let relation = captions::relation(desk.texts, card.applicant.relation);
    let lines = [
        desk.texts.with(
            "new-summary-child",
            &[("name", Arg::Text(&child)), ("born", Arg::Text(&born))],
        ),
        desk.texts.with(
            "new-summary-applicant",
            &[
                ("name", Arg::Text(&applicant)),
                ("relation", Arg::Text(&relation)),
            ],
        ),
    ];
    for line in lines {
        let row = rows.top(1);
        Ink::own(line)
            .role(Role::Value)
            .draw(desk.theme, row.x, row.y, row.width, buf);
    }
}

fn draw_consent(
    draft: &Draft,
    code: ConsentCode,
    text: Option<&ConsentText>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let given = draft.consents.iter().find(|consent| consent.code == code);
    let (sign, role, state) = match given {
        Some(consent) => {
            let when = moment::moment(desk, consent.given_at);
            let args = [("when", Arg::Text(when.as_str()))];
            (
                "[x] ",
                Role::Match,
                desk.texts.with("new-consent-given", &args),
            )
        }
        None if draft.refused.contains(&code) => (
            "[!] ",
            Role::Mismatch,
            desk.texts.get("new-consent-refused"),
        ),
        None => (
            "[ ] ",
            Role::NotChecked,
            desk.texts.get("new-consent-not-given"),
        ),
    };
    let title = match text {
        Some(text) => Ink::clean(&text.title),
        None => Ink::own(captions::consent(desk.texts, code)),
    };
    let pieces = [
        Ink::own(sign).role(role),
        Ink::own(format!("{state}  ")).role(role),
        title,
    ];
    ink::line(&pieces, desk.theme, area, buf);
}

fn draw_next(draft: &Draft, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let (key, role) = if draft.consented() {
        ("new-next-hand-in", Role::Accent)
    } else if draft.refused.is_empty() {
        ("new-next-hand-over", Role::Accent)
    } else {
        ("new-next-refused", Role::Warning)
    };
    let text = says::with_key(desk, key, Place::NewApplication, Action::Submit);
    paragraph(&Ink::own(text).role(role), desk.theme, area, buf);
}
