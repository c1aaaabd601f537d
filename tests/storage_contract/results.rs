//! Answers of commands and the names of journals: what every storage promises of them.

use super::promise::offices;
use super::*;

fn stored(id: u128, serial: u32) -> StoredResult {
    StoredResult {
        hash: "ab".to_owned(),
        id: Uuid::from_u128(id),
        target: number(HERE, serial).into(),
        command: "verify".to_owned(),
        at: moment(),
        outcome: Outcome::Applied { version: 2 },
    }
}

pub async fn results_read_back(storage: &dyn Storage) {
    let device = Uuid::now_v7();
    let stored = stored(7, 1);
    let mut tx = storage.write().await.unwrap();
    tx.put_result(device, 1, 1, &stored).await.unwrap();
    let twice = tx.put_result(device, 1, 1, &stored).await.unwrap_err();
    assert!(!twice.passing(), "{twice}");
    assert_eq!(tx.result(device, 1, 1).await.unwrap(), Some(stored));
    assert_eq!(tx.result(device, 2, 1).await.unwrap(), None);
    assert_eq!(tx.result(device, 1, 2).await.unwrap(), None);
}

pub async fn results_are_found_by_the_identifier_of_their_act(storage: &dyn Storage) {
    let (device, other) = (Uuid::from_u128(2), Uuid::from_u128(1));
    let later = StoredResult {
        at: moment() + Duration::days(1),
        hash: "cd".to_owned(),
        ..stored(7, 1)
    };
    let mut tx = storage.write().await.unwrap();
    tx.put_result(other, 1, 1, &later).await.unwrap();
    for seq in 1..=5 {
        let stored = stored(6 + u128::from(seq), 1);
        tx.put_result(device, 3, seq, &stored).await.unwrap();
    }
    let id = Uuid::from_u128(7);
    assert_eq!(tx.result_by_id(id).await.unwrap(), Some(stored(7, 1)));
    assert_eq!(tx.result_by_id(Uuid::from_u128(99)).await.unwrap(), None);
    let mut name = Name { device, epoch: 3 };
    let all = tx.results_from(name, 1, 99).await.unwrap();
    let seqs: Vec<_> = all.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, [1, 2, 3, 4, 5]);
    assert_eq!(all[4].1, stored(11, 1));
    let last = tx.results_from(name, 2, 2).await.unwrap();
    let seqs: Vec<_> = last.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, [4, 5]);
    assert!(tx.results_from(name, 6, 9).await.unwrap().is_empty());
    name.epoch = 2;
    assert!(tx.results_from(name, 1, 9).await.unwrap().is_empty());
}

pub async fn a_device_goes_on_in_another_epoch(storage: &dyn Storage) {
    let clerk = offices(storage).await;
    let device = Device {
        id: Uuid::from_u128(1),
        clerk,
        epoch: 1,
        high_water: 17,
    };
    let name = |epoch| Name {
        device: device.id,
        epoch,
    };
    let renewal = Renewal {
        ask: Uuid::from_u128(2),
        clerk,
        from: name(1),
        to: name(4),
        at: moment(),
    };
    let mut tx = storage.write().await.unwrap();
    tx.put_device(&device).await.unwrap();
    tx.set_epoch(device.id, 4).await.unwrap();
    tx.put_renewal(&renewal).await.unwrap();
    let twice = tx.put_renewal(&renewal).await;
    assert!(matches!(twice, Err(StorageError::Taken(_))));
    let now = tx.device(device.id).await.unwrap().unwrap();
    assert_eq!((now.epoch, now.high_water), (4, 0));
    assert_eq!(tx.renewal(renewal.ask).await.unwrap(), Some(renewal));
    assert_eq!(tx.renewal(Uuid::nil()).await.unwrap(), None);
}
