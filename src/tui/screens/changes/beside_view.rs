//! Two certificates of one child beside each other: the records for everyone, the children's data for who may see them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Card, Case, Clean, Field};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::beside::{self, PAIR};
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{moment, people, says};
use crate::tui::screens::verification::value::{Value, personal};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::state::{At, Open};

pub fn draw(open: &Open, at: &At<'_>, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(other) = &open.other else {
        return;
    };
    let Some(case) = desk.register.shown(other.application) else {
        return;
    };
    let mut rows = Rows::new(area);
    for (key, case) in [
        ("changes-merge-goes", at.case),
        ("changes-merge-stays", case),
    ] {
        let text = Ink::own(record(key, case, desk));
        paragraph(&text, desk.theme, rows.top(2), buf);
    }
    rows.top(1);
    let shown = at.beside.contains(&other.application);
    let there = other.card.as_deref().filter(|_| shown);
    if let (Some(here), Some(there)) = (open.card(at), there) {
        let first = open.lines.selected();
        draw_children([here, there], first, desk, rows.rest(), buf);
    } else {
        let text = Ink::own(desk.texts.get("changes-merge-unseen")).role(Role::Dim);
        paragraph(&text, desk.theme, rows.rest(), buf);
    }
}

/// What everyone may see of a record, in one sentence.
fn record(key: &str, case: &Case, desk: &Desk<'_>) -> String {
    let application = &case.application;
    let certificate = case.certificate.number.to_string();
    let kind = captions::certificate_kind(desk.texts, case.certificate.kind);
    let kept = captions::certificate_state(desk.texts, case.certificate.state);
    let number = case.number().to_string();
    let date = moment::date(desk, application.reference.date);
    let where_to = people::organisation(desk.register.profile(), application.organisation);
    let state = says::state(desk, case);
    let args = [
        ("certificate", Arg::Text(&certificate)),
        ("kind", Arg::Text(&kind)),
        ("kept", Arg::Text(&kept)),
        ("number", Arg::Text(&number)),
        ("date", Arg::Text(&date)),
        ("organisation", Arg::Text(&where_to)),
        ("state", Arg::Text(&state)),
        (
            "contracts",
            Arg::Count(i64::from(case.certificate.working_contracts)),
        ),
    ];
    desk.texts.with(key, &args)
}

/// Both children, from the difference on that the clerk went to.
fn draw_children(
    [here, there]: [&Card; 2],
    first: usize,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let text = |card: &Card, field: Field| match personal(field, card, desk) {
        Value::Text(text) => text,
        _ => Clean::default(),
    };
    let (pairs, same) = beside::compare(|field| text(here, field), |field| text(there, field));
    let first = first.min(pairs.len().saturating_sub(1));
    let mut rows = Rows::new(area);
    let head = rows.top(1);
    beside::draw_captions("changes-merge-here", "changes-merge-there", desk, head, buf);
    let foot = rows.bottom(2);
    let mut rest = Rows::new(rows.rest());
    let mut left = pairs.len();
    for pair in pairs.iter().skip(first) {
        let place = rest.top(PAIR);
        if place.height < PAIR {
            break;
        }
        left -= 1;
        let label = captions::field(desk.texts, pair.field);
        beside::draw_pair(pair, label, desk, place, buf);
    }
    let names = captions::fields(desk.texts, &same);
    let args = [
        ("fields", Arg::Text(&names)),
        ("count", Arg::Count(left as i64)),
    ];
    let key = if left > 0 {
        "changes-merge-more"
    } else {
        "verify-alike-same"
    };
    let equal = desk.texts.with(key, &args);
    paragraph(&Ink::own(equal).role(Role::Dim), desk.theme, foot, buf);
}
