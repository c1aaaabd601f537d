//! One field of a form.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::kind::Kind;
use crate::tui::action::Action;
use crate::tui::screens::Desk;
use crate::tui::theme::Theme;
use crate::tui::widgets::TextInput;

/// Why a field is wrong: the key of a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(pub &'static str);

/// Judges what stands in a field that is not empty and fits its kind.
pub type Validator = fn(&str, &Desk<'_>) -> Result<(), Fault>;

#[derive(Clone, Debug)]
pub struct Field {
    name: &'static str,
    label: &'static str,
    help: Option<&'static str>,
    kind: Kind,
    required: bool,
    validator: Option<Validator>,
    blamed: Option<Fault>,
    input: TextInput,
}

impl Field {
    /// `name` is for code, `label` the key of the text before the line.
    #[must_use]
    pub fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self {
            name,
            label,
            help: None,
            required: false,
            validator: None,
            blamed: None,
            input: TextInput::new(kind.most()).filtered(kind.filter()),
            kind,
        }
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The key of a line that is shown below while the field has the focus.
    #[must_use]
    pub fn helped(mut self, text_key: &'static str) -> Self {
        self.help = Some(text_key);
        self
    }

    #[must_use]
    pub fn checked(mut self, validator: Validator) -> Self {
        self.validator = Some(validator);
        self
    }

    /// The field with something in it.
    #[must_use]
    pub fn filled(mut self, value: &str) -> Self {
        self.set(value);
        self
    }

    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    #[must_use]
    pub fn label(&self) -> &'static str {
        self.label
    }

    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        self.help
    }

    #[must_use]
    pub fn value(&self) -> &str {
        self.input.value().trim()
    }

    pub fn set(&mut self, value: &str) {
        self.blamed = None;
        self.input.set(value);
    }

    pub(super) fn blame(&mut self, fault: Fault) {
        self.blamed = Some(fault);
    }

    pub(super) fn forgive(&mut self) {
        self.blamed = None;
    }

    /// What is wrong now: the caller's blame, emptiness, the kind, the validator, in this order.
    #[must_use]
    pub fn fault(&self, desk: &Desk<'_>) -> Option<Fault> {
        if self.blamed.is_some() {
            return self.blamed;
        }
        let value = self.value();
        if value.is_empty() {
            return self.required.then_some(Fault("form-empty"));
        }
        self.kind
            .check(value, desk.today)
            .and_then(|()| self.validator.map_or(Ok(()), |check| check(value, desk)))
            .err()
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> bool {
        let changed = self.input.key(key);
        self.changed(changed)
    }

    pub(super) fn paste(&mut self, text: &str) -> bool {
        let changed = self.input.paste(text);
        self.changed(changed)
    }

    pub(super) fn act(&mut self, action: Action) -> bool {
        self.input.act(action)
    }

    fn changed(&mut self, changed: bool) -> bool {
        if changed {
            self.blamed = None;
        }
        changed
    }

    /// Columns that the line needs: what its kind can hold and the cursor.
    pub(super) fn width(&self) -> u16 {
        self.kind.most().min(60) as u16 + 1
    }

    pub(super) fn draw(
        &self,
        focused: bool,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        self.input.draw(focused, theme, area, buf)
    }
}
