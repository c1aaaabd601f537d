//! The register's word: conflicts and refusals, with the marks kept.

use crate::api::sync::{Doer, Outcome};
use crate::domain::{ApplicationState, Capability, ClerkId, Refusal, ReturnReason};
use crate::tui::action::Action;
use crate::tui::screens::common::rig::{Rig, case, moment, number, without};

fn rig() -> Rig {
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), case(8)],
    );
    rig.open(number(7));
    rig
}

fn doer() -> Doer {
    Doer {
        clerk: ClerkId(9),
        name: "Рочева Т. В.".into(),
        command: "verify".into(),
        at: moment(),
    }
}

#[test]
fn a_conflict_says_who_and_when_and_keeps_the_marks() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 3);
    rig.press(Action::Cancel);
    let seq = rig.save();
    rig.open(number(7));
    let by = Some(doer());
    rig.settle(seq, Outcome::Conflict { version: 2, by });
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Рочева Т. В."), "{screen}");
    assert!(screen.contains("Сверка"), "{screen}");
    let form = rig.verification.form.as_ref().unwrap();
    assert_eq!(form.progress(crate::domain::Section::Child), (4, 4));
    assert!(form.changed(), "they are given again with the next act");
}

#[test]
fn a_refusal_says_why_and_the_act_that_followed_it_is_no_second_matter() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    let seq = rig.save();
    let why = Refusal::JournalNumberTaken;
    rig.settle(seq - 1, Outcome::Applied { version: 2 });
    rig.settle(seq, Outcome::Refused { why });
    let why = Refusal::DependsOnRefused(seq);
    rig.settle(seq + 1, Outcome::Refused { why });
    assert!(rig.screen(80, 24).contains("Такой номер в журнале"));
}

#[test]
fn someone_elses_change_is_told_before_anything_is_decided() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 7);
    let mut other = case(7);
    other.application.version = 4;
    other.application.consents.pop();
    rig.changed(vec![other.clone()], Vec::new());
    assert!(rig.screen(80, 24).contains("изменил кто-то другой"));
    rig.press(Action::Accept);
    assert!(rig.notices.last().unwrap().contains("Посмотрите"));
    rig.press(Action::Accept);
    assert!(rig.screen(80, 24).contains("Нет согласия"));
}

#[test]
fn a_change_behind_an_open_question_is_told_before_the_answer_is_given() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    let mut returned = case(7);
    returned.application.version = 4;
    returned.application.state = ApplicationState::Returned(ReturnReason::Illegible);
    rig.changed(vec![returned], Vec::new());
    rig.press(Action::Submit);
    assert!(rig.given().is_empty());
    assert!(rig.notices.last().unwrap().contains("Посмотрите"));
    assert!(rig.screen(80, 24).contains("возвращено"));
}

#[test]
fn an_explanation_outlives_someone_elses_change() {
    let mut rig = rig();
    rig.press(Action::Reject);
    rig.press(Action::NextField);
    rig.paste("нет подписи");
    let mut other = case(7);
    other.application.version = 4;
    other.application.consents.pop();
    rig.changed(vec![other], Vec::new());
    rig.press(Action::Submit);
    assert!(rig.given().is_empty());
    assert!(rig.screen(80, 24).contains("нет подписи"));
    rig.press(Action::Submit);
    assert_eq!(rig.given(), ["reject"]);
}

#[test]
fn the_registers_own_work_is_nobodys_change() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 7);
    let mut same = case(7);
    same.application.version = 4;
    same.application.duplicate = crate::domain::DuplicateState::Suspected(1);
    rig.changed(vec![same], Vec::new());
    let screen = rig.screen(80, 24);
    assert!(!screen.contains("изменил кто-то другой"));
    assert!(screen.contains("похожая запись"), "{screen}");
}

#[test]
fn ones_own_act_coming_back_is_nobodys_change() {
    let mut rig = rig();
    rig.press(Action::SectionMatches);
    rig.press(Action::Cancel);
    let seq = rig.save();
    rig.open(number(7));
    rig.settle(seq, Outcome::Applied { version: 2 });
    let mut mine = rig.world.register.case(number(7)).unwrap();
    mine.application.version = 2;
    rig.changed(vec![mine], Vec::new());
    assert!(!rig.screen(80, 24).contains("изменил кто-то другой"));
}

#[test]
fn an_application_taken_by_another_desk_can_no_longer_be_marked() {
    let mut rig = rig();
    let mut other = case(7);
    other.application.version = 3;
    other.application.state = ApplicationState::Accepted;
    rig.changed(vec![other], Vec::new());
    rig.press(Action::SectionMatches);
    assert!(rig.asks.is_empty());
    assert!(!rig.notices.is_empty());
}

#[test]
fn an_application_that_is_not_here_yet_says_so_and_asks_for_it() {
    let mut rig = rig();
    rig.open(number(99));
    assert!(rig.screen(80, 24).contains("пока нет"));
    assert!(matches!(
        rig.asks.last(),
        Some(crate::sync::desk::Ask::SyncNow)
    ));
    rig.changed(vec![case(99)], Vec::new());
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), ["verify", "accept"]);
}
