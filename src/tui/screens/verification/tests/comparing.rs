//! Comparing without seeing: the question, the verdict in the marks, and that nothing typed stays.

use crossterm::event::KeyCode;

use crate::api::compare::{CompareAnswer, CompareRequest, ComparedDocument, Verdict};
use crate::domain::{Capability, Check, CheckKind, Field};
use crate::sync::desk::{Ask, Link, LinkState, News, Ticket, Unreachable};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::rig::{FULL, Rig, accepted, case, number, revealed, without};

const SURNAME: &str = "Канареечкина";

fn rig() -> Rig {
    let mut rig = Rig::new(
        &without(&[Capability::PersonalView]),
        vec![case(7), case(8)],
    );
    rig.open(number(7));
    rig
}

/// Types the child's birth certificate into the open question; every row ends with Enter but the last.
fn type_certificate(rig: &mut Rig) {
    for text in [SURNAME, "Матвей", "Ильич", "05.05.2015"] {
        rig.paste(text);
        rig.press(Action::Submit);
    }
    rig.text_key(KeyCode::Char('1'));
    rig.press(Action::Submit);
    for text in ["II-ЕА", "123456"] {
        rig.paste(text);
        rig.press(Action::Submit);
    }
    rig.paste("25.05.2015");
}

fn asked(rig: &Rig) -> Option<(Ticket, CompareRequest)> {
    rig.asks.iter().rev().find_map(|ask| match ask {
        Ask::Compare { ticket, request } => Some((*ticket, (**request).clone())),
        _ => None,
    })
}

fn answer(rig: &mut Rig, ticket: Ticket, verdict: Verdict, left: u32) {
    rig.hear(&News::Compared {
        ticket,
        result: Ok(CompareAnswer { verdict, left }),
    });
}

fn register(rig: &Rig, field: Field) -> Check {
    let form = rig.verification.form.as_ref().unwrap();
    form.marks.checks.get(CheckKind::PaperRegister, field)
}

/// All that the desk would write down.
fn kept(rig: &Rig) -> String {
    let kept = rig
        .asks
        .iter()
        .filter(|ask| !matches!(ask, Ask::Compare { .. }));
    format!("{:?}", kept.collect::<Vec<_>>())
}

#[test]
fn a_match_marks_the_fields_of_the_document() {
    let mut rig = rig();
    rig.press(Action::CompareUnseen);
    assert_eq!(rig.place_now(), Place::Dialog);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Сверка без просмотра") && screen.contains("документ ребёнка"));
    type_certificate(&mut rig);
    assert!(
        asked(&rig).is_none(),
        "nothing is asked before the last Enter"
    );
    rig.press(Action::Submit);
    let (ticket, request) = asked(&rig).unwrap();
    assert_eq!(request.application, number(7));
    assert_eq!(request.document, ComparedDocument::Child);
    assert_eq!(
        request.values.fields(),
        ComparedDocument::Child.fields().iter().copied().collect()
    );
    assert_eq!(
        request.values.get(Field::ChildDocumentSeries),
        Some("II-ЕА")
    );
    rig.press(Action::Submit);
    assert!(rig.notices.last().unwrap().contains("Реестр сверяет"));
    answer(&mut rig, ticket, Verdict::Match, 4);
    assert_eq!(rig.place_now(), Place::Verification);
    for field in ComparedDocument::Child.fields() {
        assert_eq!(register(&rig, *field), Check::Match, "{field:?}");
    }
    assert_eq!(register(&rig, Field::ApplicantSurname), Check::NotChecked);
    assert!(rig.notices.last().unwrap().contains("осталось 4 попытки"));
    // The marks are a draft as any; what was typed is in none.
    assert!(kept(&rig).contains("verify/"));
    assert!(!kept(&rig).contains(SURNAME) && !kept(&rig).contains("123456"));
    let state = format!("{:?}", rig.verification);
    assert!(!state.contains(SURNAME));
}

#[test]
fn a_difference_marks_nothing_and_names_the_document_alone() {
    let mut rig = rig();
    rig.press(Action::CompareUnseen);
    type_certificate(&mut rig);
    rig.press(Action::Submit);
    let (ticket, _) = asked(&rig).unwrap();
    answer(&mut rig, ticket, Verdict::Differs, 1);
    assert_eq!(rig.place_now(), Place::Verification);
    assert_eq!(register(&rig, Field::ChildSurname), Check::NotChecked);
    let told = rig.notices.last().unwrap();
    assert!(told.contains("документ ребёнка не совпадает") && told.contains("1 попытка"));
    assert!(!told.contains(SURNAME));
}

#[test]
fn a_mistake_is_said_at_its_row_and_asks_nothing() {
    let mut rig = rig();
    rig.press(Action::CompareUnseen);
    type_certificate(&mut rig);
    for _ in 0..4 {
        rig.press(Action::Up);
    }
    rig.paste("31.02.2015");
    rig.press(Action::Submit);
    rig.press(Action::Submit);
    assert!(asked(&rig).is_none());
    let screen = rig.screen(80, 24);
    assert!(screen.contains("31.02.2015"), "{screen}");
    insta::assert_snapshot!("compare_mistake_80", screen);
}

#[test]
fn no_verdict_leaves_what_was_typed_until_esc() {
    let mut rig = rig();
    rig.press(Action::CompareUnseen);
    type_certificate(&mut rig);
    for (why, word) in [
        (Unreachable::NoLine, "Ответа нет"),
        (Unreachable::ComparedOut, "уже 5 раз"),
        (Unreachable::Exhausted, "30 вопросов"),
        (Unreachable::LeaseNeeded, "не закреплено"),
    ] {
        rig.press(Action::Submit);
        let (ticket, _) = asked(&rig).unwrap();
        rig.hear(&News::Compared {
            ticket,
            result: Err(why),
        });
        assert_eq!(rig.place_now(), Place::Dialog);
        let screen = rig.screen(80, 24);
        assert!(
            screen.contains(word) && screen.contains(SURNAME),
            "{screen}"
        );
    }
    rig.press(Action::Cancel);
    assert_eq!(rig.place_now(), Place::Verification);
    rig.press(Action::CompareUnseen);
    assert!(!rig.screen(80, 24).contains(SURNAME));
    assert!(!kept(&rig).contains(SURNAME));
}

#[test]
fn a_verdict_that_comes_behind_esc_still_counts_and_one_of_another_application_does_not() {
    let mut rig = rig();
    rig.press(Action::CompareUnseen);
    type_certificate(&mut rig);
    rig.press(Action::Submit);
    let (ticket, _) = asked(&rig).unwrap();
    rig.press(Action::Cancel);
    answer(&mut rig, ticket, Verdict::Match, 3);
    assert_eq!(register(&rig, Field::ChildSurname), Check::Match);

    rig.press(Action::CompareUnseen);
    type_certificate(&mut rig);
    rig.press(Action::Submit);
    let (ticket, _) = asked(&rig).unwrap();
    rig.open(number(8));
    answer(&mut rig, ticket, Verdict::Match, 2);
    assert_eq!(register(&rig, Field::ChildSurname), Check::NotChecked);
    assert!(rig.notices.last().unwrap().contains(&number(7).to_string()));
}

#[test]
fn the_cursor_chooses_the_document_and_so_do_the_arrows() {
    let mut rig = rig();
    for _ in 0..3 {
        rig.press(Action::NextSection);
    }
    rig.press(Action::CompareUnseen);
    assert!(rig.screen(80, 24).contains("документ заявителя"));
    rig.press(Action::Up);
    rig.text_key(KeyCode::Right);
    assert!(rig.screen(80, 24).contains("СНИЛС ребёнка"));
    rig.press(Action::Down);
    rig.paste("087-654-303 00");
    rig.press(Action::Submit);
    let (_, request) = asked(&rig).unwrap();
    assert_eq!(request.document, ComparedDocument::Snils);
    assert_eq!(
        request.values.get(Field::ChildSnils),
        Some("087-654-303 00")
    );
}

#[test]
fn who_sees_the_card_or_has_no_line_is_told_so() {
    let mut rig = rig();
    rig.hear(&News::Link(Link {
        state: LinkState::Offline,
        ..rig.world.link
    }));
    rig.press(Action::CompareUnseen);
    assert_eq!(rig.place_now(), Place::Verification);
    assert!(rig.notices.last().unwrap().contains("Связи нет"));

    let mut rig = Rig::protected(&FULL, vec![case(7)]);
    rig.open(number(7));
    rig.reveal(revealed(7));
    rig.press(Action::CompareUnseen);
    assert!(rig.notices.last().unwrap().contains("перед Вами"));

    let mut rig = Rig::new(&without(&[Capability::PersonalView]), vec![accepted(7)]);
    rig.open(number(7));
    rig.press(Action::CompareUnseen);
    assert_eq!(rig.place_now(), Place::Verification);
    assert!(!rig.notices.is_empty());
}
