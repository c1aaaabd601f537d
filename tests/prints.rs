//! What the program prints about itself: completions that a real shell completes with, a manual page without mistakes, and
//! a unit that systemd takes.
#![cfg(any(feature = "tui", feature = "server"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use reestr::config::keys::KEYS;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reestr"));
    command.env_remove("REESTR_CONFIG");
    command
}

fn printed(arguments: &[&str]) -> String {
    let output = program().args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Where a program lies, administration's too; `None`, with the word for `.ci/run`, where it is not installed.
fn tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
    let found = path
        .split(':')
        .map(|folder| Path::new(folder).join(name))
        .find(|path| path.exists());
    if found.is_none() {
        println!("skipped: needs {name}");
    }
    found
}

/// What bash offers when Tab is pressed behind these words.
fn offered(script: &Path, words: &[&str]) -> Vec<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (last, before) = (&quoted[quoted.len() - 1], &quoted[quoted.len() - 2]);
    // Nothing is being completed interactively, which compopt would complain of.
    let line = format!(
        "compopt() {{ :; }}; source {}; COMP_WORDS=({}); COMP_CWORD={}; \
         complete -p reestr > /dev/null || exit 1; _reestr reestr {last} {before}; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        quoted.join(" "),
        quoted.len() - 1,
    );
    let output = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", &line])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.is_empty(), "{said}");
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("reestr.bash");
    fs::write(&script, printed(&["completions", "bash"])).unwrap();
    let offered = |words: &[&str]| offered(&script, words);
    assert_eq!(offered(&["reestr", "doc"]), ["doctor"]);
    assert_eq!(offered(&["reestr", "doctor", "--js"]), ["--json"]);
    assert_eq!(offered(&["reestr", "completions", "z"]), ["zsh"]);
    #[cfg(feature = "tui")]
    {
        assert_eq!(offered(&["reestr", "--theme", "con"]), ["contrast"]);
        assert_eq!(offered(&["reestr", "--keymap", ""]), ["default", "vim"]);
        assert_eq!(offered(&["reestr", "--language", ""]), ["ru", "en"]);
    }
    #[cfg(feature = "server")]
    {
        let exported = offered(&["reestr", "admin", "export", "c"]);
        assert_eq!(exported, ["certificates", "clerks"]);
        let may = offered(&["reestr", "admin", "create-clerk", "--may", "personal"]);
        assert_eq!(may, ["personal.view"]);
        let files = folder.path().join("register.sqlite");
        fs::write(&files, "").unwrap();
        let begun = folder.path().join("reg");
        let found = offered(&["reestr", "serve", "--database", begun.to_str().unwrap()]);
        assert_eq!(found, [files.to_str().unwrap()]);
    }
}

#[test]
fn every_shell_has_a_script_of_its_own() {
    for (shell, begins) in [
        ("zsh", "#compdef reestr"),
        ("fish", "# Print an optspec"),
        ("elvish", ""),
        ("powershell", ""),
    ] {
        let script = printed(&["completions", shell]);
        assert!(script.trim_start().starts_with(begins), "{shell}: {script}");
        assert!(script.contains("doctor"), "{shell}");
    }
}

/// Both as it is formatted for a terminal, and the mistakes that groff finds.
fn formatted(page: &str) -> Option<(String, String)> {
    let groff = tool("groff")?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.1");
    fs::write(&file, page).unwrap();
    let Output { stdout, stderr, .. } = Command::new(groff)
        .args(["-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou"])
        .arg(&file)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Some((text(stdout), text(stderr)))
}

#[test]
fn the_manual_page_tells_every_command_and_every_setting() {
    let page = printed(&["man"]);
    let Some((text, mistakes)) = formatted(&page) else {
        return;
    };
    assert_eq!(mistakes, "");
    for section in [
        "NAME",
        "SYNOPSIS",
        "OPTIONS",
        "COMMANDS",
        "CONFIGURATION",
        "ENVIRONMENT",
        "FILES",
        "EXIT STATUS",
        "SIGNALS",
        "EXAMPLES",
    ] {
        assert!(
            text.lines().any(|line| line == section),
            "{section}:\n{text}"
        );
    }
    for key in KEYS {
        let variable = key.variable();
        for name in [key.name, &variable] {
            let line = |line: &str| line.trim_start().starts_with(name);
            assert!(text.lines().any(line), "{name}");
        }
    }
    for command in ["reestr doctor", "reestr completions", "reestr man"] {
        assert!(text.contains(command), "{command}");
    }
    #[cfg(feature = "server")]
    assert!(text.contains("reestr admin create-clerk") && text.contains("personal.view"));
}

#[test]
fn each_command_has_a_page_of_its_own() {
    let page = printed(&["man", "completions"]);
    if let Some((text, mistakes)) = formatted(&page) {
        assert_eq!(mistakes, "");
        assert!(
            text.contains("reestr-completions") && text.contains("reestr(1)"),
            "{text}"
        );
    }
    #[cfg(feature = "server")]
    if let Some((text, mistakes)) = formatted(&printed(&["man", "admin", "import"])) {
        assert_eq!(mistakes, "");
        assert!(text.contains("Нормативная стоимость"), "{text}");
    }
    let output = program().args(["man", "fly"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && said.contains("no command fly"),
        "{said}"
    );
}

#[cfg(feature = "server")]
mod unit {
    use super::*;

    fn unit(configuration: &str, arguments: &[&str]) -> String {
        // A service doesn't see a home; the folder of temporary files may lie in one.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        fs::write(&file, configuration).unwrap();
        let all = [&["unit", "--config", file.to_str().unwrap()], arguments].concat();
        printed(&all)
    }

    #[test]
    fn systemd_takes_the_unit() {
        let unit = unit("", &[]);
        for line in [
            "User=reestr",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "StateDirectory=reestr",
            "CapabilityBoundingSet=",
            "TimeoutStopSec=30s",
        ] {
            assert!(unit.lines().any(|found| found == line), "{line}:\n{unit}");
        }
        assert!(
            !unit.contains("LoadCredential") && !unit.contains('{'),
            "{unit}"
        );
        let Some(verify) = tool("systemd-analyze") else {
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reestr.service");
        fs::write(&file, &unit).unwrap();
        let output = Command::new(&verify)
            .arg("verify")
            .arg("--man=no")
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.success() && !said.contains("reestr.service"),
            "{said}"
        );
    }

    #[test]
    fn secrets_are_credentials_and_low_ports_a_right() {
        let unit = unit(
            "[serve]\nopen = \"0.0.0.0:443\"\ntls_cert = \"/etc/reestr/tls.pem\"\ntls_key = \"/etc/reestr/tls.key\"\n",
            &[
                "--database",
                "/srv/reestr/register.sqlite",
                "--user",
                "register",
            ],
        );
        for line in [
            "User=register",
            "LoadCredential=tls-key:/etc/reestr/tls.key",
            "Environment=REESTR_SERVE_TLS_KEY=%d/tls-key",
            "AmbientCapabilities=CAP_NET_BIND_SERVICE",
            "ReadWritePaths=/srv/reestr",
        ] {
            assert!(unit.lines().any(|found| found == line), "{line}:\n{unit}");
        }
    }

    #[test]
    fn what_a_service_can_not_see_is_refused() {
        let output = program()
            .args(["unit", "--database", "/home/anna/register.sqlite"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains("/var/lib/reestr"),
            "{said}"
        );
    }
}
