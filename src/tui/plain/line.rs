//! One row of a sketch as a line of text: pieces that stand apart become parts of a sentence.

use ratatui::buffer::Cell;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

use crate::i18n::Texts;
use crate::tui::theme::Role;

use super::words;

/// A row of the sketch in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Byte of the text before which the cursor stands.
    pub cursor: Option<usize>,
    /// Which of how many, both counted from one.
    pub place: Option<(usize, usize)>,
    /// Which of the values beside each other is the chosen one.
    pub chosen: Option<String>,
    /// The row of the sketch.
    pub row: u16,
    /// The meanings of its pieces, each once.
    pub roles: Vec<Role>,
}

impl Line {
    /// Whether it says nothing but what one of `roles` means.
    #[must_use]
    pub fn all(&self, roles: &[Role]) -> bool {
        !self.roles.is_empty() && self.roles.iter().all(|role| roles.contains(role))
    }
}

/// Cells of one meaning.
#[derive(Debug)]
struct Piece {
    text: String,
    role: Option<Role>,
    /// The first column, and the one behind the last.
    from: u16,
    to: u16,
}

impl Piece {
    fn is(&self, roles: &[Role]) -> bool {
        self.role.is_some_and(|role| roles.contains(&role))
    }
}

/// Reads a row; `cursor` is the column of the cursor, if it stands here.
pub(super) fn read(cells: &[Cell], cursor: Option<u16>, texts: &Texts) -> Line {
    let mut line = Line::default();
    let mut before: Option<(Piece, bool)> = None;
    for piece in pieces(cells) {
        let field = piece.is(&[Role::Input]);
        let here = cursor.filter(|at| field && (piece.from..=piece.to).contains(at));
        let (mut said, sign) = if field {
            (words::typed(&piece.text).trim_end().to_owned(), false)
        } else {
            words::told(piece.text.trim(), piece.role, texts)
        };
        if field && here.is_none() {
            said = said.trim().to_owned();
            if said.is_empty() {
                said = texts.get("plain-empty");
            }
        }
        if said.is_empty() && here.is_none() {
            continue;
        }
        if piece.is(&[Role::Accent, Role::Selected]) && piece.text.starts_with('[') && !sign {
            line.chosen = Some(said.clone());
        }
        if let Some((before, was_sign)) = &before {
            let signs = (*was_sign, sign);
            line.text
                .push_str(joint(before, &piece, signs, &line.text, &said));
        }
        let begins = line.text.len();
        line.text.push_str(&said);
        if let Some(at) = here {
            let left = typed_before(&piece, at);
            let said_left = words::typed(&left);
            // Blanks at the end are part of what is being typed.
            if said_left.len() > said.len() {
                line.text.push_str(&said_left[said.len()..]);
            }
            line.cursor = Some(begins + said_left.len());
        }
        if let Some(role) = piece.role
            && !line.roles.contains(&role)
        {
            line.roles.push(role);
        }
        before = Some((piece, sign));
    }
    if line.cursor.is_none() && cursor.is_some() {
        line.cursor = Some(0);
    }
    line
}

/// What stands in the field before column `at`.
fn typed_before(piece: &Piece, at: u16) -> String {
    let room = usize::from(at - piece.from);
    let mut left = String::new();
    for c in piece.text.chars() {
        let mut longer = left.clone();
        longer.push(c);
        if longer.width() > room {
            break;
        }
        left = longer;
    }
    while left.width() < room {
        left.push(' ');
    }
    left
}

/// What stands between two pieces.
fn joint(
    before: &Piece,
    piece: &Piece,
    (was_sign, sign): (bool, bool),
    said: &str,
    next: &str,
) -> &'static str {
    const NAMES: [Role; 2] = [Role::Label, Role::Accent];
    let ends = |marks: &[char]| said.ends_with(marks);
    let gap = piece.from - before.to;
    if next.starts_with(['.', ',', ';', ':', ')']) {
        return "";
    }
    if said.is_empty() || ends(&[' ']) {
        return "";
    }
    if ends(&[':', ';', ',']) {
        return " ";
    }
    if before.is(&[Role::Key]) {
        return ": ";
    }
    let chosen = |piece: &Piece| piece.text.starts_with('[') && piece.text.ends_with(']');
    if !sign
        && !was_sign
        && gap > 0
        && (chosen(before) || chosen(piece))
        && !before.is(&[Role::Label])
    {
        return "; ";
    }
    if sign && before.is(&[Role::Label]) {
        return if ends(&['.']) { " " } else { ": " };
    }
    if piece.is(&[Role::Key]) || sign || was_sign {
        return if ends(&['.', '!', '?']) { " " } else { "; " };
    }
    let named = before.is(&NAMES) && !piece.is(&NAMES) && !before.text.starts_with('[');
    let field = piece.is(&[Role::Input]) || before.is(&[Role::Label]);
    match gap {
        0 => "",
        1 if named && field && !ends(&['-', '.', '?', '!', ')']) => ": ",
        1 => " ",
        _ if named && !ends(&['.', '?', '!']) => ": ",
        _ if ends(&['.', '?', '!']) => " ",
        _ => "; ",
    }
}

/// The runs of cells of one meaning without the blanks around them; a field keeps its blanks. Two blanks part a run.
fn pieces(cells: &[Cell]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let role = role_of(cells[at].fg);
        let from = at;
        let mut text = String::new();
        while at < cells.len() && role_of(cells[at].fg) == role {
            let symbol = cells[at].symbol();
            text.push_str(symbol);
            at += symbol.width().max(1);
        }
        let to = at.min(cells.len());
        if role == Some(Role::Input) {
            pieces.push(Piece {
                text,
                role,
                from: from as u16,
                to: to as u16,
            });
        } else {
            split(&text, role, from, &mut pieces);
        }
    }
    pieces
}

/// The parts of a run that have more than one blank between them.
fn split(text: &str, role: Option<Role>, from: usize, pieces: &mut Vec<Piece>) {
    let mut column = from;
    for part in text.split("  ") {
        let trimmed = part.trim();
        let before = part.width() - part.trim_start().width();
        if !trimmed.is_empty() {
            let begins = column + before;
            pieces.push(Piece {
                text: trimmed.to_owned(),
                role,
                from: begins as u16,
                to: (begins + trimmed.width()) as u16,
            });
        }
        column += part.width() + 2;
    }
}

fn role_of(colour: Color) -> Option<Role> {
    match colour {
        Color::Indexed(number) => Role::ALL.get(usize::from(number)).copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::i18n::Language;
    use crate::tui::theme::Theme;
    use crate::tui::widgets::Ink;

    /// A row with pieces at their columns.
    fn row(pieces: &[(u16, &str, Role)], cursor: Option<u16>) -> Line {
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 1));
        let theme = Theme::plain();
        for (x, text, role) in pieces {
            Ink::own(*text)
                .role(*role)
                .draw(&theme, *x, 0, 80, &mut buf);
        }
        read(buf.content(), cursor, &Texts::new(Language::Russian))
    }

    #[test]
    fn pieces_that_stand_apart_are_parts_of_a_sentence() {
        let line = row(
            &[
                (2, "Фамилия", Role::Label),
                (20, "Иванов", Role::Value),
                (50, "=", Role::Match),
                (57, "·", Role::NotChecked),
            ],
            None,
        );
        assert_eq!(line.text, "Фамилия: Иванов; совпадает; не сверено");
    }

    #[test]
    fn keys_are_told_from_what_they_do() {
        let line = row(
            &[
                (0, "Enter", Role::Key),
                (6, "Открыть", Role::KeyLabel),
                (14, "Esc", Role::Key),
                (18, "Назад", Role::KeyLabel),
            ],
            None,
        );
        assert_eq!(line.text, "Enter: Открыть; Esc: Назад");
    }

    #[test]
    fn the_cursor_stands_in_what_is_typed() {
        let typed = [(0, "Имя", Role::Label), (10, "Оля    ", Role::Input)];
        let line = row(&typed, Some(12));
        assert_eq!(
            (line.text.as_str(), line.cursor),
            ("Имя: Оля", Some("Имя: Ол".len()))
        );
        let line = row(&typed, Some(14));
        assert_eq!(
            (line.text.as_str(), line.cursor),
            ("Имя: Оля ", Some("Имя: Оля ".len()))
        );
        let empty = [(0, "Имя", Role::Label), (10, "       ", Role::Input)];
        let line = row(&empty, Some(10));
        assert_eq!(
            (line.text.as_str(), line.cursor),
            ("Имя: ", Some("Имя: ".len()))
        );
        assert_eq!(row(&empty, None).text, "Имя: пусто");
    }
}
