//! A desk with nothing but the list of requests; the disk and the register are played by the test.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::super::{State, place, typing, update, view};
use super::records;
use crate::api::sync::{Base, Delta, Envelope, Outcome, Scope};
use crate::domain::enrolment::RequestState;
use crate::domain::{Case, EnrolmentRefusal, EnrolmentRequest, Programme, Refusal};
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, News, Ticket, Unlocked};
use crate::tui::action::{Action, Place};
use crate::tui::export::List;
use crate::tui::screens::{Desk, Effect, Event, Goto};
use crate::tui::testing::{World, text};

pub struct Rig {
    pub world: World,
    pub state: State,
    /// Everything that was asked, in order.
    pub asks: Vec<Ask>,
    pub notices: Vec<String>,
    pub exported: Vec<List>,
    pub gone_to: Vec<Goto>,
    pub keys: usize,
    ticket: u64,
    seq: u64,
}

impl Rig {
    pub fn new(programmes: Vec<Programme>, requests: Vec<EnrolmentRequest>) -> Self {
        Self::with_cases(programmes, requests, Vec::new())
    }

    pub fn with_cases(
        programmes: Vec<Programme>,
        requests: Vec<EnrolmentRequest>,
        cases: Vec<Case>,
    ) -> Self {
        Self::of(records::unlocked(programmes, requests, cases))
    }

    pub fn of(unlocked: Unlocked) -> Self {
        let mut world = World::new();
        world.register = Projection::new(unlocked.clone());
        let mut rig = Self {
            world,
            state: State::default(),
            asks: Vec::new(),
            notices: Vec::new(),
            exported: Vec::new(),
            gone_to: Vec::new(),
            keys: 0,
            ticket: 1,
            seq: 0,
        };
        rig.hear(&News::Unlocked(Box::new(unlocked)));
        rig
    }

    /// Requests 1 to `count` for group 1 of a programme, with so many places in its groups.
    pub fn fresh(count: u32, places: (u16, u16)) -> Self {
        let requests = (1..=count).map(|n| records::request(n, 1, "new", 1));
        let programme = records::programme(1, "Робототехника", places);
        Self::new(vec![programme], requests.collect())
    }

    pub fn desk(&self) -> Desk<'_> {
        Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        }
    }

    pub fn place(&self) -> Place {
        place(&self.state)
    }

    pub fn press(&mut self, action: Action) {
        self.keys += 1;
        self.event(|| Event::Action(action));
    }

    pub fn press_times(&mut self, action: Action, times: usize) {
        for _ in 0..times {
            self.press(action);
        }
    }

    /// A key of the keyboard, as the shell finds out what it means.
    pub fn key(&mut self, code: KeyCode) {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        let typing = typing(&self.state);
        match self.world.keymap.resolve(self.place(), key, typing) {
            Some(action) => self.press(action),
            None if typing => {
                self.keys += 1;
                self.event(|| Event::Text(key));
            }
            None => panic!("{code:?} means nothing in {:?}", self.place()),
        }
    }

    /// Letters, one key after the other.
    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.key(KeyCode::Char(c));
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.event(|| Event::Paste(text));
    }

    fn event<'e>(&mut self, event: impl Fn() -> Event<'e>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = update(&mut self.state, event(), &desk);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Go(goto) => self.gone_to.push(goto),
                Effect::Notice(notice) => self.notices.push(notice.text),
                Effect::Export(list) => self.exported.push(*list),
                Effect::Revisit(_) | Effect::Print(_) | Effect::HandOver(_) => {
                    panic!("the list of requests does no such thing")
                }
            }
        }
    }

    fn ask(&mut self, ask: Ask) {
        match &ask {
            Ask::Give {
                ticket,
                target,
                at,
                command,
                ..
            } => {
                assert_eq!(*ticket, Ticket(self.ticket), "tickets follow each other");
                let register = &mut self.world.register;
                register.giving(*ticket, *target, command.clone(), *at);
                self.ticket += 1;
            }
            Ask::Dismiss { seq } => self.world.register.dismiss(*seq),
            _ => {}
        }
        self.asks.push(ask);
    }

    /// The screen hears it after the projection did.
    pub fn hear(&mut self, news: &News) {
        if !matches!(news, News::Unlocked(_)) {
            self.world.register.apply(news);
        }
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = update(&mut self.state, Event::News(news), &desk);
        self.perform(effects);
    }

    /// Records come from the register.
    pub fn comes(&mut self, requests: Vec<EnrolmentRequest>) {
        let organisation = records::enroller().organisation;
        let mut delta = Delta::empty(Scope::Organisation(organisation), self.seq + 1);
        delta.requests = requests;
        self.hear(&News::Enrolment(Box::new(delta)));
    }

    /// What happens before the next key.
    pub fn follow(&mut self) {
        let desk = self.world.desk();
        self.state.follow(&desk);
    }

    fn unsaved(&self) -> Option<Ask> {
        let mut gives = self.asks.iter().filter(|a| matches!(a, Ask::Give { .. }));
        gives.nth(self.seq as usize).cloned()
    }

    /// The disk catches up: every act is saved. Returns the sequence number of the last.
    pub fn save(&mut self) -> u64 {
        while let Some(Ask::Give {
            ticket,
            target,
            seen,
            at,
            command,
        }) = self.unsaved()
        {
            self.seq += 1;
            let base = Base::Version(seen);
            let envelope = Envelope::new(self.seq, Uuid::nil(), target, base, None, at, command);
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            self.hear(&News::Saved { ticket, act });
        }
        self.seq
    }

    pub fn settle(&mut self, seq: u64, outcome: Outcome) {
        self.hear(&News::Settled { seq, outcome });
    }

    /// Somebody else has taken the last place.
    pub fn full() -> Outcome {
        Outcome::Refused {
            why: Refusal::Enrolment(EnrolmentRefusal::GroupFull),
        }
    }

    /// Codes of the commands that were given, with the number of the request.
    pub fn given(&self) -> Vec<(&'static str, u32)> {
        let gives = self.asks.iter().filter_map(|ask| match ask {
            Ask::Give {
                target: crate::domain::Target::Request(id),
                command,
                ..
            } => Some((command.code(), id.0.as_u128() as u32)),
            _ => None,
        });
        gives.collect()
    }

    /// The state of a request as it is shown.
    pub fn shown(&self, n: u32) -> RequestState {
        let request = self.world.register.enrolment().request(records::id(n));
        request.unwrap().state
    }

    pub fn notice(&self) -> &str {
        self.notices.last().map_or("", String::as_str)
    }

    /// The panel as text, in the place that an 80×24 or larger terminal leaves it.
    pub fn screen(&self, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height - 4);
        let mut buf = Buffer::empty(area);
        view(&self.state, &self.desk(), area, &mut buf);
        text(&buf)
    }

    /// The row of the screen with the mark of the selection, and the certificate that stands in it.
    pub fn selected(&self) -> Option<(usize, String)> {
        let screen = self.screen(80, 24);
        let mut rows = screen.lines().enumerate();
        let (row, line) = rows.find(|(_, line)| line.starts_with('►'))?;
        Some((row, line.chars().skip(4).take(10).collect()))
    }
}
