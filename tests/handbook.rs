//! The handbook from the command line: printed as text and as PDF, its videos entered and printed with it.
#![cfg(all(feature = "tui", feature = "server"))]

use std::path::Path;
use std::process::{Command, Output};

use reestr::documents::handbook::{Captions, Film, handbook};
use reestr::i18n::handbook::{Told, articles, plain};
use reestr::i18n::{Language, Texts};
use reestr::tui::keymap::Keymap;
use reestr::tui::screens::help::Loaded;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_reestr"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.0.path())
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

const SET: [&str; 11] = [
    "videos",
    "set",
    "compare",
    "--title-ru",
    "Сверка за две минуты",
    "--title-en",
    "Comparing in two minutes",
    "--link",
    "https://video.example/compare",
    "--article",
    "a2-compare",
];

#[test]
fn the_text_is_whole_and_fits_into_80_columns() {
    let desk = Desk::new();
    for (language, head) in [("ru", "Поиск заявления"), ("en", "Finding an application")]
    {
        let text = desk.done(&["handbook", "--lang", language]);
        assert!(text.contains(head), "{language}");
        assert!(text.contains("[F2]"), "keys are those of the keymap");
        assert!(!text.contains('{'), "every name is put in");
        let count = articles(Language::from_code(language).unwrap()).len();
        assert_eq!(text.matches("\n====").count(), count);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn the_keys_are_those_of_the_clerk() {
    let desk = Desk::new();
    let keymap = desk.path("own.toml");
    let own = "inherits = \"default\"\n\n[global]\nopen_search = [\"ctrl+f\"]\n";
    std::fs::write(&keymap, own).unwrap();
    let text = desk.done(&["handbook", "--text", "--keymap", &keymap]);
    assert!(text.contains("[Ctrl+F]"));
}

#[test]
fn videos_are_entered_listed_printed_and_removed() {
    let desk = Desk::new();
    let database = desk.path("register.sqlite");
    let admin = |arguments: &[&str]| {
        let all: Vec<&str> = ["admin", "--database", &database]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        desk.done(&all)
    };
    let set: Vec<&str> = SET.into_iter().chain(["--length", "2:05"]).collect();
    admin(&set);
    let list = admin(&["videos", "list"]);
    assert!(
        list.contains("a2-compare compare 2:05 https://video.example/compare"),
        "{list}"
    );
    let text = desk.done(&["handbook", "--database", &database]);
    assert!(
        text.contains("Сверка за две минуты") && text.contains("https://video.example/compare")
    );
    let pdf = desk.path("handbook.pdf");
    desk.done(&["handbook", "--pdf", &pdf, "--database", &database]);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
    admin(&["videos", "remove", "compare"]);
    assert_eq!(admin(&["videos", "list"]), "");
    let articles = admin(&["videos", "articles"]);
    assert!(articles.contains("a2-compare"), "{articles}");
}

#[test]
fn a_wrong_video_or_file_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let database = desk.path("register.sqlite");
    let base = ["admin", "--database", &database];
    let wrong: Vec<&str> = base
        .into_iter()
        .chain(SET)
        .chain(["--length", "long"])
        .collect();
    assert!(desk.refused(&wrong).contains("4:20"));
    let template = desk.done(&["admin", "videos", "import", "--template"]);
    let file = desk.path("videos.csv");
    let line = "compare;Сверка;Comparing;http://video.example/;a2-compare;2:05\n";
    std::fs::write(&file, format!("{template}{line}")).unwrap();
    let import: Vec<&str> = base
        .into_iter()
        .chain(["videos", "import", &file])
        .collect();
    let said = desk.refused(&import);
    assert!(said.contains("2, «Ссылка»"), "{said}");
    std::fs::write(
        &file,
        format!("{template}{}", line.replace("http:", "https:")),
    )
    .unwrap();
    assert!(desk.done(&import).contains("imported 1"));
    let missing = desk.path("none.sqlite");
    let said = desk.refused(&["handbook", "--database", &missing]);
    assert!(said.contains("there is no register"), "{said}");
    assert!(
        !Path::new(&missing).exists(),
        "nothing is made where nothing was"
    );
}

fn told(language: Language) -> Vec<Told> {
    let texts = Texts::new(language);
    let source = reestr::config::DataFile::Bundled("default".to_owned());
    let keymap = Keymap::load(&source, &texts).unwrap();
    let loaded = Loaded {
        keymap: &keymap,
        texts: &texts,
    };
    articles(language)
        .iter()
        .map(|article| article.told(&loaded))
        .collect()
}

#[test]
fn the_same_handbook_makes_the_same_file_with_all_its_letters() {
    let day = "2026-11-23".parse().unwrap();
    for language in Language::ALL {
        let texts = Texts::new(language);
        let captions = Captions {
            title: texts.get("handbook-title"),
            made: "23.11.2026".to_owned(),
            contents: texts.get("handbook-contents"),
            videos: texts.get("handbook-videos"),
        };
        let films = [Film {
            article: "a2-compare".to_owned(),
            title: "Сверка".to_owned(),
            address: "https://video.example/compare".to_owned(),
        }];
        let articles = told(language);
        let once = handbook(&articles, &films, &captions, day).unwrap();
        assert_eq!(once, handbook(&articles, &films, &captions, day).unwrap());
        assert!(
            once.starts_with(b"%PDF") && once.len() < 600_000,
            "{}",
            once.len()
        );
    }
}

#[test]
fn a_text_says_what_it_says_on_the_screen() {
    let articles = told(Language::Russian);
    let search = articles
        .iter()
        .find(|article| article.code == "a1-search")
        .unwrap();
    let text = plain(search, 80);
    assert!(
        text.starts_with("А1 · Поиск заявления и сертификата\n====="),
        "{text}"
    );
    assert!(text.contains("  1. Откройте поиск: [F2]."), "{text}");
    assert!(text.contains("  — Номера у меня с собой нет."), "{text}");
}
