//! Where keys and signals come from, and how the end of the terminal is noticed.

use std::future::poll_fn;
use std::io;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
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

    /// The next event if there is one now. It never waits; it is asked with the waker of the task, because the stream
    /// remembers the waker of the first question that found nothing, and would wake nobody with another.
    pub async fn ready(&mut self) -> Option<Option<io::Result<Event>>> {
        poll_fn(|cx| match self.events.poll_next_unpin(cx) {
            Poll::Ready(event) => Poll::Ready(Some(event)),
            Poll::Pending => Poll::Ready(None),
        })
        .await
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
            terminal: watch_stdin()?,
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

/// Watches for the end of the terminal alone: a key doesn't make it ready.
#[expect(
    deprecated,
    reason = "unsound only for a descriptor that is closed under it, and standard input never is"
)]
fn watch_stdin() -> io::Result<AsyncFd<io::Stdin>> {
    AsyncFd::with_interest(io::stdin(), Interest::PRIORITY)
}

/// Waits for the time given, or for ever.
pub async fn sleep(time: Option<Duration>) {
    match time {
        Some(time) => tokio::time::sleep(time).await,
        None => std::future::pending().await,
    }
}
