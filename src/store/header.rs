//! The clear part of a slot: what is needed before the password is known.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::{StoreError, read_if_there};
use super::ground::{Slot, Small};
use super::seal::Wrapped;

const VERSION: u32 = 1;
const FORMAT: &str = "reestr slot";

/// How the key of a store can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    format: String,
    version: u32,
    /// The key under the clerk's password.
    pub key: Wrapped,
    /// The key under the register's, for when the password is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery: Option<Recovery>,
}

/// A key as only the register can unwrap it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The register's public key, hex.
    pub register: String,
    /// Hex of what [`crate::api::recovery::wrap`] made.
    pub wrapped: String,
}

impl Header {
    #[must_use]
    pub fn new(key: Wrapped, recovery: Option<Recovery>) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            key,
            recovery,
        }
    }

    /// The header of a slot; `None` where no store is.
    pub fn read(slot: &dyn Slot) -> Result<Option<Self>, StoreError> {
        slot.read(Small::Header)?
            .map(|bytes| Self::parse(&bytes, &slot.journal_path()))
            .transpose()
    }

    /// The header of a copied slot.
    pub fn in_dir(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join("slot.json");
        read_if_there(&path)?
            .map(|bytes| Self::parse(&bytes, &path))
            .transpose()
    }

    /// Durable when it returns: from now on the slot holds a store, and this header opens it.
    pub fn write(&self, slot: &dyn Slot) -> Result<(), StoreError> {
        slot.replace(Small::Header, &super::files::json(self)?)
    }

    /// `path` is for messages.
    fn parse(bytes: &[u8], path: &Path) -> Result<Self, StoreError> {
        #[derive(Deserialize)]
        struct Any {
            format: String,
            version: u32,
        }
        let not_ours = || StoreError::NotOurs {
            path: path.parent().unwrap_or(path).to_owned(),
        };
        let any: Any = serde_json::from_slice(bytes).map_err(|_| not_ours())?;
        if any.format != FORMAT {
            return Err(not_ours());
        }
        if any.version != VERSION {
            return Err(StoreError::OtherVersion {
                path: path.parent().unwrap_or(path).to_owned(),
                found: any.version,
                known: VERSION,
            });
        }
        serde_json::from_slice(bytes).map_err(|_| not_ours())
    }
}

#[cfg(test)]
mod tests {
    use super::super::seal::{Cost, Key};
    use super::*;
    use crate::api::session::Secret;

    #[test]
    fn a_header_reads_back_and_one_of_another_version_is_refused_with_both() {
        let key = Key::random().unwrap();
        let wrapped = Wrapped::new(&key, &Secret("x".into()), Cost::LEAST).unwrap();
        let recovery = Recovery {
            register: "aa".into(),
            wrapped: "bb".into(),
        };
        let header = Header::new(wrapped, Some(recovery));
        let bytes = serde_json::to_vec(&header).unwrap();
        let path = Path::new("slot-0/outbox");
        assert_eq!(Header::parse(&bytes, path).unwrap(), header);
        let other = Header::parse(br#"{"format":"reestr slot","version":9}"#, path);
        assert!(matches!(
            other,
            Err(StoreError::OtherVersion {
                found: 9,
                known: 1,
                ..
            })
        ));
        for rubbish in [&b"{}"[..], b"", br#"{"format":"reestr slot","version":1}"#] {
            assert!(matches!(
                Header::parse(rubbish, path),
                Err(StoreError::NotOurs { .. })
            ));
        }
    }
}
