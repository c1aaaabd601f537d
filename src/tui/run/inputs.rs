//! Where keys and signals come from, and how the end of the terminal is noticed.

use std::io;
use std::time::Duration;

use crossterm::event::EventStream;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What a signal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Leave,
    Suspend,
    /// The process was stopped, and something else may have written to the terminal.
    Continued,
}

pub struct Inputs {
    pub events: EventStream,
    pub signals: Signals,
}

impl Inputs {
    /// Has to be called inside the runtime.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            events: EventStream::new(),
            signals: Signals::new()?,
        })
    }
}

pub struct Signals {
    end: Signal,
    hang_up: Signal,
    interrupt: Signal,
    suspend: Signal,
    carry_on: Signal,
    /// Ready when the terminal is gone; not ready for keys, which the event stream reads.
    terminal: AsyncFd<io::Stdin>,
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
            terminal: AsyncFd::register_with_interest(io::stdin(), Interest::PRIORITY)?,
        })
    }

    /// The next word. Safe to be dropped before it has come.
    pub async fn next(&mut self) -> Word {
        tokio::select! {
            biased;
            _ = self.end.recv() => Word::Leave,
            _ = self.hang_up.recv() => Word::Leave,
            _ = self.interrupt.recv() => Word::Leave,
            _ = self.terminal.ready(Interest::PRIORITY) => Word::Leave,
            _ = self.suspend.recv() => Word::Suspend,
            _ = self.carry_on.recv() => Word::Continued,
        }
    }
}

/// Waits for the time given, or for ever.
pub async fn sleep(time: Option<Duration>) {
    match time {
        Some(time) => tokio::time::sleep(time).await,
        None => std::future::pending().await,
    }
}
