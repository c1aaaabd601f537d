//! Thin routing between the shell and the screens: one arm per panel, nothing else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::{Overlay, Panel, Shell};
use crate::domain::Capability;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::people;
use crate::tui::screens::{
    Effect, Event, activation, enrol, funding, help, login, new_application, outbox, overview,
    palette, print, programmes, queue, requests, search, verification,
};

impl Shell {
    /// Whose keys are asked first.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.overlay {
            Some(Overlay::Palette(state)) => palette::place(state),
            Some(Overlay::Leave(_) | Overlay::Renewal(_) | Overlay::Tutor(_)) => Place::Dialog,
            Some(Overlay::Applicant(_)) => Place::Applicant,
            Some(Overlay::Print) => print::place(&self.screens.print),
            None => self.panel_place(),
        }
    }

    pub(super) fn panel_place(&self) -> Place {
        let screens = &self.screens;
        match self.panel {
            Panel::Login => login::place(&screens.login),
            Panel::Search => search::place(&screens.search),
            Panel::Queue => queue::place(&screens.queue),
            Panel::Verification => verification::place(&screens.verification),
            Panel::Activation => activation::place(&screens.activation),
            Panel::NewApplication => new_application::place(&screens.new_application),
            Panel::Requests => requests::place(&screens.requests),
            Panel::Enrol => enrol::place(&screens.enrol),
            Panel::Programmes => programmes::place(&screens.programmes),
            Panel::Funding => funding::place(&screens.funding),
            Panel::Overview => overview::place(&screens.overview),
            Panel::Outbox => outbox::place(&screens.outbox),
            Panel::Help => help::place(&screens.help),
        }
    }

    /// Whether a text field has the focus.
    #[must_use]
    pub fn typing(&self) -> bool {
        let screens = &self.screens;
        match &self.overlay {
            Some(Overlay::Palette(state)) => return palette::typing(state),
            Some(Overlay::Leave(dialog)) => return dialog.typing(),
            Some(Overlay::Renewal(_) | Overlay::Print | Overlay::Tutor(_)) => return false,
            Some(Overlay::Applicant(state)) => return state.typing(),
            None => {}
        }
        match self.panel {
            Panel::Login => login::typing(&screens.login),
            Panel::Search => search::typing(&screens.search),
            Panel::Queue => queue::typing(&screens.queue),
            Panel::Verification => verification::typing(&screens.verification),
            Panel::Activation => activation::typing(&screens.activation),
            Panel::NewApplication => new_application::typing(&screens.new_application),
            Panel::Requests => requests::typing(&screens.requests),
            Panel::Enrol => enrol::typing(&screens.enrol),
            Panel::Programmes => programmes::typing(&screens.programmes),
            Panel::Funding => funding::typing(&screens.funding),
            Panel::Overview => overview::typing(&screens.overview),
            Panel::Outbox => outbox::typing(&screens.outbox),
            Panel::Help => help::typing(&screens.help),
        }
    }

    /// Whether the text field that has the focus takes a scanned text as its own.
    pub(super) fn takes(&self, text: &str) -> bool {
        let (screens, desk) = (&self.screens, self.context.desk());
        self.overlay.is_none()
            && match self.panel {
                Panel::NewApplication => {
                    new_application::takes(&screens.new_application, text, &desk)
                }
                Panel::Verification => verification::takes(&screens.verification, text, &desk),
                Panel::Enrol => enrol::takes(&screens.enrol, text),
                _ => false,
            }
    }

    /// Whether what a scanner types may stand in the field that has the focus until it is known for a scan.
    pub(super) fn takes_all(&self) -> bool {
        self.overlay.is_none() && matches!(self.panel, Panel::Login | Panel::Search)
    }

    /// Whether an action would do anything where the shown panel is now.
    pub(super) fn offers(&self, action: Action) -> bool {
        match self.panel {
            Panel::Verification => {
                verification::offers(&self.screens.verification, action, &self.context.desk())
            }
            Panel::Activation => {
                action != Action::Activate
                    || people::may(&self.context.desk(), Capability::CertificateActivate)
            }
            Panel::NewApplication => {
                new_application::offers(&self.screens.new_application, action, &self.context.desk())
            }
            Panel::Requests => {
                requests::offers(&self.screens.requests, action, &self.context.desk())
            }
            Panel::Enrol => enrol::offers(&self.screens.enrol, action),
            Panel::Programmes => {
                programmes::offers(&self.screens.programmes, action, &self.context.desk())
            }
            Panel::Funding => funding::offers(&self.screens.funding, action, &self.context.desk()),
            Panel::Overview => {
                overview::offers(&self.screens.overview, action, &self.context.desk())
            }
            Panel::Outbox => outbox::offers(&self.screens.outbox, action),
            Panel::Help => help::offers(&self.screens.help, action),
            _ => true,
        }
    }

    /// Gives an event to one screen.
    pub(super) fn tell(&mut self, panel: Panel, event: Event<'_>) -> Vec<Effect> {
        let desk = self.context.desk();
        let screens = &mut self.screens;
        match panel {
            Panel::Login => login::update(&mut screens.login, event, &desk),
            Panel::Search => search::update(&mut screens.search, event, &desk),
            Panel::Queue => queue::update(&mut screens.queue, event, &desk),
            Panel::Verification => verification::update(&mut screens.verification, event, &desk),
            Panel::Activation => activation::update(&mut screens.activation, event, &desk),
            Panel::NewApplication => {
                new_application::update(&mut screens.new_application, event, &desk)
            }
            Panel::Requests => requests::update(&mut screens.requests, event, &desk),
            Panel::Enrol => enrol::update(&mut screens.enrol, event, &desk),
            Panel::Programmes => programmes::update(&mut screens.programmes, event, &desk),
            Panel::Funding => funding::update(&mut screens.funding, event, &desk),
            Panel::Overview => overview::update(&mut screens.overview, event, &desk),
            Panel::Outbox => outbox::update(&mut screens.outbox, event, &desk),
            Panel::Help => help::update(&mut screens.help, event, &desk),
        }
    }

    pub(super) fn draw_panel(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let desk = self.context.desk();
        let screens = &self.screens;
        match self.panel {
            Panel::Login => login::view(&screens.login, &desk, area, buf),
            Panel::Search => search::view(&screens.search, &desk, area, buf),
            Panel::Queue => queue::view(&screens.queue, &desk, area, buf),
            Panel::Verification => verification::view(&screens.verification, &desk, area, buf),
            Panel::Activation => activation::view(&screens.activation, &desk, area, buf),
            Panel::NewApplication => {
                new_application::view(&screens.new_application, &desk, area, buf)
            }
            Panel::Requests => requests::view(&screens.requests, &desk, area, buf),
            Panel::Enrol => enrol::view(&screens.enrol, &desk, area, buf),
            Panel::Programmes => programmes::view(&screens.programmes, &desk, area, buf),
            Panel::Funding => funding::view(&screens.funding, &desk, area, buf),
            Panel::Overview => overview::view(&screens.overview, &desk, area, buf),
            Panel::Outbox => outbox::view(&screens.outbox, &desk, area, buf),
            Panel::Help => help::view(&screens.help, &desk, area, buf),
        }
    }
}
