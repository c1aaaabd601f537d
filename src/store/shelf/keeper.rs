//! sled in a process of its own: the same program, started with one argument, talked to over its standard input.
//!
//! It ends when the socket closes. Its panics, its threads and its memory are no matter of the program at the desk; it
//! stands in a process group of its own, so that a dropped terminal does not take it away before drafts are written.

use std::env;
use std::ffi::OsString;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;

use super::here::Here;
use super::wire::{Answer, Ask, read_answer, read_ask, write_answer, write_ask};
use super::{Batch, Pair, Shelf, ShelfError};
use crate::store::memory;

/// The argument that turns the program into the keeper.
const ARGUMENT: &str = "cache-keeper";

static KEEPER: OnceLock<Keeper> = OnceLock::new();

/// How the keeper is started.
#[derive(Clone, Debug)]
pub struct Keeper {
    program: PathBuf,
    args: Vec<OsString>,
}

/// To be called first in `main`. In the keeper process it serves and returns the exit code; in the program it makes
/// known that the keeper can be had, and returns `None`.
#[must_use]
pub fn enter() -> Option<ExitCode> {
    let mut args = env::args_os().skip(1);
    if args.next().is_some_and(|first| first == ARGUMENT) && args.next().is_none() {
        return Some(serve());
    }
    // The running program itself, also when its file was replaced by a newer one meanwhile.
    let program = PathBuf::from("/proc/self/exe");
    if program.exists() {
        let args = vec![ARGUMENT.into()];
        // Said twice, the first word stands: it is the same one.
        let _ = KEEPER.set(Keeper { program, args });
    }
    None
}

pub(super) fn registered() -> Option<&'static Keeper> {
    KEEPER.get()
}

fn serve() -> ExitCode {
    if memory::keep_private().is_err() {
        return ExitCode::FAILURE;
    }
    // sled makes its files with the modes of the process: they are for the owner alone.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let served = io::stdin()
        .as_fd()
        .try_clone_to_owned()
        .and_then(|fd| answer_all(&mut UnixStream::from(fd)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Answers until the other side closes the socket.
fn answer_all(socket: &mut UnixStream) -> io::Result<()> {
    let mut shelf = None;
    loop {
        let ask = match read_ask(socket) {
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            ask => ask?,
        };
        let answer = answer(&mut shelf, ask).unwrap_or_else(Answer::Failed);
        write_answer(socket, &answer)?;
    }
}

fn answer(shelf: &mut Option<Here>, ask: Ask) -> Result<Answer, ShelfError> {
    if let Ask::Open(dir) = ask {
        let dir = PathBuf::from(OsString::from_vec(dir));
        *shelf = Some(Here::open(&dir)?);
        return Ok(Answer::Done);
    }
    let shelf = shelf
        .as_mut()
        .ok_or_else(|| ShelfError::Unavailable("it is not open".into()))?;
    Ok(match ask {
        Ask::Get(key) => Answer::Value(shelf.get(&key)?),
        Ask::Page(prefix, after) => Answer::Pairs(shelf.page(&prefix, &after)?),
        Ask::Apply(batch) => {
            shelf.apply(&batch)?;
            Answer::Done
        }
        Ask::Open(_) => Answer::Done,
    })
}

impl Keeper {
    /// Starts a keeper that opens `dir`, and does not wait for it: how that went is told with the first answer.
    pub(super) fn open(&self, dir: &Path) -> Result<Remote, ShelfError> {
        let unavailable = |e: io::Error| ShelfError::Unavailable(e.kind().to_string());
        let mut remote = self.start().map_err(unavailable)?;
        if let Some(socket) = &mut remote.socket {
            let open = Ask::Open(dir.as_os_str().as_bytes().to_vec());
            write_ask(socket, &open).map_err(unavailable)?;
        }
        Ok(remote)
    }

    fn start(&self) -> io::Result<Remote> {
        let (ours, theirs) = UnixStream::pair()?;
        let child = Command::new(&self.program)
            .args(&self.args)
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Remote {
            socket: Some(ours),
            child,
            opening: true,
        })
    }
}

/// The program's end of a keeper.
pub struct Remote {
    socket: Option<UnixStream>,
    child: Child,
    /// The answer to the first message has not been read.
    opening: bool,
}

impl Remote {
    fn ask(&mut self, ask: &Ask) -> Result<Answer, ShelfError> {
        let opening = std::mem::take(&mut self.opening);
        let talked = self.socket.as_mut().map(|socket| {
            if opening {
                match read_answer(socket)? {
                    Answer::Done => {}
                    other => return Ok(other),
                }
            }
            write_ask(socket, ask)?;
            read_answer(socket)
        });
        match talked {
            Some(Ok(Answer::Failed(error))) => Err(error),
            Some(Ok(answer)) => Ok(answer),
            _ => {
                self.socket = None;
                Err(ShelfError::Damaged("its process ended".into()))
            }
        }
    }
}

fn unexpected() -> ShelfError {
    ShelfError::Unavailable("its process gave another answer than was asked for".into())
}

impl Shelf for Remote {
    fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, ShelfError> {
        match self.ask(&Ask::Get(key.to_vec()))? {
            Answer::Value(value) => Ok(value),
            _ => Err(unexpected()),
        }
    }

    fn page(&mut self, prefix: &[u8], after: &[u8]) -> Result<Vec<Pair>, ShelfError> {
        match self.ask(&Ask::Page(prefix.to_vec(), after.to_vec()))? {
            Answer::Pairs(pairs) => Ok(pairs),
            _ => Err(unexpected()),
        }
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), ShelfError> {
        match self.ask(&Ask::Apply(batch.clone()))? {
            Answer::Done => Ok(()),
            _ => Err(unexpected()),
        }
    }
}

/// The keeper writes what is open when its socket closes; waiting for it keeps the next opener from finding its lock.
impl Drop for Remote {
    fn drop(&mut self) {
        self.socket = None;
        // Nothing is left to be done about a process that can't be waited for.
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVING: &str = "REESTR_TEST_CACHE_KEEPER";

    /// Not a test of its own: the process that the test below starts.
    #[test]
    fn keeper_process() {
        if env::var_os(SERVING).is_some() {
            assert_eq!(format!("{:?}", serve()), format!("{:?}", ExitCode::SUCCESS));
        }
    }

    fn keeper() -> Keeper {
        let test = "store::shelf::keeper::tests::keeper_process";
        Keeper {
            program: "/usr/bin/env".into(),
            args: vec![
                format!("{SERVING}=1").into(),
                env::current_exe().unwrap().into(),
                "--exact".into(),
                test.into(),
                "--nocapture".into(),
            ],
        }
    }

    #[test]
    fn a_keeper_keeps_what_it_is_given_and_ends_with_its_socket() {
        let dir = tempfile::tempdir().unwrap();
        let batch: Batch = (0..50u8)
            .map(|n| (vec![b'c', n], Some(vec![n; 2_000])))
            .collect();
        let mut shelf = keeper().open(dir.path()).unwrap();
        shelf.apply(&batch).unwrap();
        assert_eq!(shelf.page(b"c", b"").unwrap().len(), 50);
        drop(shelf);
        let mut shelf = keeper().open(dir.path()).unwrap();
        assert_eq!(shelf.get(&[b'c', 7]).unwrap(), Some(vec![7; 2_000]));
    }

    #[test]
    fn a_keeper_that_died_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let mut shelf = keeper().open(dir.path()).unwrap();
        shelf.child.kill().unwrap();
        assert!(matches!(shelf.get(b"x"), Err(ShelfError::Damaged(_))));
    }
}
