//! Fields of an application that is not confirmed yet.

use reestr::api::path;
use reestr::api::search::{PersonalSearchAnswer, PersonalSearchRequest};
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Outcome};
use reestr::domain::{
    ApplicationState, CertificateState, Command, Correction, DuplicateState, Field, Refusal,
    ResolveReason, ReturnReason,
};

use super::{applied, case, changes, correct, kept, refused, shown, told};
use crate::office::{Desk, Office, accept, all_match, card, expired, read};

const RENAMED: (Field, &str) = (Field::ChildSurname, "Орлова-Белая");

#[tokio::test]
async fn a_mistake_is_put_right_by_who_does_not_see_the_card() {
    let office = Office::open().await;
    let before = card("Орлов", "2015-05-05", "123456");
    let target = office.arrives(office.application(1, before.clone())).await;
    let boris = office.login("boris", Channel::Protected).await;
    let mut gleb = office.login("gleb", Channel::Open).await;
    gleb.give(target, 1, all_match()).await;
    let cursor = boris.since(0).await.deltas.remove(0).cursor;
    let outcome = gleb.give(target, 2, correct(&office, &[RENAMED])).await;
    assert_eq!(outcome, applied(3));

    // The other desk hears of it, and of nothing that is personal.
    let delta = boris.since(cursor).await.deltas.remove(0);
    let after = &delta.set[0].application;
    assert_eq!((delta.set.len(), after.version), (1, 3));
    assert_eq!(after.state, ApplicationState::AwaitingPaper);
    assert_eq!(after.paper_due, office.today() + chrono::Days::new(21));
    let kept = kept(&office, target).await;
    assert_eq!(kept.child.name.surname.as_str(), RENAMED.1);
    assert_eq!(kept.child.document, before.child.document);
    assert_eq!(kept.applicant.name, before.applicant.name);
    let found = async |name: &str| {
        let name = name.into();
        let birth_date = None;
        let asked = PersonalSearchRequest { name, birth_date };
        let answer: PersonalSearchAnswer =
            read(boris.post(path::PERSONAL_SEARCH, &asked).await).await;
        answer.hits.len()
    };
    assert_eq!(found("Белая").await, 1);
    assert_eq!(found("Орлов Матвей").await, 1);
    assert_eq!(told(&office, "correct").await, ["applied:child_surname"]);

    // It is compared and taken like any other.
    let entry = accept("1", office.today());
    let why = Refusal::NotChecked(vec![Field::ChildSurname, Field::StatementSigned]);
    assert_eq!(gleb.give(target, 3, entry.clone()).await, refused(why));
    assert_eq!(gleb.give(target, 3, all_match()).await, applied(4));
    assert_eq!(gleb.give(target, 4, entry).await, applied(5));
}

#[tokio::test]
async fn a_desk_without_a_line_corrects_what_it_has_handed_in() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let new = office.application(1, card("Орлов", "2015-05-05", "123456"));
    let target = new.reference.number;
    let acts = vec![
        anna.envelope(target, Base::Version(0), Command::Submit(Box::new(new))),
        anna.envelope(target, Base::After(1), correct(&office, &[RENAMED])),
        anna.envelope(target, Base::After(2), all_match()),
        anna.envelope(target, Base::After(3), accept("1", office.today())),
        anna.envelope(target, Base::After(4), Command::Activate),
    ];
    let first = anna.send(acts.clone()).await;
    let outcomes: Vec<Outcome> = first.results.iter().map(|r| r.outcome.clone()).collect();
    assert_eq!(outcomes, [1, 2, 3, 4, 5].map(applied));
    // The answer was lost: the same again is told, and nothing happens twice.
    let again = anna.send(acts).await;
    assert_eq!(again.results, first.results);
    assert_eq!(told(&office, "correct").await.len(), 1);
    let case = case(&anna, target).await;
    assert_eq!(case.application.version, 5);
    assert_eq!(case.certificate.state, CertificateState::Active);
}

#[tokio::test]
async fn of_two_desks_the_later_one_sees_the_record_first() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let command = correct(&office, &[RENAMED]);
    assert_eq!(anna.give(target, 1, command.clone()).await, applied(2));
    // The same text may have been typed for another reason: nothing says that it is the same correction.
    let Outcome::Conflict { version: 2, by } = boris.give(target, 1, command).await else {
        panic!();
    };
    assert_eq!(by.unwrap().name.as_str(), "Анна Первая");
    assert_eq!(
        told(&office, "correct").await,
        ["applied:child_surname", "conflict"]
    );
}

#[tokio::test]
async fn what_can_not_be_kept_is_told_by_its_fields() {
    let office = Office::open().await;
    let before = card("Орлов", "2015-05-05", "123456");
    let target = office.arrives(office.application(1, before.clone())).await;
    let mut anna = office.login("anna", Channel::Open).await;
    shown(&office, "anna", target).await;
    let mut give = async |fields: &[(Field, &str)]| {
        let command = correct(&office, fields);
        anna.give(target, 1, command).await
    };
    let wrong = give(&[
        (Field::ChildSurname, "Orlov"),
        (Field::ChildDocumentNumber, "12"),
    ])
    .await;
    let fields = vec![Field::ChildSurname, Field::ChildDocumentNumber];
    assert_eq!(wrong, refused(Refusal::Invalid(fields)));
    // Another folding of what stands there already.
    let same = give(&[(Field::ChildSurname, " Орлов ")]).await;
    assert_eq!(same, refused(Refusal::NothingChanged));
    assert_eq!(give(&[]).await, refused(Refusal::NothingChanged));
    let number = give(&[(Field::CertificateNumber, "0107000001")]).await;
    let foreign = Refusal::Invalid(vec![Field::CertificateNumber]);
    assert_eq!(number, refused(foreign));
    let young = give(&[(Field::ChildBirthDate, "05.05.2024")]).await;
    assert_eq!(young, refused(Refusal::Age));
    assert_eq!(kept(&office, target).await, before);
    let rows = crate::audit::rows(&office).await;
    let text = serde_json::to_string(&rows).unwrap();
    assert!(!text.contains("Orlov") && !text.contains("Орлов"));
}

#[tokio::test]
async fn a_date_is_taken_from_a_calendar_that_may_be_a_little_older() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let until = |date: &str| {
        Command::Correct(Box::new(Correction {
            changes: changes(&[RENAMED]),
            paper_due: date.parse().unwrap(),
        }))
    };
    // Twenty working days behind 10 March 2026 end on 7 April; a desk may be wrong by two weeks.
    let why = || refused(Refusal::Invalid(vec![Field::ApplicationDate]));
    assert_eq!(anna.give(target, 1, until("2026-04-22")).await, why());
    assert_eq!(anna.give(target, 1, until("2026-03-09")).await, why());
    assert_eq!(anna.give(target, 1, until("2026-04-21")).await, applied(2));
    let mut new = office.application(2, card("Соколов", "2014-01-01", "777777"));
    new.paper_due = "2026-04-22".parse().unwrap();
    let target = new.reference.number;
    let submit = Command::Submit(Box::new(new));
    assert_eq!(anna.give(target, 0, submit).await, why());
}

#[tokio::test]
async fn what_is_corrected_expires_on_its_later_date() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let other = office
        .arrives(office.application(2, card("Соколов", "2014-01-01", "777777")))
        .await;
    // Both have thirty days.
    office.pass(chrono::Duration::days(20));
    let mut anna = office.login("anna", Channel::Open).await;
    let outcome = anna.give(target, 1, correct(&office, &[RENAMED])).await;
    assert_eq!(outcome, applied(2));
    office.pass(chrono::Duration::days(11));
    assert_eq!(expired(&office).await, 1);
    let anna = office.login("anna", Channel::Open).await;
    let ended = case(&anna, other).await;
    assert_eq!(ended.application.state, ApplicationState::Expired);
    assert_eq!(ended.certificate.state, CertificateState::Released);
    assert_eq!(told(&office, "expire").await, ["applied"]);
    // Twenty-one days behind the correction it is still in time.
    office.pass(chrono::Duration::days(10));
    assert_eq!(expired(&office).await, 0);
    office.pass(chrono::Duration::days(1));
    assert_eq!(expired(&office).await, 1);
    let anna = office.login("anna", Channel::Open).await;
    let ended = case(&anna, target).await;
    assert_eq!(ended.application.state, ApplicationState::Expired);
}

async fn resolves(desk: &mut Desk<'_>, target: reestr::domain::ApplicationNumber, seen: u64) {
    let decide = Command::ResolveDuplicate {
        reason: ResolveReason::Twins,
    };
    assert_eq!(desk.give(target, seen, decide).await, applied(seen + 1));
}

#[tokio::test]
async fn another_child_is_looked_for_anew() {
    let office = Office::open().await;
    office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let target = office
        .arrives(office.application(2, card("Соколов", "2014-01-01", "777777")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    assert_eq!(
        case(&anna, target).await.application.duplicate,
        DuplicateState::Clear
    );
    let into_the_other = [
        (Field::ChildSurname, "Орлов"),
        (Field::ChildBirthDate, "05.05.2015"),
        (Field::ChildDocumentIssuedAt, "25.05.2015"),
    ];
    let outcome = anna
        .give(target, 1, correct(&office, &into_the_other))
        .await;
    assert_eq!(outcome, applied(2));
    let suspected = case(&anna, target).await.application.duplicate;
    assert_eq!(suspected, DuplicateState::Suspected(1));
    anna.give(target, 2, all_match()).await;
    let entry = accept("1", office.today());
    let why = refused(Refusal::DuplicateUnresolved);
    assert_eq!(anna.give(target, 3, entry.clone()).await, why);
    resolves(&mut boris, target, 3).await;

    // Whoever told twins apart said nothing of a child whose document is one digit away.
    let digit = [(Field::ChildDocumentNumber, "123457")];
    assert_eq!(
        anna.give(target, 4, correct(&office, &digit)).await,
        applied(5)
    );
    let suspected = case(&anna, target).await.application;
    assert_eq!(suspected.duplicate, DuplicateState::Suspected(1));
    assert_eq!(suspected.resolved_by, None);
    anna.give(target, 5, all_match()).await;
    assert_eq!(anna.give(target, 6, entry.clone()).await, why);
    resolves(&mut boris, target, 6).await;
    assert_eq!(anna.give(target, 7, entry).await, applied(8));
}

#[tokio::test]
async fn what_was_sent_back_waits_for_its_paper_again() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    anna.give(target, 2, accept("1", office.today())).await;
    let back = Command::Return {
        reason: ReturnReason::Other,
        text: "фамилия".into(),
    };
    assert_eq!(anna.give(target, 3, back).await, applied(4));
    let outcome = anna.give(target, 4, correct(&office, &[RENAMED])).await;
    assert_eq!(outcome, applied(5));
    let application = case(&anna, target).await.application;
    assert_eq!(application.state, ApplicationState::AwaitingPaper);
    assert_eq!(application.intake, None);
    // Why it came back is still told to who compares it.
    let kept = kept(&office, target).await;
    assert_eq!(kept.decision_text, Some("фамилия".into()));
    // The number that its acceptance had is still its own.
    anna.give(target, 5, all_match()).await;
    let entry = accept("1", office.today());
    assert_eq!(anna.give(target, 6, entry).await, applied(7));
    anna.give(target, 7, Command::Activate).await;
    let late = anna.give(target, 8, correct(&office, &[RENAMED])).await;
    assert_eq!(late, refused(Refusal::WrongState("confirmed".to_owned())));
}
