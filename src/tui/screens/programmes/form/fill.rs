//! From an outline to what would have been typed for it.

use super::entry::{Entry, Level};
use super::slot::{DAYS, Slot};
use crate::domain::Kopecks;
use crate::domain::programme::{GroupOutline, Lesson, ModuleOutline, Outline, Weekday, schedule};
use crate::tui::screens::common::moment;

#[must_use]
pub fn of_outline(outline: &Outline) -> Entry {
    let health: Vec<&str> = outline.health.iter().map(|one| one.code()).collect();
    let limit = outline.limit.map(|limit| limit.to_string());
    let mut entry = Entry::blank(Level::Programme, 0)
        .with(Slot::Name, &outline.name)
        .with(Slot::Register, outline.register.code())
        .with(Slot::Year, &outline.year)
        .with(Slot::Direction, outline.direction.code())
        .with(Slot::StudyForm, outline.form.code())
        .with(Slot::AgeFrom, &outline.ages.from)
        .with(Slot::AgeTo, &outline.ages.to)
        .with(Slot::Health, &health.join(" "))
        .with(Slot::Limit, &limit.unwrap_or_default())
        .with(Slot::Description, &outline.description);
    entry.children = outline.modules.iter().map(of_module).collect();
    entry
}

fn of_module(module: &ModuleOutline) -> Entry {
    let normative = module.normative_price;
    let normative = if normative == Kopecks(0) {
        String::new()
    } else {
        normative.to_string()
    };
    let mut entry = Entry::blank(Level::Module, module.id.0)
        .with(Slot::ModuleName, &module.name)
        .with(Slot::Months, &module.months)
        .with(Slot::Hours, &module.hours)
        .with(Slot::NormativePrice, &normative)
        .with(Slot::ChildrenMin, &module.children_min)
        .with(Slot::ChildrenMax, &module.children_max)
        .with(Slot::Results, &module.results);
    entry.children = module.groups.iter().map(of_group).collect();
    entry
}

#[must_use]
pub fn of_group(group: &GroupOutline) -> Entry {
    let mut entry = Entry::blank(Level::Group, group.id.0)
        .with(Slot::GroupName, &group.name)
        .with(Slot::First, &moment::typed(group.period.first))
        .with(Slot::Last, &moment::typed(group.period.last))
        .with(Slot::Places, &group.places);
    for (day, slot) in (1..).zip(DAYS) {
        let of_day = |lesson: &&Lesson| lesson.day == Weekday(day);
        let lessons = group.schedule.iter().filter(of_day);
        let lessons: Vec<String> = lessons.map(ToString::to_string).collect();
        entry.set(slot, lessons.join(&format!("{} ", schedule::BETWEEN)));
    }
    entry
}
