//! Whatever is commanded, in whatever order, by whomever: a record stays inside the tables of DESIGN section 4.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::*;
use crate::domain::samples::*;
use crate::domain::*;

/// Command, state before, state after.
type Row = (&'static str, &'static str, &'static str);

/// How commands move applications.
const APPLICATION: [Row; 30] = [
    ("verify", "awaiting_paper", "awaiting_paper"),
    ("verify", "returned", "returned"),
    ("accept", "awaiting_paper", "accepted"),
    ("accept", "returned", "accepted"),
    ("activate", "accepted", "confirmed"),
    ("reject", "awaiting_paper", "rejected"),
    ("reject", "returned", "rejected"),
    ("return", "awaiting_paper", "returned"),
    ("return", "accepted", "returned"),
    ("withdraw", "awaiting_paper", "withdrawn"),
    ("withdraw", "returned", "withdrawn"),
    ("expire", "awaiting_paper", "expired"),
    ("resolve_duplicate", "awaiting_paper", "awaiting_paper"),
    ("resolve_duplicate", "returned", "returned"),
    ("resolve_duplicate", "accepted", "accepted"),
    ("suspend", "confirmed", "confirmed"),
    ("restore", "confirmed", "confirmed"),
    ("exclude", "confirmed", "confirmed"),
    ("resolve_duplicate", "confirmed", "confirmed"),
    ("correct", "awaiting_paper", "awaiting_paper"),
    ("correct", "returned", "awaiting_paper"),
    ("correct", "accepted", "awaiting_paper"),
    ("change_data", "confirmed", "confirmed"),
    ("reissue", "confirmed", "confirmed"),
    ("merge", "confirmed", "confirmed"),
    ("transfer_certificate", "confirmed", "confirmed"),
    ("send_mail", "awaiting_paper", "awaiting_paper"),
    ("send_mail", "returned", "returned"),
    ("send_mail", "accepted", "accepted"),
    ("send_mail", "confirmed", "confirmed"),
];

/// How commands move certificates; other commands leave them.
const CERTIFICATE: [Row; 10] = [
    ("activate", "reserved", "active"),
    ("reject", "reserved", "released"),
    ("withdraw", "reserved", "released"),
    ("expire", "reserved", "released"),
    ("suspend", "active", "suspended"),
    ("restore", "suspended", "active"),
    ("exclude", "active", "excluded"),
    ("exclude", "suspended", "excluded"),
    ("merge", "active", "superseded"),
    ("merge", "suspended", "superseded"),
];

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn signed() -> impl Strategy<Value = Option<PaperEntry>> {
    proptest::option::weighted(0.7, Just(paper()))
}

fn text() -> impl Strategy<Value = Clean> {
    prop_oneof![Just(Clean::default()), Just(Clean::from("текст"))]
}

fn command() -> impl Strategy<Value = Command> {
    let marks = prop_oneof![3 => Just(checks()), 1 => Just(Checks::default())];
    prop_oneof![
        3 => (marks, proptest::bool::weighted(0.8)).prop_map(|(checks, documents_complete)| {
            Command::Verify { checks, documents_complete, remarks: Vec::new() }
        }),
        4 => Just(accept()),
        1 => Just(Command::Accept { journal_number: Clean::default(), date: today() }),
        4 => Just(Command::Activate),
        1 => (one_of(RejectReason::ALL), text()).prop_map(|(reason, text)| Command::Reject { reason, text }),
        1 => (one_of(ReturnReason::ALL), text()).prop_map(|(reason, text)| Command::Return { reason, text }),
        1 => Just(Command::Withdraw { paper: None }),
        1 => Just(Command::Expire),
        2 => one_of(ResolveReason::ALL).prop_map(|reason| Command::ResolveDuplicate { reason }),
        3 => (one_of(SuspendReason::ALL), text(), signed())
            .prop_map(|(reason, text, paper)| Command::Suspend { reason, text, paper }),
        2 => signed().prop_map(|paper| Command::Restore { paper }),
        1 => (one_of(ExcludeReason::ALL), signed())
            .prop_map(|(reason, paper)| Command::Exclude { reason, paper }),
        1 => Just(with_right_data(Step::Correct)),
        1 => Just(with_right_data(Step::ChangeData)),
        1 => Just(with_right_data(Step::Reissue)),
        2 => Just(with_right_data(Step::Merge)),
        // To another one than the right data name, which a certificate that is there already would refuse.
        1 => Just(Command::TransferCertificate { to: MunicipalityCode(3), paper: paper() }),
        1 => Just(with_right_data(Step::SendMail)),
        1 => Just(Command::NoteShown),
        1 => one_of(TakeOverReason::ALL).prop_map(|reason| Command::TakeOver { reason }),
        1 => Just(Command::Submit(Box::new(new_application()))),
    ]
}

/// The moment and the actor, and what the register learnt in the meantime.
#[derive(Clone, Debug)]
struct Around {
    context: Context,
    duplicate: Option<DuplicateState>,
    contracts: u16,
}

fn around() -> impl Strategy<Value = Around> {
    let duplicate = proptest::option::weighted(
        0.3,
        prop_oneof![
            2 => Just(DuplicateState::Clear),
            1 => Just(DuplicateState::Unknown),
            1 => Just(DuplicateState::Suspected(1)),
        ],
    );
    let side = one_of(&[Side::Client, Side::Register]);
    let actor = (side, 1u32..4, any::<bool>(), proptest::bool::weighted(0.9));
    (actor, 0u64..25, duplicate, 0u16..2).prop_map(
        |((side, clerk, personal_shown, may), later, duplicate, contracts)| Around {
            context: Context {
                side,
                clerk: ClerkId(clerk),
                personal_shown,
                today: today() + chrono::Days::new(later),
                capabilities: if may { all() } else { Capabilities::default() },
                ..context()
            },
            duplicate,
            contracts,
        },
    )
}

/// What has to hold of every record, however it came about.
fn sound(case: &Case) {
    use ApplicationState as A;
    use CertificateState as C;
    let (application, certificate) = (&case.application, case.certificate.state);
    let fits = match application.state {
        A::Draft | A::Submitted | A::AwaitingPaper | A::Accepted | A::Returned(_) => {
            certificate == C::Reserved
        }
        A::Confirmed => matches!(
            certificate,
            C::Active | C::Suspended(_) | C::Excluded(_) | C::Superseded(_)
        ),
        A::Expired | A::Withdrawn | A::Rejected(_) => certificate == C::Released,
    };
    assert!(fits, "{:?} {certificate:?}", application.state);
    let entered = matches!(application.state, A::Accepted | A::Confirmed);
    assert_eq!(application.intake.is_some(), entered);
    if entered {
        assert!(application.documents_complete);
        assert_eq!(application.checks.mismatches().count(), 0);
        let acceptor = application.intake.as_ref().map(|intake| intake.clerk);
        if matches!(application.duplicate, DuplicateState::Resolved(_)) {
            assert!(application.resolved_by.is_some() && application.resolved_by != acceptor);
        }
    }
}

/// A correction that makes no other child.
fn address() -> Changes {
    let mut changes = Changes::default();
    changes.set(Field::ChildAddress, "г. Сыктывкар, ул. Ленина, д. 7");
    changes
}

/// The command of a step with data that is right.
fn with_right_data(step: Step) -> Command {
    match step {
        Step::Verify => Command::Verify {
            checks: checks(),
            documents_complete: true,
            remarks: Vec::new(),
        },
        Step::Accept => accept(),
        Step::Activate => Command::Activate,
        Step::Reject => Command::Reject {
            reason: RejectReason::Age,
            text: Clean::default(),
        },
        Step::Return => Command::Return {
            reason: ReturnReason::NotSigned,
            text: Clean::default(),
        },
        Step::Withdraw => Command::Withdraw {
            paper: Some(paper()),
        },
        Step::Correct => Command::Correct(Box::new(Correction {
            changes: address(),
            paper_due: today() + chrono::Days::new(60),
        })),
        Step::ChangeData => Command::ChangeData(Box::new(DataChange {
            changes: address(),
            paper: paper(),
        })),
        Step::Reissue => Command::Reissue {
            reason: ReissueReason::NumberLost,
            paper: paper(),
        },
        Step::Merge => Command::Merge {
            into: ApplicationNumber::new(OWN, 2026, 900),
            certificate: CertificateNumber::new(OWN, 900),
        },
        Step::TransferCertificate => Command::TransferCertificate {
            to: MunicipalityCode(2),
            paper: paper(),
        },
        Step::SendMail => Command::SendMail {
            address: Some("rocheva@example.ru".into()),
        },
        Step::ResolveDuplicate => Command::ResolveDuplicate {
            reason: ResolveReason::Twins,
        },
        Step::TakeOver => Command::TakeOver {
            reason: TakeOverReason::Urgent,
        },
        Step::Suspend => Command::Suspend {
            reason: SuspendReason::Moved,
            text: Clean::default(),
            paper: None,
        },
        Step::Restore => Command::Restore {
            paper: Some(paper()),
        },
        Step::Exclude => Command::Exclude {
            reason: ExcludeReason::Death,
            paper: None,
        },
    }
}

/// Applies what is decided and checks every step; tells which rows of the tables were used.
fn walk(steps: Vec<(Command, Around)>, used: &mut BTreeSet<Row>) {
    let mut case = awaiting();
    for (command, around) in steps {
        if let Some(duplicate) = around.duplicate {
            case.application.duplicate = duplicate;
        }
        case.certificate.working_contracts = around.contracts;
        let before = case.clone();
        let outcome = decide(Some(&case), &command, &around.context);
        assert_eq!(case, before);
        match outcome {
            Err(_) => {}
            Ok(after) if !command.changes_record() => assert_eq!(after, before),
            Ok(after) => {
                one_step(&command, &before, &after, used);
                sound(&after);
                case = after;
            }
        }
    }
}

fn one_step(command: &Command, before: &Case, after: &Case, used: &mut BTreeSet<Row>) {
    let versions = (before.application.version, after.application.version);
    assert_eq!(versions.0 + 1, versions.1);
    assert_eq!(after.application.reference, before.application.reference);
    assert_eq!(after.certificate.number, before.certificate.number);
    let kind = command.code();
    let states = |case: &Case| (case.application.state.code(), case.certificate.state.code());
    let (from, to) = (states(before), states(after));
    let row = (kind, from.0, to.0);
    assert!(APPLICATION.contains(&row), "{row:?}");
    used.insert(row);
    let row = (kind, from.1, to.1);
    if CERTIFICATE.iter().any(|(mover, ..)| *mover == kind) {
        assert!(CERTIFICATE.contains(&row), "{row:?}");
        used.insert(row);
    } else {
        assert_eq!(from.1, to.1);
    }
}

fn steps() -> impl Strategy<Value = Vec<(Command, Around)>> {
    proptest::collection::vec((command(), around()), 1..32)
}

#[test]
fn every_row_of_the_tables_is_reached_and_no_other() {
    let used = RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig {
            cases: 6_000,
            failure_persistence: None,
            ..ProptestConfig::default()
        },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let run = runner.run(&steps(), |steps| {
        walk(steps, &mut used.borrow_mut());
        Ok(())
    });
    run.unwrap();
    let all: BTreeSet<Row> = APPLICATION.into_iter().chain(CERTIFICATE).collect();
    assert_eq!(used.into_inner(), all);
}

proptest! {
    #[test]
    fn no_sequence_of_commands_leaves_the_tables(steps in steps()) {
        walk(steps, &mut BTreeSet::new());
    }

    #[test]
    fn what_a_screen_is_told_is_what_the_decision_says(
        commands in proptest::collection::vec((command(), around()), 0..8), last in around(),
    ) {
        let mut case = awaiting();
        for (command, around) in commands {
            case = decide(Some(&case), &command, &around.context).unwrap_or(case);
        }
        case.application.duplicate = last.duplicate.unwrap_or(case.application.duplicate);
        for step in Step::ALL {
            let command = with_right_data(step);
            prop_assert_eq!(command.capability(), Some(step.capability()));
            prop_assert_eq!(command.code(), step.code());
            let said = may(&case, step, &last.context);
            prop_assert_eq!(decide(Some(&case), &command, &last.context).map(|_| ()), said, "{:?}", step);
        }
    }
}
