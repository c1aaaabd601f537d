//! Surnames, names and patronymics as Russian documents write them.

use super::{Code, Finding, Verdict, look_alike};
use crate::domain::Relation;
use crate::domain::number::is_dash;

/// The longest surname, name or patronymic, in characters.
const LONGEST: usize = 60;
/// «Анна-Мария», «Мамед оглы»: at most so many words, parted by a hyphen or a space.
const PARTS: usize = 4;

/// The value is kept as typed, with single blanks and plain hyphens.
#[must_use]
pub fn check(typed: &str) -> Verdict {
    let kept = tidy(typed);
    let verdict = Verdict::right(&kept);
    if kept.is_empty() {
        return verdict.with(Finding::error(Code::Empty));
    }
    if kept.chars().count() > LONGEST {
        return verdict.with(Finding::error(Code::TooLong));
    }
    let parts: Vec<&str> = kept.split([' ', '-']).collect();
    if parts.len() > PARTS {
        return verdict.with(Finding::error(Code::NameParts));
    }
    // The gravest of all parts is told: one text is enough to look again.
    let gravest = parts
        .into_iter()
        .filter_map(part)
        .max_by_key(|code| *code == Code::NameLetters);
    match gravest {
        None => verdict,
        Some(Code::NameLetters) => {
            verdict.with(Finding::error(Code::NameLetters).suggesting(in_cyrillic(&kept)))
        }
        Some(code) => verdict.with(Finding::warning(code).suggesting(in_cyrillic(&kept))),
    }
}

/// Whether the letters of a name that is still being typed can't become right, whatever follows.
#[must_use]
pub fn hopeless(typed: &str) -> bool {
    let begun = typed.trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
    !begun.trim().is_empty() && !check(begun).is_right()
}

/// Whether a patronymic is of the other sex than the parent who is said to bear it.
#[must_use]
pub fn other_sex(relation: Relation, patronymic: &str) -> bool {
    let patronymic = patronymic.trim().to_lowercase();
    match relation {
        Relation::Mother => patronymic.ends_with("ич"),
        Relation::Father => patronymic.ends_with("вна") || patronymic.ends_with("чна"),
        _ => false,
    }
}

fn tidy(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .map(|c| if is_dash(c) { '-' } else { c })
        .collect();
    let spaced: Vec<&str> = plain.split_whitespace().collect();
    spaced.join(" ").replace(" - ", "-")
}

fn part(part: &str) -> Option<Code> {
    let all = |fits: fn(char) -> bool| part.chars().all(fits);
    let any = |fits: fn(char) -> bool| part.chars().any(fits);
    if part.is_empty() || !any(char::is_alphabetic) {
        Some(Code::NameLetters)
    } else if all(look_alike::is_russian) {
        None
    } else if all(|c| look_alike::is_cyrillic(c) || is_apostrophe(c)) {
        Some(Code::RareLetter)
    } else if all(|c| look_alike::is_cyrillic(c) || look_alike::is_latin(c))
        && any(look_alike::is_cyrillic)
    {
        Some(Code::MixedAlphabets)
    } else {
        Some(Code::NameLetters)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// The name with every Latin letter in the Cyrillic form that it passes for; `None` when one passes for none.
fn in_cyrillic(name: &str) -> Option<String> {
    let mapped: String = name
        .chars()
        .map(|c| {
            if look_alike::is_latin(c) {
                look_alike::cyrillic(c)
            } else {
                Some(c)
            }
        })
        .collect::<Option<_>>()?;
    (mapped != name && mapped.split([' ', '-']).all(|p| part(p).is_none())).then_some(mapped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(typed: &str) -> Option<Code> {
        check(typed).findings.first().map(|f| f.code)
    }

    #[test]
    fn russian_names_pass() {
        for name in [
            "Рочева",
            "Пётр",
            "Анна-Мария",
            "Мамед оглы",
            "Салтыков-Щедрин",
            "Ли",
            "а б в-г",
        ] {
            assert_eq!(check(name), Verdict::right(name), "{name}");
        }
        assert_eq!(check("  Анна —  Мария ").value.as_str(), "Анна-Мария");
    }

    #[test]
    fn a_word_of_two_alphabets_is_flagged_with_what_was_meant() {
        let verdict = check("Рoчевa");
        assert!(verdict.is_right());
        assert_eq!(verdict.findings[0].code, Code::MixedAlphabets);
        let meant = verdict.findings[0]
            .suggestion
            .as_ref()
            .map(crate::domain::Clean::as_str);
        assert_eq!(meant, Some("Рочева"));
        assert_eq!(check("Ивaнdв").findings[0].suggestion, None);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for (typed, found) in [
            ("", Code::Empty),
            ("   ", Code::Empty),
            ("Ivanov", Code::NameLetters),
            ("Иванов2", Code::NameLetters),
            ("Иванов-", Code::NameLetters),
            ("Иванов--Петров", Code::NameLetters),
            ("'", Code::NameLetters),
            ("Иванов.", Code::NameLetters),
            ("а б в г д", Code::NameParts),
        ] {
            assert_eq!(code(typed), Some(found), "{typed}");
            assert!(!check(typed).is_right(), "{typed}");
        }
        assert_eq!(code(&"я".repeat(61)), Some(Code::TooLong));
        assert_eq!(code(&"я".repeat(60)), None);
    }

    #[test]
    fn rare_letters_are_looked_at_again() {
        for typed in ["О'Нил", "Ӧльӧ", "Рочева Ӧ"] {
            assert_eq!(code(typed), Some(Code::RareLetter), "{typed}");
            assert!(check(typed).is_right());
        }
    }

    #[test]
    fn a_wrong_letter_is_told_before_the_word_is_finished() {
        for typed in ["", "И", "Иванов-", "Иванов ", "Рoч"] {
            assert!(!hopeless(typed), "{typed}");
        }
        for typed in ["I", "Иван2", "а б в г д"] {
            assert!(hopeless(typed), "{typed}");
        }
    }

    #[test]
    fn patronymics_tell_the_sex() {
        assert!(other_sex(Relation::Mother, "Иванович"));
        assert!(other_sex(Relation::Father, "Ивановна"));
        assert!(other_sex(Relation::Father, "Ильинична"));
        assert!(!other_sex(Relation::Mother, "Ивановна"));
        assert!(!other_sex(Relation::Guardian, "Иванович"));
        assert!(!other_sex(Relation::Mother, "Мамед оглы"));
    }

    proptest! {
        #[test]
        fn the_mask_of_the_register_passes(name in "[а-яА-ЯёЁ]{1,12}([ -][а-яА-ЯёЁ]{1,12}){0,3}") {
            prop_assert_eq!(check(&name), Verdict::right(&name));
        }

        #[test]
        fn what_is_kept_stays_as_it_is(typed in "[ а-вa-c'—-]{0,12}") {
            let kept = check(&typed).value;
            prop_assert_eq!(check(kept.as_str()).value, kept);
        }
    }
}
