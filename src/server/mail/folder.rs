//! Letters as files, where no relay is set up: an administrator passes them on, or nobody.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::server::storage::letters::{Addressee, LetterKey};

/// A folder for its owner alone.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// `letters`, beside the register's database.
    #[must_use]
    pub fn beside(database: &Path) -> Self {
        Self(database.with_file_name("letters"))
    }

    /// Writes the letter under its number and version; the same letter takes the place of itself. It gets its name when
    /// it is whole.
    ///
    /// # Errors
    /// When the folder can't be made or written to.
    pub fn put(&self, key: LetterKey, bytes: &[u8]) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.0)?;
        let path = self.0.join(name(key));
        let half = path.with_extension("half");
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&half)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&half, &path)
    }
}

fn name(key: LetterKey) -> String {
    let to = match key.addressee {
        Addressee::Applicant => "",
        Addressee::Office => "-office",
    };
    format!("{}-{}{to}.eml", key.number, key.version)
}
