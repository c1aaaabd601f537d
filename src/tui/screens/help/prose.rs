//! Prose as lines: broken at spaces, its keys and what was looked for lit.

use unicode_width::UnicodeWidthStr;

use crate::i18n::handbook::{self, fits};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

/// A word: pieces that stay together.
type Word = Vec<(String, Role)>;

/// How prose is set.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Stands before the first line; the others are indented by as much.
    pub mark: &'a str,
    pub role: Role,
    pub width: u16,
    /// What was looked for; empty: nothing.
    pub sought: &'a str,
}

/// The lines of a text.
pub(super) fn lines(text: &str, setting: &Setting<'_>) -> Vec<Vec<Ink<'static>>> {
    let margin = setting.mark.width();
    let room = usize::from(setting.width).saturating_sub(margin).max(1);
    let mut lines = Vec::new();
    let mut line: Word = Vec::new();
    let mut used = 0;
    for word in words(text, setting) {
        let width: usize = word.iter().map(|(text, _)| text.width()).sum();
        if used > 0 && used + 1 + width > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push((" ".to_owned(), setting.role));
            used += 1;
        }
        used += width;
        line.extend(word);
    }
    lines.push(line);
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let mark = if at == 0 {
                setting.mark.to_owned()
            } else {
                " ".repeat(margin)
            };
            let mark = Ink::own(mark).role(setting.role);
            let pieces = line
                .into_iter()
                .map(|(text, role)| Ink::own(text).role(role));
            [mark].into_iter().chain(pieces).collect()
        })
        .collect()
}

fn words(text: &str, setting: &Setting<'_>) -> Vec<Word> {
    let lit = |word: &[(&str, bool)]| {
        let whole: String = word.iter().map(|(text, _)| *text).collect();
        !setting.sought.is_empty() && fits(&whole, setting.sought)
    };
    handbook::words(text)
        .into_iter()
        .map(|word| {
            let lit = lit(&word);
            let role = |is_key| match is_key {
                _ if lit => Role::Selected,
                true => Role::Key,
                false => setting.role,
            };
            let pieces = word.iter();
            pieces
                .map(|(text, is_key)| ((*text).to_owned(), role(*is_key)))
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, mark: &str, width: u16, sought: &str) -> Vec<String> {
        let role = Role::Text;
        let setting = Setting {
            mark,
            role,
            width,
            sought,
        };
        let shown = |pieces: Vec<Ink<'static>>| {
            let pieces = pieces.iter().map(|ink| match ink.role {
                Role::Key => format!("<{}>", ink.as_str()),
                Role::Selected => format!("*{}*", ink.as_str()),
                _ => ink.as_str().to_owned(),
            });
            pieces.collect::<String>()
        };
        lines(text, &setting).into_iter().map(shown).collect()
    }

    #[test]
    fn keys_stay_with_what_stands_at_them() {
        assert_eq!(
            set("Нажмите [F2], потом ещё раз.", "1. ", 18, ""),
            ["1. Нажмите <[F2]>,", "   потом ещё раз."]
        );
    }

    #[test]
    fn what_was_looked_for_is_lit_in_any_case() {
        assert_eq!(set("Свои Отчёты", "", 20, "отчет"), ["Свои *Отчёты*"]);
    }
}
