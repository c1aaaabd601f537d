//! The mode without a shell: keys in, ticks and screens out.

use chrono::Duration;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::domain::{ConsentMode, Ticked};
use crate::sync::desk::{Ask, News, Ticket};
use crate::tui::action::Action;
use crate::tui::output::{Frame, Screen, Traits};
use crate::tui::screens::Event;
use crate::tui::testing::{World, text};

const DEVICE: Uuid = Uuid::from_u128(7);

/// Texts as long as real ones are.
pub fn texts() -> Vec<ConsentText> {
    let titles = [
        "Условия сертификата",
        "Сообщать об изменениях",
        "Данные ребёнка",
        "Мои данные",
    ];
    let text = |(code, title): (ConsentCode, &str)| {
        ConsentText {
        code,
        version: 3,
        title: title.into(),
        text: "Я даю согласие на обработку персональных данных: фамилия, имя, отчество, дата рождения, \
               адрес регистрации, реквизиты документа, удостоверяющего личность.\n\nОбработка включает сбор, \
               запись, систематизацию, накопление, хранение, уточнение, извлечение, использование, передачу \
               организациям, которые ведут реестр сертификатов, обезличивание, блокирование, удаление и \
               уничтожение персональных данных.\n\nСогласие действует до достижения ребёнком 18 лет и может \
               быть отозвано письменным заявлением в организацию, которая ведёт реестр. После отзыва данные \
               удаляются в срок, который установлен законом."
            .into(),
        meaning: "Мы запишем эти данные в реестр, чтобы выдать сертификат и зачислить ребёнка в кружок. \
                  Другим их не передадут."
            .into(),
        refusal: "Без этого согласия сертификат с номиналом не выдаётся. Ребёнок может заниматься платно."
            .into(),
    }
    };
    ConsentCode::ALL.into_iter().zip(titles).map(text).collect()
}

pub fn hand(given: Vec<Consent>) -> Hand {
    Hand {
        texts: texts(),
        given,
        device: DEVICE,
    }
}

struct Bench {
    world: World,
    state: State,
    told: Vec<Given>,
    asks: Vec<Ask>,
    size: (u16, u16),
}

impl Bench {
    fn new() -> Self {
        Self::handed(hand(Vec::new()))
    }

    fn handed(hand: Hand) -> Self {
        let bench = Self {
            world: World::new(),
            state: State::new(hand),
            told: Vec::new(),
            asks: Vec::new(),
            size: (80, 24),
        };
        bench.draw();
        bench
    }

    fn event(&mut self, event: Event<'_>) {
        match update(&mut self.state, event, &self.world.desk()) {
            Told::Nothing => {}
            Told::Given(given) => self.told.push(given),
            Told::Ask(ask) => self.asks.push(ask),
        }
        self.draw();
    }

    fn press(&mut self, action: Action) {
        self.event(Event::Action(action));
    }

    fn letter(&mut self, c: char) {
        self.event(Event::Text(KeyEvent::new(
            KeyCode::Char(c),
            KeyModifiers::NONE,
        )));
    }

    fn checked(&mut self, right: bool) {
        let news = News::PasswordChecked {
            ticket: Ticket(1),
            right,
        };
        self.event(Event::News(&news));
    }

    fn buffer(&self) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        view(&self.state, &self.world.desk(), buf.area, &mut buf);
        buf
    }

    fn draw(&self) -> String {
        text(&self.buffer())
    }

    fn read(&mut self) {
        for _ in 0..40 {
            self.press(Action::PageDown);
        }
    }

    /// Reads, ticks and confirms the consent on the screen.
    fn consent(&mut self) {
        self.read();
        self.press(Action::Tick);
        self.press(Action::Submit);
    }

    fn codes(&self) -> Vec<ConsentCode> {
        let last = self.told.last().map(|given| given.consents.iter());
        last.into_iter().flatten().map(|c| c.code).collect()
    }
}

#[test]
fn a_tick_needs_the_whole_text_and_is_told_at_once() {
    let mut bench = Bench::new();
    bench.press(Action::Tick);
    assert!(bench.told.is_empty());
    assert!(bench.draw().contains("Прочитайте текст до конца"));
    bench.press(Action::Submit);
    assert!(bench.draw().contains("Прочитайте текст до конца"));
    bench.read();
    bench.press(Action::Submit);
    let screen = bench.draw();
    assert!(screen.contains("Нажмите Пробел, если согласны"), "{screen}");
    assert!(bench.told.is_empty(), "nothing is ticked beforehand");
    bench.press(Action::Tick);
    let consent = Consent {
        code: ConsentCode::Conditions,
        text_version: 3,
        given_at: bench.world.now,
        ticked: Some(Ticked {
            device: DEVICE,
            mode: ConsentMode::Applicant,
        }),
    };
    let told = Given {
        consents: vec![consent],
        ..Given::default()
    };
    assert_eq!(bench.told, [told]);
    bench.press(Action::Tick);
    assert!(bench.told[1].consents.is_empty(), "a tick is taken back");
}

#[test]
fn keys_ahead_of_the_screen_pass_nothing_over() {
    let mut bench = Bench::new();
    bench.size = (40, 12);
    bench.draw();
    let desk = bench.world.desk();
    for _ in 0..60 {
        let _ = update(&mut bench.state, Event::Action(Action::PageDown), &desk);
    }
    bench.press(Action::Tick);
    assert!(bench.told.is_empty());
    bench.read();
    bench.press(Action::Tick);
    assert_eq!(bench.told.len(), 1);
}

#[test]
fn all_four_lead_to_the_summary_and_to_the_password() {
    let mut bench = Bench::new();
    for n in 1..=4 {
        let screen = bench.draw();
        assert!(screen.contains(&format!("{n} из 4")), "{screen}");
        bench.consent();
    }
    assert_eq!(bench.codes(), ConsentCode::ALL);
    let screen = bench.draw();
    assert!(
        screen.contains("Передайте клавиатуру сотруднику"),
        "{screen}"
    );
    assert!(screen.contains("√ Мои данные"), "{screen}");
    assert!(!bench.told.iter().any(|given| given.over));
    bench.press(Action::Submit);
    bench.event(Event::Paste("секрет"));
    bench.press(Action::Submit);
    assert!(
        matches!(&bench.asks[..], [Ask::CheckPassword { password, .. }] if password.0 == "секрет")
    );
    assert!(!format!("{:?}", bench.asks).contains("секрет"));
    bench.checked(true);
    let last = bench.told.last().unwrap();
    assert!(last.over && last.consents.len() == 4 && last.refused.is_empty());
}

#[test]
fn refusing_is_explained_asked_again_and_can_be_undone() {
    let mut bench = Bench::new();
    bench.read();
    bench.press(Action::Tick);
    bench.press(Action::RefuseConsent);
    let screen = bench.draw();
    assert!(
        screen.contains("Ребёнок может заниматься платно"),
        "{screen}"
    );
    bench.press(Action::Tick);
    assert_eq!(
        bench.codes(),
        [ConsentCode::Conditions],
        "back, still given"
    );
    bench.press(Action::RefuseConsent);
    bench.press(Action::Submit);
    let told = bench.told.last().unwrap();
    assert!(told.consents.is_empty());
    assert_eq!(told.refused, [ConsentCode::Conditions]);
    assert!(bench.draw().contains("2 из 4"));
    for _ in 0..3 {
        bench.consent();
    }
    let screen = bench.draw();
    assert!(screen.contains("× Условия сертификата"), "{screen}");
    bench.press(Action::RefuseConsent);
    assert!(bench.draw().contains("Вы отказались. Если передумали"));
    bench.press(Action::Tick);
    let told = bench.told.last().unwrap();
    assert_eq!((told.consents.len(), told.refused.len()), (4, 0));
    assert_eq!(bench.codes(), ConsentCode::ALL, "in the order of the form");
}

#[test]
fn what_was_ticked_before_is_shown_as_given_if_the_text_is_the_same() {
    let consent = |code, text_version| Consent {
        code,
        text_version,
        given_at: World::new().now - Duration::minutes(4),
        ticked: None,
    };
    let given = vec![
        consent(ConsentCode::Conditions, 3),
        consent(ConsentCode::Changes, 2),
    ];
    let mut bench = Bench::handed(hand(given));
    assert!(bench.draw().contains("Вы согласны"));
    bench.press(Action::Submit);
    assert!(!bench.draw().contains("Вы согласны"), "the text is another");
    bench.consent();
    assert_eq!(
        bench.codes(),
        [ConsentCode::Conditions, ConsentCode::Changes]
    );
    let told = bench.told.last().unwrap();
    assert!(told.consents[0].given_at < told.consents[1].given_at);
    assert_eq!(told.consents[1].text_version, 3);
}

#[test]
fn the_password_is_asked_for_on_the_same_screen_and_waits_for_its_answer() {
    let mut bench = Bench::new();
    bench.press(Action::TakeBack);
    assert!(bench.state.typing());
    bench.press(Action::Submit);
    assert!(bench.asks.is_empty(), "nothing was typed");
    bench.letter('x');
    assert!(!bench.draw().contains('x'));
    bench.press(Action::Submit);
    assert_eq!(bench.asks.len(), 1);
    for action in [
        Action::Cancel,
        Action::Submit,
        Action::Tick,
        Action::TakeBack,
    ] {
        bench.letter('y');
        bench.press(action);
    }
    assert!(bench.state.typing(), "nothing happens until it is answered");
    assert_eq!((bench.asks.len(), bench.told.len()), (1, 0));
    bench.checked(false);
    assert!(bench.draw().contains("Пароль не подошёл (1 раз)"));
    bench.press(Action::Cancel);
    assert!(!bench.state.typing());
    assert!(bench.told.is_empty());
}

#[test]
fn wrong_passwords_make_the_next_wait_and_closing_the_question_saves_no_time() {
    let mut bench = Bench::new();
    bench.press(Action::TakeBack);
    for tries in 1..=3 {
        bench.letter('x');
        bench.press(Action::Submit);
        assert_eq!(bench.asks.len(), tries, "{}", bench.draw());
        bench.checked(false);
        bench.press(Action::Cancel);
        bench.press(Action::TakeBack);
        bench.letter('y');
        if tries > 1 {
            bench.press(Action::Submit);
            assert!(bench.draw().contains("Подождите"), "{}", bench.draw());
            assert_eq!(bench.asks.len(), tries);
        }
        bench.world.now += Duration::seconds(10);
    }
    bench.world.now -= Duration::hours(3);
    bench.press(Action::Submit);
    assert_eq!(
        bench.asks.len(),
        4,
        "a clock that was put back locks nobody out"
    );
    let stale = News::PasswordChecked {
        ticket: Ticket(99),
        right: true,
    };
    bench.event(Event::News(&stale));
    assert!(bench.told.is_empty(), "an answer to another question");
}

#[test]
fn pastes_and_letters_do_nothing_but_one_calm_line() {
    let mut bench = Bench::new();
    let before = bench.draw();
    bench.event(Event::Paste(" \n \n"));
    assert_eq!(bench.draw(), before);
    bench.letter('д');
    assert!(bench.draw().contains("названные внизу"));
    bench.press(Action::Activate);
    bench.press(Action::Cancel);
    assert!(bench.told.is_empty() && bench.asks.is_empty());
}

#[test]
fn a_tick_costs_few_bytes() {
    let mut bench = Bench::new();
    bench.read();
    let mut screen = Screen::new(Traits::of_term("xterm-256color"));
    let mut out = Vec::new();
    let mut show = |bench: &Bench, out: &mut Vec<u8>| {
        let mut frame = Frame::new(80, 24);
        frame.buffer = bench.buffer();
        out.clear();
        screen.encode(&frame, out);
        out.len()
    };
    show(&bench, &mut out);
    bench.press(Action::Tick);
    let tick = show(&bench, &mut out);
    assert!(tick <= 200, "{tick} bytes for a tick");
    bench.press(Action::Submit);
    let next = show(&bench, &mut out);
    assert!(next <= 4_000, "{next} bytes for the next consent");
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let mut bench = Bench::new();
    for width in [0, 1, 2, 7, 8, 20, 39, 60, 79, 200] {
        for height in [0, 1, 2, 3, 5, 8, 19, 20, 21, 60] {
            bench.size = (width, height);
            bench.draw();
        }
    }
    bench.size = (12, 4);
    bench.press(Action::Tick);
    let mut small = Bench::new();
    small.size = (30, 5);
    small.state = State::new(hand(Vec::new()));
    small.read();
    small.press(Action::Tick);
    assert!(
        small.told.is_empty(),
        "no room for the text, so it was not read"
    );
    assert!(
        small.draw().contains("Окно слишком мало"),
        "{}",
        small.draw()
    );
}

#[test]
fn the_mode_looks_so() {
    for size in [(80, 24), (40, 12), (120, 40)] {
        let name = |what: &str| format!("{what}_{}x{}", size.0, size.1);
        let mut bench = Bench::new();
        bench.size = size;
        bench.draw();
        insta::assert_snapshot!(name("unread"), bench.draw());
        bench.read();
        bench.press(Action::Submit);
        insta::assert_snapshot!(name("read"), bench.draw());
        bench.press(Action::Tick);
        insta::assert_snapshot!(name("ticked"), bench.draw());
        bench.press(Action::Submit);
        bench.press(Action::RefuseConsent);
        insta::assert_snapshot!(name("refusing"), bench.draw());
        bench.press(Action::Submit);
        bench.consent();
        bench.consent();
        insta::assert_snapshot!(name("summary"), bench.draw());
        bench.press(Action::Submit);
        bench.letter('x');
        bench.press(Action::Submit);
        bench.checked(false);
        insta::assert_snapshot!(name("password"), bench.draw());
    }
}
