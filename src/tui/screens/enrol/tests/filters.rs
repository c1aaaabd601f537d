//! What narrows the list agrees with looking at every group, whatever the order of keys.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::desk::*;
use crate::api::sync::{Delta, Scope};
use crate::domain::enrolment::Place;
use crate::domain::{Account, EnrolmentRequest, MunicipalityCode, OrganisationId, Programme};
use crate::store::EnrolmentRecords;
use crate::sync::desk::News;
use crate::tui::action::Action;

fn shown(bench: &Bench) -> Vec<String> {
    let mut bench_list = bench.lists.clone();
    let list = bench_list.pop().expect("a list was exported");
    list.rows
        .into_iter()
        .map(|row| format!("{} {}", row[0], row[2]))
        .collect()
}

fn groups(bench: &mut Bench) -> Vec<String> {
    bench.act(Action::ExportList);
    shown(bench)
}

#[test]
fn the_list_is_narrowed_by_name_direction_places_and_schedule() {
    let mut bench = Bench::new();
    bench.found();
    assert_eq!(groups(&mut bench).len(), 5);
    bench.type_in("РОБОТ стар");
    assert_eq!(groups(&mut bench), ["Робототехника Старшая"]);
    bench.act(Action::Cancel);
    bench.act(Action::FilterDirection);
    assert_eq!(
        groups(&mut bench),
        [
            "Лего-конструирование Утро",
            "Робототехника Младшая",
            "Робототехника Старшая"
        ]
    );
    for _ in 0..7 {
        bench.act(Action::FilterDirection);
    }
    assert_eq!(groups(&mut bench).len(), 5, "behind the last come all");
    let mut delta = Delta::empty(Scope::Organisation(OrganisationId(1)), 5);
    delta.requests = vec![confirmed(1, seat(1, 2))];
    bench.hear(&News::Enrolment(Box::new(delta)));
    assert_eq!(groups(&mut bench).len(), 5);
    bench.act(Action::FilterPlaces);
    assert!(!groups(&mut bench).contains(&"Робототехника Старшая".to_owned()));
    bench.act(Action::FilterPlaces);
    assert_eq!(groups(&mut bench).len(), 5);
}

#[test]
fn the_age_that_the_parent_tells_narrows_the_list() {
    let mut bench = Bench::new();
    bench.found();
    bench.act(Action::FilterAge);
    bench.shows("Полных лет");
    bench.type_in("3");
    bench.act(Action::Submit);
    bench.shows("от 4 до 18");
    bench.act(Action::ClearInput);
    bench.type_in("6");
    bench.act(Action::Submit);
    bench.shows("6 лет");
    assert_eq!(
        groups(&mut bench),
        ["Лего-конструирование Утро", "Рисование Суббота"]
    );
    bench.act(Action::FilterAge);
    assert_eq!(groups(&mut bench).len(), 5);
}

#[test]
fn the_selection_stays_on_its_group_when_records_move() {
    let mut bench = Bench::new();
    bench.found();
    bench.act(Action::Down);
    bench.shows("Рисование · Первый год · Суббота");
    let mut delta = Delta::empty(Scope::Organisation(OrganisationId(1)), 5);
    let early = group(1, "Утро", 5, &[lesson(1, 9)]);
    delta.programmes = vec![programme(8, "Акварель", "paid", (5, 17), &[early])];
    bench.hear(&News::Enrolment(Box::new(delta)));
    assert_eq!(groups(&mut bench)[0], "Акварель Утро");
    bench.shows("Рисование · Первый год · Суббота");
}

/// A group as it is thrown.
#[derive(Clone, Debug)]
struct Thrown {
    places: u16,
    /// Day of the week and hour.
    lessons: Vec<(u8, u32)>,
    active: bool,
    over: bool,
    taken: u8,
}

#[derive(Clone, Debug)]
struct ThrownProgramme {
    name: usize,
    ages: (u8, u8),
    arts: bool,
    open: bool,
    published: bool,
    limit: Option<u32>,
    groups: Vec<Thrown>,
}

const NAMES: [&str; 4] = ["Робототехника", "Робот и я", "Рисование", "Лёгкая атлетика"];

fn thrown_group() -> impl Strategy<Value = Thrown> {
    (
        0..3_u16,
        prop::collection::vec((1..4_u8, 14..17_u32), 1..3),
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.1),
        0..3_u8,
    )
        .prop_map(|(places, lessons, active, over, taken)| Thrown {
            places,
            lessons,
            active,
            over,
            taken,
        })
}

fn thrown_programme() -> impl Strategy<Value = ThrownProgramme> {
    (
        0..NAMES.len(),
        (5..12_u8, 8..17_u8),
        any::<bool>(),
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.9),
        prop::option::of(0..4_u32),
        prop::collection::vec(thrown_group(), 1..4),
    )
        .prop_map(
            |(name, ages, arts, open, published, limit, groups)| ThrownProgramme {
                name,
                ages,
                arts,
                open,
                published,
                limit,
                groups,
            },
        )
}

fn made(at: usize, thrown: &ThrownProgramme) -> Programme {
    let groups: Vec<Value> = (1_u16..)
        .zip(&thrown.groups)
        .map(|(id, of)| {
            let lessons: Vec<Value> = of.lessons.iter().map(|(d, h)| lesson(*d, *h)).collect();
            let mut made = group(id, &format!("Группа {id}"), of.places, &lessons);
            made["active"] = json!(of.active);
            if of.over {
                made["period"] = json!({"first": "2026-01-15", "last": "2026-05-31"});
            }
            made
        })
        .collect();
    // Even numbers are arts, odd ones robotics.
    let id = 100 + 2 * at as u128 + u128::from(!thrown.arts);
    let mut programme = programme(id, NAMES[thrown.name], "paid", thrown.ages, &groups);
    programme.modules[0].enrolment_open = thrown.open;
    programme.limit = thrown.limit;
    if !thrown.published {
        programme.state = crate::domain::programme::ProgrammeState::Draft;
    }
    programme
}

fn requests(programmes: &[Programme], thrown: &[ThrownProgramme]) -> Vec<EnrolmentRequest> {
    let mut requests = Vec::new();
    for (programme, thrown) in programmes.iter().zip(thrown) {
        for (group, of) in programme.modules[0].groups.iter().zip(&thrown.groups) {
            for _ in 0..of.taken {
                let at = Place {
                    programme: programme.id,
                    module: programme.modules[0].id,
                    group: group.id,
                };
                requests.push(confirmed(1 + requests.len() as u32, at));
            }
        }
    }
    requests
}

/// The child is in the first group of the first programme.
fn account(programmes: &[Programme]) -> Account {
    let at = Place {
        programme: programmes[0].id,
        module: programmes[0].modules[0].id,
        group: programmes[0].modules[0].groups[0].id,
    };
    serde_json::from_value(json!({
        "certificate": number(42), "version": 1, "payer": 1,
        "claims": [{"request": uuid::Uuid::from_u128(9_000), "organisation": 1, "place": at,
            "days": {"first": "2026-09-15", "last": "2027-05-31"}, "state": "concluded", "reserved": 0}],
    }))
    .unwrap()
}

/// Every group that is left, found by looking at each with everything at once.
fn by_looking(
    thrown: &[ThrownProgramme],
    words: &str,
    direction: Option<bool>,
    age: Option<u8>,
    places: bool,
    apart: bool,
) -> BTreeSet<(usize, usize)> {
    let held = &thrown[0].groups[0].lessons;
    let mut left = BTreeSet::new();
    for (at, programme) in thrown.iter().enumerate() {
        let taken: u32 = programme.groups.iter().map(|g| u32::from(g.taken)).sum();
        for (of, group) in programme.groups.iter().enumerate() {
            let names = format!("{} Первый год Группа {}", NAMES[programme.name], of + 1);
            let names = names.to_lowercase().replace('ё', "е");
            let words = words.to_lowercase().replace('ё', "е");
            let meets = group.lessons.iter().any(|lesson| held.contains(lesson));
            let room = group.places > u16::from(group.taken)
                && programme.limit.is_none_or(|limit| limit > taken);
            let fits = programme.published
                && programme.open
                && group.active
                && !group.over
                && words.split_whitespace().all(|word| names.contains(word))
                && direction.is_none_or(|arts| arts == programme.arts)
                && age.is_none_or(|age| (programme.ages.0..=programme.ages.1).contains(&age))
                && (!places || room)
                && (!apart || !meets);
            if fits {
                left.insert((at, of));
            }
        }
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn filters_agree_with_looking_at_every_group(
        thrown in prop::collection::vec(thrown_programme(), 1..7),
        words in prop::sample::select(vec!["", "робот", "Рис", "лег ат", "робот 2", "группа", "нет такой"]),
        direction in prop::option::of(any::<bool>()),
        age in prop::option::of(5..17_u8),
        places: bool,
        apart: bool,
        words_first: bool,
    ) {
        let programmes: Vec<Programme> = thrown.iter().enumerate().map(|(at, t)| made(at, t)).collect();
        let records = EnrolmentRecords {
            requests: requests(&programmes, &thrown),
            accounts: vec![account(&programmes)],
            funding: vec![funding()],
            programmes: programmes.clone(),
        };
        prop_assert_eq!(records.accounts[0].payer, MunicipalityCode(1));
        let mut bench = Bench::with(&ENROLS, records);
        bench.found();
        if words_first {
            bench.type_in(words);
        }
        match direction {
            Some(false) => bench.act(Action::FilterDirection),
            Some(true) => (0..5).for_each(|_| bench.act(Action::FilterDirection)),
            None => {}
        }
        if let Some(age) = age {
            bench.act(Action::SetAge);
            bench.type_in(&age.to_string());
            bench.act(Action::Submit);
        }
        if places {
            bench.act(Action::FilterPlaces);
        }
        if apart {
            bench.act(Action::FilterSchedule);
        }
        if !words_first {
            bench.type_in(words);
        }
        let shown: BTreeSet<(usize, usize)> = bench
            .state
            .listed()
            .map(|place| {
                let at = programmes.iter().position(|p| p.id == place.programme).unwrap();
                (at, usize::from(place.group.0) - 1)
            })
            .collect();
        let expected = by_looking(&thrown, words, direction, age, places, apart);
        prop_assert_eq!(shown, expected);
    }
}
