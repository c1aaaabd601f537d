//! What the bundled keymaps promise.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;
use crate::config::KEYMAPS;
use crate::i18n::{Language, key};

fn bundled(name: &str) -> Keymap {
    let texts = Texts::new(Language::Russian);
    Keymap::load(&DataFile::Bundled(name.to_owned()), &texts).unwrap()
}

fn press(code: KeyCode, held: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, held)
}

fn letter(c: char) -> KeyEvent {
    press(KeyCode::Char(c), KeyModifiers::NONE)
}

fn ctrl(c: char) -> KeyEvent {
    press(KeyCode::Char(c), KeyModifiers::CONTROL)
}

#[test]
fn every_bound_action_and_place_has_its_texts() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for action in Action::ALL {
            let label = key("action", action.code());
            assert!(texts.has(&label), "{label}");
            assert!(texts.has(&format!("{label}-help")), "{label}-help");
        }
        for place in Place::ALL {
            assert!(texts.has(&key("place", place.code())));
            let help = key("help-here", place.code());
            assert!(texts.has(&help), "{help}");
        }
    }
}

#[test]
fn every_action_has_a_key_somewhere() {
    for name in KEYMAPS {
        let keymap = bundled(name);
        for action in Action::ALL {
            let bound = Place::ALL
                .iter()
                .any(|p| keymap.hint(*p, *action).is_some());
            assert!(bound, "{name}: {}", action.code());
        }
    }
}

/// Whatever is bound to a Latin letter, with or without Ctrl, answers to the same key under the Russian layout.
#[test]
fn every_letter_works_under_the_russian_layout() {
    for name in KEYMAPS {
        let keymap = bundled(name);
        for place in Place::ALL {
            for (russian, latin) in keymap.layout.pairs() {
                for (expected, pressed) in [
                    (letter(latin), letter(russian)),
                    (ctrl(latin), ctrl(russian)),
                ] {
                    assert_eq!(
                        keymap.resolve(*place, pressed, false),
                        keymap.resolve(*place, expected, false),
                        "{name} {}: {russian} for {latin}",
                        place.code()
                    );
                }
            }
        }
    }
}

/// Ctrl twins have to work while one types, in both layouts.
#[test]
fn ctrl_twins_work_in_text_fields() {
    let keymap = bundled("default");
    for (c, action) in [
        ('p', Action::Palette),
        ('з', Action::Palette),
        ('З', Action::Palette),
        ('q', Action::OpenQueue),
        ('й', Action::OpenQueue),
        ('щ', Action::OpenOutbox),
        ('к', Action::Retry),
    ] {
        assert_eq!(keymap.resolve(Place::Search, ctrl(c), true), Some(action));
    }
}

#[test]
fn panel_keys_are_the_same_in_every_keymap() {
    let panels = [
        Action::Help,
        Action::OpenSearch,
        Action::OpenQueue,
        Action::OpenActivation,
        Action::OpenNewApplication,
        Action::OpenProgrammes,
        Action::OpenRequests,
        Action::OpenOverview,
        Action::OpenOutbox,
        Action::Leave,
    ];
    for name in KEYMAPS {
        let keymap = bundled(name);
        for place in Place::ALL {
            for (n, action) in (1..).zip(panels) {
                let f = press(KeyCode::F(n), KeyModifiers::NONE);
                assert_eq!(keymap.resolve(*place, f, true), Some(action), "{name}");
                let digit = letter(char::from(b'0' + n % 10));
                assert_eq!(keymap.resolve(*place, digit, false), Some(action));
                assert_eq!(keymap.hint(*place, action), Some(format!("F{n}")));
            }
        }
    }
}

#[test]
fn the_steps_of_verification_keep_their_keys() {
    for name in KEYMAPS {
        let keymap = bundled(name);
        for (pressed, action) in [
            (letter(' '), Action::Match),
            (letter('x'), Action::Mismatch),
            (letter('ч'), Action::Mismatch),
            (
                press(KeyCode::Enter, KeyModifiers::NONE),
                Action::SectionMatches,
            ),
            (letter('n'), Action::NextUnchecked),
            (
                press(KeyCode::Tab, KeyModifiers::NONE),
                Action::NextUnchecked,
            ),
            (
                press(KeyCode::Backspace, KeyModifiers::NONE),
                Action::ClearMark,
            ),
            (letter('a'), Action::Accept),
            (letter('ф'), Action::Accept),
            (letter('Ф'), Action::Accept),
            (letter('A'), Action::Accept),
            (letter('t'), Action::Activate),
            (letter('r'), Action::Reject),
            (letter('b'), Action::Return),
            (letter('d'), Action::ResolveDuplicate),
            (letter('х'), Action::PreviousSection),
            (press(KeyCode::Esc, KeyModifiers::NONE), Action::Cancel),
        ] {
            let resolved = keymap.resolve(Place::Verification, pressed, false);
            assert_eq!(resolved, Some(action), "{name}: {pressed:?}");
        }
    }
}

#[test]
fn vim_moves_by_letters() {
    let keymap = bundled("vim");
    for (c, action) in [
        ('j', Action::Down),
        ('о', Action::Down),
        ('k', Action::Up),
        ('g', Action::First),
        ('G', Action::Last),
        ('П', Action::Last),
        ('q', Action::Cancel),
        ('/', Action::OpenSearch),
    ] {
        for place in [Place::Queue, Place::Verification] {
            assert_eq!(keymap.resolve(place, letter(c), false), Some(action), "{c}");
        }
    }
    let down = keymap.resolve(Place::Queue, ctrl('f'), false);
    assert_eq!(down, Some(Action::PageDown));
    assert_eq!(keymap.resolve(Place::Search, ctrl('f'), true), None);
}

#[test]
fn editing_keys_belong_to_the_text_field() {
    for name in KEYMAPS {
        let keymap = bundled(name);
        for code in [
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Home,
            KeyCode::End,
        ] {
            for place in Place::ALL {
                let pressed = press(code, KeyModifiers::NONE);
                assert_eq!(keymap.resolve(*place, pressed, true), None);
            }
        }
        for c in ['a', 'b', 'e', 'f', 'k', 'u', 'w', 'y'] {
            for place in [Place::Search, Place::Login, Place::Dialog, Place::Palette] {
                assert_eq!(keymap.resolve(place, ctrl(c), true), None, "Ctrl+{c}");
            }
        }
    }
}

#[test]
fn hints_show_the_first_key_that_really_works() {
    let keymap = bundled("default");
    let hint = |place, action| keymap.hint(place, action);
    assert_eq!(
        hint(Place::Verification, Action::Match).as_deref(),
        Some("Пробел")
    );
    assert_eq!(
        hint(Place::Queue, Action::Palette).as_deref(),
        Some("Ctrl+P")
    );
    // Enter confirms the section there, so it is no key of `submit`.
    assert_eq!(hint(Place::Verification, Action::Submit), None);
    assert_eq!(hint(Place::Queue, Action::Accept), None);
    let english = Texts::new(Language::English);
    let keymap = Keymap::load(&DataFile::Bundled("default".into()), &english).unwrap();
    assert_eq!(
        keymap.hint(Place::Verification, Action::Match).as_deref(),
        Some("Space")
    );
}

#[test]
fn hints_of_a_place_begin_with_its_own() {
    let keymap = bundled("default");
    let hints: Vec<_> = keymap.hints(Place::Verification).collect();
    assert_eq!(hints[0], (Action::Match, "Пробел".to_owned()));
    assert!(hints.contains(&(Action::OpenQueue, "F3".to_owned())));
    assert!(!hints.iter().any(|(action, _)| *action == Action::Submit));
}

#[test]
fn a_child_takes_keys_and_unbinds() {
    let text = "inherits = \"default\"\n[verification]\naccept = [\"x\"]\nreject = []\n";
    let bindings = load::read("mine.toml".as_ref(), text).unwrap();
    let x = Chord::parse("x").unwrap();
    assert_eq!(bindings.exact(Place::Verification, x), Some(Action::Accept));
    for action in [Action::Mismatch, Action::Reject] {
        assert_eq!(bindings.chords(Place::Verification, action), []);
    }
    let a = Chord::parse("a").unwrap();
    assert_eq!(bindings.exact(Place::Verification, a), None);
}

#[test]
fn the_table_of_keys_names_every_bound_action() {
    let keymap = bundled("default");
    let table = keymap.markdown(&Texts::new(Language::English));
    for action in Action::ALL {
        let texts = Texts::new(Language::English);
        let help = texts.get(&format!("{}-help", key("action", action.code())));
        assert!(table.contains(&help), "{}", action.code());
    }
    assert!(
        table.contains("| `Space` | Mark that the field is as in the document. |"),
        "{table}"
    );
}

proptest! {
    /// No press does anything in a text field that a plain character would write.
    #[test]
    fn plain_characters_are_text_while_typing(c in any::<char>(), shift in any::<bool>()) {
        let keymap = bundled("vim");
        let held = if shift { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
        for place in Place::ALL {
            let pressed = press(KeyCode::Char(c), held);
            prop_assert_eq!(keymap.resolve(*place, pressed, true), None);
        }
    }
}
