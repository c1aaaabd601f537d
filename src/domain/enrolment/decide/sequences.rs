//! Whatever is commanded, in whatever order: every purse adds up, places are never exceeded, what a request costs stays.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::*;
use crate::domain::certificate::CertificateState;
use crate::domain::enrolment::samples::*;
use crate::domain::enrolment::{Cost, EnrolmentRefusal, Party};
use crate::domain::money::{Purse, Span};
use crate::domain::programme::decide as programme_decide;
use crate::domain::programme::{GroupId, ModuleId, ProgrammeCommand};
use crate::domain::reason::{RequestRefuseReason, SuspendReason, TerminateReason};
use crate::domain::samples::OWN;
use crate::domain::{Capabilities, Clean, Side};

/// Certificates of the small register.
const CERTIFICATES: u32 = 4;

/// Children that the programme, and the organisation under its agreement, may take.
const PROGRAMME_LIMIT: u32 = 4;
const AGREEMENT_LIMIT: u32 = 3;

#[derive(Clone, Debug)]
enum Event {
    Enrol {
        certificate: u32,
        place: (u16, u16),
        from: u64,
        until: u64,
    },
    Confirm,
    Refuse,
    Withdraw,
    Conclude {
        back: u64,
    },
    Terminate {
        by: Party,
        back: u64,
    },
    Move {
        group: u16,
    },
    Complete,
    SetPrice {
        module: u16,
        price: i64,
    },
    Raise {
        by: i64,
    },
    Suspend {
        certificate: u32,
        suspended: bool,
    },
    Later {
        days: u64,
    },
}

fn event() -> impl Strategy<Value = Event> {
    let places = proptest::sample::select(vec![(1, 1), (1, 2), (2, 3)]);
    let group = proptest::sample::select(vec![1, 2, 3]);
    let party = proptest::sample::select(vec![Party::Family, Party::Organisation]);
    prop_oneof![
        8 => (0..CERTIFICATES, places, 0u64..60, 0u64..40)
            .prop_map(|(certificate, place, from, until)| Event::Enrol { certificate, place, from, until }),
        8 => Just(Event::Confirm),
        2 => Just(Event::Refuse),
        2 => Just(Event::Withdraw),
        8 => (0u64..40).prop_map(|back| Event::Conclude { back }),
        3 => (party, 0u64..20).prop_map(|(by, back)| Event::Terminate { by, back }),
        3 => group.prop_map(|group| Event::Move { group }),
        3 => Just(Event::Complete),
        2 => (1u16..3, 1i64..600_000).prop_map(|(module, price)| Event::SetPrice { module, price }),
        1 => (1i64..300_000).prop_map(|by| Event::Raise { by }),
        1 => (0..CERTIFICATES, proptest::bool::weighted(0.3))
            .prop_map(|(certificate, suspended)| Event::Suspend { certificate, suspended }),
        2 => (1u64..50).prop_map(|days| Event::Later { days }),
    ]
}

/// The register in small.
struct Register {
    scene: Scene,
    requests: Vec<EnrolmentRequest>,
    accounts: BTreeMap<u32, Account>,
    certificates: BTreeMap<u32, Certificate>,
    /// What each request cost when it was made.
    frozen: BTreeMap<RequestId, Option<Cost>>,
}

impl Register {
    fn start() -> Self {
        let mut scene = Scene::start();
        scene.programme.limit = Some(PROGRAMME_LIMIT);
        let funding = scene.funding.as_mut().unwrap();
        funding.agreements[0].limit = Some(AGREEMENT_LIMIT);
        // Little enough to run out.
        funding.groups[0].nominals[0].amount = Kopecks(500_001);
        Self {
            scene,
            requests: Vec::new(),
            accounts: BTreeMap::new(),
            certificates: (0..CERTIFICATES).map(|n| (n, certificate(n))).collect(),
            frozen: BTreeMap::new(),
        }
    }

    fn taken(&self, without: RequestId, group: GroupId) -> Taken {
        let others = self.requests.iter().filter(|held| held.id != without);
        let held: Vec<_> = others.filter(|held| held.state.takes_place()).collect();
        let all = u32::try_from(held.len()).unwrap();
        let here = held.iter().filter(|held| held.place.group == group).count();
        Taken {
            group: u32::try_from(here).unwrap(),
            programme: all,
            organisation: all,
        }
    }

    /// The scene as a step with a request sees it.
    fn seen(&self, id: RequestId, certificate: u32, group: GroupId) -> Scene {
        Scene {
            certificate: self.certificates.get(&certificate).copied(),
            account: self.accounts.get(&certificate).cloned(),
            taken: self.taken(id, group),
            ..self.scene.clone()
        }
    }

    fn serial(request: &EnrolmentRequest) -> u32 {
        let mut serials = 0..CERTIFICATES;
        serials.find(|n| number(*n) == request.certificate).unwrap()
    }

    /// Carries the event out where the decision lets it; gives the act's code then.
    fn take(&mut self, event: &Event, which: usize) -> Option<&'static str> {
        let today = self.scene.context.today;
        match event {
            Event::Enrol {
                certificate,
                place: (module, group),
                from,
                until,
            } => {
                let mut asked = form(*certificate, place(*module, *group));
                asked.days = Span {
                    first: autumn().first + Days::new(*from),
                    last: autumn().last - Days::new(*until),
                };
                let id = request_id(u32::try_from(self.requests.len()).unwrap());
                let enrol = EnrolmentCommand::Enrol {
                    form: Box::new(asked),
                };
                self.decided(None, id, *certificate, GroupId(*group), &enrol)
            }
            Event::SetPrice { module, price } => {
                let command = ProgrammeCommand::SetPrice {
                    module: ModuleId(*module),
                    price: Kopecks(*price),
                };
                self.programme(&command)
            }
            Event::Raise { by } => {
                let group = &mut self.scene.funding.as_mut().unwrap().groups[0];
                group.nominals[0].amount.0 += by;
                None
            }
            Event::Suspend {
                certificate,
                suspended,
            } => {
                let held = self.certificates.get_mut(certificate).unwrap();
                held.state = if *suspended {
                    CertificateState::Suspended(SuspendReason::Moved)
                } else {
                    CertificateState::Active
                };
                None
            }
            Event::Later { days } => {
                self.scene.context.today = today + Days::new(*days);
                self.scene.context.at += chrono::Duration::days(i64::try_from(*days).unwrap());
                None
            }
            of_one => {
                let request = self
                    .requests
                    .get(which.checked_rem(self.requests.len())?)?
                    .clone();
                let command = command(of_one, today)?;
                let group = match command {
                    EnrolmentCommand::ChangeGroup { group } => group,
                    _ => request.place.group,
                };
                let serial = Self::serial(&request);
                self.decided(Some(&request), request.id, serial, group, &command)
            }
        }
    }

    fn programme(&mut self, command: &ProgrammeCommand) -> Option<&'static str> {
        let terms = programme_decide::Terms {
            municipality: OWN,
            price_percent: 150,
            live: &[],
        };
        let (programme, context) = (&self.scene.programme, &self.scene.context);
        let after =
            programme_decide::decide(Some(programme), programme.id, command, &terms, context);
        self.scene.programme = after.ok()?;
        Some(command.code())
    }

    fn decided(
        &mut self,
        current: Option<&EnrolmentRequest>,
        id: RequestId,
        serial: u32,
        group: GroupId,
        command: &EnrolmentCommand,
    ) -> Option<&'static str> {
        let seen = self.seen(id, serial, group);
        let decision = decide(current, id, command, &seen.world(), &seen.context);
        desks_agree(current, id, command, &seen, decision.as_ref());
        let Decision {
            request,
            account,
            kind,
        } = decision.ok()?;
        let account = account.unwrap();
        returns_to_the_kopeck(
            command,
            current,
            seen.account.as_ref(),
            &account,
            seen.funding.as_ref(),
        );
        match current {
            None => {
                self.frozen.insert(id, request.cost);
                self.requests.push(request);
            }
            Some(before) => {
                assert_eq!(before.version + 1, request.version);
                let mut held = self.requests.iter_mut();
                *held.find(|held| held.id == id).unwrap() = request;
            }
        }
        if let Some(kind) = kind {
            self.certificates.get_mut(&serial).unwrap().kind = kind;
        }
        self.accounts.insert(serial, account);
        Some(command.code())
    }

    /// Said of all records, worked out from the requests alone.
    fn sound(&self) {
        for (serial, account) in &self.accounts {
            assert!(account.holds(), "{account:?}");
            let of = self
                .requests
                .iter()
                .filter(|held| held.certificate == number(*serial));
            let requests: Vec<_> = of.collect();
            let live: BTreeSet<_> = requests
                .iter()
                .filter(|r| r.state.is_live())
                .map(|r| r.id)
                .collect();
            assert_eq!(
                live,
                account.claims.iter().map(|claim| claim.request).collect()
            );
            let modules: BTreeSet<_> = account.claims.iter().map(|c| c.place.module).collect();
            assert_eq!(modules.len(), account.claims.len());
            let Some(purse) = account.purse(PERIOD) else {
                continue;
            };
            let paid: i64 = requests.iter().map(|r| paid(r)).sum();
            let reserved: i64 = requests.iter().map(|r| reserved(r)).sum();
            assert_eq!((purse.paid.0, purse.reserved.0), (paid, reserved));
            assert_eq!(purse.balance.0, purse.nominal.0 - paid - reserved);
        }
        for request in &self.requests {
            assert_eq!(self.frozen[&request.id], request.cost);
            let part = request.cost.unwrap().shares;
            assert_eq!(
                part.certificate.total().0 + part.parents.total().0,
                request.cost.unwrap().total.total().0
            );
        }
        let nobody = RequestId(uuid::Uuid::nil());
        for group in 1..=3 {
            let taken = self.taken(nobody, GroupId(group));
            assert!(
                taken.group <= 2 && taken.programme <= PROGRAMME_LIMIT,
                "{taken:?}"
            );
            assert!(taken.organisation <= AGREEMENT_LIMIT, "{taken:?}");
        }
    }
}

/// What has been paid from the certificate, by the request alone.
fn paid(request: &EnrolmentRequest) -> i64 {
    let part = request.cost.unwrap().shares.certificate;
    part.upto(request.months_paid).0
}

/// What the request should hold back, by the request alone.
fn reserved(request: &EnrolmentRequest) -> i64 {
    if !request.state.is_live() {
        return 0;
    }
    let part = request.cost.unwrap().shares.certificate;
    let months = match &request.termination {
        Some(end) => contract::months_until(request.days, end.effective).max(request.months_paid),
        None => part.months + 1,
    };
    part.upto(months).0 - paid(request)
}

fn command(event: &Event, today: NaiveDate) -> Option<EnrolmentCommand> {
    Some(match event {
        Event::Confirm => EnrolmentCommand::ConfirmRequest,
        Event::Refuse => EnrolmentCommand::RefuseRequest {
            reason: RequestRefuseReason::NoPlaces,
            text: Clean::default(),
        },
        Event::Withdraw => EnrolmentCommand::WithdrawRequest,
        Event::Conclude { back } => EnrolmentCommand::Conclude {
            contract_number: "7".into(),
            date: today - Days::new(*back),
            statement_received: today,
        },
        Event::Terminate { by, back } => EnrolmentCommand::Terminate {
            by: *by,
            reason: TerminateReason::Moved,
            text: Clean::default(),
            notice: today - Days::new(*back),
        },
        Event::Move { group } => EnrolmentCommand::ChangeGroup {
            group: GroupId(*group),
        },
        Event::Complete => EnrolmentCommand::Complete,
        _ => return None,
    })
}

/// A desk that knows all decides like the register; one that knows less refuses nothing that the register applies.
fn desks_agree(
    current: Option<&EnrolmentRequest>,
    id: RequestId,
    command: &EnrolmentCommand,
    seen: &Scene,
    decision: Result<&Decision, &Refusal>,
) {
    let mut desk = seen.clone();
    desk.context.side = Side::Client;
    let by = |desk: &Scene| decide(current, id, command, &desk.world(), &desk.context);
    if desk.account.is_some() {
        assert_eq!(by(&desk).as_ref(), decision, "{command:?}");
    }
    if decision.is_err() {
        return;
    }
    for hide in [
        |desk: &mut Scene| desk.account = None,
        |desk: &mut Scene| desk.funding = None,
        |desk: &mut Scene| desk.certificate = None,
        |desk: &mut Scene| desk.birth_date = None,
        |desk: &mut Scene| desk.taken = Taken::default(),
    ] {
        hide(&mut desk);
        let outcome = by(&desk);
        assert!(outcome.is_ok(), "{command:?} {outcome:?}");
    }
}

/// What a request that ends without a contract had held back stands in the balance again.
fn returns_to_the_kopeck(
    command: &EnrolmentCommand,
    current: Option<&EnrolmentRequest>,
    before: Option<&Account>,
    after: &Account,
    funding: Option<&Funding>,
) {
    let ended = matches!(
        command,
        EnrolmentCommand::RefuseRequest { .. } | EnrolmentCommand::WithdrawRequest
    );
    let (true, Some(request), Some(before)) = (ended, current, before) else {
        return;
    };
    let topped = before.topped_up(funding.unwrap(), PERIOD).unwrap().unwrap();
    let share = request.certificate_share().0;
    let returned = Purse {
        balance: Kopecks(topped.balance.0 + share),
        reserved: Kopecks(topped.reserved.0 - share),
        ..topped
    };
    assert_eq!(after.purse(PERIOD), Some(returned));
}

fn walk(events: Vec<(Event, usize)>, applied: &mut BTreeSet<&'static str>) {
    let mut register = Register::start();
    for (event, which) in events {
        if let Some(act) = register.take(&event, which) {
            applied.insert(act);
        }
        register.sound();
    }
}

fn events() -> impl Strategy<Value = Vec<(Event, usize)>> {
    proptest::collection::vec((event(), 0usize..16), 1..48)
}

#[test]
fn every_act_is_reached() {
    let applied = RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig {
            cases: 300,
            failure_persistence: None,
            ..ProptestConfig::default()
        },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let run = runner.run(&events(), |events| {
        walk(events, &mut applied.borrow_mut());
        Ok(())
    });
    run.unwrap();
    let all = [
        "change_group",
        "complete",
        "conclude",
        "confirm_request",
        "enrol",
        "refuse_request",
        "set_price",
        "terminate",
        "withdraw_request",
    ];
    assert_eq!(applied.into_inner().into_iter().collect::<Vec<_>>(), all);
}

/// The command of a step with data that is right.
fn with_right_data(step: Step, request: &EnrolmentRequest, today: NaiveDate) -> EnrolmentCommand {
    let other = if request.place.group == GroupId(1) {
        2
    } else {
        1
    };
    let contract = request
        .contract
        .as_ref()
        .map_or(today, |contract| contract.date);
    let event = match step {
        Step::Confirm => Event::Confirm,
        Step::Refuse => Event::Refuse,
        Step::Withdraw => Event::Withdraw,
        Step::Conclude => {
            let over = today.signed_duration_since(request.days.last).num_days();
            Event::Conclude {
                back: u64::try_from(over).unwrap_or(0),
            }
        }
        Step::ChangeGroup => Event::Move { group: other },
        Step::Terminate => {
            return EnrolmentCommand::Terminate {
                by: Party::Family,
                reason: TerminateReason::Moved,
                text: Clean::default(),
                notice: contract.min(request.days.last),
            };
        }
        Step::Complete => Event::Complete,
    };
    command(&event, today).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn money_and_places_stay_in_order(events in events()) {
        walk(events, &mut BTreeSet::new());
    }

    #[test]
    fn what_a_screen_is_told_is_what_the_decision_says(events in events(), may_do in any::<bool>()) {
        let mut register = Register::start();
        for (event, which) in events {
            register.take(&event, which);
        }
        for request in &register.requests {
            for step in Step::ALL {
                let command = with_right_data(step, request, register.scene.context.today);
                let mut seen = register.seen(request.id, Register::serial(request), request.place.group);
                if let EnrolmentCommand::ChangeGroup { .. } = command {
                    // The clerk has chosen one with a place.
                    seen.taken = Taken::default();
                }
                if !may_do {
                    seen.context.capabilities = Capabilities::default();
                }
                prop_assert_eq!(command.capability(), Some(step.capability()));
                prop_assert_eq!(command.code(), step.code());
                let said = may(request, step, &seen.world(), &seen.context);
                let done = decide(Some(request), request.id, &command, &seen.world(), &seen.context);
                let only_group = step == Step::ChangeGroup && request.place.module == ModuleId(2);
                if only_group && said == Err(EnrolmentRefusal::GroupMissing.into()) {
                    prop_assert!(done.is_err());
                } else {
                    prop_assert_eq!(done.map(|_| ()), said, "{:?} {:?}", step, request.state);
                }
            }
        }
    }
}
