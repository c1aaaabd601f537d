//! What came back for a mistake: from the list and the papers to the marked form, and back to its papers.

use super::*;
use crate::domain::{self, Changes, Correction, ReturnReason};

fn returned(bench: &mut Bench) {
    let seq = bench.handed_in();
    for form in [PrintedForm::Statement, PrintedForm::RegisterExtract] {
        let desk = bench.world.desk();
        let effects = printed(&mut bench.state, number(SERIAL), form, &desk);
        bench.perform(effects);
    }
    bench.settle(seq, Outcome::Applied { version: 1 });
    let mut case = accepted(SERIAL);
    case.application.state = ApplicationState::Returned(ReturnReason::DataMismatch);
    case.application.intake = None;
    bench.hear(&News::Changed {
        reset: false,
        set: vec![case],
        gone: Vec::new(),
    });
}

fn corrector() -> Bench {
    let more = [Capability::ApplicationCorrect];
    Bench::of(unlocked(&[clerk().as_slice(), &more].concat(), 3))
}

#[test]
fn one_key_leads_from_the_papers_and_from_the_list_to_the_form() {
    let mut bench = corrector();
    returned(&mut bench);
    let shown = bench.screen();
    assert!(shown.contains("возвращено"), "{shown}");
    let to_the_form = |bench: &mut Bench| {
        bench.press(Action::Correct);
        match bench.others.pop() {
            Some(Effect::Go(Goto::Change(number, step))) => (number, step),
            other => panic!("{other:?} {:?}", bench.notices),
        }
    };
    let expected = (number(SERIAL), domain::Step::Correct);
    assert_eq!(to_the_form(&mut bench), expected);
    bench.press(Action::Cancel);
    bench.press(Action::Down);
    assert!(
        bench.screen().contains("исправить — e"),
        "{}",
        bench.screen()
    );
    assert_eq!(to_the_form(&mut bench), expected);
}

#[test]
fn without_the_right_it_says_who_may_correct() {
    let mut bench = Bench::new();
    returned(&mut bench);
    bench.press(Action::Cancel);
    bench.press(Action::Down);
    bench.press(Action::Correct);
    assert!(bench.others.is_empty());
    assert!(!bench.notices.is_empty());
    bench.press(Action::Up);
    bench.notices.clear();
    bench.press(Action::Correct);
    assert_eq!(bench.notices.len(), 1, "nothing was handed in there");
}

#[test]
fn a_corrected_statement_is_printed_anew() {
    let mut bench = corrector();
    returned(&mut bench);
    let mut changes = Changes::default();
    changes.set(Field::ChildName, "Алла");
    let correction = Correction {
        changes,
        paper_due: bench.world.today,
    };
    let command = Command::Correct(Box::new(correction));
    let base = Base::Version(1);
    let (target, at) = (number(SERIAL), bench.world.now);
    let envelope = Envelope::new(9, Uuid::nil(), target, base, None, at, command);
    let act = Act {
        envelope,
        outcome: None,
    };
    bench.hear(&News::Saved {
        ticket: Ticket(900),
        act: Box::new(act),
    });
    let asked = |ask: &&Ask| matches!(ask, Ask::Submitted { application: n } if *n == target);
    assert_eq!(bench.asks.iter().filter(asked).count(), 1);
    let mut new = bench.draft().handed.as_ref().unwrap().new.clone();
    new.card.child.name.name = "Алла".into();
    bench.hear(&News::Submitted {
        application: target,
        submitted: Some(new),
    });
    assert_eq!(bench.step(), Some(Step::Papers));
    let handed = bench.draft().handed.as_ref().unwrap();
    assert_eq!(papers::unprinted(handed), [PrintedForm::Statement]);
    assert_eq!(handed.new.card.child.name.name.as_str(), "Алла");
    assert_eq!(bench.draft().entries.get(Field::ChildName), "Алла");
}
