//! Signs as words, and the characters that a poor terminal or a voice has no form for.

use crate::i18n::{Arg, Texts};
use crate::tui::theme::Role;

/// Nothing is said of it: the cursor or the words beside it say the same.
const UNSAID: &str = "";

/// The key of what a sign says that stands alone; `None` where it is no sign.
fn alone(sign: &str, role: Option<Role>) -> Option<&'static str> {
    Some(match (sign, role) {
        ("·", Some(Role::NotChecked)) => "plain-not-checked",
        ("=", Some(Role::Match)) => "plain-match",
        ("≠", _) => "plain-mismatch",
        ("?", Some(Role::Warning)) => "plain-doubtful",
        ("*", Some(Role::Difference)) => "plain-changed",
        ("*", Some(Role::Attention)) => "plain-to-correct",
        ("*" | "+", Some(Role::Accent)) => "plain-ticked",
        ("…", Some(Role::Saving)) => "sign-saving",
        ("↑", Some(Role::Saved)) => "sign-saved",
        ("!", Some(Role::Attention)) => "sign-attention",
        _ => return before_words(sign, role),
    })
}

/// The key of what a sign says that stands before words of its own.
fn before_words(sign: &str, role: Option<Role>) -> Option<&'static str> {
    Some(match (sign, role) {
        ("►" | "◄" | "·" | "•" | "│", _) | ("…", Some(Role::Saving)) => UNSAID,
        ("√", _) => "plain-done",
        ("×", _) => "plain-error",
        ("!", Some(Role::Attention | Role::Warning | Role::Error)) => "plain-warning",
        ("↑", Some(Role::Saved)) => "plain-waits",
        ("→", _) => "plain-then",
        ("[x]" | "[X]" | "[√]" | "(•)", _) => "plain-ticked",
        ("[ ]" | "( )", _) => "plain-unticked",
        ("[!]", _) => "plain-refused",
        _ => return None,
    })
}

/// What a piece says, and whether it is a sign alone.
pub(super) fn told(text: &str, role: Option<Role>, texts: &Texts) -> (String, bool) {
    let say = |key: &'static str| {
        if key.is_empty() {
            String::new()
        } else {
            texts.get(key)
        }
    };
    if let Some(key) = alone(text, role) {
        return (say(key), true);
    }
    let inside = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    if let Some(inside) = inside.filter(|inside| !inside.contains(['[', ']'])) {
        if role == Some(Role::Key) {
            return (spoken(inside, texts), false);
        }
        let inside = told(inside.trim(), role, texts).0;
        let chosen = texts.with("plain-chosen", &[("what", Arg::Text(&inside))]);
        return (chosen, false);
    }
    let end = match text.chars().next() {
        // Also where it is written onto its word.
        Some(c @ ('√' | '×')) => Some(c.len_utf8()),
        _ if text.starts_with("[ ]") || text.starts_with("( )") => Some(3),
        _ => text.find(' '),
    };
    if let Some(end) = end
        && let Some(key) = before_words(&text[..end], role)
    {
        let (rest, _) = told(text[end..].trim(), role, texts);
        let sign = say(key);
        let joint = if sign.is_empty() { "" } else { ": " };
        return (format!("{sign}{joint}{rest}"), false);
    }
    (spoken(text, texts), false)
}

/// A text without characters that have no form in plain mode. What is a letter or a digit stays, of whatever script.
#[must_use]
pub fn spoken(text: &str, texts: &Texts) -> String {
    let mut said = String::with_capacity(text.len());
    for c in text.replace(" · ", "; ").chars() {
        match form(c) {
            Form::Itself => said.push(c),
            Form::As(other) => said.push_str(other),
            Form::Word(key) => {
                said.push(' ');
                said.push_str(&texts.get(key));
                said.push(' ');
            }
        }
    }
    let words: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
    let mut said = words.join(" ");
    for mark in [" :", " ;", " ,"] {
        said = said.replace(mark, &mark[1..]);
    }
    said
}

/// The same for a text that is being typed: each blank of it counts.
pub(super) fn typed(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        match form(c) {
            Form::As(other) if !other.is_empty() => said.push_str(other),
            Form::Itself => said.push(c),
            Form::As(_) | Form::Word(_) => said.push(' '),
        }
    }
    said
}

/// What stands for a character.
enum Form {
    Itself,
    As(&'static str),
    /// The text of a key, apart from what is beside it.
    Word(&'static str),
}

fn form(c: char) -> Form {
    Form::As(match c {
        '…' => "...",
        '—' | '–' | '−' | '‑' => "-",
        '«' | '»' | '“' | '”' | '„' => "\"",
        '’' | '‘' => "'",
        '·' | '•' | '►' | '◄' => "",
        '›' => ">",
        '×' => "x",
        '№' => "N ",
        '√' => return Form::Word("plain-is-chosen"),
        '≠' => return Form::Word("plain-mismatch"),
        '→' => return Form::Word("plain-right"),
        '↑' => return Form::Word("plain-up"),
        '↓' => return Form::Word("plain-down"),
        '←' => return Form::Word("plain-left"),
        '₽' => return Form::Word("plain-roubles"),
        c if c.is_ascii() || c.is_alphanumeric() => return Form::Itself,
        _ => " ",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn told_as(text: &str, role: Role) -> String {
        told(text, Some(role), &Texts::new(Language::Russian)).0
    }

    #[test]
    fn a_sign_says_what_its_role_means() {
        assert_eq!(told_as("=", Role::Match), "совпадает");
        assert_eq!(told_as("≠", Role::Mismatch), "не совпадает");
        assert_eq!(told_as("·", Role::NotChecked), "не сверено");
        assert_eq!(told_as("=", Role::Text), "=");
        assert_eq!(told_as("►", Role::Selected), "");
        assert_eq!(told_as("[x]", Role::Match), "отмечено");
        assert_eq!(told_as("[Все: 17]", Role::Accent), "выбрано Все: 17");
        assert_eq!(told_as("[F2]", Role::Key), "F2");
        assert_eq!(
            told_as("× Серия — пусто", Role::Error),
            "ошибка: Серия - пусто"
        );
        assert_eq!(told_as("[ ] Паспорт", Role::Text), "не отмечено: Паспорт");
    }

    #[test]
    fn what_is_left_is_ascii_or_a_letter() {
        let texts = Texts::new(Language::Russian);
        let text = "│«Ёлка» — №\u{a0}5 · 6\u{a0}000,00\u{a0}₽…█";
        assert_eq!(spoken(text, &texts), "\"Ёлка\" - N 5; 6 000,00 руб. ...");
        assert_eq!(typed("а  б\u{a0}…"), "а  б ...");
    }
}
