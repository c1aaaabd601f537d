//! Bytes of the terminal to keys and pastes. Never waits, and never keeps more than [`LONGEST`] and [`PASTE`] allow:
//! whatever comes, the next key is found behind it.
//!
//! Understood is what an xterm, the Linux console and what calls itself one of them send without being asked for more.

use std::collections::VecDeque;
use std::mem;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The longest sequence that is some key, in bytes. A longer one is none.
const LONGEST: usize = 32;
/// What is kept of one paste, in bytes: more than any field takes.
const PASTE: usize = 1 << 20;
/// The end of a paste.
const PASTED: &[u8] = b"\x1b[201~";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Between keys, or inside a letter of several bytes.
    #[default]
    Ground,
    /// Behind Esc.
    Escape,
    /// Behind Esc O.
    Single,
    /// Behind Esc [, with what was there of parameters.
    Sequence,
    /// Behind Esc [ [, as function keys of the Linux console begin.
    Console,
    /// Inside a marked paste.
    Paste,
}

#[derive(Debug, Default)]
pub struct Decoder {
    place: Place,
    /// Esc came before the letter: Alt.
    alt: bool,
    held: Vec<u8>,
    /// How much of [`PASTED`] has come.
    ending: usize,
    ready: VecDeque<Event>,
}

impl Decoder {
    /// Takes bytes in the order in which they came.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.byte(byte);
        }
    }

    /// Nothing more is there now: an Esc that stands alone is the key.
    pub fn pause(&mut self) {
        if self.place == Place::Escape {
            self.place = Place::Ground;
            self.key(KeyCode::Esc, KeyModifiers::NONE);
        }
    }

    /// The next event that is whole.
    pub fn next(&mut self) -> Option<Event> {
        self.ready.pop_front()
    }

    fn byte(&mut self, byte: u8) {
        match self.place {
            Place::Paste => self.paste(byte),
            Place::Ground => self.ground(byte),
            Place::Escape => match byte {
                0x1b => self.key(KeyCode::Esc, KeyModifiers::NONE),
                b'[' => self.enter(Place::Sequence),
                b'O' => self.enter(Place::Single),
                _ => {
                    self.enter(Place::Ground);
                    self.alt = true;
                    self.ground(byte);
                }
            },
            // Whatever was begun was cut: another one begins.
            _ if byte == 0x1b => self.enter(Place::Escape),
            Place::Single => {
                self.enter(Place::Ground);
                self.named(byte, KeyModifiers::NONE);
            }
            Place::Console => {
                self.enter(Place::Ground);
                if let n @ b'A'..=b'E' = byte {
                    self.key(KeyCode::F(n - b'A' + 1), KeyModifiers::NONE);
                }
            }
            Place::Sequence => match byte {
                b'[' if self.held.is_empty() => self.enter(Place::Console),
                0x20..=0x3f if self.held.len() < LONGEST => self.held.push(byte),
                0x40..=0x7e => self.sequence(byte),
                _ => self.enter(Place::Ground),
            },
        }
    }

    fn enter(&mut self, place: Place) {
        self.place = place;
        self.alt = false;
        self.held.clear();
    }

    /// A byte between sequences: a control key, or a part of a letter.
    fn ground(&mut self, byte: u8) {
        if !self.held.is_empty() {
            if byte & 0xc0 == 0x80 {
                self.held.push(byte);
                self.letter();
                return;
            }
            // The letter was cut.
            self.enter(Place::Ground);
        }
        let control = |c: u8| (KeyCode::Char(char::from(c)), KeyModifiers::CONTROL);
        let (code, modifiers) = match byte {
            0x1b => {
                self.enter(Place::Escape);
                return;
            }
            b'\r' | b'\n' => (KeyCode::Enter, KeyModifiers::NONE),
            b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
            0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
            0 => control(b' '),
            1..=0x1a => control(byte - 1 + b'a'),
            0x1c..=0x1f => control(byte - 0x1c + b'4'),
            0x20..=0x7e => {
                self.typed(char::from(byte));
                return;
            }
            0x80..=0xff => {
                self.held.push(byte);
                self.letter();
                return;
            }
        };
        let alt = self.take_alt();
        self.key(code, modifiers | alt);
    }

    /// Looks whether the letter is whole.
    fn letter(&mut self) {
        match std::str::from_utf8(&self.held) {
            Ok(text) => {
                let letter = text.chars().next();
                self.held.clear();
                if let Some(letter) = letter {
                    self.typed(letter);
                }
            }
            // More of it is to come.
            Err(error) if error.error_len().is_none() => {}
            Err(_) => self.enter(Place::Ground),
        }
    }

    fn typed(&mut self, letter: char) {
        let alt = self.take_alt();
        let shift = if letter.is_uppercase() {
            KeyModifiers::SHIFT
        } else {
            KeyModifiers::NONE
        };
        self.key(KeyCode::Char(letter), shift | alt);
    }

    fn take_alt(&mut self) -> KeyModifiers {
        if mem::take(&mut self.alt) {
            KeyModifiers::ALT
        } else {
            KeyModifiers::NONE
        }
    }

    /// The end of a sequence: what its last byte and its parameters mean.
    fn sequence(&mut self, last: u8) {
        let held = mem::take(&mut self.held);
        self.enter(Place::Ground);
        let mut numbers = held.split(|byte| *byte == b';').map(number);
        let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
        let modifiers = modifiers(second.unwrap_or(1));
        match (last, first) {
            (b'~', Some(200)) => {
                self.place = Place::Paste;
                self.ending = 0;
            }
            (b'~', Some(n)) => {
                if let Some(code) = numbered(n) {
                    self.key(code, modifiers);
                }
            }
            (b'u', Some(n)) => {
                if let Some(code) = char::from_u32(n).map(coded) {
                    self.key(code, modifiers);
                }
            }
            (b'Z', _) => self.key(KeyCode::BackTab, KeyModifiers::SHIFT),
            (b'I', None) => self.ready.push_back(Event::FocusGained),
            (b'O', None) => self.ready.push_back(Event::FocusLost),
            _ => self.named(last, modifiers),
        }
    }

    /// A key that is named by one letter.
    fn named(&mut self, letter: u8, modifiers: KeyModifiers) {
        let code = match letter {
            b'A' => KeyCode::Up,
            b'B' => KeyCode::Down,
            b'C' => KeyCode::Right,
            b'D' => KeyCode::Left,
            b'H' => KeyCode::Home,
            b'F' => KeyCode::End,
            n @ b'P'..=b'S' => KeyCode::F(n - b'P' + 1),
            _ => return,
        };
        self.key(code, modifiers);
    }

    fn paste(&mut self, byte: u8) {
        let expected = PASTED.get(self.ending) == Some(&byte);
        // Only its first byte can begin the mark anew.
        self.ending = match (expected, byte) {
            (true, _) => self.ending + 1,
            (false, 0x1b) => 1,
            (false, _) => 0,
        };
        if self.held.len() < PASTE + PASTED.len() {
            self.held.push(byte);
        }
        if self.ending < PASTED.len() {
            return;
        }
        let text = self.held.strip_suffix(PASTED).unwrap_or(&self.held);
        let text = String::from_utf8_lossy(text).into_owned();
        self.held = Vec::new();
        self.place = Place::Ground;
        self.ready.push_back(Event::Paste(text));
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        let key = KeyEvent::new(code, modifiers);
        self.ready.push_back(Event::Key(key));
    }
}

/// A parameter; what stands behind a colon only details it.
fn number(digits: &[u8]) -> Option<u32> {
    let digits = digits.split(|byte| *byte == b':').next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// How xterm counts what is held together with a key: a sum of bits, and one more.
fn modifiers(sum: u32) -> KeyModifiers {
    let bits = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ];
    let sum = sum.saturating_sub(1);
    let held = bits.into_iter().filter(|(bit, _)| sum & bit != 0);
    held.map(|(_, modifier)| modifier).collect()
}

fn numbered(n: u32) -> Option<KeyCode> {
    let function = |n: u32| u8::try_from(n).ok().map(KeyCode::F);
    match n {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(n - 10),
        17..=21 => function(n - 11),
        23..=26 => function(n - 12),
        28 | 29 => function(n - 13),
        31..=34 => function(n - 14),
        _ => None,
    }
}

/// A key that is named by its character.
fn coded(c: char) -> KeyCode {
    match c {
        '\x1b' => KeyCode::Esc,
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x7f' => KeyCode::Backspace,
        c => KeyCode::Char(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        decoder.feed(bytes);
        decoder.pause();
        std::iter::from_fn(|| decoder.next()).collect()
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_what_an_xterm_and_the_console_send() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        let table: &[(&[u8], KeyCode, KeyModifiers)] = &[
            (b"a", KeyCode::Char('a'), NONE),
            ("я".as_bytes(), KeyCode::Char('я'), NONE),
            ("Я".as_bytes(), KeyCode::Char('Я'), KeyModifiers::SHIFT),
            ("\x1bя".as_bytes(), KeyCode::Char('я'), KeyModifiers::ALT),
            (b"\x1b\r", KeyCode::Enter, KeyModifiers::ALT),
            (b"\x10", KeyCode::Char('p'), KeyModifiers::CONTROL),
            (b"\0", KeyCode::Char(' '), KeyModifiers::CONTROL),
            (b"\x1c", KeyCode::Char('4'), KeyModifiers::CONTROL),
            (b"\x1b", KeyCode::Esc, NONE),
            (b"\x7f", KeyCode::Backspace, NONE),
            (b"\x1bOP", KeyCode::F(1), NONE),
            (b"\x1b[[E", KeyCode::F(5), NONE),
            (b"\x1b[15~", KeyCode::F(5), NONE),
            (b"\x1b[20~", KeyCode::F(9), NONE),
            (b"\x1b[21~", KeyCode::F(10), NONE),
            (b"\x1b[24;2~", KeyCode::F(12), KeyModifiers::SHIFT),
            (b"\x1b[1;5D", KeyCode::Left, KeyModifiers::CONTROL),
            (b"\x1b[H", KeyCode::Home, NONE),
            (b"\x1b[6~", KeyCode::PageDown, NONE),
            (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
            (b"\x1b[99;5u", KeyCode::Char('c'), KeyModifiers::CONTROL),
        ];
        for (bytes, code, modifiers) in table {
            assert_eq!(events(bytes), [key(*code, *modifiers)], "{bytes:?}");
        }
    }

    #[test]
    fn a_key_that_comes_byte_by_byte_is_one_key() {
        let mut decoder = Decoder::default();
        for byte in "щ".bytes().chain(*b"\x1b[1;2A") {
            decoder.feed(&[byte]);
            if byte != 0x1b {
                decoder.pause();
            }
        }
        assert_eq!(
            decoder.next(),
            Some(key(KeyCode::Char('щ'), KeyModifiers::NONE))
        );
        assert_eq!(decoder.next(), Some(key(KeyCode::Up, KeyModifiers::SHIFT)));
        assert_eq!(decoder.next(), None);
    }

    #[test]
    fn behind_whatever_was_cut_the_next_key_is_found() {
        let cut: [&[u8]; 7] = [
            b"\xd0",
            b"\xf0\x9f",
            b"\xff\xfe",
            b"\x1b[",
            b"\x1b[12;",
            b"\x1b[[",
            b"\x1bO",
        ];
        for begun in cut {
            let bytes = [begun, b"\x1b[20~"].concat();
            assert_eq!(
                events(&bytes).last(),
                Some(&key(KeyCode::F(9), KeyModifiers::NONE)),
                "{begun:?}"
            );
        }
        let endless = [b"\x1b[".as_slice(), &[b'1'; 4_096], b"\x1b[20~"].concat();
        let mut decoder = Decoder::default();
        decoder.feed(&endless);
        assert!(decoder.held.capacity() <= 2 * LONGEST);
        assert_eq!(
            decoder.ready.back(),
            Some(&key(KeyCode::F(9), KeyModifiers::NONE))
        );
    }

    #[test]
    fn a_paste_is_text_up_to_its_mark_and_bounded() {
        assert_eq!(
            events(b"\x1b[200~\xd0\xb0\r\x1b\x1b[20~\x1b[2\x1b[201~q"),
            [
                Event::Paste("а\r\x1b\x1b[20~\x1b[2".into()),
                key(KeyCode::Char('q'), KeyModifiers::NONE)
            ]
        );
        let endless = [
            b"\x1b[200~".as_slice(),
            &vec![b'x'; 3 * PASTE],
            b"\x1b[201~q",
        ]
        .concat();
        let events = events(&endless);
        assert!(matches!(&events[0], Event::Paste(text) if text.len() < PASTE + LONGEST));
        assert_eq!(events[1], key(KeyCode::Char('q'), KeyModifiers::NONE));
    }
}
