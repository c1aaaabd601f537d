//! Series of a domestic birth certificate: a Roman numeral in Latin letters, a dash, two Cyrillic letters.
//!
//! Clerks and families write it with whatever letters are at hand. What can mean one thing only is put right and
//! shown; what is a guess is suggested and never taken by itself.

use super::{Code, Finding, Verdict, look_alike};
use crate::domain::number::is_dash;

const ROMAN: [(u16, &str); 9] = [
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];
/// With the letters I, V, X, L and C numerals end here.
const LARGEST: u16 = 399;

/// The canonical numeral of 1 ..= 399.
fn roman(mut value: u16) -> String {
    let mut numeral = String::new();
    for (worth, digits) in ROMAN {
        while value >= worth {
            numeral.push_str(digits);
            value -= worth;
        }
    }
    numeral
}

/// The value of a canonical numeral: `IIII` and `IC` are none.
fn value(numeral: &str) -> Option<u16> {
    let mut rest = numeral;
    let mut value: u16 = 0;
    for (worth, digits) in ROMAN {
        while let Some(behind) = rest.strip_prefix(digits) {
            rest = behind;
            value = value.checked_add(worth).filter(|value| *value <= LARGEST)?;
        }
    }
    (rest.is_empty() && value > 0 && roman(value) == numeral).then_some(value)
}

/// The value is kept as `III-ЕА`.
#[must_use]
pub fn check(typed: &str) -> Verdict {
    let Some((left, right)) = halves(typed) else {
        return Verdict::wrong(typed, Code::SeriesShape);
    };
    let (numeral, pair) = (numeral(&left), pair(&right));
    if value(&numeral).is_some() && is_pair(&pair) {
        let kept = format!("{numeral}-{pair}");
        let as_typed = format!("{}-{}", left.to_uppercase(), right.to_uppercase());
        if kept == as_typed {
            return Verdict::right(&kept);
        }
        return Verdict::right(&kept).with(Finding::fixed(
            Code::SeriesLetters,
            typed.trim(),
            &kept,
        ));
    }
    let guess = guesses(&numeral, &left).find(|guess| value(guess).is_some());
    let pair: String = pair.chars().map(letter_for_digit).collect();
    let suggestion = guess
        .filter(|_| is_pair(&pair))
        .map(|guess| format!("{guess}-{pair}"));
    Verdict::right(typed.trim()).with(Finding::error(Code::SeriesShape).suggesting(suggestion))
}

/// What a numeral may be meant for: letters that look like it, keys pressed under the Russian layout, an Arabic number.
fn guesses(numeral: &str, typed: &str) -> impl Iterator<Item = String> {
    let seen = numeral.chars().map(guessed).collect();
    let upper = typed.to_uppercase();
    let pressed = upper.chars().map(pressed).collect();
    let counted = typed.parse().ok().filter(|n| (1..=LARGEST).contains(n));
    [seen, pressed, counted.map_or_else(String::new, roman)].into_iter()
}

/// The Roman digit that lies on the key of a Cyrillic letter.
fn pressed(letter: char) -> char {
    match letter {
        'Ш' => 'I',
        'М' => 'V',
        'Ч' => 'X',
        'Д' => 'L',
        'С' => 'C',
        other => other,
    }
}

/// Whether the dash is due before `next`: a numeral stands there, and `next` is none of its digits.
#[must_use]
pub fn dash_due(begun: &str, next: char) -> bool {
    let digit = |c: char| look_alike::roman(c).unwrap_or(c).to_ascii_uppercase();
    let is_digit = |c: char| matches!(digit(c), 'I' | 'V' | 'X' | 'L' | 'C');
    !begun.is_empty()
        && begun.chars().all(is_digit)
        && look_alike::is_russian(next)
        && !is_digit(next)
}

/// Whether a whole series stands there: what is behind the dash has its two letters.
#[must_use]
pub fn whole(typed: &str) -> bool {
    let mut parts = typed.trim().split(is_dash);
    let (left, right) = (parts.next(), parts.next());
    left.is_some_and(|left| !left.trim().is_empty())
        && right.is_some_and(|right| right.trim().chars().count() == 2)
        && parts.next().is_none()
}

/// Numeral and letter pair, without blanks. Where the dash was left out, the last two letters are the pair.
fn halves(typed: &str) -> Option<(String, String)> {
    let written: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<&str> = written
        .split(is_dash)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [left, right] => Some(((*left).to_owned(), (*right).to_owned())),
        [whole] => {
            let (cut, _) = whole.char_indices().nth_back(1)?;
            (cut > 0).then(|| (whole[..cut].to_owned(), whole[cut..].to_owned()))
        }
        _ => None,
    }
}

/// A small `l` among capitals stands for the digit one; in a numeral typed in small letters it is fifty.
fn numeral(left: &str) -> String {
    let small = left.chars().any(|c| c.is_lowercase() && c != 'l');
    left.chars()
        .map(|c| match c {
            'l' if !small => 'I',
            _ => look_alike::roman(c).unwrap_or(c),
        })
        .collect::<String>()
        .to_uppercase()
}

fn pair(right: &str) -> String {
    right
        .to_uppercase()
        .chars()
        .map(|c| look_alike::cyrillic(c).filter(|_| c != 'Y').unwrap_or(c))
        .collect()
}

fn is_pair(pair: &str) -> bool {
    pair.chars().count() == 2 && pair.chars().all(|c| matches!(c, 'А'..='Я' | 'Ё'))
}

fn guessed(c: char) -> String {
    look_alike::roman_guess(c).map_or_else(|| c.to_string(), str::to_owned)
}

fn letter_for_digit(c: char) -> char {
    match c {
        '0' => 'О',
        '3' => 'З',
        'Y' => 'У',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Severity;
    use super::*;

    #[test]
    fn right_series_pass_with_any_dash_and_case() {
        for (typed, kept) in [
            ("XI-ФФ", "XI-ФФ"),
            ("III–еа", "III-ЕА"),
            (" ii - еа ", "II-ЕА"),
            ("xl—ал", "XL-АЛ"),
            ("IV ЕА", "IV-ЕА"),
            ("IVЕА", "IV-ЕА"),
        ] {
            assert_eq!(check(typed), Verdict::right(kept), "{typed}");
        }
    }

    #[test]
    fn look_alikes_are_fixed_and_shown() {
        for (typed, kept) in [
            ("ХI-ФФ", "XI-ФФ"),
            ("1l|-EA", "III-ЕА"),
            ("ІІ-ЕА", "II-ЕА"),
            ("ХС-МЮ", "XC-МЮ"),
            ("IV-EA", "IV-ЕА"),
        ] {
            let verdict = check(typed);
            assert_eq!(verdict.value.as_str(), kept, "{typed}");
            let [finding] = verdict.findings.as_slice() else {
                panic!("one finding for {typed}")
            };
            let (from, to) = (typed.into(), kept.into());
            assert_eq!(finding.severity, Severity::Fixed { from, to });
        }
    }

    #[test]
    fn guesses_are_only_suggested() {
        for (typed, meant) in [
            ("У-ЕА", Some("V-ЕА")),
            ("П-ЕА", Some("II-ЕА")),
            ("ШУ-ЕА", None),
            ("ХШ-ЕА", Some("XIII-ЕА")),
            ("II-0А", Some("II-ОА")),
            ("ШШШ-ЕА", Some("III-ЕА")),
            ("ЧМ-ЕА", Some("XV-ЕА")),
            ("10-ЕА", Some("X-ЕА")),
            ("3-ЕА", Some("III-ЕА")),
            ("IIII-ЕА", None),
            ("IC-ЕА", None),
        ] {
            let verdict = check(typed);
            assert!(!verdict.is_right(), "{typed}");
            assert_eq!(verdict.value.as_str(), typed);
            let suggestion = verdict.findings[0].suggestion.as_ref();
            assert_eq!(
                suggestion.map(crate::domain::Clean::as_str),
                meant,
                "{typed}"
            );
        }
    }

    #[test]
    fn the_dash_comes_where_the_numeral_ends() {
        assert!(dash_due("III", 'Е'));
        assert!(dash_due("1l", 'я'));
        assert!(!dash_due("", 'Е'));
        assert!(!dash_due("III", 'С'), "a hundred, perhaps");
        assert!(!dash_due("III-", 'Е'));
        assert!(!dash_due("Ш", 'Ш'));
        assert!(whole("III-ЕА"));
        assert!(!whole("III-Е"));
        assert!(!whole("IIIЕА"));
        assert!(!whole("-ЕА"));
    }

    #[test]
    fn other_shapes_are_refused() {
        for typed in [
            "",
            "-",
            "ЕА",
            "II",
            "II-ЕАБ",
            "II-Е",
            "II-12",
            "8705",
            "II-ЕА-1",
            "é-Я",
        ] {
            assert!(!check(typed).is_right(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn canonical_numerals_round_trip(number in 1..=LARGEST) {
            prop_assert_eq!(value(&roman(number)), Some(number));
        }

        #[test]
        fn only_canonical_numerals_have_a_value(text in "[IVXLC]{0,8}") {
            if let Some(number) = value(&text) {
                prop_assert_eq!(roman(number), text);
            }
        }

        #[test]
        fn what_is_kept_passes_unchanged(typed in "[IVXlХУПШ1|іc]{1,4}[ -]?[А-Яa-pABE03]{2}") {
            let verdict = check(&typed);
            if verdict.is_right() {
                let kept = verdict.value.as_str();
                prop_assert_eq!(check(kept), Verdict::right(kept));
            }
        }

        #[test]
        fn any_text_gets_a_verdict(typed in ".{0,20}") {
            let verdict = check(&typed);
            prop_assert!(!verdict.is_right() || verdict.value.as_str().contains('-'));
        }
    }
}
