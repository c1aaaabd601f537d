//! The rules of the house, checked on the sources: who imports whom, who names which library, how long files are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use; `cli` stands on top.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &[]),
    ("config", &[]),
    ("api", &["domain"]),
    ("client", &["api", "domain"]),
    ("store", &["api", "domain"]),
    ("sync", &["api", "client", "domain", "store"]),
    ("documents", &["domain", "i18n"]),
    ("server", &["api", "documents", "domain", "i18n"]),
    (
        "tui",
        &[
            "api",
            "client",
            "config",
            "documents",
            "domain",
            "i18n",
            "store",
            "sync",
        ],
    ),
    ("demo", &["api", "client", "domain", "server"]),
    (
        "doctor",
        &[
            "api",
            "client",
            "config",
            "documents",
            "domain",
            "i18n",
            "server",
            "store",
            "tui",
        ],
    ),
    (
        "cli",
        &[
            "api",
            "client",
            "config",
            "demo",
            "doctor",
            "documents",
            "domain",
            "i18n",
            "server",
            "store",
            "sync",
            "tui",
        ],
    ),
];

/// Which rooms may name a library.
const OWNERS: &[(&str, &[&str])] = &[
    ("reqwest", &["client"]),
    ("sled", &["store"]),
    ("axum", &["server"]),
    ("sqlx", &["server"]),
    ("lettre", &["server"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("tui_input", &["tui"]),
    ("printpdf", &["documents"]),
    ("allsorts", &["documents"]),
];

/// Rooms that may not know the time or chance but by what is handed to them.
const PURE: &[&str] = &["domain"];

/// Every source file but those that only tests compile.
fn sources() -> Vec<(PathBuf, String)> {
    let all = files();
    let tests: Vec<PathBuf> = all
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    all.into_iter()
        .filter(|(path, _)| !tests.iter().any(|t| is_module(path, t)))
        .collect()
}

fn files() -> Vec<(PathBuf, String)> {
    fn walk(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(dir).expect("a folder of sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

/// Modules that a file declares for tests alone, as paths without `.rs`.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = match path.file_stem().and_then(|s| s.to_str()) {
        Some("mod" | "lib" | "main") => path.parent().expect("a folder").to_owned(),
        _ => path.with_extension(""),
    };
    let declared = text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| {
        let (_, name) = rest.lines().next()?.split_once("mod ")?;
        name.strip_suffix(';').map(str::to_owned)
    });
    declared.map(|name| folder.join(name)).collect()
}

/// Whether the file is the module or lies in it.
fn is_module(path: &Path, module: &Path) -> bool {
    path.with_extension("") == module || path.starts_with(module)
}

/// The room of a file: its first folder below `src`.
fn room(path: &Path) -> Option<String> {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    (below.components().count() > 1).then(|| first.to_owned())
}

/// The code without its tests and comments. A test module that lies in a file of its own hides nothing behind it.
fn code(text: &str) -> String {
    let mut kept = String::new();
    for (place, part) in text.split("#[cfg(test)]\nmod ").enumerate() {
        if place > 0 && part.lines().next().is_some_and(|l| l.ends_with('{')) {
            break;
        }
        let declared = if place > 0 { part.find('\n') } else { None };
        kept.push_str(&part[declared.unwrap_or(0)..]);
    }
    kept.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What stands behind each whole word `word` of `code`.
fn behind<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).filter_map(move |(at, _)| {
        let rest = &code[at + word.len()..];
        let whole = !code[..at].ends_with(part_of_name) && !rest.starts_with(part_of_name);
        whole.then_some(rest)
    })
}

/// The first names of what is taken from the path that ends before `rest`: one, or all of a group.
fn first_names(rest: &str) -> Vec<&str> {
    let name = |text: &str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
        end.unwrap_or(text.len())
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![&rest[..name(rest)]];
    };
    let (mut depth, mut names, mut fresh) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                names.push(&group[at..at + name(&group[at..])]);
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// The rooms that a file names, from whichever end the path starts: `crate`, the package, or as many `super` as there
/// are modules above.
fn rooms_named<'a>(path: &Path, code: &'a str) -> BTreeSet<&'a str> {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("a file below src");
    let above = below.components().count() - usize::from(below.ends_with("mod.rs"));
    let climb = vec!["super"; above].join("::");
    let mut names = BTreeSet::new();
    for root in ["crate", "reestr", &climb] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if let Some(rest) = code[at + root.len()..].strip_prefix("::")
                && whole
            {
                names.extend(first_names(rest));
            }
        }
    }
    names
}

/// Whether the code takes anything from a library, under its own name.
fn names_library(code: &str, library: &str) -> bool {
    let used = behind(code, library).any(|rest| rest.starts_with("::"));
    let taken = behind(code, "use").any(|rest| {
        let rest = rest.trim_start().trim_start_matches("::");
        first_names(rest).contains(&library)
    });
    used || taken
}

#[test]
fn no_form_of_import_goes_unseen() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/run.rs");
    let seen = |code: &'static str| rooms_named(&file, code).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("use crate::domain::Card;"), ["domain"]);
    assert_eq!(
        seen("use crate::{\n    api::{self, sync}, server,\n};"),
        ["api", "server"]
    );
    assert_eq!(seen("fn f() -> super::super::store::Act"), ["store"]);
    assert_eq!(seen("use super::output::pen;"), [""; 0]);
    for code in [
        "use sled;",
        "use sled as s;",
        "use {serde, sled::Db};",
        "fn f() { sled::open() }",
    ] {
        assert!(names_library(code, "sled"), "{code}");
    }
    assert!(!names_library("use unsled::x; let sled = 1;", "sled"));
}

#[test]
fn a_module_of_tests_hides_nothing_but_itself() {
    let apart = "#[cfg(test)]\nmod tests;\nuse sled;\n";
    assert!(code(apart).contains("use sled;"));
    let inside = "use a;\n#[cfg(test)]\nmod tests {\nuse sled;\n}\n";
    assert_eq!(code(inside), "use a;");
}

fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn rooms_use_only_what_stands_below_them() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some((_, allowed)) = MAY_USE.iter().find(|(r, _)| *r == room) else {
            broken.push(format!(
                "{}: the room {room} is not in the house",
                path.display()
            ));
            continue;
        };
        let code = code(&text);
        let named = rooms_named(&path, &code);
        for (other, _) in MAY_USE {
            if named.contains(other) && *other != room && !allowed.contains(other) {
                broken.push(format!("{}: {room} may not use {other}", path.display()));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn libraries_are_named_by_their_owners_alone() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let room = room(&path).unwrap_or_default();
        for (library, owners) in OWNERS {
            if names_library(&code(&text), library) && !owners.contains(&room.as_str()) {
                broken.push(format!(
                    "{}: only {} names {library}",
                    path.display(),
                    owners.join(", ")
                ));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn the_rules_know_no_clock_and_no_chance() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        if !room(&path).is_some_and(|r| PURE.contains(&r.as_str())) {
            continue;
        }
        for word in [
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant::",
            "getrandom",
            "now_v7",
            "std::fs",
            "std::net",
            "tokio",
            "async fn",
        ] {
            if code(&text).contains(word) {
                broken.push(format!(
                    "{}: {word} comes in by the context",
                    path.display()
                ));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn screens_keep_reading_apart_from_changing() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let code = code(&text);
        match path.file_name().and_then(|n| n.to_str()) {
            Some("view.rs") if code.contains("&mut State") => {
                broken.push(format!("{}: a view takes &State", path.display()));
            }
            Some("update.rs") if waits(&code) => {
                broken.push(format!("{}: an update never waits", path.display()));
            }
            _ => {}
        }
    }
    assert_none(&broken);
}

fn waits(code: &str) -> bool {
    let awaits = code
        .split(".await")
        .skip(1)
        .any(|rest| !rest.starts_with(char::is_alphanumeric));
    awaits || code.contains("async ")
}

#[test]
fn every_module_says_what_it_is_for() {
    let broken: Vec<_> = files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| format!("{}: a module starts with //!", path.display()))
        .collect();
    assert_none(&broken);
}

#[test]
fn nothing_gives_up_or_prints_outside_tests() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let code = code(&text);
        let speaks = matches!(
            path.file_name().and_then(|n| n.to_str()),
            Some("main.rs" | "cli.rs")
        ) || room(&path).is_some_and(|r| r == "cli");
        for word in [
            ".unwrap()",
            ".expect(",
            "todo!(",
            "unimplemented!(",
            "dbg!(",
        ] {
            if code.contains(word) {
                broken.push(format!("{}: {word}", path.display()));
            }
        }
        for word in ["println!(", "eprintln!(", "print!("] {
            if !speaks && code.contains(word) {
                broken.push(format!(
                    "{}: {word} outside the command line",
                    path.display()
                ));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<(usize, PathBuf)> = sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    lengths.sort();
    let most = lengths.last().expect("sources");
    assert!(most.0 <= 800, "{} has {} lines", most.1.display(), most.0);
    let ninety = &lengths[lengths.len() * 9 / 10];
    assert!(
        ninety.0 <= 450,
        "nine of ten files have up to {} lines",
        ninety.0
    );
    let median = &lengths[lengths.len() / 2];
    assert!(median.0 <= 150, "the median file has {} lines", median.0);
}

#[test]
fn the_top_level_is_the_agreed_one() {
    let agreed = [
        ".ci",
        ".git",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "benches",
        "keymaps",
        "src",
        "target",
        "tests",
        "themes",
    ];
    let found: BTreeMap<String, bool> = fs::read_dir(env!("CARGO_MANIFEST_DIR"))
        .expect("the top level")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .map(|name| (name.clone(), agreed.contains(&name.as_str())))
        .collect();
    let strange: Vec<_> = found
        .into_iter()
        .filter(|(_, known)| !known)
        .map(|(name, _)| name)
        .collect();
    assert_none(&strange);
}
