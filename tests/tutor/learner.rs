//! What a new clerk's hands do in the training, with the Cyrillic layout, and what the coach says to it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use crate::pty::{Pty, key};

/// The coach's keys: F12 and Insert.
const MORE: &str = "\x1b[24~";
const PAPERS: &str = "\x1b[2~";

/// Between two keys of a hand there is more than between two characters of a scanner.
pub const HAND: Duration = Duration::from_millis(60);
/// Letters that come at once and are still no paste.
const AT_ONCE: usize = 4;

pub struct Learner {
    pub pty: Pty,
    home: TempDir,
    /// Steps that the coach has named, by the row that named them.
    steps: BTreeSet<String>,
}

impl Learner {
    /// Begins with nothing.
    pub fn begins() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let pty = start(&home);
        Self {
            pty,
            home,
            steps: BTreeSet::new(),
        }
    }

    /// The program is killed and started again.
    pub fn is_killed_and_comes_back(&mut self) {
        self.pty.kill();
        self.pty = start(&self.home);
    }

    pub fn papers_printed(&self) -> PathBuf {
        self.home.path().join("training/desk/papers")
    }

    pub fn steps(&self) -> usize {
        self.steps.len()
    }

    /// Waits until the coach is at a step of a lesson whose name begins so; gives what it says.
    pub fn is_at(&mut self, lesson: &str, step: usize, of: usize) -> String {
        let title = format!("▌ Урок {lesson}");
        let count = format!("· шаг {step} из {of}");
        let screen = self.pty.wait(&format!("{title} {count}"), |s| {
            let at = s.lines().any(|l| l.contains(&title) && l.contains(&count));
            at && !s.contains("Готовлю случай") && !s.contains("№ …")
        });
        self.steps.insert(format!("{title} {count}"));
        said(&screen)
    }

    /// The coach has recognised a mistake: opens the explanation, which has to hold `cure`, and closes it.
    pub fn is_told(&mut self, mistake: &str, cure: &str) {
        self.pty.wait("the mistake", |s| said(s).contains(mistake));
        self.pty.keys(MORE);
        self.pty.wait("its cure", |s| flat(s).contains(cure));
        self.pty.keys(MORE);
        self.pty.wait_gone("Дать случай заново");
    }

    /// «Дать случай заново».
    pub fn asks_for_another_case(&mut self) {
        self.pty.keys(MORE);
        self.pty.wait_for("► Продолжить");
        for row in ["Документы на столе", "Дать случай заново"] {
            self.press(key::DOWN);
            self.pty.wait_for(&format!("► {row}"));
        }
        self.enter();
        self.pty.wait_gone("Дать случай заново");
    }

    /// What the documents on the desk say, in one line.
    pub fn looks_at_the_papers(&mut self) -> String {
        self.pty.keys(PAPERS);
        let screen = self.pty.wait_for("Заявитель говорит");
        self.pty.keys(PAPERS);
        self.pty.wait_gone("Заявитель говорит");
        flat(&screen)
    }

    pub fn press(&mut self, key: &str) {
        self.pty.keys(key);
        sleep(HAND);
    }

    pub fn types(&mut self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(AT_ONCE) {
            self.press(&piece.iter().collect::<String>());
        }
        sleep(HAND);
    }

    pub fn enter(&mut self) {
        sleep(HAND);
        self.press(key::ENTER);
    }
}

/// What the coach says below its title.
fn said(screen: &str) -> String {
    let rows = screen.lines().skip_while(|line| !line.contains('▌'));
    let rows: Vec<&str> = rows.skip(1).take(2).map(str::trim).collect();
    rows.join(" ")
}

/// A box of text as one line.
fn flat(screen: &str) -> String {
    let rows = screen.lines().map(|line| line.trim_matches(['│', ' ']));
    rows.collect::<Vec<_>>().join(" ")
}

/// What stands between two words.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let found = text.split_once(before);
    let (_, rest) = found.unwrap_or_else(|| panic!("no {before:?} in: {text}"));
    let found = rest.split_once(after);
    let (word, _) = found.unwrap_or_else(|| panic!("no {after:?} behind {before:?} in: {text}"));
    word.trim()
}

fn start(home: &TempDir) -> Pty {
    let path = home.path().to_string_lossy().into_owned();
    let data = home.path().join("training").to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    Pty::start(&["tutor", "--data", &data], &env, 80, 24)
}
