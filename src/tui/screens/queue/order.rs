//! Which applications the queue shows, and in which order.

use std::cmp::Ordering;

use crate::api::session::Profile;
use crate::domain::{ApplicationState, Case};

/// The part of the applications that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Everything that can be taken over the desk now: awaiting the paper, and returned.
    #[default]
    Waiting,
    Returned,
    Accepted,
    All,
}

impl Shown {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Returned, Self::Accepted, Self::All];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Waiting => "queue-shown-waiting",
            Self::Returned => "queue-shown-returned",
            Self::Accepted => "queue-shown-accepted",
            Self::All => "queue-shown-all",
        }
    }

    #[must_use]
    pub fn fits(self, state: ApplicationState) -> bool {
        match self {
            Self::Waiting => state.awaits_acceptance(),
            Self::Returned => matches!(state, ApplicationState::Returned(_)),
            Self::Accepted => state == ApplicationState::Accepted,
            Self::All => true,
        }
    }

    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Oldest first: who has waited longest comes first.
    #[default]
    Date,
    /// Whose time to bring the paper ends first.
    Due,
    Number,
    Organisation,
    State,
}

impl SortBy {
    const ALL: [Self; 5] = [
        Self::Date,
        Self::Due,
        Self::Number,
        Self::Organisation,
        Self::State,
    ];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Date => "queue-sort-date",
            Self::Due => "queue-sort-due",
            Self::Number => "queue-sort-number",
            Self::Organisation => "queue-sort-organisation",
            Self::State => "queue-sort-state",
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// The next order of the activation queue, where all are in one state and no paper is awaited.
    #[must_use]
    pub fn next_accepted(self) -> Self {
        match self {
            Self::Date => Self::Number,
            Self::Number => Self::Organisation,
            _ => Self::Date,
        }
    }

    #[must_use]
    pub fn accepted_text_key(self) -> &'static str {
        match self {
            Self::Date => "activation-sort-date",
            other => other.text_key(),
        }
    }

    /// Ends in the number, so that equal records never change places.
    #[must_use]
    pub fn compare(self, a: &Case, b: &Case, profile: &Profile) -> Ordering {
        let (left, right) = (&a.application, &b.application);
        let first = match self {
            Self::Date => Ordering::Equal,
            Self::Due => left.paper_due.cmp(&right.paper_due),
            Self::Number => return a.number().cmp(&b.number()),
            Self::Organisation => {
                let name = |case: &Case| {
                    let id = case.application.organisation;
                    profile
                        .organisations
                        .iter()
                        .find(|o| o.id == id)
                        .map(|o| o.name.as_str())
                };
                name(a).cmp(&name(b))
            }
            Self::State => rank(left.state).cmp(&rank(right.state)),
        };
        first
            .then(left.reference.date.cmp(&right.reference.date))
            .then(a.number().cmp(&b.number()))
    }
}

/// States in the order of the work.
fn rank(state: ApplicationState) -> u8 {
    match state {
        ApplicationState::Returned(_) => 0,
        ApplicationState::AwaitingPaper => 1,
        ApplicationState::Accepted => 2,
        ApplicationState::Submitted => 3,
        ApplicationState::Draft => 4,
        ApplicationState::Confirmed => 5,
        ApplicationState::Rejected(_) => 6,
        ApplicationState::Withdrawn => 7,
        ApplicationState::Expired => 8,
    }
}
