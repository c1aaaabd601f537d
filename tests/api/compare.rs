//! Comparing without seeing: one verdict a document, and a budget that no guessing gets around.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use reestr::api::alike::{AlikeRequest, LOOKS_AN_HOUR};
use reestr::api::compare::{CompareAnswer, CompareRequest, ComparedDocument, TRIES_A_DAY, Verdict};
use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Claim, SyncRequest};
use reestr::domain::{
    ApplicationNumber, Capabilities, Capability, Card, Changes, Clean, Command, Field, Relation,
    TakeOverReason,
};
use reestr::server::admin::{self, ClerkAccount};
use reqwest::StatusCode;

use crate::audit::rows;
use crate::office::{
    Desk, Office, PASSWORD, SYKTYVKAR, UKHTA, application, card, error, number, organisation, read,
};

/// Stand in no other text of the register.
const SURNAME: &str = "Канареечкина";
const DOCUMENT: &str = "918273";
const SNILS: &str = "087-654-303 00";

fn child() -> Card {
    let mut card = card(SURNAME, "2015-05-05", DOCUMENT);
    card.child.snils = Some(SNILS.into());
    card
}

/// What the child's birth certificate shows.
fn shown() -> Changes {
    changes(&[
        (Field::ChildSurname, SURNAME),
        (Field::ChildName, "Матвей"),
        (Field::ChildPatronymic, "Ильич"),
        (Field::ChildBirthDate, "05.05.2015"),
        (Field::ChildDocumentKind, "birth_certificate"),
        (Field::ChildDocumentSeries, "II-ЕА"),
        (Field::ChildDocumentNumber, DOCUMENT),
        (Field::ChildDocumentIssuedAt, "25.05.2015"),
    ])
}

/// What the mother's passport shows.
fn passport() -> Changes {
    changes(&[
        (Field::ApplicantSurname, SURNAME),
        (Field::ApplicantName, "Ольга"),
        (Field::ApplicantPatronymic, "Петровна"),
        (Field::ApplicantDocumentKind, "passport"),
        (Field::ApplicantDocumentSeries, "8710"),
        (Field::ApplicantDocumentNumber, "654 321"),
        (Field::ApplicantDocumentIssuedAt, "01.06.2010"),
    ])
}

fn changes(fields: &[(Field, &str)]) -> Changes {
    let mut changes = Changes::default();
    for (field, text) in fields {
        changes.set(*field, text);
    }
    changes
}

fn with(mut changes: Changes, field: Field, text: &str) -> Changes {
    changes.set(field, text);
    changes
}

fn request(serial: u32, document: ComparedDocument, values: Changes) -> CompareRequest {
    CompareRequest {
        application: number(SYKTYVKAR, serial),
        document,
        values,
    }
}

fn of_child(values: Changes) -> CompareRequest {
    request(1, ComparedDocument::Child, values)
}

/// The desk gets the applications, which nobody else holds.
async fn claim(desk: &Desk<'_>, serials: &[u32]) {
    let claim = |serial: &u32| Claim::This {
        application: number(SYKTYVKAR, *serial),
    };
    let request = SyncRequest {
        claim: serials.iter().map(claim).collect(),
        ..desk.request(Vec::new())
    };
    let answer: reestr::api::sync::SyncAnswer = read(desk.post(path::SYNC, &request).await).await;
    let held: BTreeSet<_> = answer
        .leases
        .iter()
        .map(|lease| lease.application)
        .collect();
    let wanted = serials.iter().map(|serial| number(SYKTYVKAR, *serial));
    assert!(wanted.collect::<BTreeSet<_>>().is_subset(&held));
}

async fn compare(desk: &Desk<'_>, request: &CompareRequest) -> CompareAnswer {
    read(desk.post(path::COMPARE, request).await).await
}

async fn refused(desk: &Desk<'_>, request: &CompareRequest) -> (StatusCode, ErrorCode) {
    let (status, body) = error(desk.post(path::COMPARE, request).await).await;
    (status, body.code)
}

async fn told(office: &Office) -> Vec<String> {
    let rows = rows(office).await;
    let compared = rows.iter().filter(|row| row["action"] == "compare");
    compared
        .map(|row| row["outcome"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_document_matches_as_a_whole_or_differs_as_a_whole() {
    let office = Office::open().await;
    let arrived = office.arrives(office.application(1, child())).await;
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    let same = with(
        with(shown(), Field::ChildSurname, "КАНАРЕЕЧКИНА"),
        Field::ChildDocumentSeries,
        // Latin letters, another dash and a gap.
        "II – EA",
    );
    let turns = [
        (ComparedDocument::Child, same, Verdict::Match),
        (ComparedDocument::Applicant, passport(), Verdict::Match),
        (
            ComparedDocument::Snils,
            changes(&[(Field::ChildSnils, "08765430300")]),
            Verdict::Match,
        ),
        (
            ComparedDocument::Child,
            with(shown(), Field::ChildBirthDate, "06.05.2015"),
            Verdict::Differs,
        ),
        (
            ComparedDocument::Applicant,
            with(passport(), Field::ApplicantPatronymic, "-"),
            Verdict::Differs,
        ),
    ];
    for (turn, (document, values, verdict)) in (1..).zip(turns) {
        let answer = compare(&gleb, &request(1, document, values)).await;
        let left = TRIES_A_DAY - turn;
        assert_eq!(answer, CompareAnswer { verdict, left }, "{turn}");
    }
    let expected = (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyComparisons);
    assert_eq!(refused(&gleb, &of_child(shown())).await, expected);
    assert_eq!(
        told(&office).await,
        [
            "child:match:left:4",
            "applicant:match:left:3",
            "snils:match:left:2",
            "child:differs:left:1",
            "applicant:differs:left:0",
            "child:refused:too_many_comparisons",
        ]
    );
    for row in rows(&office).await {
        if row["action"] == "compare" {
            assert_eq!(row["target"], arrived.to_string());
        }
    }
}

#[tokio::test]
async fn a_child_who_applies_itself_shows_its_own_document_twice() {
    let office = Office::open().await;
    let mut own = card(SURNAME, "2010-05-05", "654321");
    own.child.document.kind = reestr::domain::DocumentKind::Passport;
    own.child.document.series = "8724".into();
    own.child.document.issued_at = "2024-06-01".parse().unwrap();
    own.applicant.relation = Relation::SelfApplied;
    own.applicant.name = own.child.name.clone();
    own.applicant.document = own.child.document.clone();
    office.arrives(office.application(1, own)).await;
    let gleb = office.login("gleb", Channel::Protected).await;
    claim(&gleb, &[1]).await;
    let values = changes(&[
        (Field::ApplicantSurname, SURNAME),
        (Field::ApplicantName, "Матвей"),
        (Field::ApplicantPatronymic, "Ильич"),
        (Field::ApplicantDocumentKind, "passport"),
        (Field::ApplicantDocumentSeries, "87 24"),
        (Field::ApplicantDocumentNumber, "654321"),
        (Field::ApplicantDocumentIssuedAt, "01.06.2024"),
    ]);
    let other = with(values.clone(), Field::ApplicantDocumentNumber, "654322");
    for (values, verdict) in [(values, Verdict::Match), (other, Verdict::Differs)] {
        let answer = compare(&gleb, &request(1, ComparedDocument::Applicant, values)).await;
        assert_eq!(answer.verdict, verdict);
    }
    // The register holds no number of this child.
    let snils = changes(&[(Field::ChildSnils, SNILS)]);
    let answer = compare(&gleb, &request(1, ComparedDocument::Snils, snils)).await;
    assert_eq!(answer.verdict, Verdict::Differs);
}

#[tokio::test]
async fn a_slip_is_told_by_its_field_and_costs_no_try() {
    let office = Office::open().await;
    office.arrives(office.application(1, child())).await;
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    let slips = [
        (
            ComparedDocument::Child,
            with(shown(), Field::ChildBirthDate, "31.02.2015"),
            "child_birth_date",
        ),
        (
            ComparedDocument::Child,
            with(shown(), Field::ChildDocumentNumber, ""),
            "child_document_number",
        ),
        (
            ComparedDocument::Child,
            with(shown(), Field::ChildPatronymic, " "),
            "child_patronymic",
        ),
        (
            ComparedDocument::Child,
            with(shown(), Field::ChildSnils, SNILS),
            "child_snils",
        ),
        (
            ComparedDocument::Applicant,
            changes(&[(Field::ApplicantSurname, SURNAME)]),
            "applicant_name",
        ),
        (
            ComparedDocument::Snils,
            changes(&[(Field::ChildSnils, "087-654-303 01")]),
            "child_snils",
        ),
        (ComparedDocument::Snils, Changes::default(), "child_snils"),
    ];
    for (document, values, field) in slips {
        let request = request(1, document, values);
        let (status, body) = error(gleb.post(path::COMPARE, &request).await).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert_eq!(body.fields, [format!("values.{field}")]);
        assert!(!body.message.contains(SURNAME));
    }
    assert!(told(&office).await.is_empty());
    let answer = compare(&gleb, &of_child(shown())).await;
    assert_eq!(answer.left, TRIES_A_DAY - 1);
}

#[tokio::test]
async fn only_the_desk_that_works_on_it_compares() {
    let office = Office::open().await;
    office.arrives(office.application(1, child())).await;
    let foreign = application(
        UKHTA,
        2,
        office.today(),
        card("Орлов", "2015-05-05", "111222"),
    );
    let foreign = office.arrives(foreign).await;
    let gleb = office.login("gleb", Channel::Open).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let lease = (StatusCode::CONFLICT, ErrorCode::LeaseNeeded);
    assert_eq!(refused(&gleb, &of_child(shown())).await, lease);
    claim(&gleb, &[1]).await;
    // The same clerk at another desk has no lease either.
    let elsewhere = office.login("gleb", Channel::Open).await;
    assert_eq!(refused(&elsewhere, &of_child(shown())).await, lease);
    assert_eq!(refused(&anna, &of_child(shown())).await, lease);
    compare(&gleb, &of_child(shown())).await;
    let take_over = Command::TakeOver {
        reason: TakeOverReason::ALL[0],
    };
    anna.give(number(SYKTYVKAR, 1), 1, take_over).await;
    assert_eq!(refused(&gleb, &of_child(shown())).await, lease);
    assert_eq!(compare(&anna, &of_child(shown())).await.left, 3);
    office.pass(Duration::minutes(11));
    assert_eq!(refused(&anna, &of_child(shown())).await, lease);

    let gone = (StatusCode::NOT_FOUND, ErrorCode::NotFound);
    let ask = |application: ApplicationNumber| CompareRequest {
        application,
        ..of_child(shown())
    };
    assert_eq!(refused(&anna, &ask(foreign)).await, gone);
    assert_eq!(refused(&anna, &ask(number(SYKTYVKAR, 77))).await, gone);
    let nina = office.login("nina", Channel::Open).await;
    let barred = (StatusCode::FORBIDDEN, ErrorCode::NotAllowed);
    assert_eq!(refused(&nina, &of_child(shown())).await, barred);
}

#[tokio::test]
async fn the_day_of_the_municipality_gives_five_tries_whoever_makes_them() {
    let office = Office::open().await;
    office.arrives(office.application(1, child())).await;
    let wrong = of_child(with(shown(), Field::ChildName, "Марк"));
    let out = (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyComparisons);
    {
        let gleb = office.login("gleb", Channel::Open).await;
        let mut anna = office.login("anna", Channel::Protected).await;
        claim(&gleb, &[1]).await;
        for left in [4, 3, 2] {
            assert_eq!(compare(&gleb, &wrong).await.left, left);
        }
        let take_over = Command::TakeOver {
            reason: TakeOverReason::ALL[0],
        };
        anna.give(number(SYKTYVKAR, 1), 1, take_over).await;
        for left in [1, 0] {
            assert_eq!(compare(&anna, &wrong).await.left, left);
        }
        let answer = anna.post(path::COMPARE, &wrong).await;
        // Noon in Moscow: twelve hours are left of the day.
        assert_eq!(answer.headers()["retry-after"], "43201");
        assert_eq!(refused(&anna, &wrong).await, out);
    }
    // The register starts anew, and a minute is left of the day.
    let node = reestr::server::Server::start(office.settings.clone())
        .await
        .unwrap();
    office.pass(Duration::hours(11) + Duration::minutes(59));
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    let url = format!("http://{}{}", node.open_addr, path::COMPARE);
    let elsewhere = reqwest::Client::new().post(url).json(&wrong);
    let answer = gleb.with_token(elsewhere).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused(&gleb, &wrong).await, out);
    office.pass(Duration::minutes(1));
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(compare(&gleb, &wrong).await.left, left);
    }
    assert_eq!(refused(&gleb, &wrong).await, out);
    node.shutdown().await;
}

#[tokio::test]
async fn comparisons_and_looks_share_the_clerks_hour() {
    let office = Office::open().await;
    office.arrives(office.application(1, child())).await;
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    let child = child().child;
    let alike = AlikeRequest {
        name: child.name,
        birth_date: child.birth_date,
        document: child.document,
        snils: None,
    };
    compare(&gleb, &of_child(shown())).await;
    for _ in 1..LOOKS_AN_HOUR {
        let answer = gleb.post(path::ALIKE, &alike).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }
    let out = (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyLooks);
    assert_eq!(refused(&gleb, &of_child(shown())).await, out);
    let (_, body) = error(gleb.post(path::ALIKE, &alike).await).await;
    assert_eq!(body.code, ErrorCode::TooManyLooks);
    office.pass(Duration::hours(1));
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    // What the hour refused took nothing from the application's day.
    assert_eq!(compare(&gleb, &of_child(shown())).await.left, 3);
}

/// Clerks who guess the birth dates of children together, each on every application that it gets hold of.
#[tokio::test]
async fn thousands_of_guesses_get_no_more_answers_than_the_budgets() {
    const GUESSERS: usize = 3;
    const APPLICATIONS: u32 = 12;
    const GUESSES: usize = 40;
    let office = Office::open().await;
    for serial in 1..=APPLICATIONS {
        let letter = char::from_u32(u32::from('а') + serial).unwrap();
        let surname = format!("{SURNAME}{letter}{letter}{letter}");
        let born = format!("20{:02}-05-05", 9 + serial % 8);
        let document = (100_000 + 71_919 * serial).to_string();
        let card = card(&surname, &born, &document[..6]);
        office.arrives(office.application(serial, card)).await;
    }
    guessers(&office, GUESSERS).await;
    let first: NaiveDate = "2009-01-01".parse().unwrap();
    let (mut answers, mut guesses) = (vec![0; APPLICATIONS as usize], 0);
    let mut by_clerk = [0; GUESSERS];
    for round in 0..2 {
        for (who, answered) in by_clerk.iter_mut().enumerate() {
            let mut desk = office.login(&format!("guesser{who}"), Channel::Open).await;
            for serial in 1..=APPLICATIONS {
                let take_over = Command::TakeOver {
                    reason: TakeOverReason::ALL[0],
                };
                let seen = 1 + (round * GUESSERS + who) as u64;
                desk.give(number(SYKTYVKAR, serial), seen, take_over).await;
                let tries = (0..GUESSES).map(|guess| {
                    let day = first + Duration::days((guess * 37 + who * 11 + round) as i64);
                    let day = day.format("%d.%m.%Y").to_string();
                    let values = with(
                        with(shown(), Field::ChildBirthDate, &day),
                        Field::ChildDocumentIssuedAt,
                        "25.05.2020",
                    );
                    let request = request(serial, ComparedDocument::Child, values);
                    let desk = &desk;
                    async move { desk.post(path::COMPARE, &request).await.status() }
                });
                for status in futures_util::future::join_all(tries).await {
                    guesses += 1;
                    match status {
                        StatusCode::OK => {
                            answers[serial as usize - 1] += 1;
                            *answered += 1;
                        }
                        other => assert_eq!(other, StatusCode::TOO_MANY_REQUESTS),
                    }
                }
            }
        }
    }
    assert_eq!(guesses, 2 * GUESSERS * APPLICATIONS as usize * GUESSES);
    assert!(
        answers.iter().all(|count| *count <= TRIES_A_DAY),
        "{answers:?}"
    );
    assert!(by_clerk.iter().all(|count| *count <= LOOKS_AN_HOUR));
    // The first guesser's hour was over with six applications, the second one's with the others.
    assert_eq!(answers, vec![TRIES_A_DAY; APPLICATIONS as usize]);
    assert_eq!(by_clerk, [LOOKS_AN_HOUR, LOOKS_AN_HOUR, 0]);
    assert_eq!(told(&office).await.len(), guesses);
}

async fn guessers(office: &Office, count: usize) {
    let storage = admin::open(&office.database()).await.unwrap();
    let all: Capabilities = Capability::ALL.iter().copied().collect();
    for who in 0..count {
        let account = ClerkAccount {
            login: format!("guesser{who}"),
            name: Clean::new(&format!("Угадчик {who}")),
            organisation: organisation(SYKTYVKAR),
            capabilities: all.without(Capability::PersonalView),
            password: reestr::api::session::Secret(PASSWORD.to_owned()),
        };
        admin::create_clerk(&storage, &account).await.unwrap();
    }
    reestr::server::storage::Storage::close(&storage).await;
}

#[tokio::test]
async fn what_was_typed_is_nowhere() {
    let office = Office::open().await;
    office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let gleb = office.login("gleb", Channel::Open).await;
    claim(&gleb, &[1]).await;
    let values = with(shown(), Field::ChildSurname, "Канареевыпадающаястрока");
    let answer = gleb.post(path::COMPARE, &of_child(values.clone())).await;
    let text = answer.text().await.unwrap();
    assert_eq!(text, r#"{"verdict":"differs","left":4}"#);
    let wrong = with(values, Field::ChildDocumentIssuedAt, "32.01.2015");
    let answer = gleb.post(path::COMPARE, &of_child(wrong)).await;
    let told = answer.text().await.unwrap();
    let canaries = ["Канареевыпадающаястрока", DOCUMENT, "32.01.2015"];
    assert!(
        canaries.iter().all(|canary| !told.contains(canary)),
        "{told}"
    );
    for row in rows(&office).await {
        let row = row.to_string();
        assert!(canaries.iter().all(|canary| !row.contains(canary)), "{row}");
    }
    let database = office.database();
    for file in ["", "-wal"] {
        let path = format!("{}{file}", database.display());
        let bytes = std::fs::read(path).unwrap_or_default();
        for canary in canaries {
            let found = bytes
                .windows(canary.len())
                .any(|window| window == canary.as_bytes());
            assert!(!found, "{canary} in the database{file}");
        }
    }
    assert!(bytes_of(&database) > 0);
}

fn bytes_of(path: &std::path::Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}
