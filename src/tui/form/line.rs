//! A field of a form that is typed: a line, with or without a mask.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::mask::{Mask, Put};
use crate::domain::Clean;
use crate::tui::theme::Theme;
use crate::tui::widgets::TextInput;
use crate::tui::widgets::input::Change;

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Changed,
    /// The cursor moved, or a separator was typed that stands there by itself.
    Moved,
    /// The character can't stand in this field.
    Refused,
    /// No more fits.
    Full,
    /// Nothing that a line knows, or nothing left to erase.
    Nothing,
}

#[derive(Clone, Debug)]
pub struct Line {
    input: TextInput,
    mask: Option<Mask>,
}

impl Line {
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            input: TextInput::new(most),
            mask: None,
        }
    }

    /// Gives the line another shape, or none. What stands in it stays.
    pub fn set_mask(&mut self, mask: Option<Mask>) {
        self.mask = mask;
    }

    #[must_use]
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Fills the line as from a draft.
    pub fn set(&mut self, text: &str) {
        self.input.set(text);
    }

    /// Replaces the text as one step that can be taken back.
    pub fn replace(&mut self, text: &str) {
        self.input.put(text, text.chars().count(), Change::Whole);
    }

    pub fn undo(&mut self) -> bool {
        self.input.undo()
    }

    /// Overwrites what stands and stood here.
    pub fn forget(&mut self) {
        self.input.forget();
    }

    #[must_use]
    pub fn at_end(&self) -> bool {
        self.input.at_end()
    }

    /// Whether the value is complete by its nature.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.mask.is_some_and(|mask| mask.complete(self.value()))
    }

    #[must_use]
    pub fn mask(&self) -> Option<Mask> {
        self.mask
    }

    /// A text in the shape of the line; `None` when it can't stand there as a whole.
    #[must_use]
    pub fn fitting(&self, text: &str) -> Option<String> {
        let cleaned = Clean::new(text.trim());
        if cleaned.suspicious() {
            return None;
        }
        if let Some(mask) = self.mask {
            return mask.shaped(cleaned.as_str());
        }
        let fits = cleaned.as_str().chars().count() <= self.input.most();
        fits.then(|| cleaned.as_str().to_owned())
    }

    pub fn key(&mut self, key: KeyEvent) -> Typed {
        let Some(mask) = self.mask else {
            return self.plain(key);
        };
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let (text, at) = (self.value().to_owned(), self.input.cursor());
        let (put, change) = match key.code {
            KeyCode::Char(c) if !key.modifiers.intersects(held) => {
                (mask.put(&text, at, c), Change::Typing)
            }
            KeyCode::Backspace | KeyCode::Delete => {
                let back = key.code == KeyCode::Backspace;
                match mask.erase(&text, at, back) {
                    Some((text, at)) => (Put::Text(text, at), Change::Erasing),
                    None => return Typed::Nothing,
                }
            }
            _ => return self.plain(key),
        };
        match put {
            Put::Text(text, at) => {
                self.input.put(&text, at, change);
                Typed::Changed
            }
            Put::Nothing => Typed::Moved,
            Put::Refused => Typed::Refused,
            Put::Full => Typed::Full,
        }
    }

    fn plain(&mut self, key: KeyEvent) -> Typed {
        let before = self.value().to_owned();
        let moved = self.input.key(key);
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        match key.code {
            _ if self.value() != before => Typed::Changed,
            KeyCode::Char(_) if key.modifiers.intersects(held) => Typed::Nothing,
            KeyCode::Char(_) if before.chars().count() >= self.input.most() => Typed::Full,
            KeyCode::Char(_) => Typed::Refused,
            KeyCode::Backspace | KeyCode::Delete => Typed::Nothing,
            _ if moved => Typed::Moved,
            _ => Typed::Nothing,
        }
    }

    /// Takes a pasted text at the cursor. `false`: not all of it fits, and nothing was taken.
    pub fn paste(&mut self, text: &str) -> bool {
        let at = self.input.cursor();
        let value = self.value();
        let before: String = value.chars().take(at).collect();
        let after: String = value.chars().skip(at).collect();
        let cleaned = Clean::new(text.trim());
        let joined = format!("{before}{}{after}", cleaned.as_str());
        let whole = self.fitting(&joined).filter(|_| !cleaned.suspicious());
        // A whole value over another one takes its place.
        let whole = whole.or_else(|| self.fitting(text).filter(|_| self.mask.is_some()));
        match whole {
            Some(whole) => {
                let behind = after.chars().count();
                let cursor = whole.chars().count().saturating_sub(behind);
                self.input.put(&whole, cursor, Change::Whole);
                true
            }
            None => false,
        }
    }

    pub fn draw(
        &self,
        focused: bool,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        self.input.draw(focused, theme, area, buf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut Line, code: KeyCode) -> Typed {
        line.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn date() -> Line {
        let mut line = Line::new(10);
        line.set_mask(Some(Mask::Date));
        line
    }

    #[test]
    fn digits_make_a_date_and_letters_are_refused() {
        let mut line = date();
        for c in "1203201".chars() {
            assert_eq!(press(&mut line, KeyCode::Char(c)), Typed::Changed);
        }
        assert!(!line.complete());
        assert_eq!(press(&mut line, KeyCode::Char('я')), Typed::Refused);
        press(&mut line, KeyCode::Char('5'));
        assert_eq!(line.value(), "12.03.2015");
        assert!(line.complete());
        assert_eq!(press(&mut line, KeyCode::Char('5')), Typed::Full);
        press(&mut line, KeyCode::Backspace);
        assert_eq!(line.value(), "12.03.201");
        assert!(line.undo());
        assert_eq!(line.value(), "12.03.2015");
        assert!(line.undo());
        assert_eq!(line.value(), "");
        assert_eq!(press(&mut line, KeyCode::Backspace), Typed::Nothing);
    }

    #[test]
    fn a_pasted_value_takes_the_shape_or_nothing_is_taken() {
        let mut line = date();
        assert!(line.paste("2015-03-12"));
        assert_eq!(line.value(), "12.03.2015");
        assert!(!line.paste("март"));
        assert_eq!(line.value(), "12.03.2015");
        assert!(line.paste("01.04.2015"));
        assert_eq!(line.value(), "01.04.2015");
        let mut plain = Line::new(10);
        assert!(plain.paste("ул. Мира"));
        assert!(!plain.paste(", д. 5, кв. 7"));
        assert!(!plain.paste("\u{202e}"));
        assert_eq!(plain.value(), "ул. Мира");
    }
}
