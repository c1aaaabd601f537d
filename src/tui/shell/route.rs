//! Which panel is shown, and the way back.

use super::state::{Panel, Shell};
use crate::domain::{ApplicationNumber, CertificateNumber, RequestId};
use crate::i18n::handbook;
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::{
    Effect, Event, Goto, Revisit, Tone, enrol, funding, help, new_application, overview,
    programmes, requests, verification,
};

/// The draft that brings the next start back to the same place.
pub(super) const PLACE: &str = "place";
/// The place of applications that are being filled in; behind it stands the name of the open draft.
const FILLED_IN: &str = "new_application";
/// The place of requests for enrolment; behind it stands the identifier of the one that is open.
const REQUESTS: &str = "requests";
/// The place of enrolment in person; behind it stands the certificate.
const ENROL: &str = "enrol";
/// The place of programmes; behind it stands the one that is open.
const PROGRAMMES: &str = "programmes";
/// Steps of the way back that are remembered.
const LONGEST_TRAIL: usize = 8;

impl Shell {
    pub(super) fn goto(&mut self, goto: Goto) {
        match goto {
            Goto::Search => self.open(Panel::Search),
            Goto::Queue => self.open(Panel::Queue),
            Goto::Activation => self.open(Panel::Activation),
            Goto::Outbox => self.open(Panel::Outbox),
            Goto::Requests => self.open(Panel::Requests),
            Goto::Request(id) => self.open_request(id),
            Goto::NewApplication => self.open(Panel::NewApplication),
            Goto::Programmes => self.open(Panel::Programmes),
            Goto::Funding => self.open(Panel::Funding),
            Goto::Account(certificate) => self.open_account(certificate),
            Goto::Help => self.open_help(self.panel_place()),
            Goto::Case(number) => self.open_case(number),
            Goto::Change(number, step) => {
                self.open_case(number);
                let desk = self.context.desk();
                let state = &mut self.screens.verification;
                let effects = verification::begin(state, step, &desk);
                self.perform(effects);
            }
            Goto::NextCase => self.take_next(),
            Goto::Enrol(certificate) => self.open_enrol(certificate),
            Goto::Renewal => self.show_renewal(),
            Goto::Back => self.back(),
        }
    }

    /// Shows a panel by its key.
    pub(super) fn open(&mut self, panel: Panel) {
        if !self.unlocked {
            self.say(Tone::Info, "shell-login-first");
            return;
        }
        if panel == Panel::Outbox {
            self.screens.outbox.show_list();
        }
        let again = panel == self.panel;
        if panel == Panel::Programmes && again {
            let desk = self.context.desk();
            let effects = programmes::show_list(&mut self.screens.programmes, &desk);
            self.perform(effects);
            self.remember();
        }
        if !again {
            self.step(panel);
        }
        if panel == Panel::NewApplication {
            let desk = self.context.desk();
            let state = &mut self.screens.new_application;
            let effects = new_application::shown(state, again, &desk);
            self.perform(effects);
            self.remember();
        }
    }

    /// Shows the account of a certificate.
    fn open_account(&mut self, certificate: CertificateNumber) {
        self.open(Panel::Funding);
        let desk = self.context.desk();
        funding::open_account(&mut self.screens.funding, certificate, &desk);
    }

    /// Shows help on the place that one is in; asking again goes back.
    pub(super) fn open_help(&mut self, about: Place) {
        if self.panel == Panel::Help {
            self.back();
            return;
        }
        let article = self.article(about);
        let desk = self.context.desk();
        help::open(&mut self.screens.help, about, article, &desk);
        self.step(Panel::Help);
    }

    /// The article about what is done at a place, where the place alone doesn't tell: the step of a new application, or what
    /// a question belongs to.
    fn article(&self, about: Place) -> Option<&'static str> {
        let asks = about == Place::Dialog;
        match self.panel {
            Panel::NewApplication => new_application::article(&self.screens.new_application),
            panel if asks => {
                let language = self.context.texts.language();
                handbook::of_place(language, panel.place().code()).map(|article| article.code)
            }
            _ => None,
        }
    }

    pub(super) fn open_case(&mut self, number: ApplicationNumber) {
        self.leave_case();
        let desk = self.context.desk();
        let effects = verification::open(&mut self.screens.verification, number, &desk);
        self.opened(number, effects);
    }

    /// Shows a request with everything about it.
    pub(super) fn open_request(&mut self, id: RequestId) {
        self.open(Panel::Requests);
        if self.panel == Panel::Requests {
            let desk = self.context.desk();
            let effects = requests::open(&mut self.screens.requests, id, &desk);
            self.perform(effects);
            self.remember();
        }
    }

    /// Shows the enrolment in person: of one certificate, or where the clerk left it.
    pub(super) fn open_enrol(&mut self, certificate: Option<CertificateNumber>) {
        if !self.unlocked {
            self.say(Tone::Info, "shell-login-first");
            return;
        }
        if self.panel != Panel::Enrol {
            self.step(Panel::Enrol);
        }
        let desk = self.context.desk();
        let effects = enrol::open(&mut self.screens.enrol, certificate, &desk);
        self.perform(effects);
        self.remember();
    }

    /// Opens the application of a refused act with what it said.
    pub(super) fn revisit(&mut self, revisit: &Revisit) {
        self.leave_case();
        let desk = self.context.desk();
        let effects = verification::revisit(&mut self.screens.verification, revisit, &desk);
        self.opened(revisit.number, effects);
    }

    /// Shows the verification; what was marked on the application before is given while its lease is still held.
    fn leave_case(&mut self) {
        if self.panel != Panel::Verification {
            self.step(Panel::Verification);
        }
        let desk = self.context.desk();
        let effects = verification::leave(&mut self.screens.verification, &desk);
        self.perform(effects);
    }

    /// The lease of the new application is asked for before its card.
    fn opened(&mut self, number: ApplicationNumber, effects: Vec<Effect>) {
        self.work.opened();
        self.settle_desk();
        self.screens.queue.follow(number);
        self.perform(effects);
        self.remember();
    }

    pub(super) fn back(&mut self) {
        if let Some(panel) = self.trail.pop() {
            let from_help = self.panel == Panel::Help;
            self.show(panel);
            if from_help {
                self.overlay = self.under_help.take();
            }
        }
    }

    /// Opens the search with a text in it.
    pub(super) fn search_for(&mut self, text: &str, submit: bool) {
        self.open(Panel::Search);
        self.pass(Panel::Search, Event::Action(Action::ClearInput));
        self.pass(Panel::Search, Event::Paste(text));
        if submit {
            self.pass(Panel::Search, Event::Action(Action::Submit));
        }
    }

    /// Goes to a panel, remembering the way. A panel that one came through is gone back to, not stacked again.
    fn step(&mut self, panel: Panel) {
        self.under_help = None;
        match self.trail.iter().position(|passed| *passed == panel) {
            Some(at) => self.trail.truncate(at),
            None => self.trail.push(self.panel),
        }
        if self.trail.len() > LONGEST_TRAIL {
            self.trail.remove(0);
        }
        self.show(panel);
    }

    /// Help is only looked into; every other panel ends the work on the application that was open.
    fn show(&mut self, panel: Panel) {
        let from = std::mem::replace(&mut self.panel, panel);
        self.work.shown(panel);
        let help = from == Panel::Help || panel == Panel::Help;
        if from == Panel::Verification && panel != from && !help {
            let desk = self.context.desk();
            let effects = verification::leave(&mut self.screens.verification, &desk);
            self.perform(effects);
        }
        if panel == Panel::Funding {
            let desk = self.context.desk();
            funding::shown(&mut self.screens.funding, &desk);
        } else if from == Panel::Funding {
            funding::hidden(&mut self.screens.funding);
        }
        if panel == Panel::Overview && !help {
            let desk = self.context.desk();
            let effects = overview::shown(&mut self.screens.overview, &desk);
            self.perform(effects);
        } else if from == Panel::Overview && !help {
            overview::hidden(&mut self.screens.overview);
        }
        if !help {
            self.remember();
        }
    }

    /// Keeps the place for the next start.
    pub(super) fn remember(&mut self) {
        let text = match self.panel {
            Panel::Search => "search".to_owned(),
            Panel::Queue => "queue".to_owned(),
            Panel::Activation => "activation".to_owned(),
            Panel::Outbox => "outbox".to_owned(),
            Panel::Requests => match self.screens.requests.opened() {
                Some(id) => format!("{REQUESTS} {id}"),
                None => REQUESTS.to_owned(),
            },
            Panel::Funding => "funding".to_owned(),
            Panel::Overview => "overview".to_owned(),
            Panel::NewApplication => match self.screens.new_application.open_draft() {
                Some(draft) => format!("{FILLED_IN} {draft}"),
                None => FILLED_IN.to_owned(),
            },
            Panel::Enrol => match self.screens.enrol.certificate() {
                Some(number) => format!("{ENROL} {number}"),
                None => ENROL.to_owned(),
            },
            Panel::Programmes => match self.screens.programmes.opened() {
                Some(id) => format!("{PROGRAMMES} {id}"),
                None => PROGRAMMES.to_owned(),
            },
            Panel::Verification => match self.screens.verification.number() {
                Some(number) => number.to_string(),
                None => return,
            },
            Panel::Login | Panel::Help => return,
        };
        if self.kept_place != text {
            self.kept_place.clone_from(&text);
            let key = PLACE.to_owned();
            self.ask(Ask::Draft { key, text });
        }
    }

    /// Goes where the last session was.
    pub(super) fn return_to(&mut self, place: &str) {
        place.clone_into(&mut self.kept_place);
        self.panel = Panel::Search;
        match place {
            "queue" => self.open(Panel::Queue),
            "activation" => self.open(Panel::Activation),
            "outbox" => self.open(Panel::Outbox),
            other if other.starts_with(REQUESTS) => {
                self.open(Panel::Requests);
                let id = other.trim_start_matches(REQUESTS).trim_start();
                if let Ok(id) = id.parse() {
                    self.open_request(RequestId(id));
                }
            }
            "funding" => self.open(Panel::Funding),
            "overview" => self.open(Panel::Overview),
            other if other.starts_with(FILLED_IN) => self.return_to_draft(other),
            other if other.starts_with(ENROL) => {
                self.open_enrol(other.trim_start_matches(ENROL).trim_start().parse().ok());
            }
            other if other.starts_with(PROGRAMMES) => {
                let name = other.trim_start_matches(PROGRAMMES).trim_start();
                let desk = self.context.desk();
                programmes::reopen(&mut self.screens.programmes, name, &desk);
                self.open(Panel::Programmes);
            }
            other => {
                if let Ok(number) = other.parse() {
                    self.open_case(number);
                }
            }
        }
    }

    /// Opens the draft that was open, with what stands behind [`FILLED_IN`].
    fn return_to_draft(&mut self, place: &str) {
        self.step(Panel::NewApplication);
        let name = place.trim_start_matches(FILLED_IN).trim_start();
        let desk = self.context.desk();
        let state = &mut self.screens.new_application;
        let effects = new_application::reopen(state, name, &desk);
        self.perform(effects);
        self.remember();
    }
}
