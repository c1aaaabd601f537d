//! Where keys and signals come from, and how the end of the terminal is noticed.
//!
//! The terminal is read here and nowhere else, and to its bottom: its driver lets a writer go on, and says again that
//! there is something to read, only when nearly all of what it held was taken. Whoever reads a part and sleeps until he
//! is told of more sleeps for ever. A read never blocks: it is asked before each whether there is anything.

use std::io;
use std::time::Duration;

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::decode::Decoder;

/// Bytes read at once: as many as the driver holds.
const READ: usize = 4_096;

/// What a signal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Leave,
    Suspend,
    /// The process was stopped, and something else may have written to the terminal.
    Continued,
}

/// What comes from the terminal; nothing comes after [`Input::Gone`].
#[derive(Debug)]
pub enum Input {
    Event(Event),
    Gone,
}

pub struct Inputs {
    pub terminal: Terminal,
    pub signals: Signals,
}

impl Inputs {
    /// Has to be called inside the runtime.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            terminal: Terminal::new()?,
            signals: Signals::new()?,
        })
    }
}

/// Keys, pastes and sizes.
pub struct Terminal {
    readiness: AsyncFd<io::Stdin>,
    resized: Signal,
    decoder: Decoder,
}

/// What one look at the terminal found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Bytes,
    Nothing,
    Gone,
}

impl Terminal {
    fn new() -> io::Result<Self> {
        Ok(Self {
            readiness: watch_stdin()?,
            resized: signal(SignalKind::window_change())?,
            decoder: Decoder::default(),
        })
    }

    /// The next input. Safe to be dropped before it has come.
    pub async fn next(&mut self) -> Input {
        loop {
            if let Some(input) = self.ready() {
                return input;
            }
            tokio::select! {
                biased;
                _ = self.resized.recv() => {
                    if let Ok((width, height)) = crossterm::terminal::size() {
                        return Input::Event(Event::Resize(width, height));
                    }
                }
                ready = self.readiness.readable() => match ready {
                    // Cleared before the look: what comes during it makes the terminal ready anew.
                    Ok(mut ready) => ready.clear_ready(),
                    Err(_) => return Input::Gone,
                },
            }
        }
    }

    /// The next key or paste if there is one now. It never waits.
    pub fn ready(&mut self) -> Option<Input> {
        loop {
            if let Some(event) = self.decoder.next() {
                return Some(Input::Event(event));
            }
            match self.look() {
                Look::Bytes => {}
                Look::Nothing => {
                    self.decoder.pause();
                    return self.decoder.next().map(Input::Event);
                }
                Look::Gone => return Some(Input::Gone),
            }
        }
    }

    fn look(&mut self) -> Look {
        let mut fds = [PollFd::from_borrowed_fd(stdin(), PollFlags::IN)];
        match poll(&mut fds, Some(&Timespec::default())) {
            Ok(0) => return Look::Nothing,
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return Look::Gone,
        }
        if fds[0].revents().is_empty() {
            return Look::Nothing;
        }
        let mut bytes = [0; READ];
        match rustix::io::read(stdin(), &mut bytes) {
            Ok(0) => Look::Gone,
            Ok(count) => {
                self.decoder.feed(bytes.get(..count).unwrap_or_default());
                Look::Bytes
            }
            Err(Errno::INTR | Errno::AGAIN) => Look::Nothing,
            Err(_) => Look::Gone,
        }
    }
}

pub struct Signals {
    end: Signal,
    hang_up: Signal,
    interrupt: Signal,
    suspend: Signal,
    carry_on: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        let tstp = SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw());
        let cont = SignalKind::from_raw(rustix::process::Signal::CONT.as_raw());
        Ok(Self {
            end: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            suspend: signal(tstp)?,
            carry_on: signal(cont)?,
        })
    }

    /// The next word. Safe to be dropped before it has come.
    pub async fn next(&mut self) -> Word {
        tokio::select! {
            biased;
            _ = self.end.recv() => Word::Leave,
            _ = self.hang_up.recv() => Word::Leave,
            _ = self.interrupt.recv() => Word::Leave,
            _ = self.suspend.recv() => Word::Suspend,
            _ = self.carry_on.recv() => Word::Continued,
        }
    }
}

#[expect(
    deprecated,
    reason = "unsound only for a descriptor that is closed under it, and standard input never is"
)]
fn watch_stdin() -> io::Result<AsyncFd<io::Stdin>> {
    AsyncFd::with_interest(io::stdin(), Interest::READABLE)
}

/// Waits for the time given, or for ever.
pub async fn sleep(time: Option<Duration>) {
    match time {
        Some(time) => tokio::time::sleep(time).await,
        None => std::future::pending().await,
    }
}
