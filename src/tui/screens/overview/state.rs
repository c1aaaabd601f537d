//! What the overview knows: the figures that came last, which of them is shown and how.

use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::sync::Scope;
use crate::documents::overview::Figure;
use crate::domain::overview::{OverviewPeriod, Work};
use crate::sync::desk::{Ticket, Unreachable};
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::widgets::Cursor;

/// Of what the figures are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reach {
    #[default]
    Organisation,
    Municipality,
}

impl Reach {
    pub fn other(self) -> Self {
        match self {
            Self::Organisation => Self::Municipality,
            Self::Municipality => Self::Organisation,
        }
    }
}

#[derive(Debug, Default)]
pub struct State {
    pub(super) figure: Figure,
    /// As a table instead of a chart.
    pub(super) as_table: bool,
    pub(super) reach: Reach,
    pub(super) period: OverviewPeriod,
    /// The kind of work whose days are drawn: its place among all.
    pub(super) work: usize,
    /// Where the clerk is in rows that the screen has no room for.
    pub(super) cursor: Cursor,
    pub(super) answer: Option<Box<OverviewAnswer>>,
    /// The question that the register has not answered yet.
    pub(super) asked: Option<Ticket>,
    /// Why the register's figures of now are not here.
    pub(super) trouble: Option<Unreachable>,
    /// The panel is shown: what the line brings back is asked for.
    pub(super) visible: bool,
}

impl State {
    /// Charts are pictures, which nobody can read out.
    pub(super) fn is_table(&self, desk: &Desk<'_>) -> bool {
        self.as_table || desk.plain()
    }

    /// The part of the register that the figures are of.
    pub(super) fn scope(&self, desk: &Desk<'_>) -> Scope {
        let profile = desk.register.profile();
        match self.reach {
            Reach::Organisation => Scope::Organisation(profile.organisation),
            Reach::Municipality => Scope::Municipality(profile.municipality),
        }
    }

    pub(super) fn query(&self, desk: &Desk<'_>) -> OverviewQuery {
        OverviewQuery {
            scope: Some(self.scope(desk)),
            period: self.period,
            day: None,
            groups: None,
        }
    }

    /// The figures, unless they answer another question than the one that stands.
    pub(super) fn figures(&self, desk: &Desk<'_>) -> Option<&OverviewAnswer> {
        let fits = |answer: &&OverviewAnswer| {
            (answer.scope, answer.period) == (self.scope(desk), self.period)
        };
        self.answer.as_deref().filter(fits)
    }

    pub(super) fn work(&self) -> Work {
        Work::ALL[self.work % Work::ALL.len()]
    }

    /// Shows another figure, from its first row.
    pub(super) fn show(&mut self, figure: Figure) {
        self.figure = figure;
        self.cursor = Cursor::default();
    }
}

#[must_use]
pub fn typing(_: &State) -> bool {
    false
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Overview
}
