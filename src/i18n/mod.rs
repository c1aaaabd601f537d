//! Texts, plurals, dates and name folding. Russian first, English complete.
//!
//! A leaf: nothing of the domain is known here, only keys and variables. What stands for a value of the domain is
//! named by its code, with dashes for underscores and dots.

mod dates;
pub mod files;
pub mod fold;
pub mod handbook;
mod keys;

use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use fold::fold;
pub use keys::key;

/// Which language the screens speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Russian,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    /// The name in the configuration.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }
}

/// A value that goes into a text.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    Text(&'a str),
    Count(i64),
}

/// The texts of one language. They are parsed when the first is asked for.
pub struct Texts {
    language: Language,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({})", self.language.code())
    }
}

impl Texts {
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            bundle: OnceLock::new(),
        }
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of `key`. A test proves that every key that the code names exists in both languages.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of `key` with its variables filled in.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(*text),
                Arg::Count(count) => FluentValue::from(*count),
            };
            filled.set(*name, value);
        }
        self.format(key, Some(&filled))
    }

    /// Whether `key` has a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A missing text shows its key: the screen stays usable and the gap is seen.
    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![self.language.identifier()]);
            // Isolation marks are bidi controls: a terminal would show them, or worse.
            bundle.set_use_isolating(false);
            for (_, source) in files::of(self.language) {
                let resource = match FluentResource::try_new((*source).to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                // A key that stands twice keeps its first text; a test finds it.
                let _ = bundle.add_resource(resource);
            }
            bundle
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_shows_itself() {
        let texts = Texts::new(Language::Russian);
        assert_eq!(texts.get("no-such-key"), "no-such-key");
        assert!(!texts.has("no-such-key"));
    }

    #[test]
    fn russian_plurals_have_three_forms() {
        let texts = Texts::new(Language::Russian);
        let days = |n| texts.with("days", &[("count", Arg::Count(n))]);
        assert_eq!(days(1), "1 день");
        assert_eq!(days(2), "2 дня");
        assert_eq!(days(5), "5 дней");
        assert_eq!(days(11), "11 дней");
        assert_eq!(days(21), "21 день");
        assert_eq!(days(104), "104 дня");
        assert_eq!(days(0), "0 дней");
    }

    #[test]
    fn english_plurals_have_two() {
        let texts = Texts::new(Language::English);
        let days = |n| texts.with("days", &[("count", Arg::Count(n))]);
        assert_eq!(days(1), "1 day");
        assert_eq!(days(21), "21 days");
    }

    #[test]
    fn no_text_holds_hidden_marks() {
        for language in Language::ALL {
            let text = Texts::new(language).with("days", &[("count", Arg::Count(3))]);
            assert!(!text.contains(['\u{2068}', '\u{2069}']), "{text:?}");
        }
    }

    #[test]
    fn threads_may_share_texts() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Texts::new(Language::Russian));
    }

    #[test]
    fn languages_read_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("de"), None);
    }
}
