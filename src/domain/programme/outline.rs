//! What an editor of programmes fills in: the programme without its state, its prices and its version.

use serde::{Deserialize, Serialize};

use super::group::{GroupId, Lesson};
use super::module::ModuleId;
use super::{Ages, Direction, Health, ProgrammeRegister, StudyForm};
use crate::domain::money::{Kopecks, Span};
use crate::domain::text::Clean;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Outline {
    pub register: ProgrammeRegister,
    pub year: u16,
    pub name: Clean,
    pub direction: Direction,
    pub form: StudyForm,
    pub ages: Ages,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub health: Vec<Health>,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub description: Clean,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    pub modules: Vec<ModuleOutline>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ModuleOutline {
    /// That of the module which is edited, or one that the programme has not had.
    pub id: ModuleId,
    pub name: Clean,
    pub months: u8,
    pub hours: u16,
    #[serde(default)]
    pub normative_price: Kopecks,
    pub children_min: u16,
    pub children_max: u16,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub results: Clean,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupOutline>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct GroupOutline {
    /// That of the group which is edited, or one that the programme has not had.
    pub id: GroupId,
    pub name: Clean,
    pub period: Span,
    pub schedule: Vec<Lesson>,
    pub places: u16,
}
