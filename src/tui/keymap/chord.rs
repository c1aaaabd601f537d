//! One press: a key with what is held. How it is written in files, how it is shown, how a terminal sends it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::Mistake;

/// A press in its one form: a letter carries its case itself, Ctrl goes with the small letter, Shift+Tab is `BackTab`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    pub code: KeyCode,
    pub held: KeyModifiers,
}

const NAMED: [(&str, KeyCode, &str); 15] = [
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backtab", KeyCode::BackTab, "Shift+Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Del"),
    ("insert", KeyCode::Insert, "Ins"),
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("page_up", KeyCode::PageUp, "PgUp"),
    ("page_down", KeyCode::PageDown, "PgDn"),
];

const HELD: [(&str, KeyModifiers, &str); 3] = [
    ("ctrl", KeyModifiers::CONTROL, "Ctrl"),
    ("alt", KeyModifiers::ALT, "Alt"),
    ("shift", KeyModifiers::SHIFT, "Shift"),
];

impl Chord {
    #[must_use]
    pub fn new(code: KeyCode, held: KeyModifiers) -> Self {
        let mut held = held & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match code {
            KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => KeyCode::Char(lower(c)),
            KeyCode::Char(c) if held.contains(KeyModifiers::SHIFT) => KeyCode::Char(upper(c)),
            KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            held.remove(KeyModifiers::SHIFT);
        }
        Self { code, held }
    }

    /// A press that writes a character, or edits or walks in what is written.
    #[must_use]
    pub fn edits_text(self) -> bool {
        match self.code {
            KeyCode::Char(_) => self.held.is_empty(),
            KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End => true,
            _ => false,
        }
    }

    /// The character of the press, for presses that have one.
    #[must_use]
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) => Some(c),
            _ => None,
        }
    }

    /// The same press with another character.
    #[must_use]
    pub fn with_character(self, c: char) -> Self {
        Self::new(KeyCode::Char(c), self.held)
    }

    /// As a hint shows it: `F3`, `Ctrl+P`, `a`. `space` is the word for the space bar.
    #[must_use]
    pub fn show(self, space: &str) -> String {
        let mut shown = String::new();
        for (_, held, name) in HELD {
            if self.held.contains(held) {
                shown.push_str(name);
                shown.push('+');
            }
        }
        match self.code {
            KeyCode::F(n) => {
                shown.push('F');
                shown.push_str(&n.to_string());
            }
            KeyCode::Char(' ') => shown.push_str(space),
            KeyCode::Char(c) if self.held.is_empty() => shown.push(c),
            KeyCode::Char(c) => shown.push(upper(c)),
            code => {
                if let Some((_, _, name)) = NAMED.iter().find(|(_, known, _)| *known == code) {
                    shown.push_str(name);
                }
            }
        }
        shown
    }

    /// Reads what a keymap file has: `F3`, `ctrl+p`, `a`, `space`, `shift+tab`.
    ///
    /// # Errors
    /// What is wrong with it, for a diagnostic.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut held = KeyModifiers::NONE;
        let mut rest = text;
        // A plus alone, or at the end, is the key itself.
        while let Some((before, after)) = rest
            .split_once('+')
            .filter(|(b, a)| !b.is_empty() && !a.is_empty())
        {
            let word = before.to_lowercase();
            let Some((_, modifier, _)) = HELD.iter().find(|(name, _, _)| *name == word) else {
                let known = HELD.iter().map(|(name, _, _)| *name);
                let what = format!("\"{before}\" in \"{text}\" can't be held");
                return Err(Mistake::unknown(what, &word, known));
            };
            held |= *modifier;
            rest = after;
        }
        let code = key(rest, text)?;
        reachable(code, held, text)?;
        Ok(Self::new(code, held))
    }
}

impl From<KeyEvent> for Chord {
    fn from(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }
}

fn key(name: &str, text: &str) -> Result<KeyCode, Mistake> {
    let mut characters = name.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        if c.is_control() || c == ' ' {
            return Err(Mistake::new(
                format!("{text:?} names no key"),
                "write the space bar as \"space\"",
            ));
        }
        return Ok(KeyCode::Char(c));
    }
    let word = name.to_lowercase();
    if word == "space" {
        return Ok(KeyCode::Char(' '));
    }
    if let Some(Ok(n @ 1..=12)) = word.strip_prefix('f').map(str::parse) {
        return Ok(KeyCode::F(n));
    }
    if let Some((_, code, _)) = NAMED.iter().find(|(known, _, _)| *known == word) {
        return Ok(*code);
    }
    let known = NAMED.iter().map(|(known, _, _)| *known).chain(["space"]);
    Err(Mistake::unknown(
        format!("no key is called \"{name}\""),
        &word,
        known,
    ))
}

/// Presses that a terminal sends as another one never arrive.
fn reachable(code: KeyCode, held: KeyModifiers, text: &str) -> Result<(), Mistake> {
    let same_as = match code {
        KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => match lower(c) {
            'h' => "backspace",
            'i' => "tab",
            'm' => "enter",
            'j' => "enter on some lines",
            '[' => "esc",
            c if c.is_ascii_lowercase() || matches!(c, ' ' | '\\' | ']' | '^' | '_') => {
                return Ok(());
            }
            _ => {
                return Err(Mistake::new(
                    format!("a terminal doesn't send \"{text}\""),
                    "Ctrl goes with the letters a–z",
                ));
            }
        },
        _ => return Ok(()),
    };
    Err(Mistake::new(
        format!("a terminal sends \"{text}\" as {same_as}"),
        "take another letter",
    ))
}

fn lower(c: char) -> char {
    one(c.to_lowercase(), c)
}

pub fn upper(c: char) -> char {
    one(c.to_uppercase(), c)
}

/// The mapped character where the mapping is one character.
fn one(mut mapped: impl Iterator<Item = char>, c: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Chord {
        Chord::parse(text).unwrap()
    }

    #[test]
    fn keys_read_and_show() {
        for (text, shown) in [
            ("F3", "F3"),
            ("f10", "F10"),
            ("ctrl+p", "Ctrl+P"),
            ("Ctrl+P", "Ctrl+P"),
            ("alt+x", "Alt+X"),
            ("a", "a"),
            ("G", "G"),
            ("shift+g", "G"),
            ("+", "+"),
            ("ctrl+\\", "Ctrl+\\"),
            ("space", "Пробел"),
            ("shift+tab", "Shift+Tab"),
            ("backtab", "Shift+Tab"),
            ("page_up", "PgUp"),
            ("shift+F3", "Shift+F3"),
            ("ж", "ж"),
        ] {
            assert_eq!(parsed(text).show("Пробел"), shown, "{text}");
        }
    }

    #[test]
    fn what_no_terminal_sends_is_refused() {
        for text in ["ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+1", "ctrl+ж"] {
            assert!(Chord::parse(text).is_err(), "{text}");
        }
        assert!(Chord::parse("ctrl+").is_err());
        assert!(Chord::parse("").is_err());
        assert!(Chord::parse("F13").is_err());
        assert!(Chord::parse("hyper+a").is_err());
    }

    #[test]
    fn a_press_has_one_form() {
        let event = |code, held| Chord::from(KeyEvent::new(code, held));
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), parsed("G"));
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::NONE), parsed("G"));
        assert_eq!(
            event(
                KeyCode::Char('P'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT
            ),
            parsed("ctrl+p")
        );
        assert_eq!(
            event(KeyCode::BackTab, KeyModifiers::SHIFT),
            parsed("shift+tab")
        );
        assert_eq!(event(KeyCode::Char('?'), KeyModifiers::SHIFT), parsed("?"));
    }
}
