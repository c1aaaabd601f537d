//! A kept card is the one behind this desk's own acts, and goes with what anybody else has done.

use super::*;
use crate::domain::{Changes, Correction, Field, samples};

fn kept(bench: &Bench) -> Option<RevealedCard> {
    bench.ask(Request::Card {
        application: number(1),
    });
    match bench.event() {
        Event::Card(card) => Some(*card),
        Event::CardWanted { .. } => None,
        other => panic!("{other:?}"),
    }
}

fn address(of: Option<RevealedCard>) -> String {
    of.expect("the card").card.child.address.to_string()
}

fn correct(address: &str) -> Command {
    let mut changes = Changes::default();
    changes.set(Field::ChildAddress, address);
    Command::Correct(Box::new(Correction {
        changes,
        paper_due: samples::today(),
    }))
}

/// A store that keeps the card of the first application.
fn with_card(bench: &Bench) -> RevealedCard {
    bench.first();
    let card = RevealedCard {
        application: number(1),
        card: samples::card(),
        alike: Vec::new(),
    };
    bench.ask(Request::KeepCard(Box::new(card.clone())));
    card
}

#[test]
fn what_was_corrected_here_stands_on_the_card_and_what_was_refused_is_asked_for_anew() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    with_card(&bench);
    bench.give(1, 4, correct("г. Ухта, ул. Мира, д. 1"));
    assert_eq!(address(kept(&bench)), "г. Ухта, ул. Мира, д. 1");
    bench.absorb(vec![(1, Outcome::Applied { version: 5 })], vec![case(1, 5)]);
    assert_eq!(address(kept(&bench)), "г. Ухта, ул. Мира, д. 1");
    bench.give(1, 5, correct("г. Инта, ул. Мира, д. 1"));
    let why = Refusal::NotAllowed(crate::domain::Capability::ApplicationCorrect);
    bench.absorb(vec![(2, Outcome::Refused { why })], Vec::new());
    assert_eq!(kept(&bench), None);
    bench.stop();
}

#[test]
fn what_another_desk_has_changed_is_asked_for_anew() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    let card = with_card(&bench);
    bench.absorb(Vec::new(), vec![case(2, 9)]);
    assert_eq!(kept(&bench), Some(card));
    bench.absorb(Vec::new(), vec![case(1, 5)]);
    assert_eq!(kept(&bench), None);
    bench.stop();
}
