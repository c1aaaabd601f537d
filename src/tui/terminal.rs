//! Taking the terminal over, and giving it back as it was: after quitting, a panic, a signal, while suspended.
//!
//! Giving back never waits for a terminal that takes nothing: the bytes go by a descriptor of our own that doesn't block,
//! past the writer thread that may hang in the ordinary one. After that the writer's bytes are dropped. Nothing here asks
//! the terminal anything, sets a title, or turns keyboard protocols on: with those Ctrl and a letter die under the
//! Russian layout.
//!
//! Signals: Ctrl+Z arrives as a key in raw mode. The loop answers it, and `SIGTSTP` if it catches that, with
//! [`Guard::suspend`]; on `SIGTERM` and `SIGHUP` it ends and drops the guard.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::OFlags;
use rustix::io::{Errno, retry_on_intr};
use rustix::process::Signal;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcsetattr, ttyname,
};
use thiserror::Error;

use super::output::Traits;

/// The other screen; pastes arrive marked; nothing wraps at the edge.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?7l";

/// Ends an update cut in the middle, then undoes [`ENTER`] and what frames leave behind.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";

/// How long giving back waits for a frame that is being written, and for the terminal to take the last bytes.
const PATIENCE: Duration = Duration::from_millis(200);

/// Why the panels can't be drawn here.
#[derive(Debug, Error)]
pub enum TerminalError {
    #[error(
        "reestr is worked at a terminal, and its input or output isn't one; start it without redirection, over SSH with `ssh -t`"
    )]
    NotATerminal,
    #[error(
        "TERM is not set, so nothing is known of this terminal; set it, for most with `export TERM=xterm-256color`"
    )]
    NoTerm,
    #[error(
        "TERM={0} names a terminal that can't move its cursor, which plain mode needs as well; start reestr in another terminal, or set TERM to what this one is and start `reestr --plain`"
    )]
    Dumb(String),
    #[error(
        "the terminal's settings can't be changed ({0}); close it and start reestr in a new one"
    )]
    Settings(#[source] io::Error),
}

/// The terminal is ours while this lives.
#[derive(Debug)]
#[must_use = "the terminal is given back when this is dropped"]
pub struct Guard {
    traits: Traits,
    /// The line as the shell left it to us. Not read again after a suspension: a shell at its prompt has another.
    before: Termios,
}

/// What is needed to give the terminal back.
struct Held {
    before: Termios,
    /// Doesn't block; `None` if the terminal can't be opened by name.
    aside: Option<File>,
    /// Its panics end the program; those of other threads may be caught.
    owner: ThreadId,
}

/// True while the terminal is ours. Read without a lock: the lock below may be held by a blocked write.
static ENTERED: AtomicBool = AtomicBool::new(false);
static HELD: Mutex<Option<Held>> = Mutex::new(None);
/// Held during each write to the terminal, so that a frame and the farewell don't mix.
static WRITING: Mutex<()> = Mutex::new(());

/// Takes the terminal over: raw mode, the other screen, marked pastes. A panic of this thread gives it back.
///
/// # Errors
/// When there is no terminal that the panels can be drawn on.
pub fn enter() -> Result<Guard, TerminalError> {
    let terminal = isatty(stdin()) && isatty(stdout());
    let term = std::env::var_os("TERM");
    let traits = check(terminal, term.as_deref())?;
    hook_panics();
    let before = tcgetattr(stdin()).map_err(|error| TerminalError::Settings(error.into()))?;
    take_over(&before).map_err(TerminalError::Settings)?;
    Ok(Guard { traits, before })
}

/// Judges what `enter` finds, before anything is changed.
fn check(terminal: bool, term: Option<&OsStr>) -> Result<Traits, TerminalError> {
    if !terminal {
        return Err(TerminalError::NotATerminal);
    }
    let term = term.unwrap_or_default().to_string_lossy();
    match term.as_ref() {
        "" => Err(TerminalError::NoTerm),
        "dumb" | "unknown" => Err(TerminalError::Dumb(term.into_owned())),
        name => Ok(Traits::of_term(name)),
    }
}

fn take_over(before: &Termios) -> io::Result<()> {
    if ENTERED.load(Ordering::SeqCst) {
        return Ok(());
    }
    let mut raw = before.clone();
    raw.make_raw();
    *lock(&HELD) = Some(Held {
        before: before.clone(),
        aside: open_aside(),
        owner: thread::current().id(),
    });
    ENTERED.store(true, Ordering::SeqCst);
    let entered = retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, &raw))
        .map_err(io::Error::from)
        .and_then(|()| write_all(ENTER));
    if entered.is_err() {
        restore();
    }
    entered
}

/// Gives the terminal back as it was. Safe to call at any time, from any thread, any number of times; it waits for
/// nothing longer than a moment.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let until = Instant::now() + PATIENCE;
    let _writing = try_lock_until(&WRITING, until);
    let Some(held) = try_lock_until(&HELD, until).and_then(|mut held| held.take()) else {
        return;
    };
    match held.aside {
        Some(aside) => say_farewell(&aside, until),
        // Better a wait than a terminal left in raw mode on the other screen.
        None => drop(write_all(LEAVE)),
    }
    // The rest of a paste must not become commands of the shell.
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    // At once, not when the output has drained: it may never.
    let _ = retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, &held.before));
}

impl Guard {
    /// What this terminal can do.
    #[must_use]
    pub fn traits(&self) -> Traits {
        self.traits
    }

    /// The way to the terminal for the writer thread.
    #[must_use]
    pub fn output(&self) -> Output {
        Output(())
    }

    /// Gives the terminal back and stops, until the shell that started us continues us; then takes it over again. False,
    /// and nothing is done, if no shell with job control started us: nobody could continue us.
    ///
    /// Afterwards the size may be another: ask for it, have the writer repaint, and draw.
    ///
    /// # Errors
    /// When the terminal can't be taken over again; then it is as it was before.
    pub fn suspend(&self) -> Result<bool, TerminalError> {
        if !can_be_continued() {
            return Ok(false);
        }
        restore();
        // The group, so that what started us (a script, `cargo run`) stops too and the shell gets its terminal back.
        let stopped = rustix::process::kill_current_process_group(Signal::STOP);
        if stopped.is_ok() {
            // Another thread may be the one that gets the signal, so this one may run on for an instant.
            thread::sleep(PATIENCE);
        }
        take_over(&self.before).map_err(TerminalError::Settings)?;
        Ok(stopped.is_ok())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Where the writer thread writes. While the terminal isn't ours, bytes are dropped: the frame after the next
/// [`repaint`](super::output::Writer::repaint) brings everything.
#[derive(Debug)]
pub struct Output(());

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _writing = lock(&WRITING);
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(bytes.len());
        }
        write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to the terminal, waiting as long as it takes.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody who shares the terminal made it non-blocking.
            Err(Errno::AGAIN) => wait_writable(&stdout(), None)?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Writes the last bytes as far as the terminal takes them in time.
fn say_farewell(mut aside: &File, until: Instant) {
    let mut bytes = LEAVE;
    while !bytes.is_empty() {
        match aside.write(bytes) {
            Ok(n) if n > 0 => bytes = bytes.get(n..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() || wait_writable(aside, Some(left)).is_err() {
                    return;
                }
            }
            _ => return,
        }
    }
}

fn wait_writable(terminal: &impl std::os::fd::AsFd, patience: Option<Duration>) -> io::Result<()> {
    let patience = patience.map(|patience| Timespec {
        tv_sec: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: patience.subsec_nanos().into(),
    });
    match rustix::event::poll(
        &mut [PollFd::new(terminal, PollFlags::OUT)],
        patience.as_ref(),
    ) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Opens the terminal anew, so that not blocking is a trait of this descriptor alone and not of the shell's.
fn open_aside() -> Option<File> {
    let mut options = OpenOptions::new();
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    options.write(true).custom_flags(flags.bits().cast_signed());
    let name = ttyname(stdout(), Vec::new()).ok();
    let by_name = name.and_then(|name| options.open(OsStr::from_bytes(name.as_bytes())).ok());
    by_name.or_else(|| options.open("/dev/tty").ok())
}

/// A shell with job control gives each job a group of its own; without one we are in the group of the session's leader,
/// or are the leader.
fn can_be_continued() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Gives the terminal back before a panic of the owner is reported. Panics of other threads are left to those who join
/// them, and would be printed over the panels: their place is logged instead, without the message, which may quote data.
fn hook_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !ENTERED.load(Ordering::SeqCst) {
                usual(panic);
                return;
            }
            let held = try_lock_until(&HELD, Instant::now() + PATIENCE);
            let owner = held
                .as_ref()
                .and_then(|held| held.as_ref().map(|held| held.owner));
            drop(held);
            if owner.is_none_or(|owner| owner == thread::current().id()) {
                restore();
                usual(panic);
                return;
            }
            let place = panic.location();
            tracing::error!(
                thread = thread::current().name(),
                file = place.map(panic::Location::file),
                line = place.map(panic::Location::line),
                "a thread panicked"
            );
        }));
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lock, unless it isn't free in time: then its holder hangs in a write.
fn try_lock_until<T>(mutex: &Mutex<T>, until: Instant) -> Option<MutexGuard<'_, T>> {
    loop {
        match mutex.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_a_terminal_is_refused_with_what_to_do() {
        let refused = |terminal, term: Option<&str>| {
            let error = check(terminal, term.map(OsStr::new)).unwrap_err();
            error.to_string()
        };
        assert!(refused(false, Some("xterm")).contains("ssh -t"));
        assert!(refused(true, None).contains("export TERM="));
        assert!(refused(true, Some("")).contains("export TERM="));
        assert!(refused(true, Some("dumb")).starts_with("TERM=dumb"));
        let traits = check(true, Some(OsStr::new("xterm-256color"))).unwrap();
        assert!(traits.colour_erase);
    }

    #[test]
    fn leaving_undoes_all_that_entering_does() {
        let mut emulator = vt100::Parser::default();
        emulator.process(b"shell");
        emulator.process(ENTER);
        assert!(emulator.screen().alternate_screen() && emulator.screen().bracketed_paste());
        // Cut in the middle of a frame that hid the cursor, and of a sequence.
        emulator.process(b"\x1b[?2026h\x1b[?25l\x1b[1;31mtext\x1b[4");
        emulator.process(LEAVE);
        let screen = emulator.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(screen.contents(), "shell");
        assert!(!screen.bold());
    }

    #[test]
    fn while_the_terminal_is_not_ours_nothing_is_written_and_restoring_is_nothing() {
        assert_eq!(Output(()).write(b"\x1b[2J").unwrap(), 4);
        restore();
        restore();
    }

    #[test]
    fn a_lock_that_stays_held_is_given_up() {
        let mutex = Mutex::new(());
        let held = mutex.lock().unwrap();
        thread::scope(|scope| {
            let waiting = scope.spawn(|| try_lock_until(&mutex, Instant::now()).is_none());
            assert!(waiting.join().unwrap());
        });
        drop(held);
        assert!(try_lock_until(&mutex, Instant::now()).is_some());
    }
}
