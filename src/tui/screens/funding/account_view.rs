//! The account of a certificate: its kind and group, the purse of each period, what claims them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::funding::{Claim, Period, PeriodId};
use crate::domain::money::Purse;
use crate::domain::{Account, CertificateNumber, Funding, Target};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Cursor, Ink, Table, ink};

use super::account::known;
use super::figures::group_of;
use super::state::State;
use super::{tables, values};

/// Columns of an amount.
const AMOUNT: u16 = 13;

pub fn draw(state: &State, funding: &Funding, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    rows.top(1);
    let Some(certificate) = state.certificate else {
        let text = says::with_key(
            desk,
            "funding-account-none",
            Place::Funding,
            Action::FundingAccount,
        );
        paragraph(
            &Ink::own(text).role(Role::Dim),
            desk.theme,
            rows.rest(),
            buf,
        );
        return;
    };
    let Some(account) = known(certificate, desk) else {
        let number = certificate.to_string();
        let args = [("certificate", Arg::Text(&number))];
        let text = desk.texts.with("funding-account-elsewhere", &args);
        paragraph(
            &Ink::own(text).role(Role::Warning),
            desk.theme,
            rows.rest(),
            buf,
        );
        return;
    };
    let text = head(&account, state, funding, desk);
    let mut title = vec![Ink::own(certificate.to_string()).role(Role::Title)];
    title.push(Ink::own(format!(" {}", kind(certificate, desk))));
    let target = Target::Account(certificate);
    if let Some(progress) = sign::progress(desk, target) {
        title.push(Ink::own(format!(" {}", progress.sign())).role(progress.role()));
    }
    ink::line(&title, desk.theme, rows.top(1), buf);
    rows.say(&Ink::own(text), desk.theme, buf);
    rows.top(1);
    let periods = periods(&account, funding);
    let table = rows.top(u16::try_from(periods.len() + 1).unwrap_or(u16::MAX));
    draw_purses(&account, &periods, funding, desk, table, buf);
    rows.top(1);
    let lines = below(&account, &periods, funding, desk, area.width);
    state.scroll.draw(&lines, desk.theme, rows.rest(), buf);
}

/// The certificate's kind and state, or that this desk has no record of it.
fn kind(certificate: CertificateNumber, desk: &Desk<'_>) -> String {
    let Some(case) = desk.register.case_of(certificate) else {
        return desk.texts.get("funding-account-unknown");
    };
    let kind = captions::certificate_kind(desk.texts, case.certificate.kind);
    let state = captions::certificate_state(desk.texts, case.certificate.state);
    format!("{kind} · {state}")
}

/// Its group, and its place among those that wait.
fn head(account: &Account, state: &State, funding: &Funding, desk: &Desk<'_>) -> String {
    let group = tables::group_name(group_of(account, funding), funding, desk);
    let group = if account.group.is_some() {
        group
    } else {
        desk.texts
            .with("funding-group-first", &[("group", Arg::Text(&group))])
    };
    let mut text = desk
        .texts
        .with("funding-account-group", &[("group", Arg::Text(&group))]);
    if let Some(since) = account.waits_since {
        let mut waiting = state.figures.waiting().iter();
        let own = waiting.find(|one| one.certificate == account.certificate);
        let turn = own.map_or(1, |own| state.figures.turn(own));
        let since = moment::date(desk, since);
        let args = [
            ("since", Arg::Text(&since)),
            ("turn", Arg::Count(i64::try_from(turn).unwrap_or(i64::MAX))),
        ];
        text = format!("{text} {}", desk.texts.with("funding-account-waits", &args));
    }
    text
}

/// The periods of the municipality, and those that the account has money of.
fn periods(account: &Account, funding: &Funding) -> Vec<PeriodId> {
    let mut ids: Vec<_> = funding.periods.iter().map(|period| period.id).collect();
    ids.extend(account.purses.iter().map(|held| held.period));
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn draw_purses(
    account: &Account,
    periods: &[PeriodId],
    funding: &Funding,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let columns = columns(desk);
    let table = Table {
        columns: &columns,
        len: periods.len(),
        empty: Ink::own(desk.texts.get("funding-no-periods")).role(Role::Dim),
        focused: false,
    };
    table.draw(&Cursor::default(), desk.theme, area, buf, |at| {
        let words = purse_words(account, periods[at], funding, desk);
        words.into_iter().map(Ink::own).collect()
    });
}

fn columns(desk: &Desk<'_>) -> Vec<Column> {
    let amount = |key: &str, priority| Column::fixed(desk.texts.get(key), AMOUNT, priority).right();
    vec![
        Column::fixed(desk.texts.get("funding-column-period"), 8, 0),
        amount("funding-column-nominal", 1),
        amount("funding-column-balance", 0),
        amount("funding-column-reserved", 2),
        amount("funding-column-paid", 2),
    ]
}

fn purse_words(
    account: &Account,
    period: PeriodId,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Vec<String> {
    let name = values::period_named(period, &funding.periods);
    let Some(purse) = account.purse(period) else {
        let nothing = desk.texts.get("funding-not-opened");
        return vec![name, nothing];
    };
    let parts = [purse.nominal, purse.balance, purse.reserved, purse.paid];
    let words = parts.map(|part| part.to_string());
    [name].into_iter().chain(words).collect()
}

/// What will reach the purses, and the requests and contracts that claim them.
fn below(
    account: &Account,
    periods: &[PeriodId],
    funding: &Funding,
    desk: &Desk<'_>,
    width: u16,
) -> Vec<Vec<Ink<'static>>> {
    let mut lines = Vec::new();
    let mut say = |text: String, role| {
        let broken = ink::wrap(&text, width).into_iter();
        lines.extend(broken.map(|line| vec![Ink::own(line).role(role)]));
    };
    for period in periods {
        if let Some(text) = coming(account, *period, funding, desk) {
            say(text, Role::Accent);
        }
    }
    if !account.holds() {
        let args = [("count", Arg::Count(1))];
        say(desk.texts.with("funding-broken", &args), Role::Error);
    }
    if account.claims.is_empty() {
        say(desk.texts.get("funding-no-claims"), Role::Dim);
    } else {
        say(desk.texts.get("funding-claims"), Role::Label);
    }
    for claim in &account.claims {
        say(claimed(claim, funding, desk), Role::Value);
    }
    lines
}

/// What the next request brings into the purse of a period.
fn coming(
    account: &Account,
    period: PeriodId,
    funding: &Funding,
    desk: &Desk<'_>,
) -> Option<String> {
    let over = |held: &Period| held.id == period && held.days.last < desk.today;
    if funding.periods.iter().any(over) {
        return None;
    }
    let mut placed = account.clone();
    placed.group = group_of(account, funding);
    let next = placed.topped_up(funding, period).ok().flatten()?;
    let now = account.purse(period).unwrap_or_default();
    if next.nominal <= now.nominal {
        return None;
    }
    let name = values::period_named(period, &funding.periods);
    let (nominal, balance) = (next.nominal.to_string(), next.balance.to_string());
    let args = [
        ("period", Arg::Text(&name)),
        ("nominal", Arg::Text(&nominal)),
        ("balance", Arg::Text(&balance)),
    ];
    Some(desk.texts.with("funding-coming", &args))
}

fn claimed(claim: &Claim, funding: &Funding, desk: &Desk<'_>) -> String {
    let profile = desk.register.profile();
    let organisation = people::organisation(profile, claim.organisation);
    let programme = desk.register.enrolment().programme(claim.place.programme);
    let programme = programme.map(|programme| programme.name.to_string());
    let programme = programme.unwrap_or_else(|| desk.texts.get("funding-programme-unknown"));
    let state = captions::request_state(desk.texts, claim.state);
    let period = claim
        .period
        .map(|id| values::period_named(id, &funding.periods));
    let period = period.unwrap_or_else(|| desk.texts.get("funding-no-money"));
    let reserved = claim.reserved.to_string();
    let args = [
        ("organisation", Arg::Text(&organisation)),
        ("programme", Arg::Text(&programme)),
        ("state", Arg::Text(&state)),
        ("period", Arg::Text(&period)),
        ("reserved", Arg::Text(&reserved)),
    ];
    desk.texts.with("funding-claim", &args)
}

/// The account in one sentence, for the record of its certificate.
#[must_use]
pub fn summary(certificate: CertificateNumber, desk: &Desk<'_>) -> String {
    let funding = super::state::funding(desk);
    let Some(account) = known(certificate, desk) else {
        return desk.texts.get("funding-summary-elsewhere");
    };
    let held = |period: &Period| Some((values::period_name(period), account.purse(period.id)?));
    let lasting = |period: &&Period| period.days.holds(desk.today);
    let now = funding.periods.iter().find(lasting).and_then(held);
    let Some((period, purse)) = now else {
        return desk.texts.get("funding-summary-none");
    };
    let group = tables::group_name(account.group, &funding, desk);
    let Purse {
        nominal,
        balance,
        reserved,
        paid,
    } = purse;
    let parts = [nominal, balance, reserved, paid].map(|part| part.to_string());
    let [nominal, balance, reserved, paid] = parts;
    let args = [
        ("group", Arg::Text(&group)),
        ("period", Arg::Text(&period)),
        ("nominal", Arg::Text(&nominal)),
        ("balance", Arg::Text(&balance)),
        ("reserved", Arg::Text(&reserved)),
        ("paid", Arg::Text(&paid)),
    ];
    desk.texts.with("funding-summary", &args)
}

/// The purses as they go into a file.
#[must_use]
pub fn list(state: &State, funding: &Funding, desk: &Desk<'_>) -> List {
    let header = columns(desk).into_iter().map(|column| column.title);
    let account = state.certificate.and_then(|number| known(number, desk));
    let rows = account.map(|account| {
        let periods = periods(&account, funding);
        let row = |period: &PeriodId| purse_words(&account, *period, funding, desk);
        periods.iter().map(row).collect()
    });
    let mut list = List {
        name: "account",
        header: header.collect(),
        rows: rows.unwrap_or_default(),
    };
    for row in &mut list.rows {
        row.resize(list.header.len(), String::new());
    }
    list
}
