//! Chance for the synthetic register: the same seed gives the same register on every machine and in every release.

use oorandom::Rand64;

/// A source of choices, made from a seed.
pub struct Chance(Rand64);

impl Chance {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Rand64::new(u128::from(seed)))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        self.0.rand_range(u64::from(low)..u64::from(high) + 1) as u32
    }

    /// Whether an event of so many per thousand happens.
    pub fn per_mille(&mut self, probability: u32) -> bool {
        self.between(1, 1000) <= probability
    }

    /// One of `items`, which must not be empty.
    pub fn one<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.between(0, items.len() as u32 - 1) as usize]
    }

    /// One of the words of a text.
    pub fn word(&mut self, text: &'static str) -> &'static str {
        let words: Vec<_> = text.split_whitespace().collect();
        self.one(&words)
    }

    /// `count` decimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.between(0, 9) as u8))
            .collect()
    }
}
