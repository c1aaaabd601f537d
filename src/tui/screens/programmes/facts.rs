//! What rows say of programmes, modules and groups: places, prices, open enrolment, days.

use crate::domain::enrolment::Place;
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::{Group, Health, Lesson, Module, Weekday};
use crate::domain::{Programme, ProgrammeId};
use crate::i18n::{self, Arg};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people};

/// The school year, «2026/27».
#[must_use]
pub fn year(year: u16) -> String {
    format!("{year}/{:02}", (u32::from(year) + 1) % 100)
}

/// For a column of 5: «26/27».
#[must_use]
pub fn year_short(year: u16) -> String {
    format!("{:02}/{:02}", year % 100, (u32::from(year) + 1) % 100)
}

#[must_use]
pub fn ages(programme: &Programme) -> String {
    format!("{}–{}", programme.ages.from, programme.ages.to)
}

/// Places of the groups that take children, no more than the programme as a whole takes.
#[must_use]
pub fn places(programme: &Programme) -> u32 {
    let modules = programme.modules.iter();
    let groups: u32 = modules.map(places_in).sum();
    programme.limit.map_or(groups, |limit| groups.min(limit))
}

#[must_use]
pub fn places_in(module: &Module) -> u32 {
    let groups = module.active_groups();
    groups.map(|group| u32::from(group.places)).sum()
}

/// Places that offers and contracts take in a module.
#[must_use]
pub fn taken_in(programme: ProgrammeId, module: &Module, desk: &Desk<'_>) -> u32 {
    let groups = module.groups.iter();
    groups
        .map(|group| taken(programme, module, group, desk))
        .sum()
}

#[must_use]
pub fn taken(programme: ProgrammeId, module: &Module, group: &Group, desk: &Desk<'_>) -> u32 {
    desk.register.enrolment().taken(Place {
        programme,
        module: module.id,
        group: group.id,
    })
}

/// Places that are left.
#[must_use]
pub fn free(programme: &Programme, desk: &Desk<'_>) -> u32 {
    let taken = desk.register.enrolment().taken_in(programme.id);
    places(programme).saturating_sub(taken)
}

/// «12/30»: taken, and all.
#[must_use]
pub fn of(taken: u32, all: u32) -> String {
    format!("{taken}/{all}")
}

/// Modules with open enrolment, of all: «1/2».
#[must_use]
pub fn open(programme: &Programme) -> String {
    let open = programme.modules.iter().filter(|m| m.enrolment_open);
    format!("{}/{}", open.count(), programme.modules.len())
}

/// Groups that take children.
#[must_use]
pub fn groups(programme: &Programme) -> usize {
    let modules = programme.modules.iter();
    modules.map(|module| module.active_groups().count()).sum()
}

/// The lowest price of its modules; nothing where none has one.
#[must_use]
pub fn price(programme: &Programme) -> Option<Kopecks> {
    programme.modules.iter().filter_map(Module::price).min()
}

#[must_use]
pub fn span(span: Span, desk: &Desk<'_>) -> String {
    let (first, last) = (
        moment::date(desk, span.first),
        moment::date(desk, span.last),
    );
    format!("{first}–{last}")
}

/// The day of the week, for a narrow place.
#[must_use]
pub fn weekday(day: Weekday, desk: &Desk<'_>) -> String {
    desk.texts.get(&format!("weekday-short-{}", day.0))
}

/// «пн 15:00–16:30 каб. 5; ср 15:00–16:30».
#[must_use]
pub fn schedule(lessons: &[Lesson], desk: &Desk<'_>) -> String {
    let one = |lesson: &Lesson| format!("{} {lesson}", weekday(lesson.day, desk));
    let lessons: Vec<String> = lessons.iter().map(one).collect();
    lessons.join("; ")
}

#[must_use]
pub fn health(list: &[Health], desk: &Desk<'_>) -> String {
    let names: Vec<String> = list
        .iter()
        .map(|health| captions::health(desk.texts, *health))
        .collect();
    names.join(", ")
}

/// For a column of at most 9 characters.
#[must_use]
pub fn register_short(programme: &Programme, desk: &Desk<'_>) -> String {
    let key = i18n::key("register-short", programme.register.code());
    desk.texts.get(&key)
}

/// Every price that the module has had, the present one first.
#[must_use]
pub fn prices(module: &Module, desk: &Desk<'_>) -> String {
    let told = module.prices.iter().rev().map(|entry| {
        let price = entry.price.to_string();
        let since = moment::date(desk, entry.since);
        let clerk = people::clerk(desk.register.profile(), entry.clerk);
        let args = [
            ("price", Arg::Text(&price)),
            ("since", Arg::Text(&since)),
            ("clerk", Arg::Text(&clerk)),
        ];
        desk.texts.with("programmes-price-since", &args)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What a percentage of the normative price allows in the municipality of the programme.
#[must_use]
pub fn percent(programme: &Programme, desk: &Desk<'_>) -> u16 {
    let funding = desk.register.enrolment().funding(programme.municipality);
    funding.map_or(crate::domain::funding::PRICE_PERCENT, |funding| {
        funding.price_percent
    })
}
