//! Programmes of the navigator with their modules and groups. A programme is one record: what families read of it, what
//! it costs, when it meets.

mod command;
pub mod decide;
mod gap;
mod group;
mod module;
mod outline;
pub mod schedule;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::office::{ClerkId, MunicipalityCode, OrganisationId};
use super::reason::ProgrammeRefuseReason;
use super::text::Clean;
pub use command::ProgrammeCommand;
pub use gap::{Gap, GapField};
pub use group::{Group, GroupId, Lesson, Weekday};
pub use module::{Module, ModuleId, PriceEntry};
pub use outline::{GroupOutline, ModuleOutline, Outline};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ProgrammeId(pub Uuid);

impl fmt::Display for ProgrammeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:tt),* $(,)? })*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        $(#[$doc])*
        pub enum $name { $($(#[$of])* #[serde(rename = $code)] $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name on the wire, in tables and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    )*};
}

codes! {
    /// Registers of the navigator (DESIGN section 2).
    ProgrammeRegister {
        PreProfessional = "pre_professional",
        Significant = "significant",
        GeneralDevelopment = "general_development",
        /// Paid from the certificate; each module has a normative price and a price.
        Certified = "certified",
        /// Paid by the family.
        Paid = "paid",
    }
    /// Направленность.
    Direction {
        Robotics = "robotics",
        Technical = "technical",
        Science = "science",
        Sports = "sports",
        Arts = "arts",
        Tourism = "tourism",
        Social = "social",
    }
    StudyForm {
        FullTime = "full_time",
        PartTime = "part_time",
        Extramural = "extramural",
        FullTimeRemote = "full_time_remote",
        PartTimeRemote = "part_time_remote",
        ExtramuralRemote = "extramural_remote",
    }
    /// Limited health that a programme takes children with.
    #[cfg_attr(feature = "server", schema(as = HealthLimit))]
    Health {
        Deaf = "deaf",
        HardOfHearing = "hard_of_hearing",
        Blind = "blind",
        LowVision = "low_vision",
        Speech = "speech",
        Musculoskeletal = "musculoskeletal",
        MentalDelay = "mental_delay",
        Intellectual = "intellectual",
        Autism = "autism",
        Multiple = "multiple",
    }
}

impl ProgrammeRegister {
    /// Whether programmes are certified by a second person before they are published; the others are published by their
    /// organisation.
    #[must_use]
    pub fn reviewed(self) -> bool {
        self == Self::Certified
    }

    /// Whether its modules have a price.
    #[must_use]
    pub fn priced(self) -> bool {
        matches!(self, Self::Certified | Self::Paid)
    }

    /// Whether certificates pay for it.
    #[must_use]
    pub fn financed(self) -> bool {
        self == Self::Certified
    }
}

/// `Draft → OnReview → Published | Refused → Draft`; `Published → Archived` (DESIGN section 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "state", content = "detail")]
pub enum ProgrammeState {
    Draft,
    OnReview,
    Published,
    Refused {
        reason: ProgrammeRefuseReason,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
    },
    Archived,
}

impl ProgrammeState {
    /// The name on the wire, in the database and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::OnReview => "on_review",
            Self::Published => "published",
            Self::Refused { .. } => "refused",
            Self::Archived => "archived",
        }
    }
}

/// Ages in whole years on the first day of learning, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Ages {
    pub from: u8,
    pub to: u8,
}

impl Ages {
    #[must_use]
    pub fn holds(self, age: u8) -> bool {
        (self.from..=self.to).contains(&age)
    }
}

/// A programme of one organisation and school year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Programme {
    pub id: ProgrammeId,
    /// Grows by one with every applied command; what `base` names.
    pub version: u64,
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
    pub register: ProgrammeRegister,
    #[serde(flatten)]
    pub state: ProgrammeState,
    /// The year in which its school year begins.
    pub year: u16,
    pub name: Clean,
    pub direction: Direction,
    pub form: StudyForm,
    pub ages: Ages,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub health: Vec<Health>,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub description: Clean,
    /// How many children the programme takes in all its groups; `None`: as many as the groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    pub modules: Vec<Module>,
    /// Who sent it to the review: another one decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<ClerkId>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
}

impl Programme {
    #[must_use]
    pub fn module(&self, id: ModuleId) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == id)
    }

    pub fn module_mut(&mut self, id: ModuleId) -> Option<&mut Module> {
        self.modules.iter_mut().find(|module| module.id == id)
    }

    /// The module and group at `place`, if the programme has them.
    #[must_use]
    pub fn group(&self, module: ModuleId, group: GroupId) -> Option<(&Module, &Group)> {
        let module = self.module(module)?;
        Some((module, module.group(group)?))
    }

    #[must_use]
    pub fn is_published(&self) -> bool {
        self.state == ProgrammeState::Published
    }

    /// Whether families can choose it: it is published, and enrolment on a module is open.
    #[must_use]
    pub fn takes_requests(&self) -> bool {
        self.is_published() && self.modules.iter().any(|module| module.enrolment_open)
    }
}
