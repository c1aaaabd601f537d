//! Puts the layers on top of each other and collects every mistake.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Diagnostic, Diagnostics, Mistake, Position, nearest};
use super::document::{self, Document};
use super::environment::{ENVIRONMENT, Environment};
use super::keys::{KEYS, Key, find};
use super::repair::Repaired;
use super::values::Base;
use super::{Config, DEFAULT_PORT, DataFile, Mail, Printing, Register, Serve};

/// What the command line says; the last word. A field that is `None` leaves the layers below as they are.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Another file than the one in the user's directory; it has to exist.
    pub config: Option<PathBuf>,
    pub server_open: Option<String>,
    pub server_protected: Option<String>,
    pub server_ca: Option<String>,
    pub data: Option<String>,
    pub keymap: Option<String>,
    pub theme: Option<String>,
    /// Plain mode, whatever the layers below say.
    pub plain: bool,
    pub language: Option<String>,
    pub login: Option<String>,
    pub serve_open: Option<String>,
    pub serve_protected: Option<String>,
    pub serve_database: Option<String>,
    pub serve_tls_cert: Option<String>,
    pub serve_tls_key: Option<String>,
    pub serve_protected_cert: Option<String>,
    pub serve_protected_key: Option<String>,
}

impl Overrides {
    fn values(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let plain = self.plain.then_some(("screen.plain", "yes"));
        let texts = [
            ("server.open", &self.server_open),
            ("server.protected", &self.server_protected),
            ("server.ca", &self.server_ca),
            ("data", &self.data),
            ("keymap", &self.keymap),
            ("theme", &self.theme),
            ("language", &self.language),
            ("login", &self.login),
            ("serve.open", &self.serve_open),
            ("serve.protected", &self.serve_protected),
            ("serve.database", &self.serve_database),
            ("serve.tls_cert", &self.serve_tls_cert),
            ("serve.tls_key", &self.serve_tls_key),
            ("serve.protected_cert", &self.serve_protected_cert),
            ("serve.protected_key", &self.serve_protected_key),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)));
        texts.chain(plain)
    }
}

/// How diagnostics name the last layer.
const COMMAND_LINE: &str = "command line";

/// Variables of ours that are no settings.
const OTHER_VARIABLES: [&str; 3] = ["REESTR_CONFIG", "REESTR_LOG", "REESTR_PASSWORD"];

/// The configuration of this process.
///
/// # Errors
/// Every mistake of every layer.
pub fn load(overrides: &Overrides) -> Result<Config, Diagnostics> {
    load_from(&Environment::of_process()?, overrides)
}

/// The configuration in the given environment.
///
/// # Errors
/// Every mistake of every layer.
pub fn load_from(environment: &Environment, overrides: &Overrides) -> Result<Config, Diagnostics> {
    let (config, mistakes) = load_what_can(environment, overrides);
    mistakes.or(config)
}

/// The file that is read, and whether somebody has named it; one that nobody has named need not exist.
#[must_use]
pub fn file_of(environment: &Environment, overrides: &Overrides) -> (PathBuf, bool) {
    let named = overrides
        .config
        .clone()
        .or_else(|| environment.get("REESTR_CONFIG").map(PathBuf::from));
    let given = named.is_some();
    (named.unwrap_or_else(|| environment.default_file()), given)
}

/// The configuration with everything in it that is right, and every mistake: for those who look for mistakes. Whoever works
/// with it takes [`load_from`].
#[must_use]
pub fn load_what_can(environment: &Environment, overrides: &Overrides) -> (Config, Diagnostics) {
    let mut loading = Loading::new(environment);
    let (file, named) = file_of(environment, overrides);
    if named || file.exists() {
        match document::read(&file) {
            Ok(text) => loading.file(&file, &text),
            Err(diagnostic) => loading.mistakes.push(diagnostic),
        }
    }
    loading.variables();
    for (name, value) in overrides.values() {
        loading.set_outside(COMMAND_LINE, name, name, value);
    }
    loading.finish()
}

/// Checks one file alone, on top of the defaults.
#[must_use]
pub fn check_file(environment: &Environment, file: &Path, text: &str) -> Diagnostics {
    let mut loading = Loading::new(environment);
    loading.file(file, text);
    loading.finish().1
}

/// Where the value of a setting was given.
type Origin = (String, Option<Position>);

struct Loading<'e> {
    environment: &'e Environment,
    config: Config,
    origins: BTreeMap<&'static str, Origin>,
    mistakes: Diagnostics,
}

impl<'e> Loading<'e> {
    fn new(environment: &'e Environment) -> Self {
        let data = environment.data_home.join("reestr");
        let config = Config {
            server: Register {
                open: format!("http://127.0.0.1:{DEFAULT_PORT}"),
                protected: None,
                ca: None,
            },
            serve: Serve {
                open: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
                protected: None,
                database: data.join("register.sqlite"),
                tls_cert: None,
                tls_key: None,
                protected_cert: None,
                protected_key: None,
                paper_days: 20,
                days_off: Vec::new(),
                working_days: Vec::new(),
                submit_open: true,
                mail: Mail::default(),
                numbers_ahead: 60,
                journal_ahead: 100,
                night_hour: 2,
                offer_days: 20,
                unused_days: 60,
            },
            data,
            keymap: DataFile::Bundled("default".to_owned()),
            theme: DataFile::Bundled("default".to_owned()),
            plain: false,
            language: "ru".to_owned(),
            login: None,
            printing: Printing::default(),
        };
        Self {
            environment,
            config,
            origins: BTreeMap::new(),
            mistakes: Diagnostics::default(),
        }
    }

    fn set(&mut self, key: &Key, text: &str, folder: &Path, origin: Origin) -> Result<(), Mistake> {
        let base = Base {
            folder,
            home: &self.environment.home,
        };
        (key.set)(&mut self.config, text, base)?;
        self.origins.insert(key.name, origin);
        Ok(())
    }

    /// Sets from a layer that has no lines; `label` is what the value is called there.
    fn set_outside(&mut self, layer: &str, label: &str, name: &str, text: &str) {
        let Some(key) = find(name) else { return };
        let origin = (layer.to_owned(), None);
        if let Err(mistake) = self.set(key, text, Path::new(""), origin) {
            self.mistakes.push(Diagnostic {
                file: layer.to_owned(),
                at: None,
                what: format!("{label}: {}", mistake.what),
                hint: mistake.hint,
            });
        }
    }

    /// `NO_COLOR` (no-color.org) overrules the file and gives way to whatever names a theme outright.
    fn variables(&mut self) {
        let environment = self.environment;
        if environment.get("NO_COLOR").is_some() {
            self.set_outside(ENVIRONMENT, "NO_COLOR", "theme", "mono");
        }
        for key in KEYS {
            let variable = key.variable();
            if let Some(value) = environment.get(&variable) {
                self.set_outside(ENVIRONMENT, &variable, key.name, value);
            }
        }
        self.misspelt_variables();
    }

    /// A variable that is nearly one of ours; others with our prefix may belong to whoever runs the program.
    fn misspelt_variables(&mut self) {
        let ours: Vec<String> = KEYS.iter().map(Key::variable).collect();
        let known: Vec<&str> = ours
            .iter()
            .map(String::as_str)
            .chain(OTHER_VARIABLES)
            .collect();
        for name in self.environment.variables.keys() {
            if name.starts_with("REESTR_")
                && !known.contains(&name.as_str())
                && let Some(near) = nearest(name, &known)
            {
                self.mistakes.push(Diagnostic {
                    file: ENVIRONMENT.to_owned(),
                    at: None,
                    what: format!("{name} is no setting"),
                    hint: format!("did you mean {near}?"),
                });
            }
        }
    }

    fn file(&mut self, file: &Path, text: &str) {
        let text = Repaired::new(text);
        let (mut document, table) = Document::parse(file.display().to_string(), &text);
        let folder = file.parent().unwrap_or(Path::new(""));
        self.table(&mut document, &table, "", folder);
        self.mistakes.extend(document.mistakes);
    }

    fn table<'t>(
        &mut self,
        document: &mut Document<'t>,
        table: &DeTable<'t>,
        prefix: &str,
        folder: &Path,
    ) {
        for (key, value) in document.entries(table) {
            let name = format!("{prefix}{}", key.get_ref());
            if let Some(known) = find(&name) {
                self.entry(document, known, value, folder);
            } else if is_table(&name) {
                if let Some(inner) = document.table(&name, value) {
                    self.table(document, inner, &format!("{name}."), folder);
                }
            } else {
                document.wrong(&key.span(), unknown(&name, key.get_ref(), prefix));
            }
        }
    }

    fn entry<'t>(
        &mut self,
        document: &mut Document<'t>,
        key: &Key,
        value: &Spanned<DeValue<'t>>,
        folder: &Path,
    ) {
        // TOML has words of its own for yes and no.
        let answer = value.get_ref().as_bool().filter(|_| key.is_a_question());
        let answer = answer.map(|yes| if yes { "yes" } else { "no" });
        let Some(text) = answer.or_else(|| document.text(key.name, value)) else {
            return;
        };
        let at = document.position(&value.span());
        let origin = (document.file().to_owned(), Some(at));
        if let Err(mistake) = self.set(key, text, folder, origin) {
            document.wrong(&value.span(), mistake);
        }
    }

    /// What can only be seen when all layers are in place.
    fn finish(mut self) -> (Config, Diagnostics) {
        let serve = self.config.serve.clone();
        let pairs = [
            (
                Some(serve.open),
                &serve.tls_cert,
                &serve.tls_key,
                ["serve.open", "serve.tls_cert", "serve.tls_key"],
            ),
            (
                serve.protected,
                &serve.protected_cert,
                &serve.protected_key,
                [
                    "serve.protected",
                    "serve.protected_cert",
                    "serve.protected_key",
                ],
            ),
        ];
        for (address, cert, key, [address_name, cert_name, key_name]) in pairs {
            match (cert, key) {
                (Some(_), None) => self.conflict(
                    cert_name,
                    format!("{cert_name} is set and {key_name} is not"),
                    format!("set {key_name} too: a certificate needs its private key"),
                ),
                (None, Some(_)) => self.conflict(
                    key_name,
                    format!("{key_name} is set and {cert_name} is not"),
                    format!("set {cert_name} too: a private key needs its certificate"),
                ),
                (None, None) => {
                    if let Some(address) = address.filter(|a| !a.ip().is_loopback()) {
                        self.conflict(
                            address_name,
                            format!("{address} can be reached from outside without TLS"),
                            format!("set {cert_name} and {key_name}, or listen on 127.0.0.1"),
                        );
                    }
                }
                (Some(_), Some(_)) => {}
            }
        }
        if serve.protected == Some(serve.open) && serve.open.port() != 0 {
            self.conflict(
                "serve.protected",
                "both listeners have the same address".to_owned(),
                "give the protected one the address that only the ViPNet coordinator reaches"
                    .to_owned(),
            );
        }
        self.each_day_is_one();
        self.one_way_to_print();
        self.a_relay_and_what_it_needs();
        self.mistakes.sort();
        (self.config, self.mistakes)
    }

    /// A day is worked on, or it is off.
    fn each_day_is_one(&mut self) {
        let serve = &self.config.serve;
        let off = |day: &&NaiveDate| serve.days_off.contains(day);
        let both: Vec<String> = serve
            .working_days
            .iter()
            .filter(off)
            .map(NaiveDate::to_string)
            .collect();
        if !both.is_empty() {
            self.conflict(
                "serve.working_days",
                format!("serve.days_off has {} too", both.join(", ")),
                "take each day out of one of the two".to_owned(),
            );
        }
    }

    fn a_relay_and_what_it_needs(&mut self) {
        let mail = self.config.serve.mail.clone();
        let relay = mail.relay.is_some();
        for (name, set) in [
            ("serve.mail_login", mail.login.is_some()),
            ("serve.mail_password_file", mail.password_file.is_some()),
            ("serve.mail_ca", mail.ca.is_some()),
        ] {
            if set && !relay {
                self.conflict(
                    name,
                    format!("{name} is set and serve.mail_relay is not"),
                    "set serve.mail_relay too, or take the line out: without a relay letters become files"
                        .to_owned(),
                );
            }
        }
        if relay && mail.from.is_none() {
            self.conflict(
                "serve.mail_relay",
                "serve.mail_relay is set and serve.mail_from is not".to_owned(),
                "set serve.mail_from too: a letter needs the address of its sender".to_owned(),
            );
        }
        match (&mail.login, &mail.password_file) {
            (Some(_), None) if relay => self.conflict(
                "serve.mail_login",
                "serve.mail_login is set and serve.mail_password_file is not".to_owned(),
                "set serve.mail_password_file too: a login needs its password".to_owned(),
            ),
            (None, Some(_)) if relay => self.conflict(
                "serve.mail_password_file",
                "serve.mail_password_file is set and serve.mail_login is not".to_owned(),
                "set serve.mail_login too: a password needs its login".to_owned(),
            ),
            _ => {}
        }
    }

    /// Papers go one way: of two that are set, the later would be forgotten in silence.
    fn one_way_to_print(&mut self) {
        let printing = &self.config.printing;
        let ways = [
            ("printing.folder", printing.folder.is_some()),
            ("printing.command", printing.command.is_some()),
            ("printing.printer", printing.printer.is_some()),
            ("printing.server", printing.server.is_some()),
        ];
        let mut set = ways.iter().filter(|(_, set)| *set).map(|(name, _)| *name);
        let Some(first) = set.next().filter(|way| !CUPS_ALONE.contains(way)) else {
            return;
        };
        for other in set.collect::<Vec<_>>() {
            self.conflict(
                other,
                format!("{other} is set and {first} too: papers go one way only"),
                "take one of the two out".to_owned(),
            );
        }
    }

    fn conflict(&mut self, name: &str, what: String, hint: String) {
        let (file, at) = self
            .origins
            .get(name)
            .cloned()
            .unwrap_or_else(|| ("defaults".to_owned(), None));
        self.mistakes.push(Diagnostic {
            file,
            at,
            what,
            hint,
        });
    }
}

/// What goes together: a printer and the CUPS that has it.
const CUPS_ALONE: [&str; 2] = ["printing.printer", "printing.server"];

fn is_table(name: &str) -> bool {
    KEYS.iter().any(|key| {
        key.name
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// What is known at this level, and whether the key stands in the wrong table.
fn unknown(name: &str, key: &str, prefix: &str) -> Mistake {
    if let Some(elsewhere) = KEYS.iter().find(|known| known.name == key) {
        return Mistake::new(
            format!("\"{key}\" stands in no table"),
            format!(
                "move `{}` up, before the first line in brackets",
                elsewhere.name
            ),
        );
    }
    let tables: Vec<String> = KEYS
        .iter()
        .filter_map(|known| known.name.rsplit_once('.'))
        .filter(|(_, last)| *last == key)
        .map(|(table, _)| format!("[{table}]"))
        .collect();
    if !tables.is_empty() {
        return Mistake::new(
            format!("no setting is called \"{name}\""),
            format!("`{key}` belongs to {}", tables.join(" or ")),
        );
    }
    let mut known: Vec<&str> = KEYS
        .iter()
        .filter_map(|known| known.name.strip_prefix(prefix))
        .map(|rest| rest.split('.').next().unwrap_or(rest))
        .collect();
    known.dedup();
    Mistake::unknown(format!("no setting is called \"{name}\""), key, known)
}
