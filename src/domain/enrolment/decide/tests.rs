//! Each condition of a step with a request, by itself.

use chrono::Days;

use super::*;
use crate::domain::enrolment::samples::*;
use crate::domain::enrolment::{Ending, EnrolmentRefusal as Why, Party, Place, RequestState};
use crate::domain::funding::PeriodPurse;
use crate::domain::money::{Purse, Span};
use crate::domain::programme::{Ages, Group, GroupId, ProgrammeRegister, ProgrammeState};
use crate::domain::reason::{RequestRefuseReason, SuspendReason, TerminateReason};
use crate::domain::samples::{day, today};
use crate::domain::{
    Capability, CertificateState, Clean, ClerkId, MunicipalityCode, OrganisationId, Side,
    Source as Channel,
};

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> Why {
    match outcome {
        Err(Refusal::Enrolment(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// The refusal of a request in the start scene, changed in one place.
fn enrolling(change: impl FnOnce(&mut Scene)) -> Why {
    let mut scene = Scene::start();
    change(&mut scene);
    refused(scene.decide(None, &enrol()))
}

/// The refusal of a confirmation, changed in one place after the request was made.
fn confirming(change: impl FnOnce(&mut Scene)) -> Why {
    let (mut scene, request) = Scene::requested();
    change(&mut scene);
    refused(scene.decide(Some(&request), &EnrolmentCommand::ConfirmRequest))
}

fn purse(account: Option<&Account>) -> Purse {
    account.unwrap().purse(PERIOD).unwrap()
}

fn money(nominal: i64, balance: i64, reserved: i64, paid: i64) -> Purse {
    Purse {
        nominal: Kopecks(nominal),
        balance: Kopecks(balance),
        reserved: Kopecks(reserved),
        paid: Kopecks(paid),
    }
}

#[test]
fn a_request_holds_its_money_back_and_finances_the_certificate() {
    let decision = Scene::start().decide(None, &enrol()).unwrap();
    let request = decision.request;
    assert_eq!(request.state, RequestState::New);
    assert_eq!((request.version, request.age), (1, Some(11)));
    assert_eq!(request.created_by, Some(ClerkId(7)));
    let cost = request.cost.unwrap();
    assert_eq!(cost.total.first, Kopecks(59_260));
    assert_eq!(cost.total.other, Kopecks(113_580));
    assert_eq!(cost.shares.certificate.total(), Kopecks(400_000));
    assert_eq!(cost.period, Some(PERIOD));
    let account = decision.account.unwrap();
    assert_eq!(
        account.purse(PERIOD),
        Some(money(1_000_000, 600_000, 400_000, 0))
    );
    assert_eq!(account.claims.len(), 1);
    assert_eq!(decision.kind, Some(CertificateKind::Financed));
}

#[test]
fn the_certificate_pays_what_it_has_and_the_parents_the_rest() {
    let mut scene = Scene::start();
    let mut account = Account::unused(number(42), MunicipalityCode(1));
    account.purses = vec![PeriodPurse {
        period: PERIOD,
        purse: money(1_000_000, 100_000, 0, 900_000),
    }];
    scene.account = Some(account);
    let decision = scene.decide(None, &enrol()).unwrap();
    let shares = decision.request.cost.unwrap().shares;
    assert_eq!(shares.certificate.total(), Kopecks(100_000));
    assert_eq!(shares.parents.total(), Kopecks(300_000));
    assert_eq!(purse(decision.account.as_ref()).balance, Kopecks(0));
}

#[test]
fn nothing_is_asked_of_a_certificate_where_it_does_not_pay() {
    for register in [ProgrammeRegister::Significant, ProgrammeRegister::Paid] {
        let mut scene = Scene::start();
        scene.programme.register = register;
        // Neither money nor an agreement is needed.
        scene.funding = Some(Funding::unset(MunicipalityCode(1)));
        let decision = scene.decide(None, &enrol()).unwrap();
        let total = decision
            .request
            .cost
            .map(|cost| cost.shares.parents.total());
        let asked = register.priced().then_some(Kopecks(400_000));
        assert_eq!(total, asked, "{register:?}");
        assert_eq!(decision.request.certificate_share(), Kopecks(0));
        assert_eq!(decision.kind, None);
        let account = decision.account.unwrap();
        assert_eq!((account.purses.len(), account.claims.len()), (0, 1));
    }
}

#[test]
fn what_stands_against_a_request_is_told() {
    assert_eq!(
        enrolling(|s| s.programme.state = ProgrammeState::Archived),
        Why::NotPublished
    );
    assert_eq!(
        enrolling(|s| s.programme.modules[0].enrolment_open = false),
        Why::EnrolmentClosed
    );
    assert_eq!(
        enrolling(|s| s.programme.modules[0].groups[0].active = false),
        Why::GroupArchived
    );
    assert_eq!(enrolling(|s| s.taken.group = 2), Why::GroupFull);
    assert_eq!(
        enrolling(|s| {
            s.programme.limit = Some(3);
            s.taken.programme = 3;
        }),
        Why::ProgrammeFull
    );
    assert_eq!(
        enrolling(|s| {
            s.funding.as_mut().unwrap().agreements[0].limit = Some(9);
            s.taken.organisation = 9;
        }),
        Why::OrganisationFull
    );
    assert_eq!(
        enrolling(|s| s.funding.as_mut().unwrap().agreements[0].active = false),
        Why::NoAgreement
    );
    assert_eq!(
        enrolling(|s| s.funding.as_mut().unwrap().periods.clear()),
        Why::NoPeriod
    );
    assert_eq!(
        enrolling(|s| s.funding.as_mut().unwrap().groups.clear()),
        Why::NoCertificateGroup
    );
    assert_eq!(
        enrolling(|s| s.funding.as_mut().unwrap().groups[0].nominals.clear()),
        Why::NoCertificateGroup
    );
    assert_eq!(
        enrolling(|s| s.programme.modules[0].prices.clear()),
        Why::PriceMissing
    );
    assert_eq!(
        enrolling(|s| s.context.today = day(2027, 1, 1)),
        Why::DaysOutside
    );
    assert_eq!(
        enrolling(|s| drop(s.programme.modules[0].groups.remove(0))),
        Why::Unknown
    );
}

#[test]
fn days_lie_inside_those_of_the_group() {
    for (first, last) in [
        (day(2026, 9, 14), day(2026, 12, 31)),
        (day(2026, 9, 15), day(2027, 1, 1)),
        (day(2026, 12, 1), day(2026, 11, 1)),
    ] {
        let mut asked = form(42, place(1, 1));
        asked.days = Span { first, last };
        let enrol = EnrolmentCommand::Enrol {
            form: Box::new(asked),
        };
        assert_eq!(
            refused(Scene::start().decide(None, &enrol)),
            Why::DaysOutside
        );
    }
}

#[test]
fn only_an_active_certificate_enrols_and_the_reason_names_its_state() {
    for state in [
        CertificateState::Reserved,
        CertificateState::Suspended(SuspendReason::DataChecked),
        CertificateState::Superseded(number(43)),
        CertificateState::Expired,
    ] {
        let why = Why::CertificateState(state.code().to_owned());
        let change = |s: &mut Scene| s.certificate.as_mut().unwrap().state = state;
        assert_eq!(enrolling(change), why);
        assert_eq!(confirming(change), why);
    }
    let mut scene = Scene::start();
    scene.certificate = None;
    assert_eq!(scene.decide(None, &enrol()), Err(Refusal::NotFound));
}

#[test]
fn age_counts_on_the_first_day() {
    let ages = Ages { from: 7, to: 12 };
    let born = |y, m, d| move |s: &mut Scene| s.birth_date = Some(day(y, m, d));
    assert_eq!(
        enrolling(born(2019, 9, 16)),
        Why::OutsideAges { age: 6, ages }
    );
    assert_eq!(
        enrolling(born(2013, 9, 15)),
        Why::OutsideAges { age: 13, ages }
    );
    for (birth, age) in [(day(2019, 9, 15), 7), (day(2013, 9, 16), 12)] {
        let mut scene = Scene::start();
        scene.birth_date = Some(birth);
        let decision = scene.decide(None, &enrol()).unwrap();
        assert_eq!(decision.request.age, Some(age));
    }
}

#[test]
fn a_module_is_asked_for_once_while_the_first_request_lives() {
    let (mut scene, request) = Scene::requested();
    let again = |scene: &Scene, place| {
        let enrol = EnrolmentCommand::Enrol {
            form: Box::new(form(42, place)),
        };
        decide(None, request_id(2), &enrol, &scene.world(), &scene.context)
    };
    assert_eq!(refused(again(&scene, place(1, 2))), Why::SecondRequest);
    assert!(again(&scene, place(2, 3)).is_ok());
    scene.apply(Some(&request), &EnrolmentCommand::WithdrawRequest);
    assert!(again(&scene, place(1, 2)).is_ok());
}

#[test]
fn a_certificate_without_money_is_refused() {
    let (mut scene, _) = Scene::requested();
    let account = scene.account.as_mut().unwrap();
    account.claims[0].reserved = Kopecks(1_000_000);
    account.purses[0].purse = money(1_000_000, 0, 1_000_000, 0);
    let enrol = EnrolmentCommand::Enrol {
        form: Box::new(form(42, place(2, 3))),
    };
    assert_eq!(refused(scene.decide(None, &enrol)), Why::NoFunds);
    // A nominal that has grown reaches the purse with the request.
    scene.funding.as_mut().unwrap().groups[0].nominals[0].amount = Kopecks(1_100_000);
    let decision = decide(None, request_id(2), &enrol, &scene.world(), &scene.context).unwrap();
    assert_eq!(
        purse(decision.account.as_ref()),
        money(1_100_000, 0, 1_100_000, 0)
    );
    assert_eq!(decision.request.certificate_share(), Kopecks(100_000));
}

#[test]
fn a_group_of_certificates_finances_as_many_as_it_may() {
    let used = |certificates, sum| {
        Some(GroupUse {
            certificates,
            sum: Kopecks(sum),
        })
    };
    let limits = |scene: &mut Scene, certificates, sum: Option<i64>| {
        let group = &mut scene.funding.as_mut().unwrap().groups[0];
        group.certificates_limit = certificates;
        group.sum_limit = sum.map(Kopecks);
    };
    for (certificates, sum, use_now, good) in [
        (Some(5), None, used(4, 0), true),
        (Some(5), None, used(5, 0), false),
        (None, Some(3_000_000), used(2, 2_000_000), true),
        (None, Some(3_000_000), used(2, 2_000_001), false),
    ] {
        let mut scene = Scene::start();
        limits(&mut scene, certificates, sum);
        scene.group_use = use_now;
        let outcome = scene.decide(None, &enrol()).map(|_| ());
        let full = Err(Why::CertificateGroupFull.into());
        assert_eq!(outcome, if good { Ok(()) } else { full });
    }
    // One that is financed for the period already is not counted again.
    let (mut scene, _) = Scene::requested();
    limits(&mut scene, Some(5), None);
    scene.group_use = used(5, 0);
    let second = EnrolmentCommand::Enrol {
        form: Box::new(form(42, place(2, 3))),
    };
    let outcome = decide(None, request_id(2), &second, &scene.world(), &scene.context);
    assert_eq!(outcome.map(|_| ()), Ok(()));
    // The register never goes past a limit that it hasn't counted.
    let mut scene = Scene::start();
    limits(&mut scene, Some(5), None);
    scene.group_use = None;
    assert_eq!(scene.decide(None, &enrol()), Err(Refusal::RegisterFailed));
}

#[test]
fn room_in_the_group_takes_the_certificate_off_the_waiting_list() {
    let mut scene = Scene::start();
    let mut account = Account::unused(number(42), MunicipalityCode(1));
    account.waits_since = Some(today());
    scene.account = Some(account);
    let account = scene.decide(None, &enrol()).unwrap().account.unwrap();
    assert_eq!(
        (account.waits_since, account.group.map(|g| g.0)),
        (None, Some(1))
    );
}

#[test]
fn what_a_desk_does_not_know_passes() {
    let mut scene = Scene::start();
    scene.context.side = Side::Client;
    scene.certificate = None;
    scene.birth_date = None;
    scene.group_use = None;
    let decision = scene.decide(None, &enrol()).unwrap();
    assert_eq!((decision.account, decision.kind), (None, None));
    assert_eq!(decision.request.age, None);
    // Shown is what the certificate pays at most.
    assert_eq!(decision.request.certificate_share(), Kopecks(400_000));
    scene.funding = None;
    let decision = scene.decide(None, &enrol()).unwrap();
    assert_eq!(decision.request.payer, MunicipalityCode(1));
    let cost = decision.request.cost.unwrap();
    assert_eq!((cost.price, cost.period), (Kopecks(400_000), None));
    let request = decision.request;
    let confirmed = scene.decide(Some(&request), &EnrolmentCommand::ConfirmRequest);
    let concluded = scene.decide(Some(&confirmed.unwrap().request), &conclude());
    assert_eq!(concluded.unwrap().request.state, RequestState::Concluded);
}

#[test]
fn rights_are_those_of_the_clerks_own_organisation() {
    let (mut scene, request) = Scene::requested();
    scene.context.organisation = OrganisationId(61);
    let no = Err(Refusal::NotAllowed(Capability::EnrolmentConfirm));
    assert_eq!(
        scene.decide(Some(&request), &EnrolmentCommand::ConfirmRequest),
        no
    );
    let no = Err(Refusal::NotAllowed(Capability::EnrolmentCreate));
    assert_eq!(scene.decide(None, &enrol()), no);
    let (mut scene, request) = Scene::requested();
    let rights = &mut scene.context.capabilities;
    *rights = rights.without(Capability::EnrolmentRefuse);
    let no = Err(Refusal::NotAllowed(Capability::EnrolmentRefuse));
    assert_eq!(
        scene.decide(Some(&request), &EnrolmentCommand::WithdrawRequest),
        no
    );
}

#[test]
fn confirming_asks_again_for_what_may_have_gone() {
    assert_eq!(confirming(|s| s.taken.group = 2), Why::GroupFull);
    assert_eq!(
        confirming(|s| s.programme.modules[0].groups[0].active = false),
        Why::GroupArchived
    );
    assert_eq!(
        confirming(|s| s.programme.state = ProgrammeState::Archived),
        Why::NotPublished
    );
    assert_eq!(
        confirming(|s| s.funding.as_mut().unwrap().agreements.clear()),
        Why::NoAgreement
    );
    assert_eq!(
        confirming(|s| s.context.today = day(2027, 1, 1)),
        Why::DaysOutside
    );
    // Closed for others, but this one came in time.
    let (mut scene, request) = Scene::requested();
    scene.programme.modules[0].enrolment_open = false;
    let decision = scene
        .decide(Some(&request), &EnrolmentCommand::ConfirmRequest)
        .unwrap();
    assert_eq!(decision.request.state, RequestState::Confirmed);
    assert!(decision.request.by_one_person());
    assert_eq!(
        decision.account.unwrap().claims[0].state,
        RequestState::Confirmed
    );
}

#[test]
fn who_made_it_is_known_unless_the_family_did() {
    let mut asked = form(42, place(1, 1));
    asked.source = Channel::Portal;
    let enrol = EnrolmentCommand::Enrol {
        form: Box::new(asked),
    };
    let mut scene = Scene::start();
    let request = scene.apply(None, &enrol);
    assert_eq!(request.created_by, None);
    let request = scene.apply(Some(&request), &EnrolmentCommand::ConfirmRequest);
    assert!(!request.by_one_person());
}

#[test]
fn a_refused_request_gives_its_money_back_and_says_why() {
    for confirmed in [false, true] {
        let (scene, request) = if confirmed {
            Scene::confirmed()
        } else {
            Scene::requested()
        };
        let other = |text: &str| EnrolmentCommand::RefuseRequest {
            reason: RequestRefuseReason::Other,
            text: text.into(),
        };
        assert_eq!(
            scene.decide(Some(&request), &other(" ")),
            Err(Refusal::TextMissing)
        );
        let decision = scene.decide(Some(&request), &other("ремонт зала")).unwrap();
        let state = RequestState::Refused(RequestRefuseReason::Other);
        assert_eq!(decision.request.state, state);
        assert_eq!(decision.request.refusal_text.as_str(), "ремонт зала");
        assert_eq!(
            purse(decision.account.as_ref()),
            money(1_000_000, 1_000_000, 0, 0)
        );
        assert!(decision.account.unwrap().claims.is_empty());
        let again = scene.decide(Some(&decision.request), &EnrolmentCommand::ConfirmRequest);
        assert_eq!(again, Err(Refusal::WrongState("refused".into())));
    }
}

#[test]
fn the_months_up_to_the_contract_are_paid_at_once() {
    for (date, months, paid) in [
        (today(), 1, 59_260),
        (day(2026, 9, 30), 1, 59_260),
        (day(2026, 10, 1), 2, 59_260 + 113_580),
        (day(2026, 12, 31), 4, 400_000),
    ] {
        let (mut scene, request) = Scene::confirmed();
        scene.context.today = date;
        let signed = EnrolmentCommand::Conclude {
            contract_number: " 12 - ПФ ".into(),
            date,
            statement_received: date,
        };
        let decision = scene.decide(Some(&request), &signed).unwrap();
        assert_eq!(decision.request.months_paid, months);
        let contract = decision.request.contract.unwrap();
        assert_eq!((contract.number.as_str(), contract.date), ("12 - ПФ", date));
        let expected = money(1_000_000, 600_000, 400_000 - paid, paid);
        assert_eq!(purse(decision.account.as_ref()), expected);
    }
}

#[test]
fn a_contract_needs_its_number_and_right_dates() {
    let (scene, request) = Scene::confirmed();
    let long = "1".repeat(21);
    for number in ["", "  ", long.as_str()] {
        let signed = EnrolmentCommand::Conclude {
            contract_number: number.into(),
            date: today(),
            statement_received: today(),
        };
        assert_eq!(
            refused(scene.decide(Some(&request), &signed)),
            Why::ContractNumber
        );
    }
    let (before, after) = (today() - Days::new(1), today() + Days::new(1));
    for (date, received) in [
        (before, today()),
        (after, today()),
        (today(), before),
        (today(), after),
    ] {
        let signed = EnrolmentCommand::Conclude {
            contract_number: "1".into(),
            date,
            statement_received: received,
        };
        assert_eq!(
            refused(scene.decide(Some(&request), &signed)),
            Why::ContractDate
        );
    }
    let (scene, request) = Scene::requested();
    let early = scene.decide(Some(&request), &conclude());
    assert_eq!(early, Err(Refusal::WrongState("new".into())));
}

fn notice(by: Party, date: chrono::NaiveDate) -> EnrolmentCommand {
    EnrolmentCommand::Terminate {
        by,
        reason: TerminateReason::Moved,
        text: Clean::default(),
        notice: date,
    }
}

#[test]
fn notice_ends_a_contract_with_its_month_and_frees_the_later_ones() {
    for (date, effective, kept) in [
        // Before the first lesson: with the month in which that would have been, which is paid.
        (today(), day(2026, 9, 30), 0),
        (day(2026, 10, 5), day(2026, 10, 31), 113_580),
        (day(2026, 12, 1), day(2026, 12, 31), 3 * 113_580),
    ] {
        let (mut scene, request) = Scene::concluded();
        scene.context.today = date;
        let decision = scene
            .decide(Some(&request), &notice(Party::Family, date))
            .unwrap();
        assert_eq!(decision.request.state, RequestState::Concluded);
        assert_eq!(
            decision.request.termination.as_ref().unwrap().effective,
            effective
        );
        let balance = 1_000_000 - 59_260 - kept;
        assert_eq!(
            purse(decision.account.as_ref()),
            money(1_000_000, balance, kept, 59_260)
        );
        assert!(decision.account.as_ref().unwrap().claims[0].ends);
        scene.account = decision.account;
        let request = decision.request;
        assert_eq!(
            refused(scene.decide(Some(&request), &notice(Party::Family, date))),
            Why::EndsAlready
        );
        assert_eq!(
            refused(scene.decide(Some(&request), &EnrolmentCommand::Complete)),
            Why::NotOver
        );
        let move_on = EnrolmentCommand::ChangeGroup { group: GroupId(2) };
        assert_eq!(
            refused(scene.decide(Some(&request), &move_on)),
            Why::EndsAlready
        );
        scene.context.today = effective + Days::new(1);
        let over = scene
            .decide(Some(&request), &EnrolmentCommand::Complete)
            .unwrap();
        assert_eq!(
            over.request.state,
            RequestState::Terminated(Ending::ByFamily)
        );
        assert_eq!(
            purse(over.account.as_ref()),
            money(1_000_000, balance, 0, 59_260 + kept)
        );
        assert!(over.account.unwrap().claims.is_empty());
    }
}

#[test]
fn a_contract_that_ends_inside_a_month_ends_there() {
    let days = Span {
        first: day(2026, 9, 15),
        last: day(2026, 12, 25),
    };
    assert_eq!(end::effective(days, day(2026, 12, 3)), days.last);
    assert_eq!(end::effective(days, day(2026, 11, 3)), day(2026, 11, 30));
    assert_eq!(end::effective(days, day(2026, 8, 3)), day(2026, 9, 30));
}

#[test]
fn notice_has_a_day_under_the_contract_and_a_reason() {
    let (scene, request) = Scene::concluded();
    let before = today() - Days::new(1);
    for date in [before, today() + Days::new(1)] {
        let outcome = scene.decide(Some(&request), &notice(Party::Organisation, date));
        assert_eq!(refused(outcome), Why::ContractDate);
    }
    let silent = EnrolmentCommand::Terminate {
        by: Party::Organisation,
        reason: TerminateReason::Other,
        text: Clean::default(),
        notice: today(),
    };
    assert_eq!(
        scene.decide(Some(&request), &silent),
        Err(Refusal::TextMissing)
    );
    let (scene, request) = Scene::confirmed();
    let early = scene.decide(Some(&request), &notice(Party::Family, today()));
    assert_eq!(early, Err(Refusal::WrongState("confirmed".into())));
}

#[test]
fn a_contract_is_completed_when_its_last_day_has_passed() {
    let (mut scene, request) = Scene::concluded();
    scene.context.today = day(2026, 12, 31);
    assert_eq!(
        refused(scene.decide(Some(&request), &EnrolmentCommand::Complete)),
        Why::NotOver
    );
    scene.context.today = day(2027, 1, 1);
    let decision = scene
        .decide(Some(&request), &EnrolmentCommand::Complete)
        .unwrap();
    assert_eq!(
        decision.request.state,
        RequestState::Terminated(Ending::Completed)
    );
    assert_eq!(decision.request.months_paid, 4);
    assert_eq!(
        purse(decision.account.as_ref()),
        money(1_000_000, 600_000, 0, 400_000)
    );
}

#[test]
fn another_group_keeps_money_and_days() {
    let moving = |group| EnrolmentCommand::ChangeGroup {
        group: GroupId(group),
    };
    for (scene, request) in [Scene::requested(), Scene::confirmed(), Scene::concluded()] {
        let decision = scene.decide(Some(&request), &moving(2)).unwrap();
        assert_eq!(decision.request.place, place(1, 2));
        assert_eq!(
            (decision.request.cost, decision.request.days),
            (request.cost, request.days)
        );
        let account = decision.account.unwrap();
        assert_eq!(account.claims[0].place, place(1, 2));
        assert_eq!(account.purses, scene.account.unwrap().purses);
    }
    let (scene, request) = Scene::concluded();
    let refused_with = |change: fn(&mut Scene), group| {
        let mut scene = scene.clone();
        change(&mut scene);
        refused(scene.decide(Some(&request), &moving(group)))
    };
    assert_eq!(
        scene.decide(Some(&request), &moving(1)),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(refused_with(|_| {}, 3), Why::OtherModule);
    assert_eq!(refused_with(|s| s.taken.group = 2, 2), Why::GroupFull);
    assert_eq!(
        refused_with(|s| s.programme.modules[0].groups[1].active = false, 2),
        Why::GroupArchived
    );
    let shorter = |s: &mut Scene| s.programme.modules[0].groups[1].period.last = day(2026, 12, 30);
    assert_eq!(refused_with(shorter, 2), Why::DaysOutside);
}

#[test]
fn the_register_lets_no_account_go_that_does_not_hold_and_a_desk_waits() {
    let (mut scene, request) = Scene::requested();
    scene.account.as_mut().unwrap().claims[0].reserved = Kopecks(1);
    let broken = scene.decide(Some(&request), &EnrolmentCommand::ConfirmRequest);
    assert_eq!(broken, Err(Refusal::RegisterFailed));
    let broken = scene.decide(Some(&request), &EnrolmentCommand::WithdrawRequest);
    assert_eq!(broken, Err(Refusal::RegisterFailed));
    scene.context.side = Side::Client;
    let waits = scene
        .decide(Some(&request), &EnrolmentCommand::ConfirmRequest)
        .unwrap();
    assert_eq!(waits.account, None);
    // The account has not come yet, or has lost the claim.
    for account in [None, Some(Account::unused(number(42), MunicipalityCode(1)))] {
        let (mut scene, request) = Scene::requested();
        scene.account = account;
        let lost = scene.decide(Some(&request), &EnrolmentCommand::WithdrawRequest);
        assert_eq!(lost, Err(Refusal::RegisterFailed));
    }
}

#[test]
fn a_request_is_made_once_and_nothing_is_done_to_none() {
    let (scene, request) = Scene::requested();
    assert_eq!(
        scene.decide(Some(&request), &enrol()),
        Err(Refusal::NumberTaken)
    );
    let none = scene.decide(None, &EnrolmentCommand::ConfirmRequest);
    assert_eq!(none, Err(Refusal::NotFound));
}

#[test]
fn a_place_is_chosen_by_what_stands_against_it_and_what_it_costs() {
    let mut scene = Scene::start();
    let asked = form(42, place(1, 1));
    let cost = joinable(&asked, &scene.world(), &scene.context)
        .unwrap()
        .unwrap();
    assert_eq!(cost.shares.certificate.total(), Kopecks(400_000));
    // A list shows what the clerk has no right to ask for.
    scene.context.organisation = OrganisationId(61);
    assert!(joinable(&asked, &scene.world(), &scene.context).is_ok());
    scene.taken.group = 2;
    assert_eq!(
        refused(joinable(&asked, &scene.world(), &scene.context)),
        Why::GroupFull
    );
}

#[test]
fn lessons_that_meet_are_told_and_refuse_nothing() {
    let (scene, _) = Scene::requested();
    let (programme, account) = (&scene.programme, scene.account.as_ref().unwrap());
    let group_at = |at: Place| programme.group(at.module, at.group).map(|(_, group)| group);
    let other = group(3);
    let found = collisions(&other, autumn(), account, group_at);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].claim.request, request_id(1));
    assert_eq!(found[0].lessons, [&lesson(1), &lesson(3)]);
    // On other days of the year, or of the week, or of a group that isn't known here.
    let later = Span {
        first: day(2027, 1, 1),
        last: day(2027, 2, 1),
    };
    assert!(collisions(&other, later, account, group_at).is_empty());
    assert!(collisions(&other, autumn(), account, |_| None).is_empty());
    let at_another_hour = Group {
        schedule: vec![lesson(2)],
        ..group(3)
    };
    assert!(collisions(&at_another_hour, autumn(), account, group_at).is_empty());
}
