//! The printing over the panels: opened by a screen, fed with what the store and the press say.

use super::state::{Overlay, Panel, Request, Shell};
use crate::sync::desk::News;
use crate::tui::screens::print::{self, Act, Offered, Open, Wanted, Word};
use crate::tui::screens::{Effect, Event, new_application};

impl Shell {
    /// What the settings of this desk offer to print on. Lists are saved where papers are.
    pub fn print_at(&mut self, offered: Offered) {
        let papers = offered.folder.as_ref().unwrap_or(&offered.papers);
        self.lists.clone_from(papers);
        self.screens.print = print::State::new(offered);
    }

    /// Takes one word of the press.
    pub fn pressed(&mut self, word: Word) {
        self.dirty = true;
        let open = self.printing_open();
        let acts = print::told(&mut self.screens.print, word, open, &self.context.desk());
        self.carry_out(acts);
    }

    /// Lays the dialog over the panel, if it has anything to show.
    pub(super) fn print(&mut self, wanted: Wanted) {
        let acts = print::open(&mut self.screens.print, wanted, &self.context.desk());
        if self.screens.print.is_open() {
            self.overlay = Some(Overlay::Print);
        }
        self.carry_out(acts);
    }

    pub(super) fn give_printing(&mut self, event: Event<'_>) {
        let acts = print::update(&mut self.screens.print, event, &self.context.desk());
        self.carry_out(acts);
    }

    pub(super) fn hear_printing(&mut self, news: &News) {
        let open = self.printing_open();
        let acts = print::hear(&mut self.screens.print, news, open, &self.context.desk());
        self.carry_out(acts);
    }

    fn printing_open(&self) -> Open {
        match self.overlay {
            Some(Overlay::Print) => Open::Yes,
            _ => Open::No,
        }
    }

    fn carry_out(&mut self, acts: Vec<Act>) {
        for act in acts {
            match act {
                Act::Ask(ask) => self.ask(ask),
                Act::Press(order) => self.requests.push(Request::Press(order)),
                Act::Notice(notice) => self.perform(vec![Effect::Notice(notice)]),
                Act::Close if matches!(self.overlay, Some(Overlay::Print)) => self.overlay = None,
                Act::Close => {}
                Act::Printed(about, form) => {
                    let Some(number) = about.case() else {
                        continue;
                    };
                    let state = &mut self.screens.new_application;
                    let desk = self.context.desk();
                    let effects = new_application::printed(state, number, form, &desk);
                    self.perform_for(Panel::NewApplication, effects);
                }
            }
        }
    }
}
