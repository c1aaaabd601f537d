//! The real binary on a real pseudo-terminal, its output read by an emulator.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test says what the screen showed instead.
const PATIENCE: Duration = Duration::from_secs(30);

/// A screen that has not changed for so long is what the clerk sees.
const STILL: Duration = Duration::from_millis(700);

/// A program on a terminal of its own.
pub struct Pty {
    /// `None` once the terminal has hung up.
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
    reading: Arc<(Mutex<Reading>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    started: Instant,
    size: (u16, u16),
}

/// What is done with the program's output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    On,
    /// The terminal takes no more than what the kernel holds for it.
    Stopped,
    Ended,
}

/// A piece of the program's output.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    pub at: Instant,
    /// How many bytes had come with it, since the start.
    pub bytes: usize,
}

impl Pty {
    /// Starts `reestr` with `args` and `env` on a terminal of `columns`×`rows`.
    pub fn start(args: &[&str], env: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_reestr"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "ru_RU.UTF-8");
        command.env_remove("NO_COLOR");
        for (name, value) in env {
            command.env(name, value);
        }
        let started = Instant::now();
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let mut output = pair
            .master
            .try_clone_reader()
            .expect("the terminal's output");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(
            cells(rows),
            cells(columns),
            0,
        )));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let arrivals = Arc::new(Mutex::new(Vec::new()));
        let (emulator, log) = (Arc::clone(&screen), Arc::clone(&raw));
        let times = Arc::clone(&arrivals);
        let reading = Arc::new((Mutex::new(Reading::On), Condvar::new()));
        let gate = Arc::clone(&reading);
        let reader = std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count @ 1..) = output.read(&mut chunk) {
                let at = Instant::now();
                let bytes = {
                    let mut log = log.lock().expect("the log");
                    log.extend_from_slice(&chunk[..count]);
                    log.len()
                };
                let arrival = Arrival { at, bytes };
                times.lock().expect("the times").push(arrival);
                emulator
                    .lock()
                    .expect("the emulator")
                    .process(&chunk[..count]);
                let (state, changed) = &*gate;
                let state = state.lock().expect("the gate");
                let open = |reading: &mut Reading| *reading == Reading::Stopped;
                let state = changed.wait_while(state, open).expect("the gate");
                if *state == Reading::Ended {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("the keyboard");
        Self {
            master: Some(pair.master),
            keys: Some(keys),
            child,
            screen,
            raw,
            arrivals,
            reading,
            reader: Some(reader),
            started,
            size: (columns, rows),
        }
    }

    /// When the program was started.
    pub fn started(&self) -> Instant {
        self.started
    }

    /// When each piece of the output came.
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.arrivals.lock().expect("the times").clone()
    }

    /// When the screen was first `ready` after `from` bytes: the output is played again, piece by piece. The terminal
    /// must not have been resized.
    pub fn shown_at(&self, from: usize, ready: impl Fn(&str) -> bool) -> Option<Instant> {
        let (columns, rows) = self.size;
        let mut screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        let raw = self.raw();
        let mut played = 0;
        for arrival in self.arrivals() {
            screen.process(&raw[played..arrival.bytes]);
            played = arrival.bytes;
            if played > from && ready(&lines(screen.screen())) {
                return Some(arrival.at);
            }
        }
        None
    }

    /// What the terminal shows, a line a row.
    pub fn screen(&self) -> String {
        lines(self.screen.lock().expect("the emulator").screen())
    }

    /// Row and column at which the cursor stands, and whether it is seen.
    pub fn cursor(&self) -> (usize, usize, bool) {
        let screen = self.screen.lock().expect("the emulator");
        let screen = screen.screen();
        let (row, column) = screen.cursor_position();
        (usize::from(row), usize::from(column), !screen.hide_cursor())
    }

    /// Everything that the program has written so far.
    pub fn raw(&self) -> Vec<u8> {
        self.raw.lock().expect("the log").clone()
    }

    /// Waits until the terminal is given back: what the program wrote last may still be on its way when it has ended.
    pub fn wait_for_the_main_screen(&self) {
        let given_back = || {
            !self
                .screen
                .lock()
                .expect("the emulator")
                .screen()
                .alternate_screen()
        };
        self.wait("the main screen", |_| given_back());
    }

    /// Types text in one write, as a hand or a scanner does.
    pub fn keys(&mut self, keys: &str) {
        let terminal = self.keys.as_mut().expect("a terminal");
        terminal
            .write_all(keys.as_bytes())
            .and_then(|()| terminal.flush())
            .expect("the terminal takes keys");
    }

    /// Pastes bytes, whatever they are, as fast as the program takes them. A program that stops taking them fails.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let mut terminal = self.keys.take().expect("a terminal");
        let bytes = bytes.to_vec();
        let (done, taken) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let written = terminal.write_all(&bytes).and_then(|()| terminal.flush());
            let _ = done.send((terminal, written));
        });
        let Ok((terminal, written)) = taken.recv_timeout(PATIENCE) else {
            panic!(
                "the program takes no more bytes; the screen shows:\n{}",
                self.screen()
            );
        };
        written.expect("the terminal takes bytes");
        self.keys = Some(terminal);
    }

    /// Waits until the screen holds `text`.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait(&format!("{text:?} on the screen"), |screen| {
            screen.contains(text)
        })
    }

    /// Waits until the screen no longer holds `text`.
    pub fn wait_gone(&self, text: &str) -> String {
        self.wait(&format!("{text:?} gone from the screen"), |screen| {
            !screen.contains(text)
        })
    }

    pub fn wait(&self, what: &str, ready: impl Fn(&str) -> bool) -> String {
        let started = Instant::now();
        loop {
            let screen = self.screen();
            if ready(&screen) {
                return screen;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "waited for {what}; the screen shows:\n{screen}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program has written nothing for a while, and gives the screen.
    pub fn wait_until_still(&self) -> String {
        let started = Instant::now();
        let mut written = self.raw().len();
        let mut since = Instant::now();
        while since.elapsed() < STILL {
            assert!(
                started.elapsed() < PATIENCE,
                "the screen doesn't come to rest:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
            let now = self.raw().len();
            if now != written {
                (written, since) = (now, Instant::now());
            }
        }
        self.screen()
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let master = self.master.as_ref().expect("a terminal");
        master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("the terminal takes a new size");
        self.screen
            .lock()
            .expect("the emulator")
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    fn set_reading(&self, reading: Reading) {
        let (state, changed) = &*self.reading;
        *state.lock().expect("the gate") = reading;
        changed.notify_all();
    }

    /// Reads nothing any more, but for what comes next, once: a terminal that is stopped, or stuck behind a dead line.
    pub fn stop_reading(&self) {
        self.set_reading(Reading::Stopped);
    }

    pub fn read_on(&self) {
        self.set_reading(Reading::On);
    }

    /// Closes the terminal under the program, as a dropped SSH session does. `key` makes it write once more.
    pub fn hang_up(&mut self, key: &str) {
        self.set_reading(Reading::Ended);
        self.keys(key);
        let reader = self.reader.take().expect("a terminal");
        reader.join().expect("the reader ends");
        self.keys = None;
        self.master = None;
    }

    /// Ends the program at once, and gives what it had written.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.exit_code();
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
    }

    /// Every state of the screen in which the output came.
    pub fn states(&self) -> Vec<String> {
        let (columns, rows) = self.size;
        let mut screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        let raw = self.raw();
        let mut played = 0;
        let arrivals = self.arrivals().into_iter();
        arrivals
            .map(|arrival| {
                screen.process(&raw[played..arrival.bytes]);
                played = arrival.bytes;
                lines(screen.screen())
            })
            .collect()
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a running program")
    }

    /// Sends a signal by its name, as `kill` does.
    pub fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill")
            .args([&format!("-{name}"), &self.process().to_string()])
            .status()
            .expect("kill");
        assert!(status.success());
    }

    /// Waits for the end of the program and gives its exit code.
    pub fn exit_code(&mut self) -> u32 {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program's state") {
                return status.exit_code();
            }
            assert!(
                started.elapsed() < PATIENCE,
                "the program doesn't end; the screen shows:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(screen: &vt100::Screen) -> String {
    let rows = screen.rows(0, screen.size().1.get());
    rows.map(|row| row.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a size of at least one cell")
}

/// Keys as an xterm sends them.
pub mod key {
    pub const ENTER: &str = "\r";
    pub const ESC: &str = "\x1b";
    pub const F1: &str = "\x1bOP";
    pub const F2: &str = "\x1bOQ";
    pub const F3: &str = "\x1bOR";
    pub const F4: &str = "\x1bOS";
    pub const F9: &str = "\x1b[20~";
    pub const F10: &str = "\x1b[21~";
    pub const DOWN: &str = "\x1b[B";
    pub const UP: &str = "\x1b[A";
    pub const LEFT: &str = "\x1b[D";
    pub const RIGHT: &str = "\x1b[C";
    pub const HOME: &str = "\x1b[H";
    pub const CTRL_P: &str = "\x10";
    pub const CTRL_Z: &str = "\x1a";
}
