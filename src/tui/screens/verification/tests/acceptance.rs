//! From a scanned number to an activated certificate, and what stands in the way.

use crate::domain::{Capability, Command, DuplicateState};
use crate::sync::desk::{Ask, LinkState};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::rig::{FULL, Rig, accepted, case, number, revealed, without};
use crate::tui::screens::{Effect, verification};

/// Every section confirmed by its own key; the scanner types the number and Enter.
fn from_scan_to_activation(rig: &mut Rig, personal: bool) {
    rig.paste(&format!("{}\n", number(7)));
    assert_eq!(rig.verification.number(), Some(number(7)));
    rig.keys = 0;
    if personal {
        rig.reveal(revealed(7));
    }
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.save();
    rig.press(Action::Activate);
    rig.save();
}

#[test]
fn ten_keys_lead_from_a_scanned_number_to_an_active_certificate() {
    for personal in [false, true] {
        let capabilities = if personal {
            FULL.to_vec()
        } else {
            without(&[Capability::PersonalView])
        };
        let mut rig = Rig::protected(&capabilities, vec![case(7), case(8)]);
        from_scan_to_activation(&mut rig, personal);
        assert_eq!(rig.given(), ["verify", "accept", "activate"]);
        assert_eq!(rig.keys, 10);
        assert!(rig.keys <= 12);
        assert_eq!(rig.verification.number(), Some(number(8)), "the next opens");
        let done = rig.world.register.case(number(7)).unwrap();
        assert_eq!(done.application.state.code(), "confirmed");
        assert_eq!(done.certificate.state.code(), "active");
    }
}

#[test]
fn no_section_may_be_left_out() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 6);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), [""; 0]);
    assert!(rig.screen(80, 24).contains("Подтверждено место"));
}

#[test]
fn keys_typed_ahead_of_the_disk_are_not_lost() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.press(Action::Activate);
    assert_eq!(rig.given(), ["verify", "accept"]);
    rig.save();
    assert_eq!(rig.given(), ["verify", "accept", "activate"]);
}

#[test]
fn the_dialog_proposes_the_next_number_of_the_journal_and_today() {
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), case(8)],
    );
    for serial in [7, 8] {
        rig.open(number(serial));
        rig.press_times(Action::SectionMatches, 7);
        rig.press(Action::Accept);
        rig.press(Action::Submit);
        rig.save();
    }
    let entries: Vec<_> = rig
        .asks
        .iter()
        .filter_map(|ask| match ask {
            Ask::Give {
                command:
                    Command::Accept {
                        journal_number,
                        date,
                    },
                ..
            } => Some((journal_number.to_string(), *date)),
            _ => None,
        })
        .collect();
    let today = rig.world.today;
    assert_eq!(entries, [("41".into(), today), ("42".into(), today)]);
    let used: Vec<_> = rig
        .asks
        .iter()
        .filter_map(|ask| match ask {
            Ask::JournalUsed { number } => Some(*number),
            _ => None,
        })
        .collect();
    assert_eq!(used, [42, 43]);
}

#[test]
fn a_number_is_not_used_up_when_nothing_was_saved() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.fail_to_save();
    rig.fail_to_save();
    assert!(
        !rig.asks
            .iter()
            .any(|a| matches!(a, Ask::JournalUsed { .. }))
    );
    rig.press(Action::Accept);
    assert_eq!(rig.place_now(), Place::Dialog);
    rig.press(Action::Submit);
    assert_eq!(rig.given(), ["verify", "accept"], "the marks go again");
}

#[test]
fn a_wrong_date_stays_in_the_dialog() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::NextField);
    rig.press(Action::ClearInput);
    rig.paste("01.12.2026");
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Dialog);
    assert_eq!(rig.given(), [""; 0]);
    assert!(rig.screen(80, 24).contains("Дата записи в журнале"));
}

#[test]
fn what_is_missing_is_listed_with_a_jump() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::SectionMatches);
    rig.press(Action::Accept);
    assert_eq!(rig.place_now(), Place::Dialog);
    insta::assert_snapshot!(rig.screen(80, 24));
    rig.press(Action::Down);
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Verification);
    assert!(rig.screen(80, 24).contains("►3 Документ ребёнка"));
}

#[test]
fn who_cannot_activate_hears_who_can_and_the_next_opens() {
    let rights = without(&[Capability::PersonalView, Capability::CertificateActivate]);
    let mut rig = Rig::new(&rights, vec![case(7), case(8)]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    rig.press(Action::Submit);
    rig.save();
    assert!(rig.notices.last().unwrap().contains("Рочева Т. В."));
    assert_eq!(rig.verification.number(), Some(number(8)));
    rig.open(number(7));
    rig.press(Action::Activate);
    assert_eq!(rig.given(), ["verify", "accept"]);
    assert!(rig.notices.last().unwrap().contains("Рочева Т. В."));
}

#[test]
fn a_clerk_who_does_not_accept_marks_nothing() {
    let rights = without(&[Capability::PersonalView, Capability::ApplicationAccept]);
    let mut rig = Rig::new(&rights, vec![case(7)]);
    rig.open(number(7));
    rig.press(Action::SectionMatches);
    rig.press(Action::Mismatch);
    assert_eq!(rig.place_now(), Place::Verification);
    rig.press(Action::Accept);
    assert!(rig.asks.is_empty());
    assert!(rig.notices.iter().all(|n| n.contains("Рочева Т. В.")));
}

#[test]
fn a_rejection_and_a_return_take_a_reason_and_lead_on() {
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), case(8), case(9)],
    );
    rig.open(number(7));
    rig.press(Action::Return);
    rig.press(Action::Down);
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), ["return"]);
    assert_eq!(rig.verification.number(), Some(number(8)));
    rig.press(Action::Reject);
    rig.press(Action::Last);
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Dialog, "«другая» needs a text");
    rig.paste("заявление подала бабушка");
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), ["return", "reject"]);
    assert_eq!(rig.verification.number(), Some(number(9)));
}

#[test]
fn a_suspected_duplicate_blocks_until_a_second_person_decides() {
    let mut suspected = case(7);
    suspected.application.duplicate = DuplicateState::Suspected(1);
    let rights = without(&[Capability::PersonalView]);
    let mut rig = Rig::new(&rights, vec![suspected]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    assert!(rig.screen(80, 24).contains("Похожая запись."));
    rig.press(Action::Cancel);
    rig.press(Action::ResolveDuplicate);
    rig.press(Action::Submit);
    rig.save();
    assert_eq!(rig.given(), ["verify", "resolve_duplicate"]);
    rig.press(Action::Accept);
    assert!(
        rig.screen(80, 24).contains("решили Вы"),
        "not the same person"
    );
}

#[test]
fn an_accepted_application_is_activated_from_the_same_screen() {
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![accepted(7)]);
    rig.open(number(7));
    rig.press(Action::Activate);
    rig.save();
    assert_eq!(rig.given(), ["activate"]);
    assert_eq!(rig.place, Place::Queue, "nothing else waits");
}

#[test]
fn without_the_line_an_act_is_not_told_as_the_registers() {
    for (state, told) in [(LinkState::Connected, false), (LinkState::Offline, true)] {
        let mut rig = Rig::new(&FULL, vec![accepted(7)]);
        rig.world.link.state = state;
        rig.open(number(7));
        rig.press(Action::Activate);
        rig.save();
        let said = rig.notices.last().unwrap();
        assert_eq!(said.contains("когда появится связь"), told, "{said}");
    }
}

#[test]
fn a_mark_on_an_accepted_application_says_what_comes_next() {
    let mut rig = Rig::new(&FULL, vec![accepted(7)]);
    rig.open(number(7));
    for action in [Action::Submit, Action::Match, Action::Mismatch] {
        rig.press(action);
        let said = rig.notices.pop().unwrap();
        assert!(said.contains("активировать сертификат"), "{said}");
        assert!(rig.screen(80, 24).contains(&said), "as the foot does");
    }
    assert!(rig.given().is_empty());
}

#[test]
fn a_scanned_number_opens_its_application_from_here() {
    let mut rig = Rig::new(&FULL, vec![case(7), case(8)]);
    rig.open(number(7));
    rig.paste(&format!("{}\n", number(8)));
    assert_eq!(rig.verification.number(), Some(number(8)));
}

#[test]
fn nothing_is_asked_of_the_clerk_before_an_application_is_open() {
    let mut rig = Rig::new(&FULL, Vec::new());
    let desk = rig.world.desk();
    for action in Action::ALL {
        let event = crate::tui::screens::Event::Action(*action);
        let effects = verification::update(&mut rig.verification, event, &desk);
        assert!(
            effects.iter().all(|e| matches!(e, Effect::Go(_))),
            "{action:?}"
        );
    }
}
