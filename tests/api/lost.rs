//! Answers that never arrive, requests that are cut and doubled: whatever the line does, each effect happens once.

use std::collections::BTreeMap;
use std::time::Duration;

use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Envelope, Outcome, SyncAnswer};
use reestr::domain::{ApplicationNumber, Check, CheckKind, Command, Field};

use crate::office::{Desk, Office, all_match, card, read};

const APPLICATIONS: u32 = 8;
const ACTS: u64 = 120;

/// A generator whose run is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Marks that differ from act to act, so that no act finds the record as it would leave it.
fn verify(turn: u64) -> Command {
    let Command::Verify {
        mut checks,
        documents_complete,
        remarks,
    } = all_match()
    else {
        unreachable!("it is a verification");
    };
    let all = Field::ALL;
    for (place, field) in all.iter().enumerate() {
        if turn >> (place % 16) & 1 == 1 {
            checks.set(CheckKind::PaperDocuments, *field, Check::NotChecked);
        }
    }
    Command::Verify {
        checks,
        documents_complete,
        remarks,
    }
}

/// The acts of one desk: each on the record that its last act on the same application left.
fn acts(desk: &mut Desk<'_>, own: &[ApplicationNumber], dice: &mut Dice) -> Vec<Envelope> {
    let mut last = BTreeMap::new();
    (0..ACTS)
        .map(|turn| {
            let target = own[usize::try_from(dice.below(own.len() as u64)).unwrap()];
            let base = last
                .get(&target)
                .map_or(Base::Version(1), |seq| Base::After(*seq));
            let act = desk.envelope(target, base, verify(turn + 1));
            last.insert(target, act.seq);
            act
        })
        .collect()
}

/// Sends `all` over a line on which half of the answers are lost, and gives the first outcome that was heard of each.
async fn drain(desk: &Desk<'_>, all: &[Envelope], dice: &mut Dice) -> Vec<Outcome> {
    let mut heard: Vec<Outcome> = Vec::new();
    while heard.len() < all.len() {
        let from = heard.len();
        let most = usize::try_from(dice.below(20)).unwrap() + 1;
        let some = all[from..].iter().take(most).cloned().collect::<Vec<_>>();
        let request = desk.request(some);
        match dice.below(4) {
            // It arrives.
            0 | 1 => {
                let answer: SyncAnswer = read(desk.post(path::SYNC, &request).await).await;
                for result in answer.results {
                    assert_eq!(result.seq, heard.len() as u64 + 1);
                    heard.push(result.outcome);
                }
            }
            // It is lost on the way back.
            2 => drop(desk.post(path::SYNC, &request).await),
            // The line is cut while the register works, and the request was doubled before.
            _ => {
                let cut = Duration::from_micros(dice.below(30_000));
                let twice = async {
                    tokio::join!(
                        desk.post(path::SYNC, &request),
                        desk.post(path::SYNC, &request)
                    )
                };
                let _ = tokio::time::timeout(cut, twice).await;
            }
        }
    }
    heard
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_act_is_done_once_though_half_of_the_answers_are_lost() {
    let office = Office::open().await;
    let mut own: [Vec<ApplicationNumber>; 2] = [Vec::new(), Vec::new()];
    for serial in 1..=APPLICATIONS {
        let card = card("Орлов", &format!("2015-05-{:02}", serial * 3), "123456");
        let number = office.arrives(office.application(serial, card)).await;
        own[serial as usize % 2].push(number);
    }
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let (mut one, mut two) = (Dice(20_261_123), Dice(7));
    let ours = acts(&mut anna, &own[0], &mut one);
    let theirs = acts(&mut boris, &own[1], &mut two);
    let (heard, others) = tokio::join!(
        drain(&anna, &ours, &mut one),
        drain(&boris, &theirs, &mut two)
    );

    let mut versions = BTreeMap::new();
    for (act, outcome) in ours.iter().zip(&heard).chain(theirs.iter().zip(&others)) {
        let version = versions.entry(act.target).or_insert(1);
        *version += 1;
        assert_eq!(*outcome, Outcome::Applied { version: *version });
    }
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    for (target, version) in &versions {
        let number = target.case().unwrap();
        let case = tx.case(number).await.unwrap().unwrap();
        assert_eq!(case.application.version, *version);
        let changes = tx.changes_after(number, 1).await.unwrap();
        assert_eq!(changes.len() as u64, version - 1);
    }
    let counter = tx.counter("m01".parse().unwrap()).await.unwrap();
    assert_eq!(counter, u64::from(APPLICATIONS) + 2 * ACTS);
    drop(tx);
    let rows = crate::audit::rows(&office).await;
    let mut told: Vec<_> = rows
        .iter()
        .filter(|row| row["action"] == "verify")
        .map(|row| row["command"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(told.len() as u64, 2 * ACTS);
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len() as u64, 2 * ACTS);
    let report = reestr::server::admin::verify_audit(storage).await.unwrap();
    assert!(report.holds());
}
