//! How full groups are, the fullest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::documents::overview::percent;
use crate::domain::overview::Overview;
use crate::i18n::Arg;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

use super::{Listed, bars};

/// Room of the bar and of the percents behind it.
const BAR: u16 = 24;
const PERCENT: u16 = 6;
/// Room of the mark before a row.
const MARK: u16 = 2;

pub fn sum(overview: &Overview, desk: &Desk<'_>) -> String {
    let (taken, places) = overview.places();
    let groups = overview.groups.len() as u64 + u64::from(overview.other_groups.count);
    let numbers = [taken, places, percent(taken, places), groups].map(|n| n.to_string());
    let [taken, places, percent, groups] = &numbers;
    let args = [
        ("taken", Arg::Text(taken)),
        ("places", Arg::Text(places)),
        ("percent", Arg::Text(percent)),
        ("groups", Arg::Text(groups)),
    ];
    desk.texts.with("overview-places-sum", &args)
}

pub(super) fn draw(
    listed: &Listed<'_>,
    overview: &Overview,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let rows = rows(overview, desk);
    let texts: Vec<String> = rows
        .iter()
        .map(|(_, taken, places)| told(*taken, *places, desk))
        .collect();
    let number = bars::widest(texts.iter().map(String::as_str));
    let used = MARK + 1 + BAR + PERCENT + 1 + number;
    let name = area.width.saturating_sub(used);
    let list = List {
        len: rows.len(),
        focused: listed.moved,
    };
    list.draw(listed.cursor, desk.theme, area, buf, |at| {
        let (title, taken, places) = &rows[at];
        let mut pieces = vec![Ink::own(title.within(name)), Ink::own(" ")];
        let free = places.saturating_sub(*taken);
        // The second sign is left out: what is free has the faintest one.
        pieces.extend(bars::stacked(
            &[*taken, 0, free],
            (*places).max(*taken),
            BAR,
        ));
        let percent = format!("{} %", percent(*taken, *places));
        pieces.push(Ink::own(bars::right(&percent, PERCENT)).role(Role::Value));
        let told = format!(" {}", bars::right(&texts[at], number));
        pieces.push(Ink::own(told).role(Role::Value));
        pieces
    });
}

fn told(taken: u64, places: u64, desk: &Desk<'_>) -> String {
    let (taken, places) = (taken.to_string(), places.to_string());
    let args = [("taken", Arg::Text(&taken)), ("places", Arg::Text(&places))];
    desk.texts.with("overview-place", &args)
}

/// What a row is called: the programme, and the group in it.
struct Title {
    programme: String,
    group: String,
}

impl Title {
    /// In exactly `width` columns. The programme gives way first: its groups are told apart by their own names.
    fn within(&self, width: u16) -> String {
        if self.group.is_empty() {
            return bars::left(&self.programme, width);
        }
        let group = bars::widest([self.group.as_str()]).min(width / 2);
        let programme = width.saturating_sub(group + 3);
        let programme = bars::left(&self.programme, programme);
        let group = bars::left(&self.group, group);
        bars::left(&format!("{} · {group}", programme.trim_end()), width)
    }
}

/// What each row is called, with its places: taken, and in all.
fn rows(overview: &Overview, desk: &Desk<'_>) -> Vec<(Title, u64, u64)> {
    let mut rows: Vec<_> = overview
        .groups
        .iter()
        .map(|group| {
            let title = Title {
                programme: group.programme.to_string(),
                group: group.name.to_string(),
            };
            (title, u64::from(group.taken), u64::from(group.places))
        })
        .collect();
    let others = overview.other_groups;
    if others.count > 0 {
        let count = [("count", Arg::Count(others.count.into()))];
        let title = Title {
            programme: desk.texts.with("overview-other-groups", &count),
            group: String::new(),
        };
        rows.push((title, others.taken, others.places));
    }
    rows
}
