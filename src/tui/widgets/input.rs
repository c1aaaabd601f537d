//! One line of typed text: cursor, horizontal scroll, a filter for what may stand in it, and the way back to what stood
//! there before.

use crossterm::event::{Event, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::backend::crossterm::to_input_request;
use tui_input::{Input, InputRequest};
use zeroize::Zeroize;

use crate::domain::Clean;
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};

/// Lets a character in as it is, changed, or not at all.
pub type Filter = fn(char) -> Option<char>;

/// Steps back that are remembered.
const LONGEST_HISTORY: usize = 50;

/// A line that is being typed. What comes in is cleaned, whether typed or pasted.
#[derive(Clone, Debug)]
pub struct TextInput {
    input: Input,
    filter: Filter,
    most: usize,
    /// What stood here, and where the cursor was, the newest last.
    past: Vec<(String, usize)>,
    last: Change,
}

/// What was done last: letters in a row are one step back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Typing,
    Erasing,
    /// A step of its own.
    Whole,
}

impl TextInput {
    /// Overwrites what stands and stood here.
    pub fn forget(&mut self) {
        String::from(std::mem::take(&mut self.input)).zeroize();
        for (text, _) in &mut self.past {
            text.zeroize();
        }
        self.past.clear();
    }

    /// A line of at most `most` characters.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            input: Input::default(),
            filter: Some,
            most,
            past: Vec::new(),
            last: Change::Whole,
        }
    }

    #[must_use]
    pub fn filtered(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    #[must_use]
    pub fn value(&self) -> &str {
        self.input.value()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// The most characters that it takes.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// Characters before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    #[must_use]
    pub fn at_end(&self) -> bool {
        self.cursor() >= self.value().chars().count()
    }

    /// Replaces the text and puts the cursor at its end; nothing leads back behind it.
    pub fn set(&mut self, text: &str) {
        self.input = Input::default();
        self.paste(text);
        self.past.clear();
    }

    /// Replaces the text, as one step that can be taken back; `cursor` in characters. The filter is not asked.
    pub fn put(&mut self, text: &str, cursor: usize, change: Change) {
        self.remember(change);
        let text: String = Clean::new(text).as_str().chars().take(self.most).collect();
        self.input = Input::new(text).with_cursor(cursor);
    }

    /// Takes the last step back. False: there is none.
    pub fn undo(&mut self) -> bool {
        self.last = Change::Whole;
        while let Some((text, cursor)) = self.past.pop() {
            let changes = text != self.value();
            self.input = Input::new(text).with_cursor(cursor);
            if changes {
                return true;
            }
        }
        false
    }

    fn remember(&mut self, change: Change) {
        if change == Change::Whole || change != self.last {
            if self.past.len() >= LONGEST_HISTORY {
                self.past.remove(0);
            }
            self.past.push((self.value().to_owned(), self.cursor()));
        }
        self.last = change;
    }

    pub fn clear(&mut self) {
        self.remember(Change::Whole);
        self.input.reset();
    }

    /// Takes a key that writes or edits. True: the text or the cursor moved.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        match to_input_request(&Event::Key(key)) {
            Some(InputRequest::InsertChar(c)) => {
                let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
                if key.modifiers.intersects(held) {
                    return false;
                }
                // Each word is a step of its own.
                if c == ' ' {
                    self.last = Change::Whole;
                }
                self.remember(Change::Typing);
                self.insert(c)
            }
            Some(
                request @ (InputRequest::DeletePrevChar
                | InputRequest::DeleteNextChar
                | InputRequest::DeletePrevWord
                | InputRequest::DeleteNextWord
                | InputRequest::DeleteLine
                | InputRequest::DeleteTillEnd
                | InputRequest::DeleteFromStart
                | InputRequest::Yank),
            ) => {
                self.remember(Change::Erasing);
                self.input.handle(request).is_some()
            }
            Some(request) => {
                self.last = Change::Whole;
                self.input.handle(request).is_some()
            }
            None => false,
        }
    }

    /// Takes pasted text; line breaks become spaces, what the filter refuses is left out.
    pub fn paste(&mut self, text: &str) -> bool {
        let mut changed = false;
        self.remember(Change::Whole);
        for c in Clean::new(text.trim()).as_str().chars() {
            if self.is_full() {
                break;
            }
            changed |= self.insert(c);
        }
        changed
    }

    /// Takes the actions that mean something in a line: moving the cursor, emptying it.
    pub fn act(&mut self, action: Action) -> bool {
        let request = match action {
            Action::Left => InputRequest::GoToPrevChar,
            Action::Right => InputRequest::GoToNextChar,
            Action::First => InputRequest::GoToStart,
            Action::Last => InputRequest::GoToEnd,
            Action::ClearInput => {
                self.clear();
                return true;
            }
            _ => return false,
        };
        self.last = Change::Whole;
        self.input.handle(request);
        true
    }

    fn is_full(&self) -> bool {
        self.value().chars().count() >= self.most
    }

    fn insert(&mut self, c: char) -> bool {
        if self.is_full() {
            return false;
        }
        let mut bytes = [0; 4];
        if Clean::new(c.encode_utf8(&mut bytes)).suspicious() {
            return false;
        }
        match (self.filter)(c) {
            Some(c) => self.input.handle(InputRequest::InsertChar(c)).is_some(),
            None => false,
        }
    }

    /// Draws the line into the first row of `area`, scrolled so that the cursor is seen; returns the cursor's place
    /// while the line has the focus.
    pub fn draw(
        &self,
        focused: bool,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let row = Rect { height: 1, ..area };
        let style = theme.style(Role::Input);
        buf.set_style(row, style);
        let room = usize::from(area.width - 1);
        let scroll = if focused {
            self.input.visual_scroll(room)
        } else {
            0
        };
        let mut skipped = 0;
        let rest = self.value().char_indices().find_map(|(at, c)| {
            if skipped >= scroll {
                return Some(at);
            }
            skipped += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            None
        });
        let shown = rest.map_or("", |at| &self.value()[at..]);
        buf.set_stringn(area.x, area.y, shown, usize::from(area.width), style);
        if !focused {
            return None;
        }
        let column = self.input.visual_cursor().saturating_sub(skipped).min(room);
        Some(Position::new(area.x + column as u16, area.y))
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    fn key(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    #[test]
    fn typed_and_pasted_text_is_cleaned_and_bounded() {
        let mut input = TextInput::new(8);
        assert!(input.key(key('я')));
        assert!(!input.key(key('\u{202e}')));
        assert!(input.paste("б\u{1b}[31m\nвгдеж"));
        assert!(!input.value().contains('\u{1b}'));
        assert_eq!(input.value().chars().count(), 8);
    }

    #[test]
    fn a_filter_drops_or_changes_characters() {
        let mut input = TextInput::new(10).filtered(|c| c.is_ascii_digit().then_some(c));
        input.paste("01-2026 я");
        assert_eq!(input.value(), "012026");
    }

    #[test]
    fn ctrl_with_a_letter_writes_nothing() {
        let mut input = TextInput::new(10);
        input.key(KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL));
        assert_eq!(input.value(), "");
    }

    #[test]
    fn steps_lead_back_by_words_and_erasures() {
        let mut input = TextInput::new(40);
        for c in "ул Мира".chars() {
            input.key(key(c));
        }
        input.key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE));
        input.paste(" 5");
        assert_eq!(input.value(), "ул Мир5");
        for before in ["ул Мир", "ул Мира", "ул", ""] {
            assert!(input.undo());
            assert_eq!(input.value(), before);
            assert!(input.at_end());
        }
        assert!(!input.undo());
        input.put("г. Ухта", 3, Change::Whole);
        assert_eq!((input.value(), input.cursor()), ("г. Ухта", 3));
        input.clear();
        assert!(input.undo());
        assert_eq!((input.value(), input.cursor()), ("г. Ухта", 3));
    }

    #[test]
    fn actions_move_the_cursor() {
        let mut input = TextInput::new(10);
        input.set("аб");
        input.act(Action::First);
        input.key(key('в'));
        assert_eq!(input.value(), "ваб");
        assert!(!input.act(Action::Accept));
        assert!(input.act(Action::ClearInput));
        assert!(input.is_empty());
    }
}
