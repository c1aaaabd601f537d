//! The files of texts, one per area; the one place where a new area is entered.

use super::Language;

/// Area and Fluent source.
type File = (&'static str, &'static str);

macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        const RUSSIAN: &[File] = &[$(($area, include_str!(concat!("ru/", $area, ".ftl")))),*];
        const ENGLISH: &[File] = &[$(($area, include_str!(concat!("en/", $area, ".ftl")))),*];
    };
}

areas![
    "domain",
    "enrolment-words",
    "requests",
    "funding",
    "keys",
    "shell",
    "panels",
    "form",
    "application",
    "changes",
    "enrol",
    "applicant",
    "printing",
    "mail",
    "compare",
    "programmes",
    "export",
    "night",
    "overview",
    "portal",
    "plain",
    "doctor",
    "handbook",
    "tutor",
];

/// All files of a language. An earlier file wins where a key stands twice.
#[must_use]
pub fn of(language: Language) -> &'static [File] {
    match language {
        Language::Russian => RUSSIAN,
        Language::English => ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentResource;

    use super::*;

    /// Key → variables, by the text alone: a message starts at the beginning of a line.
    fn messages(language: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut messages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (area, source) in of(language) {
            let mut current = None;
            for line in source.lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let key = line.split('=').next().unwrap_or_default().trim();
                    let twice = messages.insert(key, BTreeSet::new()).is_some();
                    assert!(!twice, "{}/{area}.ftl: {key} stands twice", language.code());
                    current = Some(key);
                }
                if let Some(key) = current {
                    let variables = messages.entry(key).or_default();
                    for part in line.split('$').skip(1) {
                        let end = part
                            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                            .unwrap_or(part.len());
                        variables.insert(&part[..end]);
                    }
                }
            }
        }
        messages
    }

    #[test]
    fn every_file_is_right_fluent() {
        for language in Language::ALL {
            for (area, source) in of(language) {
                if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                    panic!("{}/{area}.ftl: {errors:?}", language.code());
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        let (russian, english) = (messages(Language::Russian), messages(Language::English));
        assert!(russian.len() > 200, "{}", russian.len());
        let only = |a: &BTreeMap<&'static str, _>, b: &BTreeMap<&str, _>| {
            a.keys()
                .filter(|key| !b.contains_key(*key))
                .copied()
                .collect::<Vec<_>>()
        };
        assert_eq!(only(&russian, &english), [""; 0], "missing in English");
        assert_eq!(only(&english, &russian), [""; 0], "missing in Russian");
        for (key, variables) in &russian {
            assert_eq!(variables, &english[key], "variables of {key}");
        }
    }

    #[test]
    fn every_russian_plural_has_one_few_and_many() {
        for (area, source) in of(Language::Russian) {
            for selector in source.split("->").skip(1) {
                let end = selector.find("\n    }").unwrap_or(selector.len());
                let forms = &selector[..end];
                if forms.contains("[one]") {
                    let complete = forms.contains("[few]") && forms.contains("[many]");
                    assert!(complete, "ru/{area}.ftl: {forms}");
                }
            }
        }
    }
}
