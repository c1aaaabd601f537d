//! The catalogue's programmes, entered, priced, reviewed and published as their organisations would.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::catalogue::Entry;
use super::office::{By, Office, id};
use super::year::{Year, at};
use crate::demo::chance::Chance;
use crate::domain::enrolment::Place;
use crate::domain::programme::{
    Ages, Direction, GroupId, GroupOutline, Lesson, ModuleId, ModuleOutline, Outline, StudyForm,
    Weekday,
};
use crate::domain::{Kopecks, ProgrammeCommand, ProgrammeId, Refusal, Span};

/// A group that families are offered.
#[derive(Clone, Copy, Debug)]
pub struct Offered {
    pub place: Place,
    pub period: Span,
    pub ages: Ages,
    pub places: u32,
}

/// Enters the programme as a draft.
///
/// # Errors
/// A refusal of the domain, which the catalogue can't get.
pub fn enter(
    office: &mut Office,
    by: By,
    entry: &Entry,
    year: Year,
    (day, chance): (NaiveDate, &mut Chance),
) -> Result<ProgrammeId, Refusal> {
    let moment = at(day, chance.between(5, 13), chance.between(0, 59));
    let programme = ProgrammeId(id(chance, moment));
    let outline = Box::new(outline(entry, year, chance));
    office.programme(
        by,
        programme,
        &ProgrammeCommand::SaveProgramme { outline },
        moment,
    )?;
    Ok(programme)
}

/// Sets what its modules cost and sends it to the review, where its register wants one.
///
/// # Errors
/// As [`enter`].
pub fn send(
    office: &mut Office,
    by: By,
    programme: ProgrammeId,
    entry: &Entry,
    moment: DateTime<Utc>,
) -> Result<(), Refusal> {
    if entry.register.priced() {
        for module in modules(office, programme) {
            let price = Kopecks(entry.price * 100 / parts(entry));
            let command = ProgrammeCommand::SetPrice { module, price };
            office.programme(by, programme, &command, moment)?;
        }
    }
    if entry.register.reviewed() {
        office.programme(by, programme, &ProgrammeCommand::SendProgramme, moment)?;
    }
    Ok(())
}

/// Publishes it, by the reviewer where there is a review.
///
/// # Errors
/// As [`enter`].
pub fn publish(
    office: &mut Office,
    (by, reviewer): (By, By),
    entry: &Entry,
    year: Year,
    (day, chance): (NaiveDate, &mut Chance),
) -> Result<ProgrammeId, Refusal> {
    let programme = enter(office, by, entry, year, (day, chance))?;
    let later = at(day + Duration::days(1), 8, 0);
    send(office, by, programme, entry, later)?;
    if entry.register.reviewed() {
        let decided = at(day + Duration::days(3), 10, 30);
        let approve = ProgrammeCommand::ApproveProgramme;
        office.programme(reviewer, programme, &approve, decided)?;
    } else {
        office.programme(by, programme, &ProgrammeCommand::PublishProgramme, later)?;
    }
    Ok(programme)
}

/// Opens or closes enrolment on all its modules.
///
/// # Errors
/// As [`enter`].
pub fn open(
    office: &mut Office,
    by: By,
    programme: ProgrammeId,
    open: bool,
    moment: DateTime<Utc>,
) -> Result<(), Refusal> {
    let modules = modules(office, programme);
    let command = ProgrammeCommand::SetEnrolment { modules, open };
    office.programme(by, programme, &command, moment)
}

/// The groups of a programme, in the order of the modules.
pub fn groups(office: &Office, programme: ProgrammeId) -> Vec<Offered> {
    let Some(found) = office.programmes.get(&programme) else {
        return Vec::new();
    };
    let of_module = found.modules.iter().flat_map(|module| {
        module.active_groups().map(|group| Offered {
            place: Place {
                programme,
                module: module.id,
                group: group.id,
            },
            period: group.period,
            ages: found.ages,
            places: u32::from(group.places),
        })
    });
    of_module.collect()
}

fn modules(office: &Office, programme: ProgrammeId) -> Vec<ModuleId> {
    let found = office.programmes.get(&programme);
    let modules = found.into_iter().flat_map(|found| &found.modules);
    modules.map(|module| module.id).collect()
}

fn parts(entry: &Entry) -> i64 {
    1 + i64::from(entry.halves)
}

fn outline(entry: &Entry, year: Year, chance: &mut Chance) -> Outline {
    let spans = if entry.halves {
        vec![
            ("Первое полугодие", 4, year.autumn()),
            ("Второе полугодие", 5, year.spring()),
        ]
    } else {
        vec![("Годовой курс", 9, year.learning())]
    };
    let count = parts(entry) as u16;
    let modules = (0..).zip(spans).map(|(part, (name, months, period))| {
        let group = |number: u16| GroupOutline {
            id: GroupId(part * entry.groups + number),
            name: format!("Группа {}.{number}", part + 1).into(),
            period,
            schedule: schedule(entry, chance),
            places: entry.places,
        };
        ModuleOutline {
            id: ModuleId(part + 1),
            name: name.into(),
            months,
            hours: entry.hours / count,
            normative_price: Kopecks(entry.normative * 100 / i64::from(count)),
            children_min: entry.places.min(5),
            children_max: entry.places,
            results: entry.results.into(),
            groups: (1..=entry.groups).map(group).collect(),
        }
    });
    let modules = modules.collect();
    // The largest ones have a place or two less than their groups together.
    let limit = (entry.groups > 2).then(|| u32::from(entry.groups * entry.places) - 2);
    Outline {
        register: entry.register,
        year: year.number(),
        name: entry.name.into(),
        direction: entry.direction,
        form: StudyForm::FullTime,
        ages: Ages {
            from: entry.ages.0,
            to: entry.ages.1,
        },
        health: entry.health.to_vec(),
        description: format!(
            "Для детей {}–{} лет. В конце курса ребёнок {}.",
            entry.ages.0, entry.ages.1, entry.results
        )
        .into(),
        limit,
        modules,
    }
}

/// Meetings after school, on different days, always at one hour and in one room.
fn schedule(entry: &Entry, chance: &mut Chance) -> Vec<Lesson> {
    let (days, minutes): (&[&[u8]], i64) = match entry.hours {
        ..=36 => (&[&[3], &[5], &[6]], 45),
        37..=72 => (&[&[1, 3], &[2, 4], &[2, 5], &[3, 6]], 45),
        73..=150 => (&[&[1, 4], &[2, 5], &[3, 6]], 90),
        _ => (&[&[1, 3, 5], &[2, 4, 6]], 90),
    };
    let days = chance.one(days);
    let hour = chance.between(12, 17);
    let from = NaiveTime::from_hms_opt(hour, [0, 30][(hour % 2) as usize], 0).unwrap_or_default();
    let room = match entry.direction {
        Direction::Sports => format!("спортзал {}", chance.between(1, 2)),
        Direction::Arts => format!("мастерская {}", chance.between(1, 9)),
        _ => format!(
            "каб. {}",
            chance.between(1, 3) * 100 + chance.between(1, 18)
        ),
    };
    let lesson = |day: &u8| Lesson {
        day: Weekday(*day),
        from,
        to: from + Duration::minutes(minutes),
        room: room.as_str().into(),
    };
    days.iter().map(lesson).collect()
}
