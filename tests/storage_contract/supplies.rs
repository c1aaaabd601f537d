//! What every storage promises about numbers, consent texts, issuers, looks and comparisons.

use chrono::{DateTime, Duration, Utc};
use reestr::api::forms::Issuer;
use reestr::api::sync::Pair;
use reestr::domain::{
    ApplicationNumber, CertificateNumber, ClerkId, ConsentCode, ConsentText, OrganisationId,
};
use reestr::server::storage::numbers::{Draw, LeasedPair};
use reestr::server::storage::rows::Name;
use reestr::server::storage::{Storage, StorageError};
use uuid::Uuid;

use crate::promise::put;
use crate::records::{case, keys, moment};
use crate::{HERE, THERE};

pub async fn counters_of_numbers_never_go_down(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.next_serial(HERE, 2026).await.unwrap(), 1);
    tx.set_next_serial(HERE, 2026, 11).await.unwrap();
    let down = tx.set_next_serial(HERE, 2026, 10).await;
    assert!(matches!(down, Err(StorageError::Failed(_))), "{down:?}");
    assert_eq!(tx.next_serial(HERE, 2026).await.unwrap(), 11);
    assert_eq!(tx.next_serial(HERE, 2027).await.unwrap(), 1);
    assert_eq!(tx.next_serial(THERE, 2026).await.unwrap(), 1);

    assert_eq!(tx.draw(HERE).await.unwrap(), None);
    let draw = Draw {
        next: 10,
        key: u64::MAX,
    };
    tx.put_draw(HERE, draw).await.unwrap();
    for wrong in [Draw { next: 9, ..draw }, Draw { key: 1, ..draw }] {
        let refused = tx.put_draw(HERE, wrong).await;
        assert!(matches!(refused, Err(StorageError::Failed(_))));
    }
    assert_eq!(tx.draw(HERE).await.unwrap(), Some(draw));
    assert_eq!(tx.draw(THERE).await.unwrap(), None);
    tx.commit().await.unwrap();
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.draw(HERE).await.unwrap(), Some(draw));
}

fn pair(year: u16, serial: u32) -> Pair {
    let number = ApplicationNumber::new(HERE, year, serial);
    (number, CertificateNumber::new(HERE, serial + 7))
}

fn leased(serial: u32, device: u128, epoch: u32, lease: u64) -> LeasedPair {
    let device = Uuid::from_u128(device);
    LeasedPair {
        pair: pair(2026, serial),
        name: Name { device, epoch },
        lease,
    }
}

pub async fn leased_pairs_have_one_holder_until_they_end(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let all = [
        leased(5, 1, 1, 1),
        leased(6, 1, 1, 1),
        leased(7, 1, 2, 2),
        leased(8, 1, 1, 3),
        leased(9, 2, 1, 1),
    ];
    for one in all {
        tx.put_leased(&one).await.unwrap();
    }
    for (serial, other) in [(5, 90), (90, 5)] {
        let mut twice = leased(serial, 3, 1, 1);
        twice.pair.1 = pair(2026, other).1;
        assert!(tx.put_leased(&twice).await.is_err(), "{serial}, {other}");
    }
    assert_eq!(
        tx.leased(pair(2026, 6)).await.unwrap(),
        [leased(6, 1, 1, 1)]
    );
    assert_eq!(tx.leased(pair(2026, 1)).await.unwrap(), []);
    let mixed = (pair(2026, 5).0, pair(2026, 9).1);
    let holders = tx.leased(mixed).await.unwrap();
    assert_eq!(holders, [leased(5, 1, 1, 1), leased(9, 2, 1, 1)]);

    let (name, other) = (all[0].name, all[2].name);
    let behind = async |tx: &mut Box<dyn reestr::server::storage::Write>, name, lease, most| {
        let found = tx.leased_after(name, lease, most).await.unwrap();
        let serials = found.iter().map(|leased| leased.pair.0.serial());
        serials.collect::<Vec<_>>()
    };
    assert_eq!(behind(&mut tx, name, 0, 9).await, [5, 6, 8]);
    assert_eq!(behind(&mut tx, name, 0, 2).await, [5, 6]);
    assert_eq!(behind(&mut tx, name, 1, 9).await, [8]);
    assert_eq!(behind(&mut tx, other, 0, 9).await, [7]);
    tx.end_lease(pair(2026, 8).0).await.unwrap();
    tx.end_lease(pair(2026, 8).0).await.unwrap();
    assert_eq!(behind(&mut tx, name, 1, 9).await, Vec::<u32>::new());
    tx.put_leased(&leased(8, 2, 1, 2)).await.unwrap();

    let device = name.device;
    assert_eq!(tx.last_lease(device).await.unwrap(), 0);
    for lease in [3, 2] {
        tx.set_last_lease(device, lease).await.unwrap();
        assert_eq!(tx.last_lease(device).await.unwrap(), lease);
    }
    assert_eq!(tx.last_lease(Uuid::from_u128(2)).await.unwrap(), 0);
    tx.commit().await.unwrap();
}

pub async fn pairs_that_came_back_are_kept_for_other_devices(storage: &dyn Storage) {
    let device = Uuid::from_u128;
    let mut tx = storage.write().await.unwrap();
    for (year, serial, from) in [(2026, 9, 1), (2026, 5, 1), (2026, 7, 2), (2025, 60, 1)] {
        tx.put_back(pair(year, serial), device(from)).await.unwrap();
    }
    assert!(tx.put_back(pair(2026, 9), device(3)).await.is_err());
    let of = |serials: &[u32]| serials.iter().map(|s| pair(2026, *s)).collect::<Vec<_>>();
    let found = tx.pairs_back(HERE, 2026, device(3), 9).await.unwrap();
    assert_eq!(found, of(&[5, 7, 9]));
    let found = tx.pairs_back(HERE, 2026, device(3), 2).await.unwrap();
    assert_eq!(found, of(&[5, 7]));
    let found = tx.pairs_back(HERE, 2026, device(1), 9).await.unwrap();
    assert_eq!(found, of(&[7]));
    assert_eq!(tx.pairs_back(THERE, 2026, device(3), 9).await.unwrap(), []);
    let past = tx
        .pairs_of_the_past(HERE, 2026, device(2), 9)
        .await
        .unwrap();
    assert_eq!(past, [pair(2025, 60)]);
    let past = tx
        .pairs_of_the_past(HERE, 2027, device(3), 2)
        .await
        .unwrap();
    assert_eq!(past, [pair(2025, 60), pair(2026, 5)]);
    let none = tx
        .pairs_of_the_past(HERE, 2025, device(2), 9)
        .await
        .unwrap();
    assert_eq!(none, []);
    for _ in 0..2 {
        tx.drop_back(pair(2025, 60).1).await.unwrap();
    }
    let past = tx
        .pairs_of_the_past(HERE, 2026, device(2), 9)
        .await
        .unwrap();
    assert_eq!(past, []);
    tx.commit().await.unwrap();
}

pub async fn taken_serials_are_found_in_a_range(storage: &dyn Storage) {
    super::promise::offices(storage).await;
    let likeness = || keys("иванов", "2015-05-05", "x", None);
    let taken = [3, 12, 999_999].map(|serial| (case(HERE, serial), likeness()));
    put(storage, &taken).await;
    let year = taken[0].0.number().year();
    let mut tx = storage.write().await.unwrap();
    for (range, found) in [
        (1..=2, None),
        (1..=3, Some(3)),
        (1..=20, Some(12)),
        (4..=11, None),
        (13..=999_998, None),
        (13..=999_999, Some(999_999)),
    ] {
        let highest = tx.highest_serial(HERE, year, range.clone()).await.unwrap();
        assert_eq!(highest, found, "{range:?}");
    }
    let other = tx.highest_serial(HERE, year + 1, 1..=20).await.unwrap();
    assert_eq!(other, None);
    let other = tx.highest_serial(THERE, year, 1..=20).await.unwrap();
    assert_eq!(other, None);
}

fn text(code: ConsentCode, version: u16) -> ConsentText {
    ConsentText {
        code,
        version,
        title: "Согласие".into(),
        text: "Первый абзац.\n\nВторой.".into(),
        meaning: "Вы согласны.".into(),
        refusal: "Ничего.".into(),
    }
}

pub async fn consent_texts_go_by_code_and_version(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let later = text(ConsentCode::PersonalChild, 2);
    let first = text(ConsentCode::Conditions, 10);
    let second = text(ConsentCode::Conditions, 2);
    for text in [&later, &first, &second] {
        tx.put_consent_text(text, moment()).await.unwrap();
    }
    let twice = tx.put_consent_text(&second, moment()).await;
    assert!(matches!(twice, Err(StorageError::Taken(_))), "{twice:?}");
    tx.commit().await.unwrap();
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.consent_texts().await.unwrap(), [second, first, later]);
}

pub async fn issuers_are_told_the_last_used_first(storage: &dyn Storage) {
    let issuer = |name: &str, code: Option<&str>| Issuer {
        name: name.into(),
        department_code: code.map(Into::into),
    };
    let (here, there) = (OrganisationId(1), OrganisationId(2));
    let mut tx = storage.write().await.unwrap();
    for (key, issuer) in [
        ("загс", issuer("загс", None)),
        ("мвд", issuer("МВД", Some("110-001"))),
        ("мвд", issuer("МВД", Some("110-002"))),
        ("загс", issuer("ЗАГС", None)),
    ] {
        tx.use_issuer(here, key, &issuer, 10).await.unwrap();
    }
    tx.use_issuer(there, "школа", &issuer("Школа", None), 10)
        .await
        .unwrap();
    let all = tx.issuers(here, 10).await.unwrap();
    let wanted = [
        issuer("ЗАГС", None),
        issuer("МВД", Some("110-002")),
        issuer("МВД", Some("110-001")),
    ];
    assert_eq!(all, wanted);
    assert_eq!(tx.issuers(here, 1).await.unwrap(), wanted[..1]);
    tx.use_issuer(here, "суд", &issuer("Суд", None), 2)
        .await
        .unwrap();
    let kept = tx.issuers(here, 10).await.unwrap();
    assert_eq!(kept, [issuer("Суд", None), issuer("ЗАГС", None)]);
    assert_eq!(tx.issuers(there, 10).await.unwrap().len(), 1);
}

pub async fn looks_are_kept_for_as_long_as_they_count(storage: &dyn Storage) {
    let at = |minutes: i64| -> DateTime<Utc> {
        let start = DateTime::from_timestamp_millis(moment().timestamp_millis()).unwrap();
        start + Duration::minutes(minutes)
    };
    let (anna, boris) = (ClerkId(1), ClerkId(2));
    let mut tx = storage.write().await.unwrap();
    for minutes in [5, 1, 5] {
        tx.put_look(anna, at(minutes)).await.unwrap();
    }
    tx.put_look(boris, at(1)).await.unwrap();
    let all = tx.looks(anna, at(0)).await.unwrap();
    assert_eq!(all, [at(1), at(5), at(5)]);
    assert_eq!(tx.looks(anna, at(1)).await.unwrap(), [at(5), at(5)]);
    assert_eq!(tx.looks(anna, at(0)).await.unwrap(), [at(5), at(5)]);
    assert_eq!(tx.looks(boris, at(0)).await.unwrap(), [at(1)]);
    tx.commit().await.unwrap();
}

pub async fn comparisons_are_counted_by_application_and_day(storage: &dyn Storage) {
    let day = |text: &str| -> chrono::NaiveDate { text.parse().unwrap() };
    let (first, second) = (day("2026-03-10"), day("2026-03-11"));
    let number = |serial| reestr::domain::ApplicationNumber::new(HERE, 2026, serial);
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.comparisons(number(1), first).await.unwrap(), 0);
    for _ in 0..3 {
        tx.put_comparison(number(1), first).await.unwrap();
    }
    tx.put_comparison(number(1), second).await.unwrap();
    tx.put_comparison(number(2), first).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.comparisons(number(1), first).await.unwrap(), 3);
    assert_eq!(tx.comparisons(number(1), second).await.unwrap(), 1);
    assert_eq!(tx.comparisons(number(2), first).await.unwrap(), 1);
    tx.put_comparison(number(2), first).await.unwrap();
    drop(tx);
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.comparisons(number(2), first).await.unwrap(), 1);
}
