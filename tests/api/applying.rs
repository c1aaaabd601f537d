//! What desks need to fill in applications, and what becomes of those that they hand in.

use chrono::Duration;
use reestr::api::alike::{AlikeAnswer, AlikeRequest, LOOKS_AN_HOUR, PersonalAlikeAnswer};
use reestr::api::error::ErrorCode;
use reestr::api::forms::{Forms, FormsAnswer, MOST_ISSUERS};
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{NumberBlock, Outcome, SyncAnswer};
use reestr::domain::consent::in_force;
use reestr::domain::{
    Card, Command, ConsentCode, ConsentMode, Field, NewApplication, PrintedForm, Refusal, Source,
    Ticked,
};
use reestr::server::admin;
use reestr::server::consents::Wording;
use reestr::server::storage::numbers::Draw;
use reqwest::StatusCode;

use crate::audit::rows;
use crate::office::{Desk, Office, SYKTYVKAR, UKHTA, application, card, error, number, read};

/// The question about the child of a card.
pub fn about(card: &Card) -> AlikeRequest {
    AlikeRequest {
        name: card.child.name.clone(),
        birth_date: card.child.birth_date,
        document: card.child.document.clone(),
        snils: card.child.snils.clone(),
    }
}

pub fn alike() -> AlikeRequest {
    about(&card("Орлов", "2015-05-05", "123456"))
}

async fn forms(desk: &Desk<'_>) -> Forms {
    let answer: FormsAnswer = read(desk.get(path::FORMS).await).await;
    answer.forms.unwrap()
}

pub async fn numbers(desk: &Desk<'_>, left: Option<u32>) -> Option<NumberBlock> {
    let mut request = desk.request(Vec::new());
    request.numbers_left = left;
    let answer: SyncAnswer = read(desk.post(path::SYNC, &request).await).await;
    answer.numbers
}

/// What a desk hands in under the first pair of a block.
pub fn from_desk(desk: &Desk<'_>, block: &NumberBlock, card: Card) -> NewApplication {
    let (number, certificate) = block.pairs().next().unwrap();
    let mut new = application(SYKTYVKAR, 1, desk.office.today(), card);
    new.reference.number = number;
    new.certificate = certificate;
    new.source = Source::Desk;
    for consent in &mut new.consents {
        consent.ticked = Some(Ticked {
            device: desk.login.device,
            mode: ConsentMode::Applicant,
        });
    }
    new
}

pub async fn hand_in(desk: &mut Desk<'_>, new: &NewApplication) -> Outcome {
    let target = new.reference.number;
    desk.give(target, 0, Command::Submit(Box::new(new.clone())))
        .await
}

/// The actions and outcomes of Syktyvkar's chain that `wanted` picks.
async fn told(office: &Office, wanted: &str) -> Vec<String> {
    let rows = rows(office).await;
    let picked = rows.iter().filter(|row| row["action"] == wanted);
    picked
        .map(|row| row["outcome"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn numbers_are_leased_to_those_who_fill_in_and_run_low() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    assert_eq!(numbers(&anna, None).await, None);
    assert_eq!(numbers(&anna, Some(30)).await, None);
    let nina = office.login("nina", Channel::Open).await;
    assert_eq!(numbers(&nina, Some(0)).await, None);

    let mut serials = Vec::new();
    let mut certificates = Vec::new();
    let boris = office.login("boris", Channel::Protected).await;
    for desk in [&anna, &boris, &anna] {
        let block = numbers(desk, Some(29)).await.unwrap();
        assert_eq!((block.municipality, block.year), (SYKTYVKAR, 2026));
        assert_eq!(block.certificates.len(), 31, "filled up to 60");
        serials.extend(block.pairs().map(|(number, _)| number.serial()));
        certificates.extend(block.certificates);
    }
    assert_eq!(serials, (1..=93).collect::<Vec<u32>>());
    let mut sorted = certificates.clone();
    sorted.sort_unstable();
    assert_ne!(sorted, certificates, "the order tells nothing");
    sorted.dedup();
    assert_eq!(sorted.len(), 93);
    assert!(
        sorted
            .iter()
            .all(|number| number.municipality() == SYKTYVKAR)
    );

    let ulyana = office.login("ulyana", Channel::Open).await;
    let there = numbers(&ulyana, Some(0)).await.unwrap();
    assert_eq!((there.municipality, there.first), (UKHTA, 1));
    office.pass(Duration::days(300));
    let anna = office.login("anna", Channel::Open).await;
    let next_year = numbers(&anna, Some(0)).await.unwrap();
    assert_eq!((next_year.year, next_year.first), (2027, 1));
}

#[tokio::test]
async fn numbers_that_the_register_holds_are_passed() {
    let office = Office::open().await;
    for serial in [4, 25, 1_500] {
        let child = card("Орлов", "2015-05-05", &format!("{serial:06}"));
        office.arrives(office.application(serial, child)).await;
    }
    let register = office.running.register();
    let block = register.numbers(SYKTYVKAR, 10).await.unwrap().unwrap();
    assert_eq!(block.first, 26);
    let block = register.numbers(SYKTYVKAR, 10).await.unwrap().unwrap();
    assert_eq!(block.first, 36);

    // In another register with the same order, the certificate that comes next is taken.
    let last = register.numbers(SYKTYVKAR, 1).await.unwrap().unwrap();
    let mut tx = register.storage().write().await.unwrap();
    let draw = tx.draw(SYKTYVKAR).await.unwrap().unwrap();
    drop(tx);
    let copy = Office::open().await;
    let mut tx = copy.running.register().storage().write().await.unwrap();
    let before = Draw {
        next: draw.next - 1,
        ..draw
    };
    tx.put_draw(SYKTYVKAR, before).await.unwrap();
    tx.commit().await.unwrap();
    let mut new = copy.application(90, card("Иванов", "2014-01-01", "777777"));
    new.certificate = last.certificates[0];
    copy.arrives(new).await;
    let next = copy
        .running
        .register()
        .numbers(SYKTYVKAR, 1)
        .await
        .unwrap()
        .unwrap();
    let other = register.numbers(SYKTYVKAR, 1).await.unwrap().unwrap();
    assert_eq!(next.certificates, other.certificates);
}

#[tokio::test]
async fn the_last_numbers_of_a_year_are_no_reason_to_repeat_any() {
    let office = Office::open().await;
    let storage = office.running.register().storage();
    let mut tx = storage.write().await.unwrap();
    tx.set_next_serial(SYKTYVKAR, 2026, 999_985).await.unwrap();
    tx.commit().await.unwrap();
    let anna = office.login("anna", Channel::Open).await;
    let last = numbers(&anna, Some(0)).await.unwrap();
    assert_eq!((last.first, last.certificates.len()), (999_985, 15));
    assert_eq!(numbers(&anna, Some(0)).await, None);
}

#[tokio::test]
async fn forms_are_told_on_both_listeners_unless_the_desk_has_them() {
    let office = Office::open_with(|settings| settings.terms.paper_days = 20).await;
    let nina = office.login("nina", Channel::Open).await;
    let open = forms(&nina).await;
    let boris = office.login("boris", Channel::Protected).await;
    assert_eq!(open, forms(&boris).await);
    assert_eq!((open.paper_days, open.submit_open), (20, true));
    assert!(open.revision.len() == 16 && open.revision.bytes().all(|b| b.is_ascii_hexdigit()));
    let versions: Vec<_> = open.consents.iter().map(|t| (t.code, t.version)).collect();
    assert_eq!(versions, ConsentCode::ALL.map(|code| (code, 1)));
    let known = format!("{}?known={}", path::FORMS, open.revision);
    let answer: FormsAnswer = read(nina.get(&known).await).await;
    assert_eq!(answer.forms, None);

    let wording = Wording {
        title: "Условия".into(),
        text: "Новое.".into(),
        meaning: "То же.".into(),
        refusal: "Нет.".into(),
    };
    let storage = office.running.register().storage();
    let code = ConsentCode::Conditions;
    let now = reestr::server::clock::Clock::now(&*office.clock);
    let set = admin::set_consent_text(storage, code, &wording, now).await;
    assert_eq!(set.unwrap().version, 2);
    let answer: FormsAnswer = read(nina.get(&known).await).await;
    let later = answer.forms.unwrap();
    assert_ne!(later.revision, open.revision);
    assert_eq!(later.consents.len(), 5);
    assert_eq!(
        in_force(&later.consents, code).unwrap().text.as_str(),
        "Новое."
    );
    assert!(admin::verify_audit(storage).await.unwrap().holds());
}

#[tokio::test]
async fn a_desk_hands_in_under_its_numbers_and_its_issuers_are_remembered() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let block = numbers(&anna, Some(0)).await.unwrap();
    let new = from_desk(&anna, &block, card("Орлов", "2015-05-05", "123456"));
    assert_eq!(
        hand_in(&mut anna, &new).await,
        Outcome::Applied { version: 1 }
    );
    let mut after = anna.since(0).await;
    let case = after.deltas.remove(0).set.remove(0);
    assert_eq!(case.application.consents, new.consents);

    let known = forms(&anna).await.issuers;
    let names: Vec<_> = known.iter().map(|issuer| issuer.name.as_str()).collect();
    assert_eq!(
        names,
        ["МВД по Республике Коми", "Отдел ЗАГС г. Сыктывкара"]
    );
    assert_eq!(known[0].department_code, Some("110-001".into()));
    assert!(known.len() < MOST_ISSUERS);
    // A refused one is not remembered, nor what families type, nor told to another organisation.
    let mut refused = from_desk(&anna, &block, card("Иванов", "2014-05-05", "654321"));
    refused.card.child.document.issuer = "Нигде".into();
    let outcome = hand_in(&mut anna, &refused).await;
    let why = Refusal::NumberTaken;
    assert_eq!(outcome, Outcome::Refused { why });
    let mut family = office.application(900, card("Петров", "2013-05-05", "111111"));
    family.card.child.document.issuer = "Дома".into();
    office.arrives(family).await;
    assert_eq!(forms(&anna).await.issuers, known);
    let ulyana = office.login("ulyana", Channel::Open).await;
    assert!(forms(&ulyana).await.issuers.is_empty());
}

#[tokio::test]
async fn a_setting_bars_the_open_listener_from_handing_in() {
    let office = Office::open_with(|settings| settings.terms.submit_open = false).await;
    let mut anna = office.login("anna", Channel::Open).await;
    assert!(!forms(&anna).await.submit_open);
    let block = numbers(&anna, Some(0)).await.unwrap();
    let new = from_desk(&anna, &block, card("Орлов", "2015-05-05", "123456"));
    let why = Refusal::OtherChannel;
    assert_eq!(hand_in(&mut anna, &new).await, Outcome::Refused { why });
    let mut boris = office.login("boris", Channel::Protected).await;
    assert_eq!(
        hand_in(&mut boris, &new).await,
        Outcome::Applied { version: 1 }
    );
}

#[tokio::test]
async fn a_version_of_a_consent_that_nobody_wrote_is_refused() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let block = numbers(&anna, Some(0)).await.unwrap();
    let mut new = from_desk(&anna, &block, card("Орлов", "2015-05-05", "123456"));
    new.consents[1].text_version = 2;
    new.consents[2].text_version = 0;
    let why = Refusal::Invalid(vec![Field::ConsentChanges, Field::ConsentPersonalChild]);
    assert_eq!(hand_in(&mut anna, &new).await, Outcome::Refused { why });
    let wording = Wording {
        title: "Изменения".into(),
        text: "Новое.".into(),
        meaning: "То же.".into(),
        refusal: "Нет.".into(),
    };
    let storage = office.running.register().storage();
    let now = reestr::server::clock::Clock::now(&*office.clock);
    admin::set_consent_text(storage, ConsentCode::Changes, &wording, now)
        .await
        .unwrap();
    // The first version is an older one now, and still accepted.
    new.consents[2].text_version = 1;
    assert_eq!(
        hand_in(&mut anna, &new).await,
        Outcome::Applied { version: 1 }
    );
}

#[tokio::test]
async fn a_print_is_noted_with_its_form_and_changes_nothing() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    for (form, copy) in [
        (PrintedForm::Statement, false),
        (PrintedForm::RegisterExtract, true),
    ] {
        // A version that is long gone is no obstacle: what was printed was printed.
        let given = anna.give(target, 7, Command::NotePrinted { form, copy });
        assert_eq!(given.await, Outcome::Applied { version: 1 });
    }
    let note = || Command::NotePrinted {
        form: PrintedForm::Receipt,
        copy: false,
    };
    let absent = anna.give(number(SYKTYVKAR, 77), 0, note()).await;
    let why = Refusal::NotFound;
    assert_eq!(absent, Outcome::Refused { why });
    let mut nina = office.login("nina", Channel::Open).await;
    let barred = nina.give(target, 1, note()).await;
    let why = Refusal::NotAllowed(reestr::domain::Capability::Print);
    assert_eq!(barred, Outcome::Refused { why });
    assert_eq!(
        told(&office, "printed").await,
        [
            "applied:statement:first",
            "applied:register_extract:copy",
            "refused:not_found",
            "refused:not_allowed",
        ]
    );
}

#[tokio::test]
async fn the_open_listener_counts_alike_records_of_all_municipalities() {
    let office = Office::open().await;
    let child = card("Орлов", "2015-05-05", "123456");
    office.arrives(office.application(1, child.clone())).await;
    let there = application(UKHTA, 2, office.today(), child.clone());
    office.arrives(there).await;
    let anna = office.login("anna", Channel::Open).await;
    let gleb = office.login("gleb", Channel::Protected).await;
    let found: AlikeAnswer = read(anna.post(path::ALIKE, &alike()).await).await;
    assert_eq!(found.similar, 2);
    let none = about(&card("Совин", "2016-06-06", "999999"));
    let found: AlikeAnswer = read(anna.post(path::ALIKE, &none).await).await;
    assert_eq!(found.similar, 0);
    let found: PersonalAlikeAnswer = read(gleb.post(path::ALIKE, &alike()).await).await;
    assert_eq!((found.similar, found.alike.len()), (2, 0));
    assert!(told(&office, "delivered").await.is_empty());
    assert_eq!(
        told(&office, "alike").await,
        ["similar:2", "similar:0", "similar:2"]
    );
    for row in rows(&office).await {
        let row = row.to_string();
        assert!(!row.contains("123456") && !row.contains("Орлов"), "{row}");
    }
}

#[tokio::test]
async fn the_protected_listener_gives_the_cards_and_audits_each() {
    let office = Office::open().await;
    let child = card("Орлов", "2015-05-05", "123456");
    let here = office.arrives(office.application(1, child.clone())).await;
    let there = office
        .arrives(application(UKHTA, 2, office.today(), child.clone()))
        .await;
    let anna = office.login("anna", Channel::Protected).await;
    let found: PersonalAlikeAnswer = read(anna.post(path::ALIKE, &alike()).await).await;
    let applications: Vec<_> = found.alike.iter().map(|other| other.application).collect();
    assert_eq!((found.similar, applications), (2, vec![here, there]));
    assert_eq!(found.alike[0].card, child);
    // Each delivery stands in the chain of the municipality whose child it is.
    assert_eq!(told(&office, "delivered").await, ["given"]);
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    for number in [here, there] {
        assert!(tx.revealed(anna.login.profile.clerk, number).await.unwrap());
    }
    let scope = reestr::api::sync::Scope::Municipality(UKHTA);
    let links = tx.audit_page(scope, 0, 100).await.unwrap();
    let delivered = links.iter().filter(|link| link.row.contains("delivered"));
    assert_eq!(delivered.count(), 1);
}

#[tokio::test]
async fn an_hour_has_so_many_looks_on_both_listeners_together() {
    let office = Office::open().await;
    let open = office.login("anna", Channel::Open).await;
    let protected = office.login("anna", Channel::Protected).await;
    let incomplete = AlikeRequest {
        name: reestr::domain::PersonName {
            surname: " ".into(),
            ..alike().name
        },
        ..alike()
    };
    let (status, body) = error(open.post(path::ALIKE, &incomplete).await).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body.fields, ["name.surname"]);
    for turn in 0..LOOKS_AN_HOUR {
        let desk = if turn % 2 == 0 { &open } else { &protected };
        let answer = desk.post(path::ALIKE, &alike()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{turn}");
        office.pass(Duration::minutes(1));
    }
    for desk in [&open, &protected] {
        let answer = desk.post(path::ALIKE, &alike()).await;
        // The first look was half an hour ago.
        assert_eq!(answer.headers()["retry-after"], "1801");
        let (status, body) = error(answer).await;
        let expected = (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyLooks);
        assert_eq!((status, body.code), expected);
    }
    assert_eq!(
        told(&office, "alike").await[LOOKS_AN_HOUR as usize..],
        ["refused:too_many_looks"; 2]
    );
    // Another clerk has an hour of her own.
    let vera = office.login("vera", Channel::Open).await;
    let answer = vera.post(path::ALIKE, &alike()).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_budget_of_looks_outlives_the_register() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    for _ in 0..LOOKS_AN_HOUR {
        read::<AlikeAnswer>(anna.post(path::ALIKE, &alike()).await).await;
    }
    // A second node on the same database.
    let node = reestr::server::Server::start(office.settings.clone())
        .await
        .unwrap();
    let ask = async || {
        let url = format!("http://{}{}", node.open_addr, path::ALIKE);
        let request = reqwest::Client::new().post(url).json(&alike());
        anna.with_token(request).send().await.unwrap().status()
    };
    assert_eq!(ask().await, StatusCode::TOO_MANY_REQUESTS);
    office.pass(Duration::minutes(25));
    anna.get(path::FORMS).await;
    office.pass(Duration::minutes(25));
    anna.get(path::FORMS).await;
    assert_eq!(ask().await, StatusCode::TOO_MANY_REQUESTS);
    office.pass(Duration::minutes(10));
    assert_eq!(ask().await, StatusCode::OK);
    node.shutdown().await;
}
