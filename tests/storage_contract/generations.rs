//! What every storage promises about generations.

use std::collections::BTreeMap;

use reestr::server::storage::generations::Generation;
use reestr::server::storage::{Storage, StorageError};

use crate::records::moment;
use crate::{SCOPE, THERE};
use reestr::api::sync::Scope;

fn generation(id: u64, counters: &[(Scope, u64)]) -> Generation {
    Generation {
        id,
        // Milliseconds are enough for a moment that people look at.
        at: chrono::DateTime::from_timestamp_millis(moment().timestamp_millis()).unwrap(),
        counters: counters.iter().copied().collect::<BTreeMap<_, _>>(),
    }
}

async fn put(storage: &dyn Storage, generation: &Generation, keep: usize) {
    let mut tx = storage.write().await.unwrap();
    tx.put_generation(generation, keep).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn a_generation_tells_where_the_one_behind_it_began(storage: &dyn Storage) {
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.generation().await.unwrap(), None);
    assert_eq!(tx.generation_after(9).await.unwrap(), None);
    drop(tx);
    let there = Scope::Municipality(THERE);
    // The order is that of the rows, not that of their identifiers.
    let first = generation((1 << 53) - 1, &[]);
    let second = generation(5, &[(SCOPE, 7), (there, u64::from(u32::MAX))]);
    let third = generation(1 << 52, &[(SCOPE, 8)]);
    for row in [&first, &second, &third] {
        put(storage, row, 3).await;
    }
    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.generation().await.unwrap(), Some(third.id));
    let after = tx.generation_after(first.id).await.unwrap();
    assert_eq!(after, Some(second.clone()));
    let after = tx.generation_after(second.id).await.unwrap();
    assert_eq!(after, Some(third.clone()));
    assert_eq!(tx.generation_after(third.id).await.unwrap(), None);
    drop(tx);

    let fourth = generation(3, &[]);
    put(storage, &fourth, 2).await;
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.generation_after(second.id).await.unwrap(), None);
    let after = tx.generation_after(third.id).await.unwrap();
    assert_eq!(after, Some(fourth.clone()));
    let twice = tx.put_generation(&fourth, 2).await;
    assert!(matches!(twice, Err(StorageError::Failed(_))), "{twice:?}");
}
