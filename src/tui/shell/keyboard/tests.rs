//! Keys with a clock of their own.

use crossterm::event::KeyModifiers;

use super::*;

const FREE: Ground = Ground {
    typing: false,
    takes: false,
    weighty: false,
};
/// A line in which any text may stand, as that of the search.
const TYPING: Ground = Ground {
    typing: true,
    takes: true,
    weighty: false,
};
/// A field of a form.
const FIELD: Ground = Ground {
    takes: false,
    ..TYPING
};
const WEIGHTY: Ground = Ground {
    weighty: true,
    ..FREE
};

fn key(c: char) -> KeyEvent {
    let code = if c == '\n' {
        KeyCode::Enter
    } else {
        KeyCode::Char(c)
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn type_all(keyboard: &mut Keyboard, text: &str, gap: Millis, ground: Ground) -> Vec<Heard> {
    let typed = text.chars().enumerate();
    typed
        .flat_map(|(n, c)| keyboard.hear(key(c), 1_000 + n as Millis * gap, ground))
        .collect()
}

#[test]
fn a_scanned_number_is_one_thing_and_opens_no_panel() {
    for gap in [0, 5, 30] {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, "01-2026-000123-1\n", gap, FREE);
        assert_eq!(heard, [Heard::Scan("01-2026-000123-1".into())]);
        assert_eq!(keyboard.deadline(), None);
    }
}

#[test]
fn in_a_text_field_a_scan_is_told_at_its_end() {
    let mut keyboard = Keyboard::default();
    let heard = type_all(&mut keyboard, "1101000042\n", 5, TYPING);
    assert_eq!(heard.len(), 11);
    assert_eq!(heard[10], Heard::Scan("1101000042".into()));
}

#[test]
fn a_person_typing_a_number_is_no_scanner() {
    let mut keyboard = Keyboard::default();
    let heard = type_all(&mut keyboard, "1101000042\n", 120, TYPING);
    assert!(heard.iter().all(|h| matches!(h, Heard::Key(_))));
}

#[test]
fn a_single_digit_acts_after_a_moment() {
    let mut keyboard = Keyboard::default();
    assert!(keyboard.hear(key('0'), 500, FREE).is_empty());
    assert_eq!(keyboard.due(530), []);
    assert_eq!(keyboard.deadline(), Some(541));
    assert_eq!(keyboard.due(541), [Heard::Key(key('0'))]);
    assert_eq!(keyboard.deadline(), None);
}

#[test]
fn a_digit_before_a_letter_acts_before_it() {
    let mut keyboard = Keyboard::default();
    keyboard.hear(key('3'), 500, FREE);
    let mut heard = keyboard.hear(key('a'), 510, FREE);
    heard.extend(keyboard.due(600));
    assert_eq!(heard, [Heard::Key(key('3')), Heard::Key(key('a'))]);
}

#[test]
fn a_number_without_enter_is_kept_whole() {
    let mut keyboard = Keyboard::default();
    type_all(&mut keyboard, "1101000042", 2, FREE);
    assert_eq!(keyboard.due(9_000), [Heard::Number("1101000042".into())]);
}

#[test]
fn a_key_by_itself_acts_at_once_and_so_does_one_that_is_held_down() {
    let mut keyboard = Keyboard::default();
    for n in 0..40 {
        let heard = keyboard.hear(key('j'), 1_000 + n * 33, FREE);
        assert_eq!(heard, [Heard::Key(key('j'))], "press {n}");
    }
}

#[test]
fn what_was_typed_ahead_of_a_slow_line_acts_in_its_order() {
    let mut keyboard = Keyboard::default();
    let mut heard = type_all(&mut keyboard, "fabc", 0, FREE);
    assert_eq!(heard, [Heard::Key(key('f'))]);
    assert_eq!(keyboard.deadline(), Some(1_051));
    heard.extend(keyboard.due(1_051));
    let wanted = "fabc".chars().map(|c| Heard::Key(key(c)));
    assert_eq!(heard, wanted.collect::<Vec<_>>());
}

#[test]
fn a_key_that_gives_an_act_waits_until_it_stands_alone() {
    let mut keyboard = Keyboard::default();
    assert!(keyboard.hear(key('t'), 500, WEIGHTY).is_empty());
    let junk: Vec<KeyEvent> = vec![key('а'); JUNK];
    assert!(!keyboard.is_junk(&junk[..1], 500));
    assert!(keyboard.is_junk(&junk, 501));
    assert_eq!(keyboard.due(9_000), [], "it belonged to the paste");
}

#[test]
fn a_burst_is_junk_in_one_piece_in_many_and_so_is_its_tail() {
    let mut keyboard = Keyboard::default();
    let burst = vec![key('а'); JUNK + 1];
    assert!(!keyboard.is_junk(&burst[..5], 1_000));
    assert!(keyboard.is_junk(&burst, 2_000));
    assert!(keyboard.is_junk(&burst[..3], 2_100));
    assert!(!keyboard.is_junk(&burst[..3], 2_500));
    let trickled = (0..=JUNK as Millis).map(|n| keyboard.is_junk(&burst[..1], 3_000 + n));
    assert_eq!(trickled.filter(|junk| *junk).count(), 1);
    let up = [KeyEvent::new(KeyCode::Down, KeyModifiers::NONE); 60];
    assert!(
        !keyboard.is_junk(&up, 5_000),
        "a held arrow key is no paste"
    );
}

const QR: &str = "01-2026-000123-1-05092026-1101000041";

#[test]
fn a_long_code_in_one_piece_is_no_junk() {
    let mut keyboard = Keyboard::default();
    let keys: Vec<KeyEvent> = format!("{QR}\n").chars().map(key).collect();
    assert!(!keyboard.is_junk(&keys, 1_000));
    assert!(keyboard.is_junk(&keys, 1_010), "two of them at once are");
    for gap in [0, 10, 30] {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, &format!("{QR}\n"), gap, FREE);
        assert_eq!(heard, [Heard::Scan(QR.into())]);
    }
}

#[test]
fn a_field_has_nothing_to_put_back_when_a_scan_is_told() {
    for gap in [0, 10, 30] {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, "1101000042\n", gap, FIELD);
        assert_eq!(heard, [Heard::Scan("1101000042".into())], "gap {gap}");
    }
}

#[test]
fn in_a_field_digits_come_out_in_their_place() {
    let mut keyboard = Keyboard::default();
    let mut heard = type_all(&mut keyboard, "д12а", 10, FIELD);
    assert_eq!(
        heard,
        "д12а"
            .chars()
            .map(|c| Heard::Key(key(c)))
            .collect::<Vec<_>>()
    );
    heard = type_all(&mut keyboard, "7", 0, FIELD);
    assert!(heard.is_empty());
    assert_eq!(keyboard.due(1_041), [Heard::Key(key('7'))]);
    let mut keyboard = Keyboard::default();
    let heard = type_all(&mut keyboard, "12\n", 5, FIELD);
    assert_eq!(heard[..2], [Heard::Key(key('1')), Heard::Key(key('2'))]);
}

#[test]
fn a_code_that_is_no_number_does_nothing() {
    for (text, gap) in [
        ("ST00012|Name=ООО", 30),
        ("xa pn", 12),
        ("46210072", 5),
        ("aabxv", 0),
    ] {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, &format!("{text}\n"), gap, WEIGHTY);
        assert_eq!(heard, [Heard::Foreign], "{text}");
        let mut keyboard = Keyboard::default();
        assert!(type_all(&mut keyboard, text, gap, WEIGHTY).is_empty());
        assert_eq!(
            keyboard.due(9_000),
            [Heard::Foreign],
            "{text} without Enter"
        );
    }
}

#[test]
fn what_follows_a_foreign_code_without_a_pause_belongs_to_it() {
    let mut keyboard = Keyboard::default();
    let heard = type_all(&mut keyboard, "BEGIN:VCARD\nN:x\nt\n", 20, WEIGHTY);
    assert_eq!(heard, [Heard::Foreign]);
    assert_eq!(keyboard.due(9_000), []);
    let heard = keyboard.hear(key('t'), 9_100, WEIGHTY);
    assert!(heard.is_empty());
    assert_eq!(keyboard.due(9_200), [Heard::Key(key('t'))]);
}

#[test]
fn a_second_end_belongs_to_the_scan() {
    let mut keyboard = Keyboard::default();
    let mut heard = type_all(&mut keyboard, "1101000042\n", 5, FREE);
    let tab = KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE);
    heard.extend(keyboard.hear(tab, 1_060, FREE));
    assert_eq!(heard, [Heard::Scan("1101000042".into())]);
    let mut keyboard = Keyboard::default();
    type_all(&mut keyboard, "1101000042", 5, FREE);
    assert_eq!(
        keyboard.hear(tab, 1_050, FREE),
        [Heard::Scan("1101000042".into())]
    );
}

#[test]
fn a_text_typed_by_a_machine_answers_no_question() {
    let mut keyboard = Keyboard::default();
    let weighty = Ground {
        weighty: true,
        ..FIELD
    };
    let mut heard = Vec::new();
    for (n, c) in "серия".chars().enumerate() {
        heard.extend(keyboard.hear(key(c), 1_000 + n as Millis * 20, FIELD));
    }
    assert_eq!(heard.len(), 5, "the field keeps it");
    assert_eq!(keyboard.hear(key('\n'), 1_100, weighty), [Heard::Foreign]);
    assert!(keyboard.hear(key('\n'), 1_900, weighty).is_empty());
    assert_eq!(keyboard.due(2_000), [Heard::Key(key('\n'))]);
}

#[test]
fn a_mark_that_is_held_down_is_made_again_and_again() {
    let mut keyboard = Keyboard::default();
    let mut heard = keyboard.hear(key(' '), 1_000, WEIGHTY);
    heard.extend(keyboard.due(1_051));
    assert_eq!(heard, [Heard::Key(key(' '))]);
    for n in 0..30 {
        heard.extend(keyboard.hear(key(' '), 1_400 + n * 33, WEIGHTY));
    }
    assert_eq!(heard.len(), 30, "one waits for the next");
    assert_eq!(keyboard.due(9_000).len(), 1);
}

#[test]
fn what_a_person_types_ahead_is_done() {
    let mut keyboard = Keyboard::default();
    let mut heard = type_all(&mut keyboard, " n n n \n", 0, WEIGHTY);
    heard.extend(keyboard.due(9_000));
    assert_eq!(heard.len(), 8);
    assert!(heard.iter().all(|h| matches!(h, Heard::Key(_))));
}
