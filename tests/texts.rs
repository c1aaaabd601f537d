//! Every text key that the code names has its text: in the call itself, or in a literal that is given on.
#![cfg(feature = "tui")]

use std::fs;
use std::path::Path;

use reestr::i18n::{Language, Texts};

/// What a value of `Texts` is called in the code.
const RECEIVERS: [&str; 3] = ["texts", "t", "russian"];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), text));
        }
    }
}

/// The literal keys of `texts.get("…")` and `texts.with("…", …)`, however rustfmt has broken the lines.
fn named_keys(source: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    for call in [".get(", ".with("] {
        for (at, _) in source.match_indices(call) {
            let receiver = source[..at].trim_end();
            let start = receiver
                .rfind(|c: char| !c.is_alphanumeric() && c != '_')
                .map_or(0, |at| at + 1);
            let argument = source[at + call.len()..].trim_start();
            if RECEIVERS.contains(&&receiver[start..])
                && let Some(literal) = argument.strip_prefix('"')
                && let Some(end) = literal.find('"')
            {
                keys.push(&literal[..end]);
            }
        }
    }
    keys
}

#[test]
fn keys_are_found_over_line_breaks() {
    let source = "desk\n    .texts\n    .with(\n        \"a-key\",\n  &[]) + &map.get(\"b\") + &texts.get(\"c-key\")";
    assert_eq!(named_keys(source), ["c-key", "a-key"]);
}

#[test]
fn every_key_that_the_code_names_exists() {
    let mut found = Vec::new();
    sources(Path::new("src"), &mut found);
    let languages = Language::ALL.map(Texts::new);
    let mut count = 0;
    for (file, source) in &found {
        // The engine's own tests ask for keys that are not there.
        if file.starts_with("src/i18n/") {
            continue;
        }
        for key in named_keys(source) {
            count += 1;
            for texts in &languages {
                let language = texts.language().code();
                assert!(texts.has(key), "{file}: no text {key} in {language}");
            }
        }
    }
    assert!(count > 2, "the search for keys finds none");
}

/// Literals in the form of a key (`word-word…`), wherever they stand. What ends with a number is the name of a draft.
fn kebab_literals(source: &str) -> Vec<&str> {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    source
        .split('"')
        .filter(|literal| literal.contains('-') && literal.split('-').all(word))
        .filter(|literal| !literal.split('-').next_back().is_some_and(number))
        .collect()
}

/// A key may be chosen by a `match` and given to `texts` later: whatever looks like a key of an area has to be one,
/// or the beginning of some (`key("application-state", …)`).
#[test]
fn literals_in_the_form_of_a_key_are_keys() {
    let texts = Texts::new(Language::Russian);
    let known: Vec<&str> = reestr::i18n::files::of(Language::Russian)
        .iter()
        .flat_map(|(_, source)| source.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect();
    assert!(known.len() > 200);
    let mut found = Vec::new();
    sources(Path::new("src/tui"), &mut found);
    sources(Path::new("src/doctor"), &mut found);
    let mut count = 0;
    for (file, source) in &found {
        for literal in kebab_literals(source) {
            let area = &literal[..=literal.find('-').unwrap_or(0)];
            let begins = format!("{literal}-");
            if known.iter().any(|key| key.starts_with(area)) {
                count += 1;
                let right = texts.has(literal) || known.iter().any(|key| key.starts_with(&begins));
                assert!(right, "{file}: no text {literal}");
            }
        }
    }
    assert!(count > 20, "the search for literals finds {count}");
}
