//! The real shell on the panel of requests, with the disk and the register played at once, and what reaches the terminal.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Envelope, Outcome, SyncRequest};
use reestr::config::DataFile;
use reestr::domain::{Command, Target};
use reestr::i18n::{Language, Texts};
use reestr::sync::desk::{Act, Ask, Link, LinkState, News, Unlocked};
use reestr::tui::keymap::Keymap;
use reestr::tui::output::{Frame, Screen, Traits};
use reestr::tui::shell::{Context, Millis, Request, Shell};
use reestr::tui::theme::Theme;
use uuid::Uuid;

use super::office::{self, Office};

const WIDTH: u16 = 100;
const HEIGHT: u16 = 30;
/// A person's pace: no key is taken for a scanner's.
const PACE: Millis = 200;

pub struct Desk {
    office: Office,
    shell: Shell,
    screen: Screen,
    frame: Frame,
    out: Vec<u8>,
    at: Millis,
    seq: u64,
    /// Bytes to the terminal, and keys, since they were last asked for.
    bytes: usize,
    keys: usize,
}

/// What one key has cost until its frame was ready for the terminal.
pub struct Pressed {
    pub took: Duration,
    /// What was given to the journal.
    pub given: Vec<Ask>,
}

/// What was given since the start of a piece of work, and what that cost.
pub struct Work {
    pub keys: usize,
    pub bytes: usize,
    pub acts: Vec<Envelope>,
}

impl Desk {
    /// Unlocked, on the list of requests.
    pub fn on(office: Office) -> Self {
        let texts = Texts::new(Language::Russian);
        let bundled = DataFile::Bundled("default".into());
        let keymap = Keymap::load(&bundled, &texts).expect("a keymap");
        let theme = Theme::load(&bundled).expect("a theme");
        let mut shell = Shell::new(Context::new(texts, theme, keymap, office::now()), None);
        shell.news(News::Link(Link {
            state: LinkState::Connected,
            channel: Channel::Open,
            last_contact: Some(office::now()),
        }));
        shell.news(News::Unlocked(Box::new(Unlocked {
            profile: office::profile(),
            channel: Channel::Open,
            cases: office.cases(),
            acts: Vec::new(),
            applied: Vec::new(),
            enrolment: office.records(),
            contracts: None,
            drafts: Vec::new(),
            journal: None,
            held: Vec::new(),
            numbers: Vec::new(),
            forms: None,
            device: Uuid::nil(),
            renewal: None,
            stock: reestr::store::Stock::default(),
        })));
        let mut desk = Self {
            office,
            shell,
            screen: Screen::new(Traits::of_term("xterm-256color")),
            frame: Frame::new(WIDTH, HEIGHT),
            out: Vec::new(),
            at: 0,
            seq: 0,
            bytes: 0,
            keys: 0,
        };
        desk.press(KeyCode::F(7));
        assert!(desk.selected_row().is_some(), "no list behind F7");
        desk.start();
        desk
    }

    /// One key, up to the bytes of its frame.
    pub fn press(&mut self, code: KeyCode) -> Pressed {
        self.at += PACE;
        self.keys += 1;
        let from = Instant::now();
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        self.shell.keys(&[key], self.at);
        if let Some(at) = self.shell.deadline() {
            self.shell.tick(at);
        }
        self.show();
        let took = from.elapsed();
        let requests = self.shell.take_requests().into_iter();
        let given = requests.filter_map(|request| match request {
            Request::Ask(ask @ Ask::Give { .. }) => Some(ask),
            _ => None,
        });
        Pressed {
            took,
            given: given.collect(),
        }
    }

    fn show(&mut self) {
        self.frame.clear(WIDTH, HEIGHT);
        self.frame.cursor = self
            .shell
            .draw(self.frame.buffer.area, &mut self.frame.buffer);
        self.out.clear();
        self.screen.encode(&self.frame, &mut self.out);
        self.bytes += self.out.len();
    }

    /// Counts anew.
    pub fn start(&mut self) {
        self.bytes = 0;
        self.keys = 0;
    }

    /// The disk takes what was given, and then the register answers it: a frame each. What was done since the last time.
    pub fn settle(&mut self, given: Vec<Ask>) -> Work {
        let acts = self.answer(given);
        self.worked(acts)
    }

    fn answer(&mut self, given: Vec<Ask>) -> Vec<Envelope> {
        let mut acts = Vec::new();
        for ask in given {
            let Ask::Give {
                ticket,
                target,
                at,
                command,
                ..
            } = ask
            else {
                continue;
            };
            self.seq += 1;
            let Target::Request(id) = target else {
                panic!("a step with {target}");
            };
            let base = Base::Version(self.office.version(id));
            let uuid = Uuid::from_u64_pair(0x0199_2b6e_4c10_7d3a, self.seq | (1 << 63));
            let envelope = Envelope::new(self.seq, uuid, target, base, None, at, command);
            acts.push(envelope.clone());
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            self.shell.news(News::Saved { ticket, act });
        }
        self.show();
        for envelope in &acts {
            let (Target::Request(id), Command::Enrolment(command)) =
                (envelope.target, &envelope.command)
            else {
                panic!("a step with a request");
            };
            let version = self.office.version(id) + 1;
            let deltas = self.office.apply(id, command);
            self.shell.news(News::Settled {
                seq: envelope.seq,
                outcome: Outcome::Applied { version },
            });
            for delta in deltas {
                self.shell.news(News::Enrolment(Box::new(delta)));
            }
        }
        self.show();
        acts
    }

    /// Marks so many requests from the selected one on and confirms them together.
    pub fn confirm_block(&mut self, size: usize) -> Work {
        self.press(KeyCode::Char(' '));
        // The mark has gone one row on; pages bring as many more as they show.
        let page = self.list_height();
        let more = size - 2;
        for _ in 0..more / page {
            self.press(KeyCode::PageDown);
        }
        for _ in 0..more % page {
            self.press(KeyCode::Down);
        }
        self.press(KeyCode::Char('b'));
        self.press(KeyCode::Char('a'));
        let given = self.press(KeyCode::Enter).given;
        let acts = self.answer(given);
        self.press(KeyCode::Esc);
        self.worked(acts)
    }

    fn worked(&mut self, acts: Vec<Envelope>) -> Work {
        Work {
            keys: std::mem::take(&mut self.keys),
            bytes: std::mem::take(&mut self.bytes),
            acts,
        }
    }

    /// Bytes of the body in which these acts go to the register, as the client packs it.
    pub fn body(&self, acts: Vec<Envelope>) -> usize {
        let request = SyncRequest {
            device: Uuid::from_u64_pair(0x0199_2b6e_4c10_7d3a, 0x9f52_c81e_0a64_b7d3),
            epoch: 1,
            cursors: self.office.cursors(),
            generation: Some(1),
            commands: acts,
            journal_left: 40,
            contracts_left: Some(40),
            numbers_left: Some(20),
            ..SyncRequest::default()
        };
        let plain = serde_json::to_vec(&request).expect("JSON");
        reestr::api::pack::pack(&plain).map_or(plain.len(), |packed| packed.len())
    }

    /// Where the cursor of the list is, from the top of the screen.
    fn selected_row(&self) -> Option<u16> {
        let buffer = &self.frame.buffer;
        (0..HEIGHT).find(|row| buffer[(0, *row)].symbol() == "►")
    }

    /// Bytes of the text of the selected row and of the one below it.
    pub fn two_rows(&self) -> usize {
        let row = self.selected_row().expect("a selected row");
        [row, row + 1].map(|row| self.row_text(row)).iter().sum()
    }

    fn row_text(&self, row: u16) -> usize {
        let cells = Rect::new(0, row, WIDTH, 1).positions();
        let text: String = cells.map(|at| self.frame.buffer[at].symbol()).collect();
        text.trim_end().len()
    }

    /// Rows of requests in view.
    fn list_height(&self) -> usize {
        let certificate = |row: &u16| {
            let cells = Rect::new(0, *row, 20, 1).positions();
            let text: String = cells.map(|at| self.frame.buffer[at].symbol()).collect();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits >= 10
        };
        (0..HEIGHT).filter(certificate).count()
    }

    /// What is on the screen, for a person who asks why a figure is as it is.
    pub fn text(&self) -> String {
        let rows = self.frame.buffer.area.rows();
        let text = rows.map(|row| {
            let line: String = row
                .positions()
                .map(|at| self.frame.buffer[at].symbol())
                .collect();
            line.trim_end().to_owned()
        });
        text.collect::<Vec<_>>().join("\n")
    }
}
