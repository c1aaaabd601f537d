//! The steps at the sizes of small and large terminals, in both languages.

use super::desk::*;
use crate::api::sync::Outcome;
use crate::domain::{EnrolmentRefusal, Refusal};
use crate::i18n::{Language, Texts};
use crate::tui::action::Action;

fn both(name: &str, bench: &mut Bench) {
    insta::assert_snapshot!(format!("{name}_80"), bench.draw(80, 24));
    insta::assert_snapshot!(format!("{name}_120"), bench.draw(120, 40));
    bench.world.texts = Texts::new(Language::English);
    insta::assert_snapshot!(format!("{name}_english_80"), bench.draw(80, 24));
    bench.world.texts = Texts::new(Language::Russian);
}

#[test]
fn every_step_is_drawn() {
    let mut bench = Bench::new();
    both("how", &mut bench);
    bench.type_in("1101000042");
    both("certificate", &mut bench);
    bench.act(Action::Submit);
    both("groups", &mut bench);
    bench.type_in("млад");
    bench.act(Action::Submit);
    both("days", &mut bench);
    bench.act(Action::Submit);
    bench.save();
    both("saved", &mut bench);
    bench.settle(
        1,
        Outcome::Refused {
            why: Refusal::Enrolment(EnrolmentRefusal::GroupFull),
        },
    );
    bench.settle(
        2,
        Outcome::Refused {
            why: Refusal::DependsOnRefused(1),
        },
    );
    both("offers", &mut bench);
}

#[test]
fn any_size_can_be_drawn() {
    let mut bench = Bench::new();
    let mut steps: Vec<fn(&mut Bench)> = vec![
        |bench| bench.type_in("1101000042"),
        |bench| bench.act(Action::Submit),
        |bench| bench.act(Action::Submit),
        |bench| bench.act(Action::Submit),
    ];
    steps.insert(0, |_| {});
    for step in steps {
        step(&mut bench);
        for width in [0_u16, 1, 2, 7, 30, 79, 81, 200] {
            for height in [4_u16, 5, 6, 9, 14, 25, 60] {
                let _ = bench.draw(width, height);
            }
        }
    }
}
