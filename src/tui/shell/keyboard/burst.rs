//! Characters that came one on the heels of another, and whether a machine has typed them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The shortest number that is scanned: a certificate's.
const SHORTEST: usize = 10;
/// The longest text that is scanned, with room to spare: number, date and certificate of the QR code, and their dashes.
pub const LONGEST: usize = 48;
/// Fewer characters than this may be a person's, typed ahead of a slow line.
const MACHINE: usize = 5;
/// What a person types ahead are a few keys again and again; a code has more different ones than this.
const FEW: usize = 3;

/// The characters since the last pause or key of another kind.
#[derive(Debug, Default)]
pub struct Burst {
    /// The first of them.
    text: String,
    len: usize,
    digits: usize,
    /// Different characters, no more than tell a code.
    kinds: Vec<char>,
}

impl Burst {
    pub fn push(&mut self, c: char) {
        self.len += 1;
        self.digits += usize::from(c.is_ascii_digit());
        if self.len <= LONGEST {
            self.text.push(c);
        }
        if self.kinds.len() <= FEW && !self.kinds.contains(&c) {
            self.kinds.push(c);
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Digits and dashes alone, as many as a scanned number has.
    pub fn is_number(&self) -> bool {
        self.is_plain() && self.len <= LONGEST && self.digits >= SHORTEST
    }

    /// Too much for a person in so short a time, whatever it says.
    pub fn is_machine(&self) -> bool {
        let digits = self.is_plain() && self.digits >= MACHINE;
        digits || self.len >= MACHINE && self.kinds.len() > FEW
    }

    fn is_plain(&self) -> bool {
        self.text.chars().all(is_number_like)
    }

    /// The text; begins anew.
    pub fn take(&mut self) -> String {
        std::mem::take(self).text
    }
}

fn is_number_like(c: char) -> bool {
    c.is_ascii_digit() || c == '-'
}

/// The character of a key without Ctrl or Alt.
pub fn character(key: &KeyEvent) -> Option<char> {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    match key.code {
        KeyCode::Char(c) if !key.modifiers.intersects(held) => Some(c),
        _ => None,
    }
}

/// A key of which numbers are made.
pub fn is_digit(key: &KeyEvent) -> bool {
    character(key).is_some_and(is_number_like)
}

/// A key that a scanner is set to end with. Tab leads to the next field, so it ends nothing where one types.
pub fn ends(key: &KeyEvent, typing: bool) -> bool {
    match key.code {
        KeyCode::Enter => true,
        KeyCode::Tab => !typing,
        KeyCode::Char('j') => key.modifiers.contains(KeyModifiers::CONTROL),
        _ => false,
    }
}

/// Moving and deleting: held down on a slow line, many of these come at once from a person.
pub fn moves(key: &KeyEvent) -> bool {
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
