//! Tells a person's keys from a machine's: a barcode scanner types digits in a burst and ends with Enter; a paste
//! without brackets types hundreds of letters at once.
//!
//! What may be the beginning of such a burst is held for a moment before it does anything: a digit outside a text field,
//! a key that comes on the heels of another, a key that would give an act. A key by itself acts at once.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Milliseconds since the program started.
pub type Millis = u64;

/// Between two characters of a scanner there is less; between two keys of a person there is more.
const GAP: Millis = 40;
/// A key that is held down repeats more slowly than this.
const HEELS: Millis = 15;
/// The shortest number that is scanned: a certificate's.
const SHORTEST: usize = 10;
/// The longest number that is scanned, with room for dashes and spaces.
const LONGEST: usize = 24;
/// More keys than this in [`WINDOW`] aren't typed by a person.
const JUNK: usize = 30;
/// The time in which keys are counted, and for which they are held.
const WINDOW: Millis = 50;
/// The tail of a paste comes this soon behind its body.
const TAIL: Millis = 200;

/// What was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Key(KeyEvent),
    /// A whole number, ended by Enter.
    Scan(String),
    /// A number that came like a scan but without Enter.
    Number(String),
}

/// Where a key falls.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ground {
    /// A text field has the focus.
    pub typing: bool,
    /// The key would give an act or end the program.
    pub weighty: bool,
}

#[derive(Debug, Default)]
pub struct Keyboard {
    /// Digits that came in quick succession.
    run: String,
    /// Keys that nothing was done for yet.
    held: Vec<KeyEvent>,
    /// When the first of them came.
    since: Millis,
    last: Millis,
    /// When the newest keys came, no more than tell a burst.
    recent: VecDeque<Millis>,
    junk_until: Option<Millis>,
}

impl Keyboard {
    /// Looks at a batch of keys before it is taken apart. True: this is a paste without brackets, and nothing but text
    /// fields may take any of it; what was held belongs to it.
    pub fn is_junk(&mut self, keys: &[KeyEvent], at: Millis) -> bool {
        while self.recent.front().is_some_and(|t| t + WINDOW < at) {
            self.recent.pop_front();
        }
        let counted = keys.iter().filter(|key| !moves(key)).count();
        self.recent
            .extend(std::iter::repeat_n(at, counted.min(JUNK + 1)));
        let over = self.recent.len().saturating_sub(JUNK + 1);
        self.recent.drain(..over);
        let tail = counted > 0 && self.junk_until.is_some_and(|until| at <= until);
        let junk = counted > 0 && self.recent.len() > JUNK || tail;
        if junk {
            self.junk_until = Some(at + TAIL);
            self.held.clear();
            self.run.clear();
        }
        junk
    }

    /// Takes one key. In a text field digits and letters are text at once.
    pub fn hear(&mut self, key: KeyEvent, at: Millis, ground: Ground) -> Vec<Heard> {
        let mut heard = self.due(at);
        let apart = at.saturating_sub(self.last);
        if apart > GAP {
            heard.extend(self.release());
        }
        self.last = at;
        let behind = !self.held.is_empty();
        if let Some(c) = digit(&key) {
            if self.run.len() < LONGEST {
                self.run.push(c);
            }
            if ground.typing && !behind {
                heard.push(Heard::Key(key));
            } else {
                self.hold(key, at);
            }
            return heard;
        }
        if key.code == KeyCode::Enter && self.is_number() {
            let digits = self.held.iter().rev().take_while(|k| digit(k).is_some());
            let before = self.held.len() - digits.count();
            heard.extend(self.held.drain(..before).map(Heard::Key));
            self.held.clear();
            heard.push(Heard::Scan(std::mem::take(&mut self.run)));
            return heard;
        }
        if apart > HEELS && self.held.iter().all(|key| digit(key).is_some()) {
            heard.extend(self.release());
        }
        self.run.clear();
        let text = ground.typing && is_letter(&key);
        let quick = apart <= HEELS && !text && !moves(&key);
        if ground.weighty || quick || !self.held.is_empty() {
            self.hold(key, at);
        } else {
            heard.push(Heard::Key(key));
        }
        heard
    }

    /// When held keys have to be let go, if any are held.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        let digits = self.held.iter().all(|key| digit(key).is_some());
        let after = if digits {
            self.last + GAP
        } else {
            self.since + WINDOW
        };
        (!self.held.is_empty()).then_some(after + 1)
    }

    /// Lets go what was held too long.
    pub fn due(&mut self, at: Millis) -> Vec<Heard> {
        match self.deadline() {
            Some(deadline) if at >= deadline => self.release(),
            _ => Vec::new(),
        }
    }

    fn hold(&mut self, key: KeyEvent, at: Millis) {
        if self.held.is_empty() {
            self.since = at;
        }
        self.held.push(key);
    }

    fn release(&mut self) -> Vec<Heard> {
        let number = self.is_number();
        let run = std::mem::take(&mut self.run);
        let held = std::mem::take(&mut self.held);
        if number && !held.is_empty() && held.iter().all(|key| digit(key).is_some()) {
            return vec![Heard::Number(run)];
        }
        held.into_iter().map(Heard::Key).collect()
    }

    fn is_number(&self) -> bool {
        self.run.chars().filter(char::is_ascii_digit).count() >= SHORTEST
    }
}

/// Moving and deleting: held down on a slow line, many of these come at once from a person.
fn moves(key: &KeyEvent) -> bool {
    matches!(
        key.code,
        KeyCode::Up
            | KeyCode::Down
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::Backspace
            | KeyCode::Delete
    )
}

/// A character typed without Ctrl or Alt.
pub fn is_letter(key: &KeyEvent) -> bool {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(held)
}

fn digit(key: &KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c @ ('0'..='9' | '-')) if is_letter(key) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Ground = Ground {
        typing: false,
        weighty: false,
    };
    const TYPING: Ground = Ground {
        typing: true,
        weighty: false,
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
        let weighty = Ground {
            weighty: true,
            ..FREE
        };
        assert!(keyboard.hear(key('t'), 500, weighty).is_empty());
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
}
