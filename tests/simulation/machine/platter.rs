//! The bytes of one file: what was synced lies there, what was not may or may not.

use crate::simulation::chance::Chance;

#[derive(Default)]
pub struct Platter {
    durable: Vec<u8>,
    /// Written and not synced, in order.
    written: Vec<(usize, Vec<u8>)>,
}

impl Platter {
    pub fn holding(durable: Vec<u8>) -> Self {
        Self {
            durable,
            written: Vec::new(),
        }
    }

    /// What a program reads.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for (offset, write) in &self.written {
            put(&mut bytes, *offset, write);
        }
        bytes
    }

    pub fn write(&mut self, offset: usize, bytes: &[u8]) {
        self.written.push((offset, bytes.to_vec()));
    }

    pub fn sync(&mut self) {
        for (offset, bytes) in std::mem::take(&mut self.written) {
            put(&mut self.durable, offset, &bytes);
        }
    }

    /// Reserved room reads as zeros; its length is durable at once.
    pub fn reserve(&mut self, len: usize) {
        let end = self.durable.iter().rposition(|byte| *byte != 0);
        let len = end.map_or(0, |end| end + 1) + len;
        if self.durable.len() < len {
            self.durable.resize(len, 0);
        }
    }

    pub fn power_cut(&mut self, chance: &Chance) {
        for (offset, bytes) in std::mem::take(&mut self.written) {
            let kept = match chance.between(0, 2) {
                0 => 0,
                1 => bytes.len(),
                _ => chance.between(0, bytes.len() as u64) as usize,
            };
            put(&mut self.durable, offset, &bytes[..kept]);
        }
    }
}

fn put(bytes: &mut Vec<u8>, offset: usize, write: &[u8]) {
    let end = offset + write.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[offset..end].copy_from_slice(write);
}
