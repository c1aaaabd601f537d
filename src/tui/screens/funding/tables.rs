//! The lists of the screen: columns, cells, and the same as a file.

use crate::domain::funding::{Agreement, CertificateGroup, CertificateGroupId};
use crate::domain::money::Kopecks;
use crate::domain::{CertificateNumber, Funding, OrganisationId, Target};
use crate::i18n;
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Ink};

use super::state::{Part, Row, State, funding};
use super::values;

/// Columns of an amount, up to `99 999 999,00`.
const AMOUNT: u16 = 13;

pub fn columns(part: Part, desk: &Desk<'_>) -> Vec<Column> {
    let fixed = |key: &str, width, priority| Column::fixed(desk.texts.get(key), width, priority);
    let wide = |key: &str, least, most, priority| {
        Column::flexible(desk.texts.get(key), least, most, priority)
    };
    let amount = |key: &str, priority| fixed(key, AMOUNT, priority).right();
    match part {
        Part::Periods => vec![
            fixed("funding-column-period", 8, 0),
            fixed("funding-column-first", 10, 1),
            fixed("funding-column-last", 10, 1),
            fixed("funding-column-when", 10, 2),
            amount("funding-column-nominal", 3),
            amount("funding-column-balance", 4),
            amount("funding-column-reserved", 5),
            amount("funding-column-paid", 5),
        ],
        Part::Groups => vec![
            wide("column-name", 12, 48, 0),
            amount("funding-column-nominal", 1),
            fixed("funding-column-certificates", 12, 2).right(),
            amount("funding-column-used", 3),
            amount("funding-column-sum-limit", 4),
            fixed("funding-column-waiting", 5, 3).right(),
        ],
        Part::Agreements => vec![
            wide("column-organisation", 16, 60, 0),
            fixed("funding-column-number", 12, 2),
            fixed("column-date", 10, 3),
            fixed("funding-column-limit", 6, 2).right(),
            fixed("funding-column-taught", 6, 1).right(),
            fixed("column-state", 14, 1),
        ],
        Part::Waiting => vec![
            fixed("funding-column-turn", 4, 0).right(),
            fixed("column-certificate", 10, 0),
            fixed("funding-column-since", 10, 1),
            wide("funding-column-group", 12, 40, 2),
            fixed("funding-column-room", 10, 1),
            Column::fixed(String::new(), 1, 0),
        ],
        Part::Account => Vec::new(),
    }
}

/// One row of the table.
pub fn cells(state: &State, row: Row, funding: &Funding, desk: &Desk<'_>) -> Vec<Ink<'static>> {
    match row {
        Row::Period(id) => {
            let Some(period) = funding.periods.iter().find(|period| period.id == id) else {
                return Vec::new();
            };
            let sum = state.figures.period(id).purse;
            let when = i18n::key("funding-when", values::when(period, desk.today));
            vec![
                Ink::own(values::period_name(period)),
                value(moment::date(desk, period.days.first)),
                value(moment::date(desk, period.days.last)),
                Ink::own(desk.texts.get(&when)).role(Role::Status),
                amount(sum.nominal),
                amount(sum.balance),
                amount(sum.reserved),
                amount(sum.paid),
            ]
        }
        Row::Group(id) => match funding.group(id) {
            Some(group) => group_cells(state, group, funding, desk),
            None => Vec::new(),
        },
        Row::Organisation(id) => agreement_cells(state, id, funding, desk),
        Row::Waiting(certificate) => waiting_cells(state, certificate, funding, desk),
    }
}

fn value(text: String) -> Ink<'static> {
    Ink::own(text).role(Role::Value)
}

fn amount(amount: Kopecks) -> Ink<'static> {
    value(amount.to_string())
}

fn group_cells(
    state: &State,
    group: &CertificateGroup,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Vec<Ink<'static>> {
    let period = state.chosen(funding, desk.today).map(|period| period.id);
    let nominal = period.and_then(|period| group.nominal(period));
    let sum = period.map(|period| state.figures.group(group.id, period));
    let sum = sum.unwrap_or_default();
    let full = group.is_full(nominal.unwrap_or_default(), sum.in_use());
    let role = if full { Role::Warning } else { Role::Value };
    let certificates = match group.certificates_limit {
        Some(limit) => format!("{}/{limit}", sum.certificates),
        None => sum.certificates.to_string(),
    };
    let waiting = state.figures.waiting_for(group.id).count();
    vec![
        Ink::own(group.name.to_string()),
        nominal.map_or_else(|| Ink::own("—").role(Role::Warning), amount),
        Ink::own(certificates).role(role),
        amount(sum.purse.nominal).role(role),
        value(
            group
                .sum_limit
                .map_or_else(|| "—".to_owned(), |limit| limit.to_string()),
        ),
        value(waiting.to_string()),
    ]
}

/// The agreement with an organisation for the shown period, in force or not.
#[must_use]
pub fn agreed<'f>(
    state: &State,
    organisation: OrganisationId,
    funding: &'f Funding,
    desk: &Desk<'_>,
) -> Option<&'f Agreement> {
    let period = state.chosen(funding, desk.today)?.id;
    let of = |held: &&Agreement| (held.organisation, held.period) == (organisation, period);
    funding.agreements.iter().find(of)
}

fn agreement_cells(
    state: &State,
    organisation: OrganisationId,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Vec<Ink<'static>> {
    let name = people::organisation(desk.register.profile(), organisation);
    let period = state.chosen(funding, desk.today);
    let taught = period.map(|period| state.figures.taught(organisation, period.id));
    let taught = taught.unwrap_or(0);
    let held = agreed(state, organisation, funding, desk);
    let (key, role) = match held {
        None => ("funding-state-none", Role::Dim),
        Some(held) if !held.active => ("funding-state-out", Role::Warning),
        Some(held) if held.limit.is_some_and(|limit| taught >= limit) => {
            ("funding-state-full", Role::Warning)
        }
        Some(_) => ("funding-state-in", Role::Status),
    };
    let limit = held.and_then(|held| held.limit);
    vec![
        Ink::own(name),
        value(held.map(|held| held.number.to_string()).unwrap_or_default()),
        value(
            held.map(|held| moment::date(desk, held.date))
                .unwrap_or_default(),
        ),
        value(limit.map_or_else(|| "—".to_owned(), |limit| limit.to_string())),
        value(taught.to_string()),
        Ink::own(desk.texts.get(key)).role(role),
    ]
}

fn waiting_cells(
    state: &State,
    certificate: CertificateNumber,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Vec<Ink<'static>> {
    let mut all = state.figures.waiting().iter();
    let Some(waiting) = all.find(|one| one.certificate == certificate) else {
        return Vec::new();
    };
    let turn = state.figures.turn(waiting);
    let room = waiting
        .group
        .is_some_and(|group| room(state, group, funding, desk) >= turn);
    let (key, role) = if room {
        ("funding-room-yes", Role::Applied)
    } else {
        ("funding-room-no", Role::Dim)
    };
    vec![
        value(turn.to_string()),
        Ink::own(certificate.to_string()),
        value(moment::date(desk, waiting.since)),
        value(group_name(waiting.group, funding, desk)),
        Ink::own(desk.texts.get(key)).role(role),
        sign::cell(desk, Target::Account(certificate)),
    ]
}

/// How many more certificates a group can take in the shown period.
fn room(state: &State, group: CertificateGroupId, funding: &Funding, desk: &Desk<'_>) -> usize {
    let Some((group, period)) = funding.group(group).zip(state.chosen(funding, desk.today)) else {
        return 0;
    };
    let Some(nominal) = group.nominal(period.id) else {
        return 0;
    };
    let used = state.figures.group(group.id, period.id).in_use();
    let many = group
        .certificates_limit
        .map(|limit| i64::from(limit) - i64::from(used.certificates));
    let sum = group.sum_limit.map(|limit| limit.0 - used.sum.0);
    let much = sum.map(|left| {
        if nominal.0 > 0 {
            left / nominal.0
        } else {
            i64::MAX
        }
    });
    let least = many.unwrap_or(i64::MAX).min(much.unwrap_or(i64::MAX));
    usize::try_from(least).unwrap_or(0)
}

/// What a group is called, or that there is none.
#[must_use]
pub fn group_name(group: Option<CertificateGroupId>, funding: &Funding, desk: &Desk<'_>) -> String {
    let found = group.and_then(|id| funding.group(id));
    found.map_or_else(
        || desk.texts.get("funding-no-group"),
        |group| group.name.to_string(),
    )
}

/// The row as words, for the filter and for files.
#[must_use]
pub fn words(state: &State, row: Row, funding: &Funding, desk: &Desk<'_>) -> Vec<String> {
    let cells = cells(state, row, funding, desk);
    cells.iter().map(|cell| cell.as_str().to_owned()).collect()
}

/// The shown list as it goes into a file.
#[must_use]
pub fn list(state: &State, desk: &Desk<'_>) -> List {
    let funding = funding(desk);
    if state.part == Part::Account {
        return super::account_view::list(state, &funding, desk);
    }
    let mut titles = columns(state.part, desk);
    // Signs of acts mean something on this desk alone.
    titles.retain(|column| !column.title.is_empty());
    let row = |row: &Row| {
        let mut words = words(state, *row, &funding, desk);
        words.truncate(titles.len());
        words
    };
    let rows = state.rows.iter().map(row).collect();
    List {
        name: match state.part {
            Part::Periods => "periods",
            Part::Groups => "certificate_groups",
            Part::Agreements => "agreements",
            _ => "waiting_list",
        },
        rows,
        header: titles.into_iter().map(|column| column.title).collect(),
    }
}
