//! Forms: fields with a label, a kind, a validator and help; errors stand at the field and in one line below, and
//! submitting jumps to the first of them.
//!
//! A form knows neither the screen that shows it nor the record that it fills.

pub mod choice;
pub mod field;
pub mod kind;
pub mod line;
pub mod mask;
pub mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use choice::Choice;
pub use field::{Fault, Field};
pub use kind::Kind;
pub use line::{Line, Typed};
pub use mask::Mask;
pub use sheet::{Row, Sheet, Stroke};

use super::action::Action;
use super::plain;
use super::screens::{Desk, Event};
use super::theme::Role;
use super::widgets::Ink;

/// What came of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing that a form knows.
    Ignored,
    Stays,
    /// Every field is right.
    Submitted,
    Cancelled,
}

/// Fields in their order, and where the clerk is.
#[derive(Clone, Debug)]
pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    /// Faults are told after the first try to submit, not while the first letters are typed.
    tried: bool,
}

/// Rows that a field takes: the line itself, and its fault or help.
const ROWS: u16 = 2;

impl Form {
    #[must_use]
    pub fn new(fields: Vec<Field>) -> Self {
        Self {
            fields,
            focus: 0,
            tried: false,
        }
    }

    /// What stands in the field called `name`; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.field(name).map_or("", Field::value)
    }

    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name() == name)
    }

    /// Fills a field, as from a draft or a proposal.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.name() == name) {
            field.set(value);
        }
    }

    /// Blames a field for what only the caller can judge, and goes there. The blame goes with the next change.
    pub fn blame(&mut self, name: &str, text_key: &'static str) {
        if let Some(at) = self.fields.iter().position(|f| f.name() == name) {
            self.fields[at].blame(Fault(text_key));
            self.focus = at;
            self.tried = true;
        }
    }

    /// Takes back what the caller blamed fields for: what it was about has changed.
    pub fn forgive(&mut self) {
        self.fields.iter_mut().for_each(Field::forgive);
    }

    /// Fields at fault now, in their order.
    #[must_use]
    pub fn faults(&self, desk: &Desk<'_>) -> Vec<(usize, Fault)> {
        let numbered = self.fields.iter().enumerate();
        numbered
            .filter_map(|(at, field)| Some((at, field.fault(desk)?)))
            .collect()
    }

    pub fn update(&mut self, event: &Event<'_>, desk: &Desk<'_>) -> Step {
        match event {
            Event::Action(Action::Submit) => self.submit(desk),
            Event::Action(Action::Cancel) => Step::Cancelled,
            Event::Action(Action::NextField | Action::Down) => self.go(1),
            Event::Action(Action::PreviousField | Action::Up) => {
                self.go(self.fields.len().saturating_sub(1))
            }
            Event::Action(action) => self.edit(|field| field.act(*action)),
            Event::Text(key) => self.edit(|field| field.key(*key)),
            Event::Paste(text) => self.edit(|field| field.paste(text)),
            Event::News(_) => Step::Ignored,
        }
    }

    /// Whether the focus is on the first field; a dialog then lets the way back lead out of the form.
    #[must_use]
    pub fn at_start(&self) -> bool {
        self.focus == 0
    }

    #[must_use]
    pub fn at_end(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    fn go(&mut self, by: usize) -> Step {
        self.focus = (self.focus + by) % self.fields.len().max(1);
        Step::Stays
    }

    fn edit(&mut self, change: impl FnOnce(&mut Field) -> bool) -> Step {
        if self.fields.get_mut(self.focus).is_some_and(change) {
            Step::Stays
        } else {
            Step::Ignored
        }
    }

    /// Ends the form, or goes to the next field at fault behind the focus, else to the first.
    fn submit(&mut self, desk: &Desk<'_>) -> Step {
        let faults = self.faults(desk);
        let Some((first, _)) = faults.first() else {
            return Step::Submitted;
        };
        let behind = faults.iter().find(|(at, _)| *at > self.focus);
        self.focus = match behind {
            Some((at, _)) if self.tried => *at,
            _ => *first,
        };
        self.tried = true;
        Step::Stays
    }

    /// Rows that [`Form::draw`] uses.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.fields.len() as u16 * ROWS + u16::from(self.fields.len() > 1)
    }

    /// Draws the fields; returns the cursor's place when `focused`.
    pub fn draw(
        &self,
        focused: bool,
        desk: &Desk<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let labels: Vec<String> = self
            .fields
            .iter()
            .map(|f| desk.texts.get(f.label()))
            .collect();
        let widest = labels.iter().map(|l| Ink::own(l.as_str()).width()).max();
        let label_width = widest.unwrap_or(0).min(area.width / 2);
        let faults = if self.tried {
            self.faults(desk)
        } else {
            Vec::new()
        };
        let mut cursor = None;
        for (at, (field, label)) in self.fields.iter().zip(&labels).enumerate() {
            let y = area.y + at as u16 * ROWS;
            if y >= area.bottom() {
                break;
            }
            let here = focused && at == self.focus;
            if here {
                plain::place(desk.theme, (at, self.fields.len()), y, buf);
            }
            let role = if here { Role::Accent } else { Role::Label };
            let label = Ink::own(label.as_str()).role(role);
            label.draw(desk.theme, area.x, y, label_width, buf);
            let x = area.x + label_width + 1;
            let room = area.right().saturating_sub(x);
            let line = Rect::new(x, y, room.min(field.width()), 1);
            cursor = field.draw(here, desk.theme, line, buf).or(cursor);
            let note = match faults.iter().find(|(wrong, _)| *wrong == at) {
                Some((_, fault)) => Some(Ink::own(desk.texts.get(fault.0)).role(Role::Error)),
                None if here => field
                    .help()
                    .map(|key| Ink::own(desk.texts.get(key)).role(Role::Dim)),
                None => None,
            };
            if let Some(note) = note.filter(|_| y + 1 < area.bottom()) {
                note.draw(desk.theme, x, y + 1, room, buf);
            }
        }
        self.draw_list(&faults, &labels, desk, area, buf);
        cursor
    }

    /// One line with the labels of all fields at fault.
    fn draw_list(
        &self,
        faults: &[(usize, Fault)],
        labels: &[String],
        desk: &Desk<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let y = area.y + self.fields.len() as u16 * ROWS;
        if faults.len() < 2 || y >= area.bottom() {
            return;
        }
        let names: Vec<&str> = faults.iter().map(|(at, _)| labels[*at].as_str()).collect();
        let text = format!("{} {}", desk.texts.get("form-faults"), names.join(", "));
        let list = Ink::own(text).role(Role::Error);
        list.draw(desk.theme, area.x, y, area.width, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    fn form() -> Form {
        Form::new(vec![
            Field::new("number", "outbox-column-number", Kind::Text { most: 20 }).required(),
            Field::new("date", "outbox-column-time", Kind::Date).required(),
        ])
    }

    #[test]
    fn submitting_jumps_from_fault_to_fault() {
        let world = World::new();
        let desk = world.desk();
        let mut form = form();
        assert_eq!(
            form.update(&Event::Action(Action::Submit), &desk),
            Step::Stays
        );
        assert!(form.at_start());
        form.update(&Event::Action(Action::Submit), &desk);
        assert!(form.at_end());
        form.update(&Event::Paste("22.11.2026"), &desk);
        form.update(&Event::Action(Action::Submit), &desk);
        assert!(form.at_start());
        form.update(&Event::Paste("17"), &desk);
        assert_eq!(
            form.update(&Event::Action(Action::Submit), &desk),
            Step::Submitted
        );
        assert_eq!(form.value("number"), "17");
    }

    #[test]
    fn a_blame_goes_with_the_next_change() {
        let world = World::new();
        let desk = world.desk();
        let mut form = form();
        form.set("number", "17");
        form.set("date", "22.11.2026");
        form.blame("number", "refusal-journal-number-taken");
        assert_eq!(
            form.faults(&desk),
            [(0, Fault("refusal-journal-number-taken"))]
        );
        form.update(&Event::Paste("8"), &desk);
        assert!(form.faults(&desk).is_empty());
    }
}
