//! A password that is being typed: never drawn, never printed, wiped when it goes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use crate::api::session::Secret;
use crate::tui::theme::{Role, Theme};

/// The longest password in characters; room for all is taken at once, so that no copy is left behind by growing.
const MOST: usize = 128;
/// What stands for each character.
const DOT: &str = "*";

#[derive(Clone)]
pub struct SecretInput {
    text: Zeroizing<String>,
}

impl std::fmt::Debug for SecretInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretInput(…)")
    }
}

impl Default for SecretInput {
    fn default() -> Self {
        Self {
            text: Zeroizing::new(String::with_capacity(MOST * 4)),
        }
    }
}

impl SecretInput {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The password, to be sent.
    #[must_use]
    pub fn secret(&self) -> Secret {
        Secret(self.text.as_str().to_owned())
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes a key that writes or takes back. True: the password changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        match key.code {
            KeyCode::Char(c) if !key.modifiers.intersects(held) => self.push(c),
            KeyCode::Char('u' | 'w') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.clear();
                true
            }
            KeyCode::Backspace => self.text.pop().is_some(),
            _ => false,
        }
    }

    /// Takes a pasted password; a line break at its end is not part of it.
    pub fn paste(&mut self, text: &str) -> bool {
        let before = self.text.len();
        for c in text.trim_end_matches(['\r', '\n']).chars() {
            self.push(c);
        }
        self.text.len() > before
    }

    fn push(&mut self, c: char) -> bool {
        let room = self.text.chars().count() < MOST && !c.is_control();
        if room {
            self.text.push(c);
        }
        room
    }

    /// Draws one dot per character, at most as many as fit.
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
        let style = theme.style(Role::Input);
        buf.set_style(Rect { height: 1, ..area }, style);
        let shown = self.text.chars().count().min(usize::from(area.width - 1)) as u16;
        for column in 0..shown {
            buf.set_string(area.x + column, area.y, DOT, style);
        }
        focused.then(|| Position::new(area.x + shown, area.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_in_no_print_and_no_cell() {
        let mut input = SecretInput::default();
        input.paste("тайна7\n");
        assert_eq!(input.secret().0, "тайна7");
        assert!(!format!("{input:?}").contains("тайна"));
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        let theme = crate::tui::testing::theme();
        input.draw(true, &theme, buf.area, &mut buf);
        assert!(
            buf.content()
                .iter()
                .all(|c| matches!(c.symbol(), "*" | " "))
        );
        input.key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE));
        assert_eq!(input.secret().0, "тайна");
    }
}
