//! Reading a journal back: everything up to the first bad frame, and an honest word about what lies behind it.

use super::frame::{Entry, Frame, Kind};
use crate::store::seal::Key;

/// How a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Nothing but the reserved zeros.
    Clean,
    /// An unfinished frame and nothing readable behind it: a write that was cut off.
    Torn { len: u64 },
    /// Readable frames lie behind a bad one, or a whole frame does not open: acts may be missing.
    Damaged { readable: usize },
}

/// Where the frames of a journal end, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Where the next frame goes.
    pub end: u64,
    pub tail: Tail,
}

/// One entry, and where it lies.
#[derive(Debug)]
pub struct Step {
    pub offset: u64,
    /// Bytes on disk.
    pub len: u64,
    pub entry: Entry,
}

/// Reads frames from `start` on and shows each to `see`. Never panics, whatever the bytes are.
pub fn walk(
    bytes: &[u8],
    start: usize,
    key: &Key,
    journal: &[u8; 16],
    mut see: impl FnMut(Step),
) -> Walked {
    let mut offset = start.min(bytes.len());
    while let Some(frame) = Frame::read(&bytes[offset..]) {
        let Some(entry) = frame.open(key, journal, offset as u64) else {
            break;
        };
        see(Step {
            offset: offset as u64,
            len: frame.len as u64,
            entry,
        });
        offset += frame.len;
    }
    Walked {
        end: offset as u64,
        tail: tail(&bytes[offset..]),
    }
}

fn tail(rest: &[u8]) -> Tail {
    let Some(last) = rest.iter().rposition(|byte| *byte != 0) else {
        return Tail::Clean;
    };
    match readable(rest) {
        0 => Tail::Torn {
            len: last as u64 + 1,
        },
        readable => Tail::Damaged { readable },
    }
}

/// Whole frames anywhere in `rest`; the first may start at its first byte when only its seal is wrong.
fn readable(rest: &[u8]) -> usize {
    let (mut found, mut offset) = (0, 0);
    while offset < rest.len() {
        match Frame::read(&rest[offset..]) {
            Some(frame) => {
                found += 1;
                offset += frame.len;
            }
            None => offset += 1,
        }
    }
    found
}

/// An open act as it can be seen without the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    pub seq: u64,
    /// Bytes on disk.
    pub len: u64,
}

/// Acts that the register has not answered, found without the key, in the order of seq. `Err` with place and number of
/// frames when readable ones lie behind a bad one: then nobody can tell.
pub fn waiting(bytes: &[u8], start: usize) -> Result<Vec<Outline>, (u64, usize)> {
    let mut waiting = std::collections::BTreeMap::new();
    let mut rest = bytes.get(start..).unwrap_or_default();
    while let Some(frame) = Frame::read(rest) {
        match frame.kind {
            Kind::Act => {
                waiting.insert(frame.seq, frame.len as u64);
            }
            Kind::Result | Kind::Dismissed => {
                waiting.remove(&frame.seq);
            }
            Kind::Device | Kind::Past | Kind::Lost | Kind::Renewal => {}
        }
        rest = &rest[frame.len..];
    }
    match tail(rest) {
        Tail::Damaged { readable } => Err(((bytes.len() - rest.len()) as u64, readable)),
        Tail::Clean | Tail::Torn { .. } => Ok(waiting
            .into_iter()
            .map(|(seq, len)| Outline { seq, len })
            .collect()),
    }
}
