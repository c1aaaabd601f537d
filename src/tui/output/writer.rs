//! The thread that owns the way to the terminal, and the one place where a frame waits for it.
//!
//! Showing a frame never waits: a frame that the thread hasn't taken is replaced. The memory of frames goes round between
//! the two threads, so nothing is allocated once both have seen a screen of the present size.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Frame, Screen, Traits};

/// Frames kept for drawing: one being drawn, one waiting, one being written.
const SPARE: usize = 3;

/// The interface's end.
pub struct Writer {
    mailbox: Arc<Mailbox>,
}

#[derive(Default)]
struct Mailbox {
    state: Mutex<State>,
    /// Told when there is something to do, and when it was done.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    next: Option<Frame>,
    spare: Vec<Frame>,
    /// Forget what the terminal shows before the next frame.
    forget: bool,
    stop: bool,
    thread: Doing,
    /// Writing failed: nobody is there to see.
    lost: bool,
}

/// What the thread is at.
#[derive(Default, PartialEq, Eq)]
enum Doing {
    #[default]
    Waiting,
    /// Encoding or writing a frame.
    Writing,
    Ended,
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the thread. `out` gets one write per frame.
    ///
    /// # Errors
    /// When the system gives no further thread.
    pub fn spawn(out: impl Write + Send + 'static, traits: Traits) -> io::Result<Self> {
        let mailbox = Arc::new(Mailbox::default());
        let end = Ended(Arc::clone(&mailbox));
        thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(move || run(&end.0, out, Screen::new(traits)))?;
        Ok(Self { mailbox })
    }

    /// A blank frame to draw into; its memory is that of an earlier one.
    #[must_use]
    pub fn frame(&self, width: u16, height: u16) -> Frame {
        let mut frame = self.mailbox.lock().spare.pop().unwrap_or_default();
        frame.clear(width, height);
        frame
    }

    /// Hands over the newest frame and returns at once. A frame that still waits is dropped.
    pub fn show(&self, frame: Frame) {
        let mut state = self.mailbox.lock();
        if let Some(skipped) = state.next.replace(frame) {
            keep(&mut state, skipped);
        }
        self.mailbox.changed.notify_all();
    }

    /// The terminal changed its size, or something else wrote to it: the next frame shown is painted whole. A frame that
    /// still waits is dropped, since it was drawn for a screen that is gone.
    pub fn repaint(&self) {
        let mut state = self.mailbox.lock();
        if let Some(stale) = state.next.take() {
            keep(&mut state, stale);
        }
        state.forget = true;
    }

    /// Waits until all that was shown is written, at most for the time given. False if it isn't.
    #[must_use]
    pub fn settle(&self, patience: Duration) -> bool {
        self.wait(patience, |state| {
            state.thread == Doing::Ended || (state.next.is_none() && state.thread == Doing::Waiting)
        })
    }

    /// Whether writing has failed: the terminal is gone, and frames go nowhere.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.mailbox.lock().lost
    }

    /// Writes what still waits and ends the thread, waiting at most for the time given. False if the terminal didn't take
    /// it: then the thread is left to end by itself.
    pub fn stop(self, patience: Duration) -> bool {
        self.mailbox.lock().stop = true;
        self.mailbox.changed.notify_all();
        self.wait(patience, |state| state.thread == Doing::Ended)
    }

    fn wait(&self, patience: Duration, done: impl Fn(&State) -> bool) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.mailbox.lock();
        while !done(&state) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.mailbox.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.mailbox.lock().stop = true;
        self.mailbox.changed.notify_all();
    }
}

/// Says that the thread has ended, however it did.
struct Ended(Arc<Mailbox>);

impl Drop for Ended {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.thread = Doing::Ended;
        self.0.changed.notify_all();
    }
}

fn keep(state: &mut State, frame: Frame) {
    if state.spare.len() < SPARE {
        state.spare.push(frame);
    }
}

fn run(mailbox: &Mailbox, mut out: impl Write, mut screen: Screen) {
    let mut bytes = Vec::new();
    let mut state = mailbox.lock();
    loop {
        let Some(frame) = state.next.take() else {
            if state.stop {
                return;
            }
            let woken = mailbox.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        state.thread = Doing::Writing;
        let forget = std::mem::take(&mut state.forget);
        let lost = state.lost;
        drop(state);
        let mut failed = false;
        if !lost {
            if forget {
                screen.forget();
            }
            bytes.clear();
            screen.encode(&frame, &mut bytes);
            failed = !bytes.is_empty() && out.write_all(&bytes).and_then(|()| out.flush()).is_err();
        }
        state = mailbox.lock();
        state.thread = Doing::Waiting;
        state.lost |= failed;
        keep(&mut state, frame);
        mailbox.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use ratatui::style::Style;

    use super::*;

    const LONG: Duration = Duration::from_secs(30);
    const TRAITS: Traits = Traits {
        colour_erase: true,
        whole_rows: false,
    };

    /// Passes each write on; waits for a permit before each, so that a test can block it.
    struct Line {
        written: mpsc::Sender<Vec<u8>>,
        permits: mpsc::Receiver<bool>,
    }

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if !self.permits.recv().unwrap_or(false) {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let _ = self.written.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn line() -> (Line, mpsc::Receiver<Vec<u8>>, mpsc::Sender<bool>) {
        let (written, read) = mpsc::channel();
        let (permit, permits) = mpsc::channel();
        (Line { written, permits }, read, permit)
    }

    fn frame(writer: &Writer, text: &str) -> Frame {
        let mut frame = writer.frame(20, 2);
        frame.buffer.set_string(0, 0, text, Style::default());
        frame
    }

    fn text(read: &mpsc::Receiver<Vec<u8>>) -> String {
        String::from_utf8(read.recv_timeout(LONG).unwrap()).unwrap()
    }

    #[test]
    fn a_blocked_terminal_skips_frames_and_shows_the_newest() {
        let (line, read, permit) = line();
        let writer = Writer::spawn(line, TRAITS).unwrap();
        writer.show(frame(&writer, "первый"));
        // The thread is taking the first one, or blocked in writing it; the others replace one another.
        while writer.mailbox.lock().thread != Doing::Writing {
            thread::yield_now();
        }
        for n in 0..1000 {
            writer.show(frame(&writer, &format!("кадр {n}")));
        }
        assert!(!writer.settle(Duration::ZERO));
        permit.send(true).unwrap();
        permit.send(true).unwrap();
        assert!(text(&read).ends_with("первый"));
        assert!(text(&read).contains("кадр 999"));
        assert!(writer.settle(LONG));
        assert!(writer.mailbox.lock().spare.len() <= SPARE);
        assert!(writer.stop(LONG));
    }

    #[test]
    fn the_same_frame_twice_is_not_written_unless_a_repaint_was_asked() {
        let (line, read, permit) = line();
        let writer = Writer::spawn(line, TRAITS).unwrap();
        for _ in 0..4 {
            permit.send(true).unwrap();
        }
        writer.show(frame(&writer, "одно"));
        assert!(writer.settle(LONG));
        writer.show(frame(&writer, "одно"));
        assert!(writer.settle(LONG));
        writer.repaint();
        writer.show(frame(&writer, "одно"));
        assert!(writer.stop(LONG));
        assert_eq!(read.try_iter().count(), 2);
    }

    #[test]
    fn stop_writes_what_waits_and_gives_up_on_a_dead_line() {
        let (line, read, permit) = line();
        let writer = Writer::spawn(line, TRAITS).unwrap();
        permit.send(true).unwrap();
        writer.show(frame(&writer, "последнее"));
        assert!(writer.stop(LONG));
        assert!(text(&read).contains("последнее"));

        let (line, _read, _permit) = self::line();
        let writer = Writer::spawn(line, TRAITS).unwrap();
        writer.show(frame(&writer, "никогда"));
        assert!(!writer.stop(Duration::from_millis(1)));
    }

    #[test]
    fn a_failed_write_is_remembered() {
        let (line, _read, permit) = line();
        let writer = Writer::spawn(line, TRAITS).unwrap();
        assert!(!writer.is_lost());
        permit.send(false).unwrap();
        writer.show(frame(&writer, "в никуда"));
        assert!(writer.settle(LONG));
        assert!(writer.is_lost());
        writer.show(frame(&writer, "и это"));
        assert!(writer.stop(LONG));
    }
}
