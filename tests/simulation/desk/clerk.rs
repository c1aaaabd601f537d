//! What a clerk does all day: takes the next application, compares, accepts, activates or sends back, takes over, looks at
//! cards, puts mistakes right, hands in what families bring, goes away for a while, and types on whether the line is there or not.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reestr::api::search::{PersonalSearchRequest, SearchRequest};
use reestr::api::sync::{JournalRange, Outcome, Queue};
use reestr::domain::{
    ApplicationNumber, ApplicationState, Case, Check, CheckKind, Checks, Command, Field,
    NewApplication, PrintedForm, Refusal, RejectReason, ReturnReason, TakeOverReason, Target,
};
use reestr::store::Ticket;
use reestr::store::projection::Projection;
use reestr::store::sources::Sources;
use reestr::store::worker::Request;
use reestr::sync::desk::{Ask, LinkState, News};
use reestr::sync::engine::Message;
use reestr::sync::paths::{self, Errand};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::enrolling::Room;
use super::{Place, act_of, later, leased};
use crate::simulation::courses::Records;
use crate::simulation::history::Event;
use crate::simulation::people::{self, CANARY};

/// How long a clerk waits before the password is typed again.
const AGAIN: Duration = Duration::from_secs(20);

pub struct Clerk {
    place: Place,
    sources: Sources,
    store: UnboundedSender<Request>,
    engine: UnboundedSender<Message>,
    shown: Projection,
    /// Acts that the store has told of, by their seq.
    acts: BTreeMap<u64, Uuid>,
    /// Those of them that the register has not answered.
    waiting: BTreeSet<Uuid>,
    unlocked: bool,
    connected: bool,
    on_desk: Option<ApplicationNumber>,
    numbers: Option<JournalRange>,
    /// What families brought that came back for its number.
    back: Vec<NewApplication>,
    tickets: u64,
    hand: Instant,
    /// Whether records came since the screen was last drawn.
    moved: bool,
}

impl Clerk {
    pub fn new(
        place: Place,
        sources: Sources,
        store: UnboundedSender<Request>,
        engine: UnboundedSender<Message>,
    ) -> Self {
        Self {
            place,
            sources,
            store,
            engine,
            shown: Projection::empty(),
            acts: BTreeMap::new(),
            waiting: BTreeSet::new(),
            unlocked: false,
            connected: false,
            on_desk: None,
            numbers: None,
            back: Vec::new(),
            tickets: 0,
            hand: Instant::now(),
            moved: false,
        }
    }

    pub async fn work(mut self, mut news: UnboundedReceiver<News>) {
        loop {
            tokio::select! {
                biased;
                heard = news.recv() => match heard {
                    Some(heard) => self.hear(&heard),
                    None => return,
                },
                () = sleep_until(self.hand) => {
                    let pause = self.act();
                    self.hand = Instant::now() + pause;
                }
            }
            let mut view = self.place.view.lock().unwrap();
            view.unlocked = self.unlocked;
            view.connected = self.connected;
            view.waiting = self.waiting.len();
            if std::mem::take(&mut self.moved) {
                view.records = self.records();
            }
        }
    }

    /// The register's word on cases, and what is shown of enrolment: without acts that wait it is the same.
    fn records(&self) -> Records {
        let all = self.shown.cases().map(Case::number);
        let confirmed = all.filter_map(|number| self.shown.confirmed(number));
        let enrolment = self.shown.enrolment();
        Records {
            cases: confirmed.cloned().collect(),
            programmes: enrolment.programmes().cloned().collect(),
            requests: enrolment.requests().cloned().collect(),
            funding: enrolment
                .funding(people::HERE)
                .cloned()
                .into_iter()
                .collect(),
            accounts: enrolment.accounts().cloned().collect(),
        }
    }

    fn ask(&self, ask: Ask) {
        // A desk whose parts are gone is about to end.
        let _ = match paths::errand(ask) {
            Errand::Store(request) => self.store.send(request).is_ok(),
            Errand::Sync(message) => self.engine.send(message).is_ok(),
        };
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    fn note(&self, text: &str) {
        let desk = self.place.desk;
        self.place.history.note(format!("{desk:?} {text}"));
    }

    fn hear(&mut self, news: &News) {
        let desk = self.place.desk;
        match news {
            News::Unlocked(unlocked) => {
                self.unlocked = true;
                self.acts.clear();
                self.waiting.clear();
                for act in &unlocked.acts {
                    if act.waits() {
                        self.waiting.insert(act.envelope.id);
                    }
                    self.acts.insert(act.envelope.seq, act.envelope.id);
                    let act = act_of(&act.envelope);
                    self.place.history.add(Event::Found { desk, act });
                }
                self.numbers = unlocked.journal;
            }
            News::Saved { act, .. } => {
                self.waiting.insert(act.envelope.id);
                self.acts.insert(act.envelope.seq, act.envelope.id);
                let act = act_of(&act.envelope);
                self.place.history.add(Event::Saved { desk, act });
            }
            News::Settled { seq, outcome } => match self.told_of(*seq, outcome) {
                Some(id) => {
                    self.waiting.remove(&id);
                    self.place.history.add(Event::Told {
                        desk,
                        id,
                        outcome: outcome.clone(),
                    });
                }
                None => self.note(&format!(
                    "is told {outcome:?} of {seq}, which it did not show"
                )),
            },
            News::Link(link) => self.connected = link.state == LinkState::Connected,
            News::NextOne { application, .. } => self.take(*application),
            News::Journal(range) => self.numbers = Some(*range),
            News::CacheRebuilt { .. } => self.place.history.add(Event::Emptied { desk }),
            News::Card {
                application,
                result: Ok(_),
            } => self.give(*application, Command::NoteShown),
            News::UnlockRefused(why) => {
                self.unlocked = false;
                self.note(&format!("is not let in: {why:?}"));
                self.hand = Instant::now() + AGAIN;
            }
            News::LeaseLost { application } => {
                self.note(&format!("has lost its lease on {application}"));
            }
            News::Renewed(renewal) => self.note(&format!("goes on anew: {renewal:?}")),
            News::NotSaved { why, .. } => self.note(&format!("could not save: {why:?}")),
            News::Halted(why) => self.note(&format!("is halted: {why:?}")),
            _ => {}
        }
        self.shown.apply(news);
        self.moved |= matches!(
            news,
            News::Unlocked(_) | News::Changed { .. } | News::Enrolment(_) | News::Settled { .. }
        );
    }

    /// The act with this seq. A family whose number another has is handed in again under the next one.
    fn told_of(&mut self, seq: u64, outcome: &Outcome) -> Option<Uuid> {
        let taken = Outcome::Refused {
            why: Refusal::NumberTaken,
        };
        let act = self.shown.acts().find(|act| act.envelope.seq == seq);
        if let Some(Command::Submit(new)) = act.map(|act| &act.envelope.command)
            && *outcome == taken
        {
            self.back.push((**new).clone());
        }
        self.acts.get(&seq).copied()
    }

    fn take(&mut self, application: Option<ApplicationNumber>) {
        self.on_desk = application;
        self.ask(Ask::OnDesk { application });
    }

    /// Does one thing and says how long it takes until the next.
    fn act(&mut self) -> Duration {
        let chance = self.place.chance.clone();
        if !self.unlocked {
            self.ask(Ask::Unlock {
                login: people::login(self.place.clerk()),
                password: people::password(self.place.clerk()),
            });
            return AGAIN;
        }
        if !self.place.weather.working() {
            return Duration::from_secs(5);
        }
        match self.on_desk {
            Some(number) if !chance.per_mille(250) => self.go_on_with(number),
            _ if chance.per_mille(500) => self.enrol(),
            _ if chance.per_mille(200) => self.hand_in(),
            _ => self.something_else(),
        }
        if chance.per_mille(40) {
            let longest = self.place.longest_pause.as_millis() as u64;
            return chance.time(5_000, longest);
        }
        chance.time(50, 9_000)
    }

    /// Something about programmes and children.
    fn enrol(&mut self) {
        let chance = self.place.chance.clone();
        let room = Room {
            shown: &self.shown,
            chance: &chance,
            organisation: self.shown.profile().organisation,
        };
        for (target, command) in room.next() {
            let used = leased(&command);
            self.give(target, command);
            if let Some(number) = used.map(|number| number + 1) {
                self.ask(Ask::ContractUsed { number });
            }
        }
    }

    /// The next step of the application on the desk.
    fn go_on_with(&mut self, number: ApplicationNumber) {
        let chance = self.place.chance.clone();
        let Some(case) = self.shown.case(number) else {
            return self.take(None);
        };
        for _ in 0..chance.between(1, 4) {
            let shown = self.shown.case(number).unwrap_or_else(|| case.clone());
            let Some(command) = self.next_step(&shown) else {
                return self.take(None);
            };
            self.give(number, command);
        }
    }

    fn next_step(&mut self, case: &Case) -> Option<Command> {
        let chance = self.place.chance.clone();
        let application = &case.application;
        let text = || "неразборчиво".into();
        match application.state {
            state if state.awaits_acceptance() => Some(match chance.between(0, 19) {
                0 => Command::Reject {
                    reason: RejectReason::Other,
                    text: text(),
                },
                1 if state == ApplicationState::AwaitingPaper => Command::Return {
                    reason: ReturnReason::Other,
                    text: text(),
                },
                2 => verify(Check::Mismatch),
                3 => later::correct(&chance),
                4 if chance.per_mille(200) => Command::Withdraw { paper: None },
                _ if application.checks == marks(Check::Match) => self.accept(),
                _ => verify(Check::Match),
            }),
            ApplicationState::Accepted => Some(match chance.between(0, 9) {
                0 => Command::Return {
                    reason: ReturnReason::Other,
                    text: text(),
                },
                1 => later::correct(&chance),
                _ => Command::Activate,
            }),
            ApplicationState::Confirmed if chance.per_mille(400) => {
                later::in_use(case, &chance, || self.journal_number().as_str().into())
            }
            _ => None,
        }
    }

    /// A family has come without an application: it is filled in here, and worked on at once.
    fn hand_in(&mut self) {
        let chance = self.place.chance.clone();
        let (zone, now) = (self.shown.profile().zone, self.sources.now());
        let supplies = self.shown.supplies();
        let Some(pair) = supplies.next_numbers(zone.date(now)) else {
            return self.note("has no numbers left");
        };
        let new = match self.back.pop() {
            Some(mut back) => {
                (back.reference.number, back.certificate) = pair;
                self.note("hands in again what came back");
                back
            }
            None => people::brought(pair, self.shown.supplies().device()),
        };
        if chance.per_mille(300) {
            let ticket = self.ticket();
            let request = Box::new(people::alike_to(&new));
            self.ask(Ask::Alike { ticket, request });
        }
        self.shown.supplies_mut().use_up(pair.0);
        let application = pair.0;
        self.ask(Ask::NumberUsed { application });
        if chance.per_mille(100) {
            // The parent goes home for a document, and does not come back.
            return;
        }
        self.give(application, Command::Submit(Box::new(new)));
        for copy in [false, true] {
            if chance.per_mille(500) {
                let form = PrintedForm::Statement;
                self.give(application, Command::NotePrinted { form, copy });
            }
        }
        self.take(Some(application));
        if chance.per_mille(100) {
            self.ask(Ask::Submitted { application });
        }
    }

    fn accept(&mut self) -> Command {
        Command::Accept {
            journal_number: self.journal_number().as_str().into(),
            date: people::beginning().date_naive(),
        }
    }

    fn journal_number(&mut self) -> String {
        match &mut self.numbers {
            Some(range) if range.next <= range.last => {
                let number = range.next;
                range.next += 1;
                let next = range.next;
                self.ask(Ask::JournalUsed { number: next });
                number.to_string()
            }
            // Written in the paper journal by hand.
            _ => format!("р-{}", self.place.chance.between(1, 9_999)),
        }
    }

    fn something_else(&mut self) {
        let chance = self.place.chance.clone();
        let all: Vec<ApplicationNumber> = self.shown.cases().map(Case::number).collect();
        let any = chance.one(&all);
        match (chance.between(0, 19), any) {
            (0..=9, _) => {
                let queue = if chance.per_mille(800) {
                    Queue::Acceptance
                } else {
                    Queue::Activation
                };
                let ticket = self.ticket();
                self.ask(Ask::Next { ticket, queue });
            }
            (10..=11, Some(number)) => {
                let reason = TakeOverReason::ALL[0];
                self.give(number, Command::TakeOver { reason });
                self.take(Some(number));
            }
            (12..=13, Some(number)) => {
                if let Some(case) = self.shown.case(number)
                    && let Some(command) = self.next_step(&case)
                {
                    self.give(number, command);
                }
            }
            (14..=15, Some(application)) => self.ask(Ask::Card { application }),
            (16, _) => {
                let ticket = self.ticket();
                self.ask(Ask::PersonalSearch {
                    ticket,
                    request: PersonalSearchRequest {
                        name: CANARY.into(),
                        birth_date: None,
                    },
                });
            }
            (17, Some(number)) => {
                let ticket = self.ticket();
                let request = SearchRequest {
                    serial: Some(number.serial()),
                    ..SearchRequest::default()
                };
                self.ask(Ask::Search { ticket, request });
            }
            (18, _) => {
                let seq = self.shown.attention().next().map(|act| act.envelope.seq);
                match seq {
                    Some(seq) => {
                        self.ask(Ask::Dismiss { seq });
                        self.shown.dismiss(seq);
                    }
                    None => self.ask(Ask::SyncNow),
                }
            }
            _ => self.take(None),
        }
    }

    fn give(&mut self, target: impl Into<Target>, command: Command) {
        let target = target.into();
        let (ticket, at) = (self.ticket(), self.sources.now());
        let seen = self.shown.seen(target);
        self.shown.giving(ticket, target, command.clone(), at);
        self.ask(Ask::Give {
            ticket,
            target,
            seen,
            at,
            command,
        });
    }
}

/// All marks alike.
fn marks(check: Check) -> Checks {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, check);
        checks.set(CheckKind::PaperRegister, *field, check);
    }
    checks
}

fn verify(check: Check) -> Command {
    Command::Verify {
        checks: marks(check),
        documents_complete: true,
        remarks: Vec::new(),
    }
}
