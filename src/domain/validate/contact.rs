//! Telephone and e-mail of the applicant. Both may be missing at the desk.

use super::{Code, Finding, Verdict};
use crate::domain::number::is_dash;

/// The longest e-mail address, in characters.
const LONGEST_EMAIL: usize = 255;

/// The value is kept as `+7XXXXXXXXXX`; a leading 8 or a missing prefix is put right and shown.
#[must_use]
pub fn phone(typed: &str) -> Verdict {
    let written: String = typed
        .chars()
        .filter(|c| !(c.is_whitespace() || is_dash(*c) || matches!(c, '(' | ')' | '.')))
        .collect();
    let (plus, digits) = match written.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, written.as_str()),
    };
    let number = match digits.len() {
        10 if !plus => Some(digits),
        11 => digits
            .strip_prefix('7')
            .or_else(|| digits.strip_prefix('8').filter(|_| !plus)),
        _ => None,
    };
    match number.filter(|number| number.bytes().all(|b| b.is_ascii_digit())) {
        None => Verdict::wrong(typed.trim(), Code::PhoneShape),
        Some(number) => {
            let kept = format!("+7{number}");
            let verdict = Verdict::right(&kept);
            if plus {
                verdict
            } else {
                verdict.with(Finding::fixed(Code::PhonePrefix, typed.trim(), &kept))
            }
        }
    }
}

/// An address that a relay can take; domains of any alphabet. The empty one is flagged: without it the family can't
/// renew a lost password by itself.
#[must_use]
pub fn email(typed: &str) -> Verdict {
    let kept = typed.trim();
    if kept.is_empty() {
        Verdict::right("").with(Finding::warning(Code::EmailMissing))
    } else if kept.chars().count() > LONGEST_EMAIL {
        Verdict::wrong(kept, Code::TooLong)
    } else if is_address(kept) {
        Verdict::right(kept)
    } else {
        Verdict::wrong(kept, Code::EmailShape)
    }
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !text.contains(|c: char| {
            c.is_whitespace() || c.is_control() || "\"(),:;<>[\\]\u{FFFD}".contains(c)
        })
        && labels.len() >= 2
        && labels.iter().all(|label| is_label(label))
        && labels
            .last()
            .is_some_and(|top| top.chars().any(char::is_alphabetic))
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Severity;
    use super::*;

    #[test]
    fn telephones_get_one_form() {
        for typed in [
            "+7 (912) 345-67-89",
            "8 912 345 67 89",
            "89123456789",
            "9123456789",
            "7-912-345-67-89",
        ] {
            assert_eq!(phone(typed).value.as_str(), "+79123456789", "{typed}");
        }
        assert_eq!(phone("+7 912 345-67-89").findings, []);
        let (from, to) = ("89123456789".into(), "+79123456789".into());
        assert_eq!(
            phone("89123456789").findings[0].severity,
            Severity::Fixed { from, to }
        );
    }

    #[test]
    fn what_is_no_telephone_is_refused() {
        for typed in [
            "",
            "12-34-56",
            "+89123456789",
            "+375291234567",
            "8912345678О",
            "891234567890",
        ] {
            assert!(!phone(typed).is_right(), "{typed}");
        }
    }

    #[test]
    fn addresses_of_any_alphabet_pass() {
        for right in [
            "a@b.ru",
            "мама@почта.рф",
            "a.b+c@sub-domain.example.com",
            "x@xn--p1ai.xn--p1ai",
        ] {
            assert_eq!(email(right), Verdict::right(right), "{right}");
        }
        for wrong in [
            "a",
            "@b.ru",
            "a@b",
            "a@@b.ru",
            "a b@c.ru",
            "a@b..ru",
            "a@-b.ru",
            ".a@b.ru",
            "a@1.2.3.4",
            "a@b.ru,c@d.ru",
        ] {
            assert!(!email(wrong).is_right(), "{wrong}");
        }
        assert!(!email(&format!("{}@b.ru", "a".repeat(251))).is_right());
        assert!(email(&format!("{}@b.ru", "a".repeat(250))).is_right());
        assert_eq!(email(" ").findings, [Finding::warning(Code::EmailMissing)]);
    }

    proptest! {
        #[test]
        fn the_form_of_a_telephone_is_stable(typed in "[+]?[78]?[ (-]?[0-9]{3}[ )-]?[0-9]{3}[ -]?[0-9]{4}") {
            let once = phone(&typed);
            if once.is_right() {
                let kept = once.value.as_str();
                prop_assert_eq!(phone(kept), Verdict::right(kept));
            }
        }

        #[test]
        fn any_text_gets_a_verdict(typed in ".{0,40}") {
            let (phone, email) = (phone(&typed), email(&typed));
            prop_assert!(!phone.is_right() || phone.value.as_str().len() == 12);
            prop_assert!(!email.is_right() || email.value.is_empty() || typed.contains('@'));
        }
    }
}
