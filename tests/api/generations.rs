//! A register that was restored from a backup: desks lose the records of the lost future and miss none of the new ones.

use std::collections::BTreeMap;
use std::path::Path;

use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Scope, SyncAnswer, WakeAnswer};
use reestr::domain::{ApplicationNumber, Case};
use reestr::server::Server;

use crate::office::{Desk, Office, SYKTYVKAR, accept, all_match, card, read};

const HERE: Scope = Scope::Municipality(SYKTYVKAR);

/// What a desk has of the register.
#[derive(Clone, Default)]
struct Shelf {
    cursor: u64,
    generation: Option<u64>,
    cases: BTreeMap<ApplicationNumber, Case>,
}

impl Shelf {
    /// Syncs once; gives whether the register wanted everything dropped.
    async fn sync(&mut self, desk: &Desk<'_>) -> bool {
        let mut request = desk.request(Vec::new());
        request.cursors = BTreeMap::from([(HERE, self.cursor)]);
        request.generation = self.generation;
        let answer: SyncAnswer = read(desk.post(path::SYNC, &request).await).await;
        self.generation = answer.generation.or(self.generation);
        let mut reset = false;
        for delta in answer.deltas {
            assert!(!delta.more);
            if delta.reset {
                reset = true;
                self.cases.clear();
            }
            self.cursor = delta.cursor;
            let set = delta.set.into_iter();
            self.cases.extend(set.map(|case| (case.number(), case)));
        }
        reset
    }
}

async fn copy_aside(office: &Office, to: &Path) {
    let url = format!("sqlite://{}", office.settings.database.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let copied = sqlx::query("VACUUM INTO ?").bind(to.to_str().unwrap());
    copied.execute(&pool).await.unwrap();
    pool.close().await;
}

/// Ends the register and starts it on `database`.
async fn start_on(office: &mut Office, database: &Path) {
    database.clone_into(&mut office.settings.database);
    let started = Server::start(office.settings.clone()).await.unwrap();
    let before = std::mem::replace(&mut office.running, started);
    before.shutdown().await;
}

async fn arrives(office: &Office, serial: u32) -> ApplicationNumber {
    let born = format!("2015-05-{serial:02}");
    let document = format!("12345{serial}");
    office
        .arrives(office.application(serial, card("Орлов", &born, &document)))
        .await
}

#[tokio::test]
async fn a_desk_of_a_lost_future_starts_anew_though_the_counter_has_passed_it() {
    let mut office = Office::open().await;
    let kept = arrives(&office, 1).await;
    let backup = office.settings.database.with_file_name("backup.sqlite");
    copy_aside(&office, &backup).await;

    let [mut near, mut far, mut plain] = [(); 3].map(|()| Shelf::default());
    let mut anna = office.login("anna", Channel::Open).await;
    assert!(!near.sync(&anna).await);
    let lost = arrives(&office, 2).await;
    anna.give(kept, 1, all_match()).await;
    anna.give(kept, 2, accept("1", office.today())).await;
    assert!(!far.sync(&anna).await);
    assert!(!plain.sync(&anna).await);
    assert!(far.generation.is_some() && near.generation == far.generation);
    assert_eq!((near.cursor, far.cursor), (1, 4));
    assert!(far.cases.contains_key(&lost));
    // A program of before generations names none.
    plain.generation = None;
    drop(anna);

    start_on(&mut office, &backup).await;
    let others = [3, 4, 5];
    for serial in others {
        arrives(&office, serial).await;
    }
    let anna = office.login("anna", Channel::Open).await;
    let mut fresh = Shelf::default();
    assert!(!fresh.sync(&anna).await);
    assert_eq!((fresh.cases.len(), fresh.cursor), (4, 4));
    assert!(fresh.generation.is_some_and(|g| Some(g) != far.generation));

    // The counter stands where the desk's cursor does: no counter would ever end its wait.
    let named = far.generation.unwrap();
    let wait = format!("/v1/wake?cursors=m01:4&generation={named}");
    assert!(read::<WakeAnswer>(anna.get(&wait).await).await.moved);
    assert!(far.sync(&anna).await);
    assert_eq!((&far.cases, far.cursor), (&fresh.cases, 4));
    assert_eq!(far.generation, fresh.generation);
    // What it had of before the backup was true.
    assert!(!near.sync(&anna).await);
    assert_eq!(near.cases, fresh.cases);
    assert!(!far.sync(&anna).await, "once is enough");
    assert!(!plain.sync(&anna).await);

    // A cursor that was lost with its cache says nothing of the records that are still there.
    let mut bare = near.clone();
    bare.cursor = 0;
    assert!(!bare.sync(&anna).await);
    bare.cursor = 0;
    bare.generation = Some(named);
    assert!(bare.sync(&anna).await);
    // A generation that nobody knows: all of it goes, even where nothing moved.
    let mut stranger = fresh.clone();
    stranger.generation = Some(named ^ 1);
    assert!(stranger.sync(&anna).await);
    assert_eq!(stranger.cases, fresh.cases);
}

#[tokio::test]
async fn a_register_that_ends_and_starts_takes_nothing_from_the_desks() {
    let mut office = Office::open().await;
    arrives(&office, 1).await;
    let mut shelf = Shelf::default();
    let anna = office.login("anna", Channel::Open).await;
    shelf.sync(&anna).await;
    let first = shelf.generation;
    drop(anna);
    let database = office.settings.database.clone();
    for serial in [2, 3] {
        start_on(&mut office, &database).await;
        arrives(&office, serial).await;
    }
    let anna = office.login("anna", Channel::Open).await;
    assert!(!shelf.sync(&anna).await);
    assert_eq!(shelf.cases.len(), 3);
    assert_ne!(shelf.generation, first);
    let present = shelf.generation;
    let mut request = anna.request(Vec::new());
    request.cursors = BTreeMap::from([(HERE, shelf.cursor)]);
    request.generation = present;
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!((answer.generation, answer.deltas.len()), (None, 0));
}
