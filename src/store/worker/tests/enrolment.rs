//! Programmes, requests and money in the store: kept by scope, there after a start, and acts on them like on any record.

use super::supplies::{again, cache, outbox};
use super::*;
use crate::api::session::{OrganisationName, Profile};
use crate::api::sync::JournalRange;
use crate::domain::{
    Account, Capability, EnrolmentCommand, EnrolmentRequest, OrganisationId, RequestId, Target,
};
use crate::store::EnrolmentRecords;
use crate::store::fixture::{certificate, enroller, funding, programme, request};

const HERE: Scope = Scope::Municipality(MunicipalityCode(1));
const OWN: Scope = Scope::Organisation(OrganisationId(17));
const OTHER: Scope = Scope::Organisation(OrganisationId(21));

fn enrols(profile: Profile) -> LoginAnswer {
    LoginAnswer {
        profile,
        ..login(1, 0)
    }
}

/// A store of a clerk who enrols.
fn opened(data: &Path) -> Bench {
    let bench = Bench::start(data);
    bench.first_as("один", enrols(enroller()));
    bench
}

fn accounts(serials: std::ops::RangeInclusive<u32>) -> Vec<Account> {
    serials
        .map(|n| Account::unused(certificate(n), MunicipalityCode(1)))
        .collect()
}

fn new_requests(ids: std::ops::RangeInclusive<u32>) -> Vec<EnrolmentRequest> {
    ids.map(|n| request(n, 1, "new")).collect()
}

/// Everything there is, as a first answer brings it.
fn brought() -> [Delta; 2] {
    [
        Delta {
            set: vec![case(1, 1)],
            funding: Some(funding(3)),
            accounts: accounts(1..=20),
            ..Delta::empty(HERE, 30)
        },
        Delta {
            programmes: vec![programme(1, "certified", 5), programme(2, "paid", 5)],
            requests: new_requests(1..=40),
            ..Delta::empty(OWN, 40)
        },
    ]
}

fn take(bench: &Bench, deltas: impl Into<Vec<Delta>>) -> Vec<Event> {
    let answer = SyncAnswer {
        deltas: deltas.into(),
        now: at(),
        ..SyncAnswer::default()
    };
    bench.take_in(answer, Vec::new())
}

/// Sorted: the cache gives them in the order of its keys.
fn sorted(mut records: EnrolmentRecords) -> EnrolmentRecords {
    records.programmes.sort_by_key(|p| p.id);
    records.requests.sort_by_key(|r| r.id);
    records.accounts.sort_by_key(|a| a.certificate);
    records
}

fn found(data: &Path) -> (Bench, EnrolmentRecords, Unlocked) {
    let (bench, mut all) = again(data);
    let records = sorted(std::mem::take(&mut all.enrolment));
    (bench, records, all)
}

fn ids(records: &EnrolmentRecords) -> Vec<u128> {
    let ids = records.requests.iter().map(|r| r.id.0.as_u128());
    ids.collect()
}

fn target(n: u128) -> Target {
    Target::Request(RequestId(Uuid::from_u128(n)))
}

fn step(bench: &Bench, target: Target, seen: u64, command: EnrolmentCommand) -> Act {
    bench.ask(Request::Give {
        ticket: Ticket(1),
        target,
        seen,
        at: at(),
        command: Command::Enrolment(command),
    });
    match bench.event() {
        Event::Saved { act, .. } => *act,
        other => panic!("{other:?}"),
    }
}

fn settle(bench: &Bench, seq: u64, outcome: Outcome) {
    let told = bench.absorb(vec![(seq, outcome)], Vec::new());
    assert!(matches!(told[0], Event::Settled { .. }));
}

fn conclude(number: &str) -> EnrolmentCommand {
    EnrolmentCommand::Conclude {
        contract_number: number.into(),
        date: "2026-09-21".parse().unwrap(),
        statement_received: "2026-09-21".parse().unwrap(),
    }
}

#[test]
fn a_start_shows_what_the_register_had_told_of_both_scopes() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let [here, own] = brought();
    let told = take(&bench, [here.clone(), own.clone()]);
    let Some(Event::Absorbed(Some(absorbed))) = told.last() else {
        panic!("{told:?}");
    };
    assert_eq!(
        (absorbed.cursors.at[&HERE], absorbed.cursors.at[&OWN]),
        (30, 40)
    );
    // A later change of one of them, and one more.
    let more = Delta {
        requests: vec![request(7, 2, "confirmed"), request(41, 1, "new")],
        ..Delta::empty(OWN, 42)
    };
    take(&bench, [more]);
    bench.stop();

    let (bench, records, all) = found(data.path());
    assert_eq!(all.cases, [case(1, 1)]);
    assert_eq!(records.programmes, own.programmes);
    assert_eq!(records.funding, [funding(3)]);
    assert_eq!(records.accounts, here.accounts);
    let mut requests = own.requests;
    requests[6] = request(7, 2, "confirmed");
    requests.push(request(41, 1, "new"));
    assert_eq!(records.requests, requests);
    let outbox = outbox(&bench, enrols(enroller()));
    assert_eq!(
        (outbox.cursors.at[&HERE], outbox.cursors.at[&OWN]),
        (30, 42)
    );
}

#[test]
fn a_reset_of_one_scope_drops_its_records_and_no_others() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    take(&bench, brought());
    let reset = Delta {
        reset: true,
        requests: vec![request(3, 9, "concluded")],
        ..Delta::empty(OWN, 50)
    };
    take(&bench, [reset]);
    bench.stop();
    let (bench, records, all) = found(data.path());
    assert_eq!(ids(&records), [3]);
    assert!(records.programmes.is_empty());
    assert_eq!((records.funding.len(), records.accounts.len()), (1, 20));
    assert_eq!(all.cases.len(), 1);
    let reset = Delta {
        reset: true,
        accounts: accounts(5..=5),
        ..Delta::empty(HERE, 60)
    };
    take(&bench, [reset]);
    bench.stop();
    let (_, records, all) = found(data.path());
    assert_eq!(ids(&records), [3]);
    assert_eq!(records.accounts, accounts(5..=5));
    assert!(records.funding.is_empty() && all.cases.is_empty());
}

#[test]
fn what_lies_in_the_cache_can_not_be_read_without_the_key() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    take(&bench, brought());
    bench.stop();
    let mut found = 0;
    for file in std::fs::read_dir(cache(data.path())).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(path).unwrap();
            found += bytes.len();
            for plain in ["Робототехника", "certificate", "1101000005"] {
                let plain = plain.as_bytes();
                assert!(!bytes.windows(plain.len()).any(|at| at == plain));
            }
        }
    }
    assert!(found > 10_000, "{found} bytes are looked through");
}

#[test]
fn acts_on_a_request_follow_one_another_and_go_on_from_what_was_applied() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let confirm = EnrolmentCommand::ConfirmRequest;
    let first = step(&bench, target(1), 1, confirm.clone());
    assert_eq!(first.envelope.base, Base::Version(1));
    assert_eq!(first.envelope.fence, None);
    let other = step(&bench, target(2), 4, confirm);
    assert_eq!(other.envelope.base, Base::Version(4));
    let second = step(&bench, target(1), 1, conclude("7"));
    assert_eq!(second.envelope.base, Base::After(1));
    settle(&bench, 1, Outcome::Applied { version: 2 });
    settle(&bench, 3, Outcome::Applied { version: 3 });
    let third = step(&bench, target(1), 1, EnrolmentCommand::Complete);
    assert_eq!(third.envelope.base, Base::Version(3));
    let why = Refusal::NotFound;
    settle(&bench, 2, Outcome::Refused { why });
    bench.ask(Request::Dismiss { seq: 2 });
    bench.stop();
    let (_, all) = again(data.path());
    let acts: Vec<_> = all.acts.iter().map(|act| act.envelope.target).collect();
    assert_eq!(acts, [target(1)], "the refused one was dismissed");
}

#[test]
fn what_was_applied_before_a_start_lies_on_top_of_a_request_that_lacks_it() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    take(&bench, brought());
    step(&bench, target(1), 1, EnrolmentCommand::ConfirmRequest);
    settle(&bench, 1, Outcome::Applied { version: 2 });
    bench.stop();
    let (bench, all) = again(data.path());
    let applied: Vec<_> = all
        .applied
        .iter()
        .map(|a| (a.envelope.target, a.version))
        .collect();
    assert_eq!(applied, [(target(1), 2)]);
    let next = step(&bench, target(1), 1, conclude("7"));
    assert_eq!(next.envelope.base, Base::Version(2));
    let come = Delta {
        requests: vec![request(1, 2, "confirmed")],
        ..Delta::empty(OWN, 41)
    };
    take(&bench, [come]);
    bench.stop();
    let (_, all) = again(data.path());
    assert!(all.applied.is_empty());
}

#[test]
fn under_another_name_of_the_journal_acts_on_requests_go_on() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    step(&bench, target(1), 1, EnrolmentCommand::ConfirmRequest);
    step(&bench, target(1), 1, conclude("7"));
    bench.ask(Request::Renew {
        why: Mismatch::OldEpoch,
        answer: Box::new(EpochAnswer {
            device: Uuid::from_u128(1),
            epoch: 2,
            taken: Vec::new(),
        }),
    });
    let all = unlocked(bench.event());
    let acts: Vec<_> = all
        .acts
        .iter()
        .map(|act| (act.envelope.target, act.envelope.base))
        .collect();
    let expected = [
        (target(1), Base::Version(1)),
        (target(1), Base::After(all.acts[0].envelope.seq)),
    ];
    assert_eq!(acts, expected);
}

#[test]
fn contract_numbers_are_used_in_order_and_a_start_goes_on_behind_them() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let range = |next| JournalRange {
        year: 2026,
        next,
        last: 10,
    };
    let leased = SyncAnswer {
        contracts: Some(range(7)),
        now: at(),
        ..SyncAnswer::default()
    };
    let told = bench.take_in(leased, Vec::new());
    let ranges = told.iter().filter_map(|event| match event {
        Event::Contracts(range) => Some(*range),
        _ => None,
    });
    assert_eq!(ranges.collect::<Vec<_>>(), [range(7)]);
    let Some(Event::Absorbed(Some(absorbed))) = told.last() else {
        panic!("{told:?}");
    };
    assert_eq!(absorbed.contracts_left, Some(4));
    bench.ask(Request::ContractUsed { number: 8 });
    assert!(matches!(bench.event(), Event::Stock(stock) if stock.contracts == 3));
    // This one the cache is not told of: the act bears it.
    step(&bench, target(1), 1, conclude("8"));
    bench.stop();
    let (bench, all) = again(data.path());
    assert_eq!(all.contracts, Some(range(9)));
    assert_eq!((all.stock.contracts, all.journal), (2, None));
    // Nor of this one, which the register has applied before the machine went down.
    let act = step(&bench, target(2), 1, conclude("9"));
    let applied = Outcome::Applied { version: 2 };
    bench.absorb(vec![(act.envelope.seq, applied)], Vec::new());
    bench.stop();
    let (bench, all) = again(data.path());
    assert_eq!(all.contracts, Some(range(10)));
    assert_eq!(outbox(&bench, enrols(enroller())).contracts_left, Some(1));
    let mut none = enroller();
    none.capabilities = none.capabilities.without(Capability::ContractConclude);
    bench.admit("один", enrols(none), Wanted::Behind);
    assert!(matches!(bench.event(), Event::Profile(_)));
    match bench.event() {
        Event::Admitted(Ok(outbox)) => assert_eq!(outbox.contracts_left, None),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_reviews_no_more_keeps_no_records_of_other_organisations() {
    let data = tempfile::tempdir().unwrap();
    let mut reviewer = enroller();
    reviewer.capabilities = reviewer.capabilities.with(Capability::ProgrammeReview);
    reviewer.organisations = [17, 21]
        .map(|id| OrganisationName {
            id: OrganisationId(id),
            name: "Школа".into(),
        })
        .into();
    let bench = Bench::start(data.path());
    bench.first_as("один", enrols(reviewer));
    let mut other = request(90, 1, "new");
    other.organisation = OrganisationId(21);
    let [here, own] = brought();
    let others = Delta {
        requests: vec![other],
        ..Delta::empty(OTHER, 5)
    };
    take(&bench, [here, own, others]);
    bench.stop();
    let (bench, records, _) = found(data.path());
    assert_eq!(records.requests.len(), 41);
    bench.admit("один", enrols(enroller()), Wanted::Behind);
    assert!(matches!(bench.event(), Event::Profile(_)));
    match bench.event() {
        Event::Admitted(Ok(outbox)) => {
            let scopes: Vec<_> = outbox.cursors.at.into_keys().collect();
            assert_eq!(scopes, [HERE, OWN]);
        }
        other => panic!("{other:?}"),
    }
    bench.stop();
    let (_, records, _) = found(data.path());
    assert_eq!(records.requests.len(), 40);
    assert_eq!(records.programmes.len(), 2);
}
