//! Packing: bodies of requests and answers by zstd with a dictionary that both sides hold.
//!
//! The coding has a name, [`CODING`], that goes where HTTP's own codings go: a client says with `Accept-Encoding` that it
//! reads it, and a body that is packed says so with `Content-Encoding`. Who doesn't name it gets plain JSON. A client packs
//! requests once the register has answered packed, so an older register is never sent what it can't read.
//!
//! The dictionary is text of invented requests and answers, beside this file. It belongs to the name for ever: what was
//! packed with another text unpacks to garbage. A better dictionary is another coding with another number, and the old one
//! stays as long as clients that know only it.
//!
//! This is not `dcz` of RFC 9842 (Compression Dictionary Transport), which brings dictionaries to browsers: it packs
//! answers alone, has a client name its dictionary in a header of 45 letters with each request, and puts 40 bytes of magic
//! number and hash before each body. Here the name of the coding says all of it, and requests are packed too.
//!
//! Nothing here reads or writes anything, and nothing is decided: bytes come in and go out, within a bound that the caller
//! gives.

use std::sync::OnceLock;

use thiserror::Error;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// The coding's name on the wire.
pub const CODING: &str = "reestr-zstd-1";

const DICTIONARY: &[u8] = include_bytes!("pack-1.txt");
/// Higher levels save one byte in a hundred and take ten times as long.
const LEVEL: i32 = 9;

/// Why a body can't be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unpacking {
    #[error("unpacked, the body has more than {0} bytes: send less at once")]
    TooLarge(usize),
    #[error("the body is not packed as {CODING}: pack it anew, or send it plain")]
    Damaged,
}

/// The body packed, if that makes it shorter.
#[must_use]
pub fn pack(plain: &[u8]) -> Option<Vec<u8>> {
    static PREPARED: OnceLock<Option<EncoderDictionary<'static>>> = OnceLock::new();
    let prepared = PREPARED
        .get_or_init(|| EncoderDictionary::try_copy(DICTIONARY, LEVEL).ok())
        .as_ref()?;
    let packed = Compressor::with_prepared_dictionary(prepared)
        .and_then(|mut compressor| compressor.compress(plain));
    packed.ok().filter(|packed| packed.len() < plain.len())
}

/// The body as it was before [`pack`]. It is measured before it is unpacked, so that a bomb costs nothing.
///
/// # Errors
/// A body that is not packed as it should be, that doesn't tell its size, or that has more than `most` bytes.
pub fn unpack(packed: &[u8], most: usize) -> Result<Vec<u8>, Unpacking> {
    static PREPARED: OnceLock<Option<DecoderDictionary<'static>>> = OnceLock::new();
    let size = Decompressor::upper_bound(packed).ok_or(Unpacking::Damaged)?;
    if size > most {
        return Err(Unpacking::TooLarge(most));
    }
    let prepared = PREPARED
        .get_or_init(|| DecoderDictionary::try_copy(DICTIONARY).ok())
        .as_ref()
        .ok_or(Unpacking::Damaged)?;
    Decompressor::with_prepared_dictionary(prepared)
        .and_then(|mut decompressor| decompressor.decompress(packed, size))
        .map_err(|_| Unpacking::Damaged)
}

/// Whether a list of codings, as in `Accept-Encoding`, names this one and doesn't refuse it with `q=0`.
#[must_use]
pub fn named(codings: &str) -> bool {
    codings.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some(CODING) && !parts.any(|part| part.replace(' ', "") == "q=0")
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::api::hex::hex;
    use crate::domain::samples;

    const MOST: usize = 64 * 1024;

    #[test]
    fn the_dictionary_of_a_name_never_changes() {
        assert_eq!(
            hex(&Sha256::digest(DICTIONARY)),
            "1c20dea4eea29098d0650fac7a7da7eb731a43517afe2dc1e8262314dd2b93dd",
            "packed bodies of other builds would be unreadable: give the coding a new number instead"
        );
    }

    #[test]
    fn a_record_and_a_card_shrink_to_what_is_new_in_them() {
        let case = serde_json::to_vec(&samples::confirmed()).unwrap();
        let card = serde_json::to_vec(&samples::card()).unwrap();
        for (plain, most) in [(case, 120), (card, 260)] {
            let packed = pack(&plain).unwrap();
            assert!(packed.len() <= most, "{} bytes", packed.len());
            assert_eq!(unpack(&packed, MOST).unwrap(), plain);
        }
    }

    #[test]
    fn what_would_grow_is_not_packed() {
        assert_eq!(pack(b"{}"), None);
        assert_eq!(pack(b""), None);
    }

    #[test]
    fn a_bomb_is_refused_before_it_goes_off() {
        let bomb = pack(&vec![b' '; MOST + 1]).unwrap();
        assert!(bomb.len() < 100);
        assert_eq!(unpack(&bomb, MOST), Err(Unpacking::TooLarge(MOST)));
        let half = pack(&vec![b' '; MOST / 2 + 1]).unwrap();
        let two = [half.clone(), half].concat();
        assert_eq!(unpack(&two, MOST), Err(Unpacking::TooLarge(MOST)));
    }

    #[test]
    fn a_body_that_does_not_tell_its_size_is_refused() {
        let mut compressor = Compressor::with_dictionary(LEVEL, DICTIONARY).unwrap();
        compressor.include_contentsize(false).unwrap();
        let packed = compressor.compress(&[b' '; 2_000]).unwrap();
        assert_eq!(unpack(&packed, MOST), Err(Unpacking::Damaged));
    }

    #[test]
    fn codings_are_found_in_a_list() {
        assert!(named("reestr-zstd-1"));
        assert!(named("gzip, reestr-zstd-1;q=1.0, br"));
        assert!(!named("reestr-zstd-1; q=0"));
        assert!(!named("gzip, zstd"));
        assert!(!named("reestr-zstd-12"));
    }

    proptest! {
        #[test]
        fn whatever_is_packed_comes_back(plain in proptest::collection::vec(any::<u8>(), 0..4_000)) {
            if let Some(packed) = pack(&plain) {
                prop_assert_eq!(unpack(&packed, MOST).unwrap(), plain);
            }
        }

        #[test]
        fn junk_is_refused_within_the_bound(junk in proptest::collection::vec(any::<u8>(), 0..400), place in 0usize..200, bits in 1u8..) {
            if let Ok(plain) = unpack(&junk, MOST) {
                prop_assert!(plain.len() <= MOST);
            }
            let mut damaged = pack(&serde_json::to_vec(&samples::card()).unwrap()).unwrap();
            let place = place % damaged.len();
            damaged[place] ^= bits;
            if let Ok(plain) = unpack(&damaged, MOST) {
                prop_assert!(plain.len() <= MOST);
            }
        }
    }
}
