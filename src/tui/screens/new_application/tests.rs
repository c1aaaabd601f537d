//! The steps without a terminal: keys and news in, asks and screens out; the disk and the register are played by the test.

mod corrected;

use chrono::Duration;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::draft::{self, Draft, Step};
use super::*;
use crate::api::alike::PersonalAlikeAnswer;
use crate::api::session::Channel;
use crate::api::sync::{Base, Envelope, Outcome};
use crate::documents::Document;
use crate::domain::{
    ApplicationState, Capability, Card, CertificateNumber, Command, Consent, ConsentCode, Field,
    MunicipalityCode, PrintedForm, Refusal,
};
use crate::store::projection::Projection;
use crate::sync::desk::{Act, Ask, Burnt, Cause, CauseCode, LinkState, News, Ticket, Unlocked};
use crate::tui::action::{Action, Place};
use crate::tui::screens::applicant::Given;
use crate::tui::screens::common::rig::{FULL, accepted, forms, number, profile, revealed};
use crate::tui::screens::{Desk, Effect, Event, Goto};
use crate::tui::testing::{World, opened, text};

mod letter;

const SERIAL: u32 = 900;

/// A desk with the panel of new applications alone.
struct Bench {
    world: World,
    state: State,
    asks: Vec<Ask>,
    others: Vec<Effect>,
    notices: Vec<String>,
    ticket: u64,
    seq: u64,
    stored: std::collections::BTreeMap<String, String>,
}

fn unlocked(capabilities: &[Capability], numbers: u32) -> Unlocked {
    let pair = |serial| {
        let certificate = CertificateNumber::new(MunicipalityCode(1), serial);
        (number(serial), certificate)
    };
    Unlocked {
        enrolment: crate::store::EnrolmentRecords::default(),
        numbers: (SERIAL..SERIAL + numbers).map(pair).collect(),
        forms: Some(forms()),
        ..opened(profile(capabilities))
    }
}

fn clerk() -> Vec<Capability> {
    let more = [Capability::ApplicationCreate, Capability::Print];
    [FULL.as_slice(), &more].concat()
}

impl Bench {
    fn new() -> Self {
        Self::of(unlocked(&clerk(), 3))
    }

    fn of(unlocked: Unlocked) -> Self {
        let mut world = World::new();
        world.register = Projection::new(unlocked.clone());
        let mut bench = Self {
            world,
            state: State::default(),
            asks: Vec::new(),
            others: Vec::new(),
            notices: Vec::new(),
            ticket: 1,
            seq: 0,
            stored: std::collections::BTreeMap::new(),
        };
        bench.hear(&News::Unlocked(Box::new(unlocked)));
        bench
    }

    /// The same desk after its program has ended and was started again.
    fn restarted(&self) -> Self {
        let mut again = unlocked(&clerk(), 3);
        again.drafts = self.stored.clone().into_iter().collect();
        let mut bench = Self::of(again);
        let name = self.state.open_draft().unwrap_or_default();
        let effects = reopen(&mut bench.state, &name, &bench.world.desk());
        bench.perform(effects);
        bench.stored = self.stored.clone();
        bench
    }

    fn press(&mut self, action: Action) {
        self.event(Event::Action(action));
    }

    fn event(&mut self, event: Event<'_>) {
        let desk = Desk {
            ticket: Ticket(self.ticket),
            ..self.world.desk()
        };
        let effects = update(&mut self.state, event, &desk);
        self.perform(effects);
    }

    fn hear(&mut self, news: &News) {
        let register = &mut self.world.register;
        match news {
            News::Saved { ticket, act } => register.saved(*ticket, (**act).clone()),
            News::NotSaved { ticket, .. } => register.not_saved(*ticket),
            News::Settled { seq, outcome } => register.settled(*seq, outcome),
            News::Changed { reset, set, gone } => register.changed(*reset, set.clone(), gone),
            News::Link(link) => self.world.link = *link,
            _ => {}
        }
        self.event(Event::News(news));
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Notice(notice) => self.notices.push(notice.text),
                other => self.others.push(other),
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
                assert_eq!(*ticket, Ticket(self.ticket));
                self.ticket += 1;
                let register = &mut self.world.register;
                register.giving(*ticket, *target, command.clone(), *at);
            }
            Ask::Alike { ticket, .. } => {
                assert_eq!(*ticket, Ticket(self.ticket));
                self.ticket += 1;
            }
            Ask::NumberUsed { application } => {
                self.world.register.supplies_mut().use_up(*application);
            }
            Ask::Draft { key, text } if text.is_empty() => drop(self.stored.remove(key)),
            Ask::Draft { key, text } => drop(self.stored.insert(key.clone(), text.clone())),
            _ => {}
        }
        self.asks.push(ask);
    }

    fn submits(&self) -> Vec<(Ticket, crate::domain::NewApplication)> {
        let of = |ask: &Ask| match ask {
            Ask::Give {
                ticket,
                command: Command::Submit(new),
                ..
            } => Some((*ticket, (**new).clone())),
            _ => None,
        };
        self.asks.iter().filter_map(of).collect()
    }

    fn looks(&self) -> usize {
        let looks = self.asks.iter().filter(|a| matches!(a, Ask::Alike { .. }));
        looks.count()
    }

    /// The newest application is on the disk.
    fn save(&mut self) -> u64 {
        let (ticket, new) = self.submits().pop().expect("something was handed in");
        self.seq += 1;
        let target = new.reference.number;
        let command = Command::Submit(Box::new(new));
        let (at, base) = (self.world.now, Base::Version(0));
        let envelope = Envelope::new(self.seq, Uuid::nil(), target, base, None, at, command);
        let act = Box::new(Act {
            envelope,
            outcome: None,
        });
        self.hear(&News::Saved { ticket, act });
        self.seq
    }

    fn settle(&mut self, seq: u64, outcome: Outcome) {
        self.hear(&News::Settled { seq, outcome });
    }

    fn step(&self) -> Option<Step> {
        self.state.step()
    }

    fn draft(&self) -> &Draft {
        self.state.draft().expect("a draft is open")
    }

    fn screen(&self) -> String {
        let area = Rect::new(0, 0, 80, 20);
        let mut buf = Buffer::empty(area);
        view(&self.state, &self.world.desk(), area, &mut buf);
        text(&buf)
    }

    fn begin(&mut self) {
        let desk = self.world.desk();
        let effects = shown(&mut self.state, false, &desk);
        self.perform(effects);
        if self.step().is_none() {
            self.press(Action::First);
            self.press(Action::Submit);
        }
        assert_eq!(self.step(), Some(Step::Documents));
    }

    /// Ticks what the usual family brings.
    fn tick_documents(&mut self) {
        for _ in 0..4 {
            self.press(Action::Toggle);
        }
    }

    /// Finishes the form with a right card, as the component would.
    fn fill(&mut self) {
        self.tick_documents();
        self.press(Action::Submit);
        assert_eq!(self.step(), Some(Step::Form), "{}", self.screen());
        let draft = self.state.draft_mut().expect("a draft");
        type_in(draft);
        draft.card = Some(card());
        draft.step = Step::Consents;
        let kept = self.state.keep();
        self.perform(kept.into_iter().collect());
    }

    fn consent(&mut self) {
        let given = Given {
            consents: all_consents(&self.world),
            refused: Vec::new(),
            over: true,
        };
        self.give_consents(&given);
    }

    fn give_consents(&mut self, given: &Given) {
        let desk = self.world.desk();
        let effects = consents(&mut self.state, given, &desk);
        self.perform(effects);
    }

    fn handed_in(&mut self) -> u64 {
        self.begin();
        self.fill();
        self.consent();
        self.press(Action::Submit);
        assert_eq!(self.step(), Some(Step::Papers), "{:?}", self.notices);
        self.save()
    }
}

fn card() -> Card {
    revealed(1).card
}

fn all_consents(world: &World) -> Vec<Consent> {
    let consent = |code| Consent {
        code,
        text_version: 1,
        given_at: world.now,
        ticked: None,
    };
    ConsentCode::ALL.map(consent).into()
}

fn type_in(draft: &mut Draft) {
    for (field, text) in [
        (Field::ChildSurname, "Семёнова"),
        (Field::ChildName, "Анна"),
        (Field::ChildPatronymic, "Петровна"),
        (Field::ChildBirthDate, "12.03.2015"),
        (Field::ChildDocumentKind, "birth_certificate"),
        (Field::ChildDocumentSeries, "II-ЕА"),
        (Field::ChildDocumentNumber, "512337"),
        (Field::ChildDocumentIssuedAt, "25.03.2015"),
        (Field::ApplicantSurname, "Семёнова"),
        (Field::ApplicantPhone, "+79121234567"),
    ] {
        draft.entries.set(field, text);
    }
}

#[test]
fn the_form_opens_only_with_the_full_set() {
    let mut bench = Bench::new();
    bench.begin();
    bench.press(Action::Toggle);
    bench.press(Action::Submit);
    assert_eq!(bench.step(), Some(Step::Documents));
    let told = bench.notices.last().unwrap();
    assert!(told.contains("Паспорт заявителя"), "{told}");
    let screen = bench.screen();
    assert!(screen.contains("[1 Документы]"), "{screen}");
    assert!(screen.contains("Если нет:"), "{screen}");
    bench.press(Action::Cancel);
    let row = bench.screen();
    assert!(row.contains("имя не набрано"), "{row}");
    assert!(row.contains("Паспорт"), "what is missing is told: {row}");
    bench.press(Action::Submit);
    bench.press(Action::Down);
    for _ in 0..3 {
        bench.press(Action::Toggle);
    }
    bench.press(Action::Submit);
    assert_eq!(bench.step(), Some(Step::Form), "{}", bench.screen());
    assert_eq!(place(&bench.state), Place::ApplicationForm);
    bench.press(Action::Cancel);
    assert_eq!(bench.step(), Some(Step::Documents));
}

#[test]
fn circumstances_change_what_is_asked_for() {
    let mut bench = Bench::new();
    bench.begin();
    bench.press(Action::First);
    bench.press(Action::Right);
    assert!(bench.screen().contains("Паспорт ребёнка"));
    bench.press(Action::Down);
    bench.press(Action::Right);
    let screen = bench.screen();
    assert!(screen.contains("Иностранный документ"), "{screen}");
    bench.press(Action::Left);
    assert!(!bench.screen().contains("Иностранный документ"));
}

#[test]
fn a_draft_comes_back_after_a_restart_where_it_was() {
    let mut bench = Bench::new();
    bench.begin();
    assert!(bench.stored.is_empty(), "nothing in it: nothing is kept");
    bench.press(Action::Toggle);
    let again = bench.restarted();
    assert_eq!(again.step(), Some(Step::Documents));
    assert_eq!(again.draft().there.len(), 1);
    bench.fill();
    bench.give_consents(&Given {
        consents: all_consents(&bench.world)[..2].to_vec(),
        refused: vec![ConsentCode::PersonalChild],
        over: false,
    });
    let again = bench.restarted();
    assert_eq!(again.step(), Some(Step::Consents));
    assert_eq!(again.draft().consents.len(), 2);
    assert_eq!(again.draft().refused, [ConsentCode::PersonalChild]);
    assert_eq!(again.draft().entries.get(Field::ChildSurname), "Семёнова");
    for name in bench.stored.keys() {
        assert!(draft::key(name).is_some(), "{name}");
    }
}

#[test]
fn several_drafts_wait_and_one_is_discarded_behind_a_question() {
    let mut bench = Bench::new();
    bench.begin();
    bench.fill();
    bench.press(Action::Cancel);
    bench.press(Action::Cancel);
    bench.press(Action::Cancel);
    assert_eq!(bench.step(), None);
    bench.world.now += Duration::minutes(5);
    bench.begin();
    bench.press(Action::Toggle);
    bench.press(Action::Cancel);
    assert_eq!((bench.state.waiting(), bench.stored.len()), (2, 2));
    let screen = bench.screen();
    assert!(
        screen.contains("Семёнова А.П.") || screen.contains("Семёнова А. П."),
        "{screen}"
    );
    bench.press(Action::Discard);
    assert_eq!(place(&bench.state), Place::Dialog);
    bench.press(Action::Cancel);
    assert_eq!(bench.state.waiting(), 2);
    bench.press(Action::Discard);
    bench.press(Action::Submit);
    assert_eq!((bench.state.waiting(), bench.stored.len()), (1, 1));
}

#[test]
fn duplicates_are_asked_for_once_for_each_child() {
    let mut bench = Bench::new();
    bench.begin();
    bench.tick_documents();
    bench.press(Action::Submit);
    assert_eq!(bench.looks(), 0, "nobody is known yet");
    type_in(bench.state.draft_mut().unwrap());
    documents::open_form(&mut bench.state);
    bench.press(Action::PreviousField);
    assert_eq!(bench.looks(), 1, "{:?}", bench.asks);
    bench.press(Action::NextField);
    bench.press(Action::PreviousField);
    assert_eq!(bench.looks(), 1);
    let ticket = Ticket(bench.ticket - 1);
    bench.hear(&News::Alike {
        ticket,
        result: Ok(Box::new(PersonalAlikeAnswer {
            similar: 2,
            alike: Vec::new(),
        })),
    });
    let screen = bench.screen();
    assert!(screen.contains("Есть 2 похожие записи"), "{screen}");
    bench.press(Action::NextField);
    assert_eq!(bench.looks(), 1);
    let again = bench.restarted();
    assert_eq!(again.looks(), 0, "the answer is in the draft");
    let draft = bench.state.draft_mut().unwrap();
    draft.entries.set(Field::ChildDocumentNumber, "512338");
    documents::open_form(&mut bench.state);
    bench.press(Action::PreviousField);
    assert_eq!(bench.looks(), 2, "another document is another child");
}

#[test]
fn a_refused_consent_lets_the_draft_wait() {
    let mut bench = Bench::new();
    bench.begin();
    bench.fill();
    bench.press(Action::Submit);
    let Some(Effect::HandOver(hand)) = bench.others.pop() else {
        panic!("the keyboard is handed over");
    };
    assert_eq!(hand.texts.len(), ConsentCode::ALL.len());
    assert!(hand.given.is_empty(), "nothing is ticked beforehand");
    bench.give_consents(&Given {
        consents: all_consents(&bench.world)[1..].to_vec(),
        refused: vec![ConsentCode::Conditions],
        over: true,
    });
    let screen = bench.screen();
    assert!(screen.contains("Без этого нельзя"), "{screen}");
    assert!(screen.contains("Без всех согласий"), "{screen}");
    bench.press(Action::Submit);
    assert!(matches!(bench.others.pop(), Some(Effect::HandOver(_))));
    assert!(bench.submits().is_empty());
}

#[test]
fn without_numbers_or_over_a_closed_line_the_draft_waits() {
    let mut bench = Bench::of(unlocked(&clerk(), 0));
    bench.begin();
    bench.fill();
    bench.consent();
    bench.press(Action::Submit);
    assert!(bench.notices.last().unwrap().contains("не прислал номера"));
    assert_eq!(bench.step(), Some(Step::Consents));
    let mut closed = unlocked(&clerk(), 3);
    closed.forms.as_mut().unwrap().submit_open = false;
    let mut bench = Bench::of(closed);
    bench.begin();
    assert!(bench.screen().contains("Подключите ViPNet"), "told first");
    bench.fill();
    bench.consent();
    bench.press(Action::Submit);
    assert!(bench.submits().is_empty());
    bench.world.link.channel = Channel::Protected;
    bench.press(Action::Submit);
    assert_eq!(bench.submits().len(), 1);
}

#[test]
fn handed_in_it_is_printed_signed_and_goes_on_to_the_acceptance() {
    let mut bench = Bench::new();
    let seq = bench.handed_in();
    let (_, new) = bench.submits().pop().unwrap();
    assert_eq!(new.reference.number, number(SERIAL));
    assert_eq!(new.reference.date, bench.world.today);
    assert_eq!(new.paper_due, forms().paper_due(bench.world.today));
    let used = bench
        .asks
        .iter()
        .position(|a| matches!(a, Ask::NumberUsed { .. }));
    let given = bench
        .asks
        .iter()
        .position(|a| matches!(a, Ask::Give { .. }));
    assert!(used.unwrap() < given.unwrap());
    bench.press(Action::Submit);
    let Some(Effect::Print(wanted)) = bench.others.pop() else {
        panic!("the papers are printed: {:?}", bench.notices);
    };
    let papers: Vec<_> = wanted.documents.iter().map(Document::form).collect();
    assert_eq!(
        papers,
        [PrintedForm::Statement, PrintedForm::RegisterExtract]
    );
    let desk = bench.world.desk();
    for form in papers {
        let effects = printed(&mut bench.state, number(SERIAL), form, &desk);
        for effect in effects {
            if let Effect::Ask(Ask::Draft { key, text }) = effect {
                bench.stored.insert(key, text);
            }
        }
    }
    let again = bench.restarted();
    let handed = again.draft().handed.as_ref().unwrap();
    assert!(papers::unprinted(handed).is_empty(), "copies from now on");
    bench.press(Action::PaperSigned);
    let Some(Effect::Go(Goto::Case(opened))) = bench.others.pop() else {
        panic!("the verification goes on");
    };
    assert_eq!(opened, number(SERIAL));
    assert_eq!(bench.step(), Some(Step::Intake));
    bench.settle(seq, Outcome::Applied { version: 1 });
    assert_eq!(bench.state.waiting(), 1, "until it is accepted");
    bench.hear(&News::Changed {
        reset: false,
        set: vec![accepted(SERIAL)],
        gone: Vec::new(),
    });
    assert_eq!((bench.state.waiting(), bench.stored.len()), (0, 0));
    assert_eq!(
        bench
            .world
            .register
            .shown(number(SERIAL))
            .unwrap()
            .application
            .state,
        ApplicationState::Accepted
    );
}

#[test]
fn how_many_numbers_are_left_and_why_there_are_none_is_said_before_anything_is_typed() {
    let offline = |numbers, burnt| {
        let mut unlocked = unlocked(&clerk(), numbers);
        unlocked.stock.burnt = burnt;
        let mut bench = Bench::of(unlocked);
        bench.world.link.state = LinkState::Offline;
        bench
    };
    for (numbers, burnt, told) in [
        (6, None, None),
        (5, None, Some("Номеров осталось: 5")),
        (1, None, Some("Номеров осталось: 1")),
        (0, None, Some("Номеров заявлений на этом рабочем месте нет")),
        (0, Some(Burnt::OtherMachine), Some("копия с другой машины")),
        (0, Some(Burnt::PutBack), Some("возвращено к старой копии")),
    ] {
        let mut bench = offline(numbers, burnt);
        for at in ["list", "documents"] {
            let screen = bench.screen();
            match told {
                Some(told) => {
                    assert!(screen.contains(told), "{at}: {screen}");
                    let what_to_do = ["номера придут", "придут новые номера"];
                    let whole = screen.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(
                        what_to_do.iter().any(|t| whole.contains(t)),
                        "{at}: {screen}"
                    );
                }
                None => assert!(!screen.contains("Номеров"), "{at}: {screen}"),
            }
            if at == "list" {
                bench.begin();
            }
        }
    }
    let mut online = offline(5, None);
    online.world.link.state = LinkState::Connected;
    assert!(!online.screen().contains("Номеров"), "more of them come");
}

#[test]
fn the_screen_says_that_the_register_has_not_confirmed_until_it_has() {
    let mut bench = Bench::new();
    let seq = bench.handed_in();
    let told = "Реестр ещё не подтвердил";
    assert!(bench.screen().contains(told), "{}", bench.screen());
    bench.settle(seq, Outcome::Applied { version: 1 });
    assert!(!bench.screen().contains(told), "{}", bench.screen());
}

#[test]
fn what_the_register_refuses_comes_back_with_everything() {
    let mut bench = Bench::new();
    let seq = bench.handed_in();
    let why = Refusal::NumberTaken;
    bench.settle(seq, Outcome::Refused { why });
    assert_eq!(bench.step(), Some(Step::Consents));
    assert!(bench.draft().consented() && bench.draft().card.is_some());
    let screen = bench.screen();
    assert!(screen.contains("Реестр не принял"), "{screen}");
    bench.press(Action::Submit);
    let (_, new) = bench.submits().pop().unwrap();
    assert_eq!(new.reference.number, number(SERIAL + 1), "other numbers");
    assert!(bench.asks.contains_dismiss(seq));
    let seq = bench.save();
    let why = Refusal::Invalid(vec![Field::ChildName]);
    bench.settle(seq, Outcome::Refused { why });
    assert_eq!(bench.step(), Some(Step::Form));
    assert_eq!(bench.draft().entries.get(Field::ChildName), "Анна");
    let again = bench.restarted();
    assert_eq!(again.step(), Some(Step::Form));
    assert!(again.draft().back.is_some());
}

trait Dismisses {
    fn contains_dismiss(&self, seq: u64) -> bool;
}

impl Dismisses for Vec<Ask> {
    fn contains_dismiss(&self, wanted: u64) -> bool {
        self.iter()
            .any(|ask| matches!(ask, Ask::Dismiss { seq } if *seq == wanted))
    }
}

#[test]
fn what_could_not_be_saved_keeps_its_numbers() {
    let mut bench = Bench::new();
    bench.begin();
    bench.fill();
    bench.consent();
    bench.press(Action::Submit);
    let (ticket, _) = bench.submits().pop().unwrap();
    bench.press(Action::Submit);
    assert!(
        bench.others.is_empty(),
        "nothing is printed before it is saved"
    );
    let why = Cause::new(CauseCode::Disk, &"No space left on device");
    bench.hear(&News::NotSaved { ticket, why });
    assert_eq!(bench.step(), Some(Step::Consents));
    bench.press(Action::Submit);
    let (_, new) = bench.submits().pop().unwrap();
    assert_eq!(new.reference.number, number(SERIAL));
}

#[test]
fn a_draft_whose_act_never_reached_the_journal_is_handed_in_again() {
    let mut bench = Bench::new();
    bench.begin();
    bench.fill();
    bench.consent();
    bench.press(Action::Submit);
    let mut again = bench.restarted();
    let application = number(SERIAL);
    let asked = |ask: &Ask| matches!(ask, Ask::Submitted { application: n } if *n == application);
    assert!(again.asks.iter().any(asked));
    again.hear(&News::Submitted {
        application,
        submitted: None,
    });
    assert_eq!(again.step(), Some(Step::Consents));
    assert!(again.draft().consented());
}

#[test]
fn another_child_of_the_same_applicant_begins_with_the_applicant() {
    let mut bench = Bench::new();
    bench.handed_in();
    bench.world.now += Duration::minutes(1);
    bench.press(Action::AnotherChild);
    assert_eq!(bench.step(), Some(Step::Documents));
    let other = bench.draft();
    assert_eq!(other.entries.get(Field::ApplicantPhone), "+79121234567");
    assert_eq!(other.entries.get(Field::ChildSurname), "");
    assert!(other.consents.is_empty());
    assert_eq!(bench.state.waiting(), 2);
}

#[test]
fn old_and_unreadable_drafts_are_told_and_kept() {
    let mut old = unlocked(&clerk(), 3);
    let mut draft = Draft::begun(World::new().now - Duration::days(31));
    type_in(&mut draft);
    let key = draft::name(draft.begun.timestamp_millis());
    old.drafts = vec![
        (key, serde_json::to_string(&draft).unwrap()),
        ("form-1700000000000".into(), "{\"begun\":7}".into()),
        ("place".into(), "queue".into()),
    ];
    let mut bench = Bench::of(old);
    assert!(bench.notices.last().unwrap().contains("старше 30 дней"));
    let screen = bench.screen();
    assert!(
        screen.contains("старше 30 дней") && screen.contains("не читается"),
        "{screen}"
    );
    bench.press(Action::Last);
    bench.press(Action::Submit);
    assert!(bench.notices.last().unwrap().contains("другой версией"));
}

#[test]
fn without_the_right_it_says_who_may() {
    let mut bench = Bench::of(unlocked(&FULL, 3));
    let desk = bench.world.desk();
    let effects = shown(&mut bench.state, false, &desk);
    bench.perform(effects);
    assert_eq!(bench.step(), None);
    bench.press(Action::Submit);
    assert!(bench.notices.last().unwrap().contains("ни у кого нет"));
}

#[test]
fn no_key_does_nothing_silently() {
    let mut bench = Bench::new();
    bench.begin();
    for action in [Action::Print, Action::PaperSigned, Action::AnotherChild] {
        bench.notices.clear();
        bench.press(action);
        assert_eq!(bench.notices.len(), 1, "{action:?}");
    }
}

#[test]
fn a_card_that_no_paper_can_show_is_not_handed_in() {
    let mut bench = Bench::new();
    bench.begin();
    bench.fill();
    bench.consent();
    let draft = bench.state.draft_mut().expect("a draft");
    let card = draft.card.as_mut().expect("a whole form");
    card.child.address = "ул. Мира, д. 5 \u{4e2d}".into();
    bench.press(Action::Submit);
    assert_eq!(bench.step(), Some(Step::Form), "{:?}", bench.notices);
    assert!(bench.submits().is_empty());
    let told = bench.notices.last().unwrap();
    assert!(told.contains("U+4E2D"), "{told}");
    assert!(told.contains("Исправьте поле"), "{told}");
}
