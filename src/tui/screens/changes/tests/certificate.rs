//! What becomes of a certificate: reason, paper, entry in the journal, command.

use super::*;
use crate::api::sync::Outcome;
use crate::domain::{PaperEntry, PrintedForm, Refusal, ReissueReason, SuspendReason};
use crate::tui::screens::Revisit;

/// To the entry of the signed request: list, reason, print.
fn to_the_entry(rig: &mut Rig) {
    rig.type_in("ьы");
    enter(rig);
    assert_eq!(rig.place_now(), Place::Paper);
    enter(rig);
    assert_eq!(rig.printed, [PrintedForm::SuspensionRequest]);
    assert!(rig.given().is_empty(), "the family signs first");
    enter(rig);
    assert_eq!(rig.place_now(), Place::Dialog);
}

#[test]
fn a_request_is_printed_signed_and_entered_before_it_is_given() {
    let mut rig = seeing(active(7));
    to_the_entry(&mut rig);
    insta::assert_snapshot!("entry_80", rig.screen(80, 24));
    enter(&mut rig);
    let Command::Suspend { reason, paper, .. } = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(reason, SuspendReason::ParentRequest);
    let entry = PaperEntry {
        journal_number: "41".into(),
        date: rig.world.today,
    };
    assert_eq!(paper, Some(entry));
    let saving = rig.world.texts.get("verify-being-saved");
    assert!(rig.screen(80, 24).contains(&saving));
    rig.save();
    assert!(said(&rig).contains("приостановлен"), "{}", said(&rig));
    assert!(
        said(&rig).contains("Попова"),
        "who can restore it: {}",
        said(&rig)
    );
    assert!(
        rig.asks
            .iter()
            .any(|ask| matches!(ask, Ask::JournalUsed { .. }))
    );
    assert_eq!(rig.place_now(), Place::Verification);
    assert!(drafts(&rig).is_empty(), "given, it is no draft");
    let now = rig.world.register.case(number(7)).unwrap();
    let suspended = CertificateState::Suspended(SuspendReason::ParentRequest);
    assert_eq!(now.certificate.state, suspended);
    rig.type_in("ьщ");
    assert_eq!(
        rig.place_now(),
        Place::Paper,
        "the family signs for the end of it too"
    );
    enter(&mut rig);
    assert_eq!(rig.printed.last(), Some(&PrintedForm::RestorationRequest));
    enter(&mut rig);
    enter(&mut rig);
    let Command::Restore { paper: Some(paper) } = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(paper.journal_number.as_str(), "42");
}

#[test]
fn what_could_not_be_saved_stands_in_its_dialog_again() {
    let mut rig = seeing(active(7));
    to_the_entry(&mut rig);
    rig.press(Action::ClearInput);
    for _ in 0..2 {
        rig.key(KeyCode::Backspace, KeyModifiers::NONE);
    }
    rig.type_in("55/а");
    enter(&mut rig);
    assert_eq!(rig.given(), ["suspend"]);
    rig.fail_to_save();
    assert_eq!(rig.place_now(), Place::Dialog);
    let shown = rig.screen(80, 24);
    assert!(shown.contains("55/а"), "{shown}");
    enter(&mut rig);
    rig.save();
    assert_eq!(rig.given(), ["suspend"]);
}

#[test]
fn a_wrong_day_is_said_at_its_field() {
    let mut rig = seeing(active(7));
    to_the_entry(&mut rig);
    rig.key(KeyCode::Tab, KeyModifiers::NONE);
    for _ in 0..10 {
        rig.key(KeyCode::Backspace, KeyModifiers::NONE);
    }
    rig.type_in("01.12.2026");
    enter(&mut rig);
    assert!(rig.given().is_empty());
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Дата записи в журнале"), "{shown}");
}

#[test]
fn another_reason_wants_its_words() {
    let mut rig = seeing(active(7));
    rig.type_in("ьы");
    rig.press_times(Action::Down, 3);
    enter(&mut rig);
    assert_eq!(rig.place_now(), Place::Dialog, "the text is missing");
    rig.type_in("проверка жалобы");
    enter(&mut rig);
    assert_eq!(rig.place_now(), Place::Paper);
    assert!(rig.screen(80, 24).contains("проверка жалобы"));
    rig.type_in("з");
    assert!(rig.printed.is_empty(), "nobody signs for it");
    assert!(!said(&rig).is_empty());
    enter(&mut rig);
    let Command::Suspend {
        reason,
        text,
        paper,
    } = last(&rig)
    else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(reason, SuspendReason::Other);
    assert_eq!((text.as_str(), paper), ("проверка жалобы", None));
}

#[test]
fn a_reissue_prints_the_extract_at_once() {
    let mut rig = seeing(active(7));
    rig.type_in("ьш");
    rig.press(Action::Down);
    enter(&mut rig);
    enter(&mut rig);
    enter(&mut rig);
    enter(&mut rig);
    let Command::Reissue { reason, .. } = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(reason, ReissueReason::PasswordLost);
    rig.save();
    let expected = [PrintedForm::ReissueRequest, PrintedForm::RegisterExtract];
    assert_eq!(rig.printed, expected);
}

#[test]
fn without_the_familys_data_the_extract_says_who_prints_it() {
    let mut rig = blind(active(7));
    rig.type_in("ь");
    nothing_here(&mut rig);
    rig.type_in("ш");
    for _ in 0..4 {
        enter(&mut rig);
    }
    rig.save();
    assert_eq!(rig.printed, [PrintedForm::ReissueRequest]);
    assert!(said(&rig).contains("данных семьи"), "{}", said(&rig));
}

#[test]
fn a_municipality_is_found_by_typing() {
    let mut rig = blind(active(7));
    rig.type_in("ье");
    let shown = rig.screen(80, 24);
    assert!(
        shown.contains("Воркута") && !shown.contains("01 Сыктывкар"),
        "{shown}"
    );
    rig.type_in("ух");
    let shown = rig.screen(80, 24);
    assert!(!shown.contains("Воркута"), "{shown}");
    enter(&mut rig);
    for _ in 0..3 {
        enter(&mut rig);
    }
    let Command::TransferCertificate { to, .. } = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    assert_eq!(to, MunicipalityCode(3));
    assert_eq!(rig.printed, [PrintedForm::TransferRequest]);
    rig.save();
    assert!(said(&rig).contains("Ухта"), "{}", said(&rig));
}

#[test]
fn an_exclusion_without_the_family_needs_no_paper() {
    let mut rig = blind(active(7));
    rig.type_in("ьч");
    rig.press_times(Action::Down, 2);
    enter(&mut rig);
    enter(&mut rig);
    rig.save();
    let now = rig.world.register.case(number(7)).unwrap();
    assert_eq!(now.certificate.state.code(), "excluded");
}

#[test]
fn a_withdrawal_is_signed_and_closes_the_application() {
    let mut rig = blind(case(7));
    rig.type_in("ьц");
    for _ in 0..3 {
        enter(&mut rig);
    }
    rig.save();
    assert_eq!(rig.printed, [PrintedForm::WithdrawalRequest]);
    let now = rig.world.register.case(number(7)).unwrap();
    assert_eq!(now.application.state, ApplicationState::Withdrawn);
}

#[test]
fn what_was_begun_comes_back_after_a_restart() {
    let mut rig = seeing(active(7));
    to_the_entry(&mut rig);
    let kept = drafts(&rig);
    let mut again = Rig::new(&clerk(), vec![active(7), active(8)]);
    again.restore(kept);
    again.open(number(7));
    assert!(
        again.notices.iter().any(|n| n.contains("Начато")),
        "{:?}",
        again.notices
    );
    again.type_in("ь");
    assert!(again.screen(80, 24).contains("начато"));
    again.type_in("ы");
    assert_eq!(again.place_now(), Place::Paper);
    assert!(again.screen(80, 24).contains("По заявлению родителя"));
    again.key(KeyCode::Delete, KeyModifiers::NONE);
    assert!(drafts(&again).is_empty());
}

#[test]
fn a_refused_act_opens_with_what_it_said() {
    let mut rig = seeing(active(7));
    let paper = Some(PaperEntry {
        journal_number: "17".into(),
        date: day(2026, 11, 20),
    });
    let suspend = Command::Suspend {
        reason: SuspendReason::ParentRequest,
        text: "".into(),
        paper,
    };
    rig.revisit(&Revisit {
        number: number(7),
        seq: 3,
        commands: vec![suspend],
        outcome: Outcome::Refused {
            why: Refusal::JournalNumberTaken,
        },
    });
    assert_eq!(rig.place_now(), Place::Paper);
    assert!(said(&rig).contains("номер"), "{}", said(&rig));
    enter(&mut rig);
    let shown = rig.screen(80, 24);
    assert!(
        shown.contains("41") && shown.contains("20.11.2026"),
        "{shown}"
    );
    enter(&mut rig);
    rig.save();
    let dismissed = |ask: &Ask| matches!(ask, Ask::Dismiss { seq: 3 });
    assert!(rig.asks.iter().any(dismissed), "it needs nobody any more");
}
