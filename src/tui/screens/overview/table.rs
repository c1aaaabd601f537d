//! The figures as tables: on the screen with the names that the profile holds, in a file without them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::api::overview::OverviewAnswer;
use crate::documents::overview::{self, Figure, FigureTable, Names};
use crate::domain::{ClerkId, OrganisationId};
use crate::tui::export::List;
use crate::tui::screens::Desk;
use crate::tui::screens::common::people;
use crate::tui::theme::Role;
use crate::tui::widgets::{Column, Cursor, Ink, Table};

use super::state::{Reach, State};
use super::words;

/// Text columns are no narrower than this, where they have more to show.
const LEAST_TEXT: u16 = 10;
/// And no wider.
const MOST_TEXT: u16 = 60;

/// How many rows the table of the shown figure has.
pub fn rows(state: &State, answer: &OverviewAnswer, desk: &Desk<'_>) -> usize {
    by_number(state, answer, desk).rows.len()
}

/// The shown figure with clerks as numbers.
fn by_number(state: &State, answer: &OverviewAnswer, desk: &Desk<'_>) -> FigureTable {
    let clerk = |id: ClerkId| vec![id.0.to_string()];
    let titles = ["overview-column-clerk-number"];
    of(state, state.figure, answer, (&titles, &clerk, false), desk)
}

/// The rows of a figure for a file: clerks are numbers there.
pub fn list(state: &State, answer: &OverviewAnswer, desk: &Desk<'_>) -> List {
    let FigureTable { header, rows, .. } = by_number(state, answer, desk);
    let name = match state.figure {
        Figure::Days => "overview-days",
        Figure::Waiting => "overview-waiting",
        Figure::Places => "overview-places",
        Figure::Money => "overview-money",
        Figure::Clerks => "overview-clerks",
    };
    List { name, header, rows }
}

/// Titles of the columns of clerks, what stands in them, and whether titles are short.
type Clerks<'a> = (&'a [&'a str], &'a dyn Fn(ClerkId) -> Vec<String>, bool);

fn of(
    state: &State,
    figure: Figure,
    answer: &OverviewAnswer,
    (clerk_titles, clerk, short): Clerks<'_>,
    desk: &Desk<'_>,
) -> FigureTable {
    let organisation = |id: OrganisationId| people::organisation(desk.register.profile(), id);
    let called: &dyn Fn(OrganisationId) -> String = &organisation;
    let names = Names {
        organisation: (state.reach == Reach::Municipality).then_some(called),
        clerk_titles,
        clerk,
    };
    overview::table(figure, &answer.figures, &names, desk.texts, short)
}

/// Draws a figure as text.
pub fn draw(
    state: &State,
    figure: Figure,
    answer: &OverviewAnswer,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let clerk = |id: ClerkId| vec![words::clerk(id, desk)];
    let titles = ["overview-column-clerk"];
    let shown = of(state, figure, answer, (&titles, &clerk, true), desk);
    let columns = columns(&shown);
    let table = Table {
        columns: &columns,
        len: shown.rows.len(),
        empty: Ink::own(words::nothing(desk)).role(Role::Dim),
        focused: figure == state.figure,
    };
    let cell = |(at, text): (usize, &String)| {
        let role = if at < shown.text_columns {
            Role::Text
        } else {
            Role::Value
        };
        Ink::own(text.clone()).role(role)
    };
    let still = Cursor::default();
    let cursor = if figure == state.figure {
        &state.cursor
    } else {
        &still
    };
    table.draw(cursor, desk.theme, area, buf, |row| {
        shown.rows[row].iter().enumerate().map(cell).collect()
    });
}

/// As wide as what stands in them; the last text gives way first, the numbers never.
fn columns(table: &FigureTable) -> Vec<Column> {
    let width = |at: usize| {
        let cells = table.rows.iter().map(|row| row[at].width());
        let widest = cells.chain([table.header[at].width()]).max();
        u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let column = |(at, title): (usize, &String)| {
        if at < table.text_columns {
            let most = width(at).min(MOST_TEXT);
            return Column::flexible(title.clone(), most.min(LEAST_TEXT), most, 0);
        }
        Column::fixed(title.clone(), width(at), 0).right()
    };
    table.header.iter().enumerate().map(column).collect()
}
