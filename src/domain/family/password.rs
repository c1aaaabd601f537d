//! The password of a family: short, printable, typable, said over a telephone without a mistake.
//!
//! In clear it exists between its making and the paper, and in the hands of the family; here it is wiped when it goes, and
//! shows in no debug print. Chance is handed in.

use std::fmt;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Latin letters and digits without those that are taken for one another: 0 and o, 1, l and i.
const SYMBOLS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// Symbols of a password: 12 of 31 are 59 bits.
const LENGTH: usize = 12;
/// Symbols between two dashes.
const GROUP: usize = 4;
/// Bytes from here on are thrown away: without them each symbol is as likely as any other.
const UNFAIR: u8 = 248;
/// The longest text that is read as a password, in bytes.
const LONGEST: usize = 128;

#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct FamilyPassword(String);

impl FamilyPassword {
    /// Draws one, each as likely as any other.
    ///
    /// # Errors
    /// What `chance` fails with.
    pub fn draw<E>(mut chance: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut drawn = Self(String::with_capacity(LENGTH));
        let mut bytes = Zeroizing::new([0; 2 * LENGTH]);
        while drawn.0.len() < LENGTH {
            chance(&mut bytes[..])?;
            let fair = bytes.iter().filter(|byte| **byte < UNFAIR);
            let symbols = fair.map(|byte| SYMBOLS[usize::from(*byte) % SYMBOLS.len()]);
            let missing = LENGTH - drawn.0.len();
            drawn.0.extend(symbols.take(missing).map(char::from));
        }
        Ok(drawn)
    }

    /// What somebody has typed off the paper, with or without the dashes, in letters of either size. Of a text that is far
    /// too long, nothing: it is no password.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let mut typed = Self(String::with_capacity(LONGEST));
        if text.len() <= LONGEST {
            let symbols = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
            typed.0.extend(symbols.map(|c| c.to_ascii_lowercase()));
        }
        typed
    }

    /// The symbols alone: what is hashed.
    #[must_use]
    pub fn symbols(&self) -> &str {
        &self.0
    }

    /// As it is printed: groups with dashes between them.
    #[must_use]
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut grouped = Zeroizing::new(String::with_capacity(2 * self.0.len()));
        for (at, symbol) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                grouped.push('-');
            }
            grouped.push(symbol);
        }
        grouped
    }
}

impl fmt::Debug for FamilyPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FamilyPassword(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Bytes of a small generator, the same in each run.
    fn chance(mut state: u64) -> impl FnMut(&mut [u8]) -> Result<(), Infallible> {
        move |bytes| {
            for byte in bytes {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = (state >> 56) as u8;
            }
            Ok(())
        }
    }

    fn drawn(state: u64) -> FamilyPassword {
        FamilyPassword::draw(chance(state)).unwrap_or_else(|never| match never {})
    }

    #[test]
    fn it_is_three_groups_of_symbols_that_nobody_takes_for_another() {
        for state in 0..200 {
            let password = drawn(state);
            let grouped = password.grouped();
            let groups: Vec<&str> = grouped.split('-').collect();
            assert_eq!(groups.len(), 3);
            assert!(groups.iter().all(|group| group.len() == 4));
            assert!(!grouped.contains(['0', 'o', '1', 'l', 'i']));
            assert_eq!(FamilyPassword::typed(&grouped), password);
            let shouted = format!(" {} ", grouped.to_uppercase().replace('-', " "));
            assert_eq!(FamilyPassword::typed(&shouted), password);
        }
        assert!((SYMBOLS.len() as f64).log2() * LENGTH as f64 >= 48.0);
    }

    #[test]
    fn every_symbol_is_as_likely_as_any_other() {
        let mut seen = std::collections::BTreeMap::new();
        for byte in 0..UNFAIR {
            let always = |bytes: &mut [u8]| {
                bytes.fill(byte);
                Ok::<(), Infallible>(())
            };
            let password = FamilyPassword::draw(always).unwrap_or_else(|never| match never {});
            *seen.entry(password.symbols().to_owned()).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), SYMBOLS.len());
        assert!(seen.values().all(|count| *count == 8), "{seen:?}");
        let mut fair = false;
        let unfair_at_first = |bytes: &mut [u8]| {
            bytes.fill(if fair { 0 } else { UNFAIR });
            fair = true;
            Ok::<(), Infallible>(())
        };
        let password = FamilyPassword::draw(unfair_at_first).unwrap_or_else(|never| match never {});
        assert_eq!(password.symbols(), "a".repeat(LENGTH));
        assert_eq!(FamilyPassword::draw(|_| Err(())), Err(()));
    }

    #[test]
    fn it_shows_in_no_debug_print() {
        let password = drawn(7);
        let shown = format!("{password:?} {:?}", Some(password.clone()));
        assert!(!shown.contains(password.symbols()), "{shown}");
        assert_eq!(
            FamilyPassword::typed(&"a".repeat(LONGEST + 1)).symbols(),
            ""
        );
    }
}
