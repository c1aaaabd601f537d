//! Names of children that were shown to the clerk in this session, so that lists may show them again.
//!
//! A name is kept only after its showing was journalled (`NoteShown` saved, DESIGN section 3). It lives in memory
//! alone and goes with the right to see it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::api::personal::RevealedCard;
use crate::domain::{ApplicationNumber, Capability, Clean, Command, PersonName};
use crate::sync::desk::News;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildLine {
    pub name: Clean,
    pub birth_date: NaiveDate,
}

impl ChildLine {
    #[must_use]
    pub fn of(card: &RevealedCard) -> Self {
        let child = &card.card.child;
        Self {
            name: Clean::new(&full_name(&child.name)),
            birth_date: child.birth_date,
        }
    }
}

#[derive(Debug, Default)]
pub struct Revealed {
    /// Arrived, but their showing is not journalled yet.
    arrived: BTreeMap<ApplicationNumber, ChildLine>,
    shown: BTreeMap<ApplicationNumber, ChildLine>,
}

impl Revealed {
    /// Listens to the store; says whether what may be drawn changed.
    pub fn hear(&mut self, news: &News) -> bool {
        match news {
            News::Card {
                application,
                result: Ok(card),
            } => {
                self.arrived.insert(*application, ChildLine::of(card));
                false
            }
            News::Saved { act, .. } if matches!(act.envelope.command, Command::NoteShown) => {
                let Some(target) = act.envelope.target.case() else {
                    return false;
                };
                self.arrived
                    .remove(&target)
                    .map(|line| self.shown.insert(target, line))
                    .is_some()
            }
            News::Profile(profile) if !profile.capabilities.has(Capability::PersonalView) => {
                self.forget();
                true
            }
            News::Unlocked(_) => {
                self.forget();
                true
            }
            _ => false,
        }
    }

    /// What may be drawn of this application's child.
    #[must_use]
    pub fn of(&self, number: ApplicationNumber) -> Option<&ChildLine> {
        self.shown.get(&number)
    }

    pub fn iter(&self) -> impl Iterator<Item = (ApplicationNumber, &ChildLine)> {
        self.shown.iter().map(|(number, line)| (*number, line))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    fn forget(&mut self) {
        self.arrived.clear();
        self.shown.clear();
    }
}

/// Surname, name and patronymic in one line.
#[must_use]
pub fn full_name(name: &PersonName) -> String {
    let mut line = format!("{} {}", name.surname, name.name);
    if let Some(patronymic) = &name.patronymic {
        line.push(' ');
        line.push_str(patronymic.as_str());
    }
    line
}
