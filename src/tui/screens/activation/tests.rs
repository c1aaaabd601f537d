//! The activation queue: two keys, and never without the right.

use crate::domain::{ApplicationNumber, Capability};
use crate::sync::desk::{Ask, News};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Goto;
use crate::tui::screens::common::rig::{FULL, Rig, accepted, case, number, revealed, without};

fn queue(gone: &[Capability]) -> Rig {
    let cases = vec![case(1), accepted(2), accepted(4), accepted(6)];
    let mut rig = Rig::protected(&without(gone), cases);
    rig.go(Goto::Activation);
    rig
}

#[test]
fn one_key_shows_what_would_be_activated_and_the_next_does_it() {
    let mut rig = queue(&[]);
    rig.press(Action::Activate);
    assert_eq!(rig.place_now(), Place::Dialog);
    assert_eq!(rig.given(), [""; 0]);
    let screen = rig.screen(120, 40);
    assert!(screen.contains("журнал № 102 от 20.11.2026"), "{screen}");
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), ["activate"]);
    assert!(rig.notices.last().unwrap().contains(&number(2).to_string()));
    let row = |screen: &str| {
        screen
            .lines()
            .find(|l| l.starts_with('►'))
            .map(str::to_owned)
    };
    assert!(
        row(&rig.screen(80, 24))
            .unwrap()
            .contains(&number(4).to_string())
    );
}

#[test]
fn the_way_back_activates_nothing() {
    let mut rig = queue(&[]);
    rig.press(Action::Activate);
    rig.press(Action::Down);
    rig.press(Action::Cancel);
    assert_eq!(rig.place_now(), Place::Activation);
    assert_eq!(rig.given(), [""; 0]);
}

#[test]
fn a_confirmation_goes_with_its_application() {
    let mut rig = queue(&[]);
    rig.press(Action::Activate);
    rig.changed(Vec::new(), vec![number(2)]);
    assert_eq!(rig.place_now(), Place::Activation);
}

#[test]
fn without_the_right_it_says_who_has_it() {
    let mut rig = queue(&[Capability::CertificateActivate]);
    rig.press(Action::Activate);
    assert_eq!(rig.place_now(), Place::Activation);
    assert!(rig.notices.last().unwrap().contains("Рочева Т. В."));
    insta::assert_snapshot!("activation_barred_80", rig.screen(80, 24));
}

#[test]
fn enter_opens_the_application() {
    let mut rig = queue(&[]);
    rig.press(Action::Down);
    rig.press(Action::Submit);
    assert_eq!(rig.verification.number(), Some(number(4)));
}

#[test]
fn down_the_list_nobody_waits_for_the_disk() {
    let mut rig = queue(&[]);
    for _ in 0..3 {
        rig.press(Action::Activate);
        rig.press(Action::Submit);
    }
    let given: Vec<_> = rig.asks.iter().filter_map(given_number).collect();
    assert_eq!(given, [number(2), number(4), number(6)]);
}

#[test]
fn one_that_somebody_holds_is_passed_over() {
    let mut rig = queue(&[]);
    rig.hold(&[4]);
    for _ in 0..2 {
        rig.press(Action::Activate);
        rig.press(Action::Submit);
    }
    let given: Vec<_> = rig.asks.iter().filter_map(given_number).collect();
    assert_eq!(given, [number(2), number(6)]);
}

fn given_number(ask: &Ask) -> Option<ApplicationNumber> {
    match ask {
        Ask::Give { target, .. } => target.case(),
        _ => None,
    }
}

#[test]
fn what_was_not_saved_can_be_tried_again() {
    let mut rig = queue(&[]);
    for _ in 0..2 {
        rig.press(Action::Activate);
        rig.press(Action::Submit);
        rig.fail_to_save();
        rig.press(Action::Up);
    }
    assert!(rig.screen(80, 24).contains(&number(2).to_string()));
    assert!(!rig.asks.iter().any(|ask| matches!(ask, Ask::Give { .. })));
}

#[test]
fn the_screen() {
    let mut rig = queue(&[]);
    insta::assert_snapshot!("activation_80", rig.screen(80, 24));
    rig.press(Action::Activate);
    insta::assert_snapshot!("activation_confirm_120", rig.screen(120, 40));
    let mut rig = Rig::protected(&FULL, vec![accepted(2), accepted(4)]);
    rig.open(number(2));
    rig.reveal(revealed(2));
    rig.go(Goto::Activation);
    insta::assert_snapshot!("activation_personal_80", rig.screen(80, 24));
    let profile = rig.world.register.profile().clone();
    rig.hear(&News::Profile(Box::new(crate::api::session::Profile {
        capabilities: profile.capabilities.without(Capability::PersonalView),
        ..profile
    })));
    assert!(!rig.screen(80, 24).contains("Семёнова"));
}
