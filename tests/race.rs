//! Fifty clients and one last place, a thousand times: one of them gets it, and the others are told.
//!
//! `REESTR_ROUNDS` gives the number of rounds; the whole figure is `REESTR_ROUNDS=1000 cargo test --release --test race --
//! --nocapture`.
#![cfg(feature = "server")]

#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "api/enrolment/ground.rs"]
mod ground;
#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "api/office.rs"]
mod office;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use reestr::api::path;
use reestr::api::session::{Channel, Secret};
use reestr::api::sync::{Base, Delta, Outcome, Scope, SyncAnswer};
use reestr::domain::{
    Capabilities, Capability, Clean, Command, EnrolmentCommand, Refusal, RequestId, Target,
};
use reestr::server::session::password::{Cost, hash_at};
use reestr::server::storage::rows::NewClerk;
use reqwest::StatusCode;
use uuid::Uuid;

use ground::{
    FIRST, MORNING, NEXT_YEAR, NOMINAL, PERIOD, ROBOTS, SECOND, applied, child, confirm, done,
    enrol, form, full, group, place, ready, september,
};
use office::{Desk, Office, PASSWORD, SYKTYVKAR, organisation, read};

const CLIENTS: u32 = 50;
/// Rounds of a run that nobody has asked for more.
const ROUNDS: u32 = 20;
/// Each so many rounds the clients make the request and confirm it in one breath, as with the parent at the desk.
const IN_PERSON: u32 = 5;
/// What the certificate holds back for one request, in kopecks.
const RESERVED: i64 = 400_000;
/// Who has no answer by then is stuck.
const STUCK: Duration = Duration::from_mins(2);

/// A clerk at a desk of their own, and the child that sits there.
struct Client<'a> {
    desk: Desk<'a>,
    serial: u32,
    /// The child's request for the last place of the morning group; it waits to be confirmed.
    waits: RequestId,
}

#[derive(Default)]
struct Figures {
    rounds: u32,
    winners: u32,
    refused: u32,
    conflicts: u32,
    sent_again: u32,
}

impl Client<'_> {
    /// Gives commands on one request, each behind the other; the line of a busy register is tried again, as desks do.
    async fn give(
        &mut self,
        target: Target,
        seen: u64,
        commands: Vec<Command>,
    ) -> (Vec<Outcome>, u32) {
        let mut envelopes = Vec::new();
        for command in commands {
            let base = if envelopes.is_empty() {
                Base::Version(seen)
            } else {
                Base::After(self.desk.seq)
            };
            envelopes.push(self.desk.envelope(target, base, command));
        }
        let request = self.desk.request(envelopes);
        let mut again = 0;
        loop {
            let answer = self.desk.post(path::SYNC, &request).await;
            if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
                again += 1;
                continue;
            }
            let answer: SyncAnswer = read(answer).await;
            assert_eq!(answer.high_water, self.desk.seq);
            let outcomes = answer.results.into_iter().map(|result| result.outcome);
            return (outcomes.collect(), again);
        }
    }

    /// Asks for a place of the morning group.
    async fn asks(&mut self) {
        self.waits = RequestId(Uuid::now_v7());
        let asked = enrol(form(self.serial, place(FIRST, MORNING)));
        let (outcomes, _) = self.give(Target::Request(self.waits), 0, vec![asked]).await;
        assert_eq!(outcomes, [applied(1)]);
    }

    async fn withdraws(&mut self, request: RequestId, seen: u64) {
        let withdraw = Command::Enrolment(EnrolmentCommand::WithdrawRequest);
        let (outcomes, _) = self
            .give(Target::Request(request), seen, vec![withdraw])
            .await;
        assert_eq!(outcomes, [applied(seen + 1)]);
    }
}

impl Figures {
    /// What became of a command on the last place; `true`: it got it.
    fn count(&mut self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Applied { .. } => {
                self.winners += 1;
                return true;
            }
            Outcome::Already { .. } | Outcome::Conflict { .. } => self.conflicts += 1,
            told @ Outcome::Refused { .. } if *told == full() => self.refused += 1,
            other @ Outcome::Refused { .. } => panic!("{other:?}"),
        }
        false
    }
}

/// The clerks of the race; their passwords take no time.
async fn clerks(office: &Office) {
    let storage = office.running.register().storage();
    let password = hash_at(&Secret(PASSWORD.to_owned()), Cost::LEAST).unwrap();
    let capabilities: Capabilities = Capability::ALL.iter().copied().collect();
    let mut tx = storage.write().await.unwrap();
    for number in 1..=CLIENTS {
        let clerk = NewClerk {
            login: &format!("clerk{number}"),
            name: &Clean::new(&format!("Сотрудник {number}")),
            organisation: organisation(SYKTYVKAR),
            capabilities,
            password: &password,
        };
        tx.put_clerk(&clerk).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Where the counter of the town stands.
async fn counter(office: &Office) -> u64 {
    let mut tx = office.running.register().storage().read().await.unwrap();
    tx.counter(Scope::Municipality(SYKTYVKAR)).await.unwrap()
}

/// What changed in the money of the town since `cursor`.
async fn money(desk: &Desk<'_>, cursor: u64) -> Delta {
    let town = Scope::Municipality(SYKTYVKAR);
    let mut answer = desk.changed(town, cursor).await;
    answer.deltas.pop().unwrap_or(Delta::empty(town, cursor))
}

/// Every account adds up, and holds back the same for each of `requests`.
fn intact(delta: &Delta, requests: usize) {
    for account in &delta.accounts {
        let purse = account.purse(PERIOD).unwrap();
        assert!(account.holds());
        assert_eq!(account.claims.len(), requests);
        let reserved = RESERVED * requests as i64;
        assert_eq!(
            (purse.balance.0, purse.reserved.0, purse.paid.0),
            (NOMINAL - reserved, reserved, 0)
        );
    }
}

/// All confirm the requests that wait: an offer each, and one last place.
async fn offers(clients: &mut [Client<'_>], figures: &mut Figures) {
    let before = counter(clients[0].desk.office).await;
    let each = clients.iter_mut().map(|client| {
        let waits = Target::Request(client.waits);
        client.give(waits, 1, vec![confirm()])
    });
    let outcomes = tokio::time::timeout(STUCK, join_all(each)).await;
    let mut winner = None;
    for (at, (outcomes, again)) in outcomes.expect("a client is stuck").iter().enumerate() {
        figures.sent_again += again;
        if figures.count(&outcomes[0]) {
            assert_eq!(winner.replace(at), None, "two have the last place");
        }
    }
    let winner = &mut clients[winner.expect("nobody has the last place")];
    let changed = money(&winner.desk, before).await;
    // The losers' money was not even touched.
    assert_eq!(changed.accounts.len(), 1);
    intact(&changed, 1);
    winner.withdraws(winner.waits, 2).await;
    winner.asks().await;
}

/// All make a request for the one place of the other module and confirm it at once.
async fn in_person(clients: &mut [Client<'_>], figures: &mut Figures) {
    let before = counter(clients[0].desk.office).await;
    let ids: Vec<RequestId> = clients.iter().map(|_| RequestId(Uuid::now_v7())).collect();
    let each = clients.iter_mut().zip(&ids).map(|(client, id)| {
        let asked = enrol(form(client.serial, place(SECOND, NEXT_YEAR)));
        client.give(Target::Request(*id), 0, vec![asked, confirm()])
    });
    let outcomes = tokio::time::timeout(STUCK, join_all(each)).await;
    let outcomes = outcomes.expect("a client is stuck");
    let winners = figures.winners;
    let mut made = Vec::new();
    for (at, (outcomes, again)) in outcomes.iter().enumerate() {
        figures.sent_again += again;
        match &outcomes[..] {
            // Nobody had the place when it was asked for; then one had.
            [Outcome::Applied { version: 1 }, confirmed] => {
                let won = figures.count(confirmed);
                made.push((at, if won { 2 } else { 1 }));
            }
            [
                asked,
                Outcome::Refused {
                    why: Refusal::DependsOnRefused(_),
                },
            ] => {
                assert!(!figures.count(asked));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(figures.winners, winners + 1, "one has the last place");
    let changed = money(&clients[0].desk, before).await;
    assert_eq!(changed.accounts.len(), made.len());
    intact(&changed, 2);
    for (at, seen) in made {
        clients[at].withdraws(ids[at], seen).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_clients_and_one_last_place() {
    let rounds = std::env::var("REESTR_ROUNDS");
    let rounds = rounds.map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let office = september().await;
    clerks(&office).await;
    let (mut anna, _) = ready(&office).await;
    let single = Command::Programme(reestr::domain::ProgrammeCommand::SaveGroup {
        module: FIRST,
        group: group(MORNING, 1, 1),
    });
    done(&mut anna, Target::Programme(ROBOTS), 6, vec![single]).await;
    let mut clients = Vec::new();
    for serial in 1..=CLIENTS {
        if serial > 1 {
            child(&mut anna, serial).await;
        }
        let login = format!("clerk{serial}");
        let mut client = Client {
            desk: office.login(&login, Channel::Open).await,
            serial,
            waits: RequestId(Uuid::nil()),
        };
        client.asks().await;
        clients.push(client);
    }
    let mut figures = Figures::default();
    let start = Instant::now();
    for round in 1..=rounds {
        if round % IN_PERSON == 0 {
            in_person(&mut clients, &mut figures).await;
        } else {
            offers(&mut clients, &mut figures).await;
        }
        figures.rounds += 1;
    }
    let took = start.elapsed();
    let Figures {
        rounds,
        winners,
        refused,
        conflicts,
        sent_again,
    } = figures;
    println!(
        "the last place: {rounds} rounds, {CLIENTS} clients, {winners} winners, {refused} told that the group is full, \
         {conflicts} conflicts, {sent_again} sent again, none stuck, {:.1} s",
        took.as_secs_f64()
    );
    assert_eq!((winners, conflicts), (rounds, 0));
    assert_eq!(refused, rounds * (CLIENTS - 1));
    let all = money(&anna, 0).await;
    assert_eq!(all.accounts.len(), CLIENTS as usize);
    intact(&all, 1);
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    let audit = reestr::server::audit::verify(&mut *tx).await.unwrap();
    assert!(audit.holds());
}
