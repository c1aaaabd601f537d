//! A group: when and where a module is taught, and how many children it has places for.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::domain::money::Span;
use crate::domain::text::Clean;

/// Unique in its programme; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct GroupId(pub u16);

/// Monday is 1, as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Weekday(pub u8);

/// One meeting in the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Lesson {
    pub day: Weekday,
    pub from: NaiveTime,
    pub to: NaiveTime,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub room: Clean,
}

impl Lesson {
    /// Whether a child can't be at both.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        self.day == other.day && self.from < other.to && other.from < self.to
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Group {
    pub id: GroupId,
    pub name: Clean,
    pub period: Span,
    pub schedule: Vec<Lesson>,
    pub places: u16,
    /// An archived group takes nobody; the children in it stay.
    pub active: bool,
}

impl Group {
    /// Whether lessons of both fall into one time in days that both have.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        let together =
            self.period.first <= other.period.last && other.period.first <= self.period.last;
        together
            && self
                .schedule
                .iter()
                .any(|one| other.schedule.iter().any(|two| one.collides(two)))
    }
}
