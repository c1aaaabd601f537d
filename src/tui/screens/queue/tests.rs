//! The queue: order, what is shown, and the calm under the clerk's eye.

use crate::domain::{ApplicationState, Capability, DuplicateState, ReturnReason};
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Goto;
use crate::tui::screens::common::rig::{FULL, Rig, accepted, case, number, revealed, without};

fn queue(serials: impl IntoIterator<Item = u32>) -> Rig {
    let cases = serials.into_iter().map(case).collect();
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), cases);
    rig.go(Goto::Queue);
    rig
}

/// The row of the screen with the mark of the selection, and what stands in it.
fn selected(rig: &Rig) -> (usize, String) {
    let screen = rig.screen(80, 24);
    let row = screen
        .lines()
        .position(|line| line.starts_with('►'))
        .unwrap();
    (row, screen.lines().nth(row).unwrap().to_owned())
}

#[test]
fn the_oldest_stands_first_and_only_what_waits() {
    let mut rig = queue([5, 3, 9]);
    rig.changed(vec![accepted(1)], Vec::new());
    let screen = rig.screen(80, 24);
    assert!(!screen.contains(&number(1).to_string()));
    let at = |serial| screen.find(&number(serial).to_string()).unwrap();
    assert!(at(3) < at(5) && at(5) < at(9));
}

#[test]
fn rows_that_arrive_and_go_do_not_move_the_selected_one() {
    let mut rig = queue(20..120);
    let _ = rig.screen(80, 24);
    rig.press_times(Action::Down, 30);
    let before = selected(&rig);
    rig.changed((1..15).map(case).collect(), Vec::new());
    assert_eq!(selected(&rig), before);
    rig.changed(Vec::new(), vec![number(3), number(25), number(60)]);
    assert_eq!(selected(&rig), before);
}

#[test]
fn the_next_takes_the_place_of_one_that_went() {
    let mut rig = queue([1, 2, 3]);
    let _ = rig.screen(80, 24);
    rig.press(Action::Down);
    rig.changed(vec![accepted(2)], Vec::new());
    assert!(selected(&rig).1.contains(&number(3).to_string()));
}

#[test]
fn sort_and_parts_keep_the_selected_application() {
    let mut returned = case(2);
    returned.application.state = ApplicationState::Returned(ReturnReason::Illegible);
    let mut rig = queue([1, 3, 4]);
    rig.changed(vec![returned, accepted(6)], Vec::new());
    let _ = rig.screen(80, 24);
    rig.press(Action::Down);
    let chosen = number(2).to_string();
    for _ in 0..5 {
        assert!(selected(&rig).1.contains(&chosen));
        rig.press(Action::Sort);
    }
    rig.press(Action::NextField);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("[Возвращены: 1]") && screen.contains(&chosen));
    rig.press(Action::NextField);
    assert!(rig.screen(80, 24).contains(&number(6).to_string()));
    rig.press(Action::NextField);
    assert!(rig.screen(80, 24).contains("[Все: 5]"));
}

#[test]
fn the_filter_finds_by_number_and_organisation() {
    let mut rig = queue(1..40);
    rig.press(Action::Filter);
    rig.paste("000017");
    assert!(rig.screen(80, 24).contains("[Ожидают: 1]"));
    rig.press(Action::ClearInput);
    rig.paste("спортивная");
    assert!(rig.screen(80, 24).contains("[Ожидают: 13]"));
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Queue);
    rig.press(Action::Submit);
    assert_eq!(
        rig.verification.number(),
        Some(number(17)),
        "still selected"
    );
    rig.go(Goto::Queue);
    rig.press(Action::Cancel);
    assert!(rig.screen(80, 24).contains("[Ожидают: 39]"));
}

#[test]
fn the_next_case_is_the_one_behind_and_then_the_oldest() {
    let rig = queue([2, 4, 6]);
    let desk = rig.world.desk();
    assert_eq!(rig.queue.next_after(number(2), &desk), Some(number(4)));
    assert_eq!(rig.queue.next_after(number(6), &desk), Some(number(2)));
    assert_eq!(rig.queue.next_waiting(&desk), Some(number(2)));
    let alone = queue([3]);
    assert_eq!(alone.queue.next_after(number(3), &alone.world.desk()), None);
}

#[test]
fn enter_opens_and_a_scanned_number_too() {
    let mut rig = queue([2, 4]);
    rig.press(Action::Submit);
    assert_eq!(rig.verification.number(), Some(number(2)));
    rig.go(Goto::Queue);
    rig.paste(&format!("{}\n", number(4)));
    assert_eq!(rig.verification.number(), Some(number(4)));
}

#[test]
fn names_come_with_a_card_that_was_shown_and_not_before() {
    let mut rig = Rig::protected(&FULL, vec![case(2), case(4)]);
    rig.go(Goto::Queue);
    assert!(!rig.screen(80, 24).contains("Ребёнок"));
    rig.hear(&crate::sync::desk::News::Card {
        application: number(2),
        result: Ok(Box::new(revealed(2))),
    });
    assert!(!rig.screen(80, 24).contains("Семёнова"));
    rig.open(number(2));
    rig.reveal(revealed(2));
    rig.go(Goto::Queue);
    insta::assert_snapshot!("queue_personal_80", rig.screen(80, 24));
    insta::assert_snapshot!("queue_personal_120", rig.screen(120, 40));
}

#[test]
fn signs_of_acts_stand_in_the_row() {
    let mut rig = queue([2, 4]);
    rig.open(number(2));
    rig.press(Action::SectionMatches);
    rig.press(Action::Cancel);
    assert!(selected(&rig).1.ends_with('…'));
    rig.save();
    assert!(selected(&rig).1.ends_with('↑'));
    assert!(matches!(rig.asks.last(), Some(Ask::Give { .. })));
}

#[test]
fn the_screen() {
    let rig = queue(1..60);
    insta::assert_snapshot!("queue_80", rig.screen(80, 24));
    insta::assert_snapshot!("queue_120", rig.screen(120, 40));
    insta::assert_snapshot!("queue_empty_80", queue([]).screen(80, 24));
}

#[test]
fn a_suspicion_stands_in_the_row_and_the_filter_finds_it() {
    let mut suspected = case(2);
    suspected.application.duplicate = DuplicateState::Suspected(1);
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(1), suspected],
    );
    rig.go(Goto::Queue);
    let row = |screen: &str, serial| {
        let number = number(serial).to_string();
        screen
            .lines()
            .find(|l| l.contains(&number))
            .map(str::to_owned)
    };
    let screen = rig.screen(80, 24);
    assert!(row(&screen, 2).unwrap().contains("есть похожая"));
    assert!(!row(&screen, 1).unwrap().contains("есть похожая"));
    rig.press(Action::Filter);
    rig.paste("ПОХОЖ");
    let screen = rig.screen(80, 24);
    assert!(row(&screen, 2).is_some() && row(&screen, 1).is_none());
}

#[test]
fn the_list_is_exported_as_it_is_shown_and_without_names() {
    let mut rig = Rig::protected(&FULL, vec![case(2), case(4), case(6)]);
    rig.open(number(2));
    rig.reveal(revealed(2));
    rig.go(Goto::Queue);
    assert!(rig.screen(80, 24).contains("Семёнова"));
    rig.press(Action::Sort);
    rig.press(Action::Filter);
    rig.paste("000004");
    rig.press(Action::Submit);
    rig.press(Action::ExportList);
    let list = rig.exported.pop().unwrap();
    assert_eq!(list.name, "queue");
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.rows[0][0], number(4).to_string());
    rig.press(Action::Cancel);
    rig.press(Action::ExportList);
    let list = rig.exported.pop().unwrap();
    assert_eq!(list.rows.len(), 3);
    assert_eq!(list.header.len(), list.rows[0].len());
    assert!(!format!("{list:?}").contains("Семёнова"));
}
