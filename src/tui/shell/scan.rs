//! Where a key falls, and what a scanned code does there: it opens its record, goes to a field that can take it, or is
//! told; it never answers a question.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keyboard::{Ground, is_letter};
use super::state::{Panel, Shell};
use crate::domain::ApplicationNumber;
use crate::domain::requisites::{self, Scanned};
use crate::tui::action::{Action, Place};
use crate::tui::screens::{Event, Goto, Tone};

impl Shell {
    pub(super) fn ground(&self, key: KeyEvent) -> Ground {
        let typing = self.typing();
        Ground {
            typing,
            takes: typing && self.takes_all(),
            weighty: self.weighs(key, typing),
        }
    }

    /// Whether a key does more than move: gives an act, marks, opens something, ends the program. A letter that does is held
    /// until it is known to stand alone.
    fn weighs(&self, key: KeyEvent, typing: bool) -> bool {
        let place = self.place();
        let action = if self.is_handed_over() {
            self.applicant_action(key)
        } else {
            self.context.keymap.resolve(place, key, typing)
        };
        let Some(action) = action else {
            return false;
        };
        if is_letter(&key) && !typing {
            return !is_movement(action);
        }
        match action {
            Action::Activate | Action::Leave | Action::SuspendProgram => true,
            Action::Submit => matches!(
                place,
                Place::Dialog
                    | Place::Palette
                    | Place::Print
                    | Place::NewApplication
                    | Place::Enrol
            ),
            Action::Retry => matches!(place, Place::Outbox | Place::Print),
            Action::Dismiss => place == Place::Outbox,
            // Leaving an application gives its marks.
            Action::Cancel
            | Action::NextCase
            | Action::Enrol
            | Action::OpenSearch
            | Action::OpenQueue
            | Action::OpenActivation
            | Action::OpenNewApplication
            | Action::OpenProgrammes
            | Action::OpenRequests
            | Action::OpenFunding
            | Action::OpenOutbox => place == Place::Verification,
            _ => false,
        }
    }

    /// A scanned code. `ended`: Enter came behind it.
    pub(super) fn scanned(&mut self, text: &str, ended: bool) {
        if self.is_handed_over() {
            return;
        }
        self.notice = None;
        if self.panel == Panel::Login && self.overlay.is_none() {
            if ended {
                self.act(Action::Submit);
            }
            return;
        }
        let covered = self.overlay.is_some() || self.place() == Place::Dialog;
        if !self.unlocked || covered {
            self.say(Tone::Warning, "shell-scan-in-dialog");
            return;
        }
        if self.typing() && self.takes(text) {
            for c in text.chars() {
                let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
                self.give(Event::Text(key));
            }
            if ended {
                self.key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
            }
            return;
        }
        match requisites::read(text) {
            Some(scanned) => self.open_scanned(scanned, ended),
            None if self.panel == Panel::Search => self.search_for(text, ended),
            None => self.say(Tone::Warning, "shell-scan-foreign"),
        }
    }

    /// A code with something else than a number in it.
    pub(super) fn scanned_foreign(&mut self) {
        if !self.is_handed_over() {
            self.say(Tone::Warning, "shell-scan-foreign");
        }
    }

    /// Opens the record where this desk has it, else asks the search for it.
    fn open_scanned(&mut self, scanned: Scanned, ended: bool) {
        let (number, text) = match scanned {
            Scanned::Request(id) => return self.open_request(id),
            Scanned::Application(number) => (Some(number), number.to_string()),
            Scanned::All(all) => (Some(all.number), all.number.to_string()),
            Scanned::Certificate(certificate) => {
                let mut cases = self.context.register.cases();
                let case = cases.find(|case| case.certificate.number == certificate);
                let number = case.map(crate::domain::Case::number);
                (number, certificate.to_string())
            }
        };
        let known = |number: &ApplicationNumber| self.context.register.shown(*number).is_some();
        match number.filter(known).filter(|_| ended) {
            Some(number) if self.lies_open(number) => self.say(Tone::Info, "shell-scan-open"),
            Some(number) => self.goto(Goto::Case(number)),
            None => self.search_for(&text, ended),
        }
    }

    fn lies_open(&self, number: ApplicationNumber) -> bool {
        self.panel == Panel::Verification && self.screens.verification.number() == Some(number)
    }
}

fn is_movement(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::NextField
            | Action::PreviousField
    )
}
