//! The terminal is taken over and given back, on a real one: each test starts itself again on a pseudo-terminal.
#![cfg(all(feature = "tui", unix))]

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use ratatui::style::Style;
use reestr::tui::output::Writer;
use reestr::tui::terminal::{self, Guard};

const SIZE: PtySize = PtySize {
    rows: 12,
    cols: 60,
    pixel_width: 0,
    pixel_height: 0,
};

/// So long a test waits for what must come; only a failure takes that long.
const LONG: Duration = Duration::from_secs(30);

/// Set for the process on the pseudo-terminal.
const INSIDE: &str = "REESTR_TEST_INSIDE";

fn inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

// What the process on the pseudo-terminal does.

fn begin() -> (Guard, Writer) {
    let guard = terminal::enter().unwrap();
    let writer = Writer::spawn(guard.output(), guard.traits()).unwrap();
    (guard, writer)
}

fn show(writer: &Writer, text: &str) {
    let mut frame = writer.frame(SIZE.cols, SIZE.rows);
    frame.buffer.set_string(2, 1, text, Style::default());
    writer.show(frame);
}

fn await_key() {
    std::io::stdin().read_exact(&mut [0]).unwrap();
}

// What the test sees of it.

struct Stage {
    emulator: Arc<Mutex<vt100::Parser>>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    before: String,
    reader: Option<Box<dyn Read + Send>>,
    /// All that was written, for what has scrolled out of sight.
    written: Arc<Mutex<Vec<u8>>>,
}

impl Stage {
    /// Starts this test again on a terminal; `wrap` makes the command line out of the program's.
    fn start(test: &str, wrap: impl Fn(&str) -> Vec<String>) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let exe = std::env::current_exe().unwrap();
        let line = wrap(exe.to_str().unwrap());
        let mut command = CommandBuilder::new(&line[0]);
        command.args(&line[1..]);
        command.env(INSIDE, test);
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        let before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let emulator = vt100::Parser::new(
            SIZE.rows.try_into().unwrap(),
            SIZE.cols.try_into().unwrap(),
            0,
        );
        Self {
            emulator: Arc::new(Mutex::new(emulator)),
            reader: Some(pair.master.try_clone_reader().unwrap()),
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            before,
            written: Arc::default(),
        }
    }

    fn play(test: &str) -> Self {
        let mut stage = Self::start(test, |exe| args(exe, test));
        stage.watch();
        stage
    }

    /// Begins to read what the program writes.
    fn watch(&mut self) {
        let mut reader = self.reader.take().expect("watched twice");
        let emulator = Arc::clone(&self.emulator);
        let written = Arc::clone(&self.written);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                written.lock().unwrap().extend_from_slice(&bytes[..n]);
                emulator.lock().unwrap().process(&bytes[..n]);
            }
        });
    }

    fn await_screen(&self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + LONG;
        while !seen(self.emulator.lock().unwrap().screen()) {
            let contents = self.emulator.lock().unwrap().screen().contents();
            assert!(
                Instant::now() < until,
                "{what} never came; the screen:\n{contents}"
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn await_text(&self, text: &str) {
        self.await_screen(text, |screen| screen.contents().contains(text));
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn exit(&mut self) -> ExitStatus {
        let until = Instant::now() + LONG;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "it never ended");
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn assert_taken(&self) {
        let emulator = self.emulator.lock().unwrap();
        assert!(emulator.screen().alternate_screen() && emulator.screen().bracketed_paste());
        assert_ne!(
            settings(self.master.as_ref()),
            self.before,
            "the line isn't raw"
        );
    }

    fn assert_given_back(&self) {
        self.await_screen("the first screen", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(settings(self.master.as_ref()), self.before);
    }
}

fn args(exe: &str, test: &str) -> Vec<String> {
    ["", "--exact", test, "--nocapture"]
        .map(|arg| if arg.is_empty() { exe } else { arg }.to_owned())
        .to_vec()
}

fn settings(master: &(dyn MasterPty + Send)) -> String {
    let termios = master
        .get_termios()
        .expect("a pseudo-terminal has settings");
    let flags = (
        termios.input_flags,
        termios.output_flags,
        termios.local_flags,
        termios.control_chars,
    );
    format!("{flags:?}")
}

#[test]
fn quitting_gives_the_terminal_back() {
    if inside() {
        let (guard, writer) = begin();
        show(&writer, "панель");
        await_key();
        show(&writer, "последний кадр");
        assert!(writer.stop(LONG));
        drop(guard);
        std::process::exit(3);
    }
    let mut stage = Stage::play("quitting_gives_the_terminal_back");
    stage.await_text("панель");
    stage.assert_taken();
    assert!(stage.emulator.lock().unwrap().screen().hide_cursor());
    stage.press("q");
    assert_eq!(stage.exit().exit_code(), 3);
    stage.assert_given_back();
    let contents = stage.emulator.lock().unwrap().screen().contents();
    assert!(!contents.contains("панель"), "{contents}");
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_then_reported() {
    if inside() {
        let (_guard, writer) = begin();
        show(&writer, "панель");
        await_key();
        panic!("всё пропало");
    }
    let mut stage = Stage::play("a_panic_gives_the_terminal_back_and_is_then_reported");
    stage.await_text("панель");
    stage.press("q");
    assert!(!stage.exit().success());
    stage.assert_given_back();
    let written = stage.written.lock().unwrap();
    let written = String::from_utf8_lossy(&written);
    let (_, after) = written.rsplit_once("\x1b[?1049l").unwrap();
    assert!(after.contains("всё пропало"), "{written}");
}

#[test]
fn a_panic_of_another_thread_leaves_the_panels_alone() {
    if inside() {
        let (_guard, writer) = begin();
        show(&writer, "панель");
        let other = thread::spawn(|| panic!("всё пропало"));
        assert!(other.join().is_err());
        show(&writer, "жива");
        await_key();
        std::process::exit(i32::from(!writer.settle(LONG)));
    }
    let mut stage = Stage::play("a_panic_of_another_thread_leaves_the_panels_alone");
    stage.await_text("жива");
    stage.assert_taken();
    let contents = stage.emulator.lock().unwrap().screen().contents();
    assert_eq!(contents.trim(), "жива");
    stage.press("q");
    assert!(stage.exit().success());
}

#[test]
fn a_terminal_that_takes_nothing_is_left_all_the_same() {
    if inside() {
        let (guard, writer) = begin();
        // Nobody reads: sooner or later the line is full, and the writer hangs in it.
        let mut n = 0_u32;
        loop {
            let mut frame = writer.frame(SIZE.cols, SIZE.rows);
            for y in 0..SIZE.rows {
                let text = format!("{:060}", n + u32::from(y));
                frame.buffer.set_string(0, y, text, Style::default());
            }
            n = n.wrapping_add(777_777);
            writer.show(frame);
            if !writer.settle(Duration::from_millis(300)) {
                break;
            }
        }
        drop(guard);
        std::process::exit(5);
    }
    let test = "a_terminal_that_takes_nothing_is_left_all_the_same";
    let mut stage = Stage::start(test, |exe| args(exe, test));
    assert_eq!(stage.exit().exit_code(), 5);
    assert_eq!(settings(stage.master.as_ref()), stage.before);
}

#[test]
fn suspending_gives_the_terminal_to_the_shell_until_it_continues_us() {
    let test = "suspending_gives_the_terminal_to_the_shell_until_it_continues_us";
    if inside() {
        let (guard, writer) = begin();
        show(&writer, "до остановки");
        await_key();
        assert!(
            guard.suspend().unwrap(),
            "a shell with job control started us"
        );
        writer.repaint();
        show(&writer, "после остановки");
        await_key();
        assert!(writer.stop(LONG));
        drop(guard);
        std::process::exit(0);
    }
    let script =
        "set -m; \"$0\" \"$@\"; echo shell is here; read line; fg >/dev/null; echo ended with $?";
    let mut stage = Stage::start(test, |exe| {
        let shell = ["sh", "-c", script].map(str::to_owned).to_vec();
        [shell, args(exe, test)].concat()
    });
    stage.watch();
    stage.await_text("до остановки");
    stage.press("z");
    stage.await_text("shell is here");
    stage.assert_given_back();
    stage.press("\n");
    stage.await_text("после остановки");
    stage.assert_taken();
    stage.press("q");
    stage.exit();
    stage.await_text("ended with 0");
    stage.assert_given_back();
}

#[test]
fn without_a_shell_above_suspending_is_nothing() {
    if inside() {
        let (guard, writer) = begin();
        show(&writer, "панель");
        let stopped = guard.suspend().unwrap();
        await_key();
        assert!(writer.settle(LONG));
        std::process::exit(i32::from(stopped));
    }
    let mut stage = Stage::play("without_a_shell_above_suspending_is_nothing");
    stage.await_text("панель");
    stage.press("q");
    assert!(stage.exit().success());
}
