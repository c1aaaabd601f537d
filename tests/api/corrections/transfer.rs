//! A child that moves to another municipality.

use reestr::api::path;
use reestr::api::personal::{RevealAnswer, RevealRequest};
use reestr::api::search::{
    PersonalSearchAnswer, PersonalSearchRequest, SearchAnswer, SearchRequest,
};
use reestr::api::session::Channel;
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::{
    ApplicationNumber, CertificateNumber, Clean, Command, MunicipalityCode, Refusal, ReissueReason,
    SuspendReason,
};
use reestr::server::admin;

use super::{active, applied, case, kept, paper, refused, told};
use crate::office::{Desk, Office, SYKTYVKAR, UKHTA, card, error, read};

fn transfer(office: &Office, to: MunicipalityCode, journal: &str) -> Command {
    Command::TransferCertificate {
        to,
        paper: paper(office, journal),
    }
}

/// What the desk finds: by the number of the application, by that of the certificate, by the name.
async fn finds(desk: &Desk<'_>, target: ApplicationNumber) -> [usize; 3] {
    let by_number = SearchRequest {
        application: Some(target),
        ..SearchRequest::default()
    };
    let by_certificate = SearchRequest {
        certificate: Some(CertificateNumber::new(SYKTYVKAR, 1)),
        ..SearchRequest::default()
    };
    let mut found = [0; 3];
    for (place, request) in [by_number, by_certificate].iter().enumerate() {
        let answer: SearchAnswer = read(desk.post(path::SEARCH, request).await).await;
        found[place] = answer.hits.len();
    }
    let by_name = PersonalSearchRequest {
        name: "Орлов".into(),
        birth_date: None,
    };
    let answer: PersonalSearchAnswer = read(desk.post(path::PERSONAL_SEARCH, &by_name).await).await;
    found[2] = answer.hits.len();
    found
}

async fn reveals(desk: &Desk<'_>, target: ApplicationNumber) -> u16 {
    let asked = RevealRequest {
        applications: vec![target],
    };
    let answer = desk.post(path::REVEAL, &asked).await;
    if answer.status() != 200 {
        return error(answer).await.0.as_u16();
    }
    let answer: RevealAnswer = read(answer).await;
    assert_eq!(answer.cards.len(), 1);
    200
}

#[tokio::test]
async fn a_record_leaves_one_municipality_and_appears_in_another() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Protected).await;
    let ulyana = office.login("ulyana", Channel::Protected).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let boris = office.login("boris", Channel::Protected).await;
    let here = boris.since(0).await.deltas.remove(0).cursor;
    assert_eq!(finds(&anna, target).await, [1, 1, 1]);
    assert_eq!(finds(&ulyana, target).await, [0, 0, 0]);
    assert_eq!(reveals(&ulyana, target).await, 404);

    let command = transfer(&office, UKHTA, "2");
    assert_eq!(anna.give(target, 4, command).await, applied(5));
    let delta = boris.since(here).await.deltas.remove(0);
    assert_eq!((delta.set.len(), delta.gone), (0, vec![target]));
    let delta = ulyana.since(0).await.deltas.remove(0);
    let came = &delta.set[0];
    assert_eq!((delta.set.len(), came.number()), (1, target));
    assert_eq!(came.certificate.served_by, Some(UKHTA));
    assert_eq!(
        came.certificate.number,
        CertificateNumber::new(SYKTYVKAR, 1)
    );
    assert_eq!(finds(&anna, target).await, [0, 0, 0]);
    assert_eq!(finds(&ulyana, target).await, [1, 1, 1]);
    assert_eq!(reveals(&anna, target).await, 404);
    assert_eq!(reveals(&ulyana, target).await, 200);

    // Both chains tell it; the looks of the new municipality stand in its own.
    assert_eq!(
        told(&office, "transfer_certificate").await,
        ["applied:07:journal 2"]
    );
    let storage = office.running.register().storage();
    let report = admin::verify_audit(storage).await.unwrap();
    assert!(report.holds());
    let mut tx = storage.read().await.unwrap();
    let scope = Scope::Municipality(UKHTA);
    let rows: Vec<String> = tx
        .audit_page(scope, 0, 1_000)
        .await
        .unwrap()
        .into_iter()
        .map(|link| link.row)
        .collect();
    let has = |what: &str| rows.iter().any(|row| row.contains(what));
    assert!(has("came:01") && has("delivered"), "{rows:?}");
}

#[tokio::test]
async fn who_serves_it_works_with_it_and_gives_it_back() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let mut ulyana = office.login("ulyana", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let away = transfer(&office, UKHTA, "2");
    assert_eq!(anna.give(target, 4, away.clone()).await, applied(5));
    // Who had it open is told where it is; who comes later finds nothing.
    let late = boris.give(target, 4, away.clone()).await;
    let Outcome::Already { version: 5, by } = late else {
        panic!("{late:?}");
    };
    assert_eq!(by.unwrap().name.as_str(), "Анна Первая");
    let reissue = |number: &str| Command::Reissue {
        reason: ReissueReason::NumberLost,
        paper: paper(&office, number),
    };
    let late = boris.give(target, 4, reissue("3")).await;
    assert!(matches!(late, Outcome::Conflict { version: 5, .. }));
    let nothing = refused(Refusal::NotFound);
    assert_eq!(boris.give(target, 5, reissue("3")).await, nothing);

    let suspend = Command::Suspend {
        reason: SuspendReason::Other,
        text: "потерян".into(),
        paper: None,
    };
    assert_eq!(ulyana.give(target, 5, suspend).await, applied(6));
    let text = kept(&office, target).await.decision_text;
    assert_eq!(text, Some(Clean::new("потерян")));
    let restore = Command::Restore { paper: None };
    assert_eq!(ulyana.give(target, 6, restore).await, applied(7));
    assert_eq!(ulyana.give(target, 7, reissue("1")).await, applied(8));
    assert_eq!(case(&ulyana, target).await.application.version, 8);

    let here = anna.since(0).await.deltas.remove(0).cursor;
    let there = ulyana.since(0).await.deltas.remove(0).cursor;
    let back = transfer(&office, SYKTYVKAR, "2");
    assert_eq!(ulyana.give(target, 8, back).await, applied(9));
    let gone = ulyana.since(there).await.deltas.remove(0);
    assert_eq!((gone.set.len(), gone.gone), (0, vec![target]));
    let came = anna.since(here).await.deltas.remove(0);
    assert_eq!((came.set.len(), came.gone.len()), (1, 0));
    assert_eq!(came.set[0].certificate.served_by, None);
    // A desk that was away all the time hears one thing of it.
    let all = boris.since(1).await.deltas.remove(0);
    assert_eq!((all.set.len(), all.gone.len()), (1, 0));
    let restored = anna.give(target, 9, transfer(&office, UKHTA, "7")).await;
    assert_eq!(restored, applied(10));
}

#[tokio::test]
async fn what_can_not_move_stays() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let waiting = office
        .arrives(office.application(2, card("Соколов", "2014-01-01", "777777")))
        .await;
    let nowhere = refused(Refusal::Municipality);
    for to in [SYKTYVKAR, MunicipalityCode(99)] {
        let command = transfer(&office, to, "5");
        assert_eq!(anna.give(target, 4, command).await, nowhere);
    }
    let reserved = refused(Refusal::WrongState("reserved".to_owned()));
    let command = transfer(&office, UKHTA, "5");
    assert_eq!(anna.give(waiting, 1, command).await, reserved);
    let taken = refused(Refusal::JournalNumberTaken);
    let command = transfer(&office, UKHTA, "1");
    assert_eq!(anna.give(target, 4, command).await, taken);
    assert_eq!(case(&anna, target).await.certificate.served_by, None);
}

#[tokio::test]
async fn a_number_stays_taken_where_it_was_issued() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let away = transfer(&office, UKHTA, "2");
    assert_eq!(anna.give(target, 4, away).await, applied(5));
    let mut other = office.application(2, card("Соколов", "2014-01-01", "777777"));
    other.certificate = CertificateNumber::new(SYKTYVKAR, 1);
    let submit = |new| Command::Submit(Box::new(new));
    let taken = refused(Refusal::NumberTaken);
    let number = other.reference.number;
    assert_eq!(anna.give(number, 0, submit(other)).await, taken);
    let same = office.application(1, card("Соколов", "2014-01-01", "777777"));
    assert_eq!(anna.give(target, 0, submit(same)).await, taken);
    // The child is known in the whole region.
    let again = office
        .arrives(office.application(3, card("Орлов", "2015-05-05", "123456")))
        .await;
    let alike = case(&anna, again).await.application.duplicate;
    assert_eq!(alike, reestr::domain::DuplicateState::Suspected(1));
}
