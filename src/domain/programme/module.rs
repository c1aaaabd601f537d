//! A module: the part of a programme that a contract is about, with its price.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::group::{Group, GroupId};
use crate::domain::money::Kopecks;
use crate::domain::office::ClerkId;
use crate::domain::text::Clean;

/// Unique in its programme; never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ModuleId(pub u16);

/// A price, from when on, by whom. A request keeps the price at which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PriceEntry {
    pub price: Kopecks,
    pub since: NaiveDate,
    pub clerk: ClerkId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Module {
    pub id: ModuleId,
    pub name: Clean,
    pub months: u8,
    pub hours: u16,
    /// Нормативная стоимость; 0 where the register has no prices.
    #[serde(default)]
    pub normative_price: Kopecks,
    /// Every price that it has had, the present one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceEntry>,
    pub children_min: u16,
    pub children_max: u16,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub results: Clean,
    /// Зачисление открыто.
    #[serde(default)]
    pub enrolment_open: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

impl Module {
    /// The present price; `None` before the first one.
    #[must_use]
    pub fn price(&self) -> Option<Kopecks> {
        self.prices.last().map(|entry| entry.price)
    }

    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    pub fn active_groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.active)
    }
}
