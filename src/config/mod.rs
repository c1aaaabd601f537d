//! Settings of the program: defaults < file < environment < command line.
//!
//! Every layer goes through the same table of keys ([`keys`]), so a wrong value is found and told alike wherever it
//! stands. All mistakes are told at once. Nothing here connects, opens or creates what a setting names.

pub mod diagnostic;
pub mod document;
pub mod environment;
pub mod keys;
pub mod library;
pub mod load;
pub mod repair;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;

pub use diagnostic::{Diagnostic, Diagnostics, Mistake, Position};
pub use environment::Environment;
pub use load::{Overrides, check_file, file_of, load, load_from, load_what_can};

/// The keymaps that come with the program.
pub const KEYMAPS: [&str; 2] = ["default", "vim"];
/// The themes that come with the program.
pub const THEMES: [&str; 4] = ["default", "mono", "contrast", "light"];
/// The languages of the screens.
pub const LANGUAGES: [&str; 2] = ["ru", "en"];

/// Where `reestr serve` listens and the clerks' program asks, unless told otherwise.
pub const DEFAULT_PORT: u16 = 8600;

/// A keymap or theme: one that comes with the program, or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataFile {
    Bundled(String),
    File(PathBuf),
}

impl DataFile {
    /// A text with a slash or the ending `.toml` is a file, anything else a name.
    #[must_use]
    pub fn is_path(text: &str) -> bool {
        text.contains('/')
            || PathBuf::from(text)
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
    }
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub server: Register,
    /// Where the clerk's store lies.
    pub data: PathBuf,
    pub keymap: DataFile,
    pub theme: DataFile,
    /// No frames, no colour, one column: for screen readers and poor terminals.
    pub plain: bool,
    /// One of [`LANGUAGES`].
    pub language: String,
    /// Filled into the login form.
    pub login: Option<String>,
    pub printing: Printing,
    pub serve: Serve,
}

/// Where the clerk's program finds the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Base URL of the open listener, without a slash at the end.
    pub open: String,
    /// Base URL of the listener behind the `ViPNet` coordinator.
    pub protected: Option<String>,
    /// PEM file of a private certification authority.
    pub ca: Option<PathBuf>,
}

/// How papers get out. At most one of printer, command and folder is set; with none the clerk chooses a printer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printing {
    /// A printer of CUPS.
    pub printer: Option<String>,
    /// Another CUPS than that of the environment: a host, `host:port` or the path of a socket.
    pub server: Option<String>,
    /// A line for the shell, which reads the PDF on its standard input.
    pub command: Option<String>,
    /// Where papers are laid down as files.
    pub folder: Option<PathBuf>,
}

/// How `reestr serve` runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serve {
    pub open: SocketAddr,
    /// Reachable only behind the `ViPNet` coordinator; personal data is given here alone.
    pub protected: Option<SocketAddr>,
    /// The `SQLite` file of the register.
    pub database: PathBuf,
    /// PEM files for the open listener; without them it speaks plain HTTP, on loopback only.
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// PEM files for the protected listener.
    pub protected_cert: Option<PathBuf>,
    pub protected_key: Option<PathBuf>,
    /// Working days from the date of an application to the last one on which its signed paper is accepted.
    pub paper_days: u16,
    /// Days off and working days that are not so every year.
    pub days_off: Vec<NaiveDate>,
    pub working_days: Vec<NaiveDate>,
    /// Whether applications are taken over the open listener.
    pub submit_open: bool,
    pub mail: Mail,
    /// How many numbers of applications a desk holds in store at most.
    pub numbers_ahead: u16,
    /// How many numbers of its journal.
    pub journal_ahead: u16,
    /// The local hour from which on a day's nightly work is done.
    pub night_hour: u8,
    /// Working days that a family may take to sign an offer.
    pub offer_days: u16,
    /// Days for which a financed certificate is kept as such without a request for its money.
    pub unused_days: u16,
}

/// How the register's letters leave. Without a relay they become files beside the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    pub relay: Option<MailRelay>,
    /// The address of the sender.
    pub from: Option<String>,
    pub login: Option<String>,
    /// Holds the password in its first line; its owner alone may read it.
    pub password_file: Option<PathBuf>,
    /// PEM file of a private certification authority.
    pub ca: Option<PathBuf>,
}

/// A mail server that takes letters for everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRelay {
    pub line: MailLine,
    /// A name, or an address without brackets.
    pub host: String,
    pub port: u16,
}

/// What protects the line to the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailLine {
    /// TLS from the first byte.
    Tls,
    /// TLS that is asked for and demanded.
    StartTls,
    /// Nothing: on this machine only.
    Plain,
}
