//! From what was typed to the outline, and what is wrong in it, row by row.

use std::str::FromStr;

use chrono::NaiveDate;

use super::entry::{Entry, Level};
use super::slot::{DAYS, Slot};
use crate::domain::money::Span;
use crate::domain::programme::schedule::{self, LessonError};
use crate::domain::programme::{
    Ages, Direction, Gap, GapField, GroupId, GroupOutline, Health, ModuleId, ModuleOutline,
    Outline, ProgrammeRegister, StudyForm, decide,
};
use crate::domain::{Clean, Kopecks, Programme};
use crate::tui::form::kind;

/// A row that is wrong, or the missing child where `slot` is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The places that lead to the entry.
    pub path: Vec<usize>,
    pub slot: Option<Slot>,
    /// The key of a sentence that says what to do.
    pub why: &'static str,
}

/// The outline with what can be read; what can't is left as one that `domain` finds wanting.
#[must_use]
pub fn outline(entry: &Entry) -> Outline {
    let health = entry.get(Slot::Health).split(' ');
    let priced = register(entry).is_some_and(ProgrammeRegister::priced);
    let modules = entry.children.iter().map(|one| module(one, priced));
    Outline {
        register: register(entry).unwrap_or(ProgrammeRegister::GeneralDevelopment),
        year: number(entry, Slot::Year),
        name: Clean::new(entry.get(Slot::Name)),
        direction: Direction::from_code(entry.get(Slot::Direction)).unwrap_or(Direction::Technical),
        form: StudyForm::from_code(entry.get(Slot::StudyForm)).unwrap_or(StudyForm::FullTime),
        ages: Ages {
            from: number(entry, Slot::AgeFrom),
            to: number(entry, Slot::AgeTo),
        },
        health: health.filter_map(Health::from_code).collect(),
        description: Clean::new(entry.get(Slot::Description)),
        limit: match entry.get(Slot::Limit) {
            "" => None,
            typed => Some(typed.parse().unwrap_or(0)),
        },
        modules: modules.collect(),
    }
}

#[must_use]
pub fn register(entry: &Entry) -> Option<ProgrammeRegister> {
    ProgrammeRegister::from_code(entry.get(Slot::Register))
}

fn module(entry: &Entry, priced: bool) -> ModuleOutline {
    let normative = match entry.get(Slot::NormativePrice) {
        // What was typed before another register was chosen counts for nothing.
        typed if typed.is_empty() || !priced => Kopecks(0),
        typed => typed.parse().unwrap_or(Kopecks(-1)),
    };
    ModuleOutline {
        id: ModuleId(entry.id),
        name: Clean::new(entry.get(Slot::ModuleName)),
        months: number(entry, Slot::Months),
        hours: number(entry, Slot::Hours),
        normative_price: normative,
        children_min: number(entry, Slot::ChildrenMin),
        children_max: number(entry, Slot::ChildrenMax),
        results: Clean::new(entry.get(Slot::Results)),
        groups: entry.children.iter().map(group).collect(),
    }
}

/// A group, with the lessons that can be read.
#[must_use]
pub fn group(entry: &Entry) -> GroupOutline {
    let lessons = DAYS.iter().filter_map(|slot| {
        let day = slot.day()?;
        schedule::lessons(day, entry.get(*slot)).ok()
    });
    // A day that is none leaves a period without days.
    let period = Span {
        first: day(entry, Slot::First).unwrap_or(NaiveDate::MAX),
        last: day(entry, Slot::Last).unwrap_or(NaiveDate::MIN),
    };
    GroupOutline {
        id: GroupId(entry.id),
        name: Clean::new(entry.get(Slot::GroupName)),
        period,
        schedule: lessons.flatten().collect(),
        places: number(entry, Slot::Places),
    }
}

fn number<T: FromStr + Default>(entry: &Entry, slot: Slot) -> T {
    entry.get(slot).parse().unwrap_or_default()
}

/// The whole date: a mask writes it.
fn day(entry: &Entry, slot: Slot) -> Option<NaiveDate> {
    let typed = entry.get(slot);
    (typed.chars().count() == 10).then_some(())?;
    kind::date(typed, NaiveDate::MIN)
}

/// What is wrong in a whole programme, in the order of the form. `current` is the programme that it changes.
#[must_use]
pub fn faults(entry: &Entry, current: Option<&Programme>) -> Vec<Fault> {
    let mut found = Vec::new();
    for slot in [Slot::Register, Slot::Direction, Slot::StudyForm] {
        if entry.get(slot).is_empty() {
            found.push(fault(Vec::new(), slot));
        }
    }
    for gap in decide::gaps(&outline(entry), current) {
        found.push(of_gap(gap, entry));
    }
    for (at, module) in entry.children.iter().enumerate() {
        for (place, group) in module.children.iter().enumerate() {
            found.extend(lessons(group, &[at, place]));
        }
    }
    in_order(found)
}

/// What is wrong in a group of a programme of `year`.
#[must_use]
pub fn group_faults(entry: &Entry, year: u16) -> Vec<Fault> {
    let gaps = decide::group_gaps(&group(entry), year).into_iter();
    let mut found: Vec<Fault> = gaps
        .map(|field| of_field(field, Vec::new(), entry))
        .collect();
    found.extend(lessons(entry, &[]));
    in_order(found)
}

/// Each row once, in the order of the form: the entries of a programme stand behind its own rows.
fn in_order(mut found: Vec<Fault>) -> Vec<Fault> {
    let place = |fault: &Fault| (fault.path.clone(), fault.slot.is_none(), fault.slot);
    found.sort_by_key(place);
    found.dedup_by(|next, before| place(next) == place(before));
    found
}

/// Rows of lessons that can't be read.
fn lessons(group: &Entry, path: &[usize]) -> Vec<Fault> {
    let wrong = DAYS.iter().filter_map(|slot| {
        let why = schedule::lessons(slot.day()?, group.get(*slot)).err()?;
        Some(Fault {
            path: path.to_vec(),
            slot: Some(*slot),
            why: match why {
                LessonError::Times => "programme-fault-lesson",
                LessonError::Order => "programme-fault-lesson-order",
            },
        })
    });
    wrong.collect()
}

fn of_gap(gap: Gap, entry: &Entry) -> Fault {
    let at = |entry: &Entry, id: u16| entry.children.iter().position(|child| child.id == id);
    let mut path = Vec::new();
    let mut here = entry;
    let steps = [gap.module.map(|id| id.0), gap.group.map(|id| id.0)];
    for id in steps.into_iter().flatten() {
        let Some(place) = at(here, id) else { break };
        path.push(place);
        here = &here.children[place];
    }
    of_field(gap.field, path, here)
}

fn of_field(field: GapField, path: Vec<usize>, entry: &Entry) -> Fault {
    let unread = |slot: Slot| day(entry, slot).is_none();
    let slot = match field {
        GapField::Name => Slot::Name,
        GapField::Year => Slot::Year,
        GapField::Ages if entry.get(Slot::AgeFrom).is_empty() => Slot::AgeFrom,
        GapField::Ages => Slot::AgeTo,
        GapField::Limit => Slot::Limit,
        GapField::ModuleName | GapField::ModuleId => Slot::ModuleName,
        GapField::Months => Slot::Months,
        GapField::Hours => Slot::Hours,
        GapField::NormativePrice => Slot::NormativePrice,
        GapField::Children if entry.get(Slot::ChildrenMin).is_empty() => Slot::ChildrenMin,
        GapField::Children => Slot::ChildrenMax,
        GapField::GroupName | GapField::GroupId => Slot::GroupName,
        GapField::GroupPeriod if unread(Slot::First) => Slot::First,
        GapField::GroupPeriod => Slot::Last,
        GapField::Schedule => collided(entry),
        GapField::Places => Slot::Places,
        GapField::Modules => {
            return Fault {
                path,
                slot: None,
                why: "programme-fault-modules",
            };
        }
    };
    match field {
        GapField::Schedule => Fault {
            path,
            slot: Some(slot),
            why: "programme-fault-lessons-collide",
        },
        _ => fault(path, slot),
    }
}

/// The day on which two lessons fall into one time.
fn collided(entry: &Entry) -> Slot {
    let both = |slot: &&Slot| {
        let day = slot
            .day()
            .and_then(|day| schedule::lessons(day, entry.get(**slot)).ok());
        let day = day.unwrap_or_default();
        let collides = |(at, one): (usize, &crate::domain::programme::Lesson)| {
            day[at + 1..].iter().any(|other| one.collides(other))
        };
        day.iter().enumerate().any(collides)
    };
    DAYS.iter().find(both).copied().unwrap_or(Slot::Monday)
}

fn fault(path: Vec<usize>, slot: Slot) -> Fault {
    let why = match slot {
        Slot::Name | Slot::ModuleName | Slot::GroupName => "programme-fault-name",
        Slot::Register | Slot::Direction | Slot::StudyForm => "programme-fault-choice",
        Slot::Year => "programme-fault-year",
        Slot::AgeFrom | Slot::AgeTo => "programme-fault-ages",
        Slot::Limit => "programme-fault-limit",
        Slot::Months => "programme-fault-months",
        Slot::Hours => "programme-fault-hours",
        Slot::NormativePrice => "programme-fault-normative",
        Slot::ChildrenMin | Slot::ChildrenMax => "programme-fault-children",
        Slot::First | Slot::Last => "programme-fault-period",
        _ => "programme-fault-places",
    };
    Fault {
        path,
        slot: Some(slot),
        why,
    }
}

/// Whether a row is asked for: nothing has a normative price where its register has no prices.
#[must_use]
pub fn asked(slot: Slot, level: Level, register: Option<ProgrammeRegister>) -> bool {
    level != Level::Module
        || slot != Slot::NormativePrice
        || register.is_some_and(ProgrammeRegister::priced)
}
