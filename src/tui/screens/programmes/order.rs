//! Which part of the programmes is shown, and in which order.

use std::cmp::Ordering;

use crate::domain::Programme;
use crate::domain::programme::ProgrammeState;
use crate::tui::screens::Desk;

use super::facts;

/// A part of the list, by the path of a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    All,
    Draft,
    OnReview,
    Published,
    Refused,
    Archived,
}

impl Part {
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Draft,
        Self::OnReview,
        Self::Published,
        Self::Refused,
        Self::Archived,
    ];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::All => "programmes-part-all",
            Self::Draft => "programmes-part-draft",
            Self::OnReview => "programmes-part-on-review",
            Self::Published => "programmes-part-published",
            Self::Refused => "programmes-part-refused",
            Self::Archived => "programmes-part-archived",
        }
    }

    #[must_use]
    pub fn fits(self, state: &ProgrammeState) -> bool {
        match self {
            Self::All => true,
            Self::Draft => *state == ProgrammeState::Draft,
            Self::OnReview => *state == ProgrammeState::OnReview,
            Self::Published => *state == ProgrammeState::Published,
            Self::Refused => matches!(state, ProgrammeState::Refused { .. }),
            Self::Archived => *state == ProgrammeState::Archived,
        }
    }

    /// The part `by` places further, round at the end.
    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|part| *part == self).unwrap_or(0);
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The newest school year first, by name in it.
    #[default]
    Year,
    Name,
    State,
    /// Those with the fewest places left first.
    Free,
    Register,
}

impl SortBy {
    const ALL: [Self; 5] = [
        Self::Year,
        Self::Name,
        Self::State,
        Self::Free,
        Self::Register,
    ];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Year => "programmes-sort-year",
            Self::Name => "programmes-sort-name",
            Self::State => "programmes-sort-state",
            Self::Free => "programmes-sort-free",
            Self::Register => "programmes-sort-register",
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Ends in the identifier, so that equal records never change places.
    #[must_use]
    pub fn compare(self, a: &Programme, b: &Programme, desk: &Desk<'_>) -> Ordering {
        let first = match self {
            Self::Year => b.year.cmp(&a.year),
            Self::Name => Ordering::Equal,
            Self::State => rank(&a.state).cmp(&rank(&b.state)),
            Self::Free => facts::free(a, desk).cmp(&facts::free(b, desk)),
            Self::Register => a.register.cmp(&b.register),
        };
        let name = |programme: &Programme| programme.name.as_str().to_lowercase();
        first
            .then_with(|| name(a).cmp(&name(b)))
            .then(b.year.cmp(&a.year))
            .then(a.id.cmp(&b.id))
    }
}

/// States in the order of the work.
fn rank(state: &ProgrammeState) -> u8 {
    match state {
        ProgrammeState::Refused { .. } => 0,
        ProgrammeState::Draft => 1,
        ProgrammeState::OnReview => 2,
        ProgrammeState::Published => 3,
        ProgrammeState::Archived => 4,
    }
}
