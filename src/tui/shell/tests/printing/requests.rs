//! Papers of an enrolment request, by the keys of the opened request.

use super::*;
use crate::domain::enrolment::samples::{ORGANISATION, Scene, programme};
use crate::domain::{EnrolmentRequest, Target};
use crate::tui::action::Place;

/// The certificate of the samples.
const SERIAL: u32 = 42;

/// The request is opened; the case of its certificate is on the desk.
fn opened(request: &EnrolmentRequest, channel: Channel) -> Bench {
    let mut bench = Bench::locked();
    let mut profile = profile(&printing());
    profile.organisations[1].id = ORGANISATION;
    profile.organisation = ORGANISATION;
    let enrolment = crate::store::EnrolmentRecords {
        programmes: vec![programme()],
        requests: vec![request.clone()],
        ..crate::store::EnrolmentRecords::default()
    };
    bench.news(News::Link(Link {
        channel,
        ..link(LinkState::Connected, Some(moment()))
    }));
    bench.news(News::Unlocked(Box::new(Unlocked {
        channel,
        cases: vec![case(SERIAL)],
        enrolment,
        ..crate::tui::testing::opened(profile)
    })));
    bench.shell.open_request(request.id);
    bench.collect();
    assert_eq!(bench.shell.place(), Place::Request);
    bench
}

fn own_card(bench: &mut Bench, known: bool) {
    bench.news(News::Submitted {
        application: number(SERIAL),
        submitted: known.then(|| Box::new(submitted(SERIAL))),
    });
}

/// Forms of what the press was told to print, and of which record they are.
fn printed(bench: &Bench) -> Vec<(PrintedForm, Target)> {
    let orders = orders(bench);
    let documents = orders.iter().flat_map(|(_, documents, _)| documents);
    let printed = documents.map(|(_, document)| (document.form(), document.about()));
    printed.collect()
}

#[test]
fn a_confirmed_request_prints_offer_and_application_without_a_name_where_none_is_known() {
    let (_, request) = Scene::confirmed();
    let mut bench = opened(&request, Channel::Open);
    bench.press(KeyCode::Char('з'));
    own_card(&mut bench, false);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("[x] Договор-оферта"), "{screen}");
    assert!(screen.contains("[x] Заявление о зачислении"), "{screen}");
    printers(&mut bench);
    bench.press(KeyCode::Enter);
    assert!(notes(&bench).is_empty(), "nobody stands on them");
    let target = Target::Request(request.id);
    assert_eq!(
        printed(&bench),
        [
            (PrintedForm::Offer, target),
            (PrintedForm::EnrolmentStatement, target)
        ]
    );
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    sheet(&mut bench, run, 1, queued(2));
    bench.press(KeyCode::Enter);
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("напечатаны"), "{told}");
    bench.press(KeyCode::Char('p'));
    own_card(&mut bench, false);
    let again = bench.screen(80, 24);
    assert!(again.contains("[x] Договор-оферта (копия)"), "{again}");
}

#[test]
fn a_name_on_the_application_is_journalled_at_the_familys_record_before_it_is_printed() {
    let (_, request) = Scene::confirmed();
    let mut bench = opened(&request, Channel::Open);
    bench.press(KeyCode::Char('p'));
    own_card(&mut bench, true);
    printers(&mut bench);
    bench.press(KeyCode::Enter);
    let noted: Vec<_> = notes(&bench).iter().map(|(_, form, _)| *form).collect();
    assert_eq!(noted, [PrintedForm::EnrolmentStatement]);
    let gives = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Give { target, .. } => Some(*target),
        _ => None,
    });
    assert_eq!(gives.collect::<Vec<_>>(), [Target::Case(number(SERIAL))]);
    assert!(printed(&bench).is_empty(), "the journal has not taken it");
    save(&mut bench, 0);
    assert_eq!(printed(&bench).len(), 2);
}

#[test]
fn a_revealed_family_is_looked_at_when_the_journal_has_its_showing() {
    let (_, request) = Scene::confirmed();
    let mut bench = opened(&request, Channel::Protected);
    bench.press(KeyCode::Char('м'));
    bench.news(News::Card {
        application: number(SERIAL),
        result: Ok(Box::new(revealed(SERIAL))),
    });
    assert!(!bench.screen(120, 40).contains("Семёнова"));
    save(&mut bench, 0);
    let mut seen = String::new();
    for _ in 0..12 {
        seen.push_str(&bench.screen(120, 40));
        bench.press(KeyCode::PageDown);
    }
    assert!(seen.contains("ДОГОВОР-ОФЕРТА"), "{seen}");
    assert!(seen.contains("Семёнова"), "{seen}");
    assert!(notes(&bench).is_empty() && printed(&bench).is_empty());
}

#[test]
fn a_new_request_says_what_to_do_first() {
    let (_, request) = Scene::requested();
    let mut bench = opened(&request, Channel::Open);
    bench.press(KeyCode::Char('p'));
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("подтвердите заявку"), "{told}");
    let asked = |ask: &Ask| matches!(ask, Ask::Submitted { .. } | Ask::Card { .. });
    assert!(!bench.asks.iter().any(asked));
}

#[test]
fn who_leaves_the_request_before_the_card_comes_is_not_taken_back() {
    let (_, request) = Scene::confirmed();
    let mut bench = opened(&request, Channel::Open);
    bench.press(KeyCode::Char('p'));
    bench.press(KeyCode::Esc);
    own_card(&mut bench, true);
    assert_eq!(bench.shell.place(), Place::Requests);
}
