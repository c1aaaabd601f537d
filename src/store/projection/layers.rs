//! Records in the order of their keys: the register's word, and over it what this desk's own acts make of some of them.
//!
//! Lends, never copies: a list of a hundred thousand rows costs what is drawn of it.

use std::collections::btree_map::{self, BTreeMap};
use std::iter::Peekable;

pub struct Layers<K, V> {
    confirmed: BTreeMap<K, V>,
    /// What is shown instead, for those that have acts on top.
    shown: BTreeMap<K, V>,
}

impl<K, V> Default for Layers<K, V> {
    fn default() -> Self {
        Self {
            confirmed: BTreeMap::new(),
            shown: BTreeMap::new(),
        }
    }
}

impl<K: Ord + Copy, V> Layers<K, V> {
    /// The register's word.
    pub fn new(records: Vec<V>, key: impl Fn(&V) -> K) -> Self {
        let mut keyed: Vec<_> = records.into_iter().map(|v| (key(&v), v)).collect();
        // A map is built at once from what is in order.
        keyed.sort_by_key(|(key, _)| *key);
        Self {
            confirmed: keyed.into_iter().collect(),
            shown: BTreeMap::new(),
        }
    }

    /// As shown.
    pub fn get(&self, key: K) -> Option<&V> {
        self.shown.get(&key).or_else(|| self.confirmed.get(&key))
    }

    /// As the register has it.
    pub fn confirmed(&self, key: K) -> Option<&V> {
        self.confirmed.get(&key)
    }

    /// Whether something else is shown than the register's word.
    pub fn is_covered(&self, key: K) -> bool {
        self.shown.contains_key(&key)
    }

    /// All as shown.
    pub fn iter(&self) -> Merged<'_, K, V> {
        Merged {
            below: self.confirmed.iter().peekable(),
            above: self.shown.iter().peekable(),
        }
    }

    /// Keys of what the register has, and `of` chooses.
    pub fn keys_of(&self, of: impl Fn(&V) -> bool) -> Vec<K> {
        let chosen = self.confirmed.iter().filter(|(_, value)| of(value));
        chosen.map(|(key, _)| *key).collect()
    }

    pub fn len(&self) -> usize {
        let only_here = |key| !self.confirmed.contains_key(key);
        self.confirmed.len() + self.shown.keys().filter(|key| only_here(key)).count()
    }

    /// The register's word is another one.
    pub fn set(&mut self, key: K, value: V) {
        self.confirmed.insert(key, value);
    }

    pub fn remove(&mut self, key: K) -> Option<V> {
        self.confirmed.remove(&key)
    }

    pub fn clear(&mut self) {
        self.confirmed.clear();
    }

    /// Shows `top` instead of the register's word; `None`: that word itself. Gives what lay there before.
    pub fn cover(&mut self, key: K, top: Option<V>) -> Option<V> {
        match top {
            Some(value) => self.shown.insert(key, value),
            None => self.shown.remove(&key),
        }
    }

    /// What lies on top of the register's word.
    pub fn top(&self, key: K) -> Option<&V> {
        self.shown.get(&key)
    }
}

/// Two maps as one in the order of keys; where both have a record, the upper one is seen.
pub struct Merged<'a, K, V> {
    below: Peekable<btree_map::Iter<'a, K, V>>,
    above: Peekable<btree_map::Iter<'a, K, V>>,
}

impl<'a, K: Ord, V> Iterator for Merged<'a, K, V> {
    type Item = &'a V;

    fn next(&mut self) -> Option<&'a V> {
        let Some((upper, _)) = self.above.peek() else {
            return self.below.next().map(|(_, value)| value);
        };
        match self.below.peek() {
            Some((lower, _)) if lower < upper => self.below.next(),
            Some((lower, _)) if lower == upper => {
                self.below.next();
                self.above.next()
            }
            _ => self.above.next(),
        }
        .map(|(_, value)| value)
    }
}
