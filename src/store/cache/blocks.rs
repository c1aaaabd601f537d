//! Records in the cache, several sealed together: few values to open at unlock, little to rewrite at a change.

use std::collections::BTreeMap;

use super::{CASES, Cache, Change, altered, block_key, unavailable};
use crate::api::sync::Scope;
use crate::domain::{ApplicationNumber, Case, MunicipalityCode};
use crate::store::compact;
use crate::store::files::StoreError;
use crate::store::shelf::ShelfError;

/// A record that is kept in blocks, in the order of its key.
pub(super) trait Kept: Clone {
    type Key: Ord + Copy;

    fn key(&self) -> Self::Key;

    fn pack(records: &[Self]) -> Result<Vec<u8>, StoreError>;

    /// `None` if the bytes are something else.
    fn unpack(bytes: &[u8]) -> Option<Vec<Self>>;
}

impl Kept for Case {
    type Key = ApplicationNumber;

    fn key(&self) -> ApplicationNumber {
        self.number()
    }

    fn pack(cases: &[Self]) -> Result<Vec<u8>, StoreError> {
        compact::pack(cases)
    }

    fn unpack(bytes: &[u8]) -> Option<Vec<Self>> {
        compact::unpack(bytes)
    }
}

/// Blocks that a change touches, by the key under which they lie.
pub(super) struct Blocks<T>(BTreeMap<Vec<u8>, Vec<T>>);

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Kept> Blocks<T> {
    /// Empties all blocks whose key begins so.
    pub fn clear(&mut self, cache: &mut Cache, prefix: &[u8]) -> Result<(), ShelfError> {
        // Those that came in this change go with them.
        for (_, block) in self.0.iter_mut().filter(|(key, _)| key.starts_with(prefix)) {
            block.clear();
        }
        cache.each(prefix, |_, key, _| {
            self.0.insert(key.to_vec(), Vec::new());
            Ok(())
        })
    }

    pub fn set(&mut self, cache: &mut Cache, at: Vec<u8>, record: &T) -> Result<(), ShelfError> {
        let records = self.block(cache, at)?;
        match records.binary_search_by_key(&record.key(), T::key) {
            Ok(at) => records[at] = record.clone(),
            Err(at) => records.insert(at, record.clone()),
        }
        Ok(())
    }

    fn block(&mut self, cache: &mut Cache, at: Vec<u8>) -> Result<&mut Vec<T>, ShelfError> {
        if !self.0.contains_key(&at) {
            let records = match cache.shelf()?.get(&at)? {
                Some(sealed) => cache.open_block(&at, &sealed)?,
                None => Vec::new(),
            };
            self.0.insert(at.clone(), records);
        }
        Ok(self.0.entry(at).or_default())
    }

    /// What the shelf is to write; an empty block goes.
    pub fn sealed(self, cache: &Cache) -> Result<Vec<Change>, ShelfError> {
        let sealed = |(key, records): (Vec<u8>, Vec<T>)| {
            if records.is_empty() {
                return Ok((key, None));
            }
            let packed = T::pack(&records).map_err(unavailable)?;
            let sealed = cache.seal_bytes(&key, &packed)?;
            Ok((key, Some(sealed)))
        };
        self.0.into_iter().map(sealed).collect()
    }
}

impl Blocks<Case> {
    /// Drops all cases of the scope.
    pub fn forget(&mut self, cache: &mut Cache, scope: Scope) -> Result<(), ShelfError> {
        match scope {
            Scope::Municipality(MunicipalityCode(code)) => self.clear(cache, &[CASES, code]),
            Scope::Organisation(_) => Ok(()),
        }
    }

    pub fn remove(
        &mut self,
        cache: &mut Cache,
        number: ApplicationNumber,
    ) -> Result<(), ShelfError> {
        let records = self.block(cache, block_key(number))?;
        records.retain(|case| case.number() != number);
        Ok(())
    }
}

impl Cache {
    pub(super) fn open_block<T: Kept>(
        &self,
        key: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<T>, ShelfError> {
        self.open_bytes(key, sealed)
            .and_then(|plain| T::unpack(&plain).ok_or_else(altered))
    }

    /// All records whose keys begin so.
    pub(super) fn records<T: Kept>(&mut self, prefix: &[u8]) -> Result<Vec<T>, ShelfError> {
        let mut records = Vec::new();
        self.each(prefix, |cache, key, sealed| {
            records.extend(cache.open_block(key, sealed)?);
            Ok(())
        })?;
        Ok(records)
    }
}
