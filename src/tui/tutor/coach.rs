//! The coach: which step is shown, what it has seen, which case has to be asked for.

use super::case::{Arrival, Material};
use super::checks::Wrong;
use super::lessons::{Lesson, LessonId, Step};
use super::progress::{Mark, Progress};
use super::sight::Sight;
use crate::domain::Clean;

/// What came of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    Nothing,
    /// The step or the mistake is another one.
    Moved,
    /// The lesson has come to its end.
    Finished(LessonId),
}

#[derive(Debug)]
pub struct Coach {
    pub(super) progress: Progress,
    pub(super) wrong: Option<Wrong>,
    /// Why there is no case.
    pub(super) failed: Option<Clean>,
    /// A case was asked for and has not come.
    asked: bool,
    /// The desk is unlocked, and with it what was kept.
    awake: bool,
}

impl Default for Coach {
    fn default() -> Self {
        Self {
            progress: Progress::fresh(),
            wrong: None,
            failed: None,
            asked: false,
            awake: false,
        }
    }
}

impl Coach {
    /// The store is open: goes on where it was left.
    pub fn resume(&mut self, kept: Option<&str>) {
        if !self.awake {
            self.awake = true;
            self.progress = kept.map_or_else(Progress::fresh, Progress::from_text);
        }
    }

    /// What is to be kept.
    #[must_use]
    pub fn text(&self) -> String {
        self.progress.text()
    }

    /// The case of the lesson that is under way.
    #[must_use]
    pub fn material(&self) -> Option<&Material> {
        self.progress.material.as_ref()
    }

    /// The lesson whose case has to be asked for now; told once.
    pub fn wish(&mut self) -> Option<LessonId> {
        let lesson = self.progress.lesson?;
        let wanted = self.awake && !self.asked && self.failed.is_none();
        if !wanted || self.progress.material.is_some() {
            return None;
        }
        self.asked = true;
        Some(lesson)
    }

    /// A case has come. One for a lesson that the clerk has left is passed over.
    pub fn arrived(&mut self, arrival: Arrival) {
        self.asked = false;
        if Some(arrival.lesson) != self.progress.lesson || self.progress.material.is_some() {
            return;
        }
        match arrival.case {
            Ok(material) => self.progress.material = Some(material),
            Err(why) => self.failed = Some(why),
        }
    }

    /// Compares what was done with what the step asks for; goes on as far as that leads.
    pub fn look(&mut self, sight: &Sight<'_>) -> Looked {
        let Some((id, lesson)) = self.lesson().filter(|_| self.progress.material.is_some()) else {
            return Looked::Nothing;
        };
        let numbered = self.note_number(sight);
        let before = (self.progress.step, self.wrong);
        self.wrong = (lesson.wrong)(sight);
        while self.wrong.is_none()
            && let Some(step) = lesson.steps.get(self.progress.step)
            && (step.done)(sight)
        {
            self.progress.step += 1;
        }
        if self.progress.step >= lesson.steps.len() {
            self.progress.finish(id);
            return Looked::Finished(id);
        }
        if numbered || before != (self.progress.step, self.wrong) {
            Looked::Moved
        } else {
            Looked::Nothing
        }
    }

    /// The number under which the clerk hands in what is filled in: the steps behind are about it.
    fn note_number(&mut self, sight: &Sight<'_>) -> bool {
        let handed = sight.draft().and_then(|draft| draft.handed.as_ref());
        match (&mut self.progress.material, handed) {
            (Some(material), Some(handed))
                if self.progress.lesson == Some(LessonId::Issue)
                    && material.application.is_none() =>
            {
                material.application = Some(handed.number());
                material.certificate = Some(handed.new.certificate);
                true
            }
            _ => false,
        }
    }

    /// The same lesson with a case that nobody has touched; behind the last lesson the first one.
    pub fn anew(&mut self) {
        self.choose(self.progress.lesson.unwrap_or(LessonId::ALL[0]));
    }

    /// A lesson from its beginning.
    pub fn choose(&mut self, lesson: LessonId) {
        self.progress.begin(Some(lesson));
        self.wrong = None;
        self.failed = None;
        self.asked = false;
    }

    /// Leaves a step out. Behind the last one the lesson is over; it is marked as skipped.
    pub fn skip(&mut self) {
        if let Some((id, lesson)) = self.lesson() {
            self.progress.skipped = true;
            self.progress.step += 1;
            if self.progress.step >= lesson.steps.len() {
                self.progress.finish(id);
            }
            self.wrong = None;
        }
    }

    pub(super) fn lesson(&self) -> Option<(LessonId, &'static Lesson)> {
        let id = self.progress.lesson?;
        Some((id, id.lesson()))
    }

    /// The step that is to be done, once there is a case for it.
    pub(super) fn step(&self) -> Option<(LessonId, &'static Step)> {
        let (id, lesson) = self.lesson().filter(|_| self.progress.material.is_some())?;
        Some((id, lesson.steps.get(self.progress.step)?))
    }

    pub(super) fn mark(&self, lesson: LessonId) -> Option<Mark> {
        self.progress.marks.get(&lesson).copied()
    }
}
