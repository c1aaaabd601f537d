//! The outer form of a journal file: a header that never changes, and two superblocks that take turns.
//!
//! Form 2: header at 0, superblocks at 4096 and 8192, frames from 12288 on. Form 1, which earlier programs wrote, has
//! its frames behind a header of 64 bytes and no superblocks; it is read, and written anew as form 2 at open.
//!
//! A superblock is written *behind* the `fdatasync` of the frames that it tells of, never before, and lies on the medium
//! with the next `fdatasync`: an act still costs one. So a superblock claims only what had been acknowledged, and a crash
//! in the middle of an append, which leaves frames without a claim or none at all, can't look like a lost tail. What a
//! power cut can take with it is the claim of the last append, and never the one before it, which lies in the other block.

use std::path::Path;

use uuid::Uuid;

use crate::store::act::Device;
use crate::store::files::StoreError;

const MAGIC: &[u8; 8] = b"REESTRJ\n";
const SUPER_MAGIC: &[u8; 8] = b"REESTRS\n";
/// The form that is written.
pub const FORM: u32 = 2;
/// Bytes of a superblock: one sector, so that it is written whole or damaged alone.
pub const SUPERBLOCK: usize = 512;
/// Where the superblocks lie, each in a page of its own.
const PLACES: [u64; 2] = [4096, 8192];
const USED: usize = 8 + 16 + 8 + 8 + 8 + 16 + 4;

/// What stands at the start of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub form: u32,
    /// Binds frames to this journal.
    pub id: [u8; 16],
}

impl Header {
    /// Bytes before the first frame.
    #[must_use]
    pub fn frames(self) -> usize {
        if self.form == 1 { 64 } else { 12_288 }
    }

    #[must_use]
    pub fn bytes(self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&self.form.to_le_bytes());
        bytes[12..28].copy_from_slice(&self.id);
        bytes
    }

    /// `path` is for messages.
    pub fn read(bytes: &[u8], path: &Path) -> Result<Self, StoreError> {
        let not_ours = || StoreError::NotOurs {
            path: path.to_owned(),
        };
        let header = bytes.first_chunk::<64>().ok_or_else(not_ours)?;
        let (magic, rest) = header.split_first_chunk::<8>().ok_or_else(not_ours)?;
        let (form, rest) = rest.split_first_chunk::<4>().ok_or_else(not_ours)?;
        if magic != MAGIC {
            return Err(not_ours());
        }
        let form = u32::from_le_bytes(*form);
        if !(1..=FORM).contains(&form) {
            return Err(StoreError::OtherVersion {
                path: path.to_owned(),
                found: form,
                known: FORM,
            });
        }
        let id = rest.first_chunk::<16>().copied().ok_or_else(not_ours)?;
        Ok(Self { form, id })
    }
}

/// How far the journal had come, acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Superblock {
    /// Grows by one with each; its parity is the place.
    pub count: u64,
    /// Where the next frame goes.
    pub end: u64,
    /// The seq of the next act.
    pub next: u64,
    pub device: Device,
}

impl Superblock {
    /// Where it goes.
    #[must_use]
    pub fn place(&self) -> u64 {
        PLACES[usize::from(self.count % 2 == 1)]
    }

    #[must_use]
    pub fn bytes(&self, journal: &[u8; 16]) -> [u8; SUPERBLOCK] {
        let mut bytes = [0; SUPERBLOCK];
        let parts: [&[u8]; 7] = [
            SUPER_MAGIC,
            journal,
            &self.count.to_le_bytes(),
            &self.end.to_le_bytes(),
            &self.next.to_le_bytes(),
            self.device.id.as_bytes(),
            &self.device.epoch.to_le_bytes(),
        ];
        let mut at = 0;
        for part in parts {
            bytes[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
        let crc = crc32c::crc32c(&bytes[..USED]);
        bytes[USED..USED + 4].copy_from_slice(&crc.to_le_bytes());
        bytes
    }

    fn parse(bytes: &[u8], journal: &[u8; 16]) -> Option<Self> {
        let (used, rest) = bytes.split_at_checked(USED)?;
        let crc = rest.first_chunk::<4>()?;
        if crc32c::crc32c(used) != u32::from_le_bytes(*crc) {
            return None;
        }
        let (magic, rest) = used.split_first_chunk::<8>()?;
        let (of, rest) = rest.split_first_chunk::<16>()?;
        if magic != SUPER_MAGIC || of != journal {
            return None;
        }
        let number = |rest: &[u8]| rest.first_chunk::<8>().map(|b| u64::from_le_bytes(*b));
        let (id, epoch) = rest.get(24..)?.split_first_chunk::<16>()?;
        Some(Self {
            count: number(rest)?,
            end: number(&rest[8..])?,
            next: number(&rest[16..])?,
            device: Device {
                id: Uuid::from_bytes(*id),
                epoch: u32::from_le_bytes(*epoch.first_chunk::<4>()?),
            },
        })
    }

    /// The newer one of those in a file that are whole.
    #[must_use]
    pub fn newest(file: &[u8], journal: &[u8; 16]) -> Option<Self> {
        PLACES
            .iter()
            .filter_map(|place| Self::parse(file.get(*place as usize..)?, journal))
            .max_by_key(|superblock| superblock.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn superblock(count: u64) -> Superblock {
        Superblock {
            count,
            end: 20_000 + count,
            next: 7,
            device: Device {
                id: Uuid::from_u128(5),
                epoch: 3,
            },
        }
    }

    #[test]
    fn the_newer_whole_superblock_counts() {
        let id = [4; 16];
        let mut file = vec![0; 12_288];
        assert_eq!(Superblock::newest(&file, &id), None);
        let mut put = |s: Superblock, flip: bool| {
            let at = s.place() as usize;
            file[at..at + SUPERBLOCK].copy_from_slice(&s.bytes(&id));
            file[at + 20] ^= u8::from(flip);
            Superblock::newest(&file, &id)
        };
        assert_eq!(put(superblock(1), false), Some(superblock(1)));
        assert_eq!(put(superblock(2), false), Some(superblock(2)));
        assert_eq!(put(superblock(3), true), Some(superblock(2)));
        assert_eq!(put(superblock(3), false), Some(superblock(3)));
        assert_eq!(Superblock::newest(&file, &[5; 16]), None);
        assert_eq!(Superblock::newest(&file[..5_000], &id), Some(superblock(2)));
        assert_eq!(Superblock::newest(&file[..100], &id), None);
    }
}
