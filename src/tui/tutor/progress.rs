//! How far the clerk is: kept with the desk's drafts at every change, so that a program that was killed goes on at the same
//! step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::Material;
use super::lessons::LessonId;

/// The draft that keeps it.
pub const DRAFT: &str = "tutor";

/// What became of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Done,
    /// Come to its end, but not all of its steps were done.
    Skipped,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// `None`: all lessons are behind.
    pub lesson: Option<LessonId>,
    /// How many of its steps are behind.
    pub step: usize,
    /// A step of it was skipped.
    #[serde(default)]
    pub skipped: bool,
    /// Its case; `None`: it has to be asked for.
    #[serde(default)]
    pub material: Option<Material>,
    #[serde(default)]
    pub marks: BTreeMap<LessonId, Mark>,
}

impl Progress {
    /// Before the first lesson.
    pub fn fresh() -> Self {
        Self {
            lesson: LessonId::ALL.first().copied(),
            step: 0,
            skipped: false,
            material: None,
            marks: BTreeMap::new(),
        }
    }

    /// Begins a lesson with a case that is still to come.
    pub fn begin(&mut self, lesson: Option<LessonId>) {
        self.lesson = lesson;
        self.step = 0;
        self.skipped = false;
        self.material = None;
    }

    /// The lesson is over: the next one that isn't behind yet.
    pub fn finish(&mut self, lesson: LessonId) {
        let mark = if self.skipped {
            Mark::Skipped
        } else {
            Mark::Done
        };
        self.marks.insert(lesson, mark);
        let mut next = lesson.next();
        while let Some(behind) = next.filter(|next| self.marks.contains_key(next)) {
            next = behind.next();
        }
        self.begin(next);
    }

    /// As the draft keeps it; plain values always become JSON.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What another version of the program has kept is begun anew.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::fresh())
    }
}
