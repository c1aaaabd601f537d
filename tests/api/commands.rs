//! Commands between clerks: rights, duplicates, two at one application, journal numbers.

use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Outcome};
use reestr::domain::{
    ApplicationState, Capabilities, Capability, Case, CertificateState, Clean, Command,
    DuplicateState, Refusal, RejectReason, ResolveReason, ReturnReason,
};

use crate::office::{
    Office, SYKTYVKAR, UKHTA, accept, all_match, application, card, expired, number, read,
};

#[tokio::test]
async fn a_paper_is_accepted_and_its_certificate_activated_in_one_request() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let commands = vec![
        anna.envelope(target, Base::Version(1), all_match()),
        anna.envelope(target, Base::After(1), accept("17", office.today())),
        anna.envelope(target, Base::After(2), Command::Activate),
    ];
    let answer = anna.send(commands).await;
    let outcomes: Vec<_> = answer.results.iter().map(|r| r.outcome.clone()).collect();
    let applied = |version| Outcome::Applied { version };
    assert_eq!(outcomes, [applied(2), applied(3), applied(4)]);
    assert_eq!(answer.high_water, 3);
    let case: Case = read(anna.get(&format!("/v1/applications/{target}")).await).await;
    assert_eq!(case.application.state, ApplicationState::Confirmed);
    assert_eq!(case.certificate.state, CertificateState::Active);
    let intake = case.application.intake.unwrap();
    assert_eq!(intake.journal_number.as_str(), "17");
    assert_eq!(intake.clerk, anna.login.profile.clerk);
}

#[tokio::test]
async fn who_accepts_may_still_not_activate() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut vera = office.login("vera", Channel::Open).await;
    assert_eq!(
        vera.give(target, 1, all_match()).await,
        Outcome::Applied { version: 2 }
    );
    let accepted = vera.give(target, 2, accept("1", office.today())).await;
    assert_eq!(accepted, Outcome::Applied { version: 3 });
    let why = Refusal::NotAllowed(Capability::CertificateActivate);
    assert_eq!(
        vera.give(target, 3, Command::Activate).await,
        Outcome::Refused { why }
    );
    let mut anna = office.login("anna", Channel::Open).await;
    assert_eq!(
        anna.give(target, 3, Command::Activate).await,
        Outcome::Applied { version: 4 }
    );
}

#[tokio::test]
async fn a_right_that_is_taken_away_is_gone_with_the_next_request() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    assert_eq!(
        anna.give(target, 1, all_match()).await,
        Outcome::Applied { version: 2 }
    );
    let storage = office.running.register().storage();
    reestr::server::admin::set_capabilities(storage, "anna", Capabilities::default())
        .await
        .unwrap();
    let why = Refusal::NotAllowed(Capability::ApplicationAccept);
    let outcome = anna.give(target, 2, accept("1", office.today())).await;
    assert_eq!(outcome, Outcome::Refused { why });
}

#[tokio::test]
async fn one_changed_digit_stops_the_acceptance_until_a_second_person_decides() {
    let office = Office::open().await;
    let first = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let second = office
        .arrives(office.application(2, card("Орлов", "2015-05-06", "123457")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    assert_eq!(
        anna.give(second, 1, all_match()).await,
        Outcome::Applied { version: 2 }
    );
    let why = Refusal::DuplicateUnresolved;
    let blocked = anna.give(second, 2, accept("1", office.today())).await;
    assert_eq!(blocked, Outcome::Refused { why: why.clone() });

    // The other one was clear when it came; the refusal makes the suspicion known to every desk.
    assert_eq!(
        anna.give(first, 1, all_match()).await,
        Outcome::Applied { version: 2 }
    );
    let before = anna.since(0).await.deltas.remove(0).cursor;
    let blocked = anna.give(first, 2, accept("1", office.today())).await;
    assert_eq!(blocked, Outcome::Refused { why });
    let delta = anna.since(before).await.deltas.remove(0);
    assert_eq!(delta.set.len(), 1);
    assert_eq!(
        delta.set[0].application.duplicate,
        DuplicateState::Suspected(1)
    );
    assert_eq!(delta.set[0].application.version, 2);

    let mut boris = office.login("boris", Channel::Open).await;
    let decide = Command::ResolveDuplicate {
        reason: ResolveReason::Namesakes,
    };
    assert_eq!(
        boris.give(second, 2, decide).await,
        Outcome::Applied { version: 3 }
    );
    let accepted = anna.give(second, 3, accept("1", office.today())).await;
    assert_eq!(accepted, Outcome::Applied { version: 4 });
    // The pair is told apart from both sides.
    let accepted = anna.give(first, 2, accept("2", office.today())).await;
    assert_eq!(accepted, Outcome::Applied { version: 3 });
}

#[tokio::test]
async fn a_child_that_moved_is_found_in_the_other_municipality() {
    let office = Office::open().await;
    office
        .arrives(application(
            UKHTA,
            1,
            office.today(),
            card("Орлов", "2015-05-05", "123456"),
        ))
        .await;
    let here = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(here, 1, all_match()).await;
    let why = Refusal::DuplicateUnresolved;
    let blocked = anna.give(here, 2, accept("1", office.today())).await;
    assert_eq!(blocked, Outcome::Refused { why });
}

#[tokio::test]
async fn an_application_that_ended_is_no_duplicate_of_a_new_one() {
    let office = Office::open().await;
    let old = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    assert_eq!(
        anna.give(old, 1, Command::Withdraw { paper: None }).await,
        Outcome::Applied { version: 2 }
    );
    let new = office
        .arrives(office.application(2, card("Орлов", "2015-05-05", "123456")))
        .await;
    let case: Case = read(anna.get(&format!("/v1/applications/{new}")).await).await;
    assert_eq!(case.application.duplicate, DuplicateState::Clear);
}

#[tokio::test]
async fn of_two_clerks_who_accept_one_application_one_learns_who_was_first() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    let (ours, theirs) = tokio::join!(
        anna.give(target, 2, accept("1", office.today())),
        boris.give(target, 2, accept("2", office.today())),
    );
    let (winner, late) = match (&ours, &theirs) {
        (Outcome::Applied { version: 3 }, late) => ("Анна Первая", late),
        (late, Outcome::Applied { version: 3 }) => ("Борис Второй", late),
        other => panic!("{other:?}"),
    };
    let Outcome::Already {
        version: 3,
        by: Some(by),
    } = late
    else {
        panic!("{late:?}");
    };
    assert_eq!(by.name.as_str(), winner);
    assert_eq!(by.command.as_str(), "accept");
    assert_eq!(
        by.at,
        "2026-03-10T09:00:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
    );
}

#[tokio::test]
async fn a_record_that_went_elsewhere_is_a_conflict() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    let reject = Command::Reject {
        reason: RejectReason::Age,
        text: Clean::default(),
    };
    assert_eq!(
        anna.give(target, 2, reject).await,
        Outcome::Applied { version: 3 }
    );
    let late = boris.give(target, 2, accept("2", office.today())).await;
    let Outcome::Conflict {
        version: 3,
        by: Some(by),
    } = late
    else {
        panic!("{late:?}");
    };
    assert_eq!(
        (by.name.as_str(), by.command.as_str()),
        ("Анна Первая", "reject")
    );
}

#[tokio::test]
async fn a_journal_number_is_used_once_in_an_organisation_and_year() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let one = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let two = office
        .arrives(office.application(2, card("Соколова", "2014-01-01", "777777")))
        .await;
    for target in [one, two] {
        assert_eq!(
            anna.give(target, 1, all_match()).await,
            Outcome::Applied { version: 2 }
        );
    }
    assert_eq!(
        anna.give(one, 2, accept("5", office.today())).await,
        Outcome::Applied { version: 3 }
    );
    let why = Refusal::JournalNumberTaken;
    let taken = anna.give(two, 2, accept("5", office.today())).await;
    assert_eq!(taken, Outcome::Refused { why });
    // A paper that came back keeps its entry.
    let back = Command::Return {
        reason: ReturnReason::NotSigned,
        text: Clean::default(),
    };
    assert_eq!(
        anna.give(one, 3, back).await,
        Outcome::Applied { version: 4 }
    );
    assert_eq!(
        anna.give(one, 4, accept("5", office.today())).await,
        Outcome::Applied { version: 5 }
    );
}

#[tokio::test]
async fn a_clerk_hands_in_an_application_and_numbers_are_unique() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let new = office.application(9, card("Орлов", "2015-05-05", "123456"));
    let target = new.reference.number;
    let submit = |new| Command::Submit(Box::new(new));
    let outcome = anna.give(target, 0, submit(new.clone())).await;
    assert_eq!(outcome, Outcome::Applied { version: 1 });
    let why = Refusal::NumberTaken;
    let outcome = anna.give(target, 0, submit(new.clone())).await;
    assert_eq!(outcome, Outcome::Refused { why: why.clone() });
    let mut other = office.application(10, card("Соколова", "2014-01-01", "777777"));
    other.certificate = new.certificate;
    let outcome = anna.give(other.reference.number, 0, submit(other)).await;
    assert_eq!(outcome, Outcome::Refused { why });
}

#[tokio::test]
async fn commands_end_at_the_border_of_the_municipality() {
    let office = Office::open().await;
    let theirs = office
        .arrives(application(
            UKHTA,
            1,
            office.today(),
            card("Орлов", "2015-05-05", "123456"),
        ))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let why = Refusal::NotFound;
    let outcome = anna.give(theirs, 1, all_match()).await;
    assert_eq!(outcome, Outcome::Refused { why: why.clone() });
    let new = application(
        UKHTA,
        2,
        office.today(),
        card("Соколова", "2014-01-01", "777777"),
    );
    let target = new.reference.number;
    let outcome = anna.give(target, 0, Command::Submit(Box::new(new))).await;
    assert_eq!(outcome, Outcome::Refused { why });
    assert_eq!(
        anna.get(&format!("/v1/applications/{theirs}"))
            .await
            .status(),
        404
    );
    assert_eq!(
        anna.get(&format!("/v1/applications/{}", number(SYKTYVKAR, 77)))
            .await
            .status(),
        404
    );
    assert_eq!(anna.get(path::HEALTH).await.status(), 200);
}

#[tokio::test]
async fn only_the_register_lets_an_application_expire() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    office.pass(chrono::Duration::days(31));
    let mut anna = office.login("anna", Channel::Open).await;
    let why = Refusal::WrongState("awaiting_paper".to_owned());
    assert_eq!(
        anna.give(target, 1, Command::Expire).await,
        Outcome::Refused { why }
    );
    assert_eq!(expired(&office).await, 1);
    let case: Case = read(anna.get(&format!("/v1/applications/{target}")).await).await;
    assert_eq!(case.application.state, ApplicationState::Expired);
    assert_eq!(expired(&office).await, 0);
}
