//! Looking into the copy of a store with the register's key, for an administrator: which acts of a clerk who has gone wait,
//! so that somebody can give them again. Changes nothing, and gives nothing personal.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use thiserror::Error;
use uuid::Uuid;

use super::files::StoreError;
use super::header::Header;
use super::journal;
use super::seal::Key;
use crate::api::recovery::RecoverySecret;
use crate::domain::{ClerkId, Target};

#[derive(Debug, Error)]
pub enum InspectError {
    #[error("{} holds no store: name the directory of a slot, the one with the file slot.json", .0.display())]
    NoStore(PathBuf),
    #[error(
        "the key of {} was never wrapped to a register: only the clerk's password opens it",
        .0.display()
    )]
    NotWrapped(PathBuf),
    #[error(
        "the key of {} was wrapped to another register: use the recovery.key of that one",
        .0.display()
    )]
    OtherRegister(PathBuf),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a store holds that the register has not answered.
#[derive(Debug)]
pub struct Inspected {
    pub clerk: ClerkId,
    pub device: Uuid,
    pub waiting: Vec<Waiting>,
    /// Byte from which on the journal can't be read.
    pub damaged_at: Option<u64>,
    /// Seqs that were lost at its end, first and last.
    pub lost: Option<(u64, u64)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub seq: u64,
    /// Code of the command.
    pub command: &'static str,
    pub target: Target,
    pub at: DateTime<Utc>,
}

/// Looks into the store in `dir`.
pub fn inspect(dir: &Path, secret: &RecoverySecret) -> Result<Inspected, InspectError> {
    let header = Header::in_dir(dir)?.ok_or_else(|| InspectError::NoStore(dir.to_owned()))?;
    let wrap = header.recovery;
    let wrap = wrap.ok_or_else(|| InspectError::NotWrapped(dir.to_owned()))?;
    let owned = secret.unwrap(&wrap.wrapped);
    let owned = owned.ok_or_else(|| InspectError::OtherRegister(dir.to_owned()))?;
    let path = dir.join("outbox");
    let bytes = fs::read(&path).map_err(StoreError::io("reading", &path))?;
    let seen = journal::look(&bytes, &path, &Key::from_bytes(&owned.key))?;
    let waiting = seen
        .acts
        .iter()
        .filter(|act| act.waits())
        .map(|act| Waiting {
            seq: act.envelope.seq,
            command: act.envelope.command.code(),
            target: act.envelope.target,
            at: act.envelope.at,
        });
    Ok(Inspected {
        clerk: owned.clerk,
        device: owned.device,
        waiting: waiting.collect(),
        damaged_at: seen.damaged_at,
        lost: seen.lost.map(|lost| (lost.first, lost.next.max(1) - 1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::sync::{Base, Envelope, Outcome};
    use crate::store::act::Device;
    use crate::store::fixture::{at, number, verify};
    use crate::store::ground::{Files, Ground};
    use crate::store::journal::{Entry, Journal, settled};
    use crate::store::seal::{Cost, Wrapped};

    #[test]
    fn the_waiting_acts_of_a_copied_store_are_listed_and_it_stays_as_it_is() {
        let data = tempfile::tempdir().unwrap();
        let secret = RecoverySecret::new([3; 32]);
        let slot = Files::new(data.path().to_owned()).create("anna").unwrap();
        let path = slot.journal_path();
        let dir = path.parent().unwrap();
        assert!(matches!(
            inspect(dir, &secret),
            Err(InspectError::NoStore(_))
        ));
        let key = Key::random().unwrap();
        let id = Uuid::from_u128(7);
        let wrapped = Wrapped::new(&key, &crate::api::session::Secret("x".into()), Cost::LEAST);
        let wrapped = wrapped.unwrap();
        Header::new(wrapped.clone(), None).write(&*slot).unwrap();
        assert!(matches!(
            inspect(dir, &secret),
            Err(InspectError::NotWrapped(_))
        ));
        let recovery = key.wrap_for(&secret.public(), ClerkId(5), id).unwrap();
        Header::new(wrapped, recovery).write(&*slot).unwrap();
        let device = Device { id, epoch: 1 };
        let mut journal = Journal::create(&*slot, &key, device, 1).unwrap();
        for seq in 1..=3 {
            let base = Base::Version(1);
            let envelope = Envelope::new(seq, id, number(9), base, None, at(), verify());
            journal.append(&[Entry::Act(envelope)]).unwrap();
        }
        let applied = settled(1, Outcome::Applied { version: 2 }, None);
        journal.append(&[applied]).unwrap();

        let mut bytes = fs::read(&path).unwrap();
        let found = inspect(dir, &secret).unwrap();
        assert_eq!((found.clerk, found.device), (ClerkId(5), id));
        let expected = [2, 3].map(|seq| Waiting {
            seq,
            command: "verify",
            target: number(9).into(),
            at: at(),
        });
        assert_eq!(found.waiting, expected);
        assert_eq!((found.damaged_at, found.lost), (None, None));
        assert_eq!(fs::read(&path).unwrap(), bytes);
        let other = RecoverySecret::new([4; 32]);
        assert!(matches!(
            inspect(dir, &other),
            Err(InspectError::OtherRegister(_))
        ));
        // Damage in the middle hides what follows, and is said.
        let used = bytes.iter().rposition(|b| *b != 0).unwrap();
        bytes[12_288 + (used - 12_288) / 2] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let found = inspect(dir, &secret).unwrap();
        assert!(found.damaged_at.is_some() && found.waiting.len() < 3);
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
