//! The list of requests: what is shown, what stays in its place, what a key does.

mod index;
mod marked;
pub(crate) mod records;
mod rig;
mod steps;

use crate::domain::{CertificateKind, CertificateState};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Goto;
use crate::tui::screens::common::rig::accepted;
use records::{certificate, id, programme, request};
use rig::Rig;

/// A programme and requests of all kinds, among them one that is young, one that waits long, one for a full group.
fn mixed() -> Rig {
    let mut young = request(3, 1, "new", 1);
    young.age = Some(5);
    let mut late = request(4, 1, "new", 1);
    late.created_at -= chrono::Duration::days(9);
    let mut foreign = request(5, 1, "new", 1);
    foreign.payer = crate::domain::MunicipalityCode(7);
    let requests = vec![
        request(1, 1, "new", 1),
        request(2, 1, "new", 2),
        young,
        late,
        foreign,
        request(6, 1, "confirmed", 2),
        request(7, 1, "concluded", 1),
    ];
    let cases = (1..=7).map(|n| {
        let mut case = accepted(n);
        case.certificate.number = certificate(n);
        case.certificate.state = CertificateState::Active;
        case.certificate.kind = CertificateKind::Financed;
        case
    });
    Rig::with_cases(
        vec![programme(1, "Робототехника", (12, 1))],
        requests,
        cases.collect(),
    )
}

#[test]
fn the_screen() {
    let mut rig = mixed();
    insta::assert_snapshot!("list_80", rig.screen(80, 24));
    insta::assert_snapshot!("list_120", rig.screen(120, 40));
    rig.press(Action::Last);
    rig.press_times(Action::NextField, 2);
    rig.press(Action::Submit);
    assert_eq!(rig.place(), Place::Request);
    insta::assert_snapshot!("contract_80", rig.screen(80, 24));
    insta::assert_snapshot!("contract_120", rig.screen(120, 40));
}

#[test]
fn the_longest_wait_comes_first_and_parts_follow_each_other() {
    let mut rig = mixed();
    let screen = rig.screen(80, 24);
    assert!(screen.contains("[Новые: 5]"), "{screen}");
    let at = |n| screen.find(&certificate(n).to_string()).unwrap();
    assert!(at(4) < at(1) && at(1) < at(2));
    for part in ["[Оферты: 1]", "[Договоры: 1]", "[Прошлые: 0]"] {
        rig.press(Action::NextField);
        assert!(rig.screen(80, 24).contains(part), "{part}");
    }
    rig.press(Action::NextField);
    let problems = rig.screen(80, 24);
    assert!(problems.contains("[Препятствия: 3]"), "{problems}");
    for why in ["нет мест", "возраст", "ждёт долго"] {
        assert!(problems.contains(why), "{problems}");
    }
    rig.press(Action::NextField);
    assert!(rig.screen(80, 24).contains("[Все: 7]"));
    rig.press(Action::PreviousField);
    assert!(rig.screen(80, 24).contains("[Препятствия: 3]"));
}

#[test]
fn the_filter_finds_while_one_types() {
    let mut rig = mixed();
    let found = |rig: &mut Rig, text: &str, count: usize| {
        rig.press(Action::Filter);
        rig.press(Action::ClearInput);
        rig.type_in(text);
        let wanted = format!("[Новые: {count}]");
        let screen = rig.screen(80, 24);
        assert!(screen.contains(&wanted), "{text}: {screen}");
    };
    found(&mut rig, "робот", 5);
    found(&mut rig, "робот стар", 1);
    found(&mut rig, "нет мест", 1);
    found(&mut rig, "возраст", 1);
    found(&mut rig, "долго", 1);
    found(&mut rig, "7д", 1);
    found(&mut rig, "2д", 5);
    found(&mut rig, "07", 1);
    found(&mut rig, &certificate(3).to_string()[4..], 1);
    found(&mut rig, "хор", 0);
    rig.press(Action::Cancel);
    assert_eq!(rig.place(), Place::Requests);
    assert!(rig.screen(80, 24).contains("[Новые: 5]"));
    rig.press(Action::Cancel);
    assert_eq!(rig.gone_to, [Goto::Back]);
}

#[test]
fn a_longer_word_reads_only_what_fitted_and_a_shorter_one_everything() {
    let mut rig = mixed();
    rig.press(Action::Filter);
    for (text, count) in [("с", 4), ("т", 2), ("а", 1)] {
        rig.type_in(text);
        assert_eq!(rig.state.len(), count, "{text}");
    }
    for count in [2, 4, 5] {
        rig.key(crossterm::event::KeyCode::Backspace);
        assert_eq!(rig.state.len(), count);
    }
}

#[test]
fn the_order_changes_and_the_selected_request_stays_selected() {
    let mut rig = mixed();
    rig.press(Action::Down);
    let chosen = rig.state.current();
    for order in ["по программе", "по группе", "по возрасту", "сначала старые"]
    {
        rig.press(Action::Sort);
        assert_eq!(rig.state.current(), chosen);
        assert!(rig.screen(100, 24).contains(order), "{order}");
    }
}

#[test]
fn requests_that_come_do_not_move_what_the_clerk_looks_at() {
    let mut rig = Rig::fresh(60, (90, 90));
    let _ = rig.screen(80, 24);
    rig.press_times(Action::Down, 30);
    let before = rig.selected().unwrap();
    let older = |n: u32| {
        let mut request = request(n, 1, "new", 1);
        request.created_at -= chrono::Duration::days(3);
        request
    };
    rig.comes((61..75).map(older).collect());
    assert_eq!(rig.selected().unwrap(), before);
    rig.comes(vec![
        request(3, 2, "confirmed", 1),
        request(40, 2, "confirmed", 1),
    ]);
    assert_eq!(rig.selected().unwrap(), before);
}

#[test]
fn the_list_is_saved_as_it_is_shown_and_without_names() {
    let mut rig = mixed();
    rig.press(Action::ExportList);
    let list = &rig.exported[0];
    assert_eq!(list.rows.len(), 5);
    assert!(list.rows.iter().all(|row| row.len() == list.header.len()));
    assert_eq!(list.rows[0][0], certificate(4).to_string());
}

#[test]
fn the_next_request_opens_from_the_one_that_is_read() {
    let mut rig = Rig::fresh(4, (9, 9));
    rig.press(Action::Submit);
    assert_eq!(rig.state.current(), Some(id(1)));
    rig.press(Action::NextField);
    assert_eq!(rig.state.current(), Some(id(2)));
    rig.press(Action::ConfirmRequest);
    assert_eq!(rig.state.current(), Some(id(2)), "it is still read");
    rig.press(Action::NextField);
    assert_eq!(rig.state.current(), Some(id(3)));
    rig.press(Action::PreviousField);
    assert_eq!(rig.state.current(), Some(id(1)));
    rig.press(Action::Cancel);
    assert_eq!(rig.place(), Place::Requests);
}

#[test]
fn every_text_fits_at_80_columns() {
    let mut rig = mixed();
    for _ in 0..6 {
        let head = rig.screen(80, 24);
        assert!(head.lines().next().unwrap().contains("Все"), "{head}");
        rig.press(Action::NextField);
    }
}
