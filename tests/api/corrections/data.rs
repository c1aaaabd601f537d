//! Data of a certificate that is in use.

use reestr::api::session::Channel;
use reestr::api::sync::{Base, Outcome};
use reestr::domain::{Command, DuplicateState, Field, Refusal, ResolveReason};

use super::{active, applied, case, change, kept, refused, shown, told};
use crate::office::{Office, accept, all_match, card};

const MOVED: (Field, &str) = (Field::ChildAddress, "г. Сыктывкар, ул. Новая, д. 1");

#[tokio::test]
async fn a_new_address_is_entered_by_its_paper() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let before = case(&anna, target).await;
    let command = change(&office, &[MOVED], "2");
    assert_eq!(anna.give(target, 4, command).await, applied(5));
    assert_eq!(kept(&office, target).await.child.address.as_str(), MOVED.1);
    let after = case(&anna, target).await;
    assert_eq!(after.certificate, before.certificate);
    assert_eq!(after.application.intake, before.application.intake);
    assert_eq!(
        told(&office, "change_data").await,
        ["applied:child_address:journal 2"]
    );
    // Its own acceptance stands in the journal under 1, this paper under 2.
    for number in ["1", "2"] {
        let again = change(&office, &[(Field::ChildAddress, "г. Ухта")], number);
        let why = refused(Refusal::JournalNumberTaken);
        assert_eq!(anna.give(target, 5, again).await, why);
    }
    shown(&office, "anna", target).await;
    let same = change(&office, &[MOVED], "3");
    let nothing = refused(Refusal::NothingChanged);
    assert_eq!(anna.give(target, 5, same).await, nothing);
    // The number of what was refused is free.
    let phone = change(&office, &[(Field::ApplicantPhone, "+79120000000")], "3");
    assert_eq!(anna.give(target, 5, phone).await, applied(6));
}

#[tokio::test]
async fn data_change_behind_an_activation_that_has_not_left_yet() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let acts = vec![
        anna.envelope(target, Base::Version(1), all_match()),
        anna.envelope(target, Base::After(1), accept("1", office.today())),
        anna.envelope(target, Base::After(2), Command::Activate),
        anna.envelope(target, Base::After(3), change(&office, &[MOVED], "2")),
        anna.envelope(target, Base::After(4), change(&office, &[MOVED], "3")),
    ];
    let outcomes: Vec<Outcome> = anna
        .send(acts)
        .await
        .results
        .into_iter()
        .map(|result| result.outcome)
        .collect();
    // Who was not shown the card isn't told that it holds the same already.
    let expected: Vec<Outcome> = (2..=6).map(applied).collect();
    assert_eq!(outcomes, expected);
}

#[tokio::test]
async fn a_second_person_decides_before_it_becomes_a_child_that_is_known() {
    let office = Office::open().await;
    office
        .arrives(office.application(9, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let target = active(&mut anna, 1, card("Соколов", "2014-01-01", "777777")).await;
    let cursor = boris.since(0).await.deltas.remove(0).cursor;
    // The document of the other child.
    let command = change(
        &office,
        &[
            (Field::ChildDocumentNumber, "123456"),
            (Field::ChildDocumentIssuedAt, "25.05.2015"),
        ],
        "2",
    );
    let why = refused(Refusal::DuplicateUnresolved);
    assert_eq!(anna.give(target, 4, command.clone()).await, why);
    let number = kept(&office, target).await.child.document.number;
    assert_eq!(number.as_str(), "777777");
    let delta = boris.since(cursor).await.deltas.remove(0);
    let told = &delta.set[0].application;
    assert_eq!((delta.set.len(), told.version), (1, 4));
    assert_eq!(told.duplicate, DuplicateState::Suspected(1));

    let decide = || Command::ResolveDuplicate {
        reason: ResolveReason::TypingError,
    };
    let same = refused(Refusal::SamePerson);
    assert_eq!(anna.give(target, 4, decide()).await, same);
    assert_eq!(boris.give(target, 4, decide()).await, applied(5));
    assert_eq!(boris.give(target, 5, command.clone()).await, same);
    assert_eq!(anna.give(target, 5, command).await, applied(6));
    let number = kept(&office, target).await.child.document.number;
    assert_eq!(number.as_str(), "123456");
    let after = case(&anna, target).await.application.duplicate;
    assert_eq!(after, DuplicateState::Resolved(ResolveReason::TypingError));
    // What was decided of that document says nothing of the next one.
    let closer = change(
        &office,
        &[
            (Field::ChildSurname, "Орлов"),
            (Field::ChildBirthDate, "05.05.2015"),
        ],
        "3",
    );
    assert_eq!(anna.give(target, 6, closer).await, why);
}
