//! The outbox without a shell: acts come and go, are read, and are dealt with.

use super::entry::Id;
use super::state::State;
use super::update;
use crate::api::sync::{Doer, Outcome};
use crate::domain::{
    Check, CheckKind, Checks, Clean, ClerkId, Command, Field, Refusal, Remark, ReturnReason,
};
use crate::sync::desk::{Act, Ask, News, Ticket};
use crate::tui::action::Action;
use crate::tui::screens::common::rig::{day, moment, number};
use crate::tui::screens::{Effect, Event};
use crate::tui::testing::{World, give, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn saved(seq: u64) -> News {
    let Ask::Give {
        ticket,
        target,
        at,
        command,
        ..
    } = give(seq)
    else {
        unreachable!("give makes nothing else");
    };
    let base = crate::api::sync::Base::Version(1);
    let id = uuid::Uuid::nil();
    let envelope = crate::api::sync::Envelope::new(seq, id, target, base, None, at, command);
    let act = Box::new(Act {
        envelope,
        outcome: None,
    });
    News::Saved { ticket, act }
}

fn hear(state: &mut State, news: &News, world: &World) {
    update(state, Event::News(news), &world.desk());
}

#[test]
fn an_act_goes_from_saving_to_the_registers_word() {
    let world = World::new();
    let mut state = State::default();
    state.giving(&give(1));
    assert_eq!(state.waiting().saving, 1);
    hear(&mut state, &saved(1), &world);
    assert_eq!((state.waiting().saving, state.waiting().saved), (0, 1));
    assert!(state.waiting().oldest.is_some());
    let outcome = Outcome::Applied { version: 2 };
    hear(&mut state, &News::Settled { seq: 1, outcome }, &world);
    assert_eq!(state.waiting(), super::Waiting::default());
    assert_eq!(state.rows().len(), 1, "it stays to be looked at");
}

#[test]
fn what_was_not_saved_is_not_in_the_list() {
    let world = World::new();
    let mut state = State::default();
    state.giving(&give(1));
    let ticket = Ticket(1);
    let why = crate::sync::desk::Cause::new(crate::sync::desk::CauseCode::Disk, &"диск полон");
    hear(&mut state, &News::NotSaved { ticket, why }, &world);
    assert_eq!(state.rows().len(), 0);
}

#[test]
fn only_what_was_answered_can_be_put_away() {
    let world = World::new();
    let mut state = State::default();
    hear(&mut state, &saved(1), &world);
    hear(&mut state, &saved(2), &world);
    let kept = update(&mut state, Event::Action(Action::Dismiss), &world.desk());
    assert!(matches!(kept[..], [Effect::Notice(_)]));
    let outcome = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    hear(&mut state, &News::Settled { seq: 2, outcome }, &world);
    state.cursor.select(0);
    let gone = update(&mut state, Event::Action(Action::Dismiss), &world.desk());
    assert!(matches!(gone[..], [Effect::Ask(Ask::Dismiss { seq: 2 })]));
    assert_eq!(state.rows().len(), 1);
}

#[test]
fn the_selection_stays_on_its_act() {
    let world = World::new();
    let mut state = State::default();
    for seq in 1..=3 {
        hear(&mut state, &saved(seq), &world);
    }
    state.cursor.select(1);
    let outcome = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    hear(&mut state, &News::Settled { seq: 3, outcome }, &world);
    assert_eq!(state.selected().map(|e| e.id), Some(Id::Seq(2)));
}

fn act(seq: u64, command: Command, outcome: Option<Outcome>) -> Act {
    let base = crate::api::sync::Base::Version(1);
    let id = uuid::Uuid::nil();
    let target = number(7);
    Act {
        envelope: crate::api::sync::Envelope::new(seq, id, target, base, None, moment(), command),
        outcome,
    }
}

fn verify() -> Command {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
    }
    checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Mismatch);
    Command::Verify {
        checks,
        documents_complete: true,
        remarks: vec![Remark {
            field: Field::ChildName,
            note: "одна буква".into(),
            right_value: Some("Наталья".into()),
        }],
    }
}

fn with(acts: Vec<Act>, world: &World) -> State {
    let mut state = State::default();
    for act in acts {
        let (seq, outcome) = (act.envelope.seq, act.outcome.clone());
        let ticket = Ticket(seq);
        let act = Box::new(act);
        hear(&mut state, &News::Saved { ticket, act }, world);
        if let Some(outcome) = outcome {
            hear(&mut state, &News::Settled { seq, outcome }, world);
        }
    }
    state
}

fn screen(state: &State, world: &World) -> String {
    let area = Rect::new(0, 0, 80, 20);
    let mut buf = Buffer::empty(area);
    super::view(state, &world.desk(), area, &mut buf);
    text(&buf)
}

fn press(state: &mut State, action: Action, world: &World) -> Vec<Effect> {
    update(state, Event::Action(action), &world.desk())
}

fn conflict() -> Outcome {
    let doer = Doer {
        clerk: ClerkId(9),
        name: "Рочева Т. В.".into(),
        command: "return".into(),
        at: moment(),
    };
    Outcome::Conflict {
        version: 4,
        by: Some(doer),
    }
}

#[test]
fn every_act_is_read_in_words() {
    let world = World::new();
    let accept = Command::Accept {
        journal_number: "17".into(),
        date: day(2026, 11, 20),
    };
    let returned = Command::Return {
        reason: ReturnReason::Illegible,
        text: Clean::new("страница 2"),
    };
    let follower = Outcome::Refused {
        why: Refusal::DependsOnRefused(1),
    };
    let acts = vec![
        act(1, verify(), Some(conflict())),
        act(2, accept, Some(follower)),
        act(3, returned, None),
    ];
    let mut state = with(acts, &world);
    press(&mut state, Action::First, &world);
    press(&mut state, Action::Submit, &world);
    insta::assert_snapshot!("act_conflict", screen(&state, &world));
    press(&mut state, Action::Cancel, &world);
    press(&mut state, Action::Down, &world);
    press(&mut state, Action::Submit, &world);
    insta::assert_snapshot!("act_return", screen(&state, &world));
    let opened = press(&mut state, Action::Submit, &world);
    assert!(matches!(opened[..], [Effect::Go(_)]), "to the application");
}

#[test]
fn what_was_refused_is_worked_on_with_the_marks_that_the_clerk_had() {
    let world = World::new();
    let applied = Outcome::Applied { version: 2 };
    let refused = Outcome::Refused {
        why: Refusal::JournalNumberTaken,
    };
    let accept = Command::Accept {
        journal_number: "17".into(),
        date: day(2026, 11, 20),
    };
    let acts = vec![
        act(1, verify(), Some(applied)),
        act(2, accept.clone(), Some(refused)),
    ];
    let mut state = with(acts, &world);
    press(&mut state, Action::First, &world);
    let effects = press(&mut state, Action::Revisit, &world);
    let [Effect::Revisit(revisit)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!((revisit.number, revisit.seq), (number(7), 2));
    assert_eq!(revisit.commands, [verify(), accept]);
    press(&mut state, Action::Down, &world);
    let told = press(&mut state, Action::Revisit, &world);
    assert!(matches!(told[..], [Effect::Notice(_)]), "it was applied");
}

#[test]
fn an_act_that_is_read_stays_open_when_it_gets_its_number() {
    let world = World::new();
    let mut state = State::default();
    state.giving(&give(1));
    press(&mut state, Action::Submit, &world);
    assert_eq!(state.open, Some(Id::Ticket(Ticket(1))));
    hear(&mut state, &saved(1), &world);
    assert_eq!(state.open, Some(Id::Seq(1)));
    assert!(screen(&state, &world).contains("ждёт отправки"));
}

#[test]
fn a_password_that_was_refused_is_printed_again_and_never_given_again() {
    let world = World::new();
    let hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA";
    let issue = || Command::IssuePassword {
        hash: hash.parse().unwrap(),
    };
    let refused = |why| Some(Outcome::Refused { why });
    let later = act(1, issue(), refused(Refusal::LaterPassword));
    let mut state = with(vec![later], &world);
    press(&mut state, Action::Submit, &world);
    let shown = screen(&state, &world);
    let words: Vec<&str> = shown.split_whitespace().collect();
    assert!(
        words.join(" ").contains("Напечатайте выписку ещё раз"),
        "{shown}"
    );
    assert!(!shown.contains("argon2"), "{shown}");
    let told = press(&mut state, Action::Retry, &world);
    assert!(matches!(told[..], [Effect::Notice(_)]), "{told:?}");
    // One matter where the application itself was refused.
    let acts = vec![
        act(1, verify(), refused(Refusal::NumberTaken)),
        act(2, issue(), refused(Refusal::DependsOnRefused(1))),
    ];
    assert_eq!(with(acts, &world).rows().len(), 1);
}
