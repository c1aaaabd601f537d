//! Groups of a published programme: more of them, other days and places, and the end of one.

use std::collections::BTreeSet;

use super::{Terms, outline, path};
use crate::domain::Refusal;
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::programme::{Gap, Group, GroupId, GroupOutline, ModuleId, Programme};

/// Adds the group or changes it. Who is in it keeps the place and the days.
pub fn save(
    programme: &mut Programme,
    module: ModuleId,
    group: &GroupOutline,
    terms: &Terms<'_>,
) -> Result<(), Refusal> {
    path::published(programme)?;
    let missing = outline::group_gaps(group, programme.year).into_iter();
    let gaps = missing.map(|field| Gap::of_group(module, group.id, field));
    outline::complete(gaps.collect())?;
    let ids: BTreeSet<GroupId> = programme
        .modules
        .iter()
        .flat_map(|module| &module.groups)
        .map(|group| group.id)
        .collect();
    let home = programme
        .module_mut(module)
        .ok_or(EnrolmentRefusal::Unknown)?;
    match home.groups.iter_mut().find(|held| held.id == group.id) {
        Some(held) => change(held, group, terms.live_in(group.id)),
        None if ids.contains(&group.id) || !outline::given(group.id, &ids) => {
            Err(EnrolmentRefusal::Unknown.into())
        }
        None => {
            home.groups.push(outline::opened(group));
            Ok(())
        }
    }
}

fn change(held: &mut Group, group: &GroupOutline, live: u32) -> Result<(), Refusal> {
    if !held.active {
        return Err(EnrolmentRefusal::GroupArchived.into());
    }
    if group.places < held.places && u32::from(group.places) < live {
        return Err(EnrolmentRefusal::LimitBelowUse(live).into());
    }
    if live > 0 && !held.period.within(group.period) {
        return Err(EnrolmentRefusal::InUse(live).into());
    }
    let after = outline::opened(group);
    if *held == after {
        return Err(Refusal::NothingChanged);
    }
    *held = after;
    Ok(())
}

/// The group takes nobody any more; enrolment closes with the last one of the module.
pub fn archive(
    programme: &mut Programme,
    module: ModuleId,
    group: GroupId,
    terms: &Terms<'_>,
) -> Result<(), Refusal> {
    path::published(programme)?;
    let module = programme
        .module_mut(module)
        .ok_or(EnrolmentRefusal::Unknown)?;
    let held = module.groups.iter_mut().find(|held| held.id == group);
    let held = held.ok_or(EnrolmentRefusal::Unknown)?;
    if !held.active {
        return Err(Refusal::NothingChanged);
    }
    match terms.live_in(group) {
        0 => held.active = false,
        live => return Err(EnrolmentRefusal::InUse(live).into()),
    }
    if module.active_groups().next().is_none() {
        module.enrolment_open = false;
    }
    Ok(())
}
