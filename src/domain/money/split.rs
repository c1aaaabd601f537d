//! What the chosen days of a group cost, month by month (DESIGN section 4).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Kopecks, Span};

/// An amount over calendar months: one of its own for the first month, the same for each of the `months` after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Split {
    pub first: Kopecks,
    /// For each month after the first; nothing where there is none.
    pub other: Kopecks,
    /// How many months come after the first.
    pub months: u32,
}

impl Split {
    #[must_use]
    pub fn total(&self) -> Kopecks {
        Kopecks::nearest(self.sum())
    }

    /// The amount for the month that comes `place` months after the first; nothing behind the last.
    #[must_use]
    pub fn month(&self, place: u32) -> Kopecks {
        match place {
            0 => self.first,
            place if place <= self.months => self.other,
            _ => Kopecks(0),
        }
    }

    /// The amount for the first `count` months together: nothing for none of them, the total for `months + 1` and more.
    #[must_use]
    pub fn upto(&self, count: u32) -> Kopecks {
        if count == 0 {
            return Kopecks(0);
        }
        let others = self.months.min(count - 1);
        Kopecks::nearest(i128::from(self.first.0) + i128::from(self.other.0) * i128::from(others))
    }

    pub(super) fn sum(&self) -> i128 {
        i128::from(self.first.0) + i128::from(self.other.0) * i128::from(self.months)
    }
}

/// Why the days or the cost can't be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SplitError {
    #[error("the period has no days: enter a last day that isn't before the first")]
    Empty,
    #[error(
        "the chosen days leave the group's period: choose days from {} to {}",
        .0.first.format("%d.%m.%Y"), .0.last.format("%d.%m.%Y")
    )]
    Outside(Span),
    #[error("a cost is never below zero, this is {0}: correct the price")]
    Negative(Kopecks),
}

/// What `chosen` days of a group cost whose whole period costs `cost`. A day weighs as much as any other: the total is
/// rounded up, a later month down, and the first month takes the rest, which so is never below zero.
pub fn split(group: Span, chosen: Span, cost: Kopecks) -> Result<Split, SplitError> {
    if group.days() == 0 || chosen.days() == 0 {
        return Err(SplitError::Empty);
    }
    if !chosen.within(group) {
        return Err(SplitError::Outside(group));
    }
    if cost.0 < 0 {
        return Err(SplitError::Negative(cost));
    }
    let (cost, group_days) = (i128::from(cost.0), i128::from(group.days()));
    // Nothing is below zero here, so that division rounds down.
    let total = (cost * i128::from(chosen.days()) + group_days - 1) / group_days;
    let months = chosen.months_after_first();
    let other = match i128::from(months) {
        0 => 0,
        n => cost * i128::from(chosen.days_after_first_month()) / (group_days * n),
    };
    Ok(Split {
        first: Kopecks::nearest(total - other * i128::from(months)),
        other: Kopecks::nearest(other),
        months,
    })
}
