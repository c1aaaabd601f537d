//! `reestr doctor` on the real program: what works, what doesn't, and that each thing that is broken is told for what it
//! is, with what to do, beside all the others.
#![cfg(all(feature = "tui", feature = "server"))]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/smtp.rs"]
mod smtp;

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use pty::Pty;
use serde_json::Value;
use smtp::{LOGIN, PASSWORD, Smtp};
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn authority() -> String {
    fixture("api/fixtures/localhost.pem").display().to_string()
}

/// Somebody's home, in which the program runs.
struct Office {
    home: TempDir,
    variables: Vec<(String, String)>,
}

impl Office {
    /// Papers go into a folder, so that nothing depends on the printers of this machine.
    fn new() -> Self {
        let office = Self {
            home: tempfile::tempdir().unwrap(),
            variables: Vec::new(),
        };
        let papers = office.path("papers");
        fs::create_dir(&papers).unwrap();
        office.with("REESTR_PRINTING_FOLDER", &papers)
    }

    fn with(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.variables.retain(|(known, _)| known != name);
        let value = value.as_ref().to_str().unwrap().to_owned();
        self.variables.push((name.to_owned(), value));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reestr"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .env("LANG", "ru_RU.UTF-8")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What the examination finds, in English.
    fn examined(&self, arguments: &[&str]) -> Examined {
        let all = [&["doctor", "--json", "--language", "en"], arguments].concat();
        let output = self.run(&all);
        let said = String::from_utf8(output.stdout).unwrap();
        let report: Value = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{said}{}", String::from_utf8_lossy(&output.stderr)));
        let works = report["works"].as_bool().unwrap();
        assert_eq!(output.status.code(), Some(i32::from(!works)), "{said}");
        Examined(report)
    }
}

struct Examined(Value);

impl Examined {
    fn works(&self) -> bool {
        self.0["works"].as_bool().unwrap()
    }

    fn all(&self, check: &str) -> Vec<&Value> {
        let findings = self.0["findings"].as_array().unwrap();
        findings.iter().filter(|f| f["check"] == check).collect()
    }

    /// The worst that was found by a check, and what to do about it: `verdict: what / todo`.
    fn of(&self, check: &str) -> String {
        let rank = |f: &&Value| {
            let order = ["ok", "note", "warning", "failure"];
            order.iter().position(|v| f["verdict"] == *v)
        };
        let Some(worst) = self.all(check).into_iter().max_by_key(rank) else {
            panic!("nothing about {check}: {:#}", self.0);
        };
        let text = |name: &str| worst[name].as_str().unwrap_or_default().to_owned();
        format!("{}: {} / {}", text("verdict"), text("what"), text("todo"))
    }

    #[track_caller]
    fn has(&self, check: &str, parts: &[&str]) {
        let found = self.of(check);
        for part in parts {
            assert!(found.contains(part), "{part:?} is not in {found}");
        }
    }
}

/// A register that serves until it is dropped.
struct Serving {
    child: Child,
    open: u16,
    protected: u16,
}

impl Serving {
    /// With the certificate and key `name`, on `host`; its database lies in the office's home.
    fn start(office: &Office, host: &str, name: &str) -> Self {
        let database = office.path("register/register.sqlite");
        let (cert, key) = (format!("{name}.pem"), format!("{name}.key"));
        let (cert, key) = (fixture(&cert), fixture(&key));
        let open = format!("{host}:0");
        let mut child = office
            .command(&["serve", "--open", &open, "--database"])
            .arg(database)
            .arg("--tls-cert")
            .arg(&cert)
            .arg("--tls-key")
            .arg(&key)
            .args(["--protected", "127.0.0.1:0"])
            .env("REESTR_SERVE_PROTECTED_CERT", &cert)
            .env("REESTR_SERVE_PROTECTED_KEY", &key)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut port = || {
            let line = lines.next().unwrap().unwrap();
            line.rsplit_once(':').unwrap().1.parse().unwrap()
        };
        let (open, protected) = (port(), port());
        Self {
            child,
            open,
            protected,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn localhost(office: &Office) -> Serving {
    Serving::start(office, "127.0.0.1", "api/fixtures/localhost")
}

/// An address at which nobody listens.
fn dead() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", free.local_addr().unwrap())
}

#[test]
fn a_desk_and_a_register_that_work_are_told_so_in_lines_that_fit() {
    let office = Office::new();
    let serving = localhost(&office);
    let open = format!("https://localhost:{}", serving.open);
    let protected = format!("https://localhost:{}", serving.protected);
    let (ca, data) = (authority(), office.path("data").display().to_string());
    let database = office
        .path("register/register.sqlite")
        .display()
        .to_string();
    let arguments = [
        "--server",
        &open,
        "--protected",
        &protected,
        "--ca",
        &ca,
        "--data",
        &data,
        "--database",
        &database,
    ];
    let found = office.examined(&arguments);
    assert!(found.works(), "{:#}", found.0);
    for side in ["open", "protected"] {
        let check = |step: &str| format!("link.{side}.{step}");
        found.has(&check("tls"), &["ok: ", "TLS 1.3"]);
        let certificate = ["ok: ", "localhost, 127.0.0.1", "29.10.2126", "days left"];
        found.has(&check("certificate"), &certificate);
        found.has(&check("answer"), &["ok: ", "protocol 1"]);
        found.has(&check("speed"), &["there and back", "kbit/s"]);
    }
    found.has("clock.register", &["ok: ", "differs"]);
    found.has("store.slots", &["nobody has worked here yet"]);
    found.has("configuration.settings", &["ok: "]);
    found.has("printing.way", &["papers"]);
    found.has("register.database", &["ok: ", "opens; schema"]);
    found.has("register.recovery", &["ok: ", "recovery.key"]);
    found.has(
        "register.letters",
        &["letters waiting: 0, not delivered: 0"],
    );
    found.has("register.night", &["night"]);
    found.has("mail.relay", &["become files"]);
    found.has(
        "hosts.open",
        &[&format!("localhost:{}", serving.open), "127.0.0.1"],
    );

    // The same for a person, who may hear it.
    let output = office.run(&[&["doctor"], &arguments[..]].concat());
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("Связь с реестром\n") && said.contains("  в порядке: "),
        "{said}"
    );
    assert!(
        !said.contains("doctor-") && !said.contains('\u{1b}'),
        "{said}"
    );
    for line in said.lines() {
        let long = line.chars().count() > 80;
        assert!(!long || line.trim().split(' ').count() == 1, "{line:?}");
    }
}

#[test]
fn a_dead_address_is_told_and_hides_nothing_else() {
    let office = Office::new();
    let found = office.examined(&["--server", &dead()]);
    let refused = ["failure: ", "refuses the connection", "check the port"];
    found.has("link.open.connect", &refused);
    found.has("clock.register", &["note: ", "can't be compared"]);
    found.has("folder", &["/"]);
    found.has("link.protected.name", &["nobody sees personal data"]);
    let found = office.examined(&["--server", "https://no-such-host.invalid"]);
    found.has(
        "link.open.name",
        &["failure: ", "no-such-host.invalid", "name service"],
    );
}

#[test]
fn what_is_wrong_with_a_certificate_is_told_for_what_it_is() {
    let office = Office::new();
    let strange = fixture("doctor/expired.pem").display().to_string();
    let serving = Serving::start(&office, "0.0.0.0", "api/fixtures/localhost");
    let url = format!("https://localhost:{}", serving.open);
    let found = office.examined(&["--part", "desk", "--server", &url, "--ca", &strange]);
    let other = ["failure: ", "unknown authority", "is of another authority"];
    found.has("link.open.certificate", &other);

    let trusting = Office::new().with("SSL_CERT_FILE", &strange);
    let found = trusting.examined(&["--part", "desk", "--server", &url]);
    found.has(
        "link.open.certificate",
        &["failure: ", "unknown authority", "--ca FILE"],
    );

    let elsewhere = format!("https://127.0.0.2:{}", serving.open);
    let ca = authority();
    let found = office.examined(&["--part", "desk", "--server", &elsewhere, "--ca", &ca]);
    found.has("link.open.certificate", &["failure: ", "not for this name"]);
    drop(serving);

    let office = Office::new();
    let serving = Serving::start(&office, "127.0.0.1", "doctor/expired");
    let url = format!("https://localhost:{}", serving.open);
    let database = office
        .path("register/register.sqlite")
        .display()
        .to_string();
    let (cert, key) = (fixture("doctor/expired.pem"), fixture("doctor/expired.key"));
    let office = office
        .with("REESTR_SERVE_TLS_CERT", cert)
        .with("REESTR_SERVE_TLS_KEY", key);
    let arguments = ["--server", &url, "--ca", &strange, "--database", &database];
    let found = office.examined(&arguments);
    let over = ["failure: ", "expired on 01.01.2021", "new certificate"];
    found.has("link.open.certificate", &over);
    found.has("register.certificate", &over);
    assert_eq!(found.all("link.open.certificate").len(), 1, "told once");
}

/// Answers every request of a connection with `body`, as if at `date`.
fn pretends(body: &'static str, date: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let mut asked = [0; 4096];
                while let Ok(1..) = stream.read(&mut asked) {
                    let length = body.len();
                    let answer = format!(
                        "HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n{body}"
                    );
                    if stream.write_all(answer.as_bytes()).is_err() {
                        break;
                    }
                }
            });
        }
    });
    format!("http://{address}")
}

const HEALTHY: &str = r#"{"status":"ok","version":"0.1.0","min_version":1}"#;

#[test]
fn clocks_that_differ_are_a_warning_and_say_what_depends_on_them() {
    let url = pretends(HEALTHY, "Mon, 01 Jan 2024 10:00:00 GMT");
    let found = Office::new().examined(&["--server", &url]);
    assert!(found.works(), "{:#}", found.0);
    found.has(
        "clock.register",
        &["warning: ", "is ahead by", "leases", "timedatectl"],
    );
    let url = pretends(HEALTHY, "Sun, 01 Jan 2090 10:00:00 GMT");
    let found = Office::new().examined(&["--server", &url]);
    found.has("clock.register", &["warning: ", "is behind by"]);
}

#[test]
fn an_old_program_and_a_foreign_server_are_told_apart() {
    let newer = r#"{"status":"ok","version":"9.0.0","min_version":7}"#;
    let url = pretends(newer, "Mon, 01 Jan 2024 10:00:00 GMT");
    let found = Office::new().examined(&["--server", &url]);
    found.has(
        "link.open.answer",
        &["failure: ", "too old", "install the newer program"],
    );
    let url = pretends(
        "<h1>Log in to the network</h1>",
        "Mon, 01 Jan 2024 10:00:00 GMT",
    );
    let found = Office::new().examined(&["--server", &url]);
    found.has(
        "link.open.answer",
        &["failure: ", "another program answers"],
    );
    let secure = url.replace("http://", "https://");
    let found = Office::new().examined(&["--server", &secure]);
    found.has("link.open.tls", &["failure: ", "not in TLS"]);
}

#[test]
fn a_data_directory_that_can_not_be_used_fails() {
    let office = Office::new();
    let file = office.path("file");
    fs::write(&file, "").unwrap();
    let url = pretends(HEALTHY, "Mon, 01 Jan 2024 10:00:00 GMT");
    let found = office.examined(&["--server", &url, "--data", file.to_str().unwrap()]);
    assert!(!found.works());
    found.has(
        "folder",
        &["failure: ", "can't be used", "owner and rights"],
    );
    let open = office.path("open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, Permissions::from_mode(0o755)).unwrap();
    let found = office.examined(&["--server", &url, "--data", open.to_str().unwrap()]);
    found.has("folder.rights", &["warning: ", "chmod 700"]);
}

#[test]
fn without_cups_a_desk_is_warned_and_one_with_a_printer_fails() {
    let url = pretends(HEALTHY, "Mon, 01 Jan 2024 10:00:00 GMT");
    let office = Office::new().without("REESTR_PRINTING_FOLDER");
    let office = office.with("PATH", "/nonexistent");
    let found = office.examined(&["--server", &url]);
    assert!(found.works(), "{:#}", found.0);
    found.has("printing.cups", &["warning: ", "lpstat", "cups-client"]);
    found.has("hosts.printing", &["CUPS of this machine"]);
    let office = office.with("REESTR_PRINTING_PRINTER", "Desk");
    let found = office.examined(&["--server", &url]);
    found.has("printing.cups", &["failure: ", "lpstat"]);
}

#[test]
fn mistakes_in_the_settings_are_told_with_their_lines_and_the_rest_is_examined() {
    let office = Office::new();
    let file = office.path("wrong.toml");
    let url = pretends(HEALTHY, "Mon, 01 Jan 2024 10:00:00 GMT");
    fs::write(
        &file,
        format!("them = \"mono\"\n[server]\nopen = \"{url}\"\n"),
    )
    .unwrap();
    let found = office.examined(&["--config", file.to_str().unwrap()]);
    let mistake = ["failure: ", "wrong.toml:1:1", "did you mean \"theme\"?"];
    found.has("configuration.settings", &mistake);
    found.has("link.open.answer", &["ok: "]);
}

#[test]
fn the_files_of_a_register_are_examined_beside_it_and_without_it() {
    let office = Office::new();
    let database = office.path("register.sqlite");
    let arguments = [
        "--part",
        "register",
        "--database",
        database.to_str().unwrap(),
    ];
    let found = office.examined(&arguments);
    found.has(
        "register.database",
        &["failure: ", "there is no database", "--database"],
    );
    assert!(found.all("link.open.name").is_empty());

    let made = office.run(&[
        "admin",
        "--database",
        database.to_str().unwrap(),
        "create-municipality",
        "--code",
        "1",
        "--name",
        "Сыктывкар",
    ]);
    assert!(made.status.success());
    let found = office.examined(&arguments);
    found.has("register.database", &["ok: ", "opens"]);
    found.has(
        "register.recovery",
        &["failure: ", "recovery.key", "backup"],
    );
    found.has(
        "register.open",
        &["warning: ", "nobody listens", "reestr serve"],
    );

    let key = office.path("recovery.key");
    fs::write(&key, [7; 32]).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let found = office.examined(&arguments);
    found.has("register.recovery", &["ok: "]);
    found.has("register.recovery.rights", &["failure: ", "chmod 600"]);

    fs::write(
        &database,
        "no database, whatever its name says, but long enough".repeat(40),
    )
    .unwrap();
    let found = office.examined(&arguments);
    found.has(
        "register.database",
        &["failure: ", "no database of the register"],
    );
}

#[test]
fn the_mail_server_is_tried_and_no_letter_is_sent() {
    let Some(smtp) = Smtp::start() else { return };
    let office = Office::new();
    let password = office.path("password");
    let write = |text: &str| {
        fs::write(&password, text).unwrap();
        fs::set_permissions(&password, Permissions::from_mode(0o600)).unwrap();
    };
    write(PASSWORD);
    let database = office.path("register.sqlite");
    let office = office
        .with(
            "REESTR_SERVE_MAIL_RELAY",
            format!("smtp://localhost:{}", smtp.plain),
        )
        .with("REESTR_SERVE_MAIL_FROM", "reestr@office.example")
        .with("REESTR_SERVE_MAIL_LOGIN", LOGIN)
        .with("REESTR_SERVE_MAIL_PASSWORD_FILE", &password)
        .with(
            "REESTR_SERVE_MAIL_CA",
            fixture("api/fixtures/localhost.pem"),
        );
    let arguments = [
        "--part",
        "register",
        "--database",
        database.to_str().unwrap(),
    ];
    let found = office.examined(&arguments);
    found.has("mail.relay", &["ok: ", "ready to take a letter"]);
    found.has("mail.certificate", &["ok: ", "localhost, 127.0.0.1"]);
    found.has("hosts.mail", &[&format!("localhost:{}", smtp.plain)]);
    write("wrong-and-secret");
    let found = office.examined(&arguments);
    found.has(
        "mail.relay",
        &["failure: ", "didn't accept the login", "mail_password_file"],
    );
    assert!(!found.0.to_string().contains("wrong-and-secret"));
    let office = office.with("REESTR_SERVE_MAIL_CA", fixture("doctor/expired.pem"));
    let found = office.examined(&arguments);
    found.has("mail.relay", &["failure: ", "encryption", "serve.mail_ca"]);
}

#[test]
fn a_terminal_is_asked_and_given_back() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().to_str().unwrap();
    let variables = [
        ("HOME", home),
        ("XDG_CONFIG_HOME", home),
        ("XDG_DATA_HOME", home),
    ];
    let server = dead();
    let arguments = [
        "doctor",
        "--part",
        "desk",
        "--language",
        "en",
        "--server",
        &server,
    ];
    let mut desk = Pty::start(&arguments, &variables, 100, 60);
    asked(&desk);
    desk.keys("\u{1b}[1;3R\u{1b}[?2026;2$y\u{1b}[?2004;2$y\u{1b}[?1049;2$y\u{1b}[?62c");
    let screen = desk.wait_for("Hosts that the program may contact");
    for part in [
        "size 100×60",
        "one column each",
        "frames are shown whole (mode 2026)",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    assert!(
        !screen.contains("62c"),
        "the answers are not echoed:\n{screen}"
    );

    // A terminal that reads another encoding, and one that says nothing at all.
    let mut desk = Pty::start(&arguments, &variables, 79, 60);
    asked(&desk);
    desk.keys("\u{1b}[1;6R\u{1b}[?62c");
    let screen = desk.wait_for("Hosts that the program may contact");
    for part in ["the window is 79×60", "this many columns: 5"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    let desk = Pty::start(&arguments, &variables, 100, 60);
    let screen = desk.wait_for("Hosts that the program may contact");
    assert!(
        screen.contains("doesn't say where its cursor is"),
        "{screen}"
    );
}

/// Waits until the program has asked its last question.
fn asked(desk: &Pty) {
    desk.wait("the questions", |_| {
        String::from_utf8_lossy(&desk.raw()).contains("\u{1b}[c")
    });
}
