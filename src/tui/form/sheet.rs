//! A form of one row per field: typed lines, choices of one or of several, and rows that lead on.
//!
//! A sheet knows no record and judges nothing: who shows it reads the values and tells which rows are at fault.

use std::cell::Cell;
use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Choice, Line, Typed};
use crate::tui::action::Action;
use crate::tui::plain;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Ink, ink, signs};

/// Several of a list of values.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    set: BTreeSet<usize>,
    /// The one that the space bar sets.
    at: usize,
}

#[derive(Clone, Debug)]
pub enum Content {
    Line(Line),
    /// One value; the texts stand in the order of `codes`.
    Choice(Choice),
    Flags(Flags),
    /// Leads on to something else.
    Link,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub label: String,
    pub content: Content,
    codes: Vec<&'static str>,
    captions: Vec<String>,
    /// What stands beside the label of a row that leads on.
    told: String,
}

impl Row {
    #[must_use]
    pub fn line(label: String, line: Line) -> Self {
        Self::new(label, Content::Line(line))
    }

    /// A row of which one value is chosen, each by its code and what it is called.
    #[must_use]
    pub fn choice(label: String, values: Vec<(&'static str, String)>) -> Self {
        Self::new(label, Content::Choice(Choice::default())).of(values)
    }

    /// A row of which several values are chosen.
    #[must_use]
    pub fn flags(label: String, values: Vec<(&'static str, String)>) -> Self {
        Self::new(label, Content::Flags(Flags::default())).of(values)
    }

    #[must_use]
    pub fn link(label: String, told: String) -> Self {
        Self {
            told,
            ..Self::new(label, Content::Link)
        }
    }

    fn new(label: String, content: Content) -> Self {
        Self {
            label,
            content,
            codes: Vec::new(),
            captions: Vec::new(),
            told: String::new(),
        }
    }

    fn of(mut self, values: Vec<(&'static str, String)>) -> Self {
        (self.codes, self.captions) = values.into_iter().unzip();
        self
    }

    /// The row with a value as [`Row::value`] gives it; nothing leads back behind it.
    #[must_use]
    pub fn filled(mut self, value: &str) -> Self {
        let at = |code: &str| self.codes.iter().position(|known| *known == code);
        match &mut self.content {
            Content::Line(line) => line.set(value),
            Content::Choice(choice) => choice.set(at(value)),
            Content::Flags(flags) => flags.set = value.split(' ').filter_map(at).collect(),
            Content::Link => {}
        }
        self
    }

    /// The text of a line, the code of a choice, the codes of several with a space between.
    #[must_use]
    pub fn value(&self) -> String {
        let code = |at: &usize| self.codes.get(*at).copied();
        match &self.content {
            Content::Line(line) => line.value().to_owned(),
            Content::Choice(choice) => {
                let chosen = choice.chosen().as_ref().and_then(code);
                chosen.unwrap_or_default().to_owned()
            }
            Content::Flags(flags) => {
                let codes: Vec<&str> = flags.set.iter().filter_map(code).collect();
                codes.join(" ")
            }
            Content::Link => String::new(),
        }
    }

    /// The values that can be chosen, with the digits that choose them.
    #[must_use]
    pub fn values(&self) -> Option<String> {
        let sign = |at: usize| match &self.content {
            Content::Flags(flags) if flags.set.contains(&at) => "√",
            Content::Flags(_) => "·",
            _ => "",
        };
        let listed = self.captions.iter().enumerate();
        let listed: Vec<String> = listed
            .map(|(at, caption)| format!("{}{} {caption}", (at + 1) % 10, sign(at)))
            .collect();
        (!listed.is_empty()).then(|| listed.join(", "))
    }
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Changed,
    /// A value was chosen by its digit, and the next row has the focus.
    WentOn,
    /// Nothing that is seen.
    Quiet,
    /// The character can't stand here.
    Refused,
    /// No more fits.
    Full,
}

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    rows: Vec<Row>,
    focus: usize,
    /// First row on the screen; the drawing moves it as little as it can.
    offset: Cell<usize>,
}

/// Columns of the labels, with the sign before them.
const LABELS: u16 = 24;

impl Sheet {
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    #[must_use]
    pub fn focus(&self) -> usize {
        self.focus
    }

    pub fn go_to(&mut self, row: usize) {
        self.focus = row.min(self.rows.len().saturating_sub(1));
    }

    /// The row that has the focus.
    #[must_use]
    pub fn here(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// Whether letters are text now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.here()
            .is_some_and(|row| !matches!(row.content, Content::Link))
    }

    /// Moves the focus by an action. False: the action doesn't move it.
    pub fn act(&mut self, action: Action) -> bool {
        let last = self.rows.len().saturating_sub(1);
        self.focus = match action {
            Action::NextField | Action::Down => (self.focus + 1).min(last),
            Action::PreviousField | Action::Up => self.focus.saturating_sub(1),
            Action::First | Action::PageUp => 0,
            Action::Last | Action::PageDown => last,
            _ => return false,
        };
        true
    }

    /// Takes the last change of the row back. False: there is none.
    pub fn undo(&mut self) -> bool {
        match self.rows.get_mut(self.focus).map(|row| &mut row.content) {
            Some(Content::Line(line)) => line.undo(),
            Some(Content::Choice(choice)) => choice.undo(),
            _ => false,
        }
    }

    /// Replaces what stands in the line, as one step that can be taken back.
    pub fn replace(&mut self, text: &str) {
        if let Some(Content::Line(line)) = self.rows.get_mut(self.focus).map(|row| &mut row.content)
            && line.value() != text
        {
            line.replace(text);
        }
    }

    /// Takes a pasted text into the line. False: it doesn't fit, and nothing was taken.
    pub fn paste(&mut self, text: &str) -> bool {
        match self.rows.get_mut(self.focus).map(|row| &mut row.content) {
            Some(Content::Line(line)) => line.paste(text),
            _ => false,
        }
    }

    pub fn key(&mut self, key: KeyEvent) -> Stroke {
        let Some(row) = self.rows.get_mut(self.focus) else {
            return Stroke::Quiet;
        };
        let stroke = match &mut row.content {
            Content::Line(line) => match line.key(key) {
                Typed::Changed => Stroke::Changed,
                Typed::Refused => Stroke::Refused,
                Typed::Full => Stroke::Full,
                Typed::Moved | Typed::Nothing => Stroke::Quiet,
            },
            Content::Choice(choice) => choose(choice, &row.captions, key.code),
            Content::Flags(flags) => flag(flags, row.codes.len(), key.code),
            Content::Link => Stroke::Quiet,
        };
        if stroke == Stroke::WentOn {
            self.act(Action::NextField);
        }
        stroke
    }

    /// Draws the rows that fit; `fault` tells which are at fault. Returns the cursor's place.
    pub fn draw(
        &self,
        fault: impl Fn(usize) -> bool,
        theme: &Theme,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let height = usize::from(area.height);
        if height == 0 || area.width <= LABELS {
            return None;
        }
        let mut offset = self
            .offset
            .get()
            .min(self.rows.len().saturating_sub(height));
        offset = offset
            .min(self.focus)
            .max((self.focus + 1).saturating_sub(height));
        self.offset.set(offset);
        let mut cursor = None;
        for (line, row) in self.rows.iter().skip(offset).take(height).enumerate() {
            let at = offset + line;
            let place = Rect::new(area.x, area.y + line as u16, area.width, 1);
            let here = at == self.focus;
            if here {
                plain::place(theme, (at, self.rows.len()), place.y, buf);
                plain::here(theme, place.x, place.y, buf);
            }
            let sign = match (fault(at), here) {
                (true, _) => Ink::own("× ").role(Role::Error),
                (false, true) => Ink::own(format!("{} ", signs::SELECTED)).role(Role::Selected),
                (false, false) => Ink::own("  "),
            };
            let role = if here { Role::Accent } else { Role::Label };
            let label = Ink::own(row.label.as_str()).role(role);
            if matches!(row.content, Content::Link) {
                let told = Ink::own(format!("  {}", row.told)).role(Role::Value);
                ink::line(&[sign, label, told], theme, place, buf);
                continue;
            }
            let left = Rect {
                width: LABELS - 1,
                ..place
            };
            ink::line(&[sign, label], theme, left, buf);
            let value = Rect {
                x: place.x + LABELS,
                width: place.width - LABELS,
                ..place
            };
            cursor = draw_value(row, here, theme, value, buf).or(cursor);
        }
        cursor
    }
}

fn draw_value(
    row: &Row,
    here: bool,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let caption = |at: &usize| row.captions.get(*at).map(String::as_str);
    let text = match &row.content {
        Content::Line(line) => {
            let most = line
                .mask()
                .map_or(area.width, |mask| mask.most() as u16 + 1);
            let place = Rect {
                width: most.min(area.width),
                ..area
            };
            return line.draw(here, theme, place, buf);
        }
        Content::Choice(choice) => choice
            .chosen()
            .as_ref()
            .and_then(caption)
            .unwrap_or("")
            .to_owned(),
        Content::Flags(flags) => {
            let set: Vec<&str> = flags.set.iter().filter_map(caption).collect();
            set.join(", ")
        }
        Content::Link => return None,
    };
    buf.set_style(area, theme.style(Role::Input));
    Ink::own(text)
        .role(Role::Input)
        .draw(theme, area.x, area.y, area.width, buf);
    here.then(|| Position::new(area.x, area.y))
}

fn choose(choice: &mut Choice, captions: &[String], code: KeyCode) -> Stroke {
    let before = choice.chosen();
    match code {
        KeyCode::Left => choice.turn(false, captions.len()),
        KeyCode::Right | KeyCode::Char(' ') => choice.turn(true, captions.len()),
        KeyCode::Backspace | KeyCode::Delete => choice.choose(None),
        KeyCode::Char(c @ '1'..='9') => {
            let picked = c as usize - '1' as usize;
            if picked >= captions.len() {
                return Stroke::Refused;
            }
            choice.choose(Some(picked));
            return Stroke::WentOn;
        }
        KeyCode::Char(c) if !choice.letter(c, captions) => return Stroke::Refused,
        _ => {}
    }
    if choice.chosen() == before {
        Stroke::Quiet
    } else {
        Stroke::Changed
    }
}

fn flag(flags: &mut Flags, len: usize, code: KeyCode) -> Stroke {
    match code {
        KeyCode::Left => flags.at = flags.at.saturating_sub(1),
        KeyCode::Right => flags.at = (flags.at + 1).min(len.saturating_sub(1)),
        KeyCode::Backspace | KeyCode::Delete if !flags.set.is_empty() => {
            flags.set.clear();
            return Stroke::Changed;
        }
        KeyCode::Char(c @ '0'..='9') => {
            // The tenth is chosen by the nought.
            let picked = (c as usize + 9 - '0' as usize) % 10;
            if picked >= len {
                return Stroke::Refused;
            }
            flags.at = picked;
            return toggle(flags);
        }
        KeyCode::Char(' ') if len > 0 => return toggle(flags),
        KeyCode::Char(_) => return Stroke::Refused,
        _ => {}
    }
    Stroke::Quiet
}

fn toggle(flags: &mut Flags) -> Stroke {
    if !flags.set.remove(&flags.at) {
        flags.set.insert(flags.at);
    }
    Stroke::Changed
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    fn press(sheet: &mut Sheet, code: KeyCode) -> Stroke {
        sheet.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn values() -> Vec<(&'static str, String)> {
        vec![("a", "Арбуз".to_owned()), ("b", "Банан".to_owned())]
    }

    fn sheet() -> Sheet {
        Sheet::new(vec![
            Row::line("Имя".to_owned(), Line::new(5)),
            Row::choice("Один".to_owned(), values()),
            Row::flags("Несколько".to_owned(), values()),
            Row::link("Дальше".to_owned(), String::new()),
        ])
    }

    #[test]
    fn each_row_takes_what_it_can_hold() {
        let mut sheet = sheet();
        assert_eq!(press(&mut sheet, KeyCode::Char('ё')), Stroke::Changed);
        sheet.act(Action::NextField);
        assert_eq!(press(&mut sheet, KeyCode::Char('б')), Stroke::Changed);
        assert_eq!(sheet.here().unwrap().value(), "b");
        assert_eq!(press(&mut sheet, KeyCode::Char('9')), Stroke::Refused);
        assert_eq!(press(&mut sheet, KeyCode::Char('1')), Stroke::WentOn);
        assert_eq!(sheet.rows()[1].value(), "a");
        assert_eq!(press(&mut sheet, KeyCode::Char('2')), Stroke::Changed);
        press(&mut sheet, KeyCode::Char('1'));
        assert_eq!(sheet.here().unwrap().value(), "a b");
        press(&mut sheet, KeyCode::Char(' '));
        assert_eq!(sheet.here().unwrap().value(), "b");
        sheet.act(Action::NextField);
        assert!(!sheet.typing());
        sheet.act(Action::NextField);
        assert_eq!(sheet.focus(), 3);
    }

    #[test]
    fn a_filled_row_gives_its_value_back() {
        let filled = Row::flags(String::new(), values()).filled("b a x");
        assert_eq!(filled.value(), "a b");
        assert_eq!(
            Row::choice(String::new(), values()).filled("b").value(),
            "b"
        );
        let line = Row::line(String::new(), Line::new(9)).filled("текст");
        assert_eq!(line.value(), "текст");
    }

    #[test]
    fn undo_leads_back_in_lines_and_choices() {
        let mut sheet = sheet();
        press(&mut sheet, KeyCode::Char('x'));
        assert!(sheet.undo() && sheet.here().unwrap().value().is_empty());
        sheet.act(Action::Down);
        press(&mut sheet, KeyCode::Right);
        assert!(sheet.undo() && !sheet.undo());
    }
}
