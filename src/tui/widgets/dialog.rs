//! A question over the panel: some lines, a choice, one or two fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ink::{self, Ink};
use super::list::List;
use super::table::Cursor;
use super::{hints, popup};
use crate::tui::action::{Action, Place};
use crate::tui::form::{Form, Step};
use crate::tui::screens::{Desk, Event};

/// What came of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The dialog stays.
    Open,
    Cancelled,
    /// The clerk has answered and every field is right.
    Given,
}

/// A dialog's state. Its keys are those of [`Place::Dialog`].
#[derive(Clone, Debug)]
pub struct Dialog {
    title: Ink<'static>,
    body: Vec<Ink<'static>>,
    choices: Vec<String>,
    cursor: Cursor,
    form: Option<Form>,
    /// The focus is in the form, not on the choices.
    in_form: bool,
}

/// Columns of the box, where the screen has them.
const WIDTH: u16 = 72;
/// Choices that are seen at once.
const MOST_CHOICES: usize = 9;

impl Dialog {
    #[must_use]
    pub fn new(title: Ink<'static>) -> Self {
        Self {
            title,
            body: Vec::new(),
            choices: Vec::new(),
            cursor: Cursor::default(),
            form: None,
            in_form: false,
        }
    }

    /// Adds a paragraph.
    #[must_use]
    pub fn say(mut self, text: Ink<'static>) -> Self {
        self.body.push(text);
        self
    }

    /// Texts of which one is chosen; the first is proposed.
    #[must_use]
    pub fn choose(mut self, choices: Vec<String>) -> Self {
        self.choices = choices;
        self
    }

    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.in_form = self.choices.is_empty();
        self.form = Some(form);
        self
    }

    /// The index of the choice.
    #[must_use]
    pub fn choice(&self) -> usize {
        self.cursor.selected()
    }

    /// Proposes another choice than the first.
    pub fn pick(&mut self, choice: usize) {
        self.cursor.select(choice);
        self.cursor.clamp(self.choices.len());
    }

    /// What stands in a field of the form.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.form.as_ref().map_or("", |form| form.value(name))
    }

    /// Blames a field for what only the caller can judge; the dialog stays open for it.
    pub fn blame(&mut self, name: &str, text_key: &'static str) {
        if let Some(form) = &mut self.form {
            form.blame(name, text_key);
            self.in_form = true;
        }
    }

    /// Whether keys write text now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.in_form && self.form.is_some()
    }

    pub fn update(&mut self, event: &Event<'_>, desk: &Desk<'_>) -> Answer {
        if let Event::Action(Action::Cancel) = event {
            return Answer::Cancelled;
        }
        match &mut self.form {
            Some(form) if self.in_form => {
                let up = matches!(event, Event::Action(Action::Up | Action::PreviousField));
                let over = matches!(event, Event::Action(Action::NextField)) && form.at_end();
                if !self.choices.is_empty() && (up && form.at_start() || over) {
                    self.in_form = false;
                    return Answer::Open;
                }
                match form.update(event, desk) {
                    Step::Submitted => Answer::Given,
                    Step::Cancelled => Answer::Cancelled,
                    Step::Ignored | Step::Stays => Answer::Open,
                }
            }
            form => match (event, form) {
                (Event::Action(Action::Submit), None) => Answer::Given,
                (Event::Action(Action::Submit), Some(form)) => {
                    if form.update(event, desk) == Step::Submitted {
                        return Answer::Given;
                    }
                    self.in_form = true;
                    Answer::Open
                }
                (Event::Action(Action::NextField | Action::PreviousField), Some(_)) => {
                    self.in_form = true;
                    Answer::Open
                }
                (Event::Action(Action::Down), Some(_))
                    if self.cursor.selected() + 1 >= self.choices.len() =>
                {
                    self.in_form = true;
                    Answer::Open
                }
                (Event::Action(action), form) => {
                    let moved = self.cursor.act(*action, self.choices.len());
                    if let Some(form) = form
                        && moved
                    {
                        form.forgive();
                    }
                    Answer::Open
                }
                _ => Answer::Open,
            },
        }
    }

    /// Draws the box in the middle of `area`; returns the cursor's place when a field has the focus.
    pub fn draw(&self, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let width = WIDTH.min(area.width);
        let room = width.saturating_sub(4);
        let body: Vec<Ink<'_>> = self
            .body
            .iter()
            .flat_map(|paragraph| {
                ink::wrap(paragraph.as_str(), room)
                    .into_iter()
                    .map(|text| Ink::own(text).role(paragraph.role))
            })
            .collect();
        let chosen = self.choices.len().min(MOST_CHOICES) as u16;
        let fields = self.form.as_ref().map_or(0, Form::height);
        let gap = |part: u16| u16::from(part > 0);
        let height = body.len() as u16 + gap(chosen) + chosen + gap(fields) + fields + 2;
        let inside = popup::draw(
            &self.title,
            desk.theme,
            popup::centred(area, width, height + 2),
            buf,
        );
        let mut y = inside.y;
        for text in body {
            if y >= inside.bottom() {
                break;
            }
            text.draw(desk.theme, inside.x, y, inside.width, buf);
            y += 1;
        }
        let mut part = |rows: u16| {
            y = (y + gap(rows)).min(inside.bottom());
            let place = Rect::new(inside.x, y, inside.width, rows.min(inside.bottom() - y));
            y += place.height;
            place
        };
        let list = List {
            len: self.choices.len(),
            focused: !self.in_form,
        };
        list.draw(&self.cursor, desk.theme, part(chosen), buf, |at| {
            vec![Ink::own(self.choices[at].as_str())]
        });
        let cursor = self
            .form
            .as_ref()
            .and_then(|form| form.draw(self.in_form, desk, part(fields), buf));
        if inside.height > 0 {
            let foot = Rect::new(inside.x, inside.bottom() - 1, inside.width, 1);
            hints::draw(&self.hints(desk), desk, foot, buf);
        }
        cursor
    }

    fn hints(&self, desk: &Desk<'_>) -> Vec<hints::Hint> {
        let mut actions = vec![Action::Submit, Action::Cancel];
        if self.form.is_some() && (!self.choices.is_empty() || !self.single()) {
            actions.push(Action::NextField);
        }
        let mut hints = hints::collect(desk, Place::Dialog, &actions);
        let only_choices = self.form.is_none() && !self.choices.is_empty();
        if let Some(submit) = hints.first_mut().filter(|_| !only_choices) {
            submit.label = desk.texts.get("dialog-submit");
        }
        hints
    }

    fn single(&self) -> bool {
        self.form
            .as_ref()
            .is_some_and(|form| form.at_start() && form.at_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::form::{Field, Kind};
    use crate::tui::testing::World;

    fn act(dialog: &mut Dialog, action: Action, world: &World) -> Answer {
        dialog.update(&Event::Action(action), &world.desk())
    }

    #[test]
    fn one_enter_answers_when_nothing_is_missing() {
        let world = World::new();
        let text = Field::new("text", "outbox-column-what", Kind::Text { most: 200 });
        let mut dialog = Dialog::new(Ink::own("Отказ"))
            .choose(vec!["а".into(), "б".into()])
            .form(Form::new(vec![text]));
        act(&mut dialog, Action::Down, &world);
        assert!(!dialog.typing());
        assert_eq!(act(&mut dialog, Action::Submit, &world), Answer::Given);
        assert_eq!(dialog.choice(), 1);
    }

    #[test]
    fn a_missing_text_takes_the_focus() {
        let world = World::new();
        let text = Field::new("text", "outbox-column-what", Kind::Text { most: 200 }).required();
        let mut dialog = Dialog::new(Ink::own("Отказ"))
            .choose(vec!["а".into()])
            .form(Form::new(vec![text]));
        assert_eq!(act(&mut dialog, Action::Submit, &world), Answer::Open);
        assert!(dialog.typing());
        dialog.update(&Event::Paste("нет подписи"), &world.desk());
        assert_eq!(act(&mut dialog, Action::Submit, &world), Answer::Given);
        assert_eq!(dialog.value("text"), "нет подписи");
        assert_eq!(act(&mut dialog, Action::Cancel, &world), Answer::Cancelled);
    }

    #[test]
    fn up_leads_from_the_form_to_the_choices() {
        let world = World::new();
        let text = Field::new("text", "outbox-column-what", Kind::Text { most: 200 });
        let mut dialog = Dialog::new(Ink::own("Отказ"))
            .choose(vec!["а".into()])
            .form(Form::new(vec![text]));
        act(&mut dialog, Action::Down, &world);
        assert!(dialog.typing());
        act(&mut dialog, Action::Up, &world);
        assert!(!dialog.typing());
    }
}
