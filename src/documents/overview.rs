//! The figures of an overview as tables: what the screen shows as text, and what goes into a file.
//!
//! Never decides whether a clerk's name may stand in one: whoever asks gives the text that stands for a clerk.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::overview::{AGES, Age, Overview, Waits, Work};
use crate::domain::{ClerkId, OrganisationId};
use crate::i18n::{self, Arg, Texts};

/// One of the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    #[default]
    Days,
    Waiting,
    Places,
    Money,
    Clerks,
}

impl Figure {
    pub const ALL: [Self; 5] = [
        Self::Days,
        Self::Waiting,
        Self::Places,
        Self::Money,
        Self::Clerks,
    ];

    /// The name in text keys and of files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Waiting => "waiting",
            Self::Places => "places",
            Self::Money => "money",
            Self::Clerks => "clerks",
        }
    }

    /// The figure `by` places further, round at the end.
    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|figure| *figure == self);
        Self::ALL[(at.unwrap_or(0) + by) % Self::ALL.len()]
    }
}

/// What stands for organisations and clerks.
pub struct Names<'a> {
    /// `None`: all figures are of one organisation, which isn't named in each row.
    pub organisation: Option<&'a dyn Fn(OrganisationId) -> String>,
    /// The titles of the columns that tell of a clerk.
    pub clerk_titles: &'a [&'a str],
    /// Their cells, as many as titles.
    pub clerk: &'a dyn Fn(ClerkId) -> Vec<String>,
}

/// A header, and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureTable {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// How many of the first columns are text; the others are numbers.
    pub text_columns: usize,
}

/// The table of a figure. `short` gives the titles that a narrow screen has room for.
#[must_use]
pub fn table(
    figure: Figure,
    overview: &Overview,
    names: &Names<'_>,
    texts: &Texts,
    short: bool,
) -> FigureTable {
    match figure {
        Figure::Days => days(overview, texts, short),
        Figure::Waiting => waiting(overview, texts, short),
        Figure::Places => places(overview, names, texts),
        Figure::Money => money(overview, texts),
        Figure::Clerks => clerks(overview, names, texts, short),
    }
}

/// What a kind of work is called.
#[must_use]
pub fn work_name(work: Work, texts: &Texts) -> String {
    texts.get(&i18n::key("overview-work", work.code()))
}

/// What something waits for.
#[must_use]
pub fn waits_name(waits: Waits, texts: &Texts) -> String {
    texts.get(&i18n::key("overview-waits", waits.code()))
}

/// How long something has waited.
#[must_use]
pub fn age_name(age: Age, texts: &Texts) -> String {
    match age.to {
        Some(0) => texts.get("overview-age-today"),
        Some(to) => {
            let args = [
                ("from", Arg::Count(age.from.into())),
                ("to", Arg::Count(to.into())),
            ];
            texts.with("overview-age-days", &args)
        }
        None => {
            let days = i64::from(age.from) - 1;
            texts.with("overview-age-over", &[("days", Arg::Count(days))])
        }
    }
}

/// «сентябрь 2026».
#[must_use]
pub fn month_name(month: NaiveDate, texts: &Texts) -> String {
    let name = texts.get(&format!("requests-month-{}", month.month()));
    let year = month.year().to_string();
    let args = [("month", Arg::Text(&name)), ("year", Arg::Text(&year))];
    texts.with("overview-month", &args)
}

/// What part of the whole is taken, in percent.
#[must_use]
pub fn percent(taken: u64, places: u64) -> u64 {
    (taken * 100).checked_div(places).unwrap_or(100)
}

fn column(name: &str, texts: &Texts) -> String {
    texts.get(&i18n::key("overview-column", name))
}

fn work_titles(texts: &Texts, short: bool) -> impl Iterator<Item = String> {
    let area = if short {
        "overview-short"
    } else {
        "overview-work"
    };
    Work::ALL
        .into_iter()
        .map(move |work| texts.get(&i18n::key(area, work.code())))
}

fn days(overview: &Overview, texts: &Texts, short: bool) -> FigureTable {
    let mut header = vec![column("day", texts)];
    header.extend(work_titles(texts, short));
    let first = overview.days.first;
    let row = |place: u32| {
        let at = place as usize;
        let count = |work: Work| {
            let found = overview.work.iter().find(|row| row.work == work);
            found
                .and_then(|row| row.counts.get(at))
                .copied()
                .unwrap_or(0)
        };
        let counts = Work::ALL.map(count);
        let day = first.checked_add_days(Days::new(place.into()))?;
        let something = counts.iter().any(|count| *count > 0);
        something.then(|| {
            let mut cells = vec![texts.date(day)];
            cells.extend(counts.iter().map(ToString::to_string));
            cells
        })
    };
    FigureTable {
        header,
        rows: (0..overview.days.days()).filter_map(row).collect(),
        text_columns: 1,
    }
}

fn waiting(overview: &Overview, texts: &Texts, short: bool) -> FigureTable {
    let mut header = vec![column("waiting", texts)];
    let area = if short {
        "overview-short-waits"
    } else {
        "overview-waits"
    };
    header.extend(Waits::ALL.map(|waits| texts.get(&i18n::key(area, waits.code()))));
    let row = |(place, age): (usize, &Age)| {
        let mut cells = vec![age_name(*age, texts)];
        cells.extend(Waits::ALL.map(|waits| overview.waiting(waits)[place].to_string()));
        cells
    };
    let rows = if overview.waiting.is_empty() {
        Vec::new()
    } else {
        AGES.iter().enumerate().map(row).collect()
    };
    FigureTable {
        header,
        rows,
        text_columns: 1,
    }
}

fn places(overview: &Overview, names: &Names<'_>, texts: &Texts) -> FigureTable {
    let of_organisation = names.organisation.is_some();
    let mut header = Vec::new();
    header.extend(of_organisation.then(|| column("organisation", texts)));
    let titles = ["programme", "group", "taken", "places", "free", "percent"];
    header.extend(titles.map(|title| column(title, texts)));
    let numbers = |taken: u64, places: u64| {
        let free = places.saturating_sub(taken);
        [taken, places, free, percent(taken, places)].map(|number| number.to_string())
    };
    let mut rows = Vec::new();
    for group in &overview.groups {
        let mut cells = Vec::new();
        cells.extend(names.organisation.map(|name| name(group.organisation)));
        cells.extend([group.programme.to_string(), group.name.to_string()]);
        cells.extend(numbers(group.taken.into(), group.places.into()));
        rows.push(cells);
    }
    let others = overview.other_groups;
    if others.count > 0 {
        let mut cells = vec![String::new(); usize::from(of_organisation)];
        let count = [("count", Arg::Count(others.count.into()))];
        cells.extend([texts.with("overview-other-groups", &count), String::new()]);
        cells.extend(numbers(others.taken, others.places));
        rows.push(cells);
    }
    FigureTable {
        header,
        rows,
        text_columns: 2 + usize::from(of_organisation),
    }
}

fn money(overview: &Overview, texts: &Texts) -> FigureTable {
    let titles = ["month", "paid", "reserved", "parents"];
    let rows = overview.money.iter().map(|month| {
        let mut cells = vec![month_name(month.month, texts)];
        cells.extend(month.parts().map(|part| part.to_string()));
        cells
    });
    FigureTable {
        header: titles.map(|title| column(title, texts)).into(),
        rows: rows.collect(),
        text_columns: 1,
    }
}

fn clerks(overview: &Overview, names: &Names<'_>, texts: &Texts, short: bool) -> FigureTable {
    let mut header = Vec::new();
    header.extend(names.organisation.map(|_| column("organisation", texts)));
    header.extend(names.clerk_titles.iter().map(|title| texts.get(title)));
    let text_columns = header.len();
    header.extend(work_titles(texts, short));
    let rows = overview.clerks.iter().map(|clerk| {
        let mut cells = Vec::new();
        cells.extend(names.organisation.map(|name| name(clerk.organisation)));
        cells.extend((names.clerk)(clerk.clerk));
        cells.extend(Work::ALL.map(|work| clerk.of(work).to_string()));
        cells
    });
    FigureTable {
        header,
        rows: rows.collect(),
        text_columns,
    }
}
