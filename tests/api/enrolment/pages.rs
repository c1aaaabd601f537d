//! A desk that starts from nothing gets all that an organisation has, page by page.

use reestr::api::session::Channel;
use reestr::domain::{CertificateNumber, ProgrammeId, RequestId};
use uuid::Uuid;

use super::{done, morning, programme, ready, recorded, request, scope, september};
use crate::office::SYKTYVKAR;

const PROGRAMMES: u128 = 130;
/// Requests behind each programme.
const REQUESTS: u128 = 3;
/// A page has 500 records, and a programme counts as ten.
const PAGE: usize = 500;

#[tokio::test]
async fn programmes_and_requests_come_in_one_order_of_change_and_each_once() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    done(&mut anna, request(1), 0, vec![morning(1)]).await;
    let (model, made) = (programme(&anna).await, recorded(&anna, 1).await);
    let house = scope(&anna);
    let mut tx = office.running.register().storage().write().await.unwrap();
    let mut serial = 100_000;
    for number in 0..PROGRAMMES {
        let mut copy = model.clone();
        copy.id = ProgrammeId(Uuid::from_u128(1_000 + number));
        let seq = tx.bump(house, 1).await.unwrap();
        tx.put_programme(&copy, seq).await.unwrap();
        for place in 0..REQUESTS {
            serial += 1;
            let mut copy = made.clone();
            copy.id = RequestId(Uuid::from_u128(10_000 + number * REQUESTS + place));
            copy.certificate = CertificateNumber::new(SYKTYVKAR, serial);
            let seq = tx.bump(house, 1).await.unwrap();
            tx.put_request(&copy, seq).await.unwrap();
        }
    }
    let counter = tx.counter(house).await.unwrap();
    tx.commit().await.unwrap();

    let boris = office.login("boris", Channel::Open).await;
    let (mut cursor, mut pages) = (0, 0);
    let (mut programmes, mut requests) = (Vec::new(), Vec::new());
    loop {
        let delta = boris.changed(house, cursor).await.deltas.remove(0);
        assert!(delta.cursor > cursor);
        let weight = delta.programmes.len() * 10 + delta.requests.len();
        assert!((1..=PAGE).contains(&weight), "{weight}");
        programmes.extend(delta.programmes.iter().map(|found| found.id.0.as_u128()));
        requests.extend(delta.requests.iter().map(|found| found.id.0.as_u128()));
        cursor = delta.cursor;
        pages += 1;
        if !delta.more {
            break;
        }
    }
    assert_eq!((cursor, pages), (counter, 4));
    // Those of the start are the first of their kinds.
    let copies = 1_000..1_000 + PROGRAMMES;
    let first = super::ROBOTS.0.as_u128();
    assert!(
        programmes
            .into_iter()
            .eq(std::iter::once(first).chain(copies))
    );
    let copies = 10_000..10_000 + PROGRAMMES * REQUESTS;
    assert!(requests.into_iter().eq(std::iter::once(1).chain(copies)));
    assert!(boris.changed(house, cursor).await.deltas.is_empty());
}
