//! The table of all settings: name → how it is set. File, environment and command line are read by it alone.

use std::fmt::Write;

use super::diagnostic::Mistake;
use super::values::{self, Base};
use super::{Config, KEYMAPS, LANGUAGES, THEMES};

/// One setting.
pub struct Key {
    /// The name in the file, with the table before a dot.
    pub name: &'static str,
    /// One line for the documentation.
    pub about: &'static str,
    pub(super) set: fn(&mut Config, &str, Base<'_>) -> Result<(), Mistake>,
}

/// Settings that are answered by yes or no.
const QUESTIONS: [&str; 2] = ["screen.plain", "serve.submit_open"];

impl Key {
    /// Whether it is answered by yes or no, in quotes, or by true or false.
    pub(super) fn is_a_question(&self) -> bool {
        QUESTIONS.contains(&self.name)
    }

    /// The variable that sets it: `server.open` is `REESTR_SERVER_OPEN`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("REESTR_{}", self.name.replace('.', "_").to_uppercase())
    }
}

/// Every setting, in the order of the documentation.
pub const KEYS: &[Key] = &[
    Key {
        name: "server.open",
        about: "address of the register, as https://host:port",
        set: |config, text, _| values::url(text).map(|v| config.server.open = v),
    },
    Key {
        name: "server.protected",
        about: "address of the register behind ViPNet, where personal data is given",
        set: |config, text, _| values::url(text).map(|v| config.server.protected = Some(v)),
    },
    Key {
        name: "server.ca",
        about: "PEM file of a private certification authority",
        set: |config, text, base| values::path(text, base).map(|v| config.server.ca = Some(v)),
    },
    Key {
        name: "data",
        about: "folder of the clerk's store",
        set: |config, text, base| values::path(text, base).map(|v| config.data = v),
    },
    Key {
        name: "keymap",
        about: "default, vim, or a file",
        set: |config, text, base| {
            values::data_file(text, &KEYMAPS, "keymap", base).map(|v| config.keymap = v)
        },
    },
    Key {
        name: "theme",
        about: "default, mono, contrast, light, or a file",
        set: |config, text, base| {
            values::data_file(text, &THEMES, "theme", base).map(|v| config.theme = v)
        },
    },
    Key {
        name: "screen.plain",
        about: "yes or no: plain mode for screen readers and poor terminals, without frames and colour; no without it",
        set: |config, text, _| {
            values::one_of(text, &["yes", "no"], "answer").map(|v| config.plain = v == "yes")
        },
    },
    Key {
        name: "language",
        about: "ru or en",
        set: |config, text, _| {
            values::one_of(text, &LANGUAGES, "language").map(|v| config.language = v)
        },
    },
    Key {
        name: "login",
        about: "filled into the login form",
        set: |config, text, _| values::login(text).map(|v| config.login = Some(v)),
    },
    Key {
        name: "printing.printer",
        about: "printer of CUPS, by the name that `lpstat -e` shows; otherwise the clerk chooses",
        set: |config, text, _| values::printer(text).map(|v| config.printing.printer = Some(v)),
    },
    Key {
        name: "printing.server",
        about: "another CUPS than that of this machine: host, host:port or the path of a socket",
        set: |config, text, _| values::cups(text).map(|v| config.printing.server = Some(v)),
    },
    Key {
        name: "printing.command",
        about: "instead of CUPS: a shell command that reads the PDF on its standard input",
        set: |config, text, _| values::command(text).map(|v| config.printing.command = Some(v)),
    },
    Key {
        name: "printing.folder",
        about: "instead of CUPS: a folder that takes the papers as files, `<number>-<form>.pdf`",
        set: |config, text, base| {
            values::path(text, base).map(|v| config.printing.folder = Some(v))
        },
    },
    Key {
        name: "serve.open",
        about: "address and port of the open listener",
        set: |config, text, _| values::listen(text).map(|v| config.serve.open = v),
    },
    Key {
        name: "serve.protected",
        about: "address and port of the listener behind ViPNet",
        set: |config, text, _| values::listen(text).map(|v| config.serve.protected = Some(v)),
    },
    Key {
        name: "serve.database",
        about: "SQLite file of the register",
        set: |config, text, base| values::path(text, base).map(|v| config.serve.database = v),
    },
    Key {
        name: "serve.tls_cert",
        about: "PEM file: certificate chain of the open listener",
        set: |config, text, base| values::path(text, base).map(|v| config.serve.tls_cert = Some(v)),
    },
    Key {
        name: "serve.tls_key",
        about: "PEM file: private key of the open listener",
        set: |config, text, base| values::path(text, base).map(|v| config.serve.tls_key = Some(v)),
    },
    Key {
        name: "serve.protected_cert",
        about: "PEM file: certificate chain of the protected listener",
        set: |config, text, base| {
            values::path(text, base).map(|v| config.serve.protected_cert = Some(v))
        },
    },
    Key {
        name: "serve.protected_key",
        about: "PEM file: private key of the protected listener",
        set: |config, text, base| {
            values::path(text, base).map(|v| config.serve.protected_key = Some(v))
        },
    },
    Key {
        name: "serve.paper_days",
        about: "working days that a signed paper may take, 1 to 365; 20 without it",
        set: |config, text, _| values::days(text).map(|v| config.serve.paper_days = v),
    },
    Key {
        name: "serve.days_off",
        about: "days off beside weekends and the holidays of article 112 of the Labour Code: dates as 2026-12-31, with commas between",
        set: |config, text, _| values::dates(text).map(|v| config.serve.days_off = v),
    },
    Key {
        name: "serve.working_days",
        about: "weekends and holidays that are worked on: dates as 2026-12-26, with commas between",
        set: |config, text, _| values::dates(text).map(|v| config.serve.working_days = v),
    },
    Key {
        name: "serve.submit_open",
        about: "yes or no: whether desks hand in applications over the open listener; yes without it",
        set: |config, text, _| {
            values::one_of(text, &["yes", "no"], "answer")
                .map(|v| config.serve.submit_open = v == "yes")
        },
    },
    Key {
        name: "serve.mail_relay",
        about: "SMTP server for the letters: smtps://host, smtp://host (STARTTLS), or plain://127.0.0.1; without it they become files in `letters` beside the database",
        set: |config, text, _| values::mail_relay(text).map(|v| config.serve.mail.relay = Some(v)),
    },
    Key {
        name: "serve.mail_from",
        about: "address from which letters come, as in reestr@office.example",
        set: |config, text, _| values::mail_address(text).map(|v| config.serve.mail.from = Some(v)),
    },
    Key {
        name: "serve.mail_login",
        about: "login at the SMTP server",
        set: |config, text, _| values::login(text).map(|v| config.serve.mail.login = Some(v)),
    },
    Key {
        name: "serve.mail_password_file",
        about: "file with the password of that login in its first line; its mode is 0600",
        set: |config, text, base| {
            values::path(text, base).map(|v| config.serve.mail.password_file = Some(v))
        },
    },
    Key {
        name: "serve.mail_ca",
        about: "PEM file of a private certification authority of the SMTP server",
        set: |config, text, base| values::path(text, base).map(|v| config.serve.mail.ca = Some(v)),
    },
    Key {
        name: "serve.numbers_ahead",
        about: "numbers of applications that a desk holds in store at most, 2 to 400; 60 without it",
        set: |config, text, _| values::ahead(text).map(|v| config.serve.numbers_ahead = v),
    },
    Key {
        name: "serve.journal_ahead",
        about: "numbers of the journal that a desk holds in store at most, 2 to 400; 100 without it",
        set: |config, text, _| values::ahead(text).map(|v| config.serve.journal_ahead = v),
    },
    Key {
        name: "serve.night_hour",
        about: "hour of each municipality's own day from which on the register does its nightly work, 0 to 23; 2 without it",
        set: |config, text, _| values::hour(text).map(|v| config.serve.night_hour = v),
    },
    Key {
        name: "serve.offer_days",
        about: "working days that a family may take to sign an offer, 1 to 365; 20 without it",
        set: |config, text, _| values::days(text).map(|v| config.serve.offer_days = v),
    },
    Key {
        name: "serve.unused_days",
        about: "days after which a financed certificate that nobody uses is one of accounting again, 1 to 365; 60 without it",
        set: |config, text, _| values::days(text).map(|v| config.serve.unused_days = v),
    },
];

#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Markdown: every setting with its variable, for the README.
#[must_use]
pub fn markdown() -> String {
    let mut table = "| Setting | Variable | What it is |\n|---|---|---|\n".to_owned();
    for key in KEYS {
        // Writing into a String can't fail.
        let _ = writeln!(
            table,
            "| `{}` | `{}` | {} |",
            key.name,
            key.variable(),
            key.about
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_setting_once() {
        let table = markdown();
        for key in KEYS {
            assert_eq!(table.matches(&format!("| `{}` |", key.name)).count(), 1);
        }
        assert!(table.contains("`REESTR_SERVE_TLS_CERT`"));
    }
}
