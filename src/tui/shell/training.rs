//! The coach of the training in the shell: it looks after everything that was taken, and its board lies over the panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::{Overlay, Request, Shell};
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::screens::{Event, Notice, Tone};
use crate::tui::tutor::{
    Arrival, Board, Chosen, DRAFT, LessonId, Looked, Material, ROWS, Sight, board_view, draw_strip,
};

impl Shell {
    /// This desk is one of the training.
    pub fn train(&mut self) {
        self.coach = Some(Box::default());
    }

    /// The case of a lesson has come.
    pub fn case_arrived(&mut self, arrival: Arrival) {
        self.dirty = true;
        if let Some(coach) = &mut self.coach {
            coach.arrived(arrival);
            self.keep_progress();
            self.coach_looks();
        }
    }

    /// The store is open: the coach goes on where it was left.
    pub(super) fn coach_resumes(&mut self, drafts: &[(String, String)]) {
        if let Some(coach) = &mut self.coach {
            let kept = drafts.iter().find(|(key, _)| key == DRAFT);
            coach.resume(kept.map(|(_, text)| text.as_str()));
        }
    }

    /// Lets the coach see what is there now.
    pub(super) fn coach_looks(&mut self) {
        let Some(mut coach) = self.coach.take() else {
            return;
        };
        let material = coach.material().cloned().unwrap_or_default();
        let looked = coach.look(&self.sight(&material));
        let wish = coach.wish();
        self.coach = Some(coach);
        if let Looked::Finished(lesson) = looked {
            self.say_finished(lesson);
        }
        if looked != Looked::Nothing {
            self.dirty = true;
            self.keep_progress();
        }
        self.requests.extend(wish.map(Request::Case));
    }

    fn sight<'a>(&'a self, material: &'a Material) -> Sight<'a> {
        let screens = &self.screens;
        let shown = self.panel == super::Panel::Verification;
        Sight {
            register: &self.context.register,
            material,
            panel: self.panel,
            opened: screens.verification.marked().filter(|_| shown),
            search: &screens.search,
            filled_in: &screens.new_application,
            printing: &screens.print,
        }
    }

    fn keep_progress(&mut self) {
        let text = self.coach.as_ref().map(|coach| coach.text());
        if let Some(text) = text {
            let key = DRAFT.to_owned();
            self.ask(Ask::Draft { key, text });
        }
    }

    fn say_finished(&mut self, lesson: LessonId) {
        let texts = &self.context.texts;
        let name = texts.get(&crate::i18n::key("tutor-lesson", lesson.code()));
        let text = texts.with("tutor-finished", &[("lesson", Arg::Text(&name))]);
        self.notice = Some(Notice {
            tone: Tone::Done,
            text,
        });
    }

    /// Opens the coach's board at its page, or closes it.
    pub(super) fn open_board(&mut self, action: Action) {
        if self.coach.is_none() {
            self.say(Tone::Info, "tutor-not-here");
            return;
        }
        if !self.unlocked {
            self.say(Tone::Info, "shell-login-first");
            return;
        }
        let papers = action == Action::TutorPapers;
        let open = matches!(&self.overlay, Some(Overlay::Tutor(b)) if b.shows_papers() == papers);
        let board = if papers {
            Board::papers()
        } else {
            Board::explanation()
        };
        self.overlay = (!open).then_some(Overlay::Tutor(board));
    }

    pub(super) fn give_board(&mut self, event: &Event<'_>) {
        let (Some(Overlay::Tutor(board)), Some(coach)) = (&mut self.overlay, &mut self.coach)
        else {
            return;
        };
        match board.update(event, coach) {
            Chosen::Nothing => return,
            Chosen::Closed => {
                self.overlay = None;
                return;
            }
            Chosen::Anew => coach.anew(),
            Chosen::Skip => coach.skip(),
            Chosen::Lesson(lesson) => coach.choose(lesson),
        }
        self.overlay = None;
        self.keep_progress();
    }

    /// Draws what the coach says, and gives the room that it leaves.
    pub(super) fn draw_coach(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let Some(coach) = self.coach.as_ref().filter(|_| self.unlocked) else {
            return area;
        };
        let rows = Rect {
            height: ROWS,
            ..area
        };
        draw_strip(coach, &self.context.desk(), rows, buf);
        Rect {
            y: area.y + ROWS,
            height: area.height - ROWS,
            ..area
        }
    }

    pub(super) fn draw_board(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        if let Some(coach) = &self.coach {
            board_view(board, coach, &self.context.desk(), area, buf);
        }
    }
}
