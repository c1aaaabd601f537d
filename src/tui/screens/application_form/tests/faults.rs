//! Bad input: nothing is lost, everything is said.

use proptest::prelude::*;

use super::*;

#[test]
fn a_child_of_four_years_and_364_days_is_told_at_once() {
    let mut bench = Bench::new();
    for _ in 0..3 {
        bench.press(KeyCode::Down);
    }
    bench.type_all("23112021");
    bench.shows("Сертификат выдаётся детям от 5 до 17 лет");
    bench.press(KeyCode::Backspace);
    bench.control('u');
    bench.control('u');
    bench.type_all("22112021");
    bench.hides("Сертификат выдаётся");
}

#[test]
fn an_applicant_of_fifteen_is_told_what_to_do() {
    let mut entries = figures::draft();
    entries.set(Field::ApplicantBirthDate, "");
    let mut bench = Bench::with(entries);
    bench.type_all("01022011");
    bench.shows("Представителю нет 18 лет");
    assert!(bench.filled.is_none());
}

#[test]
fn foreign_documents_take_free_text_and_no_department() {
    let mut bench = Bench::new();
    bench.press(KeyCode::PageDown);
    bench.type_all("5\n\n22ZZ-№7/b\n01022016");
    assert_eq!(
        bench.get(Field::ChildDocumentKind),
        "foreign_birth_certificate"
    );
    assert_eq!(bench.get(Field::ChildDocumentSeries), "");
    assert_eq!(bench.get(Field::ChildDocumentNumber), "22ZZ-№7/b");
    assert_eq!(bench.get(Field::ChildDocumentIssuedAt), "01.02.2016");
    bench.hides("Код подразделения");
    assert!(
        bench.said[0].contains("курсор уже"),
        "a digit chose and went on"
    );
}

#[test]
fn long_names_and_addresses_are_kept_and_the_cursor_is_seen() {
    let mut bench = Bench::new();
    let surname = "а".repeat(60);
    bench.type_all(&surname);
    assert!(bench.said.is_empty());
    bench.type_all("я");
    assert!(bench.said[0].contains("полное"));
    assert!(bench.draw(80, 24).1.is_some());
    for _ in 0..5 {
        bench.press(KeyCode::Down);
    }
    let address = format!("г. Сыктывкар, {}", "ул. Длинная ".repeat(23))
        .trim_end()
        .to_owned();
    assert!(address.chars().count() <= 300);
    bench.event(Event::Paste(&address));
    assert_eq!(bench.get(Field::ChildAddress), address);
    let cursor = bench.draw(80, 24).1.expect("a cursor");
    assert!(cursor.x < 80);
    bench.event(Event::Paste(&"я".repeat(300)));
    assert_eq!(bench.get(Field::ChildAddress), address);
    assert!(
        bench
            .said
            .last()
            .is_some_and(|said| said.contains("Адрес регистрации"))
    );
}

#[test]
fn no_key_is_silent_where_it_writes_nothing() {
    let mut bench = Bench::new();
    bench.control('u');
    bench.control('f');
    for _ in 0..3 {
        bench.press(KeyCode::Down);
    }
    bench.type_all("я");
    bench.event(Event::Paste("завтра"));
    assert_eq!(bench.said.len(), 4, "{:?}", bench.said);
    assert_eq!(bench.changes, 0);
}

#[test]
fn every_change_is_told_so_that_the_draft_is_kept() {
    let mut bench = Bench::new();
    bench.type_all("роч\n");
    assert_eq!(bench.changes, 3);
    let again = State::of(bench.state.entries().clone(), Supposed::default());
    assert_eq!(again.entries(), bench.state.entries());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_keys_leave_a_form_that_can_be_drawn_and_kept(
        keys in prop::collection::vec((0u8..14, any::<char>()), 0..60),
    ) {
        let mut bench = Bench::new();
        for (kind, c) in keys {
            match kind {
                0 => bench.press(KeyCode::Enter),
                1 => bench.press(KeyCode::Backspace),
                2 => bench.press(KeyCode::Right),
                3 => bench.control(['u', 'f', 'e', 'x'][c as usize % 4]),
                4 => bench.press(KeyCode::PageDown),
                5 => bench.press(KeyCode::Up),
                6..=8 => bench.press(KeyCode::Char(char::from(b'0' + (c as u32 % 10) as u8))),
                9 => bench.event(Event::Paste(&format!("{c}\t1\t—\n{c}"))),
                10 => bench.press(KeyCode::Char(c)),
                11 => bench.press(KeyCode::Left),
                _ => bench.press(KeyCode::Char(['И', 'в', 'I', '-', 'е'][c as usize % 5])),
            }
        }
        bench.draw(80, 24);
        let kept = bench.state.entries().clone();
        let again = State::of(kept.clone(), Supposed::default());
        prop_assert_eq!(again.entries(), &kept);
        let _ = bench.state.takes("11223344595", &bench.world.desk());
        bench.draw(120, 40);
    }
}
