//! The journal and the register differ: the journal goes on under another name, and no act is lost or given twice.

use super::*;
use crate::api::epoch::Taken;
use crate::store::SHOWN;

fn answer(device: u128, epoch: u32, taken: Vec<Taken>) -> EpochAnswer {
    EpochAnswer {
        device: Uuid::from_u128(device),
        epoch,
        taken,
    }
}

fn taken(seq: u64, id: Uuid, version: u64) -> Taken {
    Taken {
        seq,
        id,
        target: number(1).into(),
        command: "verify".into(),
        at: at(),
        outcome: Outcome::Applied { version },
    }
}

impl Bench {
    fn differs(&self) -> Differs {
        match self.event() {
            Event::Admitted(Err(differs)) => differs,
            other => panic!("{other:?}"),
        }
    }

    /// Renews; gives the acts under their new seqs, and what the clerk is told.
    fn renew(&self, why: Mismatch, answer: EpochAnswer) -> (Vec<Act>, Renewal) {
        self.ask(Request::Renew {
            why,
            answer: Box::new(answer),
        });
        let all = unlocked(self.event());
        match self.event() {
            Event::Renewed(renewal) => {
                assert_eq!(all.renewal.as_ref(), Some(&*renewal));
                (all.acts, *renewal)
            }
            other => panic!("{other:?}"),
        }
    }
}

fn bases(acts: &[Act]) -> Vec<(u64, Base)> {
    acts.iter()
        .map(|a| (a.envelope.seq, a.envelope.base))
        .collect()
}

#[test]
fn each_difference_is_named_and_with_nothing_at_stake_there_is_none() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.admit("один", login(2, 0), Wanted::Behind);
    assert!(
        matches!(bench.event(), Event::Admitted(Ok(o)) if o.device.id == Uuid::from_u128(2)),
        "an empty journal takes over the name that it is given"
    );
    bench.admit("один", login(1, 0), Wanted::Behind);
    bench.event();
    bench.give(1, 1, verify());
    bench.absorb(vec![(1, Outcome::Applied { version: 2 })], Vec::new());
    let newer = LoginAnswer {
        epoch: 2,
        ..login(1, 0)
    };
    let older = LoginAnswer {
        epoch: 0,
        ..login(1, 9)
    };
    for waiting in [false, true] {
        if waiting {
            bench.give(1, 2, accept());
        }
        for (answer, expected, next) in [
            (login(2, 0), Mismatch::OtherDevice, 2),
            (login(1, 0), Mismatch::RegisterBehind, 2),
            (login(1, 3), Mismatch::JournalBehind, 2),
            // What it has of the old name is asked for as a whole.
            (newer.clone(), Mismatch::OldEpoch, 1),
            (older.clone(), Mismatch::RegisterBehind, 2),
        ] {
            bench.admit("один", answer, Wanted::Behind);
            let differs = bench.differs();
            assert_eq!((differs.why, differs.next), (expected, next));
            assert_eq!(differs.device.id, Uuid::from_u128(1));
        }
    }
    bench.admit("один", login(1, 2), Wanted::Behind);
    match bench.event() {
        Event::Admitted(Ok(outbox)) => assert_eq!(
            outbox.waiting.len(),
            1,
            "a result that was lost on the way is no mismatch"
        ),
        other => panic!("{other:?}"),
    }
    bench.ask(Request::Compare {
        why: Mismatch::SeqReused,
        high_water: None,
    });
    assert_eq!(bench.differs().why, Mismatch::SeqReused);
}

#[test]
fn waiting_acts_go_on_under_the_new_name_and_follow_one_another_as_before() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let applied = bench.give(1, 4, verify());
    bench.give(2, 1, verify());
    let refused = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    let results = vec![(1, Outcome::Applied { version: 5 }), (2, refused.clone())];
    bench.absorb(results, Vec::new());
    // What the register had applied is asked again: it knows it by its id, or was put back and has to be given it.
    let given = [
        applied,
        bench.give(1, 5, accept()),
        bench.give(3, 1, verify()),
        bench.give(3, 1, accept()),
    ];
    bench.admit("один", login(1, 6), Wanted::Behind);
    let differs = bench.differs();
    assert_eq!((differs.why, differs.next), (Mismatch::JournalBehind, 3));
    let stranger = Uuid::from_u128(99);
    let known = vec![taken(5, given[3].envelope.id, 3), taken(6, stranger, 7)];
    let (acts, renewal) = bench.renew(Mismatch::JournalBehind, answer(1, 2, known.clone()));
    assert_eq!(
        bases(&acts),
        [
            (1, Base::Version(4)),
            (2, Base::After(1)),
            (3, Base::Version(1)),
            (4, Base::After(3)),
            (SHOWN, Base::Version(1)),
        ]
    );
    for (act, before) in acts.iter().zip(&given) {
        assert_eq!(act.envelope.id, before.envelope.id);
        assert_eq!(act.envelope.hash, act.envelope.digest());
        assert!(act.waits());
    }
    assert_eq!(acts[4].outcome, Some(refused));
    assert_eq!(renewal.resent, 3);
    assert_eq!(renewal.taken, [taken(6, stranger, 7)]);
    assert_eq!((renewal.unproved, renewal.device.epoch), (None, 2));
    // It is told again until it is read, and the journal works under its new name.
    bench.stop();
    let bench = Bench::start(data.path());
    let all = unlocked(bench.unlock("один"));
    assert!(matches!(bench.event(), Event::LogIn { device: Some(d), .. } if d.epoch == 2));
    assert_eq!((all.acts, all.renewal), (acts, Some(renewal)));
    bench.ask(Request::DismissRenewal);
    let shown = Request::Dismiss { seq: SHOWN };
    bench.ask(shown);
    let next = bench.give(1, 5, Command::Activate);
    assert_eq!((next.envelope.seq, next.envelope.base), (5, Base::After(2)));
    let renewed = LoginAnswer {
        epoch: 2,
        ..login(1, 0)
    };
    bench.admit("один", renewed, Wanted::Behind);
    assert!(matches!(bench.event(), Event::Admitted(Ok(o)) if o.waiting.len() == 5));
    bench.stop();
    let bench = Bench::start(data.path());
    let all = unlocked(bench.unlock("один"));
    assert_eq!((all.acts.len(), all.renewal), (5, None));
}

#[test]
fn a_register_that_was_put_back_gets_again_what_it_had_applied() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let ids: Vec<_> = [
        bench.give(1, 1, verify()),
        bench.give(1, 1, accept()),
        bench.give(2, 1, verify()),
        bench.give(2, 1, accept()),
    ]
    .map(|act| act.envelope.id)
    .to_vec();
    let refused = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    let results = vec![
        (1, Outcome::Applied { version: 2 }),
        (2, Outcome::Applied { version: 3 }),
        (3, Outcome::Applied { version: 2 }),
        (4, refused),
    ];
    bench.absorb(results, Vec::new());
    let waiting = bench.give(1, 3, Command::Activate).envelope.id;
    bench.admit("один", login(1, 1), Wanted::Behind);
    assert_eq!(bench.differs().why, Mismatch::RegisterBehind);
    let (acts, renewal) = bench.renew(Mismatch::RegisterBehind, answer(1, 2, Vec::new()));
    assert_eq!(
        bases(&acts),
        [
            (1, Base::Version(2)),
            (2, Base::Version(1)),
            (3, Base::After(1)),
            (SHOWN, Base::After(3)),
        ]
    );
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, [ids[1], ids[2], waiting, ids[3]]);
    assert_eq!((renewal.resent, renewal.unproved), (3, None));
    // Put back again, to before the renewal: what was sent under the first name is lacking as well.
    bench.absorb(vec![(1, Outcome::Applied { version: 3 })], Vec::new());
    bench.admit("один", login(1, 0), Wanted::Behind);
    assert_eq!(bench.differs().why, Mismatch::RegisterBehind);
    let (acts, _) = bench.renew(Mismatch::RegisterBehind, answer(1, 3, Vec::new()));
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, [ids[0], ids[1], ids[2], waiting, ids[3]]);
}

#[test]
fn an_answer_without_results_shows_a_register_that_was_put_back() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let id = bench.give(1, 1, verify()).envelope.id;
    bench.absorb(vec![(1, Outcome::Applied { version: 2 })], Vec::new());
    bench.absorb(Vec::new(), Vec::new());
    assert_eq!(bench.differs().why, Mismatch::RegisterBehind);
    let (acts, renewal) = bench.renew(Mismatch::RegisterBehind, answer(1, 2, Vec::new()));
    assert_eq!((acts.len(), renewal.resent), (1, 1));
    assert_eq!(acts[0].envelope.id, id);
}

#[test]
fn a_lost_tail_asks_for_another_name_and_says_what_nobody_can_prove() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    for serial in 1..=4 {
        bench.give(serial, 1, verify());
    }
    bench.stop();
    let files = Files::new(data.path().to_owned());
    let path = files.slots("anna")[0].join("outbox");
    let mut bytes = std::fs::read(&path).unwrap();
    // Acts 2 to 4 are gone; act 1 ends behind the name and one frame of nearly the same size.
    let used = bytes.iter().rposition(|b| *b != 0).unwrap() + 1;
    let each = (used - 12_288) / 4;
    bytes[12_288 + each + each / 2..].fill(0);
    std::fs::write(&path, bytes).unwrap();

    let bench = Bench::start(data.path());
    let all = unlocked(bench.unlock("один"));
    bench.event();
    assert_eq!(all.acts.len(), 1);
    bench.admit("один", login(1, 2), Wanted::Behind);
    let differs = bench.differs();
    assert_eq!((differs.why, differs.next), (Mismatch::LostTail, 1));
    assert_eq!(bench.give(1, 1, accept()).envelope.seq, 5);
    let known = vec![taken(2, Uuid::from_u128(9), 2)];
    let (acts, renewal) = bench.renew(Mismatch::LostTail, answer(1, 2, known));
    assert_eq!(bases(&acts), [(1, Base::Version(1)), (2, Base::After(1))]);
    assert_eq!(renewal.unproved, Some((3, 4)));
    assert_eq!((renewal.taken.len(), renewal.resent), (1, 2));
}

/// Four acts that the register has applied, under the name of device 1 in epoch 1.
fn applied(bench: &Bench) -> Vec<Uuid> {
    let ids = (1..=4).map(|serial| bench.give(serial, 1, verify()).envelope.id);
    let ids = ids.collect();
    let each = |seq| (seq, Outcome::Applied { version: 2 });
    bench.absorb((1..=4).map(each).collect(), Vec::new());
    ids
}

#[test]
fn a_copied_store_sends_nothing_again_that_the_register_has() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let ids = applied(&bench);
    let waiting = bench.give(5, 1, verify()).envelope.id;
    bench.ask(Request::Compare {
        why: Mismatch::OldEpoch,
        high_water: None,
    });
    assert_eq!(bench.differs().next, 1);
    // Act 5 of the register is one that the other copy gave.
    let mut known: Vec<_> = (1..)
        .zip(&ids)
        .map(|(seq, id)| taken(seq, *id, 2))
        .collect();
    known.push(taken(5, Uuid::from_u128(99), 2));
    let (acts, renewal) = bench.renew(Mismatch::OldEpoch, answer(2, 1, known.clone()));
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, [waiting]);
    assert_eq!((renewal.resent, &renewal.taken[..]), (1, &known[4..]));
}

#[test]
fn a_name_that_was_never_heard_leaves_no_act_lost() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let ids = applied(&bench);
    // The register was put back to act 2, gave the journal a newer name, and the desk crashed before it bore it.
    let known = vec![taken(1, ids[0], 2), taken(2, ids[1], 2)];
    let (acts, renewal) = bench.renew(Mismatch::OldEpoch, answer(2, 1, known));
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, ids[2..]);
    assert_eq!((renewal.resent, renewal.taken.len()), (2, 0));
}

#[test]
fn an_answer_that_was_lost_and_comes_again_leaves_no_act_lost() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let ids = applied(&bench);
    bench.admit("один", login(1, 2), Wanted::Behind);
    assert_eq!(bench.differs().why, Mismatch::RegisterBehind);
    // The register has given the next name, and the answer was cut; the next login speaks of that name.
    let newer = LoginAnswer {
        epoch: 2,
        ..login(1, 0)
    };
    bench.admit("один", newer, Wanted::Behind);
    assert_eq!(bench.differs().next, 1);
    let known = vec![taken(1, ids[0], 2), taken(2, ids[1], 2)];
    let (acts, renewal) = bench.renew(Mismatch::RegisterBehind, answer(1, 2, known));
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, ids[2..]);
    assert_eq!((renewal.resent, renewal.unproved), (2, None));
}

#[test]
fn where_nothing_tells_what_the_register_has_it_is_asked_without_a_word() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let mut ids = applied(&bench);
    ids.push(bench.give(5, 1, verify()).envelope.id);
    let (acts, renewal) = bench.renew(Mismatch::OldEpoch, answer(2, 1, Vec::new()));
    let sent: Vec<_> = acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, ids);
    assert_eq!(renewal.resent, 1);
}
