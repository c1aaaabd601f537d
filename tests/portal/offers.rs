//! What a portal offers: programmes that are open, page by page, by what a family looks for.

use reestr::domain::programme::{Ages, Direction, Outline, ProgrammeRegister};
use reestr::domain::{Command, ProgrammeCommand, ProgrammeId, Target};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::described::{Described, portal};
use crate::ground::{FIRST, SECOND, done, open, outline, ready, save, september};
use crate::office::Desk;

/// A programme free of charge, with enrolment open on its first module.
async fn offered(anna: &mut Desk<'_>, id: u128, change: impl FnOnce(&mut Outline)) -> String {
    let id = ProgrammeId(Uuid::from_u128(id));
    let mut outline = outline(ProgrammeRegister::GeneralDevelopment);
    for module in &mut outline.modules {
        module.normative_price.0 = 0;
    }
    change(&mut outline);
    let publish = Command::Programme(ProgrammeCommand::PublishProgramme);
    let commands = vec![save(outline), publish, open(&[FIRST], true)];
    done(anna, Target::Programme(id), 0, commands).await;
    id.to_string()
}

/// The identifiers of what is found, one after another.
async fn found(portal: &Described, query: Value) -> String {
    let page = portal.call("portal_programmes", query).await;
    let programmes = page.body["programmes"].as_array().unwrap().clone();
    let ids = programmes
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned());
    ids.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn families_find_what_fits() {
    let office = september().await;
    let (mut anna, _boris) = ready(&office).await;
    let portal = portal(&office).await;
    let robots = crate::ground::ROBOTS.to_string();
    let chess = offered(&mut anna, 0x80, |outline| {
        outline.name = "Шахматы для ёлки".into();
        outline.direction = Direction::Sports;
        outline.ages = Ages { from: 5, to: 8 };
    })
    .await;
    let both = format!("{robots} {chess}");
    assert_eq!(found(&portal, json!({})).await, both);
    assert_eq!(found(&portal, json!({ "age": 5 })).await, chess);
    assert_eq!(found(&portal, json!({ "age": 12 })).await, robots);
    assert_eq!(
        found(&portal, json!({ "direction": "sports" })).await,
        chess
    );
    assert_eq!(
        found(&portal, json!({ "text": "ЕЛКИ шахматы" })).await,
        chess
    );
    let none = [
        json!({ "text": "шахматы плавание" }),
        json!({ "municipality": 7 }),
    ];
    for query in none {
        assert_eq!(found(&portal, query).await, "");
    }

    // What is closed is offered no more.
    let close = vec![open(&[FIRST, SECOND], false)];
    done(
        &mut anna,
        Target::Programme(crate::ground::ROBOTS),
        6,
        close,
    )
    .await;
    assert_eq!(found(&portal, json!({})).await, chess);
}

#[tokio::test]
async fn a_module_that_is_closed_is_left_out() {
    let office = september().await;
    let (mut anna, _boris) = ready(&office).await;
    let portal = portal(&office).await;
    let close = vec![open(&[SECOND], false)];
    done(
        &mut anna,
        Target::Programme(crate::ground::ROBOTS),
        6,
        close,
    )
    .await;
    let page = portal.call("portal_programmes", json!({})).await;
    let programme = &page.body["programmes"][0];
    assert_eq!(programme["organisation_name"], "Дворец, Сыктывкар");
    assert_eq!(
        programme["direction_caption"],
        "Техническая (робототехника)"
    );
    let modules = programme["modules"].as_array().unwrap();
    assert_eq!(modules.len(), 1);
    assert_eq!(modules[0]["price"], 500_000);
    assert_eq!(modules[0]["groups"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    let office = september().await;
    let (mut anna, _boris) = ready(&office).await;
    let portal = portal(&office).await;
    let mut expected = vec![crate::ground::ROBOTS.to_string()];
    for id in 0x90..0x94 {
        expected.push(offered(&mut anna, id, |_| {}).await);
    }
    let (mut all, mut query) = (Vec::new(), json!({ "limit": 2 }));
    loop {
        let page = portal.call("portal_programmes", query.clone()).await;
        let programmes = page.body["programmes"].as_array().unwrap();
        assert!(programmes.len() <= 2);
        all.extend(
            programmes
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        match page.body.get("next") {
            Some(next) => query["after"] = next.clone(),
            None => break,
        }
    }
    assert_eq!(all, expected);
    for wrong in [
        json!({ "limit": 0 }),
        json!({ "limit": 101 }),
        json!({ "age": 19 }),
        json!({ "direction": "cooking" }),
        json!({ "after": Uuid::nil() }),
    ] {
        assert_eq!(portal.call("portal_programmes", wrong).await.status, 400);
    }
}
