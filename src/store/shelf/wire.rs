//! What the keeper process and the program say to each other: length-prefixed messages over one socket.

use std::io::{self, Read, Write};

use super::{Batch, Pair, ShelfError};

/// No message is longer: a page of values is a hundredth of it.
const LONGEST: usize = 64 << 20;

#[derive(Debug, PartialEq, Eq)]
pub enum Ask {
    Open(Vec<u8>),
    Get(Vec<u8>),
    Page(Vec<u8>, Vec<u8>),
    Apply(Batch),
}

#[derive(Debug)]
pub enum Answer {
    Done,
    Value(Option<Vec<u8>>),
    Pairs(Vec<Pair>),
    Failed(ShelfError),
}

pub fn write_ask(to: &mut impl Write, ask: &Ask) -> io::Result<()> {
    let mut out = Vec::new();
    match ask {
        Ask::Open(dir) => tagged(&mut out, 1, dir),
        Ask::Get(key) => tagged(&mut out, 2, key),
        Ask::Page(prefix, after) => {
            tagged(&mut out, 3, prefix);
            put(&mut out, after);
        }
        Ask::Apply(batch) => {
            out.push(4);
            for (key, value) in batch {
                put(&mut out, key);
                out.push(u8::from(value.is_some()));
                put(&mut out, value.as_deref().unwrap_or_default());
            }
        }
    }
    send(to, &out)
}

pub fn read_ask(from: &mut impl Read) -> io::Result<Ask> {
    let bytes = receive(from)?;
    let (tag, mut rest) = bytes.split_first().ok_or_else(garbled)?;
    Ok(match tag {
        1 => Ask::Open(take(&mut rest)?),
        2 => Ask::Get(take(&mut rest)?),
        3 => Ask::Page(take(&mut rest)?, take(&mut rest)?),
        4 => {
            let mut batch = Batch::new();
            while !rest.is_empty() {
                let key = take(&mut rest)?;
                let there = byte(&mut rest)? == 1;
                let value = take(&mut rest)?;
                batch.push((key, there.then_some(value)));
            }
            Ask::Apply(batch)
        }
        _ => return Err(garbled()),
    })
}

pub fn write_answer(to: &mut impl Write, answer: &Answer) -> io::Result<()> {
    let mut out = Vec::new();
    match answer {
        Answer::Done => out.push(1),
        Answer::Value(None) => out.push(2),
        Answer::Value(Some(value)) => tagged(&mut out, 3, value),
        Answer::Pairs(pairs) => {
            out.push(4);
            for (key, value) in pairs {
                put(&mut out, key);
                put(&mut out, value);
            }
        }
        Answer::Failed(ShelfError::Damaged(why)) => tagged(&mut out, 5, why.as_bytes()),
        Answer::Failed(ShelfError::Unavailable(why)) => tagged(&mut out, 6, why.as_bytes()),
    }
    send(to, &out)
}

pub fn read_answer(from: &mut impl Read) -> io::Result<Answer> {
    let bytes = receive(from)?;
    let (tag, mut rest) = bytes.split_first().ok_or_else(garbled)?;
    Ok(match tag {
        1 => Answer::Done,
        2 => Answer::Value(None),
        3 => Answer::Value(Some(take(&mut rest)?)),
        4 => {
            let mut pairs = Vec::new();
            while !rest.is_empty() {
                pairs.push((take(&mut rest)?, take(&mut rest)?));
            }
            Answer::Pairs(pairs)
        }
        5 => Answer::Failed(ShelfError::Damaged(text(&mut rest)?)),
        6 => Answer::Failed(ShelfError::Unavailable(text(&mut rest)?)),
        _ => return Err(garbled()),
    })
}

fn send(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u32).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

fn receive(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut len = [0; 4];
    from.read_exact(&mut len)?;
    let len = u32::from_le_bytes(len) as usize;
    if len > LONGEST {
        return Err(garbled());
    }
    let mut bytes = vec![0; len];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn tagged(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    out.push(tag);
    put(out, bytes);
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn take(rest: &mut &[u8]) -> io::Result<Vec<u8>> {
    let (len, behind) = rest.split_first_chunk::<4>().ok_or_else(garbled)?;
    let (bytes, behind) = behind
        .split_at_checked(u32::from_le_bytes(*len) as usize)
        .ok_or_else(garbled)?;
    *rest = behind;
    Ok(bytes.to_vec())
}

fn byte(rest: &mut &[u8]) -> io::Result<u8> {
    let (byte, behind) = rest.split_first().ok_or_else(garbled)?;
    *rest = behind;
    Ok(*byte)
}

fn text(rest: &mut &[u8]) -> io::Result<String> {
    String::from_utf8(take(rest)?).map_err(|_| garbled())
}

fn garbled() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn asks_and_answers_read_back() {
        let batch = vec![
            (b"k".to_vec(), Some(b"v".to_vec())),
            (b"gone".to_vec(), None),
        ];
        for ask in [
            Ask::Open(b"/x".to_vec()),
            Ask::Get(Vec::new()),
            Ask::Page(b"c".to_vec(), b"c1".to_vec()),
            Ask::Apply(batch),
        ] {
            let mut bytes = Vec::new();
            write_ask(&mut bytes, &ask).unwrap();
            assert_eq!(read_ask(&mut bytes.as_slice()).unwrap(), ask);
        }
        let mut bytes = Vec::new();
        let pairs = vec![(b"a".to_vec(), b"1".to_vec())];
        write_answer(&mut bytes, &Answer::Pairs(pairs.clone())).unwrap();
        let back = read_answer(&mut bytes.as_slice()).unwrap();
        assert!(matches!(back, Answer::Pairs(found) if found == pairs));
    }

    proptest! {
        #[test]
        fn rubbish_is_an_error_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut framed = (bytes.len() as u32).to_le_bytes().to_vec();
            framed.extend_from_slice(&bytes);
            let _ = read_ask(&mut framed.as_slice());
            let _ = read_answer(&mut framed.as_slice());
        }
    }
}
