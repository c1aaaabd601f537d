//! The handbook's own rules: every file can be read, both languages say the same work, no name leads nowhere, and no text
//! changes without a word about its revision.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::i18n::{Texts, files as areas};

/// Longest line of a file, in characters.
const WIDEST: usize = 132;

struct Plain;

impl Words for Plain {
    fn key(&self, _: &[&str], action: &str) -> String {
        action.to_owned()
    }

    fn say(&self, key: &str) -> String {
        key.to_owned()
    }
}

fn told(language: Language) -> Vec<Told> {
    let articles = articles(language).iter();
    articles.map(|article| article.told(&Plain)).collect()
}

#[test]
fn every_file_can_be_read() {
    for (language, files) in [("ru", files::RUSSIAN), ("en", files::ENGLISH)] {
        for (code, text) in files {
            let article = read::article(code, text);
            assert!(article.is_ok(), "{language}/{code}: {article:?}");
            for (at, line) in text.lines().enumerate() {
                let at = at + 1;
                assert!(
                    line.chars().count() <= WIDEST,
                    "{language}/{code}:{at} is too long"
                );
            }
        }
        let folder = Path::new("src/i18n").join(language).join("handbook");
        let lying = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(
            lying,
            files.len(),
            "a file of {} is not entered",
            folder.display()
        );
    }
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let wrong = |text| read::article("x", text).unwrap_err().line;
    assert_eq!(wrong("title: A\nrevision: one\n\nText."), 2);
    assert_eq!(wrong("title: A\nauthor: B\n"), 2);
    assert_eq!(wrong("title: A\nrevision: 1\n\nPress [F2]."), 4);
    assert_eq!(wrong("title: A\nrevision: 1\n"), 1);
    assert_eq!(wrong("title: A\n\nText."), 1);
}

#[test]
fn blocks_end_at_empty_lines_and_at_marks() {
    let text = "title: A\nrevision: 3\nplaces: one two\n\nFirst\nline.\n\n## H\n1. S\n   t\n- B\n? Q\n= A\n   b\n";
    let article = read::article("x", text).unwrap();
    assert_eq!(article.places, ["one", "two"]);
    assert_eq!(article.revision, 3);
    assert_eq!(
        article.blocks,
        [
            Block::Paragraph("First line.".into()),
            Block::Heading("H".into()),
            Block::Step(1, "S t".into()),
            Block::Bullet("B".into()),
            Block::Question("Q".into()),
            Block::Answer("A b".into()),
        ]
    );
}

/// What both languages have to agree in, block by block.
fn shape(article: &Article) -> Vec<std::mem::Discriminant<Block>> {
    article.blocks.iter().map(std::mem::discriminant).collect()
}

/// The three algorithms, as each alphabet begins.
fn in_russian(step: &str) -> String {
    let letter = |c| match c {
        'A' => 'А',
        'B' => 'Б',
        'C' => 'В',
        other => other,
    };
    step.chars().map(letter).collect()
}

#[test]
fn both_languages_tell_the_same_work() {
    let (russian, english) = (articles(Language::Russian), articles(Language::English));
    assert_eq!(russian.len(), english.len());
    for (ru, en) in russian.iter().zip(english) {
        assert_eq!((ru.code, &ru.places), (en.code, &en.places));
        assert_eq!(ru.step, in_russian(en.step), "{}", ru.code);
        assert_eq!(ru.revision, en.revision, "{}", ru.code);
        assert_eq!(shape(ru), shape(en), "{}", ru.code);
        let keys = |article: &Article| {
            let texts = article.blocks.iter().map(Block::text);
            let names = texts.flat_map(names);
            let keys = names.filter(|name| matches!(name, Name::Key(..)));
            keys.map(|name| format!("{name:?}"))
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(keys(ru), keys(en), "{}", ru.code);
    }
}

#[test]
fn every_step_of_the_three_algorithms_has_an_article() {
    let steps: BTreeSet<&str> = articles(Language::English).iter().map(|a| a.step).collect();
    for step in [
        "A1", "A2", "A3", "B1", "B2", "B3", "B4", "C1", "C2", "C3", "C4", "C5",
    ] {
        assert!(steps.contains(step), "no article of {step}");
    }
}

#[test]
fn every_caption_that_an_article_names_is_one() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for article in articles(language) {
            for name in article.blocks.iter().flat_map(|block| names(block.text())) {
                let code = article.code;
                match name {
                    Name::Say(key) => {
                        assert!(texts.has(key), "{code}: no text {key}");
                        let said = texts.get(key);
                        assert!(!said.contains('{'), "{code}: {key} needs variables");
                    }
                    Name::Key(..) => {}
                    Name::Unknown(name) => panic!("{code}: {{{name}}} is nothing"),
                }
            }
        }
    }
}

/// Spaces and breaks as one space, in lower case.
fn flat(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// An article quotes the screen in «…»: whoever changes the caption is to change the article.
#[test]
fn what_articles_quote_stands_on_the_screens() {
    for language in Language::ALL {
        let sources = areas::of(language).iter().map(|(_, source)| *source);
        let screens = flat(&sources.collect::<Vec<_>>().join(" "));
        let titles: Vec<String> = articles(language).iter().map(|a| flat(a.title)).collect();
        for article in articles(language) {
            for block in &article.blocks {
                for quoted in block.text().split('«').skip(1) {
                    let quoted = quoted.split('»').next().unwrap_or_default();
                    let words = quoted.split(' ').count();
                    // A single word, the beginning of a message, or a caption that is put in.
                    if words < 2 || quoted.contains(['{', '…']) {
                        continue;
                    }
                    let quoted = flat(quoted);
                    let known = screens.contains(quoted.trim_end_matches('.'))
                        || titles.iter().any(|title| title.contains(&quoted))
                        || quoted.contains(|c: char| c.is_ascii_digit());
                    assert!(known, "{}: «{quoted}» stands nowhere", article.code);
                }
            }
        }
    }
}

#[test]
fn an_article_with_a_parent_in_it_says_what_to_answer() {
    for article in articles(Language::Russian) {
        let count =
            |wanted: fn(&Block) -> bool| article.blocks.iter().filter(|b| wanted(b)).count();
        let asked = count(|block| matches!(block, Block::Question(_)));
        let answered = count(|block| matches!(block, Block::Answer(_)));
        assert_eq!(asked, answered, "{}", article.code);
        let alone = [
            "start",
            "keyboard",
            "overview",
            "c1-programme-form",
            "c5-handbook",
        ];
        let least = if alone.contains(&article.code) { 0 } else { 2 };
        assert!(
            (least..=6).contains(&asked),
            "{}: {asked} questions",
            article.code
        );
    }
}

/// Set to write `revisions.txt` anew; a revision that would go down is refused.
const WRITE: &str = "REESTR_WRITE_HANDBOOK";

#[test]
fn no_text_changes_without_a_word_about_its_revision() {
    let path = Path::new("src/i18n/handbook/revisions.txt");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let kept_revision = |code: &str| {
        let line = kept
            .lines()
            .find(|line| line.split(' ').next() == Some(code))?;
        line.split(' ').nth(1)?.parse::<u16>().ok()
    };
    for article in articles(Language::Russian) {
        let before = kept_revision(article.code).unwrap_or(1);
        assert!(
            article.revision >= before,
            "{}: a revision never goes down",
            article.code
        );
    }
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(path, record()).unwrap();
        return;
    }
    assert!(
        kept == record(),
        "the text of an article has changed. If clerks have to read it again, raise `revision` in both of its files; \
         a changed comma needs none. Then write the record anew: {WRITE}=1 cargo test --lib i18n::handbook\n{}",
        difference(&kept, &record())
    );
}

fn difference(kept: &str, now: &str) -> String {
    let changed = now
        .lines()
        .filter(|line| !kept.lines().any(|other| other == *line));
    changed.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_changed_letter_changes_the_digest() {
    let text = "title: A\nrevision: 1\n\nText.";
    let one = read::article("x", text).unwrap();
    let mut other = one.clone();
    other.blocks = vec![Block::Paragraph("Text!".into())];
    assert_ne!(digest(&one), digest(&other));
    assert_eq!(digest(&one), digest(&one.clone()));
}

#[test]
fn keys_are_told_apart_from_the_text() {
    assert_eq!(
        article::runs("Нажмите [F2]."),
        [("Нажмите ", false), ("[F2]", true), (".", false)]
    );
    assert_eq!(
        article::runs("[[] и []]"),
        [("[[]", true), (" и ", false), ("[]]", true)]
    );
    assert_eq!(article::runs("слова"), [("слова", false)]);
}

#[test]
fn words_are_found_folded_and_titles_come_first() {
    let library = told(Language::Russian);
    let titles = |typed: &str| {
        let hits = find(&library, typed).into_iter();
        hits.map(|hit| library[hit.article].code)
            .collect::<Vec<_>>()
    };
    assert_eq!(titles("ПОХОЖИЕ записи")[0], "duplicates");
    assert!(titles("близнецы").contains(&"duplicates"));
    // «ё» and Latin look-alikes.
    assert_eq!(titles("отчеств"), titles("oтчecтв"));
    assert!(titles("прием")[..2].contains(&"a3-accept"));
    assert!(titles("слова которого здесь нет ъъъ").is_empty());
    assert!(find(&library, "  ").is_empty());
}

#[test]
fn the_place_of_a_hit_is_the_block_with_most_of_the_words() {
    let library = told(Language::Russian);
    let hits = find(&library, "двойня второму");
    let hit = hits.first().unwrap();
    let block = &library[hit.article].blocks[hit.block.unwrap()];
    assert!(block.text().contains("двойня"), "{block:?}");
    let shown = super::hits(block.text(), "двойня");
    assert!(
        shown
            .iter()
            .any(|(word, fits)| *fits && word.contains("двойня"))
    );
}
