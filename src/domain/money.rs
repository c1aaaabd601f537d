//! stub
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Kopecks(pub i64);
impl std::fmt::Display for Kopecks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
}
impl Span {
    #[must_use]
    pub fn within(self, o: Self) -> bool {
        o.first <= self.first && self.last <= o.last
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Split {
    pub first: Kopecks,
    pub other: Kopecks,
    pub months: u32,
}
impl Split {
    #[must_use]
    pub fn total(self) -> Kopecks {
        Kopecks(self.first.0 + self.other.0 * i64::from(self.months))
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Shares {
    pub certificate: Split,
    pub parents: Split,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Purse {
    pub nominal: Kopecks,
    pub balance: Kopecks,
    pub reserved: Kopecks,
    pub paid: Kopecks,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurseError;
impl Purse {
    #[must_use]
    pub fn opened(n: Kopecks) -> Self {
        Self {
            nominal: n,
            balance: n,
            reserved: Kopecks(0),
            paid: Kopecks(0),
        }
    }
    pub fn raise_to(self, _n: Kopecks) -> Result<Self, PurseError> {
        Err(PurseError)
    }
    #[must_use]
    pub fn holds(self) -> bool {
        self.nominal.0 == self.balance.0 + self.reserved.0 + self.paid.0
    }
}
