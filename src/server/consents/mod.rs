//! The texts of consents: version 1 comes with the program, an administrator adds the later ones. No version is ever
//! changed or taken away, since given consents name the one that was shown.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::audit;
use super::storage::error::StorageError;
use super::storage::rows::REGISTER;
use super::storage::{Read, Result, Write};
use crate::api::sync::Scope;
use crate::domain::{Clean, ConsentCode, ConsentText, OrganisationId, Prose};

/// The version that comes with the program.
pub const BUILT_IN: u16 = 1;

/// One text before it has a version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Wording {
    pub title: Clean,
    pub text: Prose,
    pub meaning: Clean,
    pub refusal: Clean,
}

impl Wording {
    fn as_version(&self, code: ConsentCode, version: u16) -> ConsentText {
        let trimmed = |text: &Clean| Clean::new(text.as_str().trim());
        ConsentText {
            code,
            version,
            title: trimmed(&self.title),
            text: self.text.clone(),
            meaning: trimmed(&self.meaning),
            refusal: trimmed(&self.refusal),
        }
    }
}

#[derive(Deserialize)]
struct Wordings {
    conditions: Wording,
    changes: Wording,
    personal_child: Wording,
    personal_applicant: Wording,
}

static FIRST: LazyLock<std::result::Result<Vec<ConsentText>, String>> = LazyLock::new(|| {
    let file: Wordings =
        toml::from_str(include_str!("texts.toml")).map_err(|error| error.to_string())?;
    let wording = |code| match code {
        ConsentCode::Conditions => &file.conditions,
        ConsentCode::Changes => &file.changes,
        ConsentCode::PersonalChild => &file.personal_child,
        ConsentCode::PersonalApplicant => &file.personal_applicant,
    };
    let first = |code: ConsentCode| wording(code).as_version(code, BUILT_IN);
    Ok(ConsentCode::ALL.map(first).to_vec())
});

/// Every version of every text, by code and version.
pub async fn all<R: Read + ?Sized>(tx: &mut R) -> Result<Vec<ConsentText>> {
    let first = FIRST.as_ref().map_err(|why| StorageError::Damaged {
        what: "text of the program",
        why: why.clone(),
    })?;
    let mut texts = first.clone();
    texts.extend(tx.consent_texts().await?);
    texts.sort_by_key(|text| (text.code, text.version));
    Ok(texts)
}

/// Adds the next version, with a row in the register's own chain of the audit. It is in force with the next login of a desk.
pub async fn add(
    tx: &mut dyn Write,
    code: ConsentCode,
    wording: &Wording,
    at: DateTime<Utc>,
) -> Result<ConsentText> {
    let texts = all(tx).await?;
    let own = texts.iter().filter(|text| text.code == code);
    let last = own.map(|text| text.version).max().unwrap_or_default();
    let text = wording.as_version(code, last + 1);
    tx.put_consent_text(&text, at).await?;
    let organisation = OrganisationId(0);
    let entry = audit::Entry {
        at,
        actor: audit::Actor {
            clerk: REGISTER,
            organisation,
            device: None,
            channel: None,
            portal: None,
        },
        action: "consent_text",
        target: None,
        outcome: &format!("applied:{}:{}", code.code(), text.version),
        command: None,
    };
    audit::append(tx, Scope::Organisation(organisation), &entry).await?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::LONGEST;

    #[test]
    fn the_first_texts_are_whole() {
        let texts = FIRST.as_ref().unwrap();
        assert_eq!(
            texts.iter().map(|text| text.code).collect::<Vec<_>>(),
            ConsentCode::ALL
        );
        for text in texts {
            assert_eq!(text.version, BUILT_IN);
            assert!(text.title.as_str().chars().count() <= 60);
            for part in [&text.meaning, &text.refusal] {
                assert!(part.as_str().ends_with('.') && !part.as_str().contains("  "));
            }
            assert!(text.text.paragraphs().count() >= 4);
            for paragraph in text.text.paragraphs() {
                let length = paragraph.as_str().chars().count();
                assert!(length < LONGEST && paragraph.as_str().ends_with('.'));
                assert!(!paragraph.suspicious());
            }
        }
    }

    /// What article 9, part 4 of 152-ФЗ wants in a consent.
    #[test]
    fn consents_to_processing_say_what_the_law_asks_for() {
        let texts = FIRST.as_ref().unwrap();
        let personal = [ConsentCode::PersonalChild, ConsentCode::PersonalApplicant];
        for text in texts.iter().filter(|text| personal.contains(&text.code)) {
            for part in [
                "152-ФЗ",
                "Оператор:",
                "По его поручению",
                "Цель:",
                "Перечень данных:",
                "Действия:",
                "Срок:",
                "Отзыв:",
            ] {
                assert!(text.text.as_str().contains(part), "{:?}: {part}", text.code);
            }
        }
    }
}
