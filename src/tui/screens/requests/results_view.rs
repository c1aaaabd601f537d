//! What became of a marked block: a row for each request, until it is closed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table, hints};

use super::give::Fate;
use super::results::{Given, Results};
use super::{foresee, words};

/// Rows of the answer to the selected request, in full.
const ANSWER: u16 = 2;

pub fn draw(results: &Results, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    paragraph(&summary(results, desk), desk.theme, rows.top(1), buf);
    let keys = hints::collect(desk, Place::Dialog, &[Action::Submit, Action::Cancel]);
    hints::draw(&keys, desk, rows.bottom(1), buf);
    let answer = rows.bottom(ANSWER);
    if let Some(selected) = results.selected() {
        paragraph(&in_full(selected, desk), desk.theme, answer, buf);
    }
    let columns = [
        Column::fixed(desk.texts.get("column-certificate"), 10, 0),
        Column::flexible(desk.texts.get("requests-column-place"), 14, 40, 2),
        Column::fixed(String::new(), 1, 0),
        Column::flexible(desk.texts.get("requests-column-result"), 30, 90, 1),
    ];
    let table = Table {
        columns: &columns,
        len: results.rows.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(&results.cursor, desk.theme, rows.rest(), buf, |at| {
        cells(&results.rows[at], desk)
    });
}

fn summary(results: &Results, desk: &Desk<'_>) -> Ink<'static> {
    let tally = results.tally();
    let args = [
        ("applied", Arg::Count(tally.applied as i64)),
        ("waiting", Arg::Count(tally.waiting as i64)),
        ("refused", Arg::Count(tally.refused as i64)),
    ];
    let role = if tally.refused > 0 {
        Role::Warning
    } else {
        Role::Title
    };
    Ink::own(desk.texts.with("requests-results", &args)).role(role)
}

fn cells(given: &Given, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    let request = desk.register.enrolment().request(given.id);
    let progress = given.fate.progress();
    let certificate = request.map(|request| request.certificate.to_string());
    let place = request.map(|request| words::place_short(request, desk));
    vec![
        Ink::own(certificate.unwrap_or_default()),
        Ink::own(place.unwrap_or_default()).role(Role::Value),
        Ink::own(progress.sign()).role(progress.role()),
        Ink::own(answer(given, desk)).role(progress.role()),
    ]
}

fn answer(given: &Given, desk: &Desk<'_>) -> String {
    match &given.fate {
        Fate::Refused(why) => says::refusal(desk, why),
        Fate::Elsewhere => desk.texts.get("requests-elsewhere"),
        other => desk.texts.get(other.progress().text_key()),
    }
}

/// The answer, and what Enter does about it.
fn in_full(given: &Given, desk: &Desk<'_>) -> Ink<'static> {
    let answer = answer(given, desk);
    let Fate::Refused(why) = &given.fate else {
        return Ink::own(answer).role(Role::Dim);
    };
    let advice = if foresee::is_about_places(why) {
        "requests-results-groups"
    } else {
        "requests-results-open"
    };
    let advice = says::with_key(desk, advice, Place::Dialog, Action::Submit);
    Ink::own(format!("{answer} {advice}")).role(Role::Warning)
}
