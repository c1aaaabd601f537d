//! A sorted list in which a row is found, put in and taken out at nearly the same cost whether it has a thousand rows or a
//! hundred thousand: short sorted pieces behind each other. Knows nothing of requests.

/// The longest piece; a longer one is halved.
const MOST: usize = 1024;

#[derive(Clone, Debug)]
pub struct Ordered<K> {
    /// None is empty.
    pieces: Vec<Vec<K>>,
    len: usize,
}

impl<K> Default for Ordered<K> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            len: 0,
        }
    }
}

impl<K: Ord + Copy> Ordered<K> {
    /// Of keys that are in order, none twice.
    #[must_use]
    pub fn from_sorted(keys: &[K]) -> Self {
        Self {
            pieces: keys.chunks(MOST / 2).map(<[K]>::to_vec).collect(),
            len: keys.len(),
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The key on a row.
    #[must_use]
    pub fn get(&self, mut row: usize) -> Option<K> {
        for piece in &self.pieces {
            match piece.get(row) {
                Some(key) => return Some(*key),
                None => row -= piece.len(),
            }
        }
        None
    }

    /// The row of a key, or the one on which it would stand.
    ///
    /// # Errors
    /// The key is not in the list.
    pub fn row(&self, key: &K) -> Result<usize, usize> {
        let at = self.piece(key);
        let before: usize = self.pieces[..at].iter().map(Vec::len).sum();
        match self.pieces.get(at).map(|piece| piece.binary_search(key)) {
            Some(Ok(inside)) => Ok(before + inside),
            Some(Err(inside)) => Err(before + inside),
            None => Err(before),
        }
    }

    /// Puts a key in; one that is there stays.
    pub fn insert(&mut self, key: K) {
        let at = self.piece(&key);
        let Some(at) = at.checked_sub(usize::from(at == self.pieces.len())) else {
            self.pieces.push(vec![key]);
            self.len = 1;
            return;
        };
        let piece = &mut self.pieces[at];
        let Err(inside) = piece.binary_search(&key) else {
            return;
        };
        piece.insert(inside, key);
        self.len += 1;
        if piece.len() > MOST {
            let behind = piece.split_off(MOST / 2);
            self.pieces.insert(at + 1, behind);
        }
    }

    /// Takes a key out, if it is there.
    pub fn remove(&mut self, key: &K) {
        let at = self.piece(key);
        let Some(piece) = self.pieces.get_mut(at) else {
            return;
        };
        if let Ok(inside) = piece.binary_search(key) {
            piece.remove(inside);
            self.len -= 1;
            if piece.is_empty() {
                self.pieces.remove(at);
            }
        }
    }

    /// All keys in their order.
    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.pieces.iter().flatten().copied()
    }

    /// The piece that has the key, or would; the number of pieces for one behind all.
    fn piece(&self, key: &K) -> usize {
        self.pieces
            .partition_point(|piece| piece.last().is_some_and(|last| last < key))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_a_plain_sorted_list_is(
            first in prop::collection::btree_set(0_u32..6_000, 0..3_000),
            steps in prop::collection::vec((0_u32..6_000, any::<bool>()), 0..1_500),
        ) {
            let mut plain: BTreeSet<u32> = first;
            let sorted: Vec<u32> = plain.iter().copied().collect();
            let mut list = Ordered::from_sorted(&sorted);
            for (key, put_in) in steps {
                if put_in {
                    list.insert(key);
                    plain.insert(key);
                } else {
                    list.remove(&key);
                    plain.remove(&key);
                }
            }
            let sorted: Vec<u32> = plain.iter().copied().collect();
            prop_assert_eq!(list.iter().collect::<Vec<_>>(), sorted.clone());
            prop_assert_eq!(list.len(), sorted.len());
            for (row, key) in sorted.iter().enumerate().step_by(97) {
                prop_assert_eq!(list.row(key), Ok(row));
                prop_assert_eq!(list.get(row), Some(*key));
            }
            prop_assert_eq!(list.get(sorted.len()), None);
        }
    }

    #[test]
    fn a_list_that_grows_from_nothing_stays_in_order() {
        let mut list = Ordered::default();
        for key in (0..5_000_u32).map(|n| n.wrapping_mul(2_654_435_761) % 100_003) {
            list.insert(key);
        }
        let keys: Vec<u32> = list.iter().collect();
        assert!(keys.is_sorted() && keys.len() == list.len());
        assert!(list.pieces.iter().all(|piece| piece.len() <= MOST));
        assert_eq!(list.row(&200_000), Err(list.len()));
    }
}
