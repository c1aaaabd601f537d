//! The cards that come with leases: over the protected line, to who may see them, audited or not at all.

use reestr::api::error::ErrorCode;
use reestr::api::personal::PersonalSyncAnswer;
use reqwest::StatusCode;
use sqlx::sqlite::SqlitePool;

use super::*;
use crate::office::error;

async fn with_cards(desk: &Desk<'_>, hold: &[u32], claim: Vec<Claim>) -> PersonalSyncAnswer {
    let request = SyncRequest {
        cards: true,
        ..holding(desk, hold, claim)
    };
    read(desk.post(path::SYNC, &request).await).await
}

fn serials(answer: &PersonalSyncAnswer) -> Vec<u32> {
    let serial = |card: &reestr::api::personal::RevealedCard| card.application.serial();
    answer.cards.iter().map(serial).collect()
}

async fn delivered(office: &Office) -> usize {
    let rows = crate::audit::rows(office).await;
    rows.iter()
        .filter(|row| row["action"] == "delivered")
        .count()
}

#[tokio::test]
async fn the_protected_line_gives_the_cards_of_what_was_leased_anew() {
    let office = Office::open().await;
    waiting(&office, 4).await;
    let mut anna = office.login("anna", Channel::Protected).await;
    let first = with_cards(&anna, &[], next(2)).await;
    assert_eq!(serials(&first), [1, 2]);
    assert_eq!(first.cards[0].card, child(1));
    assert_eq!(delivered(&office).await, 2);
    // Held on, nothing comes; not asked for, nothing comes; without an answer, the same comes again.
    let second = with_cards(&anna, &[1, 2], next(1)).await;
    assert_eq!((held(&second.answer).len(), serials(&second)), (3, vec![3]));
    let quiet = with_cards(&anna, &[1, 2, 3], Vec::new()).await;
    assert_eq!((held(&quiet.answer).len(), serials(&quiet)), (3, vec![]));
    assert_eq!(serials(&with_cards(&anna, &[1, 2], next(1)).await), [3]);
    assert_eq!(delivered(&office).await, 4);
    let plain = ask(&anna, &[], next(3)).await;
    assert_eq!(held(&plain).len(), 3);
    assert_eq!(delivered(&office).await, 4);
    // An application that was taken over brings its card as well, and what was delivered counts as a look.
    let mut request = holding(&anna, &[1, 2, 3], Vec::new());
    request.cards = true;
    request.commands = vec![anna.envelope(here(4), Base::Version(1), take_over())];
    let taken: PersonalSyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(serials(&taken), [4]);
    assert_eq!(held(&taken.answer), [(4, 1), (1, 1), (2, 1)]);
    let verify = anna.give(here(4), 1, all_match()).await;
    assert_eq!(verify, Outcome::Applied { version: 2 });
}

#[tokio::test]
async fn who_may_not_see_them_gets_leases_and_no_cards() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let gleb = office.login("gleb", Channel::Protected).await;
    let answer = with_cards(&gleb, &[], next(2)).await;
    assert_eq!((held(&answer.answer).len(), serials(&answer)), (2, vec![]));
    assert_eq!(delivered(&office).await, 0);
}

#[tokio::test]
async fn the_open_line_refuses_before_anything_is_done() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut request = holding(&anna, &[], next(2));
    request.cards = true;
    request.commands = vec![anna.envelope(here(1), Base::Version(1), all_match())];
    let (status, body) = error(anna.post(path::SYNC, &request).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(body.code, ErrorCode::OtherChannel);
    let after = anna.since(0).await;
    assert_eq!(after.high_water, 0);
    assert!(after.leases.is_empty());
}

#[tokio::test]
async fn a_card_whose_delivery_cant_be_written_stays_and_the_results_go() {
    let office = Office::open().await;
    waiting(&office, 2).await;
    let mut anna = office.login("anna", Channel::Protected).await;
    let url = format!("sqlite://{}", office.database().display());
    let database = SqlitePool::connect(&url).await.unwrap();
    sqlx::raw_sql(
        "CREATE TRIGGER no_paper BEFORE INSERT ON audit WHEN NEW.row LIKE '%\"delivered\"%'
         BEGIN SELECT RAISE(ABORT, 'the audit takes nothing'); END",
    )
    .execute(&database)
    .await
    .unwrap();
    let mut request = holding(&anna, &[], next(2));
    request.cards = true;
    request.commands =
        vec![anna.envelope(here(1), Base::Version(1), Command::Withdraw { paper: None })];
    let answer: PersonalSyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    let results = &answer.answer.results;
    assert_eq!(results[0].outcome, Outcome::Applied { version: 2 });
    assert_eq!(
        (held(&answer.answer), serials(&answer)),
        (vec![(2, 1)], vec![])
    );
    // The look doesn't count either: it never took place.
    sqlx::raw_sql("DROP TRIGGER no_paper")
        .execute(&database)
        .await
        .unwrap();
    database.close().await;
    assert_eq!(delivered(&office).await, 0);
    assert_eq!(serials(&with_cards(&anna, &[], next(1)).await), [2]);
    assert_eq!(delivered(&office).await, 1);
}
