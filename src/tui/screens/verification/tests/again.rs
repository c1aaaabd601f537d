//! A refused act worked on once more: marks, decision and remarks come back, what differs is marked and counted.

use crate::api::sync::{Doer, Outcome};
use crate::domain::{
    Capability, Case, Check, CheckKind, Checks, ClerkId, Command, Field, Refusal, Remark,
    ReturnReason,
};
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::screens::Revisit;
use crate::tui::screens::common::rig::{Rig, case, day, moment, number, without};

fn marked(fields: &[Field], check: Check) -> Checks {
    let mut checks = Checks::default();
    for field in fields {
        checks.set(CheckKind::PaperDocuments, *field, check);
    }
    checks
}

fn all_match() -> Checks {
    marked(Field::ALL, Check::Match)
}

fn verify(checks: Checks) -> Command {
    Command::Verify {
        checks,
        documents_complete: true,
        remarks: vec![Remark {
            field: Field::ChildName,
            note: "описка".into(),
            right_value: None,
        }],
    }
}

fn conflict() -> Outcome {
    Outcome::Conflict {
        version: 3,
        by: Some(Doer {
            clerk: ClerkId(9),
            name: "Рочева Т. В.".into(),
            command: "verify".into(),
            at: moment(),
        }),
    }
}

fn rig(now: Case) -> Rig {
    Rig::new(&without(&[Capability::PersonalView]), vec![now, case(8)])
}

fn revisit(commands: Vec<Command>, outcome: Outcome) -> Revisit {
    Revisit {
        number: number(7),
        seq: 3,
        commands,
        outcome,
    }
}

#[test]
fn only_what_the_record_says_otherwise_is_marked_and_the_key_leads_through_it() {
    let mut now = case(7);
    now.application.checks = marked(&[Field::ChildName], Check::Match);
    for field in [Field::ApplicantName, Field::StatementSigned] {
        let checks = &mut now.application.checks;
        checks.set(CheckKind::PaperDocuments, field, Check::Mismatch);
    }
    let mut rig = rig(now);
    rig.revisit(&revisit(vec![verify(all_match())], conflict()));
    insta::assert_snapshot!("revisited_80", rig.screen(80, 24));
    insta::assert_snapshot!("revisited_120", rig.screen(120, 40));
    let field = |rig: &Rig| rig.verification.form.as_ref().map(|form| form.field);
    let first = field(&rig);
    assert!(rig.screen(80, 24).contains("отличий: 2"));
    rig.press(Action::NextDifference);
    assert_ne!(field(&rig), first);
    rig.press(Action::NextDifference);
    assert_eq!(field(&rig), first, "from the last one to the first");
    rig.press(Action::Match);
    assert!(rig.screen(80, 24).contains("отличий: 1"));
    rig.press(Action::NextDifference);
    rig.press(Action::Match);
    assert!(rig.screen(80, 24).contains("отличий: 0"));
}

#[test]
fn the_decision_comes_back_and_the_old_act_goes_when_the_new_one_is_saved() {
    let mut now = case(7);
    now.application.checks = all_match();
    now.application.documents_complete = true;
    for field in Field::ALL
        .iter()
        .filter(|f| f.in_register() && !f.personal())
    {
        let checks = &mut now.application.checks;
        checks.set(CheckKind::PaperRegister, *field, Check::Match);
    }
    let checks = now.application.checks;
    let mut rig = rig(now);
    let accept = Command::Accept {
        journal_number: "17".into(),
        date: day(2026, 11, 21),
    };
    let why = Refusal::JournalDate;
    let commands = vec![verify(checks), accept];
    rig.revisit(&revisit(commands, Outcome::Refused { why }));
    let form = rig.verification.form.as_ref().unwrap();
    assert!(form.marks.remark_on(Field::ChildName).is_some());
    rig.press(Action::Accept);
    let screen = rig.screen(80, 24);
    assert!(
        screen.contains("21.11.2026") && screen.contains("17"),
        "{screen}"
    );
    rig.press(Action::Submit);
    let away = |rig: &Rig| {
        let dismissed = |ask: &Ask| matches!(ask, Ask::Dismiss { seq: 3 });
        rig.asks.iter().any(dismissed)
    };
    assert!(!away(&rig));
    rig.save();
    assert_eq!(rig.given(), ["verify", "accept"]);
    assert!(away(&rig));
}

#[test]
fn a_number_that_is_taken_is_not_proposed_again() {
    let mut now = case(7);
    now.application.checks = all_match();
    let mut rig = rig(now);
    let accept = Command::Accept {
        journal_number: "17".into(),
        date: day(2026, 11, 21),
    };
    let why = Refusal::JournalNumberTaken;
    rig.revisit(&revisit(vec![accept], Outcome::Refused { why }));
    rig.press_times(Action::SectionMatches, 7);
    rig.press(Action::Accept);
    let screen = rig.screen(80, 24);
    assert!(
        screen.contains("41") && screen.contains("занят"),
        "{screen}"
    );
}

#[test]
fn reason_and_explanation_of_a_refused_return_stand_in_the_dialog() {
    let mut rig = rig(case(7));
    let command = Command::Return {
        reason: ReturnReason::Illegible,
        text: "страница 2".into(),
    };
    rig.revisit(&revisit(vec![command.clone()], conflict()));
    rig.press(Action::Return);
    assert!(rig.screen(80, 24).contains("страница 2"));
    rig.press(Action::Submit);
    rig.save();
    let again = rig.asks.iter().any(|ask| match ask {
        Ask::Give { command: given, .. } => *given == command,
        _ => false,
    });
    assert!(again, "one key gives the same again");
}

#[test]
fn a_take_over_that_the_register_refuses_is_asked_for_again() {
    let mut capabilities = without(&[Capability::PersonalView]);
    capabilities.push(Capability::ApplicationTakeover);
    let mut rig = Rig::new(&capabilities, vec![case(7)]);
    rig.open(number(7));
    rig.hold(&[7]);
    rig.press(Action::SectionMatches);
    rig.press(Action::Submit);
    let taken = |rig: &Rig| rig.verification.form.as_ref().unwrap().taken;
    assert!(taken(&rig));
    let seq = rig.save();
    rig.settle(seq, conflict());
    assert!(!taken(&rig));
    rig.press(Action::SectionMatches);
    assert!(rig.screen(80, 24).contains("взять себе?"));
}
