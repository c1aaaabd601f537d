//! What was typed, as it was typed: a tree of a programme, its modules and their groups. It holds nothing personal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::slot::{GROUP, MODULE, PROGRAMME, Slot};
use crate::domain::ProgrammeId;
use crate::domain::programme::{GroupId, ModuleId};

/// What is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The whole programme, while it is not published.
    Outline(ProgrammeId),
    /// One group of a published programme.
    Group(ProgrammeId, ModuleId, GroupId),
}

impl About {
    #[must_use]
    pub fn programme(self) -> ProgrammeId {
        match self {
            Self::Outline(id) | Self::Group(id, ..) => id,
        }
    }
}

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    #[default]
    Programme,
    Module,
    Group,
}

impl Level {
    #[must_use]
    pub fn slots(self) -> &'static [Slot] {
        match self {
            Self::Programme => PROGRAMME,
            Self::Module => MODULE,
            Self::Group => GROUP,
        }
    }

    /// What stands in an entry of it.
    #[must_use]
    pub fn below(self) -> Option<Self> {
        match self {
            Self::Programme => Some(Self::Module),
            Self::Module => Some(Self::Group),
            Self::Group => None,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub level: Level,
    /// The number of the module or group in its programme.
    pub id: u16,
    #[serde(default)]
    pub values: BTreeMap<Slot, String>,
    #[serde(default)]
    pub children: Vec<Entry>,
}

impl Entry {
    #[must_use]
    pub fn blank(level: Level, id: u16) -> Self {
        Self {
            level,
            id,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn get(&self, slot: Slot) -> &str {
        self.values.get(&slot).map_or("", |typed| typed.trim())
    }

    /// Keeps what stands in a row; nothing where nothing stands there.
    pub fn set(&mut self, slot: Slot, typed: String) {
        if typed.is_empty() {
            self.values.remove(&slot);
        } else {
            self.values.insert(slot, typed);
        }
    }

    #[must_use]
    pub fn with<T: ToString + ?Sized>(mut self, slot: Slot, typed: &T) -> Self {
        self.set(slot, typed.to_string());
        self
    }

    /// What it is called; empty before it has a name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.get(match self.level {
            Level::Programme => Slot::Name,
            Level::Module => Slot::ModuleName,
            Level::Group => Slot::GroupName,
        })
    }

    /// The entry that the places lead to, one place for each level.
    #[must_use]
    pub fn at(&self, path: &[usize]) -> Option<&Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self.children.get(*first)?.at(rest),
        }
    }

    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self.children.get_mut(*first)?.at_mut(rest),
        }
    }

    /// The greatest number of an entry of the level.
    #[must_use]
    pub fn greatest(&self, level: Level) -> u16 {
        let own = if self.level == level { self.id } else { 0 };
        let below = self.children.iter().map(|child| child.greatest(level));
        below.fold(own, u16::max)
    }
}
