//! The activation queue on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{ApplicationNumber, Capability};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends, paragraph};
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink, Table};

use super::state::State;

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut rows = Rows::new(area);
    let count = state.rows.len() as i64;
    let title = desk
        .texts
        .with("activation-title", &[("count", Arg::Count(count))]);
    let head = rows.top(1);
    let title = [Ink::own(title).role(Role::Title)];
    let order = Ink::own(desk.texts.get(state.sort.accepted_text_key())).role(Role::Dim);
    both_ends(&title, &order, desk.theme, head, buf);
    let cursor = state.filter.draw(Place::Activation, desk, rows.top(1), buf);
    let foot = rows.bottom(2);
    draw_table(state, desk, rows.rest(), buf);
    draw_foot(state, desk, foot, buf);
    cursor
}

/// What the next key does; while confirming, what exactly will be activated.
fn draw_foot(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let text = if let Some(number) = state.confirming {
        confirmation(desk, number)
    } else if !people::may(desk, Capability::CertificateActivate) {
        Ink::own(people::who_can(desk, Capability::CertificateActivate)).role(Role::Warning)
    } else if state.rows.is_empty() {
        return;
    } else {
        let text = says::with_key(desk, "activation-hint", Place::Activation, Action::Activate);
        Ink::own(text).role(Role::Dim)
    };
    paragraph(&text, desk.theme, area, buf);
}

fn confirmation(desk: &Desk<'_>, number: ApplicationNumber) -> Ink<'static> {
    let Some(case) = desk.register.shown(number) else {
        return Ink::own("");
    };
    let (journal, date) = intake(case, desk);
    let number = number.to_string();
    let certificate = case.certificate.number.to_string();
    let yes = says::key(desk, Place::Dialog, Action::Submit);
    let no = says::key(desk, Place::Dialog, Action::Cancel);
    let args = [
        ("certificate", Arg::Text(&certificate)),
        ("number", Arg::Text(&number)),
        ("journal", Arg::Text(&journal)),
        ("date", Arg::Text(&date)),
        ("yes", Arg::Text(&yes)),
        ("no", Arg::Text(&no)),
    ];
    Ink::own(desk.texts.with("activation-confirm", &args)).role(Role::Accent)
}

/// Journal number and date, empty where the register holds none.
fn intake(case: &crate::domain::Case, desk: &Desk<'_>) -> (String, String) {
    case.application
        .intake
        .as_ref()
        .map(|intake| {
            (
                intake.journal_number.to_string(),
                moment::date(desk, intake.date),
            )
        })
        .unwrap_or_default()
}

/// The rows as they are shown, without names.
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let titles = [
        "column-number",
        "column-journal",
        "column-accepted",
        "column-certificate",
        "column-organisation",
    ];
    let rows = state.rows.iter().filter_map(|number| {
        let case = desk.register.shown(*number)?;
        let (journal, date) = intake(case, desk);
        let organisation = case.application.organisation;
        Some(vec![
            number.to_string(),
            journal,
            date,
            case.certificate.number.to_string(),
            people::organisation(desk.register.profile(), organisation),
        ])
    });
    List {
        name: "activation",
        header: titles.map(|key| desk.texts.get(key)).into(),
        rows: rows.collect(),
    }
}

fn draw_table(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let named = !state.revealed.is_empty();
    let title = |key: &str| desk.texts.get(key);
    let mut columns = vec![
        Column::fixed(title("column-number"), 16, 0),
        Column::fixed(title("column-journal"), 9, 3),
        Column::fixed(title("column-accepted"), 10, 2),
        Column::fixed(title("column-certificate"), 10, 1),
    ];
    if named {
        columns.push(Column::flexible(title("column-child"), 12, 40, 4));
    }
    columns.push(Column::flexible(title("column-organisation"), 10, 60, 5));
    columns.push(Column::fixed(title("column-days"), 4, 1).right());
    columns.push(Column::fixed(String::new(), 1, 0));
    let empty = if state.filter.is_empty() {
        desk.texts.get("activation-empty")
    } else {
        says::with_key(
            desk,
            "queue-empty-filter",
            Place::Activation,
            Action::Cancel,
        )
    };
    let table = Table {
        columns: &columns,
        len: state.rows.len(),
        empty: Ink::own(empty).role(Role::Dim),
        focused: !state.filter.open,
    };
    table.draw(state.picked.cursor(), desk.theme, area, buf, |at| {
        cells(state, desk, state.rows[at], named)
    });
}

fn cells(
    state: &State,
    desk: &Desk<'_>,
    number: ApplicationNumber,
    named: bool,
) -> Vec<Ink<'static>> {
    let Some(case) = desk.register.shown(number) else {
        return vec![Ink::own(number.to_string())];
    };
    let (journal, date) = intake(case, desk);
    let mut cells = vec![
        Ink::own(number.to_string()),
        Ink::own(journal).role(Role::Value),
        Ink::own(date).role(Role::Value),
        Ink::own(case.certificate.number.to_string()).role(Role::Value),
    ];
    // On a narrow screen the child is the last to go, so who works on it stands there.
    let mut holder = says::holder(desk, number);
    if named {
        let name = state
            .revealed
            .of(number)
            .map(|child| child.name.to_string());
        let name = Ink::own(name.unwrap_or_default()).role(Role::Value);
        cells.push(holder.take().unwrap_or(name));
    }
    let application = &case.application;
    let organisation = people::organisation(desk.register.profile(), application.organisation);
    let organisation = Ink::own(organisation).role(Role::Value);
    let accepted = application.intake.as_ref().map(|intake| intake.date);
    let days = accepted.map(|date| desk.today.signed_duration_since(date).num_days());
    cells.push(holder.unwrap_or(organisation));
    cells.push(Ink::own(days.map(|d| d.to_string()).unwrap_or_default()).role(Role::Value));
    cells.push(sign::cell(desk, number));
    cells
}
