//! What the screen of funding knows: the part that is shown, its rows, the dialog over it, what is on its way to the disk.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::funding::{CertificateGroupId, Period, PeriodId};
use crate::domain::{CertificateNumber, Funding, OrganisationId};
use crate::i18n::fold;
use crate::sync::desk::Ticket;
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::screens::common::filter::Filter;
use crate::tui::screens::common::people;
use crate::tui::screens::common::picked::Picked;
use crate::tui::widgets::Scroll;

use super::dialogs::Asked;
use super::figures::{Figures, Waiting};
use super::tables;

/// The parts of the screen, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Periods,
    Groups,
    Agreements,
    Waiting,
    Account,
}

impl Part {
    pub const ALL: [Self; 5] = [
        Self::Periods,
        Self::Groups,
        Self::Agreements,
        Self::Waiting,
        Self::Account,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Periods => "periods",
            Self::Groups => "groups",
            Self::Agreements => "agreements",
            Self::Waiting => "waiting",
            Self::Account => "account",
        }
    }

    /// The part `by` tabs further, round at the end.
    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|part| *part == self);
        Self::ALL[(at.unwrap_or(0) + by) % Self::ALL.len()]
    }

    /// Whether its figures are those of one period.
    #[must_use]
    pub fn of_period(self) -> bool {
        matches!(self, Self::Groups | Self::Agreements | Self::Waiting)
    }
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Period(PeriodId),
    Group(CertificateGroupId),
    /// An organisation, whether it has an agreement or not.
    Organisation(OrganisationId),
    Waiting(CertificateNumber),
}

/// A change on its way to the disk, and the question that it answers.
#[derive(Debug)]
pub(super) struct Giving {
    pub ticket: Ticket,
    /// Stands again with all that was typed when nothing could be written.
    pub asked: Option<Asked>,
}

#[derive(Debug, Default)]
pub struct State {
    pub(super) part: Part,
    pub(super) rows: Vec<Row>,
    pub(super) picked: Picked<Row>,
    pub(super) filter: Filter,
    /// The second order of the part.
    pub(super) turned: bool,
    /// The period that was chosen; `None`: the one that is today.
    pub(super) period: Option<PeriodId>,
    pub(super) figures: Figures,
    pub(super) asked: Option<Asked>,
    /// Whose account is shown.
    pub(super) certificate: Option<CertificateNumber>,
    pub(super) scroll: Scroll,
    pub(super) giving: Vec<Giving>,
    /// The accounts are read while the screen is shown only.
    pub(super) visible: bool,
}

impl State {
    /// Reads the accounts and the rows anew; the selection stays on its row.
    pub(super) fn rebuild(&mut self, desk: &Desk<'_>) {
        let funding = funding(desk);
        self.figures = Figures::of(desk.register.enrolment().accounts(), &funding);
        self.refresh(desk);
    }

    /// Reads the rows anew: the part, its order or the filter is another one.
    pub(super) fn refresh(&mut self, desk: &Desk<'_>) {
        let funding = funding(desk);
        let mut rows = self.all_rows(&funding, desk);
        let wanted = self.filter.wanted();
        if !wanted.is_empty() {
            rows.retain(|row| {
                let cells = tables::words(self, *row, &funding, desk);
                fold(&cells.join(" ")).contains(&wanted)
            });
        }
        self.rows = rows;
        self.picked.settle(&self.rows);
    }

    fn all_rows(&self, funding: &Funding, desk: &Desk<'_>) -> Vec<Row> {
        let turned = self.turned;
        match self.part {
            Part::Periods => {
                let rows = funding.periods.iter().map(|period| Row::Period(period.id));
                let mut rows: Vec<_> = rows.collect();
                if turned {
                    rows.reverse();
                }
                rows
            }
            Part::Groups => {
                let mut groups: Vec<_> = funding.groups.iter().collect();
                if turned && let Some(period) = self.chosen(funding, desk.today) {
                    let sum = |id| self.figures.group(id, period.id).purse.nominal;
                    groups.sort_by_key(|group| Reverse(sum(group.id)));
                }
                groups.iter().map(|group| Row::Group(group.id)).collect()
            }
            Part::Agreements => self.organisations(funding, desk),
            Part::Waiting => {
                let mut waiting: Vec<_> = self.figures.waiting().iter().collect();
                if turned {
                    waiting.sort_by_key(|one| one.certificate);
                }
                let row = |one: &Waiting| Row::Waiting(one.certificate);
                waiting.into_iter().map(row).collect()
            }
            Part::Account => Vec::new(),
        }
    }

    /// The organisations of the municipality, and others that an agreement names.
    fn organisations(&self, funding: &Funding, desk: &Desk<'_>) -> Vec<Row> {
        let profile = desk.register.profile();
        let mut ids: Vec<_> = profile.organisations.iter().map(|one| one.id).collect();
        ids.extend(funding.agreements.iter().map(|agreed| agreed.organisation));
        ids.sort_unstable();
        ids.dedup();
        ids.sort_by_cached_key(|id| fold(&people::organisation(profile, *id)));
        if self.turned
            && let Some(period) = self.chosen(funding, desk.today)
        {
            ids.sort_by_key(|id| Reverse(self.figures.taught(*id, period.id)));
        }
        ids.into_iter().map(Row::Organisation).collect()
    }

    /// The period whose figures are shown: the chosen one, else that of today, else the nearest that comes, else the
    /// last.
    #[must_use]
    pub(super) fn chosen(&self, funding: &Funding, today: NaiveDate) -> Option<Period> {
        let all = &funding.periods;
        let chosen = all.iter().find(|period| Some(period.id) == self.period);
        let lasting = || all.iter().find(|period| today <= period.days.last);
        chosen.or_else(lasting).or(all.last()).copied()
    }

    /// Goes to the period behind the shown one, round at the end.
    pub(super) fn next_period(&mut self, desk: &Desk<'_>) {
        let funding = funding(desk);
        let shown = self.chosen(&funding, desk.today).map(|period| period.id);
        let ids: Vec<_> = funding.periods.iter().map(|period| period.id).collect();
        let at = ids.iter().position(|id| Some(*id) == shown);
        self.period = at.and_then(|at| ids.get((at + 1) % ids.len())).copied();
        self.refresh(desk);
    }

    pub(super) fn go(&mut self, part: Part, desk: &Desk<'_>) {
        self.part = part;
        self.turned = false;
        self.filter = Filter::default();
        self.picked = Picked::default();
        self.scroll = Scroll::default();
        self.refresh(desk);
    }
}

/// What the clerk's municipality has set.
#[must_use]
pub fn funding(desk: &Desk<'_>) -> Funding {
    let code = desk.register.profile().municipality;
    let set = desk.register.enrolment().funding(code);
    set.cloned().unwrap_or_else(|| Funding::unset(code))
}

#[must_use]
pub fn typing(state: &State) -> bool {
    match &state.asked {
        Some(asked) => asked.dialog.typing(),
        None => state.filter.open,
    }
}

#[must_use]
pub fn place(state: &State) -> Place {
    match state.asked {
        Some(_) => Place::Dialog,
        None => Place::Funding,
    }
}
