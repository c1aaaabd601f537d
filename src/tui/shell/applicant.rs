//! The applicant's mode: what was ticked goes to the new application at once, and the desk comes back by the password
//! alone. While it lasts no key reaches anything else.

use crossterm::event::KeyEvent;

use super::state::{Overlay, Shell};
use crate::sync::desk::{LinkState, News};
use crate::tui::action::{Action, Place};
use crate::tui::keymap::Chord;
use crate::tui::screens::applicant::{self, Given, Hand, Told};
use crate::tui::screens::{Event, new_application};

impl Shell {
    /// Gives the keyboard to the applicant.
    pub(super) fn hand_over(&mut self, hand: Hand) {
        self.notice = None;
        self.overlay = Some(Overlay::Applicant(Box::new(applicant::State::new(hand))));
    }

    #[must_use]
    pub(super) fn is_handed_over(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Applicant(_)))
    }

    /// What a key means to the applicant: the keys of that place alone.
    pub(super) fn applicant_action(&self, key: KeyEvent) -> Option<Action> {
        let text = self.typing() && Chord::from(key).edits_text();
        let action = self.context.keymap.own(Place::Applicant, key);
        action.filter(|_| !text)
    }

    pub(super) fn applicant_key(&mut self, key: KeyEvent) {
        match self.applicant_action(key) {
            Some(action) => self.give(Event::Action(action)),
            None => self.give(Event::Text(key)),
        }
    }

    pub(super) fn tell_applicant(&mut self, news: &News) {
        if self.is_handed_over() {
            self.give(Event::News(news));
        }
    }

    pub(super) fn applicant_told(&mut self, told: Told) {
        match told {
            Told::Nothing => {}
            Told::Ask(ask) => self.ask(ask),
            Told::Given(given) => self.keep_consents(&given),
        }
    }

    /// What waited while the applicant had the keyboard comes behind it: a lost session, a message about the journal.
    fn keep_consents(&mut self, given: &Given) {
        if given.over {
            self.overlay = None;
        }
        let desk = self.context.desk();
        let state = &mut self.screens.new_application;
        let effects = new_application::consents(state, given, &desk);
        self.perform(effects);
        if given.over {
            self.show_renewal();
            if self.context.link.state == LinkState::LockedOut {
                self.lock();
            }
        }
    }
}
