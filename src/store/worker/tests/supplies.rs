//! What a store keeps for filling in applications: numbers, forms, and what was handed in here.

use std::fs;
use std::path::PathBuf;

use super::adoption::copy;
use super::*;
use crate::api::epoch::EpochAnswer;
use crate::api::forms::Forms;
use crate::api::sync::NumberBlock;
use crate::domain::{ApplicationNumber, Capability, CertificateNumber, PrintedForm};
use crate::store::fixture::submit;

pub(super) const HERE: MunicipalityCode = MunicipalityCode(1);

/// A clerk who fills in applications.
pub(super) fn creator(high_water: u64) -> LoginAnswer {
    let mut answer = login(1, high_water);
    let rights = answer.profile.capabilities;
    answer.profile.capabilities = rights.with(Capability::ApplicationCreate);
    answer
}

pub(super) fn block(first: u32, count: u32) -> NumberBlock {
    NumberBlock {
        municipality: HERE,
        year: 2026,
        first,
        certificates: (first..first + count)
            .map(|serial| CertificateNumber::new(HERE, serial))
            .collect(),
        lease: 1,
    }
}

pub(super) fn with_numbers(block: NumberBlock) -> SyncAnswer {
    SyncAnswer {
        numbers: Some(block),
        now: at(),
        ..SyncAnswer::default()
    }
}

pub(super) fn serials(pairs: &[(ApplicationNumber, CertificateNumber)]) -> Vec<u32> {
    pairs.iter().map(|(number, _)| number.serial()).collect()
}

pub(super) fn left(told: &[Event]) -> Option<u32> {
    match told.last() {
        Some(Event::Absorbed(Some(absorbed))) => absorbed.numbers_left,
        other => panic!("{other:?}"),
    }
}

/// A store with the numbers 5 to 9.
pub(super) fn opened(data: &Path) -> Bench {
    let bench = Bench::start(data);
    bench.first_as("один", creator(0));
    let told = bench.take_in(with_numbers(block(5, 5)), Vec::new());
    assert!(matches!(&told[0], Event::Numbers(told) if *told == block(5, 5)));
    assert_eq!(left(&told), Some(5));
    bench
}

/// What a start finds.
pub(super) fn again(data: &Path) -> (Bench, Unlocked) {
    let bench = Bench::start(data);
    let all = unlocked(bench.unlock("один"));
    assert!(matches!(bench.event(), Event::LogIn { .. }));
    (bench, all)
}

pub(super) fn outbox(bench: &Bench, answer: LoginAnswer) -> Outbox {
    bench.admit("один", answer, Wanted::Behind);
    match bench.event() {
        Event::Admitted(Ok(outbox)) => *outbox,
        other => panic!("{other:?}"),
    }
}

pub(super) fn cache(data: &Path) -> PathBuf {
    Files::new(data.to_owned()).slots("anna")[0].join("cache")
}

#[test]
fn numbers_are_used_up_in_order_and_the_rest_outlasts_a_start() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    bench.ask(Request::NumberUsed {
        application: number(5),
    });
    bench.give(6, 0, submit(6));
    let told = bench.absorb(Vec::new(), Vec::new());
    assert_eq!(left(&told), Some(3));
    bench.stop();

    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [7, 8, 9]);
    assert_eq!(outbox(&bench, creator(0)).numbers_left, Some(3));
    bench.take_in(with_numbers(block(20, 2)), Vec::new());
    bench.stop();
    let (_bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [7, 8, 9, 20, 21]);
}

#[test]
fn numbers_are_none_of_a_clerk_who_fills_in_no_applications() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    assert_eq!(left(&bench.absorb(Vec::new(), Vec::new())), None);
    assert_eq!(outbox(&bench, login(1, 0)).numbers_left, None);
}

#[test]
fn numbers_of_a_past_year_go_by_the_clock_of_the_register() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    *bench.now.lock().unwrap() = at() + chrono::Duration::days(3_650);
    assert_eq!(
        left(&bench.take_in(with_numbers(block(30, 1)), Vec::new())),
        Some(6)
    );
    let new_year = SyncAnswer {
        now: at() + chrono::Duration::days(365),
        ..SyncAnswer::default()
    };
    assert_eq!(left(&bench.take_in(new_year, Vec::new())), Some(0));
}

#[test]
fn an_older_cache_gives_no_number_twice_and_a_lost_one_none() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    bench.stop();
    let older = tempfile::tempdir().unwrap();
    copy(&cache(data.path()), older.path());
    let put_back = || {
        fs::remove_dir_all(cache(data.path())).unwrap();
        copy(older.path(), &cache(data.path()));
    };

    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [5, 6, 7, 8, 9]);
    bench.give(5, 0, submit(5));
    bench.give(6, 0, submit(6));
    bench.stop();
    put_back();
    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [7, 8, 9], "acts that wait bear them");
    let refused = Outcome::Refused {
        why: Refusal::NumberTaken,
    };
    bench.absorb(
        vec![(1, Outcome::Applied { version: 1 }), (2, refused)],
        Vec::new(),
    );
    bench.ask(Request::Dismiss { seq: 2 });
    bench.stop();
    put_back();
    let (bench, all) = again(data.path());
    assert_eq!(
        serials(&all.numbers),
        [7, 8, 9],
        "acts that are over bore them"
    );
    bench.stop();
    fs::remove_dir_all(cache(data.path())).unwrap();
    let (bench, all) = again(data.path());
    assert!(all.numbers.is_empty());
    assert_eq!(outbox(&bench, creator(2)).numbers_left, Some(0));
    // A register that was put back leases once more what was given.
    let told = bench.take_in(with_numbers(block(4, 4)), Vec::new());
    let told: Vec<_> = told
        .iter()
        .filter_map(|event| match event {
            Event::Numbers(block) => Some((block.first, block.certificates.len())),
            _ => None,
        })
        .collect();
    assert_eq!(told, [(4, 1), (7, 1)]);
}

#[test]
fn a_journal_that_goes_on_under_another_name_gives_its_numbers_up() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    bench.give(5, 0, submit(5));
    bench.ask(Request::Renew {
        why: Mismatch::OldEpoch,
        answer: Box::new(EpochAnswer {
            device: Uuid::from_u128(1),
            epoch: 2,
            taken: Vec::new(),
        }),
    });
    let all = unlocked(bench.event());
    assert!(all.numbers.is_empty());
    assert!(matches!(bench.event(), Event::Renewed(_)));
    bench.take_in(with_numbers(block(5, 2)), Vec::new());
    bench.stop();
    let (_bench, all) = again(data.path());
    assert_eq!(
        serials(&all.numbers),
        [6],
        "the act under its new seq bears 5"
    );
}

#[test]
fn forms_outlast_a_start_and_their_revision_is_known() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let forms = Forms {
        revision: "00ff00ff00ff00ff".into(),
        paper_days: 20,
        submit_open: true,
        ..Forms::default()
    };
    bench.ask(Request::KeepForms(Box::new(forms.clone())));
    assert!(matches!(bench.event(), Event::Forms(told) if *told == forms));
    assert_eq!(
        outbox(&bench, creator(0)).forms,
        Some(forms.revision.clone())
    );
    bench.stop();
    let (bench, all) = again(data.path());
    assert_eq!(all.forms.as_ref(), Some(&forms));
    assert_eq!(outbox(&bench, creator(0)).forms, Some(forms.revision));
}

#[test]
fn acts_on_an_application_of_this_desk_follow_its_submission() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let base = |act: Act| act.envelope.base;
    assert_eq!(base(bench.give(5, 0, submit(5))), Base::Version(0));
    let printed = Command::NotePrinted {
        form: PrintedForm::Statement,
        copy: false,
    };
    assert_eq!(base(bench.give(5, 0, printed)), Base::After(1));
    assert_eq!(base(bench.give(5, 0, verify())), Base::After(1));
    bench.absorb(vec![(1, Outcome::Applied { version: 1 })], Vec::new());
    assert_eq!(base(bench.give(5, 0, accept())), Base::After(3));
    bench.give(6, 0, submit(6));
    bench.absorb(vec![(5, Outcome::Applied { version: 1 })], Vec::new());
    assert_eq!(base(bench.give(6, 0, verify())), Base::Version(1));
    bench.stop();
    let (_bench, all) = again(data.path());
    let waiting: Vec<_> = all.acts.iter().map(|a| a.envelope.seq).collect();
    assert_eq!(waiting, [2, 3, 4, 6]);
}

#[test]
fn a_submission_is_sent_again_first_and_the_acts_behind_it_follow_it() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let ids = [submit(5), verify(), accept()];
    let ids = ids.map(|command| bench.give(5, 0, command).envelope.id);
    let applied = |seq| (seq, Outcome::Applied { version: seq });
    bench.absorb(vec![applied(1), applied(2)], Vec::new());
    // On a screen that had heard.
    let activate = bench.give(5, 2, Command::Activate).envelope;
    assert_eq!(activate.base, Base::After(3));
    bench.absorb(vec![applied(3)], Vec::new());
    bench.admit("один", creator(0), Wanted::Behind);
    let Event::Admitted(Err(differs)) = bench.event() else {
        panic!("the register was put back");
    };
    assert_eq!(differs.why, Mismatch::RegisterBehind);
    bench.ask(Request::Renew {
        why: differs.why,
        answer: Box::new(EpochAnswer {
            device: Uuid::from_u128(1),
            epoch: 2,
            taken: Vec::new(),
        }),
    });
    let all = unlocked(bench.event());
    let sent: Vec<_> = all.acts.iter().map(|a| a.envelope.id).collect();
    assert_eq!(sent, [ids[0], ids[1], ids[2], activate.id]);
    let bases: Vec<_> = all.acts.iter().map(|a| a.envelope.base).collect();
    assert_eq!(
        bases,
        [
            Base::Version(0),
            Base::After(1),
            Base::After(2),
            Base::After(3)
        ]
    );
}

#[test]
fn what_was_handed_in_here_can_be_had_again_and_nothing_else() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let submitted = |bench: &Bench, serial| {
        bench.ask(Request::Submitted {
            application: number(serial),
        });
        match bench.event() {
            Event::Submitted {
                application,
                submitted,
            } if application == number(serial) => submitted,
            other => panic!("{other:?}"),
        }
    };
    let new = |serial| match submit(serial) {
        Command::Submit(new) => Some(new),
        _ => None,
    };
    bench.give(5, 0, submit(5));
    bench.give(6, 0, submit(6));
    assert_eq!(submitted(&bench, 5), new(5));
    assert_eq!(submitted(&bench, 7), None);
    let refused = Outcome::Refused {
        why: Refusal::NumberTaken,
    };
    bench.absorb(
        vec![(1, Outcome::Applied { version: 1 }), (2, refused)],
        Vec::new(),
    );
    assert_eq!(submitted(&bench, 5), new(5));
    assert_eq!(submitted(&bench, 6), None);
    bench.stop();
    let (bench, _) = again(data.path());
    assert_eq!(submitted(&bench, 5), new(5));
}

#[test]
fn what_was_handed_in_here_follows_the_corrections_that_were_not_refused() {
    use crate::domain::{Changes, Correction, Field};
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let Command::Submit(mut new) = submit(5) else {
        panic!("not an application");
    };
    let applicant = &mut new.card.applicant;
    applicant.birth_date = chrono::NaiveDate::from_ymd_opt(1987, 11, 30);
    applicant.address = "г. Сыктывкар, ул. Ленина, д. 5".into();
    bench.give(5, 0, Command::Submit(new));
    let named = |bench: &Bench| {
        bench.ask(Request::Submitted {
            application: number(5),
        });
        match bench.event() {
            Event::Submitted {
                submitted: Some(new),
                ..
            } => (new.card.child.name.name.to_string(), new.paper_due),
            other => panic!("{other:?}"),
        }
    };
    let due = chrono::NaiveDate::from_ymd_opt(2026, 12, 30).unwrap();
    let correct = |name: &str| {
        let mut changes = Changes::default();
        changes.set(Field::ChildName, name);
        Command::Correct(Box::new(Correction {
            changes,
            paper_due: due,
        }))
    };
    bench.give(5, 1, correct("Алла"));
    assert_eq!(named(&bench), ("Алла".to_owned(), due), "while it waits");
    bench.give(5, 2, correct("Инна"));
    let refused = Outcome::Refused {
        why: Refusal::PaperOverdue,
    };
    bench.absorb(
        vec![
            (1, Outcome::Applied { version: 1 }),
            (2, Outcome::Applied { version: 2 }),
            (3, refused),
        ],
        Vec::new(),
    );
    assert_eq!(named(&bench).0, "Алла", "the register has the last word");
    bench.stop();
    let (bench, _) = again(data.path());
    assert_eq!(named(&bench), ("Алла".to_owned(), due));
}

#[test]
fn a_password_is_checked_by_the_open_store_and_a_wrong_one_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let right = |password: &str| {
        bench.ask(Request::CheckPassword {
            ticket: Ticket(4),
            password: Secret(password.into()),
        });
        match bench.event() {
            Event::PasswordChecked {
                ticket: Ticket(4),
                right,
            } => right,
            other => panic!("{other:?}"),
        }
    };
    assert!(!right("два"));
    assert!(right("один"));
    bench.give(1, 1, verify());
    bench.stop();
    let bench = Bench::start(data.path());
    bench.ask(Request::CheckPassword {
        ticket: Ticket(5),
        password: Secret("один".into()),
    });
    assert!(matches!(
        bench.event(),
        Event::PasswordChecked { right: false, .. }
    ));
}
