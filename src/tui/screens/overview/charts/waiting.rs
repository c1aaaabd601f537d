//! What waits, by age: one small chart for each thing that is waited for, all on one scale.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols;
use ratatui::widgets::{Bar, BarChart, Widget};

use crate::documents::overview::{age_name, waits_name};
use crate::domain::overview::{AGES, Overview, Waits};
use crate::i18n::Arg;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::bars;

/// Rows of one chart: its title, and a bar for each age.
const ROWS: u16 = AGES.len() as u16 + 1;

pub fn sum(overview: &Overview, desk: &Desk<'_>) -> String {
    let of = |kinds: [Waits; 2]| -> String {
        let counts = kinds.into_iter().flat_map(|waits| overview.waiting(waits));
        counts.map(u64::from).sum::<u64>().to_string()
    };
    let requests = of([Waits::Answer, Waits::Signature]);
    let applications = of([Waits::Paper, Waits::Activation]);
    let args = [
        ("requests", Arg::Text(&requests)),
        ("applications", Arg::Text(&applications)),
    ];
    desk.texts.with("overview-waiting-sum", &args)
}

pub fn draw(overview: &Overview, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let all = Waits::ALL
        .into_iter()
        .flat_map(|waits| overview.waiting(waits));
    let most = all.max().unwrap_or(0);
    let (width, height) = (area.width / 2, area.height / 2);
    for (waits, place) in Waits::ALL.into_iter().zip(0_u16..) {
        let field = Rect {
            x: area.x + (place / 2) * width,
            y: area.y + (place % 2) * height,
            width: width.saturating_sub(2),
            height: height.min(ROWS),
        };
        if field.height == ROWS {
            draw_kind(waits, (overview, most), desk, field, buf);
        }
    }
}

fn draw_kind(
    waits: Waits,
    (overview, most): (&Overview, u32),
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = desk.theme;
    let counts = overview.waiting(waits);
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    let title = format!("{}: {total}", waits_name(waits, desk.texts));
    let title = Ink::own(title).role(Role::Title);
    title.draw(theme, area.x, area.y, area.width, buf);
    let labels = AGES.map(|age| age_name(age, desk.texts));
    let label = bars::widest(labels.iter().map(String::as_str));
    let number = most.to_string().len() as u16;
    let x = area.x + label + 1;
    let field = Rect {
        x,
        y: area.y + 1,
        width: area.right().saturating_sub(x + number + 1),
        height: area.height - 1,
    };
    let bar = |count: u32| Bar::new(count.into()).text_value(String::new());
    BarChart::horizontal(counts.map(bar).to_vec())
        .bar_width(1)
        .bar_gap(0)
        .bar_set(symbols::bar::THREE_LEVELS)
        .bar_style(theme.style(Role::Accent))
        .max(u64::from(most.max(1)))
        .render(field, buf);
    for ((text, count), y) in labels.iter().zip(counts).zip(field.y..) {
        let text = Ink::own(text.as_str()).role(Role::Label);
        text.draw(theme, area.x, y, label, buf);
        // As the chart does: whole columns only.
        let length = u64::from(count) * u64::from(field.width) / u64::from(most.max(1));
        let length = length.min(field.width.into()) as u16;
        let gap = u16::from(length > 0);
        let count = Ink::own(count.to_string()).role(Role::Value);
        count.draw(theme, x + length + gap, y, number, buf);
    }
}
