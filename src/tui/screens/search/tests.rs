//! The search: the cache at once, the register when it comes, and what to try next.

use crossterm::event::KeyCode;

use crate::api::search::PersonalHit;
use crate::domain::{Capability, Case, Command};
use crate::sync::desk::{Ask, Found, News, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::screens::Goto;
use crate::tui::screens::common::rig::{FULL, Rig, case, day, number, without};

fn rig() -> Rig {
    Rig::new(
        &without(&[Capability::PersonalView]),
        (1..20).map(case).collect(),
    )
}

fn ticket(rig: &Rig) -> Ticket {
    let asked = rig.asks.iter().rev().find_map(|ask| match ask {
        Ask::Search { ticket, .. } | Ask::PersonalSearch { ticket, .. } => Some(*ticket),
        _ => None,
    });
    asked.unwrap()
}

fn asked(rig: &Rig) -> usize {
    rig.asks
        .iter()
        .filter(|a| matches!(a, Ask::Search { .. } | Ask::PersonalSearch { .. }))
        .count()
}

fn found(rig: &mut Rig, ticket: Ticket, hits: Vec<Case>) {
    let result = Ok(Found::Cases { hits, more: false });
    rig.hear(&News::Found { ticket, result });
}

fn personal(serial: u32) -> PersonalHit {
    PersonalHit {
        case: case(serial),
        child_name: "Семёнова Анна Петровна".into(),
        birth_date: day(2015, 3, 12),
    }
}

fn found_names(rig: &mut Rig, hits: Vec<PersonalHit>) {
    let ticket = ticket(rig);
    let result = Ok(Found::Personal { hits, more: false });
    rig.hear(&News::Found { ticket, result });
}

#[test]
fn the_cache_answers_at_once_and_the_register_takes_its_place() {
    let mut rig = rig();
    rig.paste(&number(7).to_string());
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Из памяти: 1"), "{screen}");
    assert!(screen.contains("память"), "{screen}");
    let ticket = ticket(&rig);
    found(&mut rig, ticket, vec![case(7)]);
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Из реестра: 1"), "{screen}");
    assert!(!screen.contains("память"), "{screen}");
}

#[test]
fn serial_date_and_certificate_find_too() {
    for typed in ["7", "08.08.2026", "1101000007", "08.08.2026 1101000007"] {
        let mut rig = rig();
        rig.paste(typed);
        assert!(
            rig.screen(80, 24).contains(&number(7).to_string()),
            "{typed}: {}",
            rig.screen(80, 24)
        );
    }
}

#[test]
fn a_scanned_number_opens_its_application() {
    let mut rig = rig();
    rig.paste(&format!("{}\r", number(7)));
    assert_eq!(rig.verification.number(), Some(number(7)));
}

#[test]
fn a_scanned_number_that_only_the_register_knows_opens_when_it_comes() {
    let mut rig = rig();
    rig.paste(&format!("{}\n", number(55)));
    assert_eq!(rig.verification.number(), None);
    let ticket = ticket(&rig);
    found(&mut rig, ticket, vec![case(55)]);
    assert_eq!(rig.verification.number(), Some(number(55)));
}

#[test]
fn a_stale_answer_never_lands() {
    let mut rig = rig();
    rig.paste(&format!("{}\n", number(55)));
    let old = ticket(&rig);
    rig.press(Action::ClearInput);
    rig.paste(&number(56).to_string());
    found(&mut rig, old, vec![case(55)]);
    assert_eq!(rig.verification.number(), None);
    assert!(!rig.screen(80, 24).contains(&number(55).to_string()));
    assert!(rig.screen(80, 24).contains("Спрашиваем реестр"));
}

#[test]
fn half_a_number_is_not_sent_to_the_register_until_enter() {
    let mut rig = rig();
    rig.paste("55");
    assert_eq!(asked(&rig), 0);
    rig.press(Action::Submit);
    assert_eq!(asked(&rig), 1);
    rig.press(Action::Submit);
    assert_eq!(asked(&rig), 1, "asked once");
}

#[test]
fn a_wrong_digit_is_told_with_what_to_do() {
    let mut rig = rig();
    let right = number(7).to_string();
    let wrong = format!("{}9", &right[..right.len() - 1]);
    assert_ne!(right, wrong);
    rig.paste(&wrong);
    let screen = rig.screen(80, 24);
    assert!(
        screen.contains(&format!("Номер {wrong}: последняя цифра не сходится")),
        "{screen}"
    );
    assert_eq!(asked(&rig), 0);
}

#[test]
fn a_wrong_date_and_another_municipality_are_told() {
    let mut rig = rig();
    rig.paste(&format!("{} 09.08.2026", number(7)));
    let screen = rig.screen(80, 24);
    assert!(
        screen.contains("но оно от 08.08.2026, а не от 09.08.2026"),
        "{screen}"
    );
    rig.press(Action::ClearInput);
    let far = crate::domain::ApplicationNumber::new(crate::domain::MunicipalityCode(5), 2026, 7);
    rig.paste(&far.to_string());
    assert!(
        rig.screen(80, 24)
            .contains("другого муниципалитета (код 05)")
    );
}

#[test]
fn nothing_found_says_what_to_try() {
    let mut rig = rig();
    rig.paste(&number(77).to_string());
    let ticket = ticket(&rig);
    found(&mut rig, ticket, Vec::new());
    insta::assert_snapshot!("search_nothing_80", rig.screen(80, 24));
}

#[test]
fn without_a_line_the_memory_still_answers() {
    let mut rig = rig();
    rig.paste(&number(7).to_string());
    let ticket = ticket(&rig);
    rig.hear(&News::Found {
        ticket,
        result: Err(Unreachable::NoLine),
    });
    let screen = rig.screen(80, 24);
    assert!(screen.contains("Нет связи") && screen.contains(&number(7).to_string()));
    rig.press(Action::Submit);
    assert_eq!(rig.verification.number(), Some(number(7)));
}

#[test]
fn by_name_only_with_the_right_and_over_the_protected_channel() {
    for (mut rig, word) in [
        (rig(), "правом просмотра"),
        (Rig::new(&FULL, vec![case(1)]), "ViPNet"),
    ] {
        rig.paste("семёнова анна 12.03.2015");
        rig.press(Action::Submit);
        assert_eq!(asked(&rig), 0);
        assert!(rig.screen(80, 24).contains(word), "{}", rig.screen(80, 24));
    }
}

#[test]
fn names_are_asked_for_by_enter_and_drawn_when_their_showing_is_saved() {
    let mut rig = Rig::protected(&FULL, (1..9).map(case).collect());
    rig.paste("семёнова");
    assert_eq!(asked(&rig), 0, "each hit is an audited look");
    rig.press(Action::Submit);
    assert_eq!(asked(&rig), 1);
    found_names(&mut rig, vec![personal(3), personal(5)]);
    let notes = |rig: &Rig| {
        rig.asks
            .iter()
            .filter(|a| {
                matches!(
                    a,
                    Ask::Give {
                        command: Command::NoteShown,
                        ..
                    }
                )
            })
            .count()
    };
    assert_eq!(notes(&rig), 2);
    assert!(!rig.screen(80, 24).contains("Семёнова Анна"));
    rig.save();
    assert!(rig.screen(80, 24).contains("Семёнова Анна"));
    insta::assert_snapshot!("search_personal_80", rig.screen(80, 24));
    insta::assert_snapshot!("search_personal_120", rig.screen(120, 40));
}

#[test]
fn a_name_whose_showing_was_not_saved_is_not_drawn() {
    let mut rig = Rig::protected(&FULL, vec![case(3)]);
    rig.paste("семёнова");
    rig.press(Action::Submit);
    found_names(&mut rig, vec![personal(3), personal(5)]);
    rig.fail_to_save();
    rig.fail_to_save();
    let screen = rig.screen(80, 24);
    assert!(!screen.contains("Семёнова Анна"));
    assert!(screen.contains("не удалось записать"));
}

#[test]
fn a_hit_by_name_opens_itself_when_it_is_the_only_one() {
    let mut rig = Rig::protected(&FULL, vec![case(3)]);
    rig.paste("семёнова 12.03.2015");
    rig.press(Action::Submit);
    found_names(&mut rig, vec![personal(3)]);
    assert_eq!(rig.verification.number(), Some(number(3)));
}

#[test]
fn the_selection_stays_when_the_register_answers() {
    let mut rig = rig();
    let date = "08.08.2026";
    let mut twin = case(30);
    twin.application.reference.date = day(2026, 8, 8);
    rig.changed(vec![twin.clone()], Vec::new());
    rig.paste(date);
    rig.press(Action::Down);
    let ticket = ticket(&rig);
    found(&mut rig, ticket, vec![twin, case(7)]);
    rig.press(Action::Submit);
    assert_eq!(rig.verification.number(), Some(number(30)));
}

#[test]
fn the_screen() {
    let mut rig = rig();
    insta::assert_snapshot!("search_empty_80", rig.screen(80, 24));
    rig.paste("08.08.2026");
    insta::assert_snapshot!("search_memory_80", rig.screen(80, 24));
    insta::assert_snapshot!("search_memory_120", rig.screen(120, 40));
}

#[test]
fn what_is_typed_behind_an_opened_record_begins_another_search() {
    let mut rig = rig();
    rig.paste(&number(7).to_string());
    rig.press(Action::Submit);
    rig.go(Goto::Search);
    rig.text_key(KeyCode::Char('5'));
    assert_eq!(
        rig.screen(80, 24).lines().next().unwrap().trim(),
        "Найти: 5"
    );
    rig.paste(&number(7).to_string());
    rig.press(Action::Submit);
    rig.go(Goto::Search);
    rig.paste("Рочева");
    assert_eq!(
        rig.screen(80, 24).lines().next().unwrap().trim(),
        "Найти: Рочева"
    );
    rig.paste(&number(7).to_string());
    rig.press(Action::Submit);
    rig.go(Goto::Search);
    rig.press(Action::Left);
    rig.text_key(KeyCode::Char('5'));
    let line = rig.screen(80, 24);
    let line = line.lines().next().unwrap().trim().to_owned();
    assert!(
        line.len() > "Найти: 5".len(),
        "moved in, it is mended: {line}"
    );
}
