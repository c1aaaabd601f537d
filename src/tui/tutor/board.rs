//! What the coach's key opens over the panel: the explanation with the list of lessons, and the documents on the desk.

use super::coach::Coach;
use super::lessons::LessonId;
use crate::tui::action::Action;
use crate::tui::screens::Event;
use crate::tui::widgets::{Cursor, Scroll};

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Explanation,
    Papers,
}

/// A line that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    GoOn,
    Papers,
    Anew,
    Skip,
    Lesson(LessonId),
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    Nothing,
    Closed,
    /// Give me the case anew.
    Anew,
    Skip,
    Lesson(LessonId),
}

#[derive(Debug)]
pub struct Board {
    pub(super) page: Page,
    pub(super) cursor: Cursor,
    pub(super) scroll: Scroll,
}

impl Board {
    #[must_use]
    pub fn explanation() -> Self {
        Self::of(Page::Explanation)
    }

    #[must_use]
    pub fn papers() -> Self {
        Self::of(Page::Papers)
    }

    fn of(page: Page) -> Self {
        Self {
            page,
            cursor: Cursor::default(),
            scroll: Scroll::default(),
        }
    }

    #[must_use]
    pub fn shows_papers(&self) -> bool {
        self.page == Page::Papers
    }

    pub fn update(&mut self, event: &Event<'_>, coach: &Coach) -> Chosen {
        let Event::Action(action) = event else {
            return Chosen::Nothing;
        };
        if self.page == Page::Papers {
            return match action {
                Action::Submit | Action::Cancel => Chosen::Closed,
                movement => {
                    self.scroll.act(*movement);
                    Chosen::Nothing
                }
            };
        }
        let rows = rows(coach);
        match action {
            Action::Cancel => Chosen::Closed,
            Action::Submit => match rows.get(self.cursor.selected()) {
                Some(Row::Papers) => {
                    self.page = Page::Papers;
                    Chosen::Nothing
                }
                Some(Row::Anew) => Chosen::Anew,
                Some(Row::Skip) => Chosen::Skip,
                Some(Row::Lesson(lesson)) => Chosen::Lesson(*lesson),
                Some(Row::GoOn) | None => Chosen::Closed,
            },
            movement => {
                self.cursor.act(*movement, rows.len());
                Chosen::Nothing
            }
        }
    }
}

pub(super) fn rows(coach: &Coach) -> Vec<Row> {
    let papers = coach.material().is_some_and(|case| case.papers.is_some());
    let under_way = coach.lesson().is_some();
    [
        (true, Row::GoOn),
        (papers, Row::Papers),
        (under_way, Row::Anew),
        (under_way, Row::Skip),
    ]
    .into_iter()
    .filter_map(|(offered, row)| offered.then_some(row))
    .chain(LessonId::ALL.map(Row::Lesson))
    .collect()
}
