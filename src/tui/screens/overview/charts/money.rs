//! Money by month: paid, reserved, and what parents owe, to the kopeck.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::documents::overview::month_name;
use crate::domain::Kopecks;
use crate::domain::overview::{MoneyOfMonth, Overview};
use crate::i18n::{self, Arg};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

use super::{Listed, bars};

/// Room of the mark before a row.
const MARK: u16 = 2;
/// Titles of the parts, in the order of [`MoneyOfMonth::parts`].
const PARTS: [&str; 3] = ["paid", "reserved", "parents"];

pub fn sum(overview: &Overview, desk: &Desk<'_>) -> String {
    let [paid, reserved, parents] = overview.sums().map(|sum| sum.to_string());
    let args = [
        ("paid", Arg::Text(&paid)),
        ("reserved", Arg::Text(&reserved)),
        ("parents", Arg::Text(&parents)),
    ];
    desk.texts.with("overview-money-sum", &args)
}

/// Kopecks as what a bar is drawn by.
fn weight(amount: Kopecks) -> u64 {
    u64::try_from(amount.0).unwrap_or(0)
}

pub(super) fn draw(
    listed: &Listed<'_>,
    overview: &Overview,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let months = &overview.money;
    let weigh = |month: &MoneyOfMonth| month.parts().map(weight).into_iter().sum::<u64>();
    let most = months.iter().map(weigh).max().unwrap_or(0);
    let names: Vec<String> = months
        .iter()
        .map(|m| month_name(m.month, desk.texts))
        .collect();
    let name = bars::widest(names.iter().map(String::as_str));
    let amounts: Vec<[String; 3]> = months
        .iter()
        .map(|month| month.parts().map(|part| part.to_string()))
        .collect();
    let titles: Vec<String> = PARTS
        .iter()
        .zip(bars::SIGNS)
        .map(|(part, sign)| {
            let title = desk.texts.get(&i18n::key("overview-column", part));
            format!("{sign} {title}")
        })
        .collect();
    let column = |at: usize| {
        let cells = amounts.iter().map(|row| row[at].as_str());
        bars::widest(cells.chain([titles[at].as_str()]))
    };
    let columns = [0, 1, 2].map(column);
    let used: u16 = columns.iter().map(|width| width + 1).sum();
    let bar = area.width.saturating_sub(MARK + name + 1 + used);
    let mut rows = Rows::new(area);
    let head = rows.top(1);
    let mut x = head.x + MARK + name + 1 + bar;
    for (title, width) in titles.iter().zip(columns) {
        let title = Ink::own(format!(" {}", bars::right(title, width))).role(Role::Label);
        x += title.draw(desk.theme, x, head.y, width + 1, buf);
    }
    let list = List {
        len: months.len(),
        focused: listed.moved,
    };
    list.draw(listed.cursor, desk.theme, rows.rest(), buf, |at| {
        let mut pieces = vec![Ink::own(bars::left(&names[at], name)), Ink::own(" ")];
        let parts = months[at].parts().map(weight);
        pieces.extend(bars::stacked(&parts, most, bar));
        for (amount, width) in amounts[at].iter().zip(columns) {
            let amount = format!(" {}", bars::right(amount, width));
            pieces.push(Ink::own(amount).role(Role::Value));
        }
        pieces
    });
}
