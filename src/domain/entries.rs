//! What was typed into the application form, field by field, before it is a [`Card`](super::Card): any of it may be
//! missing or wrong, and all of it is kept. Personal data.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::field::Field;

/// The text of each field as it was typed; choices (kind of document, relation, category) by their codes. A patronymic that is
/// [`NO_PATRONYMIC`] is the explicit «нет отчества».
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries(BTreeMap<Field, String>);

/// What stands in the field of a patronymic when the person has none.
pub const NO_PATRONYMIC: &str = "-";

impl Entries {
    /// Empty where nothing was typed.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text.to_owned());
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Personal: a debug print shows nothing of it.
impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entries({} fields)", self.0.len())
    }
}
