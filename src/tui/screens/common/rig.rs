//! A desk for tests of the working screens: the four of them over a register built by hand, with the disk and the
//! register played by the test.

mod samples;

use chrono::DateTime;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::api::personal::RevealedCard;
use crate::api::session::Channel;
use crate::api::sync::{Base, Envelope, JournalRange, Outcome};
use crate::documents::Document;
use crate::domain::{ApplicationNumber, Capability, Case, ClerkId, PrintedForm};
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, Cause, CauseCode, HeldHere, News, Ticket, Unlocked};
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::{
    Desk, Effect, Event, Goto, Revisit, activation, queue, search, verification,
};
use crate::tui::testing::{World, opened, text};

pub use samples::{
    FULL, accepted, case, day, forms, number, printing, profile, revealed, revealed_with_alike,
    without,
};

/// What the desk has of the organisation's journal.
const JOURNAL: JournalRange = JournalRange {
    year: 2026,
    next: 41,
    last: 60,
};

pub struct Rig {
    pub world: World,
    pub place: Place,
    pub search: search::State,
    pub queue: queue::State,
    pub verification: verification::State,
    pub activation: activation::State,
    /// Everything that was asked, in order.
    pub asks: Vec<Ask>,
    pub notices: Vec<String>,
    /// Lists that were to be saved.
    pub exported: Vec<List>,
    /// What was sent to be printed.
    pub printed: Vec<PrintedForm>,
    pub keys: usize,
    ticket: u64,
    seq: u64,
}

impl Rig {
    /// A desk over the open channel.
    pub fn new(capabilities: &[Capability], cases: Vec<Case>) -> Self {
        let mut world = World::new();
        let unlocked = Unlocked {
            cases,
            enrolment: crate::store::EnrolmentRecords::default(),
            journal: Some(JOURNAL),
            ..opened(profile(capabilities))
        };
        world.register = Projection::new(unlocked.clone());
        let mut rig = Self {
            world,
            place: Place::Search,
            search: search::State::default(),
            queue: queue::State::default(),
            verification: verification::State::default(),
            activation: activation::State::default(),
            asks: Vec::new(),
            notices: Vec::new(),
            exported: Vec::new(),
            printed: Vec::new(),
            keys: 0,
            ticket: 1,
            seq: 0,
        };
        rig.hear(&News::Unlocked(Box::new(unlocked)));
        rig
    }

    /// The same over the protected channel.
    pub fn protected(capabilities: &[Capability], cases: Vec<Case>) -> Self {
        let mut rig = Self::new(capabilities, cases);
        rig.world.link.channel = Channel::Protected;
        rig
    }

    /// The store gives drafts back.
    pub fn restore(&mut self, drafts: Vec<(String, String)>) {
        let unlocked = Unlocked {
            enrolment: crate::store::EnrolmentRecords::default(),
            drafts,
            journal: Some(JOURNAL),
            ..opened(self.world.register.profile().clone())
        };
        self.hear(&News::Unlocked(Box::new(unlocked)));
    }

    /// The place whose keys mean something now.
    pub fn place_now(&self) -> Place {
        match self.place {
            Place::Queue => queue::place(&self.queue),
            Place::Verification => verification::place(&self.verification),
            Place::Activation => activation::place(&self.activation),
            _ => search::place(&self.search),
        }
    }

    pub fn press(&mut self, action: Action) {
        self.keys += 1;
        self.event(|| Event::Action(action));
    }

    /// A key of the keyboard, as the shell finds out what it means.
    pub fn key(&mut self, code: KeyCode, held: KeyModifiers) {
        let key = KeyEvent::new(code, held);
        let typing = self.place == Place::Verification && verification::typing(&self.verification);
        let action = self.world.keymap.resolve(self.place_now(), key, typing);
        match action {
            Some(action) => self.press(action),
            None if typing => self.event(|| Event::Text(key)),
            None => panic!("{code:?} means nothing in {:?}", self.place_now()),
        }
    }

    /// Letters, one key after the other.
    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.key(KeyCode::Char(c), KeyModifiers::NONE);
        }
    }

    pub fn press_times(&mut self, action: Action, times: usize) {
        for _ in 0..times {
            self.press(action);
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.event(|| Event::Paste(text));
    }

    /// A key that writes text.
    pub fn text_key(&mut self, code: KeyCode) {
        self.event(|| Event::Text(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn event<'e>(&mut self, event: impl Fn() -> Event<'e>) {
        let effects = self.update(self.place, event());
        self.perform(effects);
    }

    fn update(&mut self, place: Place, event: Event<'_>) -> Vec<Effect> {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        match place {
            Place::Queue => queue::update(&mut self.queue, event, &desk),
            Place::Verification => verification::update(&mut self.verification, event, &desk),
            Place::Activation => activation::update(&mut self.activation, event, &desk),
            _ => search::update(&mut self.search, event, &desk),
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Go(goto) => self.go(goto),
                Effect::Revisit(revisit) => self.revisit(&revisit),
                Effect::Notice(notice) => self.notices.push(notice.text),
                Effect::Export(list) => self.exported.push(*list),
                Effect::Print(wanted) => {
                    let forms = wanted.documents.iter().map(Document::form);
                    self.printed.extend(forms);
                }
                Effect::HandOver(_) => {}
            }
        }
    }

    fn ask(&mut self, ask: Ask) {
        if let Ask::Give {
            ticket,
            target,
            at,
            command,
            ..
        } = &ask
        {
            assert_eq!(*ticket, Ticket(self.ticket), "tickets follow each other");
            self.world
                .register
                .giving(*ticket, *target, command.clone(), *at);
        }
        if matches!(
            ask,
            Ask::Give { .. }
                | Ask::Next { .. }
                | Ask::Search { .. }
                | Ask::PersonalSearch { .. }
                | Ask::Compare { .. }
        ) {
            self.ticket += 1;
        }
        self.asks.push(ask);
    }

    pub fn go(&mut self, goto: Goto) {
        match goto {
            Goto::Case(number) => self.open(number),
            Goto::Change(number, step) => {
                self.open(number);
                let desk = Desk {
                    ticket: Ticket(self.ticket),
                    ..self.world.desk()
                };
                let effects = verification::begin(&mut self.verification, step, &desk);
                self.perform(effects);
            }
            Goto::NextCase => {
                let desk = self.world.desk();
                let open = self.verification.number();
                let next = match open.filter(|_| self.place == Place::Verification) {
                    Some(number) => self.queue.next_after(number, &desk),
                    None => self.queue.next_waiting(&desk),
                };
                match next {
                    Some(number) => self.open(number),
                    None => self.place = Place::Queue,
                }
            }
            Goto::Search => self.place = Place::Search,
            Goto::Activation => self.place = Place::Activation,
            _ => self.place = Place::Queue,
        }
    }

    pub fn open(&mut self, number: ApplicationNumber) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = verification::open(&mut self.verification, number, &desk);
        self.place = Place::Verification;
        self.perform(effects);
    }

    pub fn revisit(&mut self, revisit: &Revisit) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = verification::revisit(&mut self.verification, revisit, &desk);
        self.place = Place::Verification;
        self.perform(effects);
    }

    /// Another clerk works on these, for five minutes.
    pub fn hold(&mut self, serials: &[u32]) {
        let held = serials.iter().map(|serial| HeldHere {
            application: number(*serial),
            clerk: ClerkId(9),
            name: "Рочева Т. В.".into(),
            until: self.world.now + chrono::Duration::minutes(5),
        });
        let held = held.collect();
        self.hear(&News::Held(held));
    }

    /// All screens hear it, after the projection did.
    pub fn hear(&mut self, news: &News) {
        self.world.holders.hear(news, self.world.now);
        let register = &mut self.world.register;
        match news {
            News::Saved { ticket, act } => register.saved(*ticket, (**act).clone()),
            News::NotSaved { ticket, .. } => register.not_saved(*ticket),
            News::Settled { seq, outcome } => register.settled(*seq, outcome),
            News::Changed { reset, set, gone } => register.changed(*reset, set.clone(), gone),
            News::Profile(profile) => register.set_profile((**profile).clone()),
            News::Link(link) => self.world.link = *link,
            News::Forms(_) => register.apply(news),
            _ => {}
        }
        for place in [
            Place::Search,
            Place::Queue,
            Place::Verification,
            Place::Activation,
        ] {
            let effects = self.update(place, Event::News(news));
            self.perform(effects);
        }
    }

    /// Gives that are not on the disk yet.
    fn unsaved(&self) -> Vec<Ask> {
        let gives = self.asks.iter().filter(|a| matches!(a, Ask::Give { .. }));
        gives.skip(self.seq as usize).cloned().collect()
    }

    /// The disk catches up: every act is saved. Returns the sequence number of the last.
    pub fn save(&mut self) -> u64 {
        loop {
            let unsaved = self.unsaved();
            let Some(ask) = unsaved.first() else {
                return self.seq;
            };
            let Ask::Give {
                ticket,
                target,
                seen,
                at,
                command,
            } = ask.clone()
            else {
                return self.seq;
            };
            self.seq += 1;
            let base = Base::Version(seen);
            let envelope = Envelope::new(self.seq, Uuid::nil(), target, base, None, at, command);
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            self.hear(&News::Saved { ticket, act });
        }
    }

    /// The disk refuses the oldest act that waits for it.
    pub fn fail_to_save(&mut self) {
        let unsaved = self.unsaved();
        let Some(Ask::Give { ticket, .. }) = unsaved.first() else {
            panic!("nothing waits for the disk");
        };
        let ticket = *ticket;
        let at = self
            .asks
            .iter()
            .position(|ask| matches!(ask, Ask::Give { ticket: other, .. } if *other == ticket));
        self.asks.remove(at.unwrap());
        self.hear(&News::NotSaved {
            ticket,
            why: Cause::new(CauseCode::Disk, &"No space left on device"),
        });
    }

    pub fn settle(&mut self, seq: u64, outcome: Outcome) {
        self.hear(&News::Settled { seq, outcome });
    }

    /// The card arrives and its showing is saved.
    pub fn reveal(&mut self, card: RevealedCard) {
        self.hear(&News::Card {
            application: card.application,
            result: Ok(Box::new(card)),
        });
        self.save();
    }

    /// Codes of the commands that were given, without the audit rows.
    pub fn given(&self) -> Vec<&'static str> {
        self.asks
            .iter()
            .filter_map(|ask| match ask {
                Ask::Give { command, .. } if command.changes_record() => Some(command.code()),
                _ => None,
            })
            .collect()
    }

    pub fn changed(&mut self, set: Vec<Case>, gone: Vec<ApplicationNumber>) {
        self.hear(&News::Changed {
            reset: false,
            set,
            gone,
        });
    }

    pub fn draw(&self, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let desk = self.world.desk();
        match self.place {
            Place::Queue => queue::view(&self.queue, &desk, area, &mut buf),
            Place::Verification => verification::view(&self.verification, &desk, area, &mut buf),
            Place::Activation => activation::view(&self.activation, &desk, area, &mut buf),
            _ => search::view(&self.search, &desk, area, &mut buf),
        };
        buf
    }

    /// The panel as text, in the place that an 80×24 or larger terminal leaves it.
    pub fn screen(&self, width: u16, height: u16) -> String {
        text(&self.draw(width, height - 4))
    }
}

/// A moment of the desk's present.
pub fn moment() -> chrono::DateTime<chrono::Utc> {
    DateTime::from_timestamp(1_795_340_000, 0).unwrap()
}
