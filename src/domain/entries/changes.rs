//! Some fields of a card, as they are to be: what a correction and a change of data tell. Personal data.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Entries;
use crate::domain::validate::Finding;
use crate::domain::{Card, Field, FieldSet};

/// The new text of each field that changes, as it would be typed into the form; empty where the field is emptied.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = BTreeMap<String, String>))]
#[serde(transparent)]
pub struct Changes(BTreeMap<Field, String>);

impl Changes {
    /// What leads from one form to the other.
    #[must_use]
    pub fn between(before: &Entries, after: &Entries) -> Self {
        let differing = Field::ALL
            .iter()
            .filter(|field| before.get(**field) != after.get(**field));
        Self(
            differing
                .map(|field| (*field, after.get(*field).to_owned()))
                .collect(),
        )
    }

    pub fn set(&mut self, field: Field, text: &str) {
        self.0.insert(field, text.to_owned());
    }

    /// The new text of a field that changes.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    #[must_use]
    pub fn fields(&self) -> FieldSet {
        self.0.keys().copied().collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the new texts into a form.
    pub fn apply(&self, entries: &mut Entries) {
        for (field, text) in &self.0 {
            entries.set(*field, text);
        }
    }

    /// The card with the changes in it; remarks and the text of a decision stay. A card may be older than the form: what
    /// was wrong or missing in it before, and isn't touched, stands in nobody's way.
    ///
    /// # Errors
    /// The fields with errors, in the order of the form.
    pub fn applied_to(&self, card: &Card, today: NaiveDate) -> Result<Card, Vec<Field>> {
        let before = Entries::of(card);
        let mut after = before.clone();
        self.apply(&mut after);
        let known = errors(&before, today);
        let mut wrong = errors(&after, today);
        wrong.retain(|error| self.0.contains_key(&error.0) || !known.contains(error));
        let mut fields: Vec<Field> = wrong.into_iter().map(|(field, _)| field).collect();
        fields.dedup();
        if !fields.is_empty() {
            return Err(fields);
        }
        let changed = after.build().ok_or_else(|| Vec::from(self.fields()))?;
        Ok(Card {
            remarks: card.remarks.clone(),
            decision_text: card.decision_text.clone(),
            ..changed
        })
    }
}

fn errors(entries: &Entries, today: NaiveDate) -> Vec<(Field, Finding)> {
    let mut found = entries.findings(today);
    found.retain(|(_, finding)| finding.is_error());
    found
}

/// Personal: a debug print shows nothing of it.
impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Changes({} fields)", self.0.len())
    }
}
