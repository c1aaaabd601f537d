//! Marks, their draft, and moving between fields.

use crate::domain::{Capability, CheckKind, Command, ConsentCode, Field, Section};
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::rig::{Rig, case, number, without};
use crate::tui::screens::verification::State;

fn rig() -> Rig {
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), case(8)],
    );
    rig.open(number(7));
    rig
}

fn field(state: &State) -> Field {
    state.form.as_ref().unwrap().field
}

fn drafts(rig: &Rig) -> Vec<(&str, &str)> {
    rig.asks
        .iter()
        .filter_map(|ask| match ask {
            Ask::Draft { key, text } => Some((key.as_str(), text.as_str())),
            _ => None,
        })
        .collect()
}

#[test]
fn a_match_moves_on_and_skips_nothing() {
    let mut rig = rig();
    rig.press(Action::Match);
    assert_eq!(field(&rig.verification), Field::ApplicationDate);
    rig.press(Action::Match);
    rig.press(Action::Match);
    assert_eq!(field(&rig.verification), Field::ChildSurname);
    rig.press(Action::First);
    rig.press(Action::ClearMark);
    rig.press(Action::Last);
    rig.press(Action::NextUnchecked);
    assert_eq!(field(&rig.verification), Field::ApplicationNumber);
}

#[test]
fn sections_are_gone_through_by_keys() {
    let mut rig = rig();
    for section in Section::ALL.iter().skip(1) {
        rig.press(Action::NextSection);
        assert_eq!(field(&rig.verification), section.fields()[0]);
    }
    rig.press(Action::NextSection);
    assert_eq!(field(&rig.verification).section(), Section::DocumentSet);
    rig.press(Action::PreviousSection);
    assert_eq!(field(&rig.verification).section(), Section::Consents);
}

#[test]
fn a_mismatch_wants_a_note_or_the_right_value() {
    let mut rig = rig();
    rig.press(Action::NextSection);
    rig.press(Action::Mismatch);
    assert_eq!(rig.place_now(), Place::Dialog);
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Dialog, "empty says nothing");
    rig.paste("Семенова");
    rig.press(Action::Submit);
    assert_eq!(rig.place_now(), Place::Verification);
    rig.press(Action::Up);
    assert!(rig.screen(80, 24).contains("В документе: Семенова"));
    let form = rig.verification.form.as_ref().unwrap();
    assert!(form.differs(Field::ChildSurname));
    rig.press(Action::SectionMatches);
    let form = rig.verification.form.as_ref().unwrap();
    assert!(
        form.differs(Field::ChildSurname),
        "a mismatch is not confirmed away"
    );
    rig.press(Action::Accept);
    assert!(rig.screen(80, 24).contains("Расходится: Ребёнок"));
}

#[test]
fn a_consent_that_was_not_given_is_not_confirmed() {
    let mut lacking = case(7);
    lacking
        .application
        .consents
        .retain(|consent| consent.code != ConsentCode::Changes);
    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![lacking]);
    rig.open(number(7));
    rig.press_times(Action::SectionMatches, 6);
    assert_eq!(field(&rig.verification), Field::ConsentChanges);
    assert!(rig.notices.last().unwrap().contains("Нет согласия"));
    rig.press(Action::Match);
    assert_eq!(field(&rig.verification), Field::ConsentChanges);
    assert!(rig.screen(80, 24).contains("не дано"));
}

#[test]
fn every_change_is_kept_as_a_draft_and_comes_back() {
    let mut first = rig();
    first.press(Action::SectionMatches);
    first.press(Action::Match);
    let (key, text) = *drafts(&first).last().unwrap();
    assert_eq!(key, format!("verify/{}", number(7)));

    let mut second = Rig::new(&without(&[Capability::PersonalView]), vec![case(7)]);
    second.restore(vec![(key.to_owned(), text.to_owned())]);
    second.open(number(7));
    assert_eq!(field(&second.verification), field(&first.verification));
    let (a, b) = (&first.verification, &second.verification);
    assert_eq!(
        a.form.as_ref().unwrap().marks,
        b.form.as_ref().unwrap().marks
    );
    assert!(second.notices.last().unwrap().contains("восстановлены"));
}

#[test]
fn leaving_gives_changed_marks_once_and_the_draft_goes_when_the_register_has_them() {
    let mut rig = rig();
    rig.press(Action::SectionMatches);
    rig.press(Action::Cancel);
    let seq = rig.save();
    assert_eq!(rig.given(), ["verify"]);
    rig.open(number(7));
    rig.press(Action::Cancel);
    assert_eq!(rig.given(), ["verify"], "nothing changed since");
    assert!(!drafts(&rig).last().unwrap().1.is_empty());
    rig.settle(seq, crate::api::sync::Outcome::Applied { version: 2 });
    assert_eq!(drafts(&rig).last().unwrap().1, "");
}

#[test]
fn leaving_without_a_change_gives_nothing() {
    let mut rig = rig();
    rig.press(Action::NextCase);
    assert_eq!(rig.verification.number(), Some(number(8)));
    assert_eq!(rig.given(), [""; 0]);
}

#[test]
fn the_set_of_documents_is_complete_when_its_section_is_confirmed() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Cancel);
    let complete = rig.asks.iter().any(|ask| {
        matches!(ask, Ask::Give { command: Command::Verify { documents_complete, .. }, .. } if *documents_complete)
    });
    assert!(complete);
}

#[test]
fn personal_values_that_are_not_shown_are_not_marked_against_the_register() {
    let mut rig = rig();
    rig.press_times(Action::SectionMatches, 2);
    let checks = rig.verification.form.as_ref().unwrap().marks.checks;
    let check = |kind, field| checks.get(kind, field) == crate::domain::Check::Match;
    assert!(check(CheckKind::PaperDocuments, Field::ChildSurname));
    assert!(!check(CheckKind::PaperRegister, Field::ChildSurname));
    assert!(check(CheckKind::PaperRegister, Field::ApplicationDate));
}

#[test]
fn the_aim_puts_marks_into_one_column() {
    let mut rig = rig();
    rig.press(Action::ToggleCheckKind);
    rig.press(Action::Match);
    let checks = rig.verification.form.as_ref().unwrap().marks.checks;
    let get = |kind| checks.get(kind, Field::ApplicationNumber);
    assert_eq!(get(CheckKind::PaperDocuments), crate::domain::Check::Match);
    assert_eq!(
        get(CheckKind::PaperRegister),
        crate::domain::Check::NotChecked
    );
}
