//! The rows of generations, by their number.

use std::sync::Arc;

use async_trait::async_trait;
use reestr::server::storage::generations::{Generation, ReadGenerations, WriteGenerations};
use reestr::server::storage::{Result, StorageError};

use super::Tx;
use super::tables::put;

#[async_trait]
impl ReadGenerations for Tx {
    async fn generation(&mut self) -> Result<Option<u64>> {
        let last = self.tables.generations.last_key_value();
        Ok(last.map(|(_, generation)| generation.id))
    }

    async fn generation_after(&mut self, id: u64) -> Result<Option<Generation>> {
        let mut rows = self.tables.generations.values();
        let known = rows.any(|generation| generation.id == id);
        Ok(rows.next().filter(|_| known).map(|next| (**next).clone()))
    }
}

#[async_trait]
impl WriteGenerations for Tx {
    async fn put_generation(&mut self, generation: &Generation, keep: usize) -> Result<()> {
        let table = &mut self.tables.generations;
        if table.values().any(|known| known.id == generation.id) {
            return Err(StorageError::Failed(
                "UNIQUE constraint failed: generations".to_owned(),
            ));
        }
        let n = table.last_key_value().map_or(1, |(n, _)| n + 1);
        put(table, n, generation.clone());
        while table.len() > keep {
            Arc::make_mut(table).pop_first();
        }
        Ok(())
    }
}
