//! Blocks of marked requests: the summary, one act for each, a row for each result.

use super::records::{id, programme, request};
use super::rig::Rig;
use crate::api::sync::Outcome;
use crate::domain::enrolment::RequestState;
use crate::tui::action::{Action, Place};

fn places(places: (u16, u16), requests: u32) -> Rig {
    Rig::fresh(requests, places)
}

#[test]
fn a_block_of_fifty_takes_seven_keys() {
    let mut rig = places((60, 9), 80);
    let _ = rig.screen(80, 24);
    rig.press(Action::Toggle);
    rig.press_times(Action::PageDown, 3);
    assert_eq!(rig.state.current(), Some(id(50)));
    rig.press(Action::MarkToHere);
    rig.press(Action::ConfirmRequest);
    rig.press(Action::Submit);
    assert_eq!(rig.given().len(), 50);
    assert_eq!(rig.keys, 7, "at most one for each is asked for");
    assert_eq!(rig.shown(50), RequestState::Confirmed);
    assert_eq!(rig.shown(51), RequestState::New);
    rig.press(Action::Cancel);
    assert_eq!(rig.state.current(), Some(id(51)));
}

#[test]
fn all_that_fit_are_marked_by_one_key_and_unmarked_by_it() {
    let mut rig = places((9, 9), 6);
    rig.press(Action::MarkAll);
    assert!(rig.screen(80, 24).contains("отмечено: 6"));
    rig.press(Action::MarkAll);
    assert!(!rig.screen(80, 24).contains("отмечено"));
    rig.press(Action::Toggle);
    rig.press(Action::Cancel);
    assert!(rig.notice().contains("Отметки сняты"));
    assert!(rig.gone_to.is_empty());
}

#[test]
fn the_summary_tells_what_may_be_confirmed_and_the_results_what_became_of_it() {
    let requests = vec![
        request(1, 1, "new", 1),
        request(2, 1, "confirmed", 2),
        request(3, 1, "new", 1),
        request(4, 1, "new", 1),
    ];
    let mut rig = Rig::new(vec![programme(1, "Робототехника", (2, 4))], requests);
    rig.press(Action::PreviousField);
    rig.press(Action::MarkAll);
    rig.press(Action::ConfirmRequest);
    assert_eq!(rig.place(), Place::Dialog);
    insta::assert_snapshot!("summary_80", rig.screen(80, 24));
    assert!(rig.given().is_empty(), "nothing before the answer");
    rig.press(Action::Submit);
    assert_eq!(
        rig.given(),
        [("confirm_request", 1), ("confirm_request", 3)]
    );
    let seq = rig.save();
    rig.settle(seq - 1, Outcome::Applied { version: 2 });
    insta::assert_snapshot!("results_80", rig.screen(80, 24));
    rig.settle(seq, Rig::full());
    let screen = rig.screen(120, 40);
    assert!(
        screen.contains("Выполнено: 1. Ждут реестра: 0. Нельзя: 3."),
        "{screen}"
    );
    insta::assert_snapshot!("results_120", screen);
}

#[test]
fn a_lost_place_leads_from_the_results_to_another_group() {
    let mut rig = places((1, 4), 3);
    rig.press(Action::MarkAll);
    rig.press(Action::ConfirmRequest);
    rig.press(Action::Submit);
    assert_eq!(rig.given(), [("confirm_request", 1)]);
    rig.press(Action::Down);
    rig.press(Action::Submit);
    assert_eq!(rig.place(), Place::Dialog);
    rig.press(Action::Submit);
    assert_eq!(
        rig.given()[1..],
        [("change_group", 2), ("confirm_request", 2)]
    );
    assert!(rig.screen(80, 24).contains("Ждут реестра: 2. Нельзя: 1."));
    rig.press(Action::First);
    rig.press(Action::Submit);
    assert_eq!(rig.state.opened(), Some(id(1)));
    rig.press(Action::Cancel);
    assert_eq!(rig.place(), Place::Dialog, "back to the results");
    rig.press(Action::Cancel);
    assert_eq!(rig.place(), Place::Requests);
}

#[test]
fn a_block_is_refused_with_one_reason() {
    let mut rig = places((3, 3), 3);
    rig.press(Action::MarkAll);
    rig.press(Action::RefuseRequest);
    assert!(
        rig.screen(80, 24)
            .contains("Вернётся на сертификаты: 9\u{a0}000,00")
    );
    rig.press_times(Action::Down, 7);
    rig.press(Action::Submit);
    assert!(rig.given().is_empty(), "another reason has to be told");
    rig.press(Action::PreviousField);
    rig.press(Action::First);
    rig.press(Action::Submit);
    assert_eq!(rig.given().len(), 3);
    assert_eq!(rig.state.len(), 0);
}

#[test]
fn those_who_wait_longest_get_the_last_places() {
    let mut rig = places((2, 0), 4);
    for _ in 0..3 {
        rig.press(Action::Sort);
    }
    rig.press(Action::MarkAll);
    rig.press(Action::ConfirmRequest);
    rig.press(Action::Submit);
    assert_eq!(
        rig.given(),
        [("confirm_request", 1), ("confirm_request", 2)]
    );
}

#[test]
fn what_waits_is_told_after_the_results_are_closed() {
    let mut rig = places((3, 2), 2);
    rig.press(Action::MarkAll);
    rig.press(Action::ConfirmRequest);
    rig.press(Action::Submit);
    rig.press(Action::Cancel);
    let seq = rig.save();
    rig.settle(seq, Rig::full());
    assert!(
        rig.notice().contains("Место заняли раньше"),
        "{}",
        rig.notice()
    );
}
