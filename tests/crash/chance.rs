//! Chance that can be had again: the seed is given by `REESTR_SEED` or drawn, and told with every failure.

use std::fmt;

/// `SplitMix64` (Steele, Lea, Flood 2014).
pub struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    pub fn new() -> Self {
        let given = std::env::var("REESTR_SEED").ok();
        let seed = given.map_or_else(
            || getrandom::u64().expect("randomness"),
            |text| text.parse().expect("REESTR_SEED is a number"),
        );
        Self { seed, state: seed }
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

impl fmt::Display for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "REESTR_SEED={}", self.seed)
    }
}

/// How often something is done: a number in the environment, else the small one of a quick run.
pub fn times(name: &str, quick: usize) -> usize {
    std::env::var(name).map_or(quick, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is a number"))
    })
}
