//! What every storage promises about numbers, consent texts, issuers, looks and comparisons.

use chrono::{DateTime, Duration, Utc};
use reestr::api::forms::Issuer;
use reestr::domain::{ClerkId, ConsentCode, ConsentText, OrganisationId};
use reestr::server::storage::numbers::Draw;
use reestr::server::storage::{Storage, StorageError};

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
