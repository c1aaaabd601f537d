//! Work by day, one kind at a time: a bar for each day of a week or month, for each month of a school year.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols;
use ratatui::widgets::{Bar, BarChart, Widget};
use unicode_width::UnicodeWidthStr;

use crate::api::overview::OverviewAnswer;
use crate::documents::overview::{month_name, work_name};
use crate::domain::overview::{Overview, OverviewPeriod, Work};
use crate::i18n::Arg;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::Rows;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, signs};

use super::super::state::State;
use super::bars;

/// Kinds of work beside each other in the list.
const ABREAST: u16 = 3;
/// Room for a mark before each of them.
const MARK: u16 = 2;
/// A bar is no wider, however few there are.
const WIDEST: u16 = 9;
/// Rows that a line of bars needs: the number, two for the bar, the label.
const LEAST: u16 = 4;

pub fn sum(state: &State, overview: &Overview, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    let work = state.work();
    let kind = work_name(work, texts);
    let total = overview.done(work).to_string();
    let args = [("kind", Arg::Text(&kind)), ("total", Arg::Text(&total))];
    let said = texts.with("overview-days-sum", &args);
    let days = by_day(work, overview).filter(|(_, count)| *count > 0);
    let Some((day, count)) = days.max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day)))
    else {
        return said;
    };
    let (when, count) = (texts.date(day), count.to_string());
    let args = [("when", Arg::Text(&when)), ("count", Arg::Text(&count))];
    format!("{said}, {}", texts.with("overview-days-best", &args))
}

pub fn draw(state: &State, answer: &OverviewAnswer, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let lines = (Work::ALL.len() as u16).div_ceil(ABREAST);
    draw_kinds(state, &answer.figures, desk, rows.top(lines), buf);
    let shown = points(state.work(), answer, desk);
    draw_bars(&shown, desk, rows.rest(), buf);
}

/// All kinds with what they come to; the one that is drawn has the mark.
fn draw_kinds(state: &State, overview: &Overview, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let width = area.width / ABREAST;
    let lines = area.height.max(1) as usize;
    for (at, work) in Work::ALL.into_iter().enumerate() {
        // Down the columns, as up and down move.
        let (column, line) = ((at / lines) as u16, (at % lines) as u16);
        let (x, y) = (area.x + column * width, area.y + line);
        let chosen = work == state.work();
        if chosen {
            let mark = Ink::own(signs::SELECTED).role(Role::Selected);
            mark.draw(desk.theme, x, y, MARK, buf);
        }
        let role = if chosen { Role::Selected } else { Role::Text };
        let text = format!("{} {}", work_name(work, desk.texts), overview.done(work));
        let room = width.saturating_sub(MARK + 1);
        let ink = Ink::own(text).role(role);
        ink.draw(desk.theme, x + MARK, y, room, buf);
    }
}

/// The days of the overview with the counts of one kind.
fn by_day(work: Work, overview: &Overview) -> impl Iterator<Item = (NaiveDate, u64)> {
    let row = overview.work.iter().find(|row| row.work == work);
    let counts = row.into_iter().flat_map(|row| row.counts.iter().copied());
    let first = overview.days.first;
    (0..).zip(counts).filter_map(move |(place, count)| {
        let day = first.checked_add_days(Days::new(place))?;
        Some((day, u64::from(count)))
    })
}

/// What has a bar: its label and its count.
fn points(work: Work, answer: &OverviewAnswer, desk: &Desk<'_>) -> Vec<(String, u64)> {
    let overview = &answer.figures;
    let zone = desk.register.profile().zone;
    let today = zone.date(answer.at);
    if answer.period == OverviewPeriod::Year {
        return by_month(work, overview, desk);
    }
    let counts: Vec<(NaiveDate, u64)> = overview
        .days
        .first
        .iter_days()
        .take(overview.days.days() as usize)
        .map(|day| {
            let found = by_day(work, overview).find(|(other, _)| *other == day);
            (day, found.map_or(0, |(_, count)| count))
        })
        .collect();
    let week = answer.period == OverviewPeriod::Week;
    let shown = |(day, count): &&(NaiveDate, u64)| {
        let off = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        *count > 0 || week || (*day <= today && !off)
    };
    let label = |(day, count): &(NaiveDate, u64)| {
        let label = if week {
            desk.texts.day(*day)
        } else {
            day.day().to_string()
        };
        (label, *count)
    };
    counts.iter().filter(shown).map(label).collect()
}

fn by_month(work: Work, overview: &Overview, desk: &Desk<'_>) -> Vec<(String, u64)> {
    let months = crate::domain::overview::months_around(overview.days);
    let count = |month: &NaiveDate| {
        let same = |day: &NaiveDate| (day.year(), day.month()) == (month.year(), month.month());
        let days = by_day(work, overview).filter(|(day, _)| same(day));
        days.map(|(_, count)| count).sum()
    };
    let label = |month: NaiveDate| {
        let name: String = month_name(month, desk.texts).chars().take(3).collect();
        (name, count(&month))
    };
    months.into_iter().map(label).collect()
}

/// Bars in as many lines as they need to have their numbers above them.
fn draw_bars(points: &[(String, u64)], desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let most = points.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let text = |(label, count): &(String, u64)| label.width().max(count.to_string().width());
    let least = points.iter().map(text).max().unwrap_or(1) as u16;
    let least = least.max(2);
    let count = points.len() as u16;
    if count == 0 || area.height < LEAST || area.width < least {
        return;
    }
    let fit = ((area.width + 1) / (least + 1)).max(1);
    let lines = count.div_ceil(fit).min(area.height / LEAST);
    let in_line = count.div_ceil(lines).min(fit);
    let width = ((area.width + 1) / in_line - 1).clamp(least, WIDEST.max(least));
    let height = area.height / lines;
    for (line, points) in (0..lines).zip(points.chunks(in_line.into())) {
        let place = Rect {
            y: area.y + line * height,
            height,
            ..area
        };
        draw_line(points, (most, width), desk, place, buf);
    }
}

/// One line of bars: `most` fills the height, each is `width` wide.
fn draw_line(
    points: &[(String, u64)],
    (most, width): (u64, u16),
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = desk.theme;
    let field = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let bar = |(_, count): &(String, u64)| Bar::new(*count).text_value(String::new());
    BarChart::vertical(points.iter().map(bar).collect::<Vec<_>>())
        .bar_width(width)
        .bar_gap(1)
        .bar_set(symbols::bar::THREE_LEVELS)
        .bar_style(theme.style(Role::Accent))
        .max(most.max(1))
        .render(field, buf);
    for ((label, count), place) in points.iter().zip(0_u16..) {
        let x = area.x + place * (width + 1);
        // As the chart does: eighths of a row, of which the last one shows nothing.
        let eighths = *count * u64::from(field.height) * 8 / most.max(1);
        let full = (eighths / 8 + u64::from(eighths % 8 > 1)).min(field.height.into()) as u16;
        let number = bars::right(&count.to_string(), width);
        let number = Ink::own(number).role(Role::Value);
        number.draw(theme, x, field.bottom() - full - 1, width, buf);
        let label = Ink::own(bars::right(label, width)).role(Role::Label);
        label.draw(theme, x, field.bottom(), width, buf);
    }
}
