//! The list of groups: what it shows of all rows, in which order, and which row is chosen.
//!
//! While a text is typed on, only the rows that are still shown are looked at.

use super::row::Row;
use crate::domain::enrolment::Place;
use crate::domain::programme::Direction;
use crate::i18n::fold;
use crate::tui::action::Action;
use crate::tui::screens::common::picked::Picked;

/// What narrows the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Words of which each has to stand in a name, folded.
    pub words: String,
    pub direction: Option<Direction>,
    /// Only programmes that take a child of this age, where it is known.
    pub fits: bool,
    pub has_places: bool,
    /// Only groups whose lessons leave the child's other groups alone.
    pub apart: bool,
}

impl Default for Criteria {
    fn default() -> Self {
        Self {
            words: String::new(),
            direction: None,
            fits: true,
            has_places: false,
            apart: false,
        }
    }
}

impl Criteria {
    #[must_use]
    pub fn hold(&self, row: &Row) -> bool {
        self.direction
            .is_none_or(|direction| direction == row.direction)
            && (!self.fits || row.fits != Some(false))
            && (!self.has_places || row.left > 0)
            && (!self.apart || !row.collides)
            && self.named(row)
    }

    fn named(&self, row: &Row) -> bool {
        self.words.split(' ').all(|word| row.text.contains(word))
    }

    /// The next direction; behind the last one, all of them.
    pub fn next_direction(&mut self) {
        let all = Direction::ALL;
        self.direction = match self.direction {
            None => all.first().copied(),
            Some(now) => {
                let at = all.iter().position(|direction| *direction == now);
                at.and_then(|at| all.get(at + 1)).copied()
            }
        };
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Name,
    /// Who has most places left comes first.
    Places,
    /// What begins soonest comes first.
    Begin,
}

impl SortBy {
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Name => Self::Places,
            Self::Places => Self::Begin,
            Self::Begin => Self::Name,
        }
    }

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Name => "enrol-sort-name",
            Self::Places => "enrol-sort-places",
            Self::Begin => "enrol-sort-begin",
        }
    }

    /// Ends in the place, so that equal rows never change places.
    fn sort(self, rows: &mut [Row]) {
        rows.sort_unstable_by(|a, b| {
            let first = match self {
                Self::Name => std::cmp::Ordering::Equal,
                Self::Places => b.left.cmp(&a.left),
                Self::Begin => a.days.first.cmp(&b.days.first),
            };
            first.then_with(|| a.text.cmp(&b.text).then(a.place.cmp(&b.place)))
        });
    }
}

#[derive(Debug, Default)]
pub struct Listing {
    /// All of them, in order.
    rows: Vec<Row>,
    /// Those that are shown: where they stand in `rows`, and the place of each.
    shown: Vec<usize>,
    places: Vec<Place>,
    criteria: Criteria,
    sort: SortBy,
    picked: Picked<Place>,
}

impl Listing {
    /// The records are others now; the selection stays on its group.
    pub fn fill(&mut self, rows: Vec<Row>) {
        self.rows = rows;
        self.sort.sort(&mut self.rows);
        self.show_all();
        self.picked.settle(&self.places);
    }

    #[must_use]
    pub fn criteria(&self) -> &Criteria {
        &self.criteria
    }

    #[must_use]
    pub fn sort(&self) -> SortBy {
        self.sort
    }

    pub fn sort_next(&mut self) {
        self.sort = self.sort.next();
        self.sort.sort(&mut self.rows);
        self.show_all();
        self.picked.settle(&self.places);
    }

    /// The line was changed: what was shown is narrowed where that is enough. The best hit is selected.
    pub fn look_for(&mut self, typed: &str) {
        let words = fold(typed.trim());
        if words == self.criteria.words {
            return;
        }
        let narrower = words.starts_with(&self.criteria.words);
        self.criteria.words = words;
        if narrower {
            let (criteria, rows) = (&self.criteria, &self.rows);
            self.shown.retain(|at| criteria.hold(&rows[*at]));
            self.name_places();
        } else {
            self.show_all();
        }
        self.picked.restart(&self.places);
    }

    /// Changes what narrows the list beside the line; the selection stays where it can.
    pub fn narrow(&mut self, change: impl FnOnce(&mut Criteria)) {
        change(&mut self.criteria);
        self.show_all();
        self.picked.settle(&self.places);
    }

    /// Forgets what narrows the list, as for another child.
    pub fn restart(&mut self) {
        self.criteria = Criteria::default();
        self.show_all();
        self.picked.restart(&self.places);
    }

    /// Moves the selection. False: the action is not one of movement.
    pub fn act(&mut self, action: Action) -> bool {
        self.picked.act(action, &self.places)
    }

    #[must_use]
    pub fn picked(&self) -> &Picked<Place> {
        &self.picked
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// How many there are before anything is left out.
    #[must_use]
    pub fn all(&self) -> &[Row] {
        &self.rows
    }

    /// The row on a line of the list.
    #[must_use]
    pub fn at(&self, line: usize) -> Option<&Row> {
        self.rows.get(*self.shown.get(line)?)
    }

    /// The selected row.
    #[must_use]
    pub fn chosen(&self) -> Option<&Row> {
        let place = self.picked.key()?;
        let row = self.at(self.picked.cursor().selected())?;
        (row.place == place).then_some(row)
    }

    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().filter_map(|at| self.rows.get(*at))
    }

    fn show_all(&mut self) {
        let numbered = self.rows.iter().enumerate();
        let fitting = numbered.filter(|(_, row)| self.criteria.hold(row));
        self.shown = fitting.map(|(at, _)| at).collect();
        self.name_places();
    }

    fn name_places(&mut self) {
        self.places.clear();
        let places = self.shown.iter().map(|at| self.rows[*at].place);
        self.places.extend(places);
    }
}
