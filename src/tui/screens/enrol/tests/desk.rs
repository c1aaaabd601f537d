//! Programmes, a certificate and money, and a desk that enrols.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::enrolment::{Place, RequestId};
use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::{
    Capability, Case, CertificateNumber, CertificateState, EnrolmentRequest, Funding, Programme,
    ProgrammeId, Target,
};
use crate::store::EnrolmentRecords;
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, News, Ticket, Unlocked};
use crate::tui::action::Action;
use crate::tui::screens::common::rig::{case, profile};
use crate::tui::screens::enrol::{self, State};
use crate::tui::screens::{Desk, Effect, Event, Goto};
use crate::tui::testing::{World, opened, text};

pub const ENROLS: [Capability; 4] = [
    Capability::EnrolmentView,
    Capability::EnrolmentCreate,
    Capability::EnrolmentConfirm,
    Capability::EnrolmentRefuse,
];

/// A lesson of an hour on a day of the week.
pub fn lesson(day: u8, hour: u32) -> Value {
    json!({"day": day, "from": format!("{hour:02}:00:00"), "to": format!("{:02}:00:00", hour + 1), "room": "12"})
}

pub fn group(id: u16, name: &str, places: u16, schedule: &[Value]) -> Value {
    json!({
        "id": id, "name": name, "places": places, "active": true, "schedule": schedule,
        "period": {"first": "2026-09-15", "last": "2027-05-31"},
    })
}

/// A published programme of organisation 1 with one open module.
pub fn programme(
    id: u128,
    name: &str,
    register: &str,
    ages: (u8, u8),
    groups: &[Value],
) -> Programme {
    let prices = match register {
        "certified" | "paid" => {
            json!([{"price": 400_000, "since": "2026-08-01", "clerk": 3}])
        }
        _ => json!([]),
    };
    serde_json::from_value(json!({
        "id": Uuid::from_u128(id), "version": 1, "organisation": 1, "municipality": 1,
        "register": register, "state": "published", "year": 2026, "name": name,
        "direction": if id.is_multiple_of(2) { "arts" } else { "robotics" },
        "form": "full_time", "ages": {"from": ages.0, "to": ages.1},
        "modules": [{
            "id": 1, "name": "Первый год", "months": 9, "hours": 72,
            "normative_price": 300_000, "prices": prices,
            "children_min": 1, "children_max": 30, "enrolment_open": true, "groups": groups,
        }],
    }))
    .unwrap()
}

/// Robotics by certificate, drawing for nothing, chess for money, and construction sets as another robotics.
pub fn programmes() -> Vec<Programme> {
    vec![
        programme(
            1,
            "Робототехника",
            "certified",
            (7, 12),
            &[
                group(1, "Младшая", 2, &[lesson(1, 15), lesson(3, 15)]),
                group(2, "Старшая", 1, &[lesson(2, 17)]),
            ],
        ),
        programme(
            2,
            "Рисование",
            "general_development",
            (5, 17),
            &[group(1, "Суббота", 12, &[lesson(6, 10)])],
        ),
        programme(
            4,
            "Шахматы",
            "paid",
            (10, 17),
            &[group(1, "Клуб", 8, &[lesson(3, 15)])],
        ),
        programme(
            5,
            "Лего-конструирование",
            "certified",
            (5, 12),
            &[group(1, "Утро", 6, &[lesson(5, 11)])],
        ),
    ]
}

pub fn funding() -> Funding {
    serde_json::from_value(json!({
        "municipality": 1, "version": 1, "price_percent": 150,
        "periods": [{"id": 2026, "days": {"first": "2026-09-01", "last": "2027-08-31"}}],
        "groups": [{"id": 1, "name": "Дети 5–17 лет",
            "nominals": [{"period": 2026, "amount": 1_000_000}]}],
        "agreements": [{"organisation": 1, "period": 2026, "number": "1",
            "date": "2026-09-01", "active": true}],
    }))
    .unwrap()
}

/// A confirmed request of another child.
pub fn confirmed(id: u32, at: Place) -> EnrolmentRequest {
    serde_json::from_value(json!({
        "id": Uuid::from_u128(u128::from(id)), "version": 2, "state": "confirmed",
        "certificate": number(500 + id), "payer": 1, "organisation": 1,
        "register": "certified", "source": "portal", "place": at,
        "days": {"first": "2026-09-15", "last": "2027-05-31"},
        "created_at": "2026-09-20T09:00:00Z",
    }))
    .unwrap()
}

pub fn number(serial: u32) -> CertificateNumber {
    CertificateNumber::new(crate::domain::MunicipalityCode(1), serial)
}

pub fn seat(programme: u128, group: u16) -> Place {
    Place {
        programme: ProgrammeId(Uuid::from_u128(programme)),
        module: ModuleId(1),
        group: GroupId(group),
    }
}

/// The record of a certificate in a state.
pub fn certified(serial: u32, state: CertificateState) -> Case {
    let mut case = case(serial);
    case.certificate.state = state;
    case
}

pub fn records() -> EnrolmentRecords {
    EnrolmentRecords {
        programmes: programmes(),
        funding: vec![funding()],
        ..EnrolmentRecords::default()
    }
}

/// Everything in a store.
pub fn unlocked(
    capabilities: &[Capability],
    cases: Vec<Case>,
    enrolment: EnrolmentRecords,
) -> Unlocked {
    Unlocked {
        cases,
        enrolment,
        device: Uuid::from_u128(77),
        ..opened(profile(capabilities))
    }
}

pub struct Bench {
    pub world: World,
    pub state: State,
    pub asks: Vec<Ask>,
    pub notices: Vec<String>,
    pub gone: Vec<Goto>,
    pub lists: Vec<crate::tui::export::List>,
    /// What was sent to be printed.
    pub printed: Vec<crate::domain::PrintedForm>,
    ticket: u64,
    seq: u64,
}

impl Bench {
    /// A desk with an active certificate 42.
    pub fn new() -> Self {
        Self::with(&ENROLS, records())
    }

    pub fn with(capabilities: &[Capability], enrolment: EnrolmentRecords) -> Self {
        let cases = vec![
            certified(42, CertificateState::Active),
            certified(43, CertificateState::Reserved),
        ];
        let mut world = World::new();
        world.register = Projection::new(unlocked(capabilities, cases, enrolment));
        Self {
            world,
            state: State::default(),
            asks: Vec::new(),
            notices: Vec::new(),
            gone: Vec::new(),
            lists: Vec::new(),
            printed: Vec::new(),
            ticket: 1,
            seq: 0,
        }
    }

    pub fn desk(&self) -> Desk<'_> {
        Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        }
    }

    fn event(&mut self, event: Event<'_>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = enrol::update(&mut self.state, event, &desk);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Go(goto) => self.gone.push(goto),
                Effect::Notice(notice) => self.notices.push(notice.text),
                Effect::Export(list) => self.lists.push(*list),
                Effect::Print(wanted) => {
                    let forms = wanted
                        .documents
                        .iter()
                        .map(crate::documents::Document::form);
                    self.printed.extend(forms);
                }
                other => panic!("{other:?}"),
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
            Ask::Search { .. } => self.ticket += 1,
            Ask::Dismiss { seq } => self.world.register.dismiss(*seq),
            _ => {}
        }
        self.asks.push(ask);
    }

    pub fn act(&mut self, action: Action) {
        self.event(Event::Action(action));
    }

    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
            self.event(Event::Text(key));
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text));
    }

    pub fn open(&mut self, certificate: Option<CertificateNumber>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = enrol::open(&mut self.state, certificate, &desk);
        self.perform(effects);
    }

    /// The certificate is typed and taken.
    pub fn found(&mut self) {
        self.type_in("11 01 000042");
        self.act(Action::Submit);
    }

    /// On to the days of the first group that fits `words`.
    pub fn chosen(&mut self, words: &str) {
        self.found();
        self.type_in(words);
        self.act(Action::Submit);
    }

    pub fn hear(&mut self, news: &News) {
        self.world.register.apply(news);
        self.event(Event::News(news));
    }

    /// Given acts in their order.
    pub fn given(&self) -> Vec<(&'static str, Target)> {
        let gives = self.asks.iter().filter_map(|ask| match ask {
            Ask::Give {
                command, target, ..
            } => Some((command.code(), *target)),
            _ => None,
        });
        gives.collect()
    }

    /// The request of the last act.
    pub fn request(&self) -> RequestId {
        match self.given().last() {
            Some((_, Target::Request(id))) => *id,
            other => panic!("{other:?}"),
        }
    }

    pub fn codes(&self) -> Vec<&'static str> {
        self.given().into_iter().map(|(code, _)| code).collect()
    }

    /// The disk catches up: every act is saved, the second of a request behind the first.
    pub fn save(&mut self) {
        let gives = self
            .asks
            .iter()
            .filter(|ask| matches!(ask, Ask::Give { .. }));
        let unsaved: Vec<Ask> = gives.skip(self.seq as usize).cloned().collect();
        let mut last = None;
        for ask in unsaved {
            let Ask::Give {
                ticket,
                target,
                seen,
                at,
                command,
            } = ask
            else {
                continue;
            };
            self.seq += 1;
            let base = match last {
                Some((before, seq)) if before == target => Base::After(seq),
                _ => Base::Version(seen),
            };
            last = Some((target, self.seq));
            let id = Uuid::from_u128(u128::from(self.seq));
            let envelope = Envelope::new(self.seq, id, target, base, None, at, command);
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            self.hear(&News::Saved { ticket, act });
        }
    }

    pub fn settle(&mut self, seq: u64, outcome: Outcome) {
        self.hear(&News::Settled { seq, outcome });
    }

    pub fn draw(&self, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height - 4);
        let mut buf = Buffer::empty(area);
        enrol::view(&self.state, &self.desk(), area, &mut buf);
        text(&buf)
    }

    pub fn shows(&self, words: &str) {
        let screen = self.draw(80, 24);
        let plain = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(&wanted), "{words:?} is not in\n{screen}");
    }
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
