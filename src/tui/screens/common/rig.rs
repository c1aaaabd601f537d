//! A desk for tests of the working screens: the four of them over a register built by hand, with the disk and the
//! register played by the test.

use chrono::{DateTime, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use crate::api::personal::{Alike, RevealedCard};
use crate::api::session::{Channel, Colleague, OrganisationName, Profile};
use crate::api::sync::{Base, Envelope, JournalRange, Outcome};
use crate::domain::{
    Applicant, Application, ApplicationNumber, ApplicationRef, ApplicationState, Capabilities,
    Capability, Card, Case, Certificate, CertificateKind, CertificateNumber, CertificateState,
    Checks, Child, Clean, ClerkId, Consent, ConsentCode, DocumentKind, DuplicateState,
    IdentityDocument, MunicipalityCode, OrganisationId, PersonName, Relation, Source,
};
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, Cause, CauseCode, HeldHere, News, Ticket, Unlocked};
use crate::tui::action::{Action, Place};
use crate::tui::screens::{
    Desk, Effect, Event, Goto, Revisit, activation, queue, search, verification,
};
use crate::tui::testing::{World, text};

const MUNICIPALITY: MunicipalityCode = MunicipalityCode(1);

/// A right set that can do algorithm A from end to end.
pub const FULL: [Capability; 7] = [
    Capability::ApplicationSearch,
    Capability::ApplicationAccept,
    Capability::ApplicationReject,
    Capability::ApplicationReturn,
    Capability::ApplicationResolveDuplicate,
    Capability::CertificateActivate,
    Capability::PersonalView,
];

pub fn without(gone: &[Capability]) -> Vec<Capability> {
    FULL.into_iter().filter(|c| !gone.contains(c)).collect()
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MUNICIPALITY, 2026, serial)
}

/// An application that waits for its paper, handed in on day `serial` of August, September …
pub fn case(serial: u32) -> Case {
    let date = day(2026, 8, 1) + chrono::Days::new(u64::from(serial));
    let consents = ConsentCode::ALL.map(|code| Consent {
        code,
        text_version: 1,
        given_at: date.and_hms_opt(9, 30, 0).unwrap().and_utc(),
    });
    Case {
        application: Application {
            reference: ApplicationRef {
                number: number(serial),
                date,
            },
            version: 1,
            organisation: OrganisationId(1 + serial % 3),
            source: Source::Portal,
            state: ApplicationState::AwaitingPaper,
            consents: consents.into(),
            checks: Checks::default(),
            documents_complete: false,
            duplicate: DuplicateState::Clear,
            resolved_by: None,
            paper_due: day(2026, 12, 31),
            intake: None,
        },
        certificate: Certificate {
            number: CertificateNumber::new(MUNICIPALITY, serial),
            kind: CertificateKind::Accounting,
            state: CertificateState::Reserved,
            working_contracts: 0,
        },
    }
}

pub fn accepted(serial: u32) -> Case {
    let mut case = case(serial);
    case.application.state = ApplicationState::Accepted;
    case.application.intake = Some(crate::domain::IntakeRegistration {
        journal_number: Clean::new(&(100 + serial).to_string()),
        date: day(2026, 11, 20),
        clerk: ClerkId(9),
        organisation: OrganisationId(1),
    });
    case
}

fn name(surname: &str, name: &str, patronymic: &str) -> PersonName {
    PersonName {
        surname: surname.into(),
        name: name.into(),
        patronymic: Some(patronymic.into()),
    }
}

pub fn card() -> Card {
    Card {
        child: Child {
            name: name("Семёнова", "Анна", "Петровна"),
            birth_date: day(2015, 3, 12),
            snils: Some("112-233-445 95".into()),
            address: "г. Сыктывкар, ул. Коммунистическая, д. 24, кв. 117".into(),
            document: IdentityDocument {
                kind: DocumentKind::BirthCertificate,
                series: "II-ЕА".into(),
                number: "512337".into(),
                issued_at: day(2015, 3, 25),
                issuer: "Управление записи актов гражданского состояния г. Сыктывкара".into(),
                department_code: None,
            },
        },
        applicant: Applicant {
            name: name("Семёнова", "Ольга", "Ивановна"),
            relation: Relation::Mother,
            phone: Some("+7 912 123-45-67".into()),
            email: None,
            document: IdentityDocument {
                kind: DocumentKind::Passport,
                series: "8705".into(),
                number: "123456".into(),
                issued_at: day(2010, 6, 1),
                issuer: "ОВД г. Сыктывкара".into(),
                department_code: Some("110-001".into()),
            },
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

pub fn revealed(serial: u32) -> RevealedCard {
    RevealedCard {
        application: number(serial),
        card: card(),
        alike: Vec::new(),
    }
}

/// The same child with one digit of the document changed: the known fraud.
pub fn revealed_with_alike(serial: u32) -> RevealedCard {
    let mut other = card();
    other.child.document.number = "512837".into();
    other.child.name.name = "Алла".into();
    RevealedCard {
        alike: vec![Alike {
            application: number(700),
            card: other,
        }],
        ..revealed(serial)
    }
}

pub fn profile(capabilities: &[Capability]) -> Profile {
    let organisation = |id, name: &str| OrganisationName {
        id: OrganisationId(id),
        name: name.into(),
    };
    let capabilities: Capabilities = capabilities.iter().copied().collect();
    Profile {
        clerk: ClerkId(5),
        clerk_name: "Попова И. Н.".into(),
        organisation: OrganisationId(1),
        municipality: MUNICIPALITY,
        municipality_name: "Сыктывкар".into(),
        zone: crate::domain::Zone::MOSCOW,
        capabilities,
        organisations: vec![
            organisation(1, "МАУДО «Дворец творчества детей и учащейся молодёжи»"),
            organisation(2, "МУДО «Центр детского творчества»"),
            organisation(3, "МБУ «Спортивная школа № 2»"),
        ],
        colleagues: vec![
            Colleague {
                id: ClerkId(5),
                name: "Попова И. Н.".into(),
                capabilities,
            },
            Colleague {
                id: ClerkId(9),
                name: "Рочева Т. В.".into(),
                capabilities: FULL.into_iter().collect(),
            },
        ],
    }
}

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
    pub keys: usize,
    ticket: u64,
    seq: u64,
}

impl Rig {
    /// A desk over the open channel.
    pub fn new(capabilities: &[Capability], cases: Vec<Case>) -> Self {
        let mut world = World::new();
        let unlocked = Unlocked {
            profile: profile(capabilities),
            channel: Channel::Open,
            cases,
            acts: Vec::new(),
            applied: Vec::new(),
            drafts: Vec::new(),
            journal: Some(JournalRange {
                year: 2026,
                next: 41,
                last: 60,
            }),
            held: Vec::new(),
            renewal: None,
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
            profile: self.world.register.profile().clone(),
            channel: Channel::Open,
            cases: Vec::new(),
            acts: Vec::new(),
            applied: Vec::new(),
            drafts,
            journal: None,
            held: Vec::new(),
            renewal: None,
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

    pub fn press_times(&mut self, action: Action, times: usize) {
        for _ in 0..times {
            self.press(action);
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.event(|| Event::Paste(text));
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
            Ask::Give { .. } | Ask::Next { .. } | Ask::Search { .. } | Ask::PersonalSearch { .. }
        ) {
            self.ticket += 1;
        }
        self.asks.push(ask);
    }

    pub fn go(&mut self, goto: Goto) {
        match goto {
            Goto::Case(number) => self.open(number),
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
