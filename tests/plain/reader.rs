//! What a screen reader has of the program, and no more: the row at which the cursor stands and the announcement below.

use std::thread::sleep;
use std::time::{Duration, Instant};

use reestr::demo::clerks::PASSWORD;
use tempfile::TempDir;

use crate::pty::{Pty, key};
use crate::register::Register;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two keys of a hand there is more than between two characters of a scanner.
const HAND: Duration = Duration::from_millis(60);
/// Rows that an announcement may take.
const FOOT: usize = 3;
/// The most bytes of an answer to a key: half a second of a line of 64 kbit/s, with a screen that is new as a whole.
const MOST_BYTES: usize = 4_000;
/// The most of the answer in the middle: below a tenth of a second.
const USUAL_BYTES: usize = 800;

pub struct Reader {
    pty: Pty,
    home: TempDir,
    /// Bytes written in answer to each key.
    answers: Vec<usize>,
    before: usize,
}

impl Reader {
    /// Logged in at a desk that prints into a folder.
    pub fn at(register: &Register, login: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let settings = home.path().join("reestr");
        std::fs::create_dir(&settings).expect("a folder of settings");
        std::fs::write(
            settings.join("config.toml"),
            "[screen]\nplain = true\n[printing]\nfolder = \"papers\"\n",
        )
        .expect("a configuration");
        let path = home.path().to_string_lossy().into_owned();
        let env = [
            ("XDG_CONFIG_HOME", path.as_str()),
            ("XDG_DATA_HOME", path.as_str()),
            ("XDG_STATE_HOME", path.as_str()),
        ];
        let arguments = register.desk_arguments_of(login);
        let pty = Pty::start(&arguments.each_ref().map(String::as_str), &env, 80, 24);
        let mut reader = Self {
            pty,
            home,
            answers: Vec::new(),
            before: 0,
        };
        reader.hears("the password", |line, _| line.starts_with("Пароль"));
        reader.types(PASSWORD);
        reader.presses(key::ENTER);
        reader.hears("the panels", |line, _| line.starts_with("Найти"));
        reader
    }

    /// The row at which the cursor stands.
    pub fn line(&self) -> String {
        let (row, _, seen) = self.pty.cursor();
        assert!(seen, "the cursor is hidden:\n{}", self.pty.screen());
        self.pty
            .screen()
            .lines()
            .nth(row)
            .unwrap_or_default()
            .to_owned()
    }

    /// The last rows as one text: a word that goes on in the next row is not parted.
    pub fn foot(&self) -> String {
        let screen = self.pty.screen();
        let rows: Vec<&str> = screen.lines().collect();
        rows[rows.len().saturating_sub(FOOT)..].join(" ")
    }

    /// The label of the line.
    pub fn label(&self) -> String {
        let line = self.line();
        line.split(':').next().unwrap_or_default().to_owned()
    }

    pub fn screen(&self) -> String {
        self.pty.screen()
    }

    pub fn hears(&self, what: &str, ready: impl Fn(&str, &str) -> bool) {
        let started = Instant::now();
        while !ready(&self.line(), &self.foot()) {
            assert!(
                started.elapsed() < PATIENCE,
                "waited for {what}; the cursor is at\n{}\nof\n{}",
                self.line(),
                self.screen()
            );
            sleep(Duration::from_millis(10));
        }
    }

    pub fn waits(&self, what: &str, ready: impl Fn() -> bool) {
        let started = Instant::now();
        while !ready() {
            assert!(
                started.elapsed() < PATIENCE,
                "waited for {what}:\n{}",
                self.screen()
            );
            sleep(Duration::from_millis(50));
        }
    }

    pub fn waits_until_still(&self) {
        self.pty.wait_until_still();
    }

    pub fn presses(&mut self, key: &str) {
        let now = self.pty.raw().len();
        self.answers.push(now - self.before);
        self.before = now;
        self.pty.keys(key);
        sleep(HAND);
    }

    /// Types as a hand does.
    pub fn types(&mut self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(6) {
            self.presses(&piece.iter().collect::<String>());
        }
    }

    pub fn papers(&self) -> usize {
        let folder = self.home.path().join("reestr/papers");
        std::fs::read_dir(folder).expect("papers").count()
    }

    pub fn raw(&self) -> Vec<u8> {
        self.pty.raw()
    }

    /// Once still, nothing more is written: a reader is never disturbed by what didn't change.
    pub fn sends_nothing_while_nothing_happens(&self) {
        self.pty.wait_until_still();
        let before = self.pty.raw().len();
        sleep(Duration::from_secs(2));
        assert_eq!(self.pty.raw().len(), before, "{}", self.screen());
    }

    pub fn leaves(&mut self) {
        self.pty.keys(key::F10);
        assert_eq!(self.pty.exit_code(), 0);
        self.pty.wait_for_the_main_screen();
    }

    pub fn assert_answers_fit_a_slow_line(&self) {
        let mut answers = self.answers[1..].to_vec();
        answers.sort_unstable();
        let middle = answers[answers.len() / 2];
        let most = answers.last().copied().unwrap_or_default();
        assert!(
            middle <= USUAL_BYTES && most <= MOST_BYTES,
            "{middle} in the middle, {most} at most"
        );
    }
}

/// No style but the plain one, and no character of a frame or a block.
pub fn assert_plain(raw: &[u8]) {
    let text = String::from_utf8_lossy(raw);
    let framed = text.chars().find(|c| ('\u{2500}'..='\u{259f}').contains(c));
    assert_eq!(framed, None);
    for piece in text.split("\x1b[").skip(1) {
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        if piece[end..].starts_with('m') {
            assert!(
                matches!(&piece[..end], "" | "0"),
                "a style: {:?}",
                &piece[..=end]
            );
        }
    }
}
