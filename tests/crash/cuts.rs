//! Every moment at which the power can go: each prefix of each unsynced write of each workload of up to three acts.

use std::collections::BTreeMap;

use reestr::api::sync::Outcome;
use reestr::domain::Refusal;
use reestr::store::Act;
use reestr::store::worker::Request;

use crate::bench::{Bench, unlocked};
use crate::medium::{Image, Medium};

/// The most acts of a workload; what happens to them comes on top.
const ACTS: usize = 3;
/// The longest workload.
const STEPS: usize = 5;
/// A recovered store is worked with at every so manyeth cut; opened it is at each.
const WORKED: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Give,
    /// The register has applied the oldest act that waits.
    Applied,
    /// It has refused it, which a person has to see.
    Refused,
    /// It was done already by this clerk: two entries at once.
    Already,
    /// The clerk has seen the oldest refused act.
    Dismissed,
}

const ALL: [Step; 5] = [
    Step::Give,
    Step::Applied,
    Step::Refused,
    Step::Already,
    Step::Dismissed,
];

/// What has to be in a store.
#[derive(Clone, Debug, Default)]
struct Model {
    acts: BTreeMap<u64, Act>,
    given: usize,
}

impl Model {
    fn can(&self, step: Step) -> bool {
        match step {
            Step::Give => self.given < ACTS,
            Step::Applied | Step::Refused | Step::Already => self.acts.values().any(Act::waits),
            Step::Dismissed => self.acts.values().any(|act| !act.waits()),
        }
    }

    /// Takes the step on the bench and here.
    fn take(&mut self, step: Step, bench: &mut Bench) {
        let waiting = self.acts.values().find(|a| a.waits());
        let waiting = waiting.map(|a| a.envelope.seq);
        match (step, waiting) {
            (Step::Give, _) => {
                self.given += 1;
                let act = bench.give(self.given as u32).expect("it is saved");
                assert_eq!(act.envelope.seq, self.given as u64);
                self.acts.insert(act.envelope.seq, act);
            }
            (Step::Applied, Some(seq)) => {
                assert!(bench.settle(seq, Outcome::Applied { version: 2 }));
                self.acts.remove(&seq);
            }
            (Step::Already, Some(seq)) => {
                let (version, by) = (2, None);
                assert!(bench.settle(seq, Outcome::Already { version, by }));
                self.acts.remove(&seq);
            }
            (Step::Refused, Some(seq)) => {
                let why = Refusal::DocumentsIncomplete;
                let outcome = Outcome::Refused { why };
                assert!(bench.settle(seq, outcome.clone()));
                self.acts.get_mut(&seq).expect("it waits").outcome = Some(outcome);
            }
            (Step::Dismissed, _) => {
                let answered = self.acts.values().find(|a| !a.waits());
                let seq = answered.expect("it was refused").envelope.seq;
                bench.ask(Request::Dismiss { seq });
                self.acts.remove(&seq);
            }
            (step, None) => unreachable!("{step:?} needs an act that waits"),
        }
    }
}

/// All workloads; a longer one follows what it begins with.
fn workloads() -> Vec<Vec<Step>> {
    fn grow(steps: &[Step], model: &Model, all: &mut Vec<Vec<Step>>) {
        if steps.len() == STEPS {
            return;
        }
        for step in ALL.into_iter().filter(|step| model.can(*step)) {
            let mut bench = Bench::on(Box::new(Medium::default()));
            bench.make();
            let mut grown = Model::default();
            let steps: Vec<_> = steps.iter().copied().chain([step]).collect();
            steps.iter().for_each(|s| grown.take(*s, &mut bench));
            all.push(steps.clone());
            grow(&steps, &grown, all);
        }
    }
    let mut all = Vec::new();
    grow(&[], &Model::default(), &mut all);
    all
}

/// Opens what a cut left: everything acknowledged is there, nothing is invented, and work goes on behind it.
fn check(image: &Image, before: &Model, after: &Model, over: bool, work: bool) {
    let medium = Medium::holding(image);
    let mut bench = Bench::on(Box::new(medium.clone()));
    let opened = unlocked(bench.unlock()).expect("the store opens");
    let found: BTreeMap<u64, Act> = opened
        .acts
        .into_iter()
        .map(|act| (act.envelope.seq, act))
        .collect();
    if over {
        assert_eq!(found, after.acts);
    }
    for (seq, act) in &found {
        let known = before.acts.get(seq).or(after.acts.get(seq));
        let known = known.unwrap_or_else(|| panic!("act {seq} is invented"));
        assert_eq!(act.envelope, known.envelope);
    }
    for (seq, act) in &before.acts {
        let now = found.get(seq);
        let on_the_way = now.is_some_and(|now| !now.waits()) && !after.acts.contains_key(seq);
        assert!(
            now == Some(act) || now == after.acts.get(seq) || on_the_way,
            "act {seq} is {now:?}"
        );
    }
    if !work {
        return;
    }
    let act = bench.give(90).expect("it goes on");
    let seq = act.envelope.seq;
    let last = if over || found.len() > before.acts.len() {
        after.given
    } else {
        before.given
    };
    assert_eq!(seq, last as u64 + 1, "a seq is left out or given twice");
    let mut again = Bench::on(Box::new(Medium::holding(&medium.seen())));
    let opened = unlocked(again.unlock()).expect("the store opens again");
    let expected: Vec<_> = found.into_values().chain([act]).collect();
    assert_eq!(opened.acts, expected);
}

/// Cuts a workload short in its last step; gives the number of cuts.
fn cut(steps: &[Step]) -> usize {
    let medium = Medium::default();
    let mut bench = Bench::on(Box::new(medium.clone()));
    bench.make();
    let mut before = Model::default();
    let (last, first) = steps.split_last().expect("a step");
    first.iter().for_each(|step| before.take(*step, &mut bench));
    let start = medium.settle();
    let mut after = before.clone();
    after.take(*last, &mut bench);
    let cuts = medium.cuts(&start);
    let steps_done = cuts.iter().map(|(done, _)| *done).max().unwrap_or_default();
    for (n, (done, image)) in cuts.iter().enumerate() {
        let over = *done == steps_done;
        check(image, &before, &after, over, over || n % WORKED == 0);
    }
    cuts.len()
}

#[test]
fn whatever_moment_the_power_goes_what_was_acknowledged_is_there() {
    let workloads = workloads();
    let half = workloads.len() / 2;
    let cuts: usize = std::thread::scope(|scope| {
        let parts = [&workloads[..half], &workloads[half..]];
        let threads =
            parts.map(|part| scope.spawn(move || part.iter().map(|w| cut(w)).sum::<usize>()));
        threads
            .into_iter()
            .map(|t| t.join().expect("no panic"))
            .sum()
    });
    println!("{} workloads, {cuts} cuts", workloads.len());
    assert!(cuts > 10_000, "only {cuts} cuts were tried");
}

#[test]
fn a_store_that_is_being_made_is_there_whole_or_not_at_all() {
    let medium = Medium::default();
    let mut bench = Bench::on(Box::new(medium.clone()));
    bench.make();
    let cuts = medium.cuts(&Image::default());
    let (mut made, mut none) = (0, 0);
    for (_, image) in cuts {
        let left = Medium::holding(&image);
        let mut bench = Bench::on(Box::new(left));
        if unlocked(bench.unlock()).is_some() {
            made += 1;
            assert_eq!(bench.give(1).expect("it is whole").envelope.seq, 1);
        } else {
            none += 1;
            let made = bench.make();
            assert!(unlocked(made).is_some(), "a new one can't be made");
        }
    }
    assert!(made > 0 && none > 0, "{made} were there, {none} not");
}
