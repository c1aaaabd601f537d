//! The letter with the papers: what the head tells of it, and the question for an address.

use std::collections::BTreeSet;

use crate::domain::{Case, Command, Mail, MailState, MailTrouble};
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::mail;
use crate::tui::screens::common::rig::{FULL, Rig, case, number, revealed};
use crate::tui::widgets::ink;

fn with(state: MailState) -> Case {
    let mut case = case(7);
    case.application.mail = Some(Mail {
        state,
        at: "2026-11-20T09:00:00Z".parse().unwrap(),
    });
    case
}

fn creating() -> Vec<crate::domain::Capability> {
    [
        FULL.as_slice(),
        &[crate::domain::Capability::ApplicationCreate],
    ]
    .concat()
}

fn open(state: MailState) -> Rig {
    let mut rig = Rig::new(&creating(), vec![with(state)]);
    rig.open(number(7));
    rig
}

fn sent(rig: &Rig) -> Vec<Option<String>> {
    let commands = rig.asks.iter().filter_map(|ask| match ask {
        Ask::Give { command, .. } => Some(command),
        _ => None,
    });
    let letters = commands.filter_map(|command| match command {
        Command::SendMail { address } => Some(address.as_ref().map(ToString::to_string)),
        _ => None,
    });
    letters.collect()
}

#[test]
fn the_head_tells_where_the_letter_is_and_what_to_do() {
    let failed = MailTrouble::ALL.map(MailState::Failed);
    let others = [
        MailState::NoAddress,
        MailState::Queued,
        MailState::Sent,
        MailState::Filed,
        MailState::Doubtful,
    ];
    let mut told = BTreeSet::new();
    for state in others.into_iter().chain(failed) {
        let rig = open(state);
        let advice = mail::advice(&with(state), "w", &rig.world.desk()).unwrap();
        let rows = ink::wrap(advice.as_str(), 80);
        assert!(rows.len() <= 2, "{state:?} takes {rows:?}");
        let screen = rig.screen(80, 24);
        for row in rows {
            assert!(screen.contains(row.trim()), "{row} is not in {screen}");
        }
        let helpless = matches!(
            state,
            MailState::Filed | MailState::Failed(MailTrouble::NoPapers)
        );
        assert_eq!(advice.as_str().contains(": w"), !helpless, "{state:?}");
        assert!(
            told.insert(advice.as_str().to_owned()),
            "{state:?} is told like another"
        );
    }
}

#[test]
fn without_a_letter_the_head_has_no_row_for_it() {
    let mut rig = Rig::new(&creating(), vec![case(7)]);
    rig.open(number(7));
    assert!(!rig.screen(80, 24).contains("исьмо"));
}

#[test]
fn an_empty_answer_is_the_address_that_the_register_has() {
    let mut rig = open(MailState::Failed(MailTrouble::MailboxFull));
    rig.press(Action::SendMail);
    assert_eq!(rig.place_now(), Place::Dialog);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("почтовый ящик переполнен"), "{screen}");
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Verification);
    rig.save();
    assert_eq!(sent(&rig), [None]);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Письмо в очереди"), "{screen}");
    assert_eq!(
        rig.verification.number(),
        Some(number(7)),
        "nothing else opens"
    );
}

#[test]
fn where_the_register_has_none_an_address_is_demanded_and_judged() {
    let mut rig = open(MailState::NoAddress);
    rig.press(Action::SendMail);
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Dialog);
    rig.paste("анна");
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Dialog);
    assert!(rig.screen(80, 24).contains("Так адрес почты не пишется"));
    assert!(sent(&rig).is_empty());
    rig.paste("@почта.рф");
    rig.press(Action::Submit);
    assert_eq!(sent(&rig), [Some("анна@почта.рф".to_owned())]);
}

#[test]
fn an_address_that_could_not_be_saved_stands_in_the_question_again() {
    let mut rig = open(MailState::NoAddress);
    rig.press(Action::SendMail);
    rig.paste("anna@example.ru");
    rig.press(Action::Submit);
    rig.fail_to_save();
    assert_eq!(rig.place_now(), Place::Dialog);
    assert!(rig.screen(80, 24).contains("anna@example.ru"));
}

#[test]
fn the_address_on_the_screen_is_proposed() {
    let mut rig = Rig::protected(&creating(), vec![with(MailState::Sent)]);
    rig.open(number(7));
    let mut card = revealed(7);
    card.card.applicant.email = Some("olga@example.ru".into());
    rig.reveal(card);
    rig.press(Action::SendMail);
    assert!(rig.screen(80, 24).contains("olga@example.ru"));
}

#[test]
fn who_may_not_send_is_told_who_may() {
    let mut rig = Rig::new(&FULL, vec![with(MailState::Sent)]);
    rig.open(number(7));
    rig.press(Action::SendMail);
    assert_eq!(rig.place_now(), Place::Verification);
    assert!(sent(&rig).is_empty());
}

#[test]
fn a_doubtful_letter_is_not_sent_again_without_a_word() {
    let mut rig = open(MailState::Doubtful);
    rig.press(Action::SendMail);
    assert!(rig.screen(80, 24).contains("спросите заявителя"));
}
