//! The folded texts by which a card is found and compared.

use chrono::NaiveDate;

use crate::domain::duplicate::Likeness;
use crate::domain::{Card, Clean, IdentityDocument, PersonName};
use crate::i18n::fold;

#[must_use]
pub fn of(card: &Card) -> Likeness {
    let child = &card.child;
    of_child(
        &child.name,
        child.birth_date,
        &child.document,
        child.snils.as_ref(),
    )
}

/// The same of a child that has no card yet.
#[must_use]
pub fn of_child(
    name: &PersonName,
    birth_date: NaiveDate,
    identity: &IdentityDocument,
    snils: Option<&Clean>,
) -> Likeness {
    let parts = [
        Some(&name.surname),
        Some(&name.name),
        name.patronymic.as_ref(),
    ];
    let name: Vec<_> = parts
        .into_iter()
        .flatten()
        .map(|part| fold(part.as_str()))
        .collect();
    Likeness {
        name: name.join(" "),
        birth_date,
        document: document(identity),
        snils: snils.and_then(digits),
    }
}

/// Kind, series and number in one text, without spaces and dashes.
fn document(document: &IdentityDocument) -> String {
    // A unit variant always has a JSON form.
    let kind = serde_json::to_string(&document.kind).unwrap_or_default();
    let mut key = kind.trim_matches('"').to_owned();
    for part in [&document.series, &document.number] {
        let folded = fold(part.as_str());
        key.extend(folded.chars().filter(|c| *c != ' ' && *c != '-'));
    }
    key
}

fn digits(snils: &Clean) -> Option<String> {
    let digits: String = snils
        .as_str()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    (!digits.is_empty()).then_some(digits)
}
