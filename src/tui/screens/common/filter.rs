//! The text filter of a queue: what stands in the row is what is searched.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Case;
use crate::i18n::fold;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, TextInput};

use super::revealed::Revealed;
use super::{moment, people, says};

/// The most characters of the filter.
const LONGEST: usize = 60;

#[derive(Debug)]
pub struct Filter {
    input: TextInput,
    /// The filter has the focus.
    pub open: bool,
}

/// What came of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Nothing that a filter knows.
    No,
    Yes,
    /// The rows have to be read anew.
    Changed,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            input: TextInput::new(LONGEST),
            open: false,
        }
    }
}

impl Filter {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.input.is_empty()
    }

    /// What rows have to hold, folded; empty when everything fits.
    #[must_use]
    pub fn wanted(&self) -> String {
        fold(self.input.value().trim())
    }

    pub fn act(&mut self, action: Action) -> Taken {
        match action {
            Action::Filter => self.open = true,
            Action::Cancel if self.open || !self.is_empty() => {
                self.open = false;
                self.input.clear();
                return Taken::Changed;
            }
            Action::ClearInput if self.open => {
                self.input.clear();
                return Taken::Changed;
            }
            Action::Submit if self.open => self.open = false,
            Action::Left | Action::Right | Action::First | Action::Last if self.open => {
                self.input.act(action);
            }
            _ => return Taken::No,
        }
        Taken::Yes
    }

    /// True: the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        self.open && self.input.key(key)
    }

    pub fn paste(&mut self, text: &str) -> bool {
        self.open && self.input.paste(text)
    }

    /// Draws the line, or the key that opens it.
    pub fn draw(
        &self,
        place: Place,
        desk: &Desk<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        self.draw_hinted("queue-filter-hint", place, desk, area, buf)
    }

    /// The same with another hint, the key of a sentence with `{ $key }`.
    pub fn draw_hinted(
        &self,
        hint: &str,
        place: Place,
        desk: &Desk<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        if !self.open && self.is_empty() {
            let text = says::with_key(desk, hint, place, Action::Filter);
            let hint = Ink::own(text).role(Role::Dim);
            hint.draw(desk.theme, area.x, area.y, area.width, buf);
            return None;
        }
        let label = Ink::own(desk.texts.get("queue-filter")).role(Role::Label);
        let used = label.draw(desk.theme, area.x, area.y, area.width, buf) + 1;
        let line = Rect {
            x: area.x + used.min(area.width),
            width: area.width.saturating_sub(used),
            ..area
        };
        self.input.draw(self.open, desk.theme, line, buf)
    }
}

/// Whether the folded text stands in what a row shows of the case.
#[must_use]
pub fn holds(desk: &Desk<'_>, case: &Case, wanted: &str, revealed: &Revealed) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let number = case.number().to_string();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let organisation = people::organisation(desk.register.profile(), case.application.organisation);
    let journal = case.application.intake.as_ref();
    number.contains(wanted)
        || digits.contains(wanted)
        || case.certificate.number.to_string().contains(wanted)
        || journal.is_some_and(|entry| fold(entry.journal_number.as_str()) == wanted)
        || fold(&organisation).contains(wanted)
        || moment::date(desk, case.application.reference.date).contains(wanted)
        || fold(says::state_in_row(desk, case).as_str()).contains(wanted)
        || revealed
            .of(case.number())
            .is_some_and(|child| fold(child.name.as_str()).contains(wanted))
}
