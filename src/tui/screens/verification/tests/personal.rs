//! Personal values are drawn only from a card whose showing was journalled.

use crate::api::session::Channel;
use crate::domain::validate::Code;
use crate::domain::{Capability, Command};
use crate::i18n::{Language, Texts, key};
use crate::sync::desk::{Ask, News, Unreachable};
use crate::tui::action::Action;
use crate::tui::screens::common::rig::{FULL, Rig, case, number, revealed, without};

fn asked_for_card(rig: &Rig) -> usize {
    rig.asks
        .iter()
        .filter(|ask| matches!(ask, Ask::Card { .. }))
        .count()
}

fn shown(rig: &Rig) -> bool {
    let at_80 = rig.screen(80, 24).contains("Семёнова");
    rig.screen(120, 40).contains("Семёнова") || at_80
}

#[test]
fn nothing_personal_is_drawn_before_its_showing_is_saved() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::NextSection);
    assert_eq!(asked_for_card(&rig), 1);
    rig.hear(&News::Card {
        application: number(7),
        result: Ok(Box::new(revealed(7))),
    });
    let noted = rig.asks.last().cloned();
    assert!(matches!(
        noted,
        Some(Ask::Give {
            command: Command::NoteShown,
            ..
        })
    ));
    assert!(!shown(&rig), "the showing is not on the disk yet");
    rig.save();
    assert!(shown(&rig));
}

#[test]
fn a_showing_that_cannot_be_journalled_is_not_drawn() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::NextSection);
    rig.hear(&News::Card {
        application: number(7),
        result: Ok(Box::new(revealed(7))),
    });
    rig.fail_to_save();
    assert!(!shown(&rig));
    assert!(rig.screen(80, 24).contains("не показано"));
}

#[test]
fn over_the_open_channel_or_without_the_right_no_card_is_asked_for() {
    let mut open = Rig::new(&FULL, vec![case(7)]);
    open.open(number(7));
    open.press(Action::NextSection);
    assert_eq!(asked_for_card(&open), 0);
    assert!(open.screen(80, 24).contains("ViPNet"));
    let mut barred = Rig::protected(&without(&[Capability::PersonalView]), vec![case(7)]);
    barred.open(number(7));
    barred.press(Action::NextSection);
    assert_eq!(asked_for_card(&barred), 0);
    assert!(
        barred
            .screen(80, 24)
            .contains("сверьте бумагу с документом")
    );
}

#[test]
fn the_card_comes_when_the_protected_channel_does() {
    let mut rig = Rig::new(&FULL, vec![case(7)]);
    rig.open(number(7));
    let mut link = rig.world.link;
    link.channel = Channel::Protected;
    rig.hear(&News::Link(link));
    assert_eq!(asked_for_card(&rig), 1);
    rig.hear(&News::Link(link));
    assert_eq!(asked_for_card(&rig), 1, "asked once");
}

#[test]
fn a_card_for_another_application_never_lands() {
    let mut rig = Rig::protected(&FULL, vec![case(7), case(8)]);
    rig.open(number(7));
    rig.open(number(8));
    rig.press(Action::NextSection);
    rig.hear(&News::Card {
        application: number(7),
        result: Ok(Box::new(revealed(7))),
    });
    rig.save();
    assert!(!shown(&rig));
}

#[test]
fn a_card_that_did_not_come_is_asked_for_again() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::NextSection);
    rig.hear(&News::Card {
        application: number(7),
        result: Err(Unreachable::NoLine),
    });
    assert!(rig.screen(80, 24).contains("нет связи"));
    rig.press(Action::Retry);
    assert_eq!(asked_for_card(&rig), 2);
}

#[test]
fn who_sees_the_values_has_to_compare_them() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.reveal(revealed(7));
    rig.press(Action::Accept);
    assert!(rig.screen(80, 24).contains("Ребёнок: не сверено 4"));
}

#[test]
fn a_right_that_is_taken_away_takes_the_values_off_the_screen() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.reveal(revealed(7));
    rig.press(Action::NextSection);
    assert!(shown(&rig));
    let mut profile = rig.world.register.profile().clone();
    profile.capabilities = profile.capabilities.without(Capability::PersonalView);
    rig.hear(&News::Profile(Box::new(profile)));
    assert!(!shown(&rig));
}

#[test]
fn what_looks_wrong_in_the_register_is_told_at_the_field() {
    let mut card = revealed(7);
    card.card.child.snils = Some("112-233-445 96".into());
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.reveal(card);
    rig.press(Action::NextSection);
    rig.press_times(Action::Down, 4);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Контрольное число СНИЛС"), "{screen}");
    let row = screen.lines().find(|line| line.contains("112-233-445 96"));
    assert!(row.unwrap().contains('?'));
    rig.press(Action::Up);
    assert!(!rig.screen(80, 24).contains("Контрольное число"));
}

#[test]
fn every_finding_has_its_words() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for code in Code::ALL {
            assert!(texts.has(&key("finding", code.code())), "{}", code.code());
        }
    }
}
