//! Reading a journal back: everything up to the first bad frame, and an honest word about what lies behind it.

use super::frame::{Entry, Frame, Kind};
use crate::store::seal::Key;

/// How a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Nothing but the reserved zeros.
    Clean,
    /// An unfinished frame and nothing readable behind it: a write that was cut off before it was acknowledged.
    Torn { len: u64 },
    /// Readable frames lie behind a bad one, or a whole frame does not open: acts may be missing.
    Damaged { readable: usize },
}

/// What a journal says.
#[derive(Debug)]
pub struct Replay {
    pub entries: Vec<Entry>,
    /// Where the next frame goes.
    pub end: u64,
    pub tail: Tail,
}

/// Reads frames from `start` on. Never panics, whatever the bytes are.
#[must_use]
pub fn replay(bytes: &[u8], start: usize, key: &Key, journal: &[u8; 16]) -> Replay {
    let mut entries = Vec::new();
    let mut offset = start.min(bytes.len());
    while let Some(frame) = Frame::read(&bytes[offset..]) {
        let Some(entry) = frame.open(key, journal, offset as u64) else {
            break;
        };
        entries.push(entry);
        offset += frame.len;
    }
    Replay {
        entries,
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

/// Acts that the register has not answered, counted without the key. What was cut off was never acknowledged; `Err` with
/// place and number of frames when readable ones lie behind a bad one: then nobody can tell.
pub fn waiting(bytes: &[u8], start: usize) -> Result<usize, (u64, usize)> {
    let mut waiting = std::collections::BTreeSet::new();
    let mut rest = bytes.get(start..).unwrap_or_default();
    while let Some(frame) = Frame::read(rest) {
        match frame.kind {
            Kind::Act => {
                waiting.insert(frame.seq);
            }
            Kind::Result | Kind::Dismissed => {
                waiting.remove(&frame.seq);
            }
            Kind::Device => {}
        }
        rest = &rest[frame.len..];
    }
    match tail(rest) {
        Tail::Damaged { readable } => Err(((bytes.len() - rest.len()) as u64, readable)),
        Tail::Clean | Tail::Torn { .. } => Ok(waiting.len()),
    }
}
