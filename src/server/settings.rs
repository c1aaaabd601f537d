//! How the register is served, and why it would not start.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Days, Duration, NaiveDate};
use thiserror::Error;

use super::clock::{Clock, SystemClock};
use super::mail::MailSettings;
use super::storage::StorageError;
use crate::domain::Calendar;

#[derive(Clone)]
pub struct ServeSettings {
    /// The open listener.
    pub open: SocketAddr,
    /// The listener behind the `ViPNet` coordinator; without it nobody can see personal data.
    pub protected: Option<SocketAddr>,
    /// Needed as soon as an address is not loopback.
    pub tls: Option<TlsFiles>,
    pub database: PathBuf,
    pub clock: Arc<dyn Clock>,
    /// A session that has been silent for so long is over. A running program is never silent: it waits on the wake-up.
    pub idle: Duration,
    /// A session is over so long after its login, whatever it does.
    pub absolute: Duration,
    /// How long an empty wake-up waits, give or take a fifth.
    pub wake: std::time::Duration,
    pub terms: Terms,
    pub mail: MailSettings,
}

/// On what terms applications are taken, and what is done by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Working days from the date of an application to the last one on which its signed paper is accepted.
    pub paper_days: u16,
    /// Days off and working days that are not so every year.
    pub days_off: Vec<NaiveDate>,
    pub working_days: Vec<NaiveDate>,
    /// Whether applications are taken over the open listener.
    pub submit_open: bool,
    /// Up to how many pairs of numbers a desk is filled up, so that it can fill in applications while the line is down; it
    /// is when fewer than half of them are left.
    pub numbers_ahead: u16,
    /// The same of numbers of the organisation's journal.
    pub journal_ahead: u16,
    pub night: NightTerms,
}

/// When the register works by itself, and how long it waits for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightTerms {
    /// The local hour from which on a day's work is done.
    pub hour: u8,
    /// Working days that a family may take to sign an offer.
    pub offer_days: u16,
    /// Days for which a financed certificate keeps its place in the group while nobody asks for its money.
    pub unused_days: u16,
}

impl Default for NightTerms {
    fn default() -> Self {
        Self {
            hour: 2,
            offer_days: 20,
            unused_days: 60,
        }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            paper_days: PAPER_DAYS,
            days_off: Vec::new(),
            working_days: Vec::new(),
            submit_open: true,
            // A day of 40 applications, begun with few left, and of a journal, with the corrections of them.
            numbers_ahead: 60,
            journal_ahead: 100,
            night: NightTerms::default(),
        }
    }
}

/// Working days that a signed paper may take, unless the settings say otherwise.
pub const PAPER_DAYS: u16 = 20;

/// By how many days a desk may be wrong about the last day of a paper: its forms are older than the register's, or the
/// government has moved days since. What it printed stands on the signed paper, so it is taken.
const SLACK: Days = Days::new(14);

impl Terms {
    /// The last day on which the signed paper of an application of `date` is accepted.
    #[must_use]
    pub fn paper_due(&self, date: NaiveDate) -> NaiveDate {
        let calendar = Calendar {
            days_off: &self.days_off,
            working_days: &self.working_days,
        };
        calendar.after(date, self.paper_days)
    }

    /// Whether a desk may have come to `due` for an application of `date`.
    #[must_use]
    pub fn takes_due(&self, date: NaiveDate, due: NaiveDate) -> bool {
        due <= self.paper_due(date) + SLACK
    }
}

impl ServeSettings {
    /// One open listener, plain HTTP, the system's clock, the usual limits.
    #[must_use]
    pub fn new(open: SocketAddr, database: PathBuf) -> Self {
        Self {
            open,
            protected: None,
            tls: None,
            database,
            clock: Arc::new(SystemClock),
            idle: Duration::minutes(30),
            absolute: Duration::hours(12),
            wake: std::time::Duration::from_secs(25),
            terms: Terms::default(),
            mail: MailSettings::default(),
        }
    }
}

impl fmt::Debug for ServeSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServeSettings")
            .field("open", &self.open)
            .field("protected", &self.protected)
            .field("tls", &self.tls)
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

/// PEM files: the chain, the server's certificate first, and its private key.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

#[derive(Debug, Error)]
pub enum ServeError {
    #[error(
        "plain HTTP is served on loopback only, and {0} is not: give a certificate and a key, or an address like 127.0.0.1:8080"
    )]
    PlainHttp(SocketAddr),
    #[error(
        "the protected address {0} is the open one: give the address that is reachable only behind the ViPNet coordinator"
    )]
    SameAddress(SocketAddr),
    #[error(
        "the protected address {0} means every interface: give the one address that is reachable only behind the ViPNet coordinator"
    )]
    Wildcard(SocketAddr),
    #[error("the port of {0} is in use: end the program that holds it, or give another port")]
    PortInUse(SocketAddr),
    #[error("can't listen on {address}: {why}; give an address of this machine")]
    Bind { address: SocketAddr, why: String },
    #[error("the {what} {path} can't be used: {why}; give a PEM file")]
    Tls {
        what: &'static str,
        path: PathBuf,
        why: String,
    },
    #[error(
        "the recovery key {path} can't be used: {why}; make its directory writable, or put the file back from the backup"
    )]
    RecoveryKey { path: PathBuf, why: String },
    #[error(
        "«{0}» is no address from which letters can come: set serve.mail_from to one like reestr@office.example"
    )]
    MailFrom(String),
    #[error(
        "the password file of the mail server {path} can't be used: {why}; write the password into its first line and run chmod 600"
    )]
    MailPassword { path: PathBuf, why: String },
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the system refuses random numbers: {0}")]
    Random(String),
}

/// Refuses settings that would show personal data to the wrong line, before anything is opened.
pub(super) fn check(settings: &ServeSettings) -> Result<(), ServeError> {
    let addresses = [Some(settings.open), settings.protected];
    if settings.tls.is_none() {
        for address in addresses.into_iter().flatten() {
            if !address.ip().to_canonical().is_loopback() {
                return Err(ServeError::PlainHttp(address));
            }
        }
    }
    let Some(protected) = settings.protected else {
        return Ok(());
    };
    if protected.ip().to_canonical().is_unspecified() {
        return Err(ServeError::Wildcard(protected));
    }
    // Port 0 is given by the system, another one each time.
    let same_port = protected.port() == settings.open.port() && protected.port() != 0;
    let open = settings.open.ip().to_canonical();
    if same_port && (open == protected.ip().to_canonical() || open.is_unspecified()) {
        return Err(ServeError::SameAddress(protected));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(open: &str, protected: Option<&str>, tls: bool) -> ServeSettings {
        let files = || TlsFiles {
            certificate: "a".into(),
            key: "b".into(),
        };
        ServeSettings {
            protected: protected.map(|p| p.parse().unwrap()),
            tls: tls.then(files),
            ..ServeSettings::new(open.parse().unwrap(), "x".into())
        }
    }

    #[test]
    fn plain_http_leaves_loopback_only_with_tls() {
        assert!(check(&settings("127.0.0.1:1", None, false)).is_ok());
        assert!(check(&settings("[::1]:1", Some("127.0.0.1:2"), false)).is_ok());
        assert!(matches!(
            check(&settings("0.0.0.0:1", None, false)),
            Err(ServeError::PlainHttp(_))
        ));
        assert!(matches!(
            check(&settings("127.0.0.1:1", Some("10.0.0.1:1"), false)),
            Err(ServeError::PlainHttp(_))
        ));
        assert!(check(&settings("0.0.0.0:1", None, true)).is_ok());
    }

    #[test]
    fn the_protected_address_is_one_of_its_own() {
        assert!(matches!(
            check(&settings("127.0.0.1:1", Some("127.0.0.1:1"), false)),
            Err(ServeError::SameAddress(_))
        ));
        assert!(matches!(
            check(&settings("0.0.0.0:1", Some("10.0.0.1:1"), true)),
            Err(ServeError::SameAddress(_))
        ));
        assert!(matches!(
            check(&settings("127.0.0.1:1", Some("[::]:2"), true)),
            Err(ServeError::Wildcard(_))
        ));
        assert!(check(&settings("127.0.0.1:0", Some("127.0.0.1:0"), false)).is_ok());
    }
}
