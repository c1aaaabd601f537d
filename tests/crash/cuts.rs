//! Every moment at which the power can go: each prefix of each unsynced write of each workload of up to three acts.

use std::collections::BTreeMap;

use reestr::api::epoch::EpochAnswer;
use reestr::api::sync::{Envelope, Outcome};
use reestr::domain::Refusal;
use reestr::store::worker::{Event, Request};
use reestr::store::{Act, Mismatch};
use uuid::Uuid;

use crate::bench::{Bench, unlocked};
use crate::medium::{Image, Medium};

/// The most acts of a workload; what happens to them comes on top.
const ACTS: usize = 3;
/// The longest workload, and the longest in which the journal gets another name.
const STEPS: usize = 5;
const RENEWED_STEPS: usize = 4;
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
    /// The journal goes on under another name.
    Renewed,
}

const ALL: [Step; 6] = [
    Step::Give,
    Step::Applied,
    Step::Refused,
    Step::Already,
    Step::Dismissed,
    Step::Renewed,
];

/// What has to be in a store: acts by their ids, which no other name changes.
#[derive(Clone, Debug)]
struct Model {
    acts: BTreeMap<Uuid, Act>,
    given: usize,
    next: u64,
    renewed: bool,
}

impl Model {
    fn new() -> Self {
        Self {
            acts: BTreeMap::new(),
            given: 0,
            next: 1,
            renewed: false,
        }
    }

    fn can(&self, step: Step) -> bool {
        match step {
            Step::Give => self.given < ACTS,
            Step::Applied | Step::Refused | Step::Already => self.acts.values().any(Act::waits),
            Step::Dismissed => self.acts.values().any(|act| !act.waits()),
            Step::Renewed => !self.renewed && !self.acts.is_empty(),
        }
    }

    /// The act that was given first, of those that wait or of the others.
    fn first(&self, waits: bool) -> Act {
        let acts = self.acts.values().filter(|act| act.waits() == waits);
        let first = acts.min_by_key(|act| act.envelope.seq);
        first.expect("there is one").clone()
    }

    /// Takes the step on the bench and here.
    fn take(&mut self, step: Step, bench: &mut Bench) {
        match step {
            Step::Give => {
                self.given += 1;
                let act = bench.give(self.given as u32).expect("it is saved");
                assert_eq!(act.envelope.seq, self.next);
                self.next += 1;
                self.acts.insert(act.envelope.id, act);
            }
            Step::Applied => {
                let act = self.first(true).envelope;
                assert!(bench.settle(act.seq, Outcome::Applied { version: 2 }));
                self.acts.remove(&act.id);
            }
            Step::Already => {
                let act = self.first(true).envelope;
                let (version, by) = (2, None);
                assert!(bench.settle(act.seq, Outcome::Already { version, by }));
                self.acts.remove(&act.id);
            }
            Step::Refused => {
                let act = self.first(true).envelope;
                let why = Refusal::DocumentsIncomplete;
                let outcome = Outcome::Refused { why };
                assert!(bench.settle(act.seq, outcome.clone()));
                self.acts.get_mut(&act.id).expect("it waits").outcome = Some(outcome);
            }
            Step::Dismissed => {
                let Envelope { seq, id, .. } = self.first(false).envelope;
                bench.ask(Request::Dismiss { seq });
                self.acts.remove(&id);
            }
            Step::Renewed => self.renew(bench),
        }
    }

    /// Acts keep their ids, their order, and what is asked and answered; those that wait are numbered from 1.
    fn renew(&mut self, bench: &mut Bench) {
        let answer = EpochAnswer {
            device: Uuid::from_u128(1),
            epoch: 2,
            taken: Vec::new(),
        };
        let why = Mismatch::LostTail;
        let told = bench.ask(Request::Renew {
            why,
            answer: Box::new(answer),
        });
        assert!(told.iter().any(|e| matches!(e, Event::Renewed(_))));
        let shown = unlocked(bench.unlock()).expect("it is open");
        let order = |acts: &BTreeMap<Uuid, Act>| {
            let mut waiting: Vec<_> = acts.values().filter(|a| a.waits()).collect();
            waiting.sort_by_key(|act| act.envelope.seq);
            waiting.iter().map(|a| a.envelope.id).collect::<Vec<_>>()
        };
        let renewed = by_id(shown.acts);
        assert_eq!(order(&renewed), order(&self.acts));
        for (id, act) in &self.acts {
            let now = &renewed[id];
            assert_eq!(now.outcome, act.outcome);
            assert_eq!(now.envelope.command, act.envelope.command);
            assert_eq!(now.envelope.target, act.envelope.target);
        }
        assert_eq!(renewed.len(), self.acts.len());
        self.next = order(&renewed).len() as u64 + 1;
        self.acts = renewed;
        self.renewed = true;
    }
}

fn by_id(acts: Vec<Act>) -> BTreeMap<Uuid, Act> {
    let acts = acts.into_iter().map(|act| (act.envelope.id, act));
    acts.collect()
}

/// All workloads; a longer one follows what it begins with.
fn workloads() -> Vec<Vec<Step>> {
    fn grow(steps: &[Step], model: &Model, all: &mut Vec<Vec<Step>>) {
        let most = if model.renewed { RENEWED_STEPS } else { STEPS };
        if steps.len() >= most {
            return;
        }
        for step in ALL.into_iter().filter(|step| model.can(*step)) {
            if step == Step::Renewed && steps.len() >= RENEWED_STEPS {
                continue;
            }
            let mut bench = Bench::on(Box::new(Medium::default()));
            bench.make();
            let mut grown = Model::new();
            let steps: Vec<_> = steps.iter().copied().chain([step]).collect();
            for step in &steps {
                grown.take(*step, &mut bench);
            }
            all.push(steps.clone());
            grow(&steps, &grown, all);
        }
    }
    let mut all = Vec::new();
    grow(&[], &Model::new(), &mut all);
    all
}

/// Opens what a cut left: everything acknowledged is there, nothing is invented, and work goes on behind it.
fn check(image: &Image, before: &Model, after: &Model, over: bool, work: bool) {
    let medium = Medium::holding(image);
    let mut bench = Bench::on(Box::new(medium.clone()));
    let opened = unlocked(bench.unlock()).expect("the store opens");
    let found = by_id(opened.acts);
    if over {
        assert_eq!(found, after.acts);
    }
    for (id, act) in &found {
        let asked = |model: &Model| model.acts.get(id).map(|a| a.envelope.clone());
        let envelope = Some(act.envelope.clone());
        assert!(
            asked(before) == envelope || asked(after) == envelope,
            "invented: {act:?}"
        );
    }
    for (id, act) in &before.acts {
        let now = found.get(id);
        let on_the_way = now.is_some_and(|now| !now.waits()) && !after.acts.contains_key(id);
        assert!(
            now == Some(act) || now == after.acts.get(id) || on_the_way,
            "act {} is {now:?}",
            act.envelope.seq
        );
    }
    if !work {
        return;
    }
    let act = bench.give(90).expect("it goes on");
    let seq = act.envelope.seq;
    assert!(
        seq == after.next || (!over && seq == before.next),
        "seq {seq} is left out or given twice"
    );
    assert!(found.values().all(|known| known.envelope.seq != seq));
    let mut again = Bench::on(Box::new(Medium::holding(&medium.seen())));
    let opened = unlocked(again.unlock()).expect("the store opens again");
    let mut expected = found;
    expected.insert(act.envelope.id, act);
    assert_eq!(by_id(opened.acts), expected);
}

/// Cuts a workload short in its last step; gives the number of cuts.
fn cut(steps: &[Step]) -> usize {
    let medium = Medium::default();
    let mut bench = Bench::on(Box::new(medium.clone()));
    bench.make();
    let mut before = Model::new();
    let (last, first) = steps.split_last().expect("a step");
    for step in first {
        before.take(*step, &mut bench);
    }
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
