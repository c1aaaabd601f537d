//! Where a certificate is transferred to: the municipalities of the register, found by typing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::api::forms::MunicipalityName;
use crate::domain::{Case, MunicipalityCode};
use crate::i18n::fold;
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Event};
use crate::tui::theme::Role;
use crate::tui::widgets::{Cursor, Ink, List, TextInput, popup};

/// The longest name to look for, in characters.
const LONGEST: usize = 60;
/// Columns and rows of the box.
const WIDTH: u16 = 64;
const HEIGHT: u16 = 16;

pub struct Pick {
    input: TextInput,
    cursor: Cursor,
}

/// What came of an event.
pub enum Picked {
    Open,
    Cancelled,
    One(MunicipalityCode),
}

impl Default for Pick {
    fn default() -> Self {
        Self {
            input: TextInput::new(LONGEST),
            cursor: Cursor::default(),
        }
    }
}

impl Pick {
    pub fn update(&mut self, event: Event<'_>, case: &Case, desk: &Desk<'_>) -> Picked {
        let changed = match event {
            Event::Action(Action::Cancel) => return Picked::Cancelled,
            Event::Action(Action::Submit) => {
                let fitting = self.fitting(case, desk);
                let chosen = fitting.get(self.cursor.selected());
                return chosen.map_or(Picked::Open, |found| Picked::One(found.code));
            }
            Event::Action(action) => {
                let count = self.fitting(case, desk).len();
                !self.cursor.act(action, count) && self.input.act(action)
            }
            Event::Text(key) => self.input.key(key),
            Event::Paste(text) => self.input.paste(text),
            Event::News(_) => false,
        };
        if changed {
            self.cursor = Cursor::default();
        }
        Picked::Open
    }

    /// The other municipalities that hold every typed word in code or name.
    fn fitting<'d>(&self, case: &Case, desk: &Desk<'d>) -> Vec<&'d MunicipalityName> {
        let typed = fold(self.input.value());
        let forms = desk.register.supplies().forms();
        let all = forms.map(|forms| forms.municipalities.as_slice());
        let fits = |one: &&MunicipalityName| {
            let named = fold(&format!("{} {}", one.code, one.name));
            let words = typed.split(' ').all(|word| named.contains(word));
            one.code != case.municipality() && words
        };
        all.unwrap_or_default().iter().filter(fits).collect()
    }

    pub fn draw(
        &self,
        case: &Case,
        desk: &Desk<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let title = Ink::own(desk.texts.get("changes-municipality-title"));
        let place = popup::centred(area, WIDTH, HEIGHT);
        let inside = popup::draw(&title, desk.theme, place, buf);
        if inside.height < 4 {
            return None;
        }
        let line = Rect {
            height: 1,
            ..inside
        };
        let cursor = self.input.draw(true, desk.theme, line, buf);
        let fitting = self.fitting(case, desk);
        let rest = Rect {
            y: inside.y + 2,
            height: inside.height - 3,
            ..inside
        };
        if fitting.is_empty() {
            let text = Ink::own(desk.texts.get("changes-municipality-none")).role(Role::Warning);
            text.draw(desk.theme, rest.x, rest.y, rest.width, buf);
        }
        let list = List {
            len: fitting.len(),
            focused: true,
        };
        list.draw(&self.cursor, desk.theme, rest, buf, |row| {
            let one = fitting[row];
            vec![
                Ink::own(format!("{} ", one.code)).role(Role::Dim),
                Ink::clean(&one.name),
            ]
        });
        let help = Ink::own(desk.texts.get("changes-municipality-help")).role(Role::Dim);
        help.draw(desk.theme, inside.x, inside.bottom() - 1, inside.width, buf);
        cursor
    }
}

/// What a municipality is called; its code where this desk was not told.
#[must_use]
pub fn name(code: MunicipalityCode, desk: &Desk<'_>) -> crate::domain::Clean {
    let forms = desk.register.supplies().forms();
    let mut all = forms.into_iter().flat_map(|forms| &forms.municipalities);
    let known = all.find(|one| one.code == code);
    known.map_or_else(
        || crate::domain::Clean::new(&code.to_string()),
        |one| one.name.clone(),
    )
}
