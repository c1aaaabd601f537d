//! Personal data: on the protected channel, to those who may see it, audited, and nowhere else.

use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::personal::{RevealAnswer, RevealRequest};
use reestr::api::search::{PersonalSearchAnswer, PersonalSearchRequest, SearchRequest};
use reestr::api::session::Channel;
use reestr::api::sync::{Outcome, SyncAnswer};
use reestr::domain::{
    Card, CheckKind, Checks, Clean, Command, Field, Refusal, Remark, ReturnReason,
};
use reqwest::StatusCode;

use crate::office::{
    Desk, Office, UKHTA, accept, all_match, application, card, error, number, read,
};

/// Values that may leave the register in a card alone.
const CANARIES: [&str; 6] = [
    "Канарейкин",
    "2015-05-05",
    "987654",
    "Кенарская",
    "Трелиный",
    "пятнышко",
];

fn canary() -> Card {
    let mut card = card("Канарейкин", "2015-05-05", "987654");
    card.child.address = "ул. Кенарская, д. 1".into();
    card.applicant.name.surname = "Трелиный".into();
    card
}

/// The note of a clerk is personal as well.
fn with_note() -> Command {
    let Command::Verify { checks, .. } = all_match() else {
        unreachable!()
    };
    Command::Verify {
        checks,
        documents_complete: true,
        remarks: vec![Remark {
            field: Field::ChildSurname,
            note: "на букве пятнышко".into(),
            right_value: Some("Канарейкина".into()),
        }],
    }
}

#[tokio::test]
async fn no_answer_on_the_open_channel_holds_a_personal_value() {
    let office = Office::open().await;
    let target = office.arrives(office.application(1, canary())).await;
    office.arrives(office.application(2, canary())).await;
    let mut answers = Vec::new();
    for login in ["anna", "gleb"] {
        let mut desk = office.login(login, Channel::Open).await;
        answers.extend(everything(&mut desk, target).await);
    }
    let mut gleb = office.login("gleb", Channel::Protected).await;
    answers.extend(everything(&mut gleb, target).await);
    assert!(answers.len() > 30);
    for (asked, answer) in answers {
        for canary in CANARIES {
            assert!(!answer.contains(canary), "{asked}: {answer}");
        }
    }
}

/// The answers of every route, right and wrong ones.
async fn everything(
    desk: &mut Desk<'_>,
    target: reestr::domain::ApplicationNumber,
) -> Vec<(String, String)> {
    let office = desk.office;
    let mut answers = Vec::new();
    let mut hear = async |asked: &str, answer: reqwest::Response| {
        let headers = format!("{:?}", answer.headers());
        let text = answer.text().await.unwrap();
        answers.push((asked.to_owned(), headers + &text));
    };
    hear("health", desk.get(path::HEALTH).await).await;
    hear("openapi", desk.get(path::OPENAPI).await).await;
    hear("docs", desk.get(path::DOCS).await).await;
    hear("wake", desk.get("/v1/wake?cursors=m01:0").await).await;
    hear(
        "application",
        desk.get(&format!("/v1/applications/{target}")).await,
    )
    .await;
    let search = SearchRequest {
        date: Some(office.today()),
        ..SearchRequest::default()
    };
    hear("search", desk.post(path::SEARCH, &search).await).await;
    let by_name = PersonalSearchRequest {
        name: "Канарейкин".into(),
        birth_date: None,
    };
    hear(
        "personal search",
        desk.post(path::PERSONAL_SEARCH, &by_name).await,
    )
    .await;
    let reveal = RevealRequest {
        applications: vec![target],
    };
    hear("reveal", desk.post(path::REVEAL, &reveal).await).await;
    hear("forms", desk.get(path::FORMS).await).await;
    hear("videos", desk.get(path::VIDEOS).await).await;
    hear("read", desk.get(path::READ).await).await;
    let alike = crate::applying::about(&canary());
    hear("alike", desk.post(path::ALIKE, &alike).await).await;
    hear("wrong body", desk.post(path::SEARCH, &canary()).await).await;
    let scope = reestr::api::sync::Scope::Municipality(target.municipality());
    for command in [
        with_note(),
        accept("1", office.today()),
        Command::Return {
            reason: ReturnReason::Other,
            text: "Канарейкин, пятнышко".into(),
        },
        Command::Submit(Box::new(office.application(1, canary()))),
        Command::NoteShown,
    ] {
        let envelope = desk.envelope(target, reestr::api::sync::Base::Version(1), command);
        let mut request = desk.request(vec![envelope]);
        request.cursors = [(scope, 0)].into();
        hear("sync", desk.post(path::SYNC, &request).await).await;
    }
    answers
}

#[tokio::test]
async fn the_open_listener_does_not_know_the_personal_routes() {
    let office = Office::open().await;
    let target = office.arrives(office.application(1, canary())).await;
    let anna = office.login("anna", Channel::Open).await;
    let reveal = RevealRequest {
        applications: vec![target],
    };
    let request = office
        .post(Channel::Open, path::REVEAL, &reveal)
        .header("x-forwarded-for", "10.0.0.1")
        .header("x-channel", "protected")
        .header("forwarded", "for=10.0.0.1;proto=https");
    let (status, body) = error(anna.with_token(request).send().await.unwrap()).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::NOT_FOUND, ErrorCode::NotFound)
    );
}

#[tokio::test]
async fn a_card_is_given_over_the_protected_channel_and_both_looks_are_audited() {
    let office = Office::open().await;
    let target = office.arrives(office.application(1, canary())).await;
    let twin = office
        .arrives(office.application(2, {
            let mut twin = canary();
            twin.child.document.number = "987655".into();
            twin
        }))
        .await;
    let mut anna = office.login("anna", Channel::Protected).await;
    anna.give(target, 1, with_note()).await;
    let reveal = RevealRequest {
        applications: vec![target],
    };
    let answer: RevealAnswer = read(anna.post(path::REVEAL, &reveal).await).await;
    let revealed = &answer.cards[0];
    assert_eq!(revealed.card.child.name.surname.as_str(), "Канарейкин");
    assert_eq!(revealed.card.remarks.len(), 1);
    assert_eq!(revealed.alike.len(), 1);
    assert_eq!(revealed.alike[0].application, twin);
    assert_eq!(
        anna.give(target, 2, Command::NoteShown).await,
        Outcome::Applied { version: 2 }
    );
    let rows = crate::audit::rows(&office).await;
    let told = |action: &str, number: &reestr::domain::ApplicationNumber| {
        rows.iter()
            .filter(|row| row["action"] == action && row["target"] == number.to_string())
            .count()
    };
    assert_eq!(told("delivered", &target), 1);
    assert_eq!(told("delivered", &twin), 1);
    assert_eq!(told("shown", &target), 1);
    for row in rows {
        for canary in CANARIES {
            assert!(!row.to_string().contains(canary));
        }
    }
}

#[tokio::test]
async fn who_may_not_see_personal_data_gets_none_on_either_channel() {
    let office = Office::open().await;
    let target = office.arrives(office.application(1, canary())).await;
    let mut gleb = office.login("gleb", Channel::Protected).await;
    let reveal = RevealRequest {
        applications: vec![target],
    };
    let (status, body) = error(gleb.post(path::REVEAL, &reveal).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::FORBIDDEN, ErrorCode::NotAllowed)
    );
    let by_name = PersonalSearchRequest {
        name: "Канарейкин".into(),
        birth_date: None,
    };
    let (status, _) = error(gleb.post(path::PERSONAL_SEARCH, &by_name).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let why = Refusal::NotAllowed(reestr::domain::Capability::PersonalView);
    assert_eq!(
        gleb.give(target, 1, Command::NoteShown).await,
        Outcome::Refused { why }
    );
}

#[tokio::test]
async fn who_was_shown_personal_values_has_to_compare_them() {
    let office = Office::open().await;
    let target = office.arrives(office.application(1, canary())).await;
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(
            CheckKind::PaperDocuments,
            *field,
            reestr::domain::Check::Match,
        );
        if !field.personal() {
            checks.set(
                CheckKind::PaperRegister,
                *field,
                reestr::domain::Check::Match,
            );
        }
    }
    let verify = Command::Verify {
        checks,
        documents_complete: true,
        remarks: Vec::new(),
    };
    let mut anna = office.login("anna", Channel::Protected).await;
    assert_eq!(
        anna.give(target, 1, verify).await,
        Outcome::Applied { version: 2 }
    );
    let reveal = RevealRequest {
        applications: vec![target],
    };
    let _: RevealAnswer = read(anna.post(path::REVEAL, &reveal).await).await;
    let outcome = anna.give(target, 2, accept("1", office.today())).await;
    assert!(matches!(
        outcome,
        Outcome::Refused {
            why: Refusal::NotChecked(_)
        }
    ));
    // Another clerk, who saw nothing, may accept.
    let mut gleb = office.login("gleb", Channel::Open).await;
    let outcome = gleb.give(target, 2, accept("1", office.today())).await;
    assert_eq!(outcome, Outcome::Applied { version: 3 });
}

#[tokio::test]
async fn cards_are_given_by_the_few_and_of_the_own_municipality() {
    let office = Office::open().await;
    let theirs = office
        .arrives(application(UKHTA, 1, office.today(), canary()))
        .await;
    let ours = office
        .arrives(office.application(1, card("Орлов", "2014-01-01", "111111")))
        .await;
    let anna = office.login("anna", Channel::Protected).await;
    let foreign = RevealRequest {
        applications: vec![ours, theirs],
    };
    let missing = RevealRequest {
        applications: vec![number(UKHTA, 99)],
    };
    let answer = error(anna.post(path::REVEAL, &foreign).await).await;
    assert_eq!(
        (answer.0, answer.1.code),
        (StatusCode::NOT_FOUND, ErrorCode::NotFound)
    );
    assert_eq!(error(anna.post(path::REVEAL, &missing).await).await, answer);
    let many = RevealRequest {
        applications: vec![ours; 4],
    };
    let (status, _) = error(anna.post(path::REVEAL, &many).await).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    // What was refused was not looked at.
    let rows = crate::audit::rows(&office).await;
    assert!(!rows.iter().any(|row| row["action"] == "delivered"));
}

#[tokio::test]
async fn a_child_is_found_by_the_words_of_its_name_in_any_order() {
    let office = Office::open().await;
    let mut anna_maria = card("Соловьёва-Птицына", "2014-02-03", "222222");
    anna_maria.child.name.name = "Анна-Мария".into();
    let target = office.arrives(office.application(1, anna_maria)).await;
    office
        .arrives(office.application(2, card("Орлов", "2015-05-05", "111111")))
        .await;
    office
        .arrives(application(
            UKHTA,
            3,
            office.today(),
            card("Соловьёва", "2014-02-03", "333333"),
        ))
        .await;
    let anna = office.login("anna", Channel::Protected).await;
    let ask = |name: &str, born: Option<&str>| PersonalSearchRequest {
        name: Clean::new(name),
        birth_date: born.map(|born| born.parse().unwrap()),
    };
    for request in [
        ask("соловьева", None),
        ask("МАРИЯ соловьёва", None),
        ask("птиц", None),
        ask("анна-мария", Some("2014-02-03")),
    ] {
        let found: PersonalSearchAnswer =
            read(anna.post(path::PERSONAL_SEARCH, &request).await).await;
        assert_eq!(found.hits.len(), 1, "{:?}", request.name.as_str());
        assert_eq!(found.hits[0].case.number(), target);
        assert_eq!(
            found.hits[0].child_name.as_str(),
            "Соловьёва-Птицына Анна-Мария Ильич"
        );
    }
    for nothing in [
        ask("соловьева орлов", None),
        ask("соловьева", Some("2014-02-04")),
        ask("%%%", None),
    ] {
        let found: PersonalSearchAnswer =
            read(anna.post(path::PERSONAL_SEARCH, &nothing).await).await;
        assert!(found.hits.is_empty());
    }
    let (status, body) = error(anna.post(path::PERSONAL_SEARCH, &ask("со", None)).await).await;
    assert_eq!(
        (status, body.fields),
        (StatusCode::BAD_REQUEST, vec!["name".to_owned()])
    );
    let found = crate::audit::rows(&office)
        .await
        .iter()
        .filter(|row| row["action"] == "found")
        .count();
    assert_eq!(found, 4);
    let _: SyncAnswer = anna.send(Vec::new()).await;
}
