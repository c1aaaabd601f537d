//! In which language a family is told something, and the texts of it.

use std::sync::LazyLock;

use crate::i18n::{Language, Texts, key};

static RUSSIAN: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::Russian));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::English));

#[must_use]
pub fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Russian => &RUSSIAN,
        Language::English => &ENGLISH,
    }
}

/// The first language of an `Accept-Language` (RFC 9110, 12.5.4) that there is; else Russian. Weights are passed over:
/// programs send them falling.
#[must_use]
pub fn language(accepted: Option<&str>) -> Language {
    let tags = accepted.unwrap_or_default().split(',');
    let mut primary = tags.map(|tag| {
        let end = tag.find(['-', ';']).unwrap_or(tag.len());
        tag[..end].trim().to_ascii_lowercase()
    });
    primary
        .find_map(|tag| Language::from_code(&tag))
        .unwrap_or(Language::Russian)
}

/// The family's own text for the code of an area, where there is one, else that of clerks.
#[must_use]
pub fn for_family(texts: &Texts, area: &str, code: &str) -> String {
    let own = key(&format!("portal-{area}"), code);
    if texts.has(&own) {
        texts.get(&own)
    } else {
        texts.get(&key(area, code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_taken() {
        for (accepted, expected) in [
            (None, Language::Russian),
            (Some(""), Language::Russian),
            (Some("de, en-GB;q=0.8, ru;q=0.7"), Language::English),
            (Some("ru-RU,en"), Language::Russian),
            (Some("*"), Language::Russian),
            (Some("EN"), Language::English),
        ] {
            assert_eq!(language(accepted), expected, "{accepted:?}");
        }
    }
}
