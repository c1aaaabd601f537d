//! Two values beside each other: what differs is lit, underlined and marked by carets, never by colour alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

use crate::domain::{Clean, Field, differences};
use crate::i18n::Arg;
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// What tells children apart; the rest of a card says nothing about it.
pub const COMPARED: [Field; 10] = [
    Field::ChildSurname,
    Field::ChildName,
    Field::ChildPatronymic,
    Field::ChildBirthDate,
    Field::ChildSnils,
    Field::ChildDocumentKind,
    Field::ChildDocumentSeries,
    Field::ChildDocumentNumber,
    Field::ChildDocumentIssuedAt,
    Field::ChildAddress,
];

/// Columns of the label.
const LABEL: u16 = 18;
/// Rows of a field that differs: the values and the carets.
pub const PAIR: u16 = 2;
/// Under each differing character.
const CARET: &str = "^";
/// Columns of a long value that are seen before its first differing character.
const BEFORE: usize = 8;

/// A field that differs, with its two values.
pub struct Pair {
    pub field: Field,
    pub here: Clean,
    pub there: Clean,
}

/// The fields that differ, and those that are the same.
#[must_use]
pub fn compare(
    here: impl Fn(Field) -> Clean,
    there: impl Fn(Field) -> Clean,
) -> (Vec<Pair>, Vec<Field>) {
    let mut pairs = Vec::new();
    let mut same = Vec::new();
    for field in COMPARED {
        let (here, there) = (here(field), there(field));
        if here == there {
            same.push(field);
        } else {
            pairs.push(Pair { field, here, there });
        }
    }
    (pairs, same)
}

/// Where the label and the two values stand.
struct Columns {
    label: u16,
    here: u16,
    there: u16,
    width: u16,
}

fn columns(area: Rect) -> Columns {
    let label = area.x + 2;
    let here = label + LABEL + 1;
    let width = area.right().saturating_sub(here + 1) / 2;
    Columns {
        label,
        here,
        there: here + width + 1,
        width,
    }
}

/// Whose values stand below: the texts of two keys.
///
/// In plain mode nothing: each pair says whose values they are.
pub fn draw_captions(here: &str, there: &str, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() || desk.plain() {
        return;
    }
    let at = columns(area);
    for (key, x) in [(here, at.here), (there, at.there)] {
        Ink::own(desk.texts.get(key))
            .role(Role::Label)
            .draw(desk.theme, x, area.y, at.width, buf);
    }
}

/// The two values beside each other, and a row of carets under what differs.
pub fn draw_pair(pair: &Pair, label: String, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    if desk.plain() {
        draw_told(pair, label, desk, area, buf);
        return;
    }
    let at = columns(area);
    Ink::own(label)
        .role(Role::Label)
        .draw(desk.theme, at.label, area.y, LABEL, buf);
    for (x, text, other) in [
        (at.here, &pair.here, &pair.there),
        (at.there, &pair.there, &pair.here),
    ] {
        let marks = differences(text.as_str(), other.as_str());
        let place = Rect {
            x,
            width: at.width,
            ..area
        };
        draw_marked(text, &marks, desk, place, buf);
    }
}

/// Plain mode: both values one behind the other, and which characters of the first differ.
fn draw_told(pair: &Pair, label: String, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let texts = desk.texts;
    let value = |text: &Clean| {
        if text.as_str().trim().is_empty() {
            texts.get("plain-empty")
        } else {
            text.to_string()
        }
    };
    let (here, there) = (value(&pair.here), value(&pair.there));
    let marks = differences(pair.here.as_str(), pair.there.as_str());
    let marked = (1..).zip(marks).filter(|(_, differs)| *differs);
    let places: Vec<String> = marked.map(|(at, _): (usize, _)| at.to_string()).collect();
    let places = places.join(", ");
    let args = [
        ("here", Arg::Text(here.as_str())),
        ("there", Arg::Text(&there)),
        ("places", Arg::Text(&places)),
    ];
    let key = if places.is_empty() {
        "plain-beside"
    } else {
        "plain-beside-at"
    };
    let pieces = [
        Ink::own(label).role(Role::Label),
        Ink::own("  "),
        Ink::own(texts.with(key, &args)).role(Role::Value),
    ];
    let row = plain::row(desk.theme, Rect { height: 1, ..area }, buf);
    ink::line(&pieces, desk.theme, row, buf);
}

/// A value with its differing characters lit and underlined, and carets below. A value that is too long begins where
/// it differs.
fn draw_marked(text: &Clean, marks: &[bool], desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let usual = desk.theme.style(Role::Value);
    let lit = desk
        .theme
        .style(Role::Difference)
        .add_modifier(Modifier::UNDERLINED);
    let first = marks.iter().position(|differs| *differs).unwrap_or(0);
    let long = Ink::clean(text).width() > area.width;
    let skipped = if long {
        first.saturating_sub(BEFORE)
    } else {
        0
    };
    let mut x = area.x;
    for (c, differs) in text.as_str().chars().zip(marks).skip(skipped) {
        let width = c.width().unwrap_or(0) as u16;
        if x + width > area.right() {
            break;
        }
        let mut bytes = [0; 4];
        let style = if *differs { lit } else { usual };
        buf.set_string(x, area.y, c.encode_utf8(&mut bytes), style);
        if *differs && width > 0 && area.height > 1 {
            buf.set_string(x, area.y + 1, CARET, desk.theme.style(Role::Difference));
        }
        x += width;
    }
}
