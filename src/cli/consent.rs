//! `reestr admin consent`: the texts that applicants tick, and the file from which the next version of one is read.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::Utc;
use reestr::config::document::{Document, read};
use reestr::config::repair::Repaired;
use reestr::config::{Diagnostics, Mistake};
use reestr::domain::consent::in_force;
use reestr::domain::prose::MOST_PARAGRAPHS;
use reestr::domain::text::LONGEST;
use reestr::domain::{Clean, ConsentCode, ConsentText, Prose};
use reestr::server::admin;
use reestr::server::consents::Wording;
use reestr::server::storage::Storage;

use super::arguments::ConsentAct;
use super::say::say;

/// The longest title: it heads a screen of 80 columns and a line of the form.
const TITLE: usize = 60;
const NAMES: [&str; 4] = ["title", "text", "meaning", "refusal"];

/// Reads the code of a consent from the command line.
pub fn code(text: &str) -> Result<ConsentCode, String> {
    let known = ConsentCode::ALL.map(ConsentCode::code);
    let found = ConsentCode::ALL
        .into_iter()
        .find(|code| code.code() == text);
    found.ok_or_else(|| format!("no consent is called so: give one of {}", known.join(", ")))
}

pub async fn run(storage: &dyn Storage, act: &ConsentAct) -> Result<()> {
    match act {
        ConsentAct::List => {
            let texts = admin::consent_texts(storage).await?;
            for text in &texts {
                let newest = in_force(&texts, text.code).map(|text| text.version);
                let mark = if newest == Some(text.version) {
                    " (in force)"
                } else {
                    ""
                };
                say!(
                    "{} {}: {}{mark}",
                    text.code.code(),
                    text.version,
                    text.title
                );
            }
        }
        ConsentAct::Show { code, version } => {
            let texts = admin::consent_texts(storage).await?;
            let wanted = |text: &&ConsentText| (text.code, Some(text.version)) == (*code, *version);
            let text = match version {
                None => in_force(&texts, *code),
                Some(_) => texts.iter().find(wanted),
            };
            let Some(text) = text else {
                bail!(
                    "there is no such version: `reestr admin consent list` tells which there are"
                );
            };
            say!("{}\n\n{}\n", text.title, text.text.as_str());
            say!("{}\n\n{}", text.meaning, text.refusal);
        }
        ConsentAct::Set { code, file } => {
            let wording = wording(file)?;
            let text = admin::set_consent_text(storage, *code, &wording, Utc::now()).await?;
            say!("{} {}", code.code(), text.version);
        }
    }
    Ok(())
}

/// The texts of a file; every mistake is told with its line.
fn wording(file: &Path) -> Result<Wording, Diagnostics> {
    let raw = read(file).map_err(|diagnostic| Diagnostics(vec![diagnostic]))?;
    let repaired = Repaired::new(&raw);
    let (mut document, table) = Document::parse(file.display().to_string(), &repaired);
    let mut found: [Option<String>; 4] = Default::default();
    for (key, value) in document.entries(&table) {
        let name: &str = key.get_ref();
        let Some(place) = NAMES.iter().position(|known| *known == name) else {
            let unknown = format!("no text of a consent is called \"{name}\"");
            document.wrong(&key.span(), Mistake::unknown(unknown, name, NAMES));
            continue;
        };
        if let Some(text) = document.text(name, value) {
            if let Some(mistake) = mistake(name, text) {
                document.wrong(&value.span(), mistake);
            }
            found[place] = Some(text.to_owned());
        }
    }
    for (name, text) in NAMES.iter().zip(&found) {
        if text.is_none() && document.mistakes.0.is_empty() {
            let what = format!("\"{name}\" is missing");
            document.wrong(&(0..0), Mistake::new(what, "write all four texts"));
        }
    }
    let [title, text, meaning, refusal] = found.map(Option::unwrap_or_default);
    let wording = Wording {
        title: Clean::new(title.trim()),
        text: Prose::new(&text),
        meaning: Clean::new(meaning.trim()),
        refusal: Clean::new(refusal.trim()),
    };
    document.mistakes.or(wording)
}

/// What would be lost or couldn't be read on the screen.
fn mistake(name: &str, text: &str) -> Option<Mistake> {
    let text = text.trim();
    if text.is_empty() {
        let what = format!("\"{name}\" is empty");
        return Some(Mistake::new(what, "write what the applicant is to read"));
    }
    let longest = if name == "title" { TITLE } else { LONGEST };
    let whole = Prose::new(text);
    let raw: Vec<&str> = match name {
        "text" => text.split("\n\n").collect(),
        _ => vec![text],
    };
    if raw.iter().any(|part| part.trim().chars().count() > longest) {
        let what = format!("\"{name}\" is longer than {longest} characters in one paragraph");
        let hint = match name {
            "text" => "part it by an empty line",
            _ => "shorten it",
        };
        return Some(Mistake::new(what, hint));
    }
    if name == "text" && whole.paragraphs().count() >= MOST_PARAGRAPHS {
        let what = format!("\"text\" has {MOST_PARAGRAPHS} paragraphs or more");
        return Some(Mistake::new(what, "join some of them"));
    }
    if whole.paragraphs().any(|paragraph| paragraph.suspicious()) {
        let what = format!("\"{name}\" has characters that can't be shown");
        return Some(Mistake::new(
            what,
            "take control and invisible characters out",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("text.toml");
        std::fs::write(&file, text).unwrap();
        let told = wording(&file).unwrap_err().to_string();
        told.replace(&format!("{}/", dir.path().display()), "")
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let long = "а".repeat(TITLE + 1);
        let told = told(&format!(
            "title = \"{long}\"\ntext = \"\"\nmeaning = 5\nrefuse = \"Нет.\"\n"
        ));
        for line in [
            "text.toml:1:9:",
            "text.toml:2:8:",
            "text.toml:3:11:",
            "text.toml:4:1:",
        ] {
            assert!(told.contains(line), "{told}");
        }
        assert!(told.contains("refusal"), "{told}");
    }

    #[test]
    fn a_missing_text_is_named() {
        let told = told("title = \"А\"\ntext = \"Б.\"\nmeaning = \"В.\"\n");
        assert!(told.contains("\"refusal\" is missing"), "{told}");
    }

    #[test]
    fn paragraphs_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("text.toml");
        let text = "title = \"А\"\ntext = \"\"\"\nБ\nв.\n\nГ.\n\"\"\"\nmeaning = \"Д.\"\nrefusal = \"Е.\"\n";
        std::fs::write(&file, text).unwrap();
        let read = wording(&file).unwrap();
        assert_eq!(read.text.as_str(), "Б в.\n\nГ.");
    }
}
