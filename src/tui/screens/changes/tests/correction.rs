//! Fields put right: marked, offered, confirmed, given; with the card and without one.

use super::*;
use crate::domain::{Changes, Check, CheckKind, Field, PrintedForm, Remark, ReturnReason, Step};
use crate::tui::screens::Goto;

/// Sent back because the child's name differs; the clerk has written down what the document shows.
fn returned() -> Case {
    let mut case = case(7);
    case.application.state = ApplicationState::Returned(ReturnReason::DataMismatch);
    let checks = &mut case.application.checks;
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
    }
    for field in [Field::ChildName, Field::ChildDocumentNumber] {
        checks.set(CheckKind::PaperDocuments, field, Check::Mismatch);
    }
    case
}

fn with_remark() -> RevealedCard {
    let mut card = family(7);
    card.card.remarks = vec![Remark {
        field: Field::ChildName,
        note: "".into(),
        right_value: Some("Алла".into()),
    }];
    card
}

fn seeing_returned() -> Rig {
    let mut rig = Rig::protected(&clerk(), vec![returned(), active(8)]);
    told(&mut rig);
    rig.open(number(7));
    rig.reveal(with_remark());
    rig
}

#[test]
fn a_returned_application_opens_at_its_marked_fields_by_one_key() {
    let mut rig = seeing_returned();
    rig.type_in("у");
    assert_eq!(rig.place_now(), Place::ApplicationForm);
    insta::assert_snapshot!("marked_80", rig.screen(80, 24));
    insta::assert_snapshot!("marked_120", rig.screen(120, 40));
    ctrl(&mut rig, 'а');
    ctrl(&mut rig, 'п');
    rig.key(KeyCode::Backspace, KeyModifiers::NONE);
    rig.type_in("8");
    ctrl(&mut rig, 'ч');
    assert_eq!(rig.place_now(), Place::Paper, "{}", rig.screen(80, 24));
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Анна → Алла"), "{shown}");
    assert!(shown.contains("512337 → 512338"), "{shown}");
    insta::assert_snapshot!("before_after_80", shown);
    enter(&mut rig);
    let Command::Correct(correction) = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    let mut expected = Changes::default();
    expected.set(Field::ChildName, "Алла");
    expected.set(Field::ChildDocumentNumber, "512338");
    assert!(correction.changes == expected);
    assert!(correction.paper_due > rig.world.today);
    rig.save();
    assert_eq!(rig.printed, [PrintedForm::Statement]);
    assert_eq!(rig.place_now(), Place::Verification);
    let now = rig.world.register.case(number(7)).unwrap();
    assert_eq!(now.application.state, ApplicationState::AwaitingPaper);
    rig.press(Action::First);
    rig.press_times(Action::Down, 4);
    let shown = rig.screen(80, 24);
    assert!(
        shown.contains("Алла"),
        "the values behind the correction: {shown}"
    );
    assert_eq!(
        rig.given(),
        ["correct"],
        "the marks are those of the record"
    );
}

#[test]
fn without_a_card_the_marked_fields_alone_are_asked_for() {
    let mut rig = blind(returned());
    rig.type_in("у");
    nothing_here(&mut rig);
    assert_eq!(rig.place_now(), Place::ApplicationForm);
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Имя") && !shown.contains("СНИЛС"), "{shown}");
    ctrl(&mut rig, 'ч');
    assert_eq!(rig.place_now(), Place::ApplicationForm, "nothing was typed");
    assert!(
        said(&rig).contains("Ничего не изменилось"),
        "{}",
        said(&rig)
    );
    rig.type_in("Алла");
    ctrl(&mut rig, 'ч');
    let shown = rig.screen(80, 24);
    assert!(
        shown.contains("Станет") && shown.contains("Алла"),
        "{shown}"
    );
    enter(&mut rig);
    let Command::Correct(correction) = last(&rig) else {
        panic!("{:?}", rig.given());
    };
    let mut expected = Changes::default();
    expected.set(Field::ChildName, "Алла");
    assert!(correction.changes == expected);
    rig.save();
    assert!(rig.printed.is_empty());
    assert!(said(&rig).contains("данных семьи"), "{}", said(&rig));
}

#[test]
fn what_an_older_card_lacks_stands_in_nobodys_way() {
    let mut rig = Rig::protected(&clerk(), vec![active(7), active(8)]);
    told(&mut rig);
    rig.open(number(7));
    rig.reveal(revealed(7));
    rig.type_in("ьв");
    rig.type_in("-Попова");
    ctrl(&mut rig, 'ч');
    assert_eq!(rig.place_now(), Place::Paper, "{}", rig.screen(80, 24));
    assert!(rig.screen(80, 24).contains("Семёнова-Попова"));
}

#[test]
fn what_this_desk_handed_in_is_known_to_its_form() {
    use crate::domain::{ApplicationRef, NewApplication, OrganisationId, Source};
    let mut rig = blind(returned());
    rig.go(Goto::Change(number(7), Step::Correct));
    let case = returned();
    rig.hear(&News::Submitted {
        application: number(7),
        submitted: Some(Box::new(NewApplication {
            reference: ApplicationRef {
                number: number(7),
                date: case.application.reference.date,
            },
            certificate: case.certificate.number,
            organisation: OrganisationId(1),
            source: Source::Desk,
            consents: case.application.consents.clone(),
            paper_due: case.application.paper_due,
            card: family(7).card,
        })),
    });
    let shown = rig.screen(80, 24);
    assert!(shown.contains("Анна"), "{shown}");
    rig.key(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(
        rig.place_now(),
        Place::Verification,
        "back to where it was begun"
    );
}

#[test]
fn a_change_of_data_is_typed_signed_and_kept_until_it_is_given() {
    let mut rig = seeing(active(7));
    rig.type_in("ьв");
    assert_eq!(rig.place_now(), Place::ApplicationForm);
    for _ in 0..8 {
        rig.key(KeyCode::Backspace, KeyModifiers::NONE);
    }
    rig.type_in("Иванова");
    let kept = drafts(&rig);
    assert_eq!(kept.len(), 1);
    let mut again = Rig::protected(&clerk(), vec![active(7), active(8)]);
    told(&mut again);
    again.restore(kept);
    again.world.link.channel = crate::api::session::Channel::Protected;
    again.open(number(7));
    again.reveal(family(7));
    again.type_in("ьв");
    let shown = again.screen(80, 24);
    assert!(shown.contains("Иванова"), "{shown}");
    ctrl(&mut again, 'ч');
    assert!(
        again.screen(80, 24).contains("Семёнова → Иванова"),
        "{}",
        again.screen(80, 24)
    );
    enter(&mut again);
    assert_eq!(again.printed, [PrintedForm::ChangeRequest]);
    again.type_in("у");
    assert_eq!(
        again.place_now(),
        Place::ApplicationForm,
        "to change it once more"
    );
    ctrl(&mut again, 'ч');
    again.type_in("ы");
    enter(&mut again);
    let Command::ChangeData(change) = last(&again) else {
        panic!("{:?}", again.given());
    };
    assert_eq!(change.changes.get(Field::ChildSurname), Some("Иванова"));
    again.save();
    assert!(
        drafts(&again)
            .iter()
            .all(|(key, _)| !key.starts_with("change/"))
    );
}

#[test]
fn the_notice_of_a_return_is_printed_by_one_key_from_the_next_application_too() {
    for (action, form) in [
        (Action::Return, PrintedForm::ReturnNotice),
        (Action::Reject, PrintedForm::RejectionNotice),
    ] {
        let mut rig = blind(case(7));
        rig.type_in("г");
        assert!(rig.printed.is_empty());
        assert!(!said(&rig).is_empty(), "nothing was decided yet");
        rig.changed(vec![case(9)], Vec::new());
        rig.press(action);
        enter(&mut rig);
        rig.save();
        assert!(
            rig.notices.iter().any(|n| n.contains("Уведомление")),
            "{:?}",
            rig.notices
        );
        rig.place = Place::Verification;
        rig.type_in("г");
        assert_eq!(rig.printed, [form]);
    }
}
