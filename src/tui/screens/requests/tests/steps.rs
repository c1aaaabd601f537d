//! Steps with one request, from the key to the register's word.

use super::records::{id, programme, request};
use super::rig::Rig;
use crate::api::sync::Outcome;
use crate::domain::enrolment::RequestState;
use crate::domain::{Command, EnrolmentCommand, EnrolmentRefusal, Refusal, RequestId};
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};

fn commands(rig: &Rig) -> Vec<EnrolmentCommand> {
    let gives = rig.asks.iter().filter_map(|ask| match ask {
        Ask::Give {
            command: Command::Enrolment(command),
            ..
        } => Some(command.clone()),
        _ => None,
    });
    gives.collect()
}

#[test]
fn one_key_confirms_and_the_next_request_is_under_the_cursor() {
    let mut rig = Rig::fresh(30, (40, 9));
    for n in 1..=20 {
        assert_eq!(rig.state.current(), Some(id(n)));
        rig.press(Action::ConfirmRequest);
    }
    assert_eq!(rig.keys, 20, "one key for each");
    assert_eq!(rig.given().len(), 20);
    assert_eq!(rig.shown(20), RequestState::Confirmed);
    assert!(rig.notice().contains("Подтверждено"), "{}", rig.notice());
    // Where the row stays, the cursor goes on.
    rig.press_times(Action::PreviousField, 1);
    rig.press(Action::First);
    rig.press_times(Action::Down, 20);
    rig.press(Action::ConfirmRequest);
    assert_eq!(rig.shown(21), RequestState::Confirmed);
    assert_eq!(rig.state.current(), Some(id(22)));
}

#[test]
fn what_is_confirmed_already_is_not_given_twice() {
    let mut rig = Rig::fresh(1, (3, 3));
    rig.press(Action::Submit);
    rig.press_times(Action::ConfirmRequest, 2);
    assert_eq!(rig.given(), [("confirm_request", 1)]);
    assert!(
        rig.notice().contains("В этом состоянии"),
        "{}",
        rig.notice()
    );
}

#[test]
fn a_full_group_leads_to_one_that_has_places() {
    let mut rig = Rig::fresh(2, (1, 5));
    rig.press_times(Action::ConfirmRequest, 2);
    assert_eq!(rig.given(), [("confirm_request", 1)]);
    assert_eq!(rig.place(), Place::Dialog);
    insta::assert_snapshot!("full_group_80", rig.screen(80, 24));
    rig.press(Action::Submit);
    assert_eq!(
        rig.given()[1..],
        [("change_group", 2), ("confirm_request", 2)]
    );
    assert_eq!(rig.shown(2), RequestState::Confirmed);
    let moved = rig.world.register.enrolment().request(id(2)).unwrap();
    assert_eq!(moved.place.group.0, 2);
    assert!(rig.state.is_empty());
}

#[test]
fn where_no_group_has_a_place_that_is_told() {
    let mut rig = Rig::fresh(1, (0, 0));
    rig.press(Action::ConfirmRequest);
    assert_eq!(rig.place(), Place::Requests);
    assert!(
        rig.notice().contains("другую программу"),
        "{}",
        rig.notice()
    );
    assert!(rig.given().is_empty());
}

#[test]
fn the_last_place_that_somebody_else_took_is_told_with_what_to_offer() {
    for (more, offered) in [
        (5, "Другие группы с местами: m"),
        (0, "предложите другую программу"),
    ] {
        let mut rig = Rig::fresh(2, (1, more));
        rig.press(Action::ConfirmRequest);
        let seq = rig.save();
        assert_eq!(rig.shown(1), RequestState::Confirmed, "waits for the word");
        rig.settle(seq, Rig::full());
        assert_eq!(rig.shown(1), RequestState::New);
        assert!(rig.notice().contains(offered), "{}", rig.notice());
        assert!(rig.screen(80, 24).contains("не принято"));
    }
}

#[test]
fn a_new_step_puts_the_refused_one_away() {
    let mut rig = Rig::fresh(1, (1, 5));
    rig.press(Action::ConfirmRequest);
    let seq = rig.save();
    rig.settle(seq, Rig::full());
    rig.press(Action::First);
    rig.press(Action::Submit);
    let refused = rig.screen(80, 24);
    assert!(refused.contains("Не выполнено"), "{refused}");
    assert!(
        refused.contains("Предложите семье другую группу"),
        "{refused}"
    );
    rig.press(Action::ChangeGroup);
    rig.press(Action::Submit);
    assert!(
        rig.asks
            .iter()
            .any(|ask| matches!(ask, Ask::Dismiss { seq: s } if *s == seq))
    );
    assert!(!rig.screen(80, 24).contains("Не выполнено"));
}

#[test]
fn refusing_needs_a_reason_and_a_text_where_it_says_nothing() {
    let mut rig = Rig::fresh(2, (3, 3));
    rig.press(Action::RefuseRequest);
    insta::assert_snapshot!("refuse_80", rig.screen(80, 24));
    rig.press_times(Action::Down, 7);
    rig.press(Action::Submit);
    assert!(rig.given().is_empty(), "another reason has to be told");
    assert_eq!(rig.place(), Place::Dialog);
    rig.paste("Справка не принесена");
    rig.press(Action::Submit);
    let [EnrolmentCommand::RefuseRequest { reason, text }] = &commands(&rig)[..] else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(
        (reason.code(), text.as_str()),
        ("other", "Справка не принесена")
    );
    assert_eq!(rig.state.current(), Some(id(2)));
    rig.press(Action::RefuseRequest);
    rig.press(Action::Cancel);
    assert_eq!(rig.given().len(), 1);
}

fn with(state: &str) -> Rig {
    let mut rig = Rig::new(
        vec![programme(1, "Робототехника", (5, 5))],
        vec![request(1, 2, state, 1)],
    );
    rig.press(Action::PreviousField);
    rig.press(Action::Submit);
    assert_eq!(rig.state.opened(), Some(id(1)));
    rig
}

#[test]
fn the_signed_application_makes_a_contract_with_the_next_number() {
    let mut rig = with("confirmed");
    rig.press(Action::Conclude);
    insta::assert_snapshot!("conclude_80", rig.screen(80, 24));
    rig.press(Action::Submit);
    let [
        EnrolmentCommand::Conclude {
            contract_number,
            date,
            ..
        },
    ] = &commands(&rig)[..]
    else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(contract_number.as_str(), "31");
    assert_eq!(*date, rig.world.today);
    assert_eq!(rig.shown(1), RequestState::Concluded);
    let used = |ask: &Ask| matches!(ask, Ask::ContractUsed { number: 32 });
    assert!(rig.asks.iter().any(used));
    let next = rig.world.register.supplies().next_contract(rig.world.today);
    assert_eq!(next, Some(32));
    rig.press(Action::Last);
    let end = rig.screen(80, 24);
    assert!(end.contains("№ 31 от 22.11.2026"), "{end}");
}

#[test]
fn a_date_that_can_not_be_is_told_at_its_field() {
    let mut rig = with("confirmed");
    rig.press(Action::Conclude);
    rig.press(Action::NextField);
    rig.key(crossterm::event::KeyCode::End);
    for _ in 0..10 {
        rig.key(crossterm::event::KeyCode::Backspace);
    }
    rig.type_in("31.12.2026");
    rig.press(Action::Submit);
    assert!(rig.given().is_empty());
    assert_eq!(rig.place(), Place::Dialog);
    assert!(rig.screen(80, 24).contains("Дата ещё не наступила"));
}

#[test]
fn a_number_that_is_taken_comes_back_to_the_clerk() {
    let mut rig = with("confirmed");
    rig.press(Action::Conclude);
    rig.press(Action::Submit);
    let seq = rig.save();
    let why = Refusal::Enrolment(EnrolmentRefusal::ContractNumberTaken);
    rig.settle(seq, Outcome::Refused { why });
    assert_eq!(rig.shown(1), RequestState::Confirmed);
    assert!(rig.notice().contains("следующий номер"), "{}", rig.notice());
    rig.press(Action::Conclude);
    assert!(
        rig.screen(80, 24).contains("32"),
        "the next number is offered"
    );
}

#[test]
fn notice_ends_a_contract_with_its_month() {
    let mut rig = with("concluded");
    rig.press(Action::Terminate);
    let asked = rig.screen(80, 24);
    insta::assert_snapshot!("terminate_80", asked);
    rig.press(Action::Down);
    rig.press(Action::Submit);
    assert_eq!(rig.given(), [("terminate", 1)]);
    assert!(rig.notice().contains("30.11.2026"), "{}", rig.notice());
    let shown = rig.world.register.enrolment().request(id(1)).unwrap();
    assert_eq!(shown.state, RequestState::Concluded);
    assert!(shown.termination.is_some());
    let screen = rig.screen(80, 24);
    rig.press(Action::Last);
    let end = rig.screen(80, 24);
    assert!(end.contains("Действует до 30.11.2026"), "{screen}\n{end}");
    rig.press(Action::Terminate);
    assert!(rig.notice().contains("уже уведомили"), "{}", rig.notice());
    rig.press(Action::Complete);
    assert!(rig.notice().contains("ещё не прошёл"), "{}", rig.notice());
    rig.world.today = "2026-12-01".parse().unwrap();
    rig.press(Action::Complete);
    rig.press(Action::Submit);
    assert_eq!(rig.given()[1..], [("complete", 1)]);
}

#[test]
fn the_family_takes_its_request_back_and_the_money_returns() {
    let mut rig = with("new");
    let balance = |rig: &Rig| {
        let records = rig.world.register.enrolment();
        let certificate = records.request(id(1)).unwrap().certificate;
        records.account(certificate).unwrap().purses[0].purse
    };
    assert_eq!(balance(&rig).reserved.0, 300_000);
    rig.press(Action::WithdrawRequest);
    rig.press(Action::Submit);
    assert_eq!(rig.given(), [("withdraw_request", 1)]);
    assert_eq!(balance(&rig).reserved.0, 0);
    assert_eq!(balance(&rig).balance.0, 1_000_000);
}

#[test]
fn another_group_of_the_module() {
    let mut rig = with("concluded");
    rig.press(Action::ChangeGroup);
    assert!(
        rig.screen(80, 24)
            .contains("Старшая · мест: 5 · ср 15:00–16:30")
    );
    rig.press(Action::Submit);
    assert_eq!(rig.given(), [("change_group", 1)]);
    assert!(rig.screen(80, 24).contains("Старшая"));
}

#[test]
fn without_the_right_it_says_who_has_it() {
    let mut unlocked = super::records::unlocked(
        vec![programme(1, "Робототехника", (5, 5))],
        vec![request(1, 1, "new", 1)],
        Vec::new(),
    );
    unlocked.profile.capabilities = crate::domain::Capabilities::default();
    let mut rig = Rig::of(unlocked);
    rig.press(Action::ConfirmRequest);
    rig.press(Action::RefuseRequest);
    assert!(rig.given().is_empty());
    assert_eq!(rig.place(), Place::Requests);
    assert!(!rig.notice().is_empty());
}

#[test]
fn an_unknown_request_is_told() {
    let mut rig = Rig::fresh(1, (1, 1));
    let desk = rig.world.desk();
    let effects = super::super::open(&mut rig.state, RequestId(uuid::Uuid::from_u128(99)), &desk);
    assert_eq!(effects.len(), 1);
    assert_eq!(rig.state.opened(), None);
}
