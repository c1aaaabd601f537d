//! Runs another program: bytes in, a bounded part of what it says out, and never longer than it is given.
//!
//! Whatever happens, the program and all that it started in its group are gone afterwards, or were left by it on purpose.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::domain::Clean;

/// What is kept of each stream; the rest is read and dropped. The longest list of printers fits.
const MOST_KEPT: usize = 1 << 20;
/// The most characters of a complaint that a person reads.
const MOST_SAID: usize = 200;
/// How soon the end of a program is seen when it holds its streams open, or closed them long before.
const LOOK: Duration = Duration::from_millis(20);

/// A program that ended by itself.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub out: Vec<u8>,
    err: Vec<u8>,
    /// Whether it took everything that it was given.
    pub took_all: bool,
}

impl Ended {
    /// The end of what it complained of, cleaned: the last is what stopped it.
    #[must_use]
    pub fn complaint(&self) -> Clean {
        let text = String::from_utf8_lossy(&self.err);
        let text = text.trim();
        let skipped = text.chars().count().saturating_sub(MOST_SAID);
        let tail: String = text.chars().skip(skipped).collect();
        Clean::new(&tail)
    }

    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// The exit code; -1 when a signal ended it.
    #[must_use]
    pub fn code(&self) -> i32 {
        self.status.code().unwrap_or(-1)
    }
}

#[derive(Debug)]
pub enum Failure {
    /// No program of that name is on the path.
    Missing,
    TimedOut,
    System(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Runs `command` with `input` on its standard input, for at most `limit`.
///
/// It gets a process group of its own: the end of the session that asked does not end it, and a late one dies whole.
pub fn run(command: &mut Command, input: &[u8], limit: Duration) -> Result<Ended, Failure> {
    let started = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Failure::Missing),
        Err(error) => return Err(error.into()),
    };
    let ended = attend(&mut child, input, Instant::now() + limit);
    if ended.is_err() {
        end(&mut child);
    }
    ended
}

/// Kills the whole group and takes the program's last word, so that no zombie stays.
fn end(child: &mut Child) {
    // Either may fail only because it ended by itself a moment ago.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.wait();
}

/// Feeds the program and listens to it until it ends. What it leaves running in the background holds nobody up.
fn attend(child: &mut Child, input: &[u8], deadline: Instant) -> Result<Ended, Failure> {
    let mut stdin = child.stdin.take();
    let mut stdout = child.stdout.take();
    let mut stderr = child.stderr.take();
    for stream in [
        stdin.as_ref().map(AsFd::as_fd),
        stdout.as_ref().map(AsFd::as_fd),
        stderr.as_ref().map(AsFd::as_fd),
    ] {
        if let Some(stream) = stream {
            rustix::io::ioctl_fionbio(stream, true).map_err(io::Error::from)?;
        }
    }
    let (mut out, mut err, mut given) = (Vec::new(), Vec::new(), 0);
    loop {
        give(&mut stdin, input, &mut given);
        take(&mut stdout, &mut out);
        take(&mut stderr, &mut err);
        if let Some(status) = child.try_wait()? {
            // What it said last is in the pipes still.
            take(&mut stdout, &mut out);
            take(&mut stderr, &mut err);
            return Ok(Ended {
                status,
                out,
                err,
                took_all: given == input.len(),
            });
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::TimedOut);
        }
        wait(
            stdin.as_ref().map(AsFd::as_fd),
            [
                stdout.as_ref().map(AsFd::as_fd),
                stderr.as_ref().map(AsFd::as_fd),
            ],
            left.min(LOOK),
        )?;
    }
}

/// Waits until a stream has something to do.
fn wait(
    writing: Option<BorrowedFd<'_>>,
    reading: [Option<BorrowedFd<'_>>; 2],
    most: Duration,
) -> Result<(), Failure> {
    let mut streams: Vec<PollFd<'_>> = reading
        .into_iter()
        .flatten()
        .map(|stream| PollFd::from_borrowed_fd(stream, PollFlags::IN))
        .collect();
    streams.extend(writing.map(|stream| PollFd::from_borrowed_fd(stream, PollFlags::OUT)));
    let most = Timespec {
        tv_sec: most.as_secs() as i64,
        tv_nsec: i64::from(most.subsec_nanos()),
    };
    match poll(&mut streams, Some(&most)) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(io::Error::from(error).into()),
    }
}

/// Writes what the pipe takes now, and closes it after the last byte or when nobody reads any more.
fn give(stream: &mut Option<impl Write>, input: &[u8], given: &mut usize) {
    while let Some(pipe) = stream {
        if *given == input.len() {
            *stream = None;
            return;
        }
        match pipe.write(&input[*given..]) {
            Ok(count) if count > 0 => *given += count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(_) | Err(_) => *stream = None,
        }
    }
}

/// Reads what is there now; the stream is closed at its end.
fn take(stream: &mut Option<impl Read>, kept: &mut Vec<u8>) {
    let mut bytes = [0; 4096];
    while let Some(pipe) = stream {
        match pipe.read(&mut bytes) {
            Ok(count) if count > 0 => {
                let room = MOST_KEPT.saturating_sub(kept.len());
                kept.extend_from_slice(&bytes[..count.min(room)]);
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(_) | Err(_) => *stream = None,
        }
    }
}
