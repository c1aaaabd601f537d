//! What every storage promises of searches: by requisites, by names, for likenesses.

use reestr::api::search::SearchRequest;
use reestr::server::storage::Storage;
use reestr::server::storage::rows::live;

use super::promise::put;
use crate::records::{card, case, day, keys, number};
use crate::{HERE, THERE};

pub async fn search_fits_everything_and_goes_by_number(storage: &dyn Storage) {
    let like = keys("орлов", "2015-05-05", "a", None);
    let mut late = case(HERE, 2);
    late.application.reference.date = day("2026-03-02");
    let cases = [case(HERE, 3), late, case(HERE, 1), case(THERE, 1)].map(|c| (c, like.clone()));
    put(storage, &cases).await;
    let mut tx = storage.read().await.unwrap();
    let empty = SearchRequest::default();
    let first = Some(day("2026-03-01"));
    let asked = [
        (
            SearchRequest {
                date: first,
                ..empty.clone()
            },
            vec![1, 3],
        ),
        (
            SearchRequest {
                serial: Some(1),
                ..empty.clone()
            },
            vec![1],
        ),
        (
            SearchRequest {
                application: Some(number(HERE, 2)),
                ..empty.clone()
            },
            vec![2],
        ),
        (
            SearchRequest {
                application: Some(number(HERE, 2)),
                date: first,
                ..empty.clone()
            },
            vec![],
        ),
        (
            SearchRequest {
                application: Some(number(THERE, 1)),
                ..empty.clone()
            },
            vec![],
        ),
        (
            SearchRequest {
                certificate: Some(CertificateNumber::new(HERE, 3)),
                ..empty.clone()
            },
            vec![3],
        ),
    ];
    for (request, expected) in asked {
        let hits = tx.search(HERE, &request, 10).await.unwrap();
        let serials: Vec<_> = hits.iter().map(|case| case.number().serial()).collect();
        assert_eq!(serials, expected, "{request:?}");
    }
    let cut = tx
        .search(
            HERE,
            &SearchRequest {
                date: first,
                ..empty
            },
            1,
        )
        .await
        .unwrap();
    assert_eq!(cut.len(), 1);
}

pub async fn names_are_found_by_the_beginnings_of_their_words(storage: &dyn Storage) {
    let cases = [
        (
            case(HERE, 1),
            keys("орлов матвей ильич", "2015-05-05", "a", None),
        ),
        (
            case(HERE, 2),
            keys("орлова-птицына анна", "2014-01-01", "b", None),
        ),
        (case(THERE, 3), keys("орлов лев", "2015-05-05", "c", None)),
    ];
    put(storage, &cases).await;
    // A name that was changed is found no longer.
    put(
        storage,
        &[(case(HERE, 4), keys("соколов иван", "2015-05-05", "d", None))],
    )
    .await;
    put(
        storage,
        &[(case(HERE, 4), keys("чижов иван", "2015-05-05", "d", None))],
    )
    .await;
    let mut tx = storage.read().await.unwrap();
    let asked: [(&[&str], Option<&str>, &[u32]); 8] = [
        (&["орлов"], None, &[1, 2]),
        (&["мат", "орл"], None, &[1]),
        (&["птиц"], None, &[2]),
        (&["орлов"], Some("2014-01-01"), &[2]),
        (&["рлов"], None, &[]),
        (&["орлов", "чижов"], None, &[]),
        (&["соколов"], None, &[]),
        (&["%"], None, &[]),
    ];
    for (words, born, expected) in asked {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let found = tx
            .search_names(HERE, &words, born.map(day), 10)
            .await
            .unwrap();
        let serials: Vec<_> = found
            .iter()
            .map(|(case, _)| case.number().serial())
            .collect();
        assert_eq!(serials, expected, "{words:?}");
    }
}

pub async fn only_near_and_living_cards_are_candidates(storage: &dyn Storage) {
    let mut ended = case(HERE, 6);
    ended.certificate.state = CertificateState::Released;
    let cases = [
        (case(HERE, 1), keys("орлов", "2015-05-05", "a", Some("1"))),
        (case(HERE, 2), keys("чижов", "2015-05-05", "b", None)),
        (case(THERE, 3), keys("сойкин", "2014-01-01", "a", None)),
        (case(HERE, 4), keys("орлов", "2013-01-01", "d", None)),
        (case(HERE, 5), keys("дроздов", "2012-01-01", "e", Some("1"))),
        (ended, keys("орлов", "2015-05-05", "a", Some("1"))),
        (case(HERE, 7), keys("синицын", "2011-01-01", "f", None)),
    ];
    put(storage, &cases).await;
    let mut tx = storage.write().await.unwrap();
    let near = tx.near(number(HERE, 1), &cases[0].1).await.unwrap();
    let numbers: Vec<_> = near.iter().map(|(number, _)| *number).collect();
    assert_eq!(
        numbers,
        [
            number(HERE, 2),
            number(HERE, 4),
            number(HERE, 5),
            number(THERE, 3)
        ]
    );
    assert!(near[0].1 == cases[1].1);
    // Nothing is no СНИЛС in common.
    let none = tx.near(number(HERE, 7), &cases[6].1).await.unwrap();
    assert!(none.is_empty());
    tx.set_card_live(number(HERE, 2), false).await.unwrap();
    assert_eq!(
        tx.near(number(HERE, 1), &cases[0].1).await.unwrap().len(),
        3
    );
}
