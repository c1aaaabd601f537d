//! The applicant's mode in the shell: whatever key is pressed, nothing of the desk is reached.

use super::*;
use crate::config::DataFile;
use crate::domain::{ConsentCode, ConsentText};
use crate::sync::desk::Ticket;
use crate::tui::keymap::Keymap;
use crate::tui::screens::applicant::Hand;

fn hand() -> Hand {
    let text = |code| ConsentText {
        code,
        version: 1,
        title: "Условия сертификата".into(),
        text: "Я согласен с условиями.".into(),
        meaning: "Так можно получить сертификат.".into(),
        refusal: "Без согласия сертификат не выдаётся.".into(),
    };
    Hand {
        texts: ConsentCode::ALL.map(text).into(),
        given: Vec::new(),
        device: Uuid::nil(),
    }
}

pub(super) fn handed_over(name: &str) -> Bench {
    let mut bench = Bench::unlocked(vec![case(1), case(2)]);
    let bundled = DataFile::Bundled(name.to_owned());
    bench.shell.context.keymap = Keymap::load(&bundled, &Texts::new(Language::Russian)).unwrap();
    bench.press(KeyCode::F(5));
    bench.shell.hand_over(hand());
    bench.screen(80, 24);
    bench.asks.clear();
    bench.others.clear();
    bench
}

fn press(bench: &mut Bench, key: KeyEvent) {
    bench.at += 1_000;
    bench.shell.keys(&[key], bench.at);
    if let Some(at) = bench.shell.deadline() {
        bench.shell.tick(at);
    }
    bench.collect();
}

/// The screen without its last two rows, where the calm line stands.
fn above(bench: &Bench) -> String {
    let screen = bench.screen(80, 24);
    let rows: Vec<&str> = screen.lines().take(22).collect();
    rows.join("\n")
}

/// Every key that a keyboard has, with every key that is held with it.
fn every_key() -> Vec<KeyEvent> {
    let characters = (' '..='~').chain('А'..='я').chain(['ё', 'Ё', '№']);
    let mut codes: Vec<KeyCode> = characters.map(KeyCode::Char).collect();
    codes.extend((1..=24).map(KeyCode::F));
    codes.extend([
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
    ]);
    let held = [
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL | KeyModifiers::ALT,
    ];
    let with = |code| held.map(|held| KeyEvent::new(code, held));
    codes.into_iter().flat_map(with).collect()
}

fn is_applicants(key: KeyEvent) -> bool {
    let code = matches!(
        key.code,
        KeyCode::Char(' ')
            | KeyCode::Enter
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::F(12)
    );
    code && key.modifiers.difference(KeyModifiers::SHIFT).is_empty()
}

#[test]
fn no_key_of_the_clerk_does_anything() {
    for keymap in ["default", "vim"] {
        let mut bench = handed_over(keymap);
        let before = above(&bench);
        for key in every_key().into_iter().filter(|key| !is_applicants(*key)) {
            press(&mut bench, key);
            assert!(bench.shell.is_handed_over(), "{keymap}: {key:?}");
            assert_eq!(above(&bench), before, "{keymap}: {key:?}");
            assert!(bench.asks.is_empty(), "{keymap}: {key:?} {:?}", bench.asks);
            assert!(
                bench.others.is_empty(),
                "{keymap}: {key:?} {:?}",
                bench.others
            );
            assert_eq!(bench.shell.panel(), Panel::NewApplication);
        }
    }
}

#[test]
fn the_applicants_keys_do_what_they_say() {
    let mut bench = handed_over("default");
    bench.press(KeyCode::Char(' '));
    assert!(bench.screen(80, 24).contains("Вы согласны"));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Backspace);
    assert!(bench.screen(80, 24).contains("Без согласия сертификат"));
    bench.press(KeyCode::Char(' '));
    bench.press(KeyCode::F(12));
    assert!(bench.screen(80, 24).contains("Пароль сотрудника"));
    bench.press(KeyCode::Esc);
    assert!(!bench.screen(80, 24).contains("Пароль сотрудника"));
    assert!(bench.shell.is_handed_over());
}

#[test]
fn nothing_of_the_desk_is_on_the_screen() {
    let mut bench = handed_over("default");
    bench.news(News::Full(true));
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let screen = bench.screen(width, height);
        for told in ["1Справка", "Попова", "На связи", "01-2026", "Диск", "Ctrl"]
        {
            assert!(!screen.contains(told), "{told}\n{screen}");
        }
    }
    assert_eq!(bench.shell.next_minute(), None);
}

#[test]
fn bursts_pastes_and_scans_tick_nothing() {
    let mut bench = handed_over("default");
    let before = above(&bench);
    bench.burst(&format!("{}\n", number(1)));
    bench.burst("WIFI:T:WPA;S: x;P: y;\n");
    bench.shell.paste(" \n \n \n");
    bench.burst(&" \n".repeat(600));
    bench.at += 9_000;
    bench.shell.tick(bench.at);
    bench.collect();
    assert_eq!(above(&bench), before);
    assert!(bench.asks.is_empty() && bench.others.is_empty());
}

fn type_password(bench: &mut Bench) -> Ticket {
    bench.press(KeyCode::F(12));
    for c in "пароль 1q".chars() {
        bench.press(KeyCode::Char(c));
    }
    bench.asks.clear();
    bench.press(KeyCode::Enter);
    let [Ask::CheckPassword { ticket, password }] = &bench.asks[..] else {
        panic!("{:?}", bench.asks);
    };
    assert_eq!(password.0, "пароль 1q", "every letter is text there");
    *ticket
}

#[test]
fn the_password_gives_the_keyboard_back_and_nothing_else_does() {
    let mut bench = handed_over("default");
    let ticket = type_password(&mut bench);
    let right = false;
    bench.news(News::PasswordChecked { ticket, right });
    assert!(bench.screen(80, 24).contains("Пароль не подошёл"));
    bench.press(KeyCode::Esc);
    let again = type_password(&mut bench);
    assert_ne!(again, ticket, "each question has a ticket of its own");
    let right = true;
    bench.news(News::PasswordChecked { ticket, right });
    assert!(bench.shell.is_handed_over(), "an old answer opens nothing");
    let ticket = again;
    bench.news(News::PasswordChecked { ticket, right });
    assert!(!bench.shell.is_handed_over());
    assert_eq!(bench.shell.panel(), Panel::NewApplication);
    assert!(bench.screen(80, 24).contains("1Справка"));
}

#[test]
fn a_scan_into_the_password_leaves_it_as_it_was() {
    let mut bench = handed_over("default");
    bench.press(KeyCode::F(12));
    bench.press(KeyCode::Char('ж'));
    let before = bench.screen(80, 24);
    bench.burst(&format!("{}\n", number(1)));
    bench.burst("1101000041\n");
    assert_eq!(bench.screen(80, 24), before);
    assert!(bench.asks.is_empty());
}

#[test]
fn a_session_that_is_taken_back_waits_until_the_clerk_is_there() {
    let mut bench = handed_over("default");
    bench.news(News::Link(link(LinkState::LockedOut, None)));
    assert!(bench.shell.is_handed_over());
    bench.press(KeyCode::Char(' '));
    assert!(bench.screen(80, 24).contains("Вы согласны"));
    let ticket = type_password(&mut bench);
    let right = true;
    bench.news(News::PasswordChecked { ticket, right });
    assert_eq!(bench.shell.panel(), Panel::Login);
    bench.news(unlocked(Vec::new(), Vec::new(), Vec::new()));
    assert_eq!(bench.shell.panel(), Panel::NewApplication);
}
