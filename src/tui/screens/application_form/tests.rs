//! The form at a desk in Russian, by the keys of the bundled keymap.

mod faults;
mod figures;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::*;
use crate::api::forms::{Forms, Issuer};
use crate::domain::{Card, Entries, Field};
use crate::tui::screens::{Effect, Event};
use crate::tui::testing::{World, text};

/// A form, the clerk's fingers, and what came of them. Today is 22 November 2026.
struct Bench {
    world: World,
    state: State,
    keys: usize,
    said: Vec<String>,
    changes: usize,
    filled: Option<Box<Card>>,
}

impl Bench {
    fn new() -> Self {
        Self::with(Entries::default())
    }

    fn with(entries: Entries) -> Self {
        let mut world = World::new();
        world.register.supplies_mut().set_forms(Forms {
            issuers: vec![Issuer {
                name: "МВД по Республике Коми".into(),
                department_code: Some("110-002".into()),
            }],
            ..Forms::default()
        });
        Self {
            world,
            state: State::of(entries, Supposed::default()),
            keys: 0,
            said: Vec::new(),
            changes: 0,
            filled: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        let effects = match update(&mut self.state, event, &self.world.desk()) {
            Outcome::Stays(effects) => effects,
            Outcome::Changed(effects) => {
                self.changes += 1;
                effects
            }
            Outcome::Filled(card) => {
                self.filled = Some(card);
                Vec::new()
            }
            Outcome::Back | Outcome::Typed => Vec::new(),
        };
        for effect in effects {
            if let Effect::Notice(notice) = effect {
                self.said.push(notice.text);
            }
        }
    }

    fn key(&mut self, code: KeyCode, held: KeyModifiers) {
        self.keys += 1;
        let key = KeyEvent::new(code, held);
        let (place, typing) = (place(&self.state), typing(&self.state));
        match self.world.keymap.resolve(place, key, typing) {
            Some(action) => self.event(Event::Action(action)),
            None => self.event(Event::Text(key)),
        }
    }

    fn press(&mut self, code: KeyCode) {
        self.key(code, KeyModifiers::NONE);
    }

    fn control(&mut self, c: char) {
        self.key(KeyCode::Char(c), KeyModifiers::CONTROL);
    }

    /// Types letters; a line break is Enter, an arrow the arrow.
    fn type_all(&mut self, text: &str) {
        for c in text.chars() {
            self.press(match c {
                '\n' => KeyCode::Enter,
                '→' => KeyCode::Right,
                c => KeyCode::Char(c),
            });
        }
    }

    fn get(&self, field: Field) -> &str {
        self.state.entries().get(field)
    }

    fn draw(&self, width: u16, height: u16) -> (String, Option<Position>) {
        let area = Rect::new(0, 0, width, height - 4);
        let mut buf = Buffer::empty(area);
        let cursor = view(&self.state, &self.world.desk(), area, &mut buf);
        (text(&buf), cursor)
    }

    fn screen(&self) -> String {
        self.draw(80, 24).0
    }

    fn shows(&self, part: &str) {
        let screen = self.screen();
        assert!(screen.contains(part), "no «{part}» in\n{screen}");
    }

    fn hides(&self, part: &str) {
        let screen = self.screen();
        assert!(!screen.contains(part), "«{part}» in\n{screen}");
    }
}

#[test]
fn an_error_is_said_when_the_field_is_left_or_can_not_become_right() {
    let mut bench = Bench::new();
    bench.shows("[ Ребёнок]");
    bench.shows("Осталось заполнить");
    bench.type_all("иванов-");
    assert_eq!(bench.get(Field::ChildSurname), "Иванов-");
    bench.hides("×");
    bench.press(KeyCode::Tab);
    bench.shows("Есть знак, которого в имени не бывает");
    bench.press(KeyCode::Up);
    bench.type_all("петров\n");
    bench.hides("×");
    bench.type_all("Ann");
    bench.shows("×");
    bench.control('u');
    bench.hides("×");
    bench.type_all("анна\nпетровна\n3102");
    bench.shows("Такой даты нет");
    bench.control('u');
    bench.hides("Такой даты нет");
}

#[test]
fn what_is_put_right_is_shown_and_a_guess_waits_for_its_key() {
    let mut bench = Bench::new();
    bench.press(KeyCode::PageDown);
    bench.type_all("1");
    assert_eq!(bench.get(Field::ChildDocumentKind), "birth_certificate");
    bench.type_all("111ЕА");
    assert_eq!(bench.get(Field::ChildDocumentSeries), "III-ЕА");
    bench.shows("111-ЕА → III-ЕА");
    bench.press(KeyCode::Backspace);
    bench.control('u');
    assert_eq!(bench.get(Field::ChildDocumentSeries), "111-ЕА");
    bench.control('u');
    assert_eq!(bench.get(Field::ChildDocumentSeries), "");
    bench.type_all("ШШШ-ЕА");
    bench.shows("Возможно, III-ЕА");
    assert_eq!(bench.get(Field::ChildDocumentSeries), "ШШШ-ЕА");
    bench.control('f');
    assert_eq!(bench.get(Field::ChildDocumentSeries), "III-ЕА");
    bench.control('u');
    assert_eq!(bench.get(Field::ChildDocumentSeries), "ШШШ-ЕА");
}

#[test]
fn a_whole_value_goes_on_and_the_habitual_enter_is_answered() {
    let mut bench = Bench::new();
    bench.type_all("рочева\nанна\n-");
    bench.shows("нет отчества");
    bench.type_all("12032015");
    bench.type_all("\n");
    assert!(
        bench.said[0].contains("курсор уже на следующем"),
        "{:?}",
        bench.said
    );
    bench.type_all("11223344595");
    assert_eq!(bench.get(Field::ChildSnils), "112-233-445 95");
    bench.type_all("сык→ул. Мира, д. 1\n");
    assert_eq!(
        bench.get(Field::ChildAddress),
        "г. Сыктывкар, ул. Мира, д. 1"
    );
    assert_eq!(bench.get(Field::ChildCategory), "");
    bench.shows("Общая");
    bench.type_all("\n");
    assert_eq!(bench.get(Field::ChildCategory), "general");
    bench.shows("[ Документ ребёнка]");
}

#[test]
fn a_wrong_control_number_stays_in_its_field() {
    let mut bench = Bench::new();
    for _ in 0..4 {
        bench.press(KeyCode::Down);
    }
    bench.type_all("11223344596");
    bench.shows("Контрольное число СНИЛС не сходится");
    bench.press(KeyCode::Backspace);
    bench.type_all("5");
    bench.hides("Контрольное");
    bench.type_all("ух");
    assert_eq!(bench.get(Field::ChildAddress), "ух", "it went on");
}

#[test]
fn departments_and_bodies_offer_each_other() {
    let mut bench = Bench::new();
    bench.press(KeyCode::PageDown);
    bench.type_all("2872512345601042025110002");
    bench.shows("Enter впишет: МВД по Республике Коми");
    assert_eq!(bench.state.entries().child_department(), "110-002");
    bench.type_all("→");
    assert_eq!(
        bench.state.entries().child_issuer(),
        "МВД по Республике Коми"
    );
    let mut other = Bench::new();
    other.press(KeyCode::PageDown);
    other.type_all("2");
    for _ in 0..4 {
        other.press(KeyCode::Down);
    }
    other.type_all("мвд");
    other.control('f');
    assert_eq!(
        other.state.entries().child_issuer(),
        "МВД по Республике Коми"
    );
    other.press(KeyCode::Up);
    other.type_all("\n");
    assert_eq!(other.state.entries().child_department(), "110-002");
}

#[test]
fn a_table_is_spread_over_the_fields_and_submits_nothing() {
    let mut bench = Bench::new();
    bench.event(Event::Paste(
        "Рочева\tАнна\t—\t2015-03-12\t\tг. Ухта, ул. Мира, д. 3\tобщая\tсвид\tIII-ЕА\tмного\n",
    ));
    assert_eq!(bench.get(Field::ChildPatronymic), "-");
    assert_eq!(bench.get(Field::ChildBirthDate), "12.03.2015");
    assert_eq!(bench.get(Field::ChildSnils), "");
    assert_eq!(bench.get(Field::ChildCategory), "general");
    assert_eq!(bench.get(Field::ChildDocumentKind), "birth_certificate");
    assert_eq!(bench.get(Field::ChildDocumentNumber), "");
    assert_eq!(bench.said, ["Вписано 8 ячеек. Не подошло: Номер."]);
    assert!(bench.filled.is_none());
    bench.press(KeyCode::PageUp);
    bench.control('u');
    assert_eq!(bench.get(Field::ChildSurname), "");
    assert_eq!(bench.get(Field::ChildName), "Анна");
    let mut last = Bench::new();
    for _ in 0..4 {
        last.press(KeyCode::PageDown);
    }
    last.press(KeyCode::Up);
    last.event(Event::Paste("УВД\tа\tб"));
    assert_eq!(last.said, ["Вписана 1 ячейка. Лишние 2 ячейки."]);
}

#[test]
fn who_applies_for_itself_is_not_asked_twice() {
    let mut bench = Bench::new();
    bench.type_all("рочева\nанна\nпетровна\n12032011");
    bench.press(KeyCode::Down);
    bench.type_all("г. Ухта\n\n\n8725123456010420251100021");
    bench.press(KeyCode::Backspace);
    bench.type_all("МВД по Республике Коми\n5");
    bench.shows("Телефон");
    bench.hides("Адрес регистрации");
    bench.type_all("9123456789");
    bench.type_all("\n\n");
    bench.shows("[ Проверка]");
    bench.shows("Заполнено, продолжить");
    bench.type_all("\n");
    let card = bench.filled.expect("the form is filled in");
    assert_eq!(card.applicant.document, card.child.document);
    assert_eq!(card.applicant.name, card.child.name);
    assert_eq!(card.applicant.email, None);
}

/// Whether the form would take `typed` now.
fn takes(bench: &Bench, typed: &str) -> bool {
    bench.state.takes(typed, &bench.world.desk())
}

#[test]
fn digits_that_come_at_once_are_taken_where_they_are_right() {
    let mut bench = Bench::new();
    bench.type_all("рочева\nанна\nпетровна\n");
    assert!(takes(&bench, "12032015"));
    assert!(takes(&bench, "1203201511223344595"), "date and СНИЛС");
    assert!(!takes(&bench, "11223344595"), "a СНИЛС is no date");
    bench.type_all("12032015");
    assert!(takes(&bench, "11223344595"));
    assert!(!takes(&bench, "11223344596"), "the checksum is wrong");
    assert!(!takes(&bench, "4607035890482"), "longer than the field");
    for ours in ["1101000042", "01-2026-000123-1-05092026-1101000041"] {
        assert!(!takes(&bench, ours), "{ours} opens its record");
    }
    bench.type_all("112");
    assert!(!takes(&bench, "11223344595"), "the field is not empty");
    assert!(takes(&bench, "23344595"));
    assert_eq!(bench.get(Field::ChildSnils), "112", "nothing was written");
    let mut bench = Bench::with(figures::draft());
    bench.press(KeyCode::PageDown);
    assert!(!takes(&bench, "11223344595"), "the check has no fields");
}

#[test]
fn the_check_lists_what_is_wrong_and_leads_there() {
    let mut bench = Bench::with(figures::draft());
    bench.press(KeyCode::PageDown);
    bench.shows("Заполнено, продолжить");
    bench.shows("Без почты");
    bench.press(KeyCode::Up);
    let mut wrong = figures::draft();
    wrong.set(Field::ChildName, "");
    wrong.set(Field::ApplicantPhone, "12");
    let mut bench = Bench::with(wrong);
    bench.control('x');
    assert!(bench.filled.is_none());
    assert!(
        bench.said[0].contains("Исправьте 2 поля"),
        "{:?}",
        bench.said
    );
    bench.shows("1 ошибка");
    bench.control('e');
    bench.shows("Телефон набран не полностью");
    bench.control('e');
    bench.type_all("анна");
    bench.control('e');
    bench.press(KeyCode::Backspace);
    bench.press(KeyCode::Backspace);
    bench.type_all("9123456789");
    bench.control('e');
    assert!(
        bench
            .said
            .last()
            .is_some_and(|said| said.starts_with("Ошибок нет"))
    );
    bench.type_all("\n");
    assert!(bench.filled.is_some());
}

#[test]
fn a_large_screen_shows_everything_at_once() {
    let bench = Bench::with(figures::draft());
    let mut bench = bench;
    bench.press(KeyCode::Up);
    let (screen, cursor) = bench.draw(120, 40);
    for part in [
        "Рочева",
        "Мария",
        "III-ЕА",
        "87 05",
        "110-001",
        "Кем приходится",
    ] {
        assert!(screen.contains(part), "no {part} in\n{screen}");
    }
    assert!(cursor.is_some());
}
