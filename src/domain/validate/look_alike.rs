//! Letters of two alphabets that look the same on paper and on the screen.

/// The Cyrillic letter that a Latin one passes for.
pub fn cyrillic(latin: char) -> Option<char> {
    Some(match latin {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'k' => 'к',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'ë' => 'ё',
        'Ë' => 'Ё',
        _ => return None,
    })
}

/// The Roman digit for which a sign surely stands: nothing else of a numeral looks like it.
pub fn roman(sign: char) -> Option<char> {
    Some(match sign {
        'Х' | 'х' => 'X',
        'С' | 'с' => 'C',
        'І' | 'і' | 'Ӏ' | 'ӏ' | '1' | '|' => 'I',
        _ => return None,
    })
}

/// The Roman digit that a Cyrillic letter may be meant for; a guess that the clerk has to confirm.
pub fn roman_guess(letter: char) -> Option<&'static str> {
    Some(match letter {
        'У' => "V",
        'П' => "II",
        'Ш' => "III",
        _ => return None,
    })
}

pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' if c.is_alphabetic())
}

/// Any letter of the Cyrillic blocks.
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{0481}' | '\u{048A}'..='\u{052F}')
}

/// A letter of the Russian alphabet.
pub fn is_russian(c: char) -> bool {
    matches!(c, 'А'..='я' | 'Ё' | 'ё')
}
