//! What comes in from outside the screens: keys, pastes, the clock; and what screens want done.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, KeyEventKind};

use super::keyboard::{Heard, Millis, is_letter};
use super::state::{Overlay, Panel, Request, Shell};
use crate::i18n::Arg;
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::screens::applicant;
use crate::tui::screens::palette::{self, Chosen};
use crate::tui::screens::renewal::{self, Read};
use crate::tui::screens::{Desk, Effect, Event, Notice, Tone};
use crate::tui::widgets::Answer;

/// The longest pasted text, in characters: more fits no field.
const LONGEST_PASTE: usize = 512;

impl Shell {
    /// Takes all keys that were ready at once.
    pub fn keys(&mut self, keys: &[KeyEvent], at: Millis) {
        self.dirty = true;
        self.strokes += 1;
        if self.keyboard.is_junk(keys, at) {
            self.junk(keys);
        } else {
            for key in keys.iter().filter(|key| key.kind != KeyEventKind::Release) {
                let ground = self.ground(*key);
                for heard in self.keyboard.hear(*key, at, ground) {
                    self.heard(heard);
                }
            }
        }
        self.settle_desk();
        self.coach_looks();
    }

    /// Takes pasted text: into the text field, else into the search. What is longer than any field is cut, and submits
    /// nothing.
    pub fn paste(&mut self, text: &str) {
        self.dirty = true;
        self.strokes += 1;
        if self.is_handed_over() {
            self.give(Event::Paste(text));
            return;
        }
        self.notice = None;
        let end = text.char_indices().nth(LONGEST_PASTE).map(|(at, _)| at);
        let text = end.map_or(text, |end| text[..end].trim_end());
        if self.overlay.is_some() || self.typing() {
            self.give(Event::Paste(text));
        } else if self.unlocked {
            self.search_for(text, false);
        }
        if end.is_some() {
            self.say(Tone::Warning, "shell-paste-cut");
        }
        self.settle_desk();
        self.coach_looks();
    }

    /// The moment has come that [`Shell::deadline`] named.
    pub fn tick(&mut self, at: Millis) {
        for heard in self.keyboard.due(at) {
            self.heard(heard);
            self.dirty = true;
        }
        self.settle_desk();
        self.coach_looks();
    }

    /// When [`Shell::tick`] has to be called, if no key comes before.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        self.keyboard.deadline()
    }

    /// Sets the clock; the next drawing shows it.
    pub fn set_now(&mut self, now: DateTime<Utc>) {
        self.context.now = now;
    }

    fn heard(&mut self, heard: Heard) {
        match heard {
            Heard::Key(key) => self.key(key),
            Heard::Scan(number) => self.scanned(&number, true),
            Heard::Number(number) => self.scanned(&number, false),
            Heard::Foreign => self.scanned_foreign(),
        }
    }

    /// A paste without brackets: a text field takes its letters, nothing takes the rest.
    fn junk(&mut self, keys: &[KeyEvent]) {
        if self.is_handed_over() {
            return;
        }
        let typing = self.typing();
        let text = keys.iter().filter(|key| typing && is_letter(key));
        for key in text.clone().take(LONGEST_PASTE) {
            self.give(Event::Text(*key));
        }
        if text.count() < keys.len() {
            self.say(Tone::Warning, "shell-junk");
        }
    }

    pub(super) fn key(&mut self, key: KeyEvent) {
        if self.is_handed_over() {
            self.applicant_key(key);
            return;
        }
        self.notice = None;
        let typing = self.typing();
        match self.context.keymap.resolve(self.place(), key, typing) {
            Some(action) => self.act(action),
            None if typing => self.give(Event::Text(key)),
            None => self.say_unknown_key(),
        }
    }

    /// Does an action: what belongs to the shell here, the rest on the screen.
    pub(super) fn act(&mut self, action: Action) {
        if matches!(self.overlay, Some(Overlay::Leave(_))) || !self.global(action) {
            self.give(Event::Action(action));
        }
    }

    /// Actions that mean the same everywhere. False: not one of them.
    fn global(&mut self, action: Action) -> bool {
        let panel = match action {
            Action::OpenSearch => Panel::Search,
            Action::OpenQueue => Panel::Queue,
            Action::OpenActivation => Panel::Activation,
            Action::OpenNewApplication => Panel::NewApplication,
            Action::OpenRequests => Panel::Requests,
            Action::OpenProgrammes => Panel::Programmes,
            Action::OpenOutbox => Panel::Outbox,
            // A screen that has a certificate at hand begins with it.
            Action::Enrol if self.begins_enrolment() => {
                self.overlay = None;
                self.open_enrol(None);
                return true;
            }
            Action::OpenFunding => Panel::Funding,
            Action::OpenOverview => Panel::Overview,
            Action::Help => {
                let (place, over) = (self.place(), self.overlay.take());
                let about = match over {
                    Some(Overlay::Print) => Place::Print,
                    Some(_) => place,
                    None => self.panel_place(),
                };
                self.open_help(about);
                if self.panel == Panel::Help {
                    self.under_help = over;
                }
                return true;
            }
            Action::Palette if self.unlocked && self.overlay.is_none() => {
                let state = palette::State::new(self.place(), &self.context.desk());
                self.overlay = Some(Overlay::Palette(state));
                return true;
            }
            Action::Leave => {
                self.overlay = None;
                self.leave();
                return true;
            }
            Action::TutorMore | Action::TutorPapers => {
                self.open_board(action);
                return true;
            }
            Action::SyncNow if self.unlocked => {
                self.requests.push(Request::Ask(Ask::SyncNow));
                self.say(Tone::Info, "shell-syncing");
                return true;
            }
            Action::Redraw => {
                self.requests.push(Request::Redraw);
                return true;
            }
            Action::SuspendProgram => {
                self.requests.push(Request::Suspend);
                return true;
            }
            _ => return false,
        };
        self.overlay = None;
        self.open(panel);
        true
    }

    /// Whether the key of enrolment only leads there: the other screens answer to it with their certificate.
    fn begins_enrolment(&self) -> bool {
        !matches!(
            self.panel,
            Panel::Search | Panel::Verification | Panel::Requests | Panel::Enrol
        )
    }

    /// Gives an event to what has the focus.
    pub(super) fn give(&mut self, event: Event<'_>) {
        let desk = self.context.desk();
        match &mut self.overlay {
            Some(Overlay::Palette(state)) => match palette::update(state, &event) {
                Chosen::Nothing => {}
                Chosen::Closed => self.overlay = None,
                Chosen::Run(action) => {
                    self.overlay = None;
                    self.act(action);
                }
            },
            Some(Overlay::Leave(dialog)) => match dialog.update(&event, &desk) {
                Answer::Open => {}
                Answer::Cancelled => self.overlay = None,
                Answer::Given => self.requests.push(Request::Leave),
            },
            Some(Overlay::Renewal(state)) => match renewal::update(state, &event, &desk) {
                Read::Open => {}
                Read::Later => self.overlay = None,
                Read::Done => {
                    self.overlay = None;
                    self.ask(Ask::DismissRenewal);
                }
            },
            Some(Overlay::Applicant(state)) => {
                let told = applicant::update(state, event, &desk);
                self.applicant_told(told);
            }
            Some(Overlay::Print) => self.give_printing(event),
            Some(Overlay::Tutor(_)) => self.give_board(&event),
            None => self.pass(self.panel, event),
        }
    }

    /// Gives an event to a screen and does what it wants.
    pub(super) fn pass(&mut self, panel: Panel, event: Event<'_>) {
        let effects = self.tell(panel, event);
        self.perform(effects);
        if matches!(
            panel,
            Panel::NewApplication | Panel::Requests | Panel::Enrol | Panel::Programmes
        ) && self.panel == panel
        {
            self.remember();
        }
    }

    /// Does what the shown screen wants.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Go(goto) => self.goto(goto),
                Effect::Revisit(revisit) => self.revisit(&revisit),
                Effect::HandOver(hand) => self.hand_over(*hand),
                Effect::Print(wanted) => self.print(*wanted),
                Effect::Export(list) => self.export(*list),
                Effect::Notice(notice) => self.notice = Some(notice),
            }
        }
    }

    /// Sends a question to the store and sync threads; what it changes is shown at once.
    pub(super) fn ask(&mut self, ask: Ask) {
        self.context.count(&ask);
        match &ask {
            Ask::Give {
                ticket,
                target,
                at,
                command,
                ..
            } => {
                self.screens.outbox.giving(&ask);
                let register = &mut self.context.register;
                register.giving(*ticket, *target, command.clone(), *at);
            }
            Ask::Dismiss { seq } => {
                self.context.register.dismiss(*seq);
                self.screens.outbox.dismissed(*seq);
            }
            Ask::NumberUsed { application } => {
                self.context.register.supplies_mut().use_up(*application);
            }
            Ask::DismissRenewal => self.screens.outbox.renewal_read(),
            _ => {}
        }
        self.requests.push(Request::Ask(ask));
    }

    pub(super) fn say(&mut self, tone: Tone, key: &str) {
        let text = self.context.texts.get(key);
        self.notice = Some(Notice { tone, text });
    }

    fn say_unknown_key(&mut self) {
        let help = hint(&self.context.desk(), Action::Help);
        let palette = hint(&self.context.desk(), Action::Palette);
        let keys = [("help", Arg::Text(&help)), ("palette", Arg::Text(&palette))];
        let text = self.context.texts.with("shell-unknown-key", &keys);
        self.notice = Some(Notice {
            tone: Tone::Info,
            text,
        });
    }
}

/// The key of a global action, for a sentence.
pub(super) fn hint(desk: &Desk<'_>, action: Action) -> String {
    let key = desk.keymap.hint(Place::Global, action);
    key.unwrap_or_else(|| desk.texts.get(&crate::i18n::key("action", action.code())))
}
