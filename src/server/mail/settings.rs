//! How letters leave, as it is set up.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use lettre::Address;
use zeroize::Zeroizing;

use super::Way;
use super::folder::Folder;
use super::relay::Relay;
use crate::api::session::Secret;
use crate::server::settings::ServeError;

/// The address of the sender where none is set: letters become files then.
const NOBODY: &str = "reestr@localhost";
/// The longest password file that is read.
const LONGEST_PASSWORD: u64 = 4096;

#[derive(Clone, Debug, Default)]
pub struct MailSettings {
    /// Without it letters become files.
    pub relay: Option<RelaySettings>,
    /// The address of the sender; a relay needs one.
    pub from: Option<String>,
}

/// What protects the line to the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// TLS from the first byte.
    Tls,
    /// TLS that is asked for and demanded.
    StartTls,
    /// Nothing: on this machine only.
    Plain,
}

#[derive(Clone, Debug)]
pub struct RelaySettings {
    pub line: Line,
    pub host: String,
    pub port: u16,
    /// Login and the file that holds its password.
    pub login: Option<(String, PathBuf)>,
    /// PEM file of a private certification authority.
    pub ca: Option<PathBuf>,
}

impl MailSettings {
    /// The sender's address, and the way that letters take.
    ///
    /// # Errors
    /// A setting that can't be used, or a file of it.
    pub fn open(&self, database: &Path) -> Result<(Address, Way), ServeError> {
        let from = match (&self.from, &self.relay) {
            (Some(from), _) => from.as_str(),
            (None, None) => NOBODY,
            (None, Some(_)) => return Err(ServeError::MailFrom(String::new())),
        };
        let address = from.parse();
        let address = address.map_err(|_| ServeError::MailFrom(from.to_owned()))?;
        let way = match &self.relay {
            Some(relay) => Way::Relay(Box::new(Relay::new(relay)?)),
            None => Way::Folder(Folder::beside(database)),
        };
        Ok((address, way))
    }
}

/// The password in the first line of a file that its owner alone can read.
pub(super) fn password(path: &Path) -> Result<Secret, ServeError> {
    let refused = |why: &str| ServeError::MailPassword {
        path: path.to_owned(),
        why: why.to_owned(),
    };
    let unreadable = |error: std::io::Error| refused(&error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let mode = file.metadata().map_err(unreadable)?.mode();
    if mode & 0o077 != 0 && !credential(path) {
        return Err(refused("others than its owner can read it"));
    }
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST_PASSWORD)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(Secret(line.to_owned())),
        _ => Err(refused("its first line is empty")),
    }
}

/// Whether the file was handed over by systemd (systemd.exec(5), `LoadCredential=`). It lets the service's user read by an
/// access list, which shows in the mode as rights of the group; the folder above keeps everyone else out.
fn credential(path: &Path) -> bool {
    let folder = std::env::var_os("CREDENTIALS_DIRECTORY");
    folder.is_some_and(|folder| !folder.is_empty() && path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_password_is_read_from_a_file_of_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        assert!(matches!(
            password(&path),
            Err(ServeError::MailPassword { .. })
        ));
        fs::write(&path, "пароль почты\nи что-то ещё").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let told = password(&path).unwrap_err().to_string();
        assert!(told.contains("chmod 600"), "{told}");
        assert!(!told.contains("пароль почты"), "{told}");
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        assert_eq!(password(&path).unwrap().0, "пароль почты");
        fs::write(&path, "\n").unwrap();
        assert!(password(&path).is_err());
    }

    #[test]
    fn a_relay_needs_a_sender_and_files_do_not() {
        let database = Path::new("/nowhere/register.sqlite");
        let (from, way) = MailSettings::default().open(database).unwrap();
        assert_eq!(from.to_string(), NOBODY);
        assert!(matches!(way, Way::Folder(_)));
        let relay = RelaySettings {
            line: Line::Plain,
            host: "127.0.0.1".to_owned(),
            port: 25,
            login: None,
            ca: None,
        };
        let settings = |from: Option<&str>| MailSettings {
            relay: Some(relay.clone()),
            from: from.map(str::to_owned),
        };
        let opened = settings(None).open(database);
        assert!(matches!(opened, Err(ServeError::MailFrom(_))));
        let opened = settings(Some("nobody")).open(database);
        assert!(matches!(opened, Err(ServeError::MailFrom(_))));
        assert!(
            settings(Some("reestr@office.example"))
                .open(database)
                .is_ok()
        );
    }
}
