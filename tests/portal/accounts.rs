//! `reestr admin portal`: accounts as an administrator makes, lists and closes them.

use std::path::Path;
use std::process::{Command, Output};

fn reestr(database: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(["admin", "--database"])
        .arg(database)
        .args(arguments)
        .env("XDG_CONFIG_HOME", database.parent().unwrap())
        .output()
        .unwrap()
}

fn done(database: &Path, arguments: &[&str]) -> String {
    let output = reestr(database, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_account_is_made_listed_closed_and_opened() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("register.sqlite");
    let create = [
        "portal",
        "create",
        "--name",
        "Госуслуги Коми",
        "--municipality",
        "1",
    ];
    let refused = reestr(&database, &create);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("the municipality does not exist"));

    done(
        &database,
        &["create-municipality", "--code", "1", "--name", "Сыктывкар"],
    );
    let made = done(&database, &create);
    let token = made.strip_prefix("portal 1\ntoken ").unwrap().trim();
    assert_eq!(token.len(), 64);
    let again = reestr(&database, &create);
    assert!(String::from_utf8_lossy(&again.stderr).contains("exists already"));

    let list = done(&database, &["portal", "list"]);
    assert!(
        list.starts_with("1: Госуслуги Коми, municipalities 01, 600 requests per minute"),
        "{list}"
    );
    assert!(
        list.trim_end().ends_with("enabled") && !list.contains(token),
        "{list}"
    );
    let kept = std::fs::read(&database).unwrap();
    assert!(
        !kept
            .windows(token.len())
            .any(|bytes| bytes == token.as_bytes())
    );

    assert_eq!(done(&database, &["portal", "disable", "1"]), "disabled\n");
    assert!(done(&database, &["portal", "list"]).contains("disabled since"));
    assert_eq!(done(&database, &["portal", "enable", "1"]), "enabled\n");
    assert!(!done(&database, &["portal", "list"]).contains("disabled"));
    let renewed = done(&database, &["portal", "token", "1"]);
    assert_ne!(renewed.strip_prefix("token ").unwrap().trim(), token);
    assert!(
        !reestr(&database, &["portal", "disable", "9"])
            .status
            .success()
    );
}
