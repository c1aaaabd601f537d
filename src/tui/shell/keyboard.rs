//! Tells a person's keys from a machine's: a barcode scanner types digits in a burst and ends with Enter; a paste
//! without brackets types hundreds of letters at once.
//!
//! A digit outside a text field is held for a moment, since it may be the first of a scanned number and would open a
//! panel. Nothing else waits.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Milliseconds since the program started.
pub type Millis = u64;

/// Between two characters of a scanner there is less; between two keys of a person there is more.
const GAP: Millis = 40;
/// The shortest number that is scanned: a certificate's.
const SHORTEST: usize = 10;
/// The longest number that is scanned, with room for dashes and spaces.
const LONGEST: usize = 24;
/// So many plain characters in one go aren't typed by a person.
const JUNK: usize = 30;
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

#[derive(Debug, Default)]
pub struct Keyboard {
    /// Digits that came in quick succession.
    run: String,
    /// Of these, the ones that no one has acted on yet.
    held: Vec<KeyEvent>,
    last: Millis,
    junk_until: Option<Millis>,
}

impl Keyboard {
    /// Looks at a batch of keys before it is taken apart. True: this is a paste without brackets, and plain letters
    /// and Enter are no actions now.
    pub fn is_junk(&mut self, keys: &[KeyEvent], at: Millis) -> bool {
        let plain = keys.iter().filter(|key| is_plain(key)).count();
        let tail = plain > 0 && self.junk_until.is_some_and(|until| at <= until);
        if plain > JUNK || tail {
            self.junk_until = Some(at + TAIL);
            return true;
        }
        false
    }

    /// Takes one key. In a text field (`typing`) digits are text at once.
    pub fn hear(&mut self, key: KeyEvent, at: Millis, typing: bool) -> Vec<Heard> {
        let quick = at.saturating_sub(self.last) <= GAP;
        let mut heard = if quick { Vec::new() } else { self.release() };
        self.last = at;
        if let Some(c) = digit(&key) {
            if self.run.len() < LONGEST {
                self.run.push(c);
            }
            if typing {
                heard.push(Heard::Key(key));
            } else {
                self.held.push(key);
            }
            return heard;
        }
        if key.code == KeyCode::Enter && self.is_number() {
            self.held.clear();
            heard.push(Heard::Scan(std::mem::take(&mut self.run)));
            return heard;
        }
        heard.extend(self.release());
        heard.push(Heard::Key(key));
        heard
    }

    /// When held keys have to be let go, if any are held.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        (!self.held.is_empty()).then_some(self.last + GAP + 1)
    }

    /// Lets go what was held too long.
    pub fn due(&mut self, at: Millis) -> Vec<Heard> {
        match self.deadline() {
            Some(deadline) if at >= deadline => self.release(),
            _ => Vec::new(),
        }
    }

    fn release(&mut self) -> Vec<Heard> {
        let number = self.is_number();
        let run = std::mem::take(&mut self.run);
        let held = std::mem::take(&mut self.held);
        if number && !held.is_empty() {
            return vec![Heard::Number(run)];
        }
        held.into_iter().map(Heard::Key).collect()
    }

    fn is_number(&self) -> bool {
        self.run.chars().filter(char::is_ascii_digit).count() >= SHORTEST
    }
}

/// A character typed without Ctrl or Alt, or Enter.
fn is_plain(key: &KeyEvent) -> bool {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    matches!(key.code, KeyCode::Char(_) | KeyCode::Enter) && !key.modifiers.intersects(held)
}

/// What a paste without brackets must not trigger.
pub fn triggers_by_accident(key: &KeyEvent) -> bool {
    is_plain(key)
}

fn digit(key: &KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c @ ('0'..='9' | '-')) if is_plain(key) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char) -> KeyEvent {
        let code = if c == '\n' {
            KeyCode::Enter
        } else {
            KeyCode::Char(c)
        };
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    fn type_all(keyboard: &mut Keyboard, text: &str, gap: Millis, typing: bool) -> Vec<Heard> {
        let typed = text.chars().enumerate();
        typed
            .flat_map(|(n, c)| keyboard.hear(key(c), 1_000 + n as Millis * gap, typing))
            .collect()
    }

    #[test]
    fn a_scanned_number_is_one_thing_and_opens_no_panel() {
        for gap in [0, 5, 30] {
            let mut keyboard = Keyboard::default();
            let heard = type_all(&mut keyboard, "01-2026-000123-1\n", gap, false);
            assert_eq!(heard, [Heard::Scan("01-2026-000123-1".into())]);
            assert_eq!(keyboard.deadline(), None);
        }
    }

    #[test]
    fn in_a_text_field_a_scan_is_told_at_its_end() {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, "1101000042\n", 5, true);
        assert_eq!(heard.len(), 11);
        assert_eq!(heard[10], Heard::Scan("1101000042".into()));
    }

    #[test]
    fn a_person_typing_a_number_is_no_scanner() {
        let mut keyboard = Keyboard::default();
        let heard = type_all(&mut keyboard, "1101000042\n", 120, true);
        assert!(heard.iter().all(|h| matches!(h, Heard::Key(_))));
    }

    #[test]
    fn a_single_digit_acts_after_a_moment() {
        let mut keyboard = Keyboard::default();
        assert!(keyboard.hear(key('0'), 500, false).is_empty());
        assert_eq!(keyboard.due(530), []);
        assert_eq!(keyboard.deadline(), Some(541));
        assert_eq!(keyboard.due(541), [Heard::Key(key('0'))]);
        assert_eq!(keyboard.deadline(), None);
    }

    #[test]
    fn a_digit_before_a_letter_acts_before_it() {
        let mut keyboard = Keyboard::default();
        keyboard.hear(key('3'), 500, false);
        let heard = keyboard.hear(key('a'), 510, false);
        assert_eq!(heard, [Heard::Key(key('3')), Heard::Key(key('a'))]);
    }

    #[test]
    fn a_number_without_enter_is_kept_whole() {
        let mut keyboard = Keyboard::default();
        type_all(&mut keyboard, "1101000042", 2, false);
        assert_eq!(keyboard.due(9_000), [Heard::Number("1101000042".into())]);
    }

    #[test]
    fn a_burst_of_letters_is_junk_and_so_is_its_tail() {
        let mut keyboard = Keyboard::default();
        let burst = vec![key('а'); JUNK + 1];
        assert!(!keyboard.is_junk(&burst[..5], 1_000));
        assert!(keyboard.is_junk(&burst, 2_000));
        assert!(keyboard.is_junk(&burst[..3], 2_100));
        assert!(!keyboard.is_junk(&burst[..3], 2_500));
        let up = [KeyEvent::new(KeyCode::Down, KeyModifiers::NONE); 60];
        assert!(
            !keyboard.is_junk(&up, 5_000),
            "a held arrow key is no paste"
        );
    }
}
