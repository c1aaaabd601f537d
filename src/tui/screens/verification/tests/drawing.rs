//! The screen itself, at 80×24 and 120×40.

use ratatui::style::Modifier;

use crate::domain::{ApplicationState, Capability, DuplicateState, Section};
use crate::tui::action::Action;
use crate::tui::screens::common::rig::{
    FULL, Rig, accepted, case, day, number, revealed, revealed_with_alike, without,
};
use crate::tui::screens::verification;

#[test]
fn without_personal_data() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 2);
    rig.press(Action::Match);
    insta::assert_snapshot!("verification_80", rig.screen(80, 24));
    insta::assert_snapshot!("verification_120", rig.screen(120, 40));
}

#[test]
fn with_personal_data() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.reveal(revealed(7));
    rig.press_times(Action::SectionMatches, 1);
    rig.press_times(Action::Match, 3);
    rig.press(Action::Last);
    rig.press_times(Action::PreviousSection, 5);
    rig.press_times(Action::Down, 5);
    insta::assert_snapshot!("verification_personal_80", rig.screen(80, 24));
    insta::assert_snapshot!("verification_personal_120", rig.screen(120, 40));
}

#[test]
fn with_a_likely_duplicate() {
    let mut suspected = case(7);
    suspected.application.duplicate = DuplicateState::Suspected(1);
    let mut rig = Rig::protected(&FULL, vec![suspected, case(700)]);
    rig.open(number(7));
    rig.reveal(revealed_with_alike(7));
    rig.press_times(Action::NextSection, 2);
    insta::assert_snapshot!("verification_alike_80", rig.screen(80, 24));
    insta::assert_snapshot!("verification_alike_120", rig.screen(120, 40));
    let buf = rig.draw(80, 20);
    let lit: String = buf
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(lit.contains('3') && lit.contains('8'), "{lit}");
}

#[test]
fn a_day_that_is_near_is_seen_beside_any_name() {
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    let due = case(7).application.paper_due;
    rig.world.today = due - chrono::Days::new(1);
    rig.open(number(7));
    let mut long = revealed(7);
    long.card.child.name.surname = "Константинопольская-Вознесенская".into();
    rig.reveal(long);
    let screen = rig.screen(80, 24);
    let day = rig.world.texts.date(due);
    assert!(
        screen.contains(&format!("бумагу ждём до {day}")),
        "{screen}"
    );
}

#[test]
fn every_field_is_seen_where_one_is_also_beside_a_duplicate() {
    let mut suspected = case(7);
    suspected.application.duplicate = DuplicateState::Suspected(1);
    for (record, card) in [(case(7), revealed(7)), (suspected, revealed_with_alike(7))] {
        let mut rig = Rig::protected(&FULL, vec![record, case(700)]);
        rig.open(number(7));
        rig.reveal(card);
        for section in Section::ALL {
            for field in section.fields() {
                let name = crate::i18n::key("field", field.code());
                let name = rig.world.texts.get(&name);
                let screen = rig.screen(80, 24);
                let short: String = name.chars().take(28).collect();
                assert!(
                    screen.contains(&format!("►{short}")) || screen.contains(&format!("► {short}")),
                    "{name}: {screen}"
                );
                rig.press(Action::Down);
            }
        }
    }
}

#[test]
fn a_suspicion_without_the_right_to_see_it() {
    let mut suspected = case(7);
    suspected.application.duplicate = DuplicateState::Suspected(2);
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![suspected]);
    rig.open(number(7));
    assert!(rig.screen(80, 24).contains("Похожая запись есть."));
}

#[test]
fn the_dialogs() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::Reject);
    insta::assert_snapshot!("verification_reject_80", rig.screen(80, 24));
    rig.press(Action::Cancel);
    rig.press(Action::Mismatch);
    insta::assert_snapshot!("verification_mismatch_80", rig.screen(80, 24));
    rig.press(Action::Cancel);
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    insta::assert_snapshot!("verification_accept_80", rig.screen(80, 24));
    rig.press(Action::Submit);
    rig.save();
    insta::assert_snapshot!("verification_accepted_80", rig.screen(80, 24));
}

#[test]
fn hostile_text_does_not_reach_the_buffer() {
    let mut card = revealed(7);
    card.card.child.name.surname = "Ива\u{1b}[2Jнов\u{202e}а".into();
    card.card.child.address = "\u{9b}31m\u{200b}ул. Ленина".into();
    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.reveal(card);
    rig.press(Action::NextSection);
    for (width, height) in [(80, 20), (120, 36)] {
        let buf = rig.draw(width, height);
        let text: String = buf
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(text.contains("Ива\u{fffd}"));
        let bad = |c: char| c.is_control() || matches!(c, '\u{200b}' | '\u{202e}' | '\u{9b}');
        assert!(!text.chars().any(bad));
    }
}

#[test]
fn a_paper_that_came_too_late_is_told_before_anything_is_compared() {
    let mut late = case(7);
    late.application.paper_due = day(2026, 1, 31);
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![late]);
    rig.open(number(7));
    let screen = rig.screen(80, 24);
    assert!(screen.contains("принять нельзя. r — отказать"), "{screen}");
}

#[test]
fn only_what_can_be_done_is_offered() {
    use crate::tui::action::Action as A;
    let mut confirmed = accepted(9);
    confirmed.application.state = ApplicationState::Confirmed;
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), accepted(8), confirmed],
    );
    let asked = [
        A::SectionMatches,
        A::Mismatch,
        A::Accept,
        A::Activate,
        A::Return,
        A::Reject,
    ];
    let offered = |rig: &Rig| {
        let desk = rig.world.desk();
        let state = &rig.verification;
        let yes = asked.into_iter();
        yes.filter(|a| verification::offers(state, *a, &desk))
            .collect::<Vec<_>>()
    };
    rig.open(number(7));
    let open = [A::SectionMatches, A::Mismatch, A::Return, A::Reject];
    assert_eq!(offered(&rig), open);
    rig.press_times(A::SectionMatches, 7);
    let compared = [A::Mismatch, A::Accept, A::Return, A::Reject];
    assert_eq!(offered(&rig), compared);
    rig.open(number(8));
    assert_eq!(offered(&rig), [A::Activate, A::Return]);
    rig.open(number(9));
    assert_eq!(offered(&rig), []);
}
