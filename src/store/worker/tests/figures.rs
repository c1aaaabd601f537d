//! Figures that the register told last: for each question their own, also after a restart without the line.

use super::*;
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::domain::overview::{OtherGroups, Overview, OverviewPeriod};
use crate::domain::{OrganisationId, samples};

const OWN: Scope = Scope::Organisation(OrganisationId(17));

fn answer(period: OverviewPeriod, minutes: i64) -> OverviewAnswer {
    OverviewAnswer {
        scope: OWN,
        period,
        at: at() + chrono::Duration::minutes(minutes),
        figures: Overview {
            days: period.around(samples::today()),
            work: Vec::new(),
            waiting: Vec::new(),
            groups: Vec::new(),
            other_groups: OtherGroups::default(),
            money: Vec::new(),
            clerks: Vec::new(),
        },
    }
}

fn kept(bench: &Bench, scope: Scope, period: OverviewPeriod) -> Option<OverviewAnswer> {
    let query = OverviewQuery {
        scope: Some(scope),
        period,
        day: None,
        groups: None,
    };
    let ticket = Ticket(9);
    bench.ask(Request::Overview { ticket, query });
    match bench.event() {
        Event::Overview {
            ticket: Ticket(9),
            query: asked,
            kept,
        } if asked == query => kept.map(|answer| *answer),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_figures_of_each_question_outlive_the_session() {
    use OverviewPeriod::{Month, Week, Year};
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    assert_eq!(kept(&bench, OWN, Month), None);
    for answer in [answer(Month, 0), answer(Year, 1), answer(Month, 2)] {
        bench.ask(Request::KeepOverview(Box::new(answer)));
    }
    assert_eq!(kept(&bench, OWN, Month), Some(answer(Month, 2)));
    bench.stop();

    let bench = Bench::start(data.path());
    assert!(matches!(bench.unlock("один"), Event::Unlocked(_)));
    assert!(matches!(bench.event(), Event::LogIn { .. }));
    assert_eq!(kept(&bench, OWN, Month), Some(answer(Month, 2)));
    assert_eq!(kept(&bench, OWN, Year), Some(answer(Year, 1)));
    assert_eq!(kept(&bench, OWN, Week), None);
    let town = Scope::Municipality(MunicipalityCode(1));
    assert_eq!(kept(&bench, town, Month), None);
    bench.stop();
}

#[test]
fn figures_are_sealed_on_the_disk() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let mut told = answer(OverviewPeriod::Month, 0);
    told.figures.groups = vec![crate::domain::overview::GroupPlaces {
        organisation: OrganisationId(17),
        programme: "Робототехника".into(),
        group: crate::domain::programme::GroupId(1),
        name: "Младшая".into(),
        taken: 1,
        places: 2,
    }];
    bench.ask(Request::KeepOverview(Box::new(told.clone())));
    assert_eq!(kept(&bench, OWN, OverviewPeriod::Month), Some(told));
    bench.stop();
    let mut files = vec![data.path().to_owned()];
    let mut seen = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).unwrap();
            files.extend(inside.map(|entry| entry.unwrap().path()));
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(&path).unwrap();
        for word in ["Робототехника", "Младшая"] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{} stands in {}", word, path.display());
        }
    }
    assert!(seen > 2);
}
