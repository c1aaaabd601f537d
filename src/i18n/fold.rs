//! The search key of a text: what people mean alike becomes alike. The original is kept elsewhere.
//!
//! Both sides of every comparison go through [`fold`], so it is free to be coarse: Latin letters that look like
//! Cyrillic ones become Cyrillic, since a series typed as `XI` and one typed as `ХІ` are the same on paper.

/// Lower case, `ё` as `е`, look-alike letters in one alphabet, one kind of dash, single spaces, no space at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        if let Some(composed) = compose(folded.chars().next_back(), c) {
            folded.pop();
            folded.push(composed);
        } else {
            folded.push(letter(c));
        }
    }
    folded
}

/// A letter in the one alphabet; the arms that name two letters are (Latin look-alike) → Cyrillic.
fn letter(c: char) -> char {
    match c {
        'ё' | 'ë' | 'e' => 'е',
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'h' => 'н',
        'i' => 'і',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'ö' => 'ӧ',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        c if is_dash(c) => '-',
        c => c,
    }
}

/// Letters that some systems write as a base and a mark: `й`, `ё` (which is `е` here), Komi `ӧ`.
fn compose(base: Option<char>, mark: char) -> Option<char> {
    match (base?, mark) {
        ('и', '\u{306}') => Some('й'),
        ('е', '\u{308}') => Some('е'),
        ('о', '\u{308}') => Some('ӧ'),
        _ => None,
    }
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_mean_alike_is_alike() {
        for (a, b) in [
            ("Алёна", "АЛЕНА"),
            ("Семёнова", "семенова"),
            ("  Анна   Мария ", "анна мария"),
            ("Салтыков—Щедрин", "салтыков-щедрин"),
            ("Салтыков–Щедрин", "Салтыков‑Щедрин"),
            ("XI-ФФ", "ХІ-фф"),
            ("Cepгeй", "Сергей"),
            ("POMAH", "роман"),
            ("Андрей", "Андреи\u{306}"),
            ("Пётр", "Пе\u{308}тр"),
            ("Ӧльӧксан", "Öльöксан"),
            ("Ухта\u{a0}г.", "ухта г."),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (a, b) in [
            ("Иванов", "Иванова"),
            ("Коми", "Кими"),
            ("АБ", "А Б"),
            ("й", "и"),
        ] {
            assert_ne!(fold(a), fold(b));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[A-Za-zА-яЁёӦӧІі \u{306}\u{308}\u{a0}—–0-9-]{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn case_never_matters(text in "[A-Za-zА-яЁё -]{0,40}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }
    }
}
