//! The one source of chance of a run: a seed, and streams that are split from it by name.
//!
//! Each part draws from a stream of its own, so that a further draw in one leaves the others as they were.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use oorandom::Rand64;

/// A stream of choices. Clones draw from the same one.
#[derive(Clone)]
pub struct Chance {
    seed: u64,
    stream: Arc<Mutex<Rand64>>,
}

impl Chance {
    pub fn new(seed: u64) -> Self {
        let stream = Rand64::new(u128::from(mix(seed)));
        Self {
            seed,
            stream: Arc::new(Mutex::new(stream)),
        }
    }

    /// The stream called `name`, the same whatever was drawn before.
    pub fn split(&self, name: &str) -> Self {
        let seed = name.bytes().fold(mix(self.seed), |seed, byte| {
            mix(seed ^ u64::from(byte)).rotate_left(5)
        });
        Self::new(seed)
    }

    pub fn number(&self) -> u64 {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.rand_u64()
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&self, low: u64, high: u64) -> u64 {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.rand_range(low..high + 1)
    }

    /// Whether something of so many per thousand happens.
    pub fn per_mille(&self, probability: u64) -> bool {
        self.between(1, 1000) <= probability
    }

    /// A time from `low` to `high`, in milliseconds.
    pub fn time(&self, low: u64, high: u64) -> Duration {
        Duration::from_millis(self.between(low, high))
    }

    /// One of `items`; `None` of none.
    pub fn one<T: Clone>(&self, items: &[T]) -> Option<T> {
        let last = items.len().checked_sub(1)?;
        Some(items[self.between(0, last as u64) as usize].clone())
    }
}

/// Spreads neighbouring seeds (the finaliser of `SplitMix64`).
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
