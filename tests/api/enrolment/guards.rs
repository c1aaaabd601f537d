//! What stands against a request, each with its own refusal.

use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::RequestState;
use reestr::domain::programme::Ages;
use reestr::domain::reason::RequestRefuseReason;
use reestr::domain::{
    CertificateState, Clean, Command, EnrolmentCommand, EnrolmentRefusal, ExcludeReason,
    FundingCommand, ProgrammeCommand, Refusal, Source, Span, SuspendReason,
};

use super::{
    FIRST, MORNING, NEXT_YEAR, NOMINAL, SECOND, agreement, applied, certificate, child, conclude,
    confirm, day, done, enrol, form, home, morning, outline, place, purse, ready, recorded,
    refused, request, save, september, set, told,
};
use crate::office::{SYKTYVKAR, application, card, number, organisation};

fn suspend() -> Command {
    Command::Suspend {
        reason: SuspendReason::DataChecked,
        text: Clean::default(),
        paper: None,
    }
}

fn state(state: CertificateState) -> Outcome {
    let code = state.code().to_owned();
    refused(EnrolmentRefusal::CertificateState(code))
}

#[tokio::test]
async fn a_second_request_for_the_module_is_refused() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    let second = refused(EnrolmentRefusal::SecondRequest);
    let evening = enrol(form(1, place(FIRST, super::EVENING)));
    assert_eq!(boris.give(request(2), 0, evening).await, second);
    done(&mut anna, request(1), 1, vec![confirm()]).await;
    assert_eq!(boris.give(request(2), 0, morning(1)).await, second);
    // The other module is another contract.
    let other = enrol(form(1, place(SECOND, NEXT_YEAR)));
    assert_eq!(boris.give(request(2), 0, other).await, applied(1));
    assert_eq!(purse(&anna, 1).await, [200_000, 800_000, 0]);
    // An identifier is given once.
    let taken = anna.give(request(1), 0, morning(2)).await;
    assert!(
        matches!(taken, Outcome::Conflict { version: 2, .. }),
        "{taken:?}"
    );
}

#[tokio::test]
async fn only_an_active_certificate_enrols() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let in_reserve = card("Соколова", "2017-03-03", "777777");
    let new = application(SYKTYVKAR, 2, office.today(), in_reserve);
    office.arrives(new).await;
    let reserved = state(CertificateState::Reserved);
    assert_eq!(anna.give(request(2), 0, morning(2)).await, reserved);
    let nobody = refused(Refusal::NotFound);
    assert_eq!(anna.give(request(2), 0, morning(77)).await, nobody);
    let mine = number(SYKTYVKAR, 1);
    assert_eq!(anna.give(mine, 4, suspend()).await, applied(5));
    let suspended = state(CertificateState::Suspended(SuspendReason::DataChecked));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, suspended);
    let restored = Command::Restore { paper: None };
    assert_eq!(anna.give(mine, 5, restored).await, applied(6));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
}

#[tokio::test]
async fn a_suspension_refuses_open_requests_and_waits_for_contracts() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let other = enrol(form(1, place(SECOND, NEXT_YEAR)));
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    done(&mut anna, request(2), 0, vec![other]).await;
    let mine = number(SYKTYVKAR, 1);
    assert_eq!(boris.give(mine, 4, suspend()).await, applied(5));
    let by_itself = RequestState::Refused(RequestRefuseReason::CertificateSuspended);
    for number in [1, 2] {
        assert_eq!(recorded(&anna, number).await.state, by_itself);
    }
    assert_eq!(purse(&anna, 1).await, [NOMINAL, 0, 0]);
    assert_eq!(
        told(&office, super::scope(&anna), "refuse_request").await,
        [
            "applied:certificate_suspended",
            "applied:certificate_suspended"
        ]
    );
    let restored = Command::Restore { paper: None };
    assert_eq!(boris.give(mine, 5, restored).await, applied(6));

    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(3), 0, contract).await;
    let works = refused(Refusal::WorkingContracts(1));
    assert_eq!(boris.give(mine, 6, suspend()).await, works);
    let exclude = Command::Exclude {
        reason: ExcludeReason::IssuedByMistake,
        paper: None,
    };
    // Exclusion is not asked whether contracts stand: they end by themselves.
    assert_eq!(boris.give(mine, 6, exclude).await, applied(7));
    let contract = recorded(&anna, 3).await;
    assert_eq!(contract.state, RequestState::Concluded);
}

#[tokio::test]
async fn without_period_agreement_or_money_there_is_no_request() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let mut ended = agreement(organisation(SYKTYVKAR));
    ended.active = false;
    let ended = set(FundingCommand::SetAgreement { agreement: ended });
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    assert_eq!(anna.give(home(), 3, ended).await, applied(4));
    // What was right when the request came is asked again before an offer goes out.
    let none = refused(EnrolmentRefusal::NoAgreement);
    assert_eq!(anna.give(request(1), 1, confirm()).await, none);
    child(&mut anna, 2).await;
    assert_eq!(anna.give(request(2), 0, morning(2)).await, none);
    assert_eq!(purse(&anna, 1).await, [600_000, 400_000, 0]);
}

#[tokio::test]
async fn days_and_ages_are_those_of_the_group_and_the_programme() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let outside = refused(EnrolmentRefusal::DaysOutside);
    for (first, last) in [
        ("2026-09-14", "2026-12-31"),
        ("2026-09-15", "2027-01-01"),
        ("2026-12-31", "2026-09-15"),
    ] {
        let mut asked = form(1, place(FIRST, MORNING));
        asked.days = Span {
            first: day(first),
            last: day(last),
        };
        assert_eq!(anna.give(request(1), 0, enrol(asked)).await, outside);
    }
    // A part of them costs a part: the design's other check, at a normative price of 4 000.00.
    let mut late = form(1, place(FIRST, MORNING));
    late.days.first = day("2026-10-10");
    assert_eq!(anna.give(request(1), 0, enrol(late)).await, applied(1));
    let cost = recorded(&anna, 1).await.cost.unwrap();
    assert_eq!(cost.shares.certificate.total().0, 307_408);

    let grown = card("Соколова", "2013-09-01", "777777");
    super::activated(&mut anna, 2, grown).await;
    let too_old = EnrolmentRefusal::OutsideAges {
        age: 13,
        ages: Ages { from: 7, to: 12 },
    };
    let outcome = boris.give(request(2), 0, morning(2)).await;
    assert_eq!(outcome, refused(too_old));
}

#[tokio::test]
async fn what_families_send_comes_from_the_register_alone() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let mut passed_off = form(1, place(FIRST, MORNING));
    passed_off.source = Source::Portal;
    let fault = refused(Refusal::NotUnderstood);
    let outcome = anna.give(request(1), 0, enrol(passed_off.clone())).await;
    assert_eq!(outcome, fault);
    let register = office.running.register();
    let taken = register.request(super::request_id(1), passed_off).await;
    assert_eq!(taken.unwrap(), applied(1));
    assert_eq!(recorded(&anna, 1).await.created_by, None);
    assert_eq!(anna.give(request(1), 1, confirm()).await, applied(2));
    assert!(!recorded(&anna, 1).await.by_one_person());
    let scope = Scope::Organisation(organisation(SYKTYVKAR));
    assert_eq!(told(&office, scope, "confirm_request").await, ["applied"]);
    assert_eq!(certificate(1), recorded(&anna, 1).await.certificate);
}

#[tokio::test]
async fn a_step_out_of_its_turn_is_refused() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let nobody = refused(Refusal::NotFound);
    assert_eq!(anna.give(request(1), 0, confirm()).await, nobody);
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    let early = refused(Refusal::WrongState("new".to_owned()));
    let contract = || conclude("1", office.today());
    assert_eq!(anna.give(request(1), 1, contract()).await, early);
    let complete = Command::Enrolment(EnrolmentCommand::Complete);
    assert_eq!(anna.give(request(1), 1, complete).await, early);
    assert_eq!(anna.give(request(1), 1, confirm()).await, applied(2));
    let late = boris.give(request(1), 1, confirm()).await;
    let Outcome::Already {
        version: 2,
        by: Some(by),
    } = late
    else {
        panic!("{late:?}");
    };
    assert_eq!(
        (by.name.as_str(), by.command.as_str()),
        ("Анна Первая", "confirm_request")
    );
    let withdraw = Command::Enrolment(EnrolmentCommand::WithdrawRequest);
    let late = boris.give(request(1), 1, withdraw).await;
    assert!(
        matches!(late, Outcome::Conflict { version: 2, .. }),
        "{late:?}"
    );
    let tomorrow = conclude("1", office.today() + chrono::Days::new(1));
    let date = refused(EnrolmentRefusal::ContractDate);
    assert_eq!(anna.give(request(1), 2, tomorrow).await, date);
    // Who edits a programme may not do so while it is in the navigator.
    let change = save(outline(
        reestr::domain::programme::ProgrammeRegister::Certified,
    ));
    let published = refused(Refusal::WrongState("published".to_owned()));
    assert_eq!(anna.give(super::robots(), 6, change).await, published);
    let unknown = Command::Programme(ProgrammeCommand::ReviseProgramme);
    assert_eq!(boris.give(super::robots(), 6, unknown).await, published);
}
