//! The command line: every refusal is one sentence that says what to do, and a code that isn't zero.
#![cfg(all(feature = "tui", feature = "server"))]

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> &Path {
        self.home.path()
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reestr"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses its arguments reads nothing.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// Runs what has to fail, and gives what it said.
    fn refused(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{arguments:?}: {said}");
        assert!(said.starts_with("reestr: "), "{said}");
        assert!(
            !said.contains("backtrace") && !said.contains("Caused by"),
            "{said}"
        );
        said
    }

    fn done(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn without_a_terminal_the_panels_say_what_to_do() {
    let said = Desk::new().refused(&[], "");
    assert!(said.contains("ssh -t"), "{said}");
}

#[test]
fn a_wrong_setting_is_told_with_its_line() {
    let desk = Desk::new();
    let file = desk.path().join("wrong.toml");
    std::fs::write(&file, "language = \"ru\"\nthem = \"mono\"\n").unwrap();
    let said = desk.refused(&["--config", file.to_str().unwrap()], "");
    assert!(
        said.contains("wrong.toml:2") && said.contains("theme"),
        "{said}"
    );
}

#[test]
fn check_is_content_with_what_comes_along_and_not_with_a_wrong_file() {
    let desk = Desk::new();
    desk.done(&["check"], "");
    let file = desk.path().join("keys.toml");
    std::fs::write(&file, "[queue]\nfly = [\"f\"]\n").unwrap();
    let output = desk.run(&["check", file.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("keys.toml:2"), "{said}");
}

#[test]
fn a_register_is_set_up_and_its_audit_holds() {
    let desk = Desk::new();
    let database = desk.path().join("new/register.sqlite");
    let admin = |rest: &[&'static str]| {
        let mut arguments = vec!["admin", "--database", database.to_str().unwrap()];
        arguments.extend(rest);
        arguments.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |rest: &[&'static str], input: &str| {
        let arguments = admin(rest);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        desk.done(&arguments, input)
    };
    run(
        &["create-municipality", "--code", "1", "--name", "Сыктывкар"],
        "",
    );
    let organisation = run(
        &[
            "create-organisation",
            "--municipality",
            "1",
            "--name",
            "Дворец творчества",
        ],
        "",
    );
    assert_eq!(organisation, "organisation 1\n");
    let clerk = [
        "create-clerk",
        "--organisation",
        "1",
        "--login",
        "popova",
        "--name",
        "Попова А. И.",
        "--may",
        "application.accept",
    ];
    assert_eq!(run(&clerk, "correct horse\n"), "clerk 1\n");
    run(
        &[
            "set-capabilities",
            "--login",
            "popova",
            "--may",
            "personal.view",
        ],
        "",
    );
    run(&["verify-audit"], "");
    let night = run(&["night", "run"], "");
    assert!(
        night.contains("municipality 01") && night.contains("nothing was due"),
        "{night}"
    );
    let again = run(&["night", "run", "--municipality", "1"], "");
    assert!(again.contains("nothing was changed"), "{again}");
    let report = run(&["night", "report"], "");
    assert!(report.contains("night of"), "{report}");

    let arguments = admin(&["night", "run", "--municipality", "9"]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = desk.refused(&arguments, "");
    assert!(said.contains("create-municipality"), "{said}");

    let arguments = admin(&[
        "create-clerk",
        "--organisation",
        "1",
        "--login",
        "ivanova",
        "--name",
        "Иванова",
    ]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert!(desk.refused(&arguments, "short\n").contains("longer"));
    assert!(desk.refused(&arguments, "").contains("REESTR_PASSWORD"));
}

#[test]
fn the_next_version_of_a_consent_is_set_and_the_first_stays() {
    let desk = Desk::new();
    let database = desk.path().join("register.sqlite");
    let file = desk.path().join("changes.toml");
    let database = database.to_str().unwrap();
    let admin = ["admin", "--database", database];
    let run = |rest: &[&str]| desk.done(&[&admin[..], rest].concat(), "");
    let listed = run(&["consent", "list"]);
    assert_eq!(listed.matches(" 1: ").count(), 4, "{listed}");
    let first = run(&["consent", "show", "changes"]);

    std::fs::write(&file, "title = \"Новое\"\ntext = 5\n").unwrap();
    let set = ["consent", "set", "changes", file.to_str().unwrap()];
    let said = desk.refused(&[&admin[..], &set].concat(), "");
    assert!(said.contains("changes.toml:2:8"), "{said}");
    let text = "title = \"Новое\"\ntext = \"\"\"\nРаз.\n\nДва.\n\"\"\"\nmeaning = \"То же.\"\nrefusal = \"Нет.\"\n";
    std::fs::write(&file, text).unwrap();
    assert_eq!(run(&set), "changes 2\n");
    assert!(run(&["consent", "list"]).contains("changes 2: Новое (in force)"));
    assert_eq!(
        run(&["consent", "show", "changes"]),
        "Новое\n\nРаз.\n\nДва.\n\nТо же.\n\nНет.\n"
    );
    assert_eq!(
        run(&["consent", "show", "changes", "--version", "1"]),
        first
    );
    // The register's own chain of the audit tells of it.
    assert!(run(&["verify-audit"]).starts_with("o0: 1 rows, "));

    let absent = ["consent", "show", "changes", "--version", "9"];
    assert!(
        desk.refused(&[&admin[..], &absent].concat(), "")
            .contains("consent list")
    );
}

#[test]
fn a_port_in_use_and_plain_http_for_others_are_refused() {
    let desk = Desk::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = desk.refused(&["serve", "--open", &address], "");
    assert!(said.contains("in use"), "{said}");
    let said = desk.refused(&["serve", "--open", "192.0.2.1:8600"], "");
    assert!(said.contains("TLS"), "{said}");
}

/// Waits until the process has set its limits; a process that never does ends the test.
fn core_limits(process: u32) -> String {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
        let line = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let line = line
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if line == "Max core file size 0 0 bytes" || std::time::Instant::now() > until {
            return line;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn the_keeper_of_the_cache_leaves_no_core_file() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    let (ours, theirs) = UnixStream::pair().unwrap();
    let mut keeper = Command::new(env!("CARGO_BIN_EXE_reestr"))
        .arg("cache-keeper")
        .stdin(Stdio::from(OwnedFd::from(theirs)))
        .spawn()
        .unwrap();
    assert_eq!(core_limits(keeper.id()), "Max core file size 0 0 bytes");
    drop(ours);
    assert!(keeper.wait().unwrap().success());
}

#[test]
fn a_wipe_of_nothing_says_so() {
    let desk = Desk::new();
    let said = desk.done(&["wipe", "--login", "nobody"], "");
    assert!(said.starts_with("nothing of this login"), "{said}");
    let arguments = ["admin", "recover", "--store", "nowhere"];
    let said = desk.refused(&arguments, "");
    assert!(said.contains("recovery.key"), "{said}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_mistake() {
    let desk = Desk::new();
    for arguments in [["man"].as_slice(), &["completions", "bash"], &["doctor"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reestr"))
            .args(arguments)
            .env_clear()
            .env("HOME", desk.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, "", "{arguments:?}");
    }
}
