//! Programmes, requests and money with this desk's acts on top, and what a list is told of it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::super::Projection;
use super::*;
use crate::api::session::Channel;
use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::application::Source;
use crate::domain::enrolment::{RequestForm, RequestState};
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::reason::RequestRefuseReason;
use crate::domain::{Command, EnrolmentCommand, EnrolmentRefusal, FundingCommand, Refusal};
use crate::store::act::{Act, Stock, Ticket, Unlocked};
use crate::store::fixture::{at, certificate, enroller, funding, programme, request};
use crate::store::projection::Sign;

const OWN: Scope = Scope::Organisation(OrganisationId(17));
const HERE: Scope = Scope::Municipality(MunicipalityCode(1));
const PERIOD: PeriodId = PeriodId(2026);

fn id(n: u32) -> RequestId {
    RequestId(Uuid::from_u128(u128::from(n)))
}

fn place(group: u16) -> Place {
    Place {
        programme: ProgrammeId(Uuid::from_u128(1)),
        module: ModuleId(1),
        group: GroupId(group),
    }
}

fn desk(records: EnrolmentRecords) -> Projection {
    Projection::new(Unlocked {
        profile: enroller(),
        channel: Channel::Open,
        cases: Vec::new(),
        enrolment: records,
        acts: Vec::new(),
        applied: Vec::new(),
        drafts: Vec::new(),
        journal: None,
        contracts: None,
        numbers: Vec::new(),
        forms: None,
        held: Vec::new(),
        device: Uuid::nil(),
        renewal: None,
        stock: Stock::default(),
    })
}

/// New requests 1 to `count` for the group with `places`.
fn requests(count: u32, places: u16) -> EnrolmentRecords {
    EnrolmentRecords {
        programmes: vec![programme(1, "general_development", places)],
        requests: (1..=count).map(|n| request(n, 1, "new")).collect(),
        ..EnrolmentRecords::default()
    }
}

/// A certified programme, and a municipality with money for it.
fn certified() -> EnrolmentRecords {
    EnrolmentRecords {
        programmes: vec![programme(1, "certified", 10)],
        funding: vec![funding(1)],
        ..EnrolmentRecords::default()
    }
}

fn refuse() -> EnrolmentCommand {
    EnrolmentCommand::RefuseRequest {
        reason: RequestRefuseReason::FamilyAsked,
        text: "".into(),
    }
}

fn enrol(n: u32) -> EnrolmentCommand {
    let day = |text: &str| text.parse().unwrap();
    EnrolmentCommand::Enrol {
        form: Box::new(RequestForm {
            certificate: certificate(n),
            organisation: OrganisationId(17),
            place: place(1),
            days: Span {
                first: day("2026-10-15"),
                last: day("2027-01-31"),
            },
            source: Source::Desk,
        }),
    }
}

/// Gives a command and saves it under `seq`.
fn give(desk: &mut Projection, seq: u64, target: Target, command: Command) {
    let envelope = Envelope::new(
        seq,
        Uuid::nil(),
        target,
        Base::Version(desk.seen(target)),
        None,
        at(),
        command.clone(),
    );
    let act = Act {
        envelope,
        outcome: None,
    };
    desk.giving(Ticket(seq), target, command, at());
    desk.saved(Ticket(seq), act);
}

fn step(desk: &mut Projection, seq: u64, n: u32, command: EnrolmentCommand) {
    let target = Target::Request(id(n));
    give(desk, seq, target, Command::Enrolment(command));
}

fn state(desk: &Projection, n: u32) -> RequestState {
    desk.enrolment().request(id(n)).unwrap().state
}

fn full() -> Outcome {
    Outcome::Refused {
        why: EnrolmentRefusal::GroupFull.into(),
    }
}

#[test]
fn a_confirmed_request_takes_its_place_at_once_and_gives_it_back_when_it_is_refused() {
    let mut desk = desk(requests(3, 10));
    desk.giving(
        Ticket(1),
        Target::Request(id(2)),
        Command::Enrolment(EnrolmentCommand::ConfirmRequest),
        at(),
    );
    assert_eq!(desk.sign(Target::Request(id(2))), Some(Sign::Saving));
    assert_eq!(state(&desk, 2), RequestState::Confirmed);
    assert_eq!(desk.enrolment().taken(place(1)), 1);
    assert_eq!(desk.enrolment().taken_in(place(1).programme), 1);
    let confirmed = desk.enrolment().confirmed_request(id(2)).unwrap();
    assert_eq!(confirmed.state, RequestState::New);
    assert_eq!(desk.seen(Target::Request(id(2))), 1);
    desk.not_saved(Ticket(1));
    assert_eq!(desk.enrolment().taken(place(1)), 0);

    step(&mut desk, 1, 2, EnrolmentCommand::ConfirmRequest);
    assert_eq!(desk.sign(Target::Request(id(2))), Some(Sign::Saved));
    desk.settled(1, &full());
    assert_eq!(state(&desk, 2), RequestState::New);
    assert_eq!(desk.sign(Target::Request(id(2))), Some(Sign::Attention));
    assert_eq!(desk.enrolment().taken(place(1)), 0);
    desk.dismiss(1);
    assert_eq!(desk.sign(Target::Request(id(2))), None);
}

#[test]
fn an_applied_step_is_shown_until_its_record_comes_and_is_counted_once() {
    let mut desk = desk(requests(2, 10));
    step(&mut desk, 1, 1, EnrolmentCommand::ConfirmRequest);
    desk.settled(1, &Outcome::Applied { version: 2 });
    assert_eq!(state(&desk, 1), RequestState::Confirmed);
    assert_eq!(desk.enrolment().taken(place(1)), 1);
    let mut delta = Delta::empty(OWN, 5);
    delta.requests = vec![request(1, 2, "confirmed")];
    assert_eq!(desk.changed_enrolment(&delta), [Target::Request(id(1))]);
    assert_eq!(desk.enrolment().taken(place(1)), 1);
    assert_eq!(desk.seen(Target::Request(id(1))), 2);
    assert_eq!(desk.sign(Target::Request(id(1))), Some(Sign::Applied));
    delta.requests = vec![request(1, 3, "concluded")];
    desk.changed_enrolment(&delta);
    assert_eq!(desk.enrolment().taken(place(1)), 1);
    let mut over = request(1, 4, "concluded");
    over.state = RequestState::Refused(RequestRefuseReason::FamilyAsked);
    delta.requests = vec![over];
    desk.changed_enrolment(&delta);
    assert_eq!(desk.enrolment().taken(place(1)), 0);
}

#[test]
fn the_last_place_goes_to_the_first_and_to_the_second_when_the_first_is_refused() {
    let mut desk = desk(requests(2, 1));
    step(&mut desk, 1, 1, EnrolmentCommand::ConfirmRequest);
    step(&mut desk, 2, 2, EnrolmentCommand::ConfirmRequest);
    assert_eq!(state(&desk, 2), RequestState::New, "no place is left here");
    assert_eq!(desk.sign(Target::Request(id(2))), Some(Sign::Saved));
    let seen = desk.enrolment().revision();
    desk.settled(1, &full());
    assert_eq!(state(&desk, 2), RequestState::Confirmed);
    let moved: Vec<_> = desk.enrolment().moved_since(seen).unwrap().collect();
    assert!(moved.contains(&Target::Request(id(2))), "{moved:?}");
    assert_eq!(desk.enrolment().taken(place(1)), 1);
}

#[test]
fn another_group_takes_the_place_with_it() {
    let mut desk = desk(requests(1, 1));
    step(&mut desk, 1, 1, EnrolmentCommand::ConfirmRequest);
    let group = GroupId(2);
    step(&mut desk, 2, 1, EnrolmentCommand::ChangeGroup { group });
    let shown = desk.enrolment();
    assert_eq!(shown.request(id(1)).unwrap().place, place(2));
    assert_eq!((shown.taken(place(1)), shown.taken(place(2))), (0, 1));
    assert_eq!(shown.taken_in(place(1).programme), 1);
}

#[test]
fn money_is_held_back_with_the_request_and_returns_with_its_refusal() {
    let mut desk = desk(certified());
    step(&mut desk, 1, 5, enrol(5));
    let request = desk.enrolment().request(id(5)).unwrap();
    assert_eq!(request.certificate_share(), Kopecks(400_000));
    let purse = |desk: &Projection| {
        let account = desk.enrolment().account(certificate(5)).unwrap();
        assert!(account.holds());
        account.purse(PERIOD).unwrap()
    };
    assert_eq!(purse(&desk).reserved, Kopecks(400_000));
    assert_eq!(purse(&desk).balance, Kopecks(600_000));
    step(&mut desk, 2, 5, refuse());
    assert_eq!(purse(&desk).reserved, Kopecks(0));
    let why = Refusal::RegisterFailed;
    desk.settled(1, &Outcome::Refused { why });
    desk.settled(
        2,
        &Outcome::Refused {
            why: Refusal::DependsOnRefused(1),
        },
    );
    assert!(desk.enrolment().request(id(5)).is_none());
    assert!(desk.enrolment().account(certificate(5)).is_none());
}

#[test]
fn two_requests_of_a_certificate_share_its_money_in_the_order_in_which_they_were_made() {
    let mut records = certified();
    records.programmes.push(programme(2, "certified", 10));
    records.programmes.push(programme(3, "certified", 10));
    let mut desk = desk(records);
    for n in 1..=3 {
        let mut command = enrol(9);
        if let EnrolmentCommand::Enrol { form } = &mut command {
            form.place.programme = ProgrammeId(Uuid::from_u128(u128::from(n)));
        }
        step(&mut desk, u64::from(n), n, command);
    }
    let share = |desk: &Projection, n| desk.enrolment().request(id(n)).unwrap().certificate_share();
    let shares = |desk: &Projection| [share(desk, 2).0, share(desk, 3).0];
    assert_eq!(share(&desk, 1).0, 400_000);
    assert_eq!(shares(&desk), [400_000, 200_000]);
    // The first one is none: the others have its money.
    let why = Refusal::RegisterFailed;
    desk.settled(1, &Outcome::Refused { why });
    assert_eq!(shares(&desk), [400_000, 400_000]);
    let account = desk.enrolment().account(certificate(9)).unwrap();
    assert_eq!(account.purse(PERIOD).unwrap().reserved, Kopecks(800_000));
}

#[test]
fn what_the_register_has_applied_is_not_held_back_twice_whichever_record_comes_first() {
    for account_first in [true, false] {
        let mut desk = desk(certified());
        step(&mut desk, 1, 5, enrol(5));
        let request = desk.enrolment().request(id(5)).unwrap().clone();
        let account = desk.enrolment().account(certificate(5)).unwrap().clone();
        desk.settled(1, &Outcome::Applied { version: 1 });
        let mut money = Delta::empty(HERE, 3);
        money.accounts = vec![account.clone()];
        let mut record = Delta::empty(OWN, 3);
        record.requests = vec![request.clone()];
        let both = if account_first {
            [money, record]
        } else {
            [record, money]
        };
        for delta in both {
            desk.changed_enrolment(&delta);
            assert_eq!(desk.enrolment().request(id(5)), Some(&request));
        }
        assert_eq!(desk.enrolment().account(certificate(5)), Some(&account));
    }
}

#[test]
fn a_conclusion_pays_once_also_while_its_request_is_on_the_way() {
    let mut desk = desk(certified());
    step(&mut desk, 1, 5, enrol(5));
    step(&mut desk, 2, 5, EnrolmentCommand::ConfirmRequest);
    let conclude = EnrolmentCommand::Conclude {
        contract_number: "7".into(),
        date: "2026-09-21".parse().unwrap(),
        statement_received: "2026-09-21".parse().unwrap(),
    };
    step(&mut desk, 3, 5, conclude);
    assert_eq!(state(&desk, 5), RequestState::Concluded);
    let account = desk.enrolment().account(certificate(5)).unwrap().clone();
    let paid = account.purse(PERIOD).unwrap().paid;
    assert!(paid > Kopecks(0));
    for seq in 1..=3 {
        desk.settled(seq, &Outcome::Applied { version: seq });
    }
    let mut money = Delta::empty(HERE, 3);
    money.accounts = vec![account.clone()];
    desk.changed_enrolment(&money);
    assert_eq!(state(&desk, 5), RequestState::Concluded);
    assert_eq!(desk.enrolment().account(certificate(5)), Some(&account));
}

#[test]
fn programmes_and_funding_are_shown_with_acts_too() {
    let mut desk = desk(certified());
    let programme = Target::Programme(place(1).programme);
    let close = crate::domain::ProgrammeCommand::SetEnrolment {
        modules: vec![ModuleId(1)],
        open: false,
    };
    give(&mut desk, 1, programme, Command::Programme(close));
    let shown = desk.enrolment().programme(place(1).programme).unwrap();
    assert!(!shown.modules[0].enrolment_open);
    assert_eq!(desk.sign(programme), Some(Sign::Saved));
    // A step that follows is decided by what is shown.
    step(&mut desk, 2, 5, enrol(5));
    assert!(desk.enrolment().request(id(5)).is_none());
    let why = Refusal::RegisterFailed;
    desk.settled(1, &Outcome::Refused { why });
    assert!(desk.enrolment().request(id(5)).is_some());

    let own = Target::Funding(MunicipalityCode(1));
    let percent = FundingCommand::SetPricePercent { percent: 120 };
    give(&mut desk, 3, own, Command::Funding(percent));
    let shown = desk.enrolment().funding(MunicipalityCode(1)).unwrap();
    assert_eq!(shown.price_percent, 120);
}

#[test]
fn a_reset_drops_the_records_of_its_scope_and_no_others() {
    let mut records = certified();
    records.requests = (1..=3).map(|n| request(n, 1, "confirmed")).collect();
    let mut other = request(9, 1, "confirmed");
    other.organisation = OrganisationId(21);
    records.requests.push(other);
    let mut desk = desk(records);
    let seen = desk.enrolment().revision();
    assert_eq!(desk.enrolment().taken(place(1)), 4);
    let mut delta = Delta::empty(OWN, 7);
    delta.reset = true;
    delta.requests = vec![request(2, 2, "new")];
    desk.changed_enrolment(&delta);
    let shown = desk.enrolment();
    let ids: Vec<_> = shown.requests().map(|r| r.id).collect();
    assert_eq!(ids, [id(2), id(9)]);
    assert_eq!(shown.taken(place(1)), 1);
    assert_eq!(shown.programmes().count(), 0);
    assert!(shown.funding(MunicipalityCode(1)).is_some());
    assert!(shown.moved_since(seen).is_none(), "the list is made anew");
}

#[test]
fn who_does_not_review_any_more_sees_no_other_organisation() {
    let mut records = requests(2, 5);
    records.requests[0].organisation = OrganisationId(21);
    let mut desk = desk(records);
    desk.set_profile(enroller());
    let ids: Vec<_> = desk.enrolment().requests().map(|r| r.id).collect();
    assert_eq!(ids, [id(2)]);
}

#[test]
fn a_list_is_told_each_row_that_moved_and_when_it_has_missed_too_much() {
    let mut desk = desk(requests(5_000, 10));
    let seen = desk.enrolment().revision();
    step(&mut desk, 1, 400, EnrolmentCommand::ConfirmRequest);
    let mut moved: Vec<_> = desk.enrolment().moved_since(seen).unwrap().collect();
    moved.dedup();
    assert_eq!(moved, [Target::Request(id(400))]);
    let now = desk.enrolment().revision();
    assert_eq!(desk.enrolment().moved_since(now).unwrap().count(), 0);
    assert!(desk.enrolment().moved_since(now + 1).is_none());
    let mut delta = Delta::empty(OWN, 7);
    delta.requests = (1..=5_000).map(|n| request(n, 2, "new")).collect();
    desk.changed_enrolment(&delta);
    assert!(desk.enrolment().moved_since(now).is_none());
}

#[test]
fn the_number_of_a_contract_is_not_offered_twice() {
    let mut desk = desk(certified());
    let range = |next| crate::api::sync::JournalRange {
        year: 2026,
        next,
        last: 8,
    };
    desk.supplies_mut().set_contracts(range(7));
    let today = "2026-09-21".parse().unwrap();
    assert_eq!(desk.supplies().next_contract(today), Some(7));
    let conclude = |number: &str| EnrolmentCommand::Conclude {
        contract_number: number.into(),
        date: today,
        statement_received: today,
    };
    step(&mut desk, 1, 5, conclude("5/к"));
    assert_eq!(desk.supplies().next_contract(today), Some(7));
    step(&mut desk, 2, 5, conclude("7"));
    assert_eq!(desk.supplies().next_contract(today), Some(8));
    step(&mut desk, 3, 5, conclude("8"));
    assert_eq!(desk.supplies().next_contract(today), None);
    desk.supplies_mut().set_contracts(range(1));
    let next_year = "2027-01-09".parse().unwrap();
    assert_eq!(desk.supplies().next_contract(next_year), None);
}

/// What may happen to a request.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Confirm(u32),
    Refuse(u32),
    Move(u32),
    /// The oldest open act is answered: applied, or refused.
    Settle(bool),
    Comes(u32, bool),
    Reset,
}

fn happens() -> impl Strategy<Value = Happens> {
    let n = 1..6u32;
    prop_oneof![
        4 => n.clone().prop_map(Happens::Confirm),
        2 => n.clone().prop_map(Happens::Refuse),
        2 => n.clone().prop_map(Happens::Move),
        3 => any::<bool>().prop_map(Happens::Settle),
        2 => (n, any::<bool>()).prop_map(|(n, confirmed)| Happens::Comes(n, confirmed)),
        1 => Just(Happens::Reset),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn places_are_those_of_the_requests_as_shown(steps in prop::collection::vec(happens(), 1..40)) {
        let mut desk = desk(requests(5, 3));
        let (mut seq, mut open) = (0, std::collections::VecDeque::new());
        let mut version = 1;
        for what in steps {
            let command = match what {
                Happens::Confirm(n) => Some((n, EnrolmentCommand::ConfirmRequest)),
                Happens::Refuse(n) => Some((n, refuse())),
                Happens::Move(n) => Some((n, EnrolmentCommand::ChangeGroup { group: GroupId(2) })),
                Happens::Settle(applied) => {
                    if let Some(seq) = open.pop_front() {
                        version += 1;
                        let outcome = if applied { Outcome::Applied { version } } else { full() };
                        desk.settled(seq, &outcome);
                    }
                    None
                }
                Happens::Comes(n, confirmed) => {
                    let mut delta = Delta::empty(OWN, version);
                    let state = if confirmed { "confirmed" } else { "new" };
                    delta.requests = vec![request(n, version, state)];
                    desk.changed_enrolment(&delta);
                    None
                }
                Happens::Reset => {
                    let mut delta = Delta::empty(OWN, version);
                    delta.reset = true;
                    delta.programmes = vec![programme(1, "general_development", 3)];
                    delta.requests = (1..4).map(|n| request(n, version, "new")).collect();
                    desk.changed_enrolment(&delta);
                    None
                }
            };
            if let Some((n, command)) = command {
                seq += 1;
                open.push_back(seq);
                step(&mut desk, seq, n, command);
            }
            let shown = desk.enrolment();
            let mut counted = BTreeMap::new();
            for request in shown.requests().filter(|request| request.state.takes_place()) {
                *counted.entry(request.place).or_insert(0) += 1;
            }
            let of = |group| counted.get(&place(group)).copied().unwrap_or(0);
            prop_assert_eq!((shown.taken(place(1)), shown.taken(place(2))), (of(1), of(2)));
            prop_assert_eq!(shown.taken_in(place(1).programme), of(1) + of(2));
        }
    }
}
