//! To whom numbers are leased: lost answers, numbers that come back, and applications under the numbers of others.

use chrono::Duration;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{MOST_BACK, NumberBlock, NumbersBack, Outcome, Pair, SyncAnswer};
use reestr::domain::{CertificateNumber, Refusal};
use reqwest::StatusCode;

use crate::applying::{from_desk, hand_in, numbers};
use crate::office::{Desk, Office, SYKTYVKAR, card, read};

/// What a desk is answered that has `left` pairs, the last lease `after`, and gives `back`.
async fn supplied(
    desk: &Desk<'_>,
    left: u32,
    after: Option<u64>,
    back: Vec<NumbersBack>,
) -> SyncAnswer {
    let mut request = desk.request(Vec::new());
    request.numbers_left = Some(left);
    request.numbers_after = after;
    request.numbers_back = back;
    read(desk.post(path::SYNC, &request).await).await
}

fn back(desk: &Desk<'_>, pairs: &[Pair]) -> Vec<NumbersBack> {
    let blocks = NumberBlock::of(pairs, 0).into_iter();
    let back = blocks.map(|block| NumbersBack {
        device: desk.login.device,
        epoch: desk.login.epoch,
        block,
    });
    back.collect()
}

fn pairs(blocks: &[NumberBlock]) -> Vec<Pair> {
    blocks.iter().flat_map(NumberBlock::pairs).collect()
}

fn taken() -> Outcome {
    Outcome::Refused {
        why: Refusal::NumberTaken,
    }
}

#[tokio::test]
async fn a_lease_whose_answer_went_lost_is_told_again_and_no_other_is_drawn() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let first = supplied(&anna, 0, None, Vec::new()).await.numbers.unwrap();
    assert_eq!((first.first, first.lease), (1, 1));
    let lost = supplied(&anna, 20, Some(1), Vec::new()).await;
    let lost = lost.numbers.unwrap();
    assert_eq!(
        (lost.first, lost.lease, lost.certificates.len()),
        (61, 2, 40)
    );
    for _ in 0..2 {
        let again = supplied(&anna, 20, Some(1), Vec::new()).await;
        assert_eq!(again.numbers, None);
        assert_eq!(again.numbers_again, std::slice::from_ref(&lost));
    }
    let next = supplied(&anna, 20, Some(2), Vec::new()).await;
    assert_eq!(
        (next.numbers_again.len(), next.numbers.unwrap().first),
        (0, 101)
    );
    // Another desk, and one that has given its numbers up, get none of these.
    let boris = office.login("boris", Channel::Open).await;
    let others = supplied(&boris, 0, Some(0), Vec::new()).await;
    assert_eq!(
        (others.numbers_again.len(), others.numbers.unwrap().first),
        (0, 141)
    );
    let burnt = supplied(&anna, 0, None, Vec::new()).await;
    assert_eq!(
        (burnt.numbers_again.len(), burnt.numbers.unwrap().first),
        (0, 201)
    );
}

#[tokio::test]
async fn what_comes_back_is_given_to_other_desks_before_any_other() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let block = numbers(&anna, Some(0)).await.unwrap();
    let all: Vec<Pair> = block.pairs().collect();
    let new = from_desk(&anna, &block, card("Орлов", "2015-05-05", "123456"));
    assert_eq!(
        hand_in(&mut anna, &new).await,
        Outcome::Applied { version: 1 }
    );
    // The used one, two that are free, and one in the middle of others stays.
    let going = [all[0], all[2], all[3], all[5]];
    for _ in 0..2 {
        let answer = supplied(&anna, 60, Some(1), back(&anna, &going)).await;
        let came: u32 = answer.numbers_back.iter().map(|run| run.count).sum();
        assert_eq!(came, 4, "none of them is sent again");
    }
    let own = supplied(&anna, 0, Some(1), Vec::new()).await;
    assert!(
        own.numbers_again.is_empty(),
        "they don't go where they came from"
    );
    let mut boris = office.login("boris", Channel::Open).await;
    let answer = supplied(&boris, 0, Some(0), Vec::new()).await;
    assert_eq!(pairs(&answer.numbers_again), going[1..]);
    assert_eq!(answer.numbers.unwrap().certificates.len(), 57);
    // A request that comes late takes nothing from whom it belongs to now.
    supplied(&anna, 60, Some(1), back(&anna, &going)).await;
    let theirs = NumberBlock::of(&going[1..2], 1).remove(0);
    let new = from_desk(&boris, &theirs, card("Канев", "2016-06-06", "654321"));
    assert_eq!(
        hand_in(&mut boris, &new).await,
        Outcome::Applied { version: 1 }
    );
    let vera = office.login("vera", Channel::Open).await;
    let answer = supplied(&vera, 0, Some(0), Vec::new()).await;
    assert!(answer.numbers_again.is_empty());
}

#[tokio::test]
async fn nobody_gives_back_what_was_not_leased_to_that_name() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let all: Vec<Pair> = numbers(&anna, Some(0)).await.unwrap().pairs().collect();
    let boris = office.login("boris", Channel::Open).await;
    let mut wrong = back(&anna, &all[..1]);
    wrong.extend(back(&boris, &all[1..2]));
    let mut epoch = back(&anna, &all[2..3]);
    epoch[0].epoch = 2;
    wrong.extend(epoch);
    wrong.extend(back(&anna, &[(all[3].0, all[4].1)]));
    let mut beyond = back(&anna, &all[5..7]);
    beyond[0].block.first = u32::MAX;
    wrong.extend(beyond);
    let answer = supplied(&boris, 60, None, wrong[..2].to_vec()).await;
    assert_eq!(answer.numbers_back.len(), 2, "they need not come again");
    supplied(&anna, 60, None, wrong[1..].to_vec()).await;
    let vera = office.login("vera", Channel::Open).await;
    let answer = supplied(&vera, 0, None, Vec::new()).await;
    assert!(answer.numbers_again.is_empty(), "{answer:?}");
    let many: Vec<Pair> = (0..=MOST_BACK).map(|_| all[0]).collect();
    let mut request = anna.request(Vec::new());
    request.numbers_back = back(&anna, &many);
    let refused = anna.post(path::SYNC, &request).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn of_a_past_year_the_certificates_are_given_again_and_the_serials_are_not() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let old: Vec<Pair> = numbers(&anna, Some(0)).await.unwrap().pairs().collect();
    office.pass(Duration::days(300));
    let anna = office
        .try_login(
            "anna",
            crate::office::PASSWORD,
            Channel::Open,
            Some(anna.login.device),
        )
        .await;
    let anna = Desk::new(&office, anna.json().await.unwrap());
    let answer = supplied(&anna, 0, Some(1), back(&anna, &old)).await;
    let own = answer.numbers.unwrap();
    assert_eq!((own.year, own.first), (2027, 1));
    let overlap = |block: &NumberBlock| {
        let again = |number: &&CertificateNumber| old.iter().any(|pair| pair.1 == **number);
        block.certificates.iter().filter(again).count()
    };
    assert_eq!(overlap(&own), 0, "not where they came from");
    let boris = office.login("boris", Channel::Open).await;
    let other = supplied(&boris, 0, None, Vec::new()).await;
    assert!(other.numbers_again.is_empty());
    let other = other.numbers.unwrap();
    assert_eq!((other.year, other.first), (2027, 61));
    assert_eq!(overlap(&other), 60);
    let vera = office.login("vera", Channel::Open).await;
    let last = supplied(&vera, 0, None, Vec::new()).await;
    assert_eq!(overlap(&last.numbers.unwrap()), 0, "each is given once");
}

#[tokio::test]
async fn an_application_under_the_numbers_of_another_clerk_is_refused() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let block = numbers(&anna, Some(0)).await.unwrap();
    let mut boris = office.login("boris", Channel::Open).await;
    let his = numbers(&boris, Some(0)).await.unwrap();
    let child = || card("Орлов", "2015-05-05", "123456");
    let new = from_desk(&boris, &block, child());
    assert_eq!(hand_in(&mut boris, &new).await, taken());
    // The families' portal has numbers of its own.
    let portal = office.running.register().submit(new.clone()).await.unwrap();
    assert_eq!(portal, taken());
    let mut mixed = from_desk(&boris, &his, child());
    mixed.certificate = block.certificates[0];
    assert_eq!(hand_in(&mut boris, &mixed).await, taken());
    let mut mixed = from_desk(&anna, &block, child());
    mixed.certificate = block.certificates[1];
    assert_eq!(hand_in(&mut anna, &mixed).await, taken());
    // What was refused has cost her the pair: it may stand on papers. The next one is hers, and another desk of hers may
    // hand it in: that is how what a session left is sent.
    let rest = NumberBlock {
        first: block.first + 1,
        certificates: block.certificates[1..].to_vec(),
        ..block.clone()
    };
    let mut hers = office.login("anna", Channel::Open).await;
    assert_ne!(hers.login.device, anna.login.device);
    let new = from_desk(&hers, &rest, child());
    assert_eq!(
        hand_in(&mut hers, &new).await,
        Outcome::Applied { version: 1 }
    );
    assert_eq!(hand_in(&mut anna, &new).await, taken());
    // A register that was put back knows nothing of a lease: its number passes while no record has it.
    let mut unknown = office.application(900_000, card("Канев", "2016-06-06", "654321"));
    unknown.certificate = CertificateNumber::new(SYKTYVKAR, 424_242);
    assert_eq!(
        hand_in(&mut boris, &unknown).await,
        Outcome::Applied { version: 1 }
    );
    let back_again = supplied(&anna, 0, Some(0), Vec::new()).await;
    let told = pairs(&back_again.numbers_again);
    assert_eq!(told.len(), 58, "what was used or refused is not among them");
    assert!(told.iter().all(|pair| pair.0.serial() > 2));
}
