//! The work of each clerk: what was done about applications, and about requests.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::ClerkId;
use crate::domain::overview::{Overview, Work, WorkOfClerk};
use crate::i18n::{self, Arg};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

use super::super::words;
use super::{Listed, bars};

/// Room of the mark before a row.
const MARK: u16 = 2;
/// Names are no wider.
const NAME: u16 = 30;
/// What stands in the columns behind the bar.
const TITLES: [&str; 3] = ["applications", "requests", "total"];

pub fn sum(overview: &Overview, desk: &Desk<'_>) -> String {
    let clerks = overview.clerks.iter().filter(|clerk| by_hand(clerk));
    let total: u64 = clerks.clone().map(WorkOfClerk::total).sum();
    let (total, count) = (total.to_string(), clerks.count().to_string());
    let args = [("total", Arg::Text(&total)), ("count", Arg::Text(&count))];
    desk.texts.with("overview-clerks-sum", &args)
}

/// Whether it is the work of a clerk, not of the register and the families.
fn by_hand(row: &WorkOfClerk) -> bool {
    row.clerk != ClerkId(0)
}

/// Whether a kind of work is about an application for a certificate.
fn of_application(work: Work) -> bool {
    use Work::{
        Activated, ApplicationAccepted, ApplicationCame, ApplicationRejected, ApplicationReturned,
    };
    matches!(
        work,
        ApplicationCame
            | ApplicationAccepted
            | Activated
            | ApplicationReturned
            | ApplicationRejected
    )
}

/// Work about applications, and about requests.
fn parts(row: &WorkOfClerk) -> [u64; 2] {
    let of = |applications: bool| {
        let done = row.done.iter();
        let done = done.filter(|done| of_application(done.work) == applications);
        done.map(|done| u64::from(done.count)).sum()
    };
    [of(true), of(false)]
}

pub(super) fn draw(
    listed: &Listed<'_>,
    overview: &Overview,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let clerks = &overview.clerks;
    let by_clerks = clerks.iter().filter(|clerk| by_hand(clerk));
    let most = by_clerks.map(WorkOfClerk::total).max().unwrap_or(0);
    let names: Vec<String> = clerks
        .iter()
        .map(|row| words::clerk(row.clerk, desk))
        .collect();
    let name = bars::widest(names.iter().map(String::as_str)).min(NAME);
    let titles: Vec<String> = TITLES
        .iter()
        .zip(bars::SIGNS.iter().take(2).map(Some).chain([None]))
        .map(|(title, sign)| {
            let title = desk.texts.get(&i18n::key("overview-column", title));
            sign.map_or_else(|| title.clone(), |sign| format!("{sign} {title}"))
        })
        .collect();
    let column = |title: &String| bars::widest([title.as_str(), "100000"]);
    let columns: Vec<u16> = titles.iter().map(column).collect();
    let used: u16 = columns.iter().map(|width| width + 1).sum();
    let bar = area.width.saturating_sub(MARK + name + 1 + used);
    let mut rows = Rows::new(area);
    let head = rows.top(1);
    let mut x = head.x + MARK + name + 1 + bar;
    for (title, width) in titles.iter().zip(&columns) {
        let title = Ink::own(format!(" {}", bars::right(title, *width))).role(Role::Label);
        x += title.draw(desk.theme, x, head.y, width + 1, buf);
    }
    let list = List {
        len: clerks.len(),
        focused: listed.moved,
    };
    list.draw(listed.cursor, desk.theme, rows.rest(), buf, |at| {
        let row = &clerks[at];
        let [applications, requests] = parts(row);
        let mut pieces = vec![Ink::own(bars::left(&names[at], name)), Ink::own(" ")];
        // What came by itself is no measure of anybody's work, and has no bar beside it.
        let shown = if by_hand(row) {
            [applications, requests]
        } else {
            [0; 2]
        };
        pieces.extend(bars::stacked(&shown, most, bar));
        let numbers = [applications, requests, row.total()];
        for (number, width) in numbers.iter().zip(&columns) {
            let number = format!(" {}", bars::right(&number.to_string(), *width));
            pieces.push(Ink::own(number).role(Role::Value));
        }
        pieces
    });
}
