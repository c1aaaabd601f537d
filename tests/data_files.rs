//! Every data file that is bundled loads; every bad file of `tests/config/invalid` is answered with exactly the text
//! that stands beside it.
//!
//! After a deliberate change of a text: `REESTR_WRITE_EXPECTED=1 cargo test --test data_files`, then read the difference.
#![cfg(feature = "tui")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reestr::config::{DataFile, Environment, KEYMAPS, LANGUAGES, Overrides, THEMES, load_from};
use reestr::i18n::Language;
use reestr::tui::check::{Report, run};

fn environment(folder: &Path, variables: &[(&str, &str)]) -> Environment {
    Environment {
        variables: variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        home: "/home/clerk".into(),
        config_home: folder.to_owned(),
        data_home: "/home/clerk/.local/share".into(),
    }
}

fn check(files: &[PathBuf]) -> Vec<Report> {
    let environment = environment(Path::new("/nowhere"), &[]);
    run(&environment, &Overrides::default(), files)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn bundled_files_load_clean() {
    let reports = check(&[]);
    assert_eq!(reports.len(), 1 + KEYMAPS.len() + THEMES.len());
    for report in reports {
        assert!(report.is_ok(), "{report}");
        assert!(report.to_string().ends_with(": ok"));
    }
}

#[test]
fn every_file_of_the_data_folders_is_bundled() {
    for (folder, names) in [("keymaps", &KEYMAPS[..]), ("themes", &THEMES[..])] {
        let mut found: Vec<String> = files(folder)
            .iter()
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| !name.starts_with("layout-"))
            .collect();
        found.sort();
        let mut named: Vec<&str> = names.to_vec();
        named.sort_unstable();
        assert_eq!(found, named, "{folder}");
    }
}

#[test]
fn every_language_of_the_settings_exists() {
    let known = Language::ALL.map(Language::code);
    assert_eq!(known, LANGUAGES);
}

#[test]
fn valid_files_are_ok() {
    for file in files("tests/config/valid") {
        for report in check(&[file]) {
            assert!(report.is_ok(), "{report}");
        }
    }
}

#[test]
fn invalid_files_are_answered_with_their_exact_text() {
    for file in files("tests/config/invalid") {
        let report = &check(std::slice::from_ref(&file))[0];
        assert!(!report.is_ok(), "{} is taken for right", file.display());
        let said = format!("{report}\n");
        let beside = file.with_extension("expected");
        if std::env::var_os("REESTR_WRITE_EXPECTED").is_some() {
            fs::write(&beside, &said).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap();
        assert_eq!(said, expected, "{}", file.display());
    }
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let reports = check(&["tests/config/none.toml".into()]);
    let said = reports[0].to_string();
    assert!(
        said.starts_with("tests/config/none.toml: can't be read"),
        "{said}"
    );
}

#[test]
fn each_layer_goes_over_the_one_below() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reestr/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(
        &file,
        "theme = \"light\"\nkeymap = \"vim\"\nlogin = \"popova\"\n",
    )
    .unwrap();

    let bare = environment(folder.path(), &[]);
    let config = load_from(&bare, &Overrides::default()).unwrap();
    assert_eq!(config.theme, DataFile::Bundled("light".into()));
    assert_eq!(config.language, "ru");
    assert_eq!(config.server.open, "http://127.0.0.1:8600");
    assert_eq!(config.data, Path::new("/home/clerk/.local/share/reestr"));

    let set = environment(
        folder.path(),
        &[("REESTR_THEME", "mono"), ("REESTR_LANGUAGE", "en")],
    );
    let overrides = Overrides {
        theme: Some("contrast".into()),
        server_open: Some("https://reestr.example/".into()),
        ..Overrides::default()
    };
    let config = load_from(&set, &overrides).unwrap();
    assert_eq!(config.theme, DataFile::Bundled("contrast".into()));
    assert_eq!(config.keymap, DataFile::Bundled("vim".into()));
    assert_eq!(config.language, "en");
    assert_eq!(config.login.as_deref(), Some("popova"));
    assert_eq!(config.server.open, "https://reestr.example");
}

#[test]
fn paths_of_a_file_start_at_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    fs::write(&file, "keymap = \"keys.toml\"\n[server]\nca = \"ca.pem\"\n").unwrap();
    let overrides = Overrides {
        config: Some(file),
        theme: Some("looks.toml".into()),
        ..Overrides::default()
    };
    let config = load_from(&environment(Path::new("/nowhere"), &[]), &overrides).unwrap();
    assert_eq!(
        config.keymap,
        DataFile::File(folder.path().join("keys.toml"))
    );
    assert_eq!(config.server.ca, Some(folder.path().join("ca.pem")));
    assert_eq!(config.theme, DataFile::File("looks.toml".into()));
}

#[test]
fn no_color_asks_for_mono_and_gives_way_to_a_named_theme() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("reestr")).unwrap();
    let file = folder.path().join("reestr/config.toml");
    fs::write(&file, "theme = \"contrast\"\n").unwrap();
    let theme = |variables: &[(&str, &str)]| {
        let environment = environment(folder.path(), variables);
        load_from(&environment, &Overrides::default())
            .unwrap()
            .theme
    };
    let bundled = |name: &str| DataFile::Bundled(name.to_owned());
    assert_eq!(theme(&[("NO_COLOR", "1")]), bundled("mono"));
    assert_eq!(theme(&[("NO_COLOR", "")]), bundled("contrast"));
    let named = [("NO_COLOR", "1"), ("REESTR_THEME", "light")];
    assert_eq!(theme(&named), bundled("light"));
}

#[test]
fn mistakes_of_all_layers_come_together() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    fs::write(&file, "theme = \"drak\"\n").unwrap();
    let variables = [("REESTR_KEYMAP", "emacs"), ("REESTR_LANGUGE", "ru")];
    let overrides = Overrides {
        config: Some(file.clone()),
        server_open: Some("http://reestr.example".into()),
        ..Overrides::default()
    };
    let environment = environment(folder.path(), &variables);
    let said = load_from(&environment, &overrides).unwrap_err().to_string();
    let expected = format!(
        "{}:1:9: no theme is called \"drak\"
    known here: default, mono, contrast, light
environment: REESTR_KEYMAP: no keymap is called \"emacs\"
    known here: default, vim
environment: REESTR_LANGUGE is no setting
    did you mean REESTR_LANGUAGE?
command line: server.open: plain http to reestr.example would show passwords to everyone on the line
    write https://; plain http is for this machine only (127.0.0.1, ::1, localhost)",
        file.display()
    );
    assert_eq!(said, expected);
}

#[test]
fn a_named_file_has_to_exist() {
    let overrides = Overrides {
        config: Some("/nowhere/config.toml".into()),
        ..Overrides::default()
    };
    let environment = environment(Path::new("/nowhere"), &[]);
    let said = load_from(&environment, &overrides).unwrap_err().to_string();
    assert!(
        said.starts_with("/nowhere/config.toml: can't be read"),
        "{said}"
    );
}

proptest::proptest! {
    /// Whatever a file holds, checking it ends with a report: no panic, no endless loop.
    #[test]
    fn any_text_is_answered(lines in proptest::collection::vec("(\\[{1,2}[a-z_.]{0,12}\\]{0,2}|[a-zё.\"]{1,8} ?=? ?[\\[{\"'a-z0-9+=,}\\]ж]{0,12}|\\PC{0,20})", 0..12)) {
        let folder = tempfile::tempdir().unwrap();
        for (name, head) in [("keymap", "[global]\n"), ("theme", "[roles]\n"), ("config", "")] {
            let file = folder.path().join(format!("{name}.toml"));
            fs::write(&file, format!("{head}{}\n", lines.join("\n"))).unwrap();
            for mistake in &check(std::slice::from_ref(&file))[0].mistakes.0 {
                let at = mistake.at.expect("a mistake in a text has a line");
                proptest::prop_assert!(at.line <= lines.len() + 2);
            }
        }
    }
}
