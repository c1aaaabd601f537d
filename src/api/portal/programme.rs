//! Programmes that families can choose now.

use serde::{Deserialize, Serialize};

use crate::domain::programme::{
    Ages, Direction, GroupId, Health, Lesson, ModuleId, ProgrammeRegister, StudyForm,
};
use crate::domain::{Clean, Kopecks, MunicipalityCode, OrganisationId, ProgrammeId, Span};

/// Programmes of a page, unless another number is asked for.
pub const PROGRAMMES: u32 = 20;
/// The most programmes of a page.
pub const MOST_PROGRAMMES: u32 = 100;

/// Which programmes, and which page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct PortalProgrammesQuery {
    /// Of this municipality; without it of all in which the portal may act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<MunicipalityCode>,
    /// For a child of so many years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(minimum = 0, maximum = 18))]
    pub age: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Words of its name, its description or a module's name; all of them have to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(max_length = 100))]
    pub text: Option<String>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<ProgrammeId>,
    /// Programmes of the page, 100 at most; without it 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
}

/// A page of programmes. It may be short, or empty, and yet have a next one: ask until `next` is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalProgrammes {
    pub programmes: Vec<PortalProgramme>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ProgrammeId>,
}

/// A published programme with what is open of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalProgramme {
    pub id: ProgrammeId,
    pub municipality: MunicipalityCode,
    pub organisation: OrganisationId,
    pub organisation_name: Clean,
    /// `certified` is paid from the certificate, `paid` by the family, the others are free of charge.
    pub register: ProgrammeRegister,
    pub name: Clean,
    pub description: Clean,
    pub direction: Direction,
    pub direction_caption: String,
    pub form: StudyForm,
    pub form_caption: String,
    /// In whole years on the first day of learning.
    pub ages: Ages,
    /// Limited health that it takes children with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub health: Vec<Health>,
    /// Those on which enrolment is open.
    pub modules: Vec<PortalModule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalModule {
    pub id: ModuleId,
    pub name: Clean,
    pub months: u8,
    pub hours: u16,
    /// Of the whole module, in kopecks; left out where nobody pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Kopecks>,
    pub results: Clean,
    /// Those that take children and have days left.
    pub groups: Vec<PortalGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PortalGroup {
    pub id: GroupId,
    pub name: Clean,
    pub period: Span,
    pub schedule: Vec<Lesson>,
    pub places: u16,
    /// Places that no offer and no contract has taken.
    pub places_left: u32,
}
