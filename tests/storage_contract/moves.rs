//! Records that another municipality serves, and what is kept beside them.

use reestr::api::search::SearchRequest;
use reestr::domain::{
    ApplicationNumber, ApplicationState, Case, CertificateNumber, CertificateState,
};
use reestr::server::storage::Storage;
use reestr::server::storage::records::Move;

use crate::records::{card, case, day, keys, number};
use crate::{HERE, THERE};

/// The record as it goes on elsewhere, or back at home.
fn moved(serial: u32, version: u64, away: bool) -> Case {
    let mut case = case(HERE, serial);
    case.application.version = version;
    case.application.state = ApplicationState::Confirmed;
    case.certificate.state = CertificateState::Active;
    case.certificate.served_by = away.then_some(THERE);
    case
}

async fn put(storage: &dyn Storage) -> ApplicationNumber {
    let mut tx = storage.write().await.unwrap();
    tx.put_municipality(HERE, &"Сыктывкар".into())
        .await
        .unwrap();
    tx.put_municipality(THERE, &"Ухта".into()).await.unwrap();
    let keys = keys("орлов матвей", "2015-05-05", "a", None);
    for (serial, seq) in [(1, 5), (2, 6)] {
        tx.put_case(&moved(serial, 4, false), seq).await.unwrap();
        tx.put_card(number(HERE, serial), &card(), &keys, true)
            .await
            .unwrap();
    }
    // The same number of a change as one of the other municipality.
    tx.put_case(&case(THERE, 1), 5).await.unwrap();
    tx.commit().await.unwrap();
    number(HERE, 1)
}

async fn goes(storage: &dyn Storage, case: &Case, way: Move) {
    let mut tx = storage.write().await.unwrap();
    tx.move_case(case, &way).await.unwrap();
    tx.commit().await.unwrap();
}

fn away() -> Move {
    Move {
        from: HERE,
        left: 7,
        came: 6,
    }
}

pub async fn a_record_that_moves_is_read_by_its_number(storage: &dyn Storage) {
    let target = put(storage).await;
    let there = moved(1, 5, true);
    goes(storage, &there, away()).await;
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.case(target).await.unwrap(), Some(there.clone()));
    assert_eq!(tx.card(target).await.unwrap(), Some(card()));
    let certificate = CertificateNumber::new(HERE, 1);
    assert!(tx.certificate_taken(certificate).await.unwrap());
    let here = tx.changed(HERE, 0, 10).await.unwrap();
    assert_eq!(here, [(6, moved(2, 4, false))]);
    let came = tx.changed(THERE, 5, 10).await.unwrap();
    assert_eq!(came, [(6, there.clone())]);
    let by_certificate = SearchRequest {
        certificate: Some(certificate),
        ..SearchRequest::default()
    };
    for request in [
        by_certificate,
        SearchRequest {
            application: Some(target),
            ..SearchRequest::default()
        },
        SearchRequest {
            date: Some(day("2026-03-01")),
            serial: Some(1),
            certificate: Some(certificate),
            ..SearchRequest::default()
        },
    ] {
        let here = tx.search(HERE, &request, 10).await.unwrap();
        assert!(here.is_empty());
        let found = tx.search(THERE, &request, 10).await.unwrap();
        assert_eq!(found, std::slice::from_ref(&there));
    }
    let words = ["орл".to_owned()];
    let here = tx.search_names(HERE, &words, None, 10).await.unwrap();
    assert_eq!(here.len(), 1);
    let found = tx.search_names(THERE, &words, None, 10).await.unwrap();
    assert_eq!(found[0].0, there);
}

pub async fn a_record_that_moved_is_written_where_it_is(storage: &dyn Storage) {
    let target = put(storage).await;
    goes(storage, &moved(1, 5, true), away()).await;
    let mut tx = storage.write().await.unwrap();
    let mut later = moved(1, 6, true);
    later.certificate.state = CertificateState::Released;
    tx.put_case(&later, 8).await.unwrap();
    let mut renamed = card();
    renamed.child.name.surname = "Белов".into();
    let like = keys("белов матвей", "2015-05-05", "b", None);
    tx.put_card(target, &renamed, &like, true).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.case(target).await.unwrap(), Some(later.clone()));
    assert_eq!(tx.changed(THERE, 6, 10).await.unwrap(), [(8, later)]);
    assert_eq!(tx.card(target).await.unwrap(), Some(renamed));
    for (word, found) in [("белов", 1), ("орлов", 0)] {
        let words = [word.to_owned()];
        let there = tx.search_names(THERE, &words, None, 10).await.unwrap();
        assert_eq!(there.len(), found, "{word}");
    }
    let nobody = number(HERE, 9);
    assert_eq!(tx.near(nobody, &like).await.unwrap().len(), 2);
    drop(tx);
    let mut tx = storage.write().await.unwrap();
    tx.set_card_live(target, false).await.unwrap();
    assert_eq!(tx.near(nobody, &like).await.unwrap().len(), 1);
}

pub async fn who_left_is_told_until_it_comes_back(storage: &dyn Storage) {
    let target = put(storage).await;
    goes(storage, &moved(1, 5, true), away()).await;
    let departed = async |code, after, upto| {
        let mut tx = storage.read().await.unwrap();
        tx.departed(code, after, upto).await.unwrap()
    };
    assert_eq!(departed(HERE, 6, 7).await, [target]);
    assert!(departed(HERE, 7, 9).await.is_empty());
    assert!(departed(HERE, 5, 6).await.is_empty());
    assert!(departed(THERE, 0, 9).await.is_empty());
    let left = async |code| {
        let mut tx = storage.read().await.unwrap();
        tx.has_left(code, target).await.unwrap()
    };
    assert!(left(HERE).await && !left(THERE).await);
    let home = moved(1, 6, false);
    let back = Move {
        from: THERE,
        left: 7,
        came: 8,
    };
    goes(storage, &home, back).await;
    assert!(!left(HERE).await && left(THERE).await);
    assert!(departed(HERE, 0, 9).await.is_empty());
    assert_eq!(departed(THERE, 0, 9).await, [target]);
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.changed(HERE, 6, 10).await.unwrap(), [(8, home.clone())]);
    assert_eq!(tx.case(target).await.unwrap(), Some(home));
    drop(tx);
    // Again, and this time it is told at a later counter.
    let again = Move {
        from: HERE,
        left: 11,
        came: 9,
    };
    goes(storage, &moved(1, 7, true), again).await;
    assert_eq!(departed(HERE, 8, 11).await, [target]);
    assert!(departed(THERE, 0, 20).await.is_empty());
}

pub async fn whom_refused_data_resemble_is_kept_until_it_is_settled(storage: &dyn Storage) {
    let [one, two, three, four] = [1, 2, 3, 4].map(|serial| number(HERE, serial));
    let mut tx = storage.write().await.unwrap();
    tx.raise(one, &[two, three]).await.unwrap();
    let open = [(two, false), (three, false)];
    assert_eq!(tx.raised(one).await.unwrap(), open);
    assert!(tx.raised(two).await.unwrap().is_empty());
    // Other data: they are alike to others.
    tx.raise(one, &[three, four]).await.unwrap();
    let open = [(three, false), (four, false)];
    assert_eq!(tx.raised(one).await.unwrap(), open);
    tx.settle_raised(one).await.unwrap();
    // What was decided isn't asked again.
    tx.raise(one, &[two, three]).await.unwrap();
    let mixed = [(two, false), (three, true), (four, true)];
    assert_eq!(tx.raised(one).await.unwrap(), mixed);
    tx.tell_apart(one, two).await.unwrap();
    tx.tell_apart(three, two).await.unwrap();
    tx.forget_pairs(one).await.unwrap();
    assert!(tx.raised(one).await.unwrap().is_empty());
    assert!(tx.told_apart(one).await.unwrap().is_empty());
    assert_eq!(tx.told_apart(two).await.unwrap(), [three]);
}
