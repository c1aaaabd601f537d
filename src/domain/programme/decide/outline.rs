//! A programme as its editor fills it in: what it lacks, and what is kept of it.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::Terms;
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::money::Kopecks;
use crate::domain::programme::{
    Ages, Gap, GapField, Group, GroupId, GroupOutline, Lesson, Module, ModuleId, ModuleOutline,
    Outline, Programme, ProgrammeId, ProgrammeState, Weekday,
};
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal};

/// The ages that certificates are for.
const AGES: Ages = Ages { from: 5, to: 17 };

/// School years that a programme can be of; others are typing errors.
const YEARS: std::ops::RangeInclusive<u16> = 2018..=2100;

pub fn create(
    id: ProgrammeId,
    outline: &Outline,
    terms: &Terms<'_>,
    context: &Context,
) -> Result<Programme, Refusal> {
    let mut programme = Programme {
        id,
        version: 1,
        organisation: context.organisation,
        municipality: terms.municipality,
        register: outline.register,
        state: ProgrammeState::Draft,
        year: outline.year,
        name: Clean::default(),
        direction: outline.direction,
        form: outline.form,
        ages: outline.ages,
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: Vec::new(),
        sent_by: None,
        published: None,
    };
    fill(&mut programme, outline)?;
    Ok(programme)
}

/// A refused programme that is changed is a draft again.
pub fn save(programme: &mut Programme, outline: &Outline) -> Result<(), Refusal> {
    match programme.state {
        ProgrammeState::Draft | ProgrammeState::Refused { .. } => fill(programme, outline),
        _ => Err(super::path::wrong_state(programme)),
    }
}

fn fill(programme: &mut Programme, outline: &Outline) -> Result<(), Refusal> {
    complete(gaps(outline, Some(programme)))?;
    let modules = outline.modules.iter();
    let modules = modules
        .map(|module| kept(module, outline, programme.module(module.id)))
        .collect();
    programme.state = ProgrammeState::Draft;
    programme.sent_by = None;
    programme.register = outline.register;
    programme.year = outline.year;
    programme.name = outline.name.clone();
    programme.direction = outline.direction;
    programme.form = outline.form;
    programme.ages = outline.ages;
    programme.health.clone_from(&outline.health);
    programme.description = outline.description.clone();
    programme.limit = outline.limit;
    programme.modules = modules;
    Ok(())
}

/// The module as it is kept: what it has cost stays, where its register has prices.
fn kept(module: &ModuleOutline, outline: &Outline, before: Option<&Module>) -> Module {
    let priced = outline.register.priced();
    let had = before.filter(|_| priced).map(|module| &module.prices);
    Module {
        id: module.id,
        name: module.name.clone(),
        months: module.months,
        hours: module.hours,
        normative_price: if priced {
            module.normative_price
        } else {
            Kopecks(0)
        },
        prices: had.cloned().unwrap_or_default(),
        children_min: module.children_min,
        children_max: module.children_max,
        results: module.results.clone(),
        enrolment_open: false,
        groups: module.groups.iter().map(opened).collect(),
    }
}

/// A group that takes children.
pub fn opened(group: &GroupOutline) -> Group {
    Group {
        id: group.id,
        name: group.name.clone(),
        period: group.period,
        schedule: group.schedule.clone(),
        places: group.places,
        active: true,
    }
}

pub fn complete(gaps: Vec<Gap>) -> Result<(), EnrolmentRefusal> {
    if gaps.is_empty() {
        return Ok(());
    }
    let gaps = gaps.into_iter().map(Clean::from).collect();
    Err(EnrolmentRefusal::Incomplete(gaps))
}

/// What the outline lacks, in the order of the editor. `current` is the programme that it changes.
#[must_use]
pub fn gaps(outline: &Outline, current: Option<&Programme>) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut demand = |good: bool, gap: Gap| {
        if !good {
            found.push(gap);
        }
    };
    let ages = outline.ages;
    let within = AGES.holds(ages.from) && AGES.holds(ages.to) && ages.from <= ages.to;
    demand(named(&outline.name), Gap::of(GapField::Name));
    demand(YEARS.contains(&outline.year), Gap::of(GapField::Year));
    demand(within, Gap::of(GapField::Ages));
    demand(outline.limit != Some(0), Gap::of(GapField::Limit));
    demand(!outline.modules.is_empty(), Gap::of(GapField::Modules));
    let had: Vec<&Module> = current.map_or_else(Vec::new, |had| had.modules.iter().collect());
    let had_modules: BTreeSet<ModuleId> = had.iter().map(|module| module.id).collect();
    let had_groups: BTreeSet<GroupId> = had
        .iter()
        .flat_map(|module| &module.groups)
        .map(|group| group.id)
        .collect();
    let (mut modules, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for module in &outline.modules {
        let at = |field| Gap::of_module(module.id, field);
        let fresh = modules.insert(module.id) && given(module.id, &had_modules);
        let certified = outline.register.financed();
        let least = Kopecks(i64::from(certified));
        demand(fresh, at(GapField::ModuleId));
        demand(named(&module.name), at(GapField::ModuleName));
        demand(module.months > 0, at(GapField::Months));
        demand(module.hours > 0, at(GapField::Hours));
        demand(
            module.normative_price >= least,
            at(GapField::NormativePrice),
        );
        let children = 0 < module.children_min && module.children_min <= module.children_max;
        demand(children, at(GapField::Children));
        for group in &module.groups {
            let fresh = groups.insert(group.id) && given(group.id, &had_groups);
            demand(fresh, Gap::of_group(module.id, group.id, GapField::GroupId));
            for field in group_gaps(group, outline.year) {
                demand(false, Gap::of_group(module.id, group.id, field));
            }
        }
    }
    found
}

/// What a group of a programme of `year` lacks.
#[must_use]
pub fn group_gaps(group: &GroupOutline, year: u16) -> Vec<GapField> {
    let year = i32::from(year);
    let years = year..=year + 1;
    let period = group.period;
    let in_time = period.days() > 0
        && years.contains(&period.first.year())
        && years.contains(&period.last.year());
    let checks = [
        (named(&group.name), GapField::GroupName),
        (in_time, GapField::GroupPeriod),
        (meets(&group.schedule), GapField::Schedule),
        (group.places > 0, GapField::Places),
    ];
    let missing = checks.into_iter().filter(|(good, _)| !good);
    missing.map(|(_, field)| field).collect()
}

/// A number that the programme has, or one above all that it has: so none is ever given twice.
pub fn given<T: Ord + Copy>(id: T, had: &BTreeSet<T>) -> bool {
    had.contains(&id) || had.last().is_none_or(|last| id > *last)
}

fn named(name: &Clean) -> bool {
    !name.as_str().trim().is_empty()
}

/// Lessons on days of the week that begin before they end, and never two at a time.
fn meets(schedule: &[Lesson]) -> bool {
    let sane = |lesson: &Lesson| {
        (Weekday(1)..=Weekday(7)).contains(&lesson.day) && lesson.from < lesson.to
    };
    schedule.iter().all(sane)
        && schedule.iter().enumerate().all(|(place, one)| {
            let others = &schedule[place + 1..];
            !others.iter().any(|other| one.collides(other))
        })
}
