//! What an editor of programmes fills in: the programme without its state, its prices and its version.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::group::{Group, GroupId, Lesson};
use super::module::{Module, ModuleId};
use super::{Ages, Direction, Health, Programme, ProgrammeRegister, StudyForm};
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

impl Outline {
    /// The programme as its editor would have filled it in.
    #[must_use]
    pub fn of(programme: &Programme) -> Self {
        Self {
            register: programme.register,
            year: programme.year,
            name: programme.name.clone(),
            direction: programme.direction,
            form: programme.form,
            ages: programme.ages,
            health: programme.health.clone(),
            description: programme.description.clone(),
            limit: programme.limit,
            modules: programme.modules.iter().map(ModuleOutline::of).collect(),
        }
    }

    /// The same programme in the next school year: its groups that still take children, each a year later. Prices are no
    /// part of an outline, so they are set anew.
    #[must_use]
    pub fn next_year(programme: &Programme) -> Self {
        let mut outline = Self::of(programme);
        outline.year = programme.year.saturating_add(1);
        for (module, before) in outline.modules.iter_mut().zip(&programme.modules) {
            let active = |id| before.group(id).is_some_and(|group| group.active);
            module.groups.retain(|group| active(group.id));
            for group in &mut module.groups {
                group.period = Span {
                    first: a_year_later(group.period.first),
                    last: a_year_later(group.period.last),
                };
            }
        }
        outline
    }
}

/// The same day of the next year; the 29th of February becomes the 28th.
fn a_year_later(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

impl ModuleOutline {
    #[must_use]
    pub fn of(module: &Module) -> Self {
        Self {
            id: module.id,
            name: module.name.clone(),
            months: module.months,
            hours: module.hours,
            normative_price: module.normative_price,
            children_min: module.children_min,
            children_max: module.children_max,
            results: module.results.clone(),
            groups: module.groups.iter().map(GroupOutline::of).collect(),
        }
    }
}

impl GroupOutline {
    #[must_use]
    pub fn of(group: &Group) -> Self {
        Self {
            id: group.id,
            name: group.name.clone(),
            period: group.period,
            schedule: group.schedule.clone(),
            places: group.places,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::samples;
    use crate::domain::samples::day;

    #[test]
    fn an_outline_holds_what_the_editor_filled_in() {
        let programme = samples::programme();
        let outline = Outline::of(&programme);
        assert_eq!(outline.modules.len(), programme.modules.len());
        assert_eq!(
            outline.modules[0].groups[0].period,
            programme.modules[0].groups[0].period
        );
        assert!(super::super::decide::gaps(&outline, Some(&programme)).is_empty());
    }

    #[test]
    fn the_next_year_shifts_every_day_and_leaves_archived_groups_out() {
        let mut programme = samples::programme();
        programme.modules[0].groups[0].active = false;
        let groups = programme.modules[0].groups.len();
        let before = programme.modules[0].groups[1].period;
        let outline = Outline::next_year(&programme);
        assert_eq!(outline.year, programme.year + 1);
        assert_eq!(outline.modules[0].groups.len(), groups - 1);
        let after = outline.modules[0].groups[0].period;
        assert_eq!(after.first, a_year_later(before.first));
        assert!(super::super::decide::gaps(&outline, None).is_empty());
        assert_eq!(a_year_later(day(2028, 2, 29)), day(2029, 2, 28));
    }
}
